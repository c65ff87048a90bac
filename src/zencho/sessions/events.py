"""What happens to sessions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class SessionBegan(Event):
    """Somebody signed in on a browser."""

    person: UUID
    session: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person),)


@dataclass(frozen=True)
class SessionEnded(Event):
    """These sessions of a person are over: whatever they hold open is closed at once."""

    person: UUID
    sessions: tuple[UUID, ...]
    urgent: ClassVar[bool] = True

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person),)
