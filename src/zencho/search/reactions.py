"""What goes into the index, and when: after a thing came, changed, or was written in."""

from zencho.coedit.events import DocumentEdited
from zencho.drive.events import ItemAdded, ItemChanged, ItemsAdded
from zencho.kernel.reactions import Reaction
from zencho.kernel.work import Work
from zencho.search.actions import index_thing, index_things


async def index_added(work: Work, event: ItemAdded) -> None:
    """Made, moved or restored."""
    await index_thing(work, event.thing_kind, event.thing_id)


async def index_several(work: Work, event: ItemsAdded) -> None:
    """Many that came at once."""
    await index_things(work, event.thing_kind, event.thing_ids)


async def index_changed(work: Work, event: ItemChanged) -> None:
    """Another name, or other bytes."""
    await index_thing(work, event.thing_kind, event.thing_id)


async def index_edited(work: Work, event: DocumentEdited) -> None:
    """Written in."""
    await index_thing(work, event.thing_kind, event.thing_id)


REACTIONS = (
    Reaction(ItemAdded, index_added),
    Reaction(ItemsAdded, index_several),
    Reaction(ItemChanged, index_changed),
    Reaction(DocumentEdited, index_edited),
)
