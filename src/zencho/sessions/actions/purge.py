"""What has ended is removed for good, by the clock: sessions, challenges, links, counted attempts."""

from sqlalchemy import delete, or_

from zencho.kernel.work import Work
from zencho.sessions.actions.throttle import WINDOW
from zencho.sessions.queries.sessions import LONGEST_IDLE
from zencho.sessions.tables import Attempt, Challenge, OneTimeLink, Session


async def purge_ended(work: Work) -> None:
    """Remove what no request can use any more; safe to run twice."""
    idle = Session.seen_at <= work.now - LONGEST_IDLE
    await work.db.execute(delete(Session).where(or_(Session.ends_at <= work.now, idle)))
    await work.db.execute(delete(Challenge).where(Challenge.ends_at <= work.now))
    await work.db.execute(delete(OneTimeLink).where(OneTimeLink.ends_at <= work.now))
    await work.db.execute(delete(Attempt).where(Attempt.since <= work.now - WINDOW))
