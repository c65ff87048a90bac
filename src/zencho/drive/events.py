"""What the drive announces. A list hears it by its folder, an open thing by itself."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class ItemAdded(Event):
    """Something lies in the folder that did not before (made, moved in, restored)."""

    folder_id: UUID
    thing_id: UUID
    thing_kind: str

    def topics(self) -> tuple[Ref, ...]:
        return Ref("folder", self.folder_id), Ref(self.thing_kind, self.thing_id)


@dataclass(frozen=True)
class ItemsAdded(Event):
    """Many things came into the folder at once; all of them are known to whoever knows the folder."""

    folder_id: UUID
    thing_ids: tuple[UUID, ...]
    thing_kind: str

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("folder", self.folder_id),)


@dataclass(frozen=True)
class ItemChanged(Event):
    """Name, label, bytes or sharing changed. `folder_id` is null for a root."""

    folder_id: UUID | None
    thing_id: UUID
    thing_kind: str

    def topics(self) -> tuple[Ref, ...]:
        own = Ref(self.thing_kind, self.thing_id)
        return (own,) if self.folder_id is None else (Ref("folder", self.folder_id), own)


@dataclass(frozen=True)
class ItemRemoved(Event):
    """It no longer lies in the folder (moved out, into the bin, gone for good).

    `anchor`, where it moved: the one under which it was known there, for those who may read it no longer.
    """

    folder_id: UUID
    thing_id: UUID
    thing_kind: str
    anchor: int | None = None

    def topics(self) -> tuple[Ref, ...]:
        return Ref("folder", self.folder_id), Ref(self.thing_kind, self.thing_id)


@dataclass(frozen=True)
class DriveNearlyFull(Event):
    """A shared drive has little room left (`since`, in ISO 8601); those who manage it are to hear."""

    drive_id: UUID
    since: str


@dataclass(frozen=True)
class DriveHandedOver(Event):
    """Everything of a person went to somebody (a principal), who is to hear; `cause` is like no other."""

    drive_id: UUID
    person_id: UUID
    principal: int
    cause: str


@dataclass(frozen=True)
class AccessAsked(Event):
    """Somebody asks for a role on a thing; those who manage it are to hear."""

    thing_id: UUID
    request_id: UUID
    asked_by: UUID


@dataclass(frozen=True)
class AccessAnswered(Event):
    """A request was granted or declined; the one who asked is to hear."""

    thing_kind: str
    thing_id: UUID
    request_id: UUID
    asked_by: UUID
    answered_by: UUID | None
    granted: bool


@dataclass(frozen=True)
class ThingStarred(Event):
    """This person keeps the thing at hand. Nobody else hears of it."""

    person_id: UUID
    thing_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person_id),)


@dataclass(frozen=True)
class ThingUnstarred(Event):
    """This person keeps the thing at hand no longer."""

    person_id: UUID
    thing_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person_id),)


@dataclass(frozen=True)
class BulkChanged(Event):
    """A bulk of this person is further than it was, or has ended."""

    person_id: UUID
    bulk_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("person", self.person_id),)


@dataclass(frozen=True)
class BulkGoesOn(Event):
    """A bulk has more to do: its next step is due, with the rights of the session that asked for it."""

    bulk_id: UUID
    person_id: UUID
    session_id: UUID
    turn: int
