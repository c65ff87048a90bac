"""The mark that somebody has a file open: in an application of their own, or in the page. It locks nothing:
others see it, and what comes back from an older version lies beside."""

from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.actions.content import Replacing
from zencho.drive.events import ItemChanged
from zencho.drive.queries.versions import EDITING_ENDS_AFTER, load_version
from zencho.drive.tables import Editing
from zencho.gate.opening import actor_of
from zencho.kernel.work import Work


async def begin_editing(opened: Replacing, *, version: int, in_page: bool = False) -> None:
    """The actor opens this version, in an application or in the page; once more begins anew.

    Raises NoSuchVersion.
    """
    work, id_ = opened.work, opened.ref.id
    await load_version(work, id_, version)
    mark = {"version": version, "in_page": in_page, "since": work.now}
    mine = upsert(Editing).values(thing_id=id_, person=_person(work), anchor=opened.thing.anchor, **mark)
    await work.db.execute(mine.on_conflict_do_update(index_elements=["thing_id", "person"], set_=mark))
    action = "file.begin_editing_in_page" if in_page else "file.begin_editing"
    await record(work, action, opened.ref, version=version)
    work.announce(ItemChanged(opened.thing.folder, id_, opened.ref.kind))


async def stop_editing(opened: Replacing) -> None:
    """The actor does not bring anything back; doing it twice is doing it once."""
    work, id_ = opened.work, opened.ref.id
    mine = (Editing.thing_id == id_) & (Editing.person == _person(work))
    if (await work.db.execute(delete(Editing).where(mine).returning(Editing.person))).first() is not None:
        await record(work, "file.stop_editing", opened.ref)
        work.announce(ItemChanged(opened.thing.folder, id_, opened.ref.kind))


async def end_editing_in_page(opened: Replacing) -> None:
    """No editor in the page has the file open any more, whoever sat before it."""
    work, id_ = opened.work, opened.ref.id
    here = (Editing.thing_id == id_) & Editing.in_page
    if (await work.db.execute(delete(Editing).where(here).returning(Editing.person))).first() is not None:
        work.announce(ItemChanged(opened.thing.folder, id_, opened.ref.kind))


def _person(work: Work) -> UUID:
    id_ = actor_of(work).id
    assert id_ is not None  # an editor is a person
    return id_


async def end_editing(work: Work) -> None:
    """Take away marks that nobody ended, for the clock."""
    before = {"before": work.now - EDITING_ENDS_AFTER}
    for row in await work.db.execute(text("SELECT * FROM drive_end_editing(:before)"), before):
        work.announce(ItemChanged(row.folder, row.thing, "file"))
