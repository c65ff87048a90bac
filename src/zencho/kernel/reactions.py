"""What happens after a commit somewhere else: reactions to events, and work by the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from zencho.kernel.events import Event
from zencho.kernel.work import Work


@dataclass(frozen=True)
class Reaction:
    """`run(work, event)` in a transaction of its own, as a job. It must be safe to run twice."""

    event: type[Event]
    run: Callable[[Work, Any], Awaitable[None]]

    @property
    def name(self) -> str:
        """How the job is called: stable across restarts."""
        return f"{self.run.__module__}.{self.run.__name__}"


@dataclass(frozen=True)
class Periodic:
    """`run(work)` at each time of `cron` (five fields, UTC); safe to run twice. Where it answers True, more
    is due: it runs again, in a transaction of its own."""

    cron: str
    run: Callable[[Work], Awaitable[bool | None]]

    @property
    def name(self) -> str:
        """How the job is called."""
        return f"{self.run.__module__}.{self.run.__name__}"
