"""An event for tests: something about a thing inside a folder."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class Nudged(Event):
    """`thing_id` was nudged in `folder_id`; `anchor` says under which anchor it was known."""

    folder_id: UUID
    thing_id: UUID | None = None
    anchor: int | None = None

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("folder", self.folder_id),)
