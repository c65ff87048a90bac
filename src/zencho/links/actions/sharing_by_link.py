"""Making, changing and stopping the link of a thing. It is a share like others, to a principal of its own; an
address of it is told once, and each copying makes another that opens the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select

from zencho.audit.record import record
from zencho.drive.events import ItemChanged
from zencho.drive.tables import Node
from zencho.gate import sharing
from zencho.gate.belonging import add_principal, remove_members
from zencho.gate.opening import Opened
from zencho.gate.permissions import Label, Role
from zencho.gate.tables import EVERYONE
from zencho.kernel.ids import new_id
from zencho.links.problems import LinkEndsTooLate, LinkNotAllowed, LinkNotForLabel, NoLink
from zencho.links.queries.receiving import find_asking_unit
from zencho.links.tables import ShareAddress, ShareLink, ShareVisit
from zencho.sessions.tokens import hash_of, new_token

Shared = Opened[Node, Literal["thing.share"]]
Scope = Literal["agency", "anyone"]
Most = Literal["off", "agency", "anyone"]
MOST_DAYS_OUTSIDE = 90
MOST_ADDRESSES = 200
_WIDTH = {"off": 0, "agency": 1, "anyone": 2}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the link is to be. `ends_at` is the first moment it no longer holds; `passphrase_hash` None = no
    word is asked for, and counts only where `keeps_passphrase` is false."""

    scope: Scope
    role: Role
    ends_at: datetime | None
    passphrase_hash: str | None = None
    keeps_passphrase: bool = True


async def set_link(opened: Shared, wanted: Wanted, *, most: Most) -> str | None:
    """Make the link of a thing, or change it -> the secret of its first address, where it was made.

    With another word everybody who came by it enters anew. Raises LinkNotAllowed, LinkNotForLabel,
    LinkEndsTooLate, EndsInThePast.
    """
    _refuse(opened, wanted, most)
    work, ref = opened.work, opened.ref
    link = await _find(opened)
    is_new = link is None
    if link is None:
        link = await _make(opened, wanted)
    elif not wanted.keeps_passphrase and wanted.passphrase_hash is not None:
        await _send_away(opened, link)
    elif wanted.scope == "agency":
        # Guests came by what was open to anyone: they are none of the agency.
        await remove_members(work, link.principal, unless_in=EVERYONE)
        await work.db.execute(delete(ShareVisit).where(ShareVisit.link == link.id))
    link.anchor = await sharing.give(opened, link.principal, wanted.role, ends=wanted.ends_at, is_told=False)
    link.scope, link.role, link.ends_at = wanted.scope, int(wanted.role), wanted.ends_at
    if not wanted.keeps_passphrase:
        link.passphrase_hash = wanted.passphrase_hash
    work.db.add(link)
    await work.db.flush()
    await record(
        work,
        "share_link.make" if is_new else "share_link.change",
        ref,
        link=str(link.id),
        scope=wanted.scope,
        role=int(wanted.role),
        ends=wanted.ends_at.isoformat() if wanted.ends_at else None,
        word=link.passphrase_hash is not None,
    )
    work.announce(ItemChanged(opened.thing.folder, ref.id, ref.kind))
    return await _add_address(opened, link) if is_new else None


async def add_address(opened: Shared, *, most: Most) -> str:
    """One more address of the link -> its secret. Raises NoLink, LinkNotAllowed."""
    link = await _find_or_refuse(opened)
    if _WIDTH[link.scope] > _WIDTH[most]:
        raise LinkNotAllowed(most=most)
    secret = await _add_address(opened, link)
    # The oldest go: whoever copies each day would otherwise fill the table.
    kept = select(ShareAddress.secret_hash).where(ShareAddress.link == link.id)
    kept = kept.order_by(ShareAddress.made_at.desc()).limit(MOST_ADDRESSES)
    await opened.work.db.execute(
        delete(ShareAddress).where(ShareAddress.link == link.id, ShareAddress.secret_hash.not_in(kept))
    )
    return secret


async def renew_link(opened: Shared, *, most: Most) -> str:
    """All addresses so far open nothing any more, and whoever came by one is out -> the secret of the only
    one now. Raises NoLink, LinkNotAllowed."""
    link = await _find_or_refuse(opened)
    if _WIDTH[link.scope] > _WIDTH[most]:
        raise LinkNotAllowed(most=most)
    await _send_away(opened, link)
    await opened.work.db.execute(delete(ShareAddress).where(ShareAddress.link == link.id))
    await record(opened.work, "share_link.renew", opened.ref, link=str(link.id))
    return await _add_address(opened, link)


async def stop_link(opened: Shared) -> None:
    """The thing has no link any more; whoever came by it is out. Raises NoLink."""
    work, ref, link = opened.work, opened.ref, await _find_or_refuse(opened)
    await sharing.take(opened, link.principal)
    await remove_members(work, link.principal)
    await work.db.delete(link)
    await work.db.flush()
    await record(work, "share_link.stop", ref, link=str(link.id))
    work.announce(ItemChanged(opened.thing.folder, ref.id, ref.kind))


def _refuse(opened: Shared, wanted: Wanted, most: Most) -> None:
    if _WIDTH[wanted.scope] > _WIDTH[most]:
        raise LinkNotAllowed(most=most)
    if wanted.scope == "agency":
        return
    if opened.label >= Label.L3C:
        raise LinkNotForLabel(label=opened.label)
    latest = opened.work.now + timedelta(days=MOST_DAYS_OUTSIDE + 1)
    if wanted.ends_at is None or wanted.ends_at > latest:
        raise LinkEndsTooLate(most_days=MOST_DAYS_OUTSIDE)


async def _make(opened: Shared, wanted: Wanted) -> ShareLink:
    work, id_ = opened.work, new_id()
    assert work.actor.id is not None  # a person: the gate gives nobody else the permission
    return ShareLink(
        id=id_,
        thing_id=opened.ref.id,
        principal=await add_principal(work, id_, "link"),
        passphrase_hash=wanted.passphrase_hash,
        unit=await find_asking_unit(opened),
        made_by=work.actor.id,
        made_at=work.now,
    )


async def _find(opened: Shared) -> ShareLink | None:
    mine = select(ShareLink).where(ShareLink.thing_id == opened.ref.id).with_for_update()
    return await opened.work.db.scalar(mine)


async def _find_or_refuse(opened: Shared) -> ShareLink:
    link = await _find(opened)
    if link is None:
        raise NoLink
    return link


async def _send_away(opened: Shared, link: ShareLink) -> None:
    await remove_members(opened.work, link.principal)
    await opened.work.db.execute(delete(ShareVisit).where(ShareVisit.link == link.id))
    opened.work.announce(ItemChanged(opened.thing.folder, opened.ref.id, opened.ref.kind))


async def _add_address(opened: Shared, link: ShareLink) -> str:
    work, secret = opened.work, new_token()
    assert work.actor.id is not None
    work.db.add(
        ShareAddress(
            secret_hash=hash_of(secret),
            link=link.id,
            thing_id=link.thing_id,
            anchor=link.anchor,
            made_by=work.actor.id,
            made_at=work.now,
        )
    )
    await work.db.flush()
    await record(work, "share_link.copy", opened.ref, link=str(link.id))
    return secret
