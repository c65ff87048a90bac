"""What the sample city consists of: frozen values that refer to each other by short keys, never by object.

Units are keyed by a path of romaji (`zaisei/keiyaku-kanri/keiyaku`), people by 職員番号, groups and things
by a slug of their own. Every tuple in `City` is ordered so that whatever a value refers to comes before it.
Times are aware (Japan Standard Time); days are plain dates, and an end date includes its day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from zencho.documents.blocks import Block

UnitKind = Literal["agency", "bureau", "ward", "department", "section", "team"]
Role = Literal["viewer", "commenter", "editor", "manager"]
PrincipalKind = Literal["person", "unit", "group", "everyone"]
ThingKind = Literal["folder", "document", "file"]
Label = Literal["3A", "3B", "3C", "2", "1"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the organisation. `duty`, `place` and `telephone` may be empty."""

    key: str
    parent: str | None
    kind: UnitKind
    name: str
    reading: str
    english: str
    duty: str = ""
    place: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """A rung of the ladder; a smaller `level` is higher. Line ranks decide, staff ranks do not."""

    key: str
    name: str
    english: str
    level: int
    is_line: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One human with an account. `number` has six digits; `former_surname` is 旧姓; a guest has no post,
    but an organisation, and the number of who vouches for them."""

    number: str
    surname: str
    given: str
    surname_reading: str
    given_reading: str
    former_surname: str = ""
    telephone: str = ""
    is_guest: bool = False
    organisation: str = ""
    voucher: str = ""

    @property
    def name(self) -> str:
        """氏名 with one half-width space, as every screen shows it."""
        return f"{self.surname} {self.given}"

    @property
    def reading(self) -> str:
        """ふりがな with one half-width space: what lists sort by."""
        return f"{self.surname_reading} {self.given_reading}"


@dataclass(frozen=True, slots=True)
class Post:
    """A person in a unit with a rank, from a day and perhaps to a day. `is_concurrent` marks 兼務."""

    person: str
    unit: str
    rank: str
    title: str
    starts_on: date
    ends_on: date | None = None
    is_concurrent: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """不在: first and last day, and who stands in."""

    person: str
    starts_on: date
    ends_on: date
    stand_in: str


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody a grant speaks of; `key` is empty for everyone."""

    kind: PrincipalKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of people and units across the tree, kept by one person."""

    key: str
    name: str
    reading: str
    owner: str
    members: tuple[Principal, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG shown inside a document; blocks name it `attached:<key>`, for `blocks.place_images`."""

    key: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Writing:
    """The inside of a document."""

    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """The inside of a file: its bytes and its media type."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Thing:
    """A folder, document or file.

    A thing without `parent` is a root: a shared drive when `owner.kind` is "unit", else somebody's own drive.
    `is_inheriting` is False where "stop inheriting" was chosen: then only the grants on it count.
    """

    key: str
    kind: ThingKind
    name: str
    parent: str | None
    owner: Principal
    created_by: str
    created_at: datetime
    modified_by: str
    modified_at: datetime
    label: Label = "2"
    is_inheriting: bool = True
    content: Writing | Stored | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody may use a thing, and all inside it, in a role; perhaps until the end of a day."""

    thing: str
    principal: Principal
    role: Role
    granted_by: str
    granted_at: datetime
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """A wish to be let in that nobody has answered yet."""

    thing: str
    person: str
    role: Role
    message: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named inside a document by somebody else; it waits on that person's home."""

    thing: str
    person: str
    mentioned_by: str
    mentioned_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opened a thing: what 最近 and 続きから are made of."""

    thing: str
    person: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Persona:
    """One of the eight people a visitor may become, each under a host name of its own.

    `shows` (and `shows_english`) say what that person is worth looking at for. `is_administrator` and
    `is_auditor` ask the loader for those duties.
    """

    host: str
    person: str
    title: str
    title_english: str
    shows: str
    shows_english: str
    is_administrator: bool = False
    is_auditor: bool = False


@dataclass(frozen=True, slots=True)
class Password:
    """The one password in the city, written down in the operating manual; everybody else signs in by link."""

    person: str
    secret: str


@dataclass(frozen=True, slots=True)
class City:
    """A whole city hall on one day."""

    name: str
    reading: str
    english: str
    today: date
    ranks: tuple[Rank, ...]
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    absences: tuple[Absence, ...]
    groups: tuple[Group, ...]
    things: tuple[Thing, ...]
    grants: tuple[Grant, ...]
    requests: tuple[AccessRequest, ...]
    mentions: tuple[Mention, ...]
    visits: tuple[Visit, ...]
    personas: tuple[Persona, ...]
    password: Password
