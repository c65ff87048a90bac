"""One-time links. The secret rides in the fragment (`/link#…`), is exchanged by POST and stored hashed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select

from zencho.audit.record import record
from zencho.gate.actors import System
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.sessions.problems import LinkUsedOrEnded
from zencho.sessions.queries.credentials import has_administrator
from zencho.sessions.tables import OneTimeLink
from zencho.sessions.tokens import hash_of, new_token

Purpose = Literal["sign-in", "demo", "first-administrator"]
LASTS: dict[Purpose, timedelta] = {
    "sign-in": timedelta(hours=24),
    "demo": timedelta(minutes=10),
    "first-administrator": timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class Link:
    """What a link stands for."""

    purpose: Purpose
    person: UUID | None


async def make_link(work: Work, person: UUID | None, purpose: Purpose) -> str:
    """A link for one use -> the token to put behind `/link#`. Only the product itself makes them."""
    assert isinstance(work.actor, System), "a link signs in as somebody: no person may make one"
    assert (person is None) == (purpose == "first-administrator")
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
