"""What happens in the organisation. Whoever watches the agency hears of all of it, as ids."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref

_AGENCY = (Ref("agency", UUID("00000000-0000-7000-8000-000000000001")),)


def _of_the_agency(_event: Event) -> tuple[Ref, ...]:
    return _AGENCY


@dataclass(frozen=True)
class UnitAdded(Event):
    """A unit came into being."""

    unit: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class UnitRenamed(Event):
    """A unit is called otherwise."""

    unit: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class PersonAdded(Event):
    """Somebody has an account now."""

    person: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class PersonRenamed(Event):
    """Somebody's name, reading or extension changed."""

    person: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class PostAdded(Event):
    """Somebody was given a post in a unit."""

    person: UUID
    unit: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class PostEnded(Event):
    """Somebody's post in a unit has an end."""

    person: UUID
    unit: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class GroupAdded(Event):
    """A group came into being."""

    group: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class GroupRenamed(Event):
    """A group is called otherwise."""

    group: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class GroupMemberAdded(Event):
    """Somebody belongs to a group now."""

    group: UUID
    ref: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class GroupMemberRemoved(Event):
    """Somebody no longer belongs to a group."""

    group: UUID
    ref: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class AbsenceSet(Event):
    """Somebody will be away."""

    person: UUID
    topics = _of_the_agency


@dataclass(frozen=True)
class AbsenceRemoved(Event):
    """Somebody will not be away after all."""

    person: UUID
    topics = _of_the_agency
