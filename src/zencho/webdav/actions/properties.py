"""Noting at a thing what a client says of it. Nothing of it is shown to people."""

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.tables import Node
from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.webdav.answers import Turned
from zencho.webdav.elements import split_name
from zencho.webdav.tables import DavProperty

MOST_BYTES, MOST_COUNT = 2**16, 100  # of one thing


async def note_properties(
    opened: Opened[Node, Literal["thing.rename"]], noted: Mapping[str, str], gone: Sequence[str]
) -> None:
    """Elements by their names; `gone` are forgotten. Raises Turned (507) where it becomes too much."""
    work, id_ = opened.work, opened.ref.id
    for tag in gone:
        namespace, name = split_name(tag)
        this = (DavProperty.namespace == namespace) & (DavProperty.name == name)
        await work.db.execute(delete(DavProperty).where(DavProperty.thing_id == id_, this))
    for tag, value in noted.items():
        namespace, name = split_name(tag)
        row = {"thing_id": id_, "anchor": opened.anchor, "namespace": namespace, "name": name, "value": value}
        written = upsert(DavProperty).values(row)
        same = ["thing_id", "namespace", "name"]
        await work.db.execute(written.on_conflict_do_update(index_elements=same, set_={"value": value}))
    size = select(func.count(), func.coalesce(func.sum(func.length(DavProperty.value)), 0))
    [row_] = await work.db.execute(size.where(DavProperty.thing_id == id_))
    if row_[0] > MOST_COUNT or row_[1] > MOST_BYTES:
        raise Turned(507)
    await record(work, "thing.note_properties", opened.ref, count=len(noted) + len(gone))


async def copy_properties(work: Work, source: UUID, target: UUID, anchor: int) -> None:
    """Those of one thing in the place of those of another; the wall is open for both."""
    await work.db.execute(delete(DavProperty).where(DavProperty.thing_id == target))
    for row in await work.db.scalars(select(DavProperty).where(DavProperty.thing_id == source)):
        values = {"namespace": row.namespace, "name": row.name, "value": row.value}
        await work.db.execute(upsert(DavProperty).values(thing_id=target, anchor=anchor, **values))
