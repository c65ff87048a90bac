"""Counting attempts to sign in, per account and per address, in the database: restarts forget nothing.

An attempt is counted before the password is compared, in a transaction of its own, so that a thousand
at once are counted as a thousand. Success takes it back. Accounts that do not exist are counted alike.
"""

from datetime import timedelta
from math import ceil

from sqlalchemy import case, delete, update
from sqlalchemy.dialects.postgresql import insert

from zencho.kernel.errors import TooMany
from zencho.kernel.work import Work
from zencho.sessions.tables import Attempt
from zencho.sessions.tokens import hash_of

WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
# A whole city hall may sit behind one address: this stops programs, not the first of April.
MOST_PER_ADDRESS = 300


async def count_attempt(work: Work, number: str, address: str) -> None:
    """One more attempt on an account from an address. Raises TooMany with `retry_seconds`."""
    await _count(work, _account(number), MOST_PER_ACCOUNT)
    await _count(work, _address(address), MOST_PER_ADDRESS)


async def forget_attempt(work: Work, number: str, address: str) -> None:
    """The attempt was right: the account begins anew, the address has one less."""
    await work.db.execute(delete(Attempt).where(Attempt.key == _account(number)))
    await work.db.execute(
        update(Attempt)
        .where(Attempt.key == _address(address), Attempt.count > 0)
        .values(count=Attempt.count - 1)
    )


async def count_use(work: Work, what: str, *, most: int) -> None:
    """One more use of something that strangers reach (`what` names it and who asks), at most so many in the
    window. Raises TooMany with `retry_seconds`."""
    await _count(work, hash_of(f"use {what}"), most)


async def forget_use(work: Work, what: str) -> None:
    """It was rightly used: it begins anew."""
    await work.db.execute(delete(Attempt).where(Attempt.key == hash_of(f"use {what}")))


async def _count(work: Work, key: bytes, most: int) -> None:
    is_over = Attempt.since <= work.now - WINDOW
    row = (
        await work.db.execute(
            insert(Attempt)
            .values(key=key, count=1, since=work.now)
            .on_conflict_do_update(
                index_elements=["key"],
                set_={
                    "count": case((is_over, 1), else_=Attempt.count + 1),
                    "since": case((is_over, work.now), else_=Attempt.since),
                },
            )
            .returning(Attempt.count.label("tried"), Attempt.since)
        )
    ).one()
    if row.tried > most:
        left = row.since + WINDOW - work.now
        raise TooMany(retry_seconds=max(1, ceil(left.total_seconds())))


def _account(number: str) -> bytes:
    return hash_of(f"account {number}")


def _address(address: str) -> bytes:
    return hash_of(f"address {address}")
