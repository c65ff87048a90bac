"""Beginning and ending sessions. Whatever an ended one holds open is cut within a second."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select, update

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.actors import Person as PersonActor
from zencho.gate.actors import Place
from zencho.gate.opening import Opened
from zencho.gate.tables import Principal
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.tables import Person
from zencho.sessions.events import SessionBegan, SessionEnded
from zencho.sessions.problems import UnknownSession, WrongCredentials
from zencho.sessions.tables import Session
from zencho.sessions.tokens import hash_of, new_token

LONGEST = timedelta(hours=16)
SEEN_EVERY = timedelta(minutes=1)
How = Literal["password", "passkey", "link", "demo"]
# How strongly each way proves who it is. The demo's links stand for a passkey on this machine alone.
ASSURANCE: dict[How, int] = {"password": 1, "passkey": 2, "link": 1, "demo": 2}
End = Opened[UUID, Literal["session.end"]]


@dataclass(frozen=True, slots=True)
class Client:
    """The browser that asks: its name and where it is."""

    browser: str
    place: Place


async def begin_session(work: Work, person: UUID, *, how: How, client: Client) -> str:
    """Sign a person in -> the token for the cookie. From here on the transaction acts as that person.

    A session that this browser had before ends, and a guest's no later than the account. Raises
    WrongCredentials where the person is gone, or a guest whose account has ended.
    """
    human = await work.db.get(Person, person)
    ends_at = None if human is None else await _latest_end(work, human)
    if human is None or ends_at is None:
        raise WrongCredentials
    before = work.actor
    if before.session_id is not None and before.id is not None:
        await _end(work, before.id, [before.session_id])
    token = new_token()
    id_ = new_id()
    work.db.add(
        Session(
            id=id_,
            person=person,
            token_hash=hash_of(token),
            how=how,
            assurance=ASSURANCE[how],
            place=client.place,
            browser=client.browser,
            created_at=work.now,
            seen_at=work.now,
            ends_at=ends_at,
        )
    )
    await work.db.flush()
    actor = PersonActor(person, human.principal, id_, ASSURANCE[how], place=client.place)
    await work.database.rename_actor(work, actor)
    await record(work, "session.begin", Ref("person", person), how=how)
    work.announce(SessionBegan(person, id_))
    return token


async def see_session(work: Work, id_: UUID, seen_at: datetime) -> None:
    """Note that the session was used, at most once a minute and without ever waiting for another."""
    if work.now - seen_at < SEEN_EVERY:
        return
    free = select(Session.id).where(Session.id == id_).with_for_update(skip_locked=True)
    await work.db.execute(
        update(Session)
        .where(Session.id.in_(free))
        .values(seen_at=work.now)
        .execution_options(synchronize_session=False)
    )


async def end_session(opened: End, session_id: UUID) -> None:
    """Sign one's own browser out. Raises UnknownSession."""
    if not await _end(opened.work, opened.thing, [session_id]):
        raise UnknownSession


async def end_every_session(opened: End, *, but_this: bool = False) -> int:
    """Sign out everywhere -> how many sessions ended. `but_this` keeps the one that asks."""
    work = opened.work
    statement = select(Session.id).where(Session.person == opened.thing)
    if but_this:
        statement = statement.where(Session.id != work.actor.session_id)
    return await _end(work, opened.thing, (await work.db.scalars(statement)).all())


async def end_other_sessions(work: Work, person: UUID) -> None:
    """After a credential changed: whoever came in by the old one is out."""
    others = select(Session.id).where(Session.person == person, Session.id != work.actor.session_id)
    await _end(work, person, (await work.db.scalars(others)).all())


async def end_sessions_of(work: Work, person: UUID) -> None:
    """Sign somebody out everywhere, because their account is over."""
    mine = select(Session.id).where(Session.person == person)
    await _end(work, person, (await work.db.scalars(mine)).all())


async def shorten_sessions_of(work: Work, person: UUID, until: datetime) -> None:
    """None of somebody's sessions goes on beyond the end of their account."""
    late = update(Session).where(Session.person == person, Session.ends_at > until)
    await work.db.execute(late.values(ends_at=until))


async def _latest_end(work: Work, human: Person) -> datetime | None:
    """When a session that begins now ends at the latest; None where the account has ended."""
    latest = work.now + LONGEST
    if not human.is_guest:
        return latest
    until = await work.db.scalar(select(Principal.guest_until).where(Principal.id == human.principal))
    assert until is not None
    return None if until <= work.now else min(latest, until)


async def _end(work: Work, person: UUID, ids: Sequence[UUID]) -> int:
    ended = (
        await work.db.scalars(
            delete(Session).where(Session.person == person, Session.id.in_(ids)).returning(Session.id)
        )
    ).all()
    if not ended:
        return 0
    principal = await work.db.scalar(select(Person.principal).where(Person.id == person))
    assert principal is not None
    await belonging.raise_epoch(work, [principal])
    await record(work, "session.end", Ref("person", person), sessions=[str(id_) for id_ in ended])
    work.announce(SessionEnded(person, tuple(ended)))
    return len(ended)
