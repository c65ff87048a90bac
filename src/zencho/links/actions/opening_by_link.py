"""What happens when somebody opens an address of a share link: a person comes to belong to it, so that the
thing is theirs to find tomorrow too; whoever has no account gets a cookie for half a day."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import text, update

from zencho.audit.record import record
from zencho.drive.events import ItemChanged
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.actors import LinkHolder, Person
from zencho.gate.belonging import add_member, is_member
from zencho.gate.opening import Opened
from zencho.gate.tables import EVERYONE
from zencho.kernel.errors import NotSignedIn
from zencho.kernel.ids import new_id
from zencho.kernel.work import Work
from zencho.links.actions.sharing_by_link import Most
from zencho.links.problems import LinkClosed
from zencho.links.rules import LINK_OPEN
from zencho.links.tables import ShareLink, ShareVisit
from zencho.sessions.tokens import hash_of, new_token

Opening = Opened[Node, Literal["link.open"]]
VISIT_LASTS = timedelta(hours=12)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Address:
    """What the secret of an address stands for: the gate has not been asked yet."""

    link: UUID
    principal: int
    thing: UUID
    scope: str
    passphrase_hash: str | None


async def find_address(work: Work, secret: str, *, most: Most) -> Address:
    """What a secret stands for. Raises LinkClosed."""
    found = await work.db.execute(text("SELECT * FROM links_find_shared(:hash)"), {"hash": hash_of(secret)})
    row = found.one_or_none()
    if row is None or most == "off":
        raise LinkClosed
    return Address(row.link, row.principal, row.thing, row.scope, row.passphrase_hash)


async def open_thing(work: Work, address: Address) -> Opening:
    """Ask the gate for the thing as whoever asks, holding the link. Raises LinkClosed whatever the reason,
    and to a person Refused, which says what lacks."""
    actor = gate.actor_of(work)
    if isinstance(actor, Person):
        await work.database.rename_actor(work, replace(actor, links=(address.principal,)))
    else:
        await work.database.rename_actor(work, LinkHolder((address.principal,), session_id=actor.session_id))
    try:
        opened = await gate.open(work, LINK_OPEN, address.thing)
    except (gate.Unseen, gate.Refused) as error:
        if isinstance(error, gate.Refused) and isinstance(actor, Person):
            raise
        raise LinkClosed from None
    return opened


async def needs_account(opened: Opening, address: Address, *, most: Most) -> bool:
    """Whether an account of the agency is asked for, and whoever opened it has none. Raises LinkClosed to a
    guest, who has an account and is none of the agency."""
    if address.scope == "anyone" and most == "anyone":
        return False
    actor = gate.actor_of(opened.work)
    if not isinstance(actor, Person):
        return True
    if not await is_member(opened.work, actor.principal, EVERYONE):
        raise LinkClosed
    return False


async def come_in(work: Work, address: Address, *, most: Most) -> Opening:
    """The same, for whoever may come in. Raises NotSignedIn where an account is all that lacks."""
    opened = await open_thing(work, address)
    if await needs_account(opened, address, most=most):
        raise NotSignedIn
    return opened


async def enter(opened: Opening, address: Address) -> str | None:
    """Whoever opened it has come in -> the token of the visit, where nobody signed in."""
    work = opened.work
    seen = update(ShareLink).where(ShareLink.id == address.link)
    await work.db.execute(seen.values(views=ShareLink.views + 1, last_viewed_at=work.now))
    actor = gate.actor_of(work)
    if isinstance(actor, Person):
        if not await is_member(work, actor.principal, address.principal):
            await add_member(work, actor.principal, address.principal)
            # How many see it is shown beside it.
            work.announce(ItemChanged(opened.thing.folder, opened.ref.id, opened.ref.kind))
        await record(work, "share_link.open", opened.ref, link=str(address.link))
        return None
    visit, token = new_id(), new_token()
    await work.database.rename_actor(work, LinkHolder((address.principal,), session_id=visit))
    opened = await gate.open(work, LINK_OPEN, address.thing)
    work.db.add(
        ShareVisit(
            id=visit,
            link=address.link,
            thing_id=address.thing,
            anchor=opened.anchor,
            token_hash=hash_of(token),
            begun_at=work.now,
            ends_at=work.now + VISIT_LASTS,
        )
    )
    await work.db.flush()
    await record(work, "share_link.open", opened.ref, link=str(address.link))
    return token


async def forget_visits(work: Work) -> bool:
    """Forget visits that ended, for the clock -> whether more is due."""
    asked = {"before": work.now, "most": _BATCH}
    return bool(await work.db.scalar(text("SELECT links_forget_visits(:before, :most)"), asked) == _BATCH)
