"""Sessions: the one a token stands for, and the list of one's own."""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, select

from zencho.gate.actors import Person as Actor
from zencho.gate.opening import PREPARING, Opened
from zencho.kernel.work import Work
from zencho.sessions.shapes import SessionLine
from zencho.sessions.tables import Session

# A working day with its meetings; whoever comes back the next morning signs in again.
LONGEST_IDLE = timedelta(hours=8)


_FIND = f"""
SELECT session.id, session.person, session.assurance, session.place, session.seen_at, person.principal,
    person.is_guest,
    {PREPARING.format(principal="person.principal::text")}
FROM session JOIN person ON person.id = session.person
WHERE session.token_hash = %(hash)s AND session.ends_at > %(now)s AND session.seen_at > %(seen_after)s
"""  # noqa: S608 - put together from fixed words


_FIND_ACTOR = """
SELECT session.id, session.person, session.assurance, session.place, person.principal, person.is_guest
FROM session JOIN person ON person.id = session.person
WHERE session.id = %(id)s AND session.ends_at > %(now)s AND session.seen_at > %(seen_after)s
"""


async def find_session(work: Work, token_hash: bytes) -> Row[Any] | None:
    """The living session of a token with its person's `principal`. The same statement prepares the
    transaction for that person, with policy `version`."""
    rows = await work.ask(_FIND, hash=token_hash, now=work.now, seen_after=work.now - LONGEST_IDLE)
    return rows[0] if rows else None


async def find_actor(work: Work, session_id: UUID) -> Actor | None:
    """Whoever signed in by this session, while it stands: for work that goes on behind their request."""
    rows = await work.ask(_FIND_ACTOR, id=session_id, now=work.now, seen_after=work.now - LONGEST_IDLE)
    return actor_of_session(rows[0]) if rows else None


def actor_of_session(row: Row[Any]) -> Actor:
    """The person of a session, signed in as strongly and from where it says."""
    return Actor(
        id=row.person,
        principal=row.principal,
        session_id=row.id,
        assurance=row.assurance,
        place="office" if row.place == "office" else "outside",
        is_guest=row.is_guest,
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
