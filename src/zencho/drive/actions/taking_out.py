"""Asking for a zip: a ticket that a browser's own download can use, since a link carries no list."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, insert

from zencho.audit.record import record
from zencho.drive.archive_names import Names
from zencho.drive.queries.taking_out import TICKET_HOLDS
from zencho.drive.tables import ArchiveTicket
from zencho.gate.opening import Opened
from zencho.kernel.ids import new_id


async def ask_for_archive(
    opened: Opened[UUID, Literal["drive.read"]],
    ids: Sequence[UUID],
    *,
    title: str,
    names: Names,
    language: str,
) -> UUID:
    """A ticket for these things, good for this session and a few minutes -> its id. What may be taken is
    decided when it flows."""
    work, id_, mine = opened.work, new_id(), ArchiveTicket.person == opened.standing.person
    old = ArchiveTicket.at < work.now - TICKET_HOLDS
    await work.db.execute(delete(ArchiveTicket).where(mine, old))
    await work.db.execute(
        insert(ArchiveTicket).values(
            id=id_,
            person=opened.standing.person,
            session_id=work.actor.session_id,
            ids=list(ids),
            title=title,
            names=names,
            language=language,
            at=work.now,
        )
    )
    await record(work, "archive.ask", opened.ref, count=len(ids), names=names)
    return id_
