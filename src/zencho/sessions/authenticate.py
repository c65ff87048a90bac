"""Who is asking: the actor that a session cookie stands for. One statement, once in each transaction."""

from fastapi import Request

from zencho.gate import opening as gate
from zencho.kernel.work import Actor, Work
from zencho.sessions.actions.sessions import see_session
from zencho.sessions.cookie import token_in
from zencho.sessions.queries.sessions import actor_of_session, find_session
from zencho.sessions.tokens import hash_of


async def authenticate(work: Work, request: Request) -> Actor:
    """The actor of a request; the transaction's own (nobody) where no living session stands behind it."""
    return await authenticate_cookie(work, request.headers.get("cookie"))


async def authenticate_cookie(work: Work, cookie_header: str | None) -> Actor:
    """The same from a Cookie header alone, for live connections."""
    token = token_in(cookie_header)
    found = await find_session(work, hash_of(token)) if token else None
    if found is None:
        return work.actor
    await see_session(work, found.id, found.seen_at)
    actor = actor_of_session(found)
    gate.keep_prepared(work, actor, found.version)
    return actor
