"""Part of a transaction that may fail, or is only tried: afterwards the wall stands as it stood.

The wall's lists are settings of the transaction, so a savepoint that rolls back takes them along; what
Python remembers of them, and what was announced, must go the same way.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from zencho.kernel.work import Work


class _NeverMeant(Exception):
    """Ends a trial."""


@asynccontextmanager
async def attempt(work: Work) -> AsyncIterator[None]:
    """Do this wholly or not at all; an error leaves the transaction usable and goes on."""
    read, write, announced = set(work.scratch["read"]), set(work.scratch["write"]), len(work.announced)
    try:
        async with work.db.begin_nested():
            yield
    except BaseException:
        work.scratch |= {"read": read, "write": write}
        del work.announced[announced:]
        raise


@asynccontextmanager
async def trial(work: Work) -> AsyncIterator[None]:
    """Do this, look at what it brings, and take it back. Errors inside go on."""
    try:
        async with attempt(work):
            yield
            raise _NeverMeant
    except _NeverMeant:
        pass
