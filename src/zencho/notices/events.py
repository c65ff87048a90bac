"""What notices announce."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class NoticesChanged(Event):
    """The list of this person's notices is another now."""

    person_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person_id),)
