"""What printing announces."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class BundleChanged(Event):
    """A bundle of this person is further than it was, or has ended."""

    person_id: UUID
    bundle_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person_id),)


@dataclass(frozen=True)
class BundleGoesOn(Event):
    """The next step of a bundle is due, with the rights of the session that asked for it."""

    bundle_id: UUID
    person_id: UUID
    session_id: UUID
    turn: int
