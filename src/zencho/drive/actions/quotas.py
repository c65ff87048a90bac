"""The limit of a shared drive, and what the clock does about drives: fold what was counted, warn in time."""

from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.events import DriveNearlyFull, ItemChanged
from zencho.drive.problems import NoSuchDrive
from zencho.drive.queries.room import find_room
from zencho.drive.queries.usage import list_quotas
from zencho.drive.tables import DriveQuota
from zencho.drive.usage_shapes import Quota
from zencho.gate.opening import Opened
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

# Once warned, warned again only after it fell below this part of the limit.
WARNED_AGAIN_BELOW = 0.85
Setting = Opened[UUID, Literal["quota.set"]]


async def set_quota(opened: Setting, drive: UUID, *, limit_bytes: int | None) -> Quota:
    """How much a shared drive may hold, or that it has no limit. Nothing in it goes where it holds more.

    Raises NoSuchDrive.
    """
    work = opened.work
    known = {each.drive: each for each in await list_quotas(opened)}
    if drive not in known:
        raise NoSuchDrive
    if limit_bytes is None:
        await work.db.execute(delete(DriveQuota).where(DriveQuota.drive == drive))
    else:
        values = {"limit_bytes": limit_bytes, "set_by": work.actor.id, "set_at": work.now, "warned_at": None}
        set_ = upsert(DriveQuota).values(drive=drive, **values)
        await work.db.execute(set_.on_conflict_do_update(index_elements=["drive"], set_=values))
    before = known[drive].limit_bytes
    await record(work, "quota.set", Ref("folder", drive), limit_bytes=limit_bytes, before=before)
    work.announce(ItemChanged(None, drive, "folder"))
    is_set = limit_bytes is not None
    changed = {"limit_bytes": limit_bytes, "set_at": work.now if is_set else None}
    return known[drive].model_copy(update=changed)


async def watch_usage(work: Work) -> None:
    """For the clock: one row of counting per drive again, and a word to those who manage a drive that has
    little room left, once."""
    await work.db.execute(text("SELECT drive_fold_usage()"))
    for drive, warned_at in (await work.db.execute(select(DriveQuota.drive, DriveQuota.warned_at))).all():
        room = await find_room(work, drive)
        if room is None:
            continue
        if room.is_nearly_full and warned_at is None:
            await _mark(work, drive, warned_at=work.now)
            work.announce(DriveNearlyFull(drive, work.now.isoformat()))
        elif warned_at is not None and room.used_bytes < room.limit_bytes * WARNED_AGAIN_BELOW:
            await _mark(work, drive, warned_at=None)


async def _mark(work: Work, drive: UUID, **values: object) -> None:
    await work.db.execute(update(DriveQuota).where(DriveQuota.drive == drive).values(**values))
