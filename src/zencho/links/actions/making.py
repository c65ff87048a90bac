"""Making, prolonging and stopping receive links. Whoever may add to the folder may do all of it, to each link
of the folder: a link belongs to the folder and not to the one who made it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select

from zencho.audit.record import record
from zencho.drive.tables import Node
from zencho.gate import sharing
from zencho.gate.belonging import add_principal
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.kernel.ids import new_id
from zencho.links.events import LinksChanged
from zencho.links.problems import LinkEndsTooLate, LinkStopped, UnknownLink
from zencho.links.queries.receiving import find_asking_unit
from zencho.links.tables import ReceiveLink, Reception
from zencho.sessions.tokens import hash_of, new_token

Receiving = Opened[Node, Literal["folder.receive"]]
MOST_DAYS = 366
MOST_BYTES = 5 * 2**30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link is to be. `ends_at` is the first moment it holds no more; `most_files` None = no limit."""

    subject: str
    note: str
    ends_at: datetime
    passphrase_hash: str | None = None
    most_files: int | None = None
    most_bytes: int = MOST_BYTES


async def make_link(folder: Receiving, wanted: Wanted) -> tuple[UUID, str]:
    """A link into the folder -> its id, and the secret to put behind `/receive#`: nobody can read it again.

    Raises EndsInThePast, LinkEndsTooLate.
    """
    work, id_, secret = folder.work, new_id(), new_token()
    assert work.actor.id is not None  # a person: the gate gives nobody else the permission
    _refuse_too_late(folder, wanted.ends_at)
    principal = await add_principal(work, id_, "sender")
    anchor = await sharing.give(folder, principal, Role.VIEWER, ends=wanted.ends_at)
    work.db.add(
        ReceiveLink(
            id=id_,
            thing_id=folder.ref.id,
            anchor=anchor,
            principal=principal,
            secret_hash=hash_of(secret),
            passphrase_hash=wanted.passphrase_hash,
            subject=wanted.subject,
            note=wanted.note,
            unit=await find_asking_unit(folder),
            most_files=wanted.most_files,
            most_bytes=wanted.most_bytes,
            ends_at=wanted.ends_at,
            made_by=work.actor.id,
            made_at=work.now,
        )
    )
    await work.db.flush()
    await record(work, "receive_link.make", folder.ref, link=str(id_), ends=wanted.ends_at.isoformat())
    work.announce(LinksChanged(folder.ref.id))
    return id_, secret


async def set_end(folder: Receiving, id_: UUID, *, ends_at: datetime) -> None:
    """Let the link hold until before `ends_at`, also one that has ended.

    Raises UnknownLink, LinkStopped, EndsInThePast, LinkEndsTooLate.
    """
    work, link = folder.work, await _find_open(folder, id_)
    _refuse_too_late(folder, ends_at)
    await sharing.give(folder, link.principal, Role.VIEWER, ends=ends_at)
    link.ends_at = ends_at
    await work.db.flush()
    await record(work, "receive_link.set_end", folder.ref, link=str(id_), ends=ends_at.isoformat())
    work.announce(LinksChanged(folder.ref.id))


async def renew_secret(folder: Receiving, id_: UUID) -> str:
    """Another secret for the same link, where the first was lost or went astray; the old one opens nothing.

    Raises UnknownLink, LinkStopped.
    """
    work, link, secret = folder.work, await _find_open(folder, id_), new_token()
    link.secret_hash = hash_of(secret)
    # Whoever began by the one before was let in by nothing that still holds; their bytes go by the clock.
    await work.db.execute(delete(Reception).where(Reception.link == id_, Reception.sent_at.is_(None)))
    await work.db.flush()
    await record(work, "receive_link.renew", folder.ref, link=str(id_))
    return secret


async def stop_link(folder: Receiving, id_: UUID) -> None:
    """From now on nothing comes in by it; an upload on its way is cut. Raises UnknownLink, LinkStopped."""
    work, link = folder.work, await _find_open(folder, id_)
    await sharing.take(folder, link.principal)
    link.stopped_at, link.stopped_by = work.now, work.actor.id
    await work.db.flush()
    await record(work, "receive_link.stop", folder.ref, link=str(id_))
    work.announce(LinksChanged(folder.ref.id))


async def _find_open(folder: Receiving, id_: UUID) -> ReceiveLink:
    link = await folder.work.db.scalar(
        select(ReceiveLink)
        .where(ReceiveLink.id == id_, ReceiveLink.thing_id == folder.ref.id)
        .with_for_update()
    )
    if link is None:
        raise UnknownLink
    if link.stopped_at is not None:
        raise LinkStopped
    return link


def _refuse_too_late(folder: Receiving, ends_at: datetime) -> None:
    if ends_at > folder.work.now + timedelta(days=MOST_DAYS + 1):
        raise LinkEndsTooLate(most_days=MOST_DAYS)
