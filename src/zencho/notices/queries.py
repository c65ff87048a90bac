"""Reading one's notices. One about a thing that may no longer be read is not shown, nor counted."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from zencho.gate import opening as gate
from zencho.gate.opening import Opened, actor_of
from zencho.gate.permissions import PERMISSIONS
from zencho.gate.tables import Thing
from zencho.notices.tables import Notice

# Whoever asked for access may not read the thing yet, and is told the answer all the same.
ABOUT_MYSELF = ("access_declined",)
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
    seen = await _readable(opened, {row.thing_id for row in rows})
    return [row for row in rows if row.thing_id in seen or row.kind in ABOUT_MYSELF][:limit]


async def count_unread(opened: Opened[UUID, Literal["notice.read"]]) -> int:
    """How many of my notices are unread, at most 200."""
    return sum(row.read_at is None for row in await list_notices(opened, limit=MOST))


async def _readable(opened: Opened[Any, Any], things: set[UUID]) -> set[UUID]:
    if not things:
        return set()
    work = opened.work
    visible = await gate.visible(work, PERMISSIONS["thing.read"], Thing.id.in_(things))
    return set((await work.db.scalars(select(Thing.id).where(visible.clause))).all())
