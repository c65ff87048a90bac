"""How much room a drive has. Every way in asks here before anything is kept (`docs/quotas.md`)."""

from dataclasses import dataclass
from uuid import UUID

from zencho.drive.problems import DriveFull
from zencho.kernel.work import Work

# From here on people are told that little is left, as a part of the whole.
NEARLY_FULL = 0.9


@dataclass(frozen=True, slots=True)
class Room:
    """Of a drive that has a limit."""

    limit_bytes: int
    used_bytes: int

    @property
    def free_bytes(self) -> int:
        return max(0, self.limit_bytes - self.used_bytes)

    @property
    def is_nearly_full(self) -> bool:
        return self.used_bytes >= self.limit_bytes * NEARLY_FULL


async def find_room(work: Work, place: UUID) -> Room | None:
    """Of the drive that a thing lies in; None where it has no limit."""
    rows = await work.ask(
        "SELECT q.limit_bytes, (SELECT coalesce(sum(u.size_bytes), 0)::bigint FROM drive_usage u"
        " WHERE u.drive = q.drive) AS used_bytes FROM drive_quota q WHERE q.drive = drive_of(%(place)s)",
        place=place,
    )
    return Room(rows[0].limit_bytes, rows[0].used_bytes) if rows else None


async def expect_room(work: Work, place: UUID, size_bytes: int) -> None:
    """Raises DriveFull where the drive of `place` has less room than this.

    Requests at the same moment do not see each other: what is in hand at that moment may go beyond the limit.
    """
    room = await find_room(work, place)
    if room is not None and size_bytes > room.free_bytes:
        raise DriveFull(needed_bytes=size_bytes, free_bytes=room.free_bytes, limit_bytes=room.limit_bytes)


async def get_size(work: Work, id_: UUID) -> int:
    """All bytes of a thing and of what lies in it, older versions too."""
    [row] = await work.ask("SELECT drive_size_of(%(id)s) AS size_bytes", id=id_)
    return int(row.size_bytes)
