"""Reading one's notices. One about a thing that may no longer be read is not shown, nor counted."""

from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zencho.gate import opening as gate
from zencho.gate.opening import Opened, actor_of
from zencho.gate.permissions import PERMISSIONS
from zencho.notices.tables import Notice

# Whoever asked for access may not read the thing yet, and is told the answer all the same; and what is about
# the server itself is about no thing that lies in the drive. Of guests whom one vouches for, the notice holds
# an id and a day.
ABOUT_MYSELF = ("access_declined", "scanner_silent", "guest_ends")
MOST = 200


async def list_notices(
    opened: Opened[UUID, Literal["notice.read"]], *, limit: int = 50, waiting: bool = False
) -> list[Notice]:
    """My newest notices; `waiting` gives those not done yet. At most `limit` of the newest 200."""
    work = opened.work
    mine = select(Notice).where(Notice.person == actor_of(work).principal)
    if waiting:
        mine = mine.where(Notice.done_at.is_(None))
    rows = (await work.db.scalars(mine.order_by(Notice.at.desc(), Notice.id.desc()).limit(MOST))).all()
    things = {row.thing_id for row in rows}
    seen = (await gate.visible_of(work, PERMISSIONS["thing.read"], things)).ids if things else frozenset()
    return [row for row in rows if row.thing_id in seen or row.kind in ABOUT_MYSELF][:limit]


async def count_unread(opened: Opened[UUID, Literal["notice.read"]]) -> int:
    """How many of my notices are unread, at most 200."""
    return sum(row.read_at is None for row in await list_notices(opened, limit=MOST))
