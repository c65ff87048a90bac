"""What documents do when their text has changed, once the writing pauses."""

from zencho.coedit.events import DocumentEdited
from zencho.coedit.queries import read_state
from zencho.documents.actions import note_mentions
from zencho.documents.rules import DOCUMENT_WRITE
from zencho.documents.ydoc import read_blocks
from zencho.drive.actions.noting import touch
from zencho.gate import opening as gate
from zencho.kernel.reactions import Reaction
from zencho.kernel.work import Work


async def follow_edit(work: Work, event: DocumentEdited) -> None:
    """The drive's row says who edited last; who is mentioned for the first time is rung.

    A document gone meanwhile is nothing to do.
    """
    try:
        opened = await gate.open(work, DOCUMENT_WRITE, event.thing_id)
    except gate.Unseen:
        return
    for person in event.persons:
        await touch(opened, by=person, at=work.now)
    last = event.persons[-1] if event.persons else None
    await note_mentions(opened, read_blocks(await read_state(opened)), by=last)


REACTIONS = (Reaction(DocumentEdited, follow_edit),)
