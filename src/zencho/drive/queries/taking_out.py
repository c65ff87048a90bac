"""What is taken out of the drive in a zip: found slice by slice, each with the rights of that moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, Select, select

from zencho.drive import rules
from zencho.drive.queries.items import later_than
from zencho.drive.tables import ArchiveTicket, Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Unseen, Visible
from zencho.gate.permissions import Piece
from zencho.gate.tables import Thing
from zencho.kernel.work import Work

# A browser asks at once; a pause on the way may ask again.
TICKET_HOLDS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing on its way into a zip; `place` is where a slice ended."""

    id: UUID
    kind: str
    name: str
    modified_at: datetime
    place: tuple[int, str, UUID]


async def list_inside(
    work: Work,
    folder: UUID,
    *,
    after: tuple[int, str, UUID] | None,
    limit: int,
    before: datetime | None = None,
) -> list[Found]:
    """What the actor may read of a folder now, folders first, behind `after`; only what was made `before`."""
    seen = await gate.visible(work, rules.THING_READ, Thing.parent == folder)
    statement = _select(seen).where(Node.folder == folder)
    if after is not None:
        order: list[tuple[Any, bool]] = [
            (Node.rank, False),
            (Node.sort_key, False),
            (Node.thing_id, False),
        ]
        statement = statement.where(later_than(order, after))
    if before is not None:
        statement = statement.where(Node.created_at < before)
    ordered = statement.order_by(Node.rank, Node.sort_key, Node.thing_id).limit(limit)
    return [_found(row) for row in await work.db.execute(ordered)]


async def list_chosen(work: Work, ids: Sequence[UUID]) -> list[Found]:
    """Those of these things that the actor may read now, in the order asked."""
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = {row.thing_id: _found(row) for row in await work.db.execute(_select(seen))}
    return [rows[id_] for id_ in ids if id_ in rows]


async def take_out_files(work: Work, ids: Sequence[UUID]) -> list[Piece]:
    """The bytes of those of these files that the actor may download now."""
    seen = await gate.visible_of(work, rules.FILE_DOWNLOAD, ids)
    rows = await work.db.execute(
        select(Node.thing_id, Node.name, Node.modified_at, Node.media_type, Node.size_bytes, Node.blob_id)
        .join(Thing, Thing.id == Node.thing_id)
        .where(seen.clause, Node.blob_id.is_not(None))
    )
    return [
        Piece(
            row.thing_id,
            row.name,
            row.modified_at,
            row.media_type or "",
            size_bytes=row.size_bytes or 0,
            blob_id=row.blob_id,
        )
        for row in rows
    ]


async def open_ticket(opened: Opened[UUID, Literal["drive.read"]], id_: UUID) -> ArchiveTicket:
    """The actor's own ticket, for the session that asked for it. Raises Unseen."""
    work = opened.work
    ticket = await work.db.scalar(
        select(ArchiveTicket).where(
            ArchiveTicket.id == id_,
            ArchiveTicket.person == opened.standing.person,
            ArchiveTicket.session_id == work.actor.session_id,
            ArchiveTicket.at > work.now - TICKET_HOLDS,
        )
    )
    if ticket is None:
        raise Unseen
    return ticket


def _select(seen: Visible) -> Select[UUID, str, str, datetime, int, str]:
    return (
        select(Node.thing_id, Node.kind, Node.name, Node.modified_at, Node.rank, Node.sort_key)
        .join(Thing, Thing.id == Node.thing_id)
        .where(seen.clause)
    )


def _found(row: Row[UUID, str, str, datetime, int, str]) -> Found:
    place = (row.rank, row.sort_key, row.thing_id)
    return Found(row.thing_id, row.kind, row.name, row.modified_at, place)
