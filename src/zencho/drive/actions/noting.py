"""What a person opened and edited, and when a thing was last edited elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.actions.rows import update_node
from zencho.drive.events import ItemChanged
from zencho.drive.tables import (
    Node,
    Recent,
)
from zencho.gate import opening as gate
from zencho.gate.belonging import find_principal
from zencho.gate.opening import Opened
from zencho.kernel.work import Work


async def note_opened(opened: Opened[Any, Any]) -> None:
    """Remember for the actor that they opened it, and write it down: opening content is audited."""
    await _note(opened.work, opened.ref.id, "opened_at")
    await record(opened.work, f"{opened.ref.kind}.open", opened.ref)


async def note_edited(work: Work, id_: UUID) -> None:
    """Remember for the actor that they edited it."""
    await _note(work, id_, "edited_at")


async def note_edited_each(work: Work, ids: Sequence[UUID]) -> None:
    """The same for many that were made just now."""
    principal = gate.actor_of(work).principal
    if principal:
        now = {"edited_at": work.now, "at": work.now}
        rows = [{"person": principal, "thing_id": id_} | now for id_ in ids]
        await work.insert_rows(Recent.__table__, rows)


async def _note(work: Work, id_: UUID, column: Literal["opened_at", "edited_at"]) -> None:
    principal = gate.actor_of(work).principal
    if not principal:
        return
    values = {column: work.now, "at": work.now}
    mine = upsert(Recent).values(person=principal, thing_id=id_, **values)
    await work.db.execute(mine.on_conflict_do_update(index_elements=["person", "thing_id"], set_=values))


async def note_comments(opened: Opened[Node, Any], count: Select[int]) -> None:
    """How many comments the thing's row shows. Its revision stays, for whoever renames it meanwhile."""
    work, id_ = opened.work, opened.ref.id
    # Of two that write at once the second counts when the first has ended.
    await work.db.execute(select(Node.thing_id).where(Node.thing_id == id_).with_for_update(key_share=True))
    await work.db.execute(update_node(id_).values(comments=count.scalar_subquery()))


async def touch(opened: Opened[Any, Any], *, by: UUID, at: datetime) -> None:
    """A thing whose content lives elsewhere was edited: its row and the editor's list say so.

    Its revision stays: whoever renames it meanwhile changes nothing that was typed.
    """
    work, id_ = opened.work, opened.ref.id
    statement = update_node(id_).where(Node.modified_at <= at).values(modified_by=by, modified_at=at)
    row = (await work.db.execute(statement.returning(Node.folder, Node.kind))).one_or_none()
    editor = await find_principal(work, by)
    if editor is not None:
        edit = {"editor": editor.id, "thing": id_, "at": at}
        await work.db.execute(text("SELECT drive_note_edited(:editor, :thing, :at)"), edit)
    if row is not None:
        work.announce(ItemChanged(row.folder, id_, row.kind))
