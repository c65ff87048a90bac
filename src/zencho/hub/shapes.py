"""What travels about who is where."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BeingWritten:
    """A thing that somebody has open to write, the first to come first."""

    id: UUID
    persons: list[UUID]


@dataclass(frozen=True, slots=True)
class Writers:
    """Of the things asked for those being written that the asker may read."""

    things: list[BeingWritten]
