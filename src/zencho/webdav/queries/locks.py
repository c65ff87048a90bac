"""Locks that hold, on things whose wall is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zencho.drive import rules
from zencho.gate import opening as gate
from zencho.gate import relations
from zencho.gate.tables import Thing
from zencho.kernel.work import Work
from zencho.webdav.queries.tree import Place, etag_of
from zencho.webdav.tables import DavLock

SCHEME = "opaquelocktoken:"


def token_of(lock: DavLock) -> str:
    return f"{SCHEME}{lock.token}"


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What an If header asks of a place."""

    tokens: frozenset[str]
    etag: str | None


async def list_locks(work: Work, ids: Iterable[UUID]) -> list[DavLock]:
    """On these things themselves."""
    holds = (DavLock.ends_at > work.now) & DavLock.password_id.is_not(None)
    found = select(DavLock).where(relations.among_ids(DavLock.thing_id, ids), holds).order_by(DavLock.token)
    return list(await work.db.scalars(found.execution_options(populate_existing=True)))


async def list_locks_on(work: Work, place: Place) -> list[DavLock]:
    """Those that hold what lies at a place: its own, and deep ones above."""
    if place.node is None:
        return []
    found = await list_locks(work, [each.thing_id for each in place.chain])
    return [lock for lock in found if lock.deep or lock.thing_id == place.node.thing_id]


async def list_locks_below(work: Work, folder: UUID) -> list[DavLock]:
    """On what the actor sees inside a folder, however deep."""
    inside = select(Thing.id).where(Thing.parent == folder).cte("inside", recursive=True)
    inside = inside.union_all(select(Thing.id).join(inside, Thing.parent == inside.c.id))
    ids = select(inside.c.id)
    held = select(DavLock.thing_id).where(DavLock.thing_id.in_(ids))
    await gate.visible(work, rules.THING_READ, Thing.id.in_(ids))  # opens the wall for what is seen there
    return await list_locks(work, await work.db.scalars(held))


async def state_of(work: Work, place: Place) -> PlaceState:
    """Nothing is held where nothing lies."""
    return PlaceState(frozenset(map(token_of, await list_locks_on(work, place))), etag_of(place.node))
