"""What documents announce."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event


@dataclass(frozen=True)
class PersonMentioned(Event):
    """Somebody was mentioned in a document for the first time."""

    thing_id: UUID
    person_id: UUID
    by: UUID | None
    cause: str
