"""What co-editing announces."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class DocumentEdited(Event):
    """Something was typed, by these persons, and then nothing for a moment (or typing goes on for long)."""

    thing_kind: str
    thing_id: UUID
    persons: tuple[UUID, ...]

    def topics(self) -> tuple[Ref, ...]:
        return (Ref(self.thing_kind, self.thing_id),)
