"""Sessions: the one a token stands for, and the list of one's own."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Row, select

from zencho.gate.actors import Person as Actor
from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.people.tables import Person
from zencho.sessions.shapes import SessionLine
from zencho.sessions.tables import Session

# A working day with its meetings; whoever comes back the next morning signs in again.
LONGEST_IDLE = timedelta(hours=8)


async def find_session(work: Work, token_hash: bytes) -> Row[Session, int] | None:
    """The living session of a token with its person's principal, in one statement."""
    return (
        await work.db.execute(
            select(Session, Person.principal)
            .join(Person, Person.id == Session.person)
            .where(
                Session.token_hash == token_hash,
                Session.ends_at > work.now,
                Session.seen_at > work.now - LONGEST_IDLE,
            )
        )
    ).one_or_none()


async def list_living(work: Work, ids: set[UUID]) -> set[UUID]:
    """Which of these sessions still stand: asked by what holds connections open for them."""
    rows = await work.db.scalars(
        select(Session.id).where(
            Session.id.in_(ids), Session.ends_at > work.now, Session.seen_at > work.now - LONGEST_IDLE
        )
    )
    return set(rows)


async def find_actor(work: Work, session_id: UUID) -> Actor | None:
    """Whoever signed in by this session, while it stands: for work that goes on behind their request."""
    row = (
        await work.db.execute(
            select(Session, Person.principal)
            .join(Person, Person.id == Session.person)
            .where(
                Session.id == session_id,
                Session.ends_at > work.now,
                Session.seen_at > work.now - LONGEST_IDLE,
            )
        )
    ).one_or_none()
    return None if row is None else actor_of_session(row.Session, row.principal)


def actor_of_session(session: Session, principal: int) -> Actor:
    """The person of a session, signed in as strongly and from where it says."""
    return Actor(
        id=session.person,
        principal=principal,
        session_id=session.id,
        assurance=session.assurance,
        place="office" if session.place == "office" else "outside",
    )


async def list_sessions(opened: Opened[UUID, Literal["session.list"]]) -> list[SessionLine]:
    """One's own sessions, this one first, then the last seen."""
    work = opened.work
    rows = await work.db.scalars(
        select(Session)
        .where(
            Session.person == opened.thing,
            Session.ends_at > work.now,
            Session.seen_at > work.now - LONGEST_IDLE,
        )
        .order_by(Session.seen_at.desc(), Session.id)
    )
    lines = [
        SessionLine(
            row.id,
            row.browser,
            row.how,
            row.assurance,
            row.place,
            row.created_at,
            row.seen_at,
            row.ends_at,
            row.id == work.actor.session_id,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_current)
