"""One-time links. The secret rides in the fragment (`/link#…`), is exchanged by POST and stored hashed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, select

from zencho.audit.record import record
from zencho.gate.actors import System
from zencho.gate.opening import Opened
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.actions.units import Managed
from zencho.people.problems import UnknownPerson
from zencho.people.tables import Person
from zencho.sessions.problems import LinkUsedOrEnded
from zencho.sessions.queries.credentials import has_administrator
from zencho.sessions.tables import OneTimeLink
from zencho.sessions.tokens import hash_of, new_token

Purpose = Literal["sign-in", "guest", "demo", "first-administrator"]
LASTS: dict[Purpose, timedelta] = {
    "sign-in": timedelta(hours=24),
    "guest": timedelta(days=7),
    "demo": timedelta(minutes=10),
    "first-administrator": timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class Link:
    """What a link stands for."""

    purpose: Purpose
    person: UUID | None


async def make_link(work: Work, person: UUID | None, purpose: Purpose) -> str:
    """A link for one use -> the token to put behind `/link#`. Here the product itself makes it."""
    assert isinstance(work.actor, System), "a link signs in as somebody: nobody makes one unasked"
    assert (person is None) == (purpose == "first-administrator")
    return await _make(work, person, purpose)


async def make_sign_in_link(opened: Managed, person: UUID) -> str:
    """The way in for somebody new, or who lost theirs; links made before end. Raises UnknownPerson."""
    work = opened.work
    if await work.db.get(Person, person) is None:
        raise UnknownPerson
    await forget_links(work, person)
    return await _make(work, person, "sign-in")


async def make_guest_link(opened: Opened[Any, Any], person: UUID) -> str:
    """The way in for a guest, made by whoever vouches for them; links made before end."""
    await forget_links(opened.work, person)
    return await _make(opened.work, person, "guest")


async def forget_links(work: Work, person: UUID) -> None:
    """The links that sign this person in open nothing any more."""
    await work.db.execute(delete(OneTimeLink).where(OneTimeLink.person == person))


async def _make(work: Work, person: UUID | None, purpose: Purpose) -> str:
    token = new_token()
    ends_at = work.now + LASTS[purpose]
    work.db.add(OneTimeLink(token_hash=hash_of(token), purpose=purpose, person=person, ends_at=ends_at))
    await work.db.flush()
    await record(work, "link.make", Ref("person", person) if person else None, purpose=purpose)
    return token


async def make_first_administrator_link(work: Work) -> str | None:
    """The link that registers the first administrator; None once one can sign in. Older ones end."""
    if await has_administrator(work):
        return None
    await work.db.execute(delete(OneTimeLink).where(OneTimeLink.purpose == "first-administrator"))
    return await make_link(work, None, "first-administrator")


async def open_link(work: Work, token: str) -> Link:
    """What a link is for, without using it. Raises LinkUsedOrEnded."""
    row = await work.db.scalar(
        select(OneTimeLink).where(OneTimeLink.token_hash == hash_of(token), OneTimeLink.ends_at > work.now)
    )
    if row is None:
        raise LinkUsedOrEnded
    return Link(row.purpose, row.person)  # type: ignore[arg-type]  # only make_link writes it


async def use_link(work: Work, token: str) -> Link:
    """Use a link up: of two at once one gets it. Raises LinkUsedOrEnded."""
    row = (
        await work.db.execute(
            delete(OneTimeLink)
            .where(OneTimeLink.token_hash == hash_of(token), OneTimeLink.ends_at > work.now)
            .returning(OneTimeLink.purpose, OneTimeLink.person)
        )
    ).one_or_none()
    if row is None:
        raise LinkUsedOrEnded
    return Link(row.purpose, row.person)
