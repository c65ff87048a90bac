"""Keeping the guard rails: which text is in force, and how a new one comes to be."""

from sqlalchemy import insert, select

from zencho.gate.events import AccessChanged
from zencho.gate.policy import SHIPPED, check_policy
from zencho.gate.tables import Policy
from zencho.kernel.work import Work


async def keep_shipped(work: Work) -> None:
    """Put the guard rails of this version of the product in force, unless a city has its own."""
    newest = await work.db.scalar(select(Policy).order_by(Policy.version.desc()).limit(1))
    if newest is None or (newest.shipped and newest.text != SHIPPED):
        check_policy(SHIPPED)
        await work.db.execute(insert(Policy).values(text=SHIPPED, shipped=True, saved_at=work.now))
        work.announce(AccessChanged(everything=True))


async def save_policy(work: Work, guard_rails: str) -> None:
    """A new version, in force from the next transaction on. Raises InvalidPolicy and changes nothing."""
    check_policy(guard_rails)
    await work.db.execute(insert(Policy).values(text=guard_rails, saved_at=work.now, saved_by=work.actor.id))
    work.announce(AccessChanged(everything=True))
