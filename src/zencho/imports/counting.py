"""What a run has done so far, in numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# Told because a person may look for it under another name; it came all the same.
RENAMED = frozenset({"mended", "unreadable", "twin"})
# Nothing of anybody's content; told as a number.
SKIPPED = frozenset({"link", "no_file", "shortcut", "lock_file", "system_file"})
# Lies here and no longer there.
GONE = frozenset({"gone"})


@dataclass(slots=True)
class Counts:
    """`files` and `size_bytes` are what was looked at; brought, replaced and same are files; `reasons`
    counts what the report lists, by reason."""

    folders: int = 0
    files: int = 0
    size_bytes: int = 0
    brought: int = 0
    brought_bytes: int = 0
    replaced: int = 0
    same: int = 0
    old_encoding: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the run."""
        return asdict(self) | {"reasons": dict(self.reasons)}

    def sum_of(self, reasons: frozenset[str]) -> int:
        """How many have one of these reasons."""
        return sum(count for reason, count in self.reasons.items() if reason in reasons)

    @property
    def refused(self) -> int:
        """What stayed behind though it is somebody's content."""
        apart = RENAMED | SKIPPED | GONE
        return sum(count for reason, count in self.reasons.items() if reason not in apart)


def counts_of(kept: Mapping[str, Any]) -> Counts:
    """The counts again, from `as_json`."""
    return Counts(**(dict(kept) | {"reasons": Counter(kept["reasons"])}))
