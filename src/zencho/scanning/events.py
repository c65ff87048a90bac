"""What the looking for viruses announces."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event


@dataclass(frozen=True)
class FilesScanned(Event):
    """All that somebody outside sent at once, which lies in the folder `thing_id`, was looked into: something
    was found in `found` of `files`. `asked_by` made the link."""

    thing_id: UUID
    asked_by: UUID
    files: int
    found: int


@dataclass(frozen=True)
class ScannerFellSilent(Event):
    """Files wait, and nothing that looks into them answers since then (ISO 8601)."""

    since: str


@dataclass(frozen=True)
class ScannerAnswered(Event):
    """It answers again, after the silence that began then."""

    since: str
