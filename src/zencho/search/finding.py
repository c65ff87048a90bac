"""Other ways to find things than by name and text: a package that knows one lists it in its wiring.

An old path is such a way. A finder answers with what the asker may read, and nothing else.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.work import Work


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A thing found by where it once was: `was_at` says where, in words a person knows."""

    id: UUID
    kind: str
    was_at: str


Finder = Callable[[Work, str], Awaitable[Sequence[Elsewhere]]]
FINDERS: list[Finder] = []


def register(finders: Iterable[Finder]) -> None:
    """Take in what a package's wiring lists; safe to do twice."""
    FINDERS.extend(each for each in finders if each not in FINDERS)
