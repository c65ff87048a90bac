"""What travels: names, lines of lists, cards; and what a change must say."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

NameKind = Literal["person", "unit", "group", "post"]
UnitKind = Literal["agency", "bureau", "ward", "department", "section", "team"]
Order = Literal["reading", "rank"]


@dataclass(frozen=True, slots=True)
class Name:
    """How somebody the gate knows is called. `away_until` is the last day of a person's absence,
    `stays_until` that of a guest's account (to guests neither is told)."""

    id: UUID
    kind: NameKind
    name: str
    english: str
    reading: str
    is_guest: bool = False
    away_until: date | None = None
    stays_until: date | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Names in the order they were asked for; unknown ids are left out."""

    names: list[Name]


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as it stands beside a name: `path` from below the agency down to itself."""

    id: UUID
    name: str
    english: str
    path: tuple[str, ...]
    english_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post of somebody, with its unit and rank. `title` replaces the rank's name where it is set."""

    id: UUID
    unit: UnitName
    rank: str
    rank_name: str
    rank_english: str
    level: int
    title: str
    starts_on: date
    ends_on: date | None
    is_concurrent: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: first and last day, and who stands in."""

    id: UUID
    starts_on: date
    ends_on: date
    stand_in: UUID | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, with the posts held today."""

    id: UUID
    name: str
    reading: str
    former_surname: str
    telephone: str
    posts: list[HeldPost]
    away: Away | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A part of a list of persons; `next` goes on after it (None = the end)."""

    people: list[PersonLine]
    next: str | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """All that the directory says of a person. `number` only to themselves and to who manages people.

    `place` is where the person sits: their own where one is kept (`own_place`), else their unit's.
    """

    id: UUID
    name: str
    reading: str
    surname: str
    given: str
    surname_reading: str
    given_reading: str
    former_surname: str
    telephone: str
    place: str
    own_place: str
    number: str | None
    is_guest: bool
    is_me: bool
    posts: list[HeldPost]
    absences: list[Away]
    stand_ins: list[Name]
    abilities: list[str]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the tree; `count` are the people in it and below, today."""

    id: UUID
    name: str
    english: str
    reading: str
    kind: UnitKind
    count: int
    has_children: bool


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with those above it (the top first) and those right below it."""

    id: UUID
    name: str
    english: str
    reading: str
    kind: UnitKind
    duty: str
    place: str
    telephone: str
    count: int
    away_count: int
    above: list[UnitLine]
    children: list[UnitLine]
    abilities: list[str]


@dataclass(frozen=True, slots=True)
class UnitLines:
    """Siblings of the tree, in the order of the organisation."""

    units: list[UnitLine]


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody a thing can be shared with or a text can mention. Everyone has no id.

    `detail` tells two of one name apart: a person's unit and rank, a unit's path, a group's reading.
    """

    id: UUID | None
    kind: Literal["person", "unit", "group", "post", "everyone"]
    name: str
    english: str
    reading: str
    detail: str
    english_detail: str
    count: int
    is_guest: bool = False
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class Picks:
    """What fits a query, the kinds in a fixed order."""

    principals: list[Pick]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in a list; `count` are the people in it today."""

    id: UUID
    name: str
    reading: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupLines:
    """The groups by reading; `abilities` as on a card."""

    groups: list[GroupLine]
    abilities: list[str]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in a group, on all days or from a day to a day (both included)."""

    id: UUID
    kind: NameKind
    name: str
    english: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group with its members, past and coming ones too."""

    id: UUID
    name: str
    reading: str
    count: int
    members: list[MemberLine]
    abilities: list[str]


@dataclass(frozen=True, slots=True)
class RankLine:
    """A rung of the ladder, the highest first."""

    key: str
    name: str
    english: str
    level: int
    is_line: bool


@dataclass(frozen=True, slots=True)
class Ranks:
    """The ladder."""

    ranks: list[RankLine]


@dataclass(frozen=True, slots=True)
class Made:
    """The id of what was made."""

    id: UUID


Text = Annotated[str, Field(max_length=100)]
Word = Annotated[str, Field(min_length=1, max_length=100)]
Number = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,20}$")]


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class NamingWanted(_Wanted):
    """How a person is to be called."""

    surname: Word
    given: Word
    surname_reading: Word
    given_reading: Word
    former_surname: Text = ""
    telephone: Text = ""
    place: Text = ""


class PersonWanted(NamingWanted):
    """A new person."""

    number: Number


class PersonRenaming(NamingWanted):
    """How a person is called from now on; the number stays where it is left out."""

    number: Number | None = None


class _UnitNaming(_Wanted):
    name: Word
    reading: Word
    english: Text = ""


class UnitRenaming(_UnitNaming):
    """How a unit is called from now on; place and telephone stay where they are left out."""

    place: Text | None = None
    telephone: Text | None = None


class UnitWanted(_UnitNaming):
    """A new unit below `parent`."""

    kind: UnitKind
    parent: UUID | None = None
    place: Text = ""
    telephone: Text = ""


class PostWanted(_Wanted):
    """A new post of a person."""

    unit: UUID
    rank: Word
    starts_on: date
    ends_on: date | None = None
    title: Text = ""
    is_concurrent: bool = False


class PostEndWanted(_Wanted):
    """The last day of a post."""

    on: date


class GroupWanted(_Wanted):
    """A new group, or how one is called from now on."""

    name: Word
    reading: Word


class MemberWanted(_Wanted):
    """Who shall belong to a group, on which days: the id of a person, unit, seat or group."""

    id: UUID
    starts_on: date | None = None
    ends_on: date | None = None


class AbsenceWanted(_Wanted):
    """When somebody is away, and who stands in."""

    starts_on: date
    ends_on: date
    stand_in: UUID | None = None
