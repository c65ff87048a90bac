"""What the gate announces."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from zencho.kernel.events import Event


@dataclass(frozen=True)
class AccessChanged(Event):
    """Who may do what has changed at these anchors or for these persons (principals), or for all.

    Watchers decide again; nothing is said of how it changed.
    """

    anchors: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    everything: bool = False
    urgent: ClassVar[bool] = True


@dataclass(frozen=True)
class AccessGiven(Event):
    """Somebody was given a role on a thing, by somebody."""

    thing_kind: str
    thing_id: UUID
    principal: int
    role: int
    given_by: UUID | None
    request_id: UUID
