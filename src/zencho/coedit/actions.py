"""Writing a document's first content, from an import or the sample city; telling others of edits."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pycrdt import get_state
from sqlalchemy import func, insert, literal, select
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.coedit.events import DocumentEdited
from zencho.coedit.tables import CoeditAnnounced, CoeditClient, CoeditSnapshot
from zencho.coedit.updates import read_state_vector
from zencho.gate.opening import Opened
from zencho.gate.tables import Thing
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work


async def write_state(opened: Opened[Any, Any], state: bytes) -> None:
    """Give a document that was just made its content: a full state, written by the server.

    `opened` must allow writing (its wall is open). The client ids in it belong to nobody from now on.
    """
    work, thing_id, anchor = opened.work, opened.ref.id, opened.anchor
    state_vector = get_state(state)
    await work.db.execute(
        insert(CoeditSnapshot).values(
            thing_id=thing_id, anchor=anchor, seq=1, state=state, state_vector=state_vector, at=work.now
        )
    )
    clients = read_state_vector(state_vector)
    if clients:
        await work.db.execute(
            insert(CoeditClient),
            [
                {"thing_id": thing_id, "anchor": anchor, "client_id": client, "person": None, "n": 0}
                for client in clients
            ],
        )


async def announce_edits(work: Work, ref: Ref, persons: Sequence[UUID], *, seq: int) -> None:
    """Tell others of what these persons wrote up to `seq`, and remember that they were told."""
    # From the thing's own row: one that is gone for good has nothing to remember.
    told = select(Thing.id, literal(seq, CoeditAnnounced.seq.type)).where(Thing.id == ref.id)
    statement = upsert(CoeditAnnounced).from_select(["thing_id", "seq"], told)
    newest = func.greatest(CoeditAnnounced.seq, statement.excluded.seq)
    await work.db.execute(statement.on_conflict_do_update(index_elements=["thing_id"], set_={"seq": newest}))
    work.announce(DocumentEdited(ref.kind, ref.id, tuple(persons)))
