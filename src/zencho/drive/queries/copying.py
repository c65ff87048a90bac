"""How far one's copies are, and how much there is to copy."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from zencho.drive import rules
from zencho.drive.tables import Bulk
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Unseen
from zencho.gate.tables import Thing
from zencho.kernel.work import Work

# What has ended is shown this long: whoever comes back sees what became of it, and may take it back.
SHOWN_AFTER_END = timedelta(hours=1)


async def find_bulk(work: Work, id_: UUID, *, locks: bool = False) -> Bulk | None:
    """One's own, where the wall shows it; `locks` keeps others from a step meanwhile."""
    statement = select(Bulk).where(Bulk.id == id_).execution_options(populate_existing=True)
    return await work.db.scalar(statement.with_for_update() if locks else statement)


async def open_bulk(opened: Opened[UUID, Literal["drive.read"]], id_: UUID) -> Bulk:
    """One's own, locked. Raises Unseen."""
    bulk = await find_bulk(opened.work, id_, locks=True)
    if bulk is None:
        raise Unseen
    return bulk


async def list_bulks(opened: Opened[UUID, Literal["drive.read"]]) -> list[Bulk]:
    """One's own that run or ended of late, the oldest first."""
    work = opened.work
    is_shown = (Bulk.state == "running") | (Bulk.changed_at > work.now - SHOWN_AFTER_END)
    mine = Bulk.person == opened.standing.person
    return list(await work.db.scalars(select(Bulk).where(mine, is_shown).order_by(Bulk.began_at)))


async def count_inside(work: Work, ids: Sequence[UUID]) -> int:
    """These things and all inside them that the actor may read now."""
    below = select(Thing.id).where(Thing.id.in_(ids)).cte("below", recursive=True)
    inside = aliased(Thing)
    below = below.union_all(select(inside.id).join(below, inside.parent == below.c.id))
    seen = await gate.visible(work, rules.THING_READ, Thing.id.in_(select(below.c.id)))
    count = await work.db.scalar(select(func.count()).select_from(Thing).where(seen.clause))
    return count or 0
