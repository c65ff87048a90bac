"""What travels between the drive and the page, as JSON.

Ids are UUIDs, times UTC (ISO 8601), sizes bytes. Names of people and units never travel here: the page
asks `/api/names` for the ids it met. Roles are `viewer`, `commenter`, `editor`, `manager`.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from zencho.drive.about_shapes import About
from zencho.drive.version_shapes import Editing

RoleName = Literal["viewer", "commenter", "editor", "manager"]
RootKind = Literal["own", "shared"]
Ids = Annotated[list[UUID], Field(min_length=1, max_length=200)]


class Shape(BaseModel):
    """What we answer is fixed once made; what we are sent has no field we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(Shape):
    """Whom something is given to; `id` is null for `everyone` alone."""

    kind: Literal["person", "unit", "post", "group", "everyone", "link"]
    id: UUID | None


class SharedParty(Party):
    """A party that counts somewhere, with how many people that is today."""

    role: RoleName
    people: int


class Audience(Shape):
    """Who can see a thing, short enough for a pill: `parties` are the first three, `more` the rest.

    `people` counts each person once. `only_me`: nobody but the one who asks.
    """

    only_me: bool
    people: int
    parties: list[SharedParty]
    more: int


class Received(Shape):
    """What came by a receive link: who said they sent it, and the number on their receipt."""

    sender: str
    number: str


class Held(Shape):
    """Why a file cannot be opened yet: it waits to be looked for viruses in (`waits`), nothing that does so
    answers (`unanswered`), it is more than that takes (`too_large`), or something was `found`: `virus` is its
    name as the scanner says it."""

    why: Literal["waits", "unanswered", "too_large", "found"]
    virus: str | None = None


class Item(Shape):
    """One row of a list.

    `label` is the rank 1 to 5 (1, 2, 3C, 3B, 3A). `audience` is null where it equals the folder's, and
    for guests.
    `abilities` are the names of what may be offered here. `folder` is null for roots and where the
    asker may not see what it lies in. Of a file, `version` is the number of the current one, and `editing`
    who has it open in an application, the first to begin first. `starred`: the asker keeps it at hand.
    `comments` are those in threads that are open. What is `held` has the abilities that are left to it.
    """

    id: UUID
    kind: str
    name: str
    folder: UUID | None
    root: RootKind | None
    owner: UUID | None
    label: int
    revision: int
    size_bytes: int | None
    media_type: str | None
    created_at: datetime
    created_by: UUID | None
    modified_at: datetime
    modified_by: UUID | None
    abilities: list[str]
    audience: Audience | None = None
    version: int | None = None
    editing: list[Editing] = []
    received: Received | None = None
    held: Held | None = None
    starred: bool = False
    comments: int = 0


class ReplacedItem(Item):
    """A file for which bytes came. `outcome`: they are its own now (`current`), lie beside because they were
    made from an older version (`aside`), or say nothing new (`unchanged`); `as_version` is their number."""

    outcome: Literal["current", "aside", "unchanged"]
    as_version: int


class ItemPage(Shape):
    """`next` is what `after` takes for the page behind this one; `total` comes with the first page."""

    items: list[Item]
    next: str | None
    total: int | None


class Step(Shape):
    """One step of a path. A root of kind `own` has no name: the page says 「マイドライブ」."""

    id: UUID
    name: str
    root: RootKind | None
    owner: UUID | None


class LittleRoom(Shape):
    """What a drive holds of what it may."""

    used_bytes: int
    limit_bytes: int


class Detail(Shape):
    """A thing by itself: `path` leads from the topmost one the asker may see to the parent. Only folders say
    what they are for (`about`). `openings_told`: whoever manages it can see who opened it. `little_room`: of
    a folder one may add to, where its drive is nearly full."""

    item: Item
    path: list[Step]
    audience: Audience | None
    inherits: bool
    about: About | None = None
    openings_told: bool = False
    little_room: LittleRoom | None = None


class Roots(Shape):
    """Where the drive begins: one's own (guests have none), and the shared drives one may see, by name."""

    own: Item | None
    shared: list[Item]


class RecentItem(Shape):
    """What one opened or edited, the latest first."""

    item: Item
    path: list[Step]
    opened_at: datetime | None
    edited_at: datetime | None


class RecentPage(Shape):
    """What one worked on."""

    items: list[RecentItem]
    next: str | None


class StarredItem(Shape):
    """What one keeps at hand, and since when."""

    item: Item
    path: list[Step]
    starred_at: datetime


class StarredPage(Shape):
    """What one keeps at hand; `total` comes with the first page."""

    items: list[StarredItem]
    next: str | None
    total: int | None


class BinnedItem(Shape):
    """What lies in the bin. `purged_on` is the first moment at which it may be gone for good."""

    item: Item
    binned_at: datetime
    binned_by: UUID | None
    purged_on: datetime


class BinPage(Shape):
    """The bin, the latest first."""

    items: list[BinnedItem]
    next: str | None


class FoundItem(Shape):
    """What was found by name, and where it lies."""

    item: Item
    path: list[Step]


class FoundPage(Shape):
    """`more`: there are further hits; a longer query finds them."""

    items: list[FoundItem]
    more: bool


class Resolved(Shape):
    """A ref in words, for the reader who asked; things unseen are not in the answer."""

    id: UUID
    kind: str
    name: str
    root: RootKind | None
    owner: UUID | None
    path: list[Step]
    abilities: list[str]


class ResolvedList(Shape):
    """Answers in the order asked."""

    things: list[Resolved]


class Result(Shape):
    """What became of one of several: `code` is null where it was done.

    `item` is the thing as it is now; `before` the folder it lay in, for undo.
    """

    id: UUID
    code: str | None = None
    params: dict[str, Any] = {}
    item: Item | None = None
    before: UUID | None = None


class Results(Shape):
    """One answer for each of several, in the order asked; those that failed did not stop the others."""

    results: list[Result]


class Name(Shape):
    """A name for a folder or thing."""

    name: str


class LabelChange(Shape):
    """Another label: the rank 1 to 5."""

    label: Annotated[int, Field(ge=1, le=5)]


class Several(Shape):
    """Several things at once."""

    ids: Ids


class NewSharedDrive(Shape):
    """A shared drive of a unit: all of the unit edit, `managers` manage the sharing."""

    unit: UUID
    name: str
    managers: list[UUID] = []


class NewThing(Shape):
    """What was made."""

    id: UUID


# Sharing -------------------------------------------------------------------------------------------


class Share(Shape):
    """A grant that counts here. `where` is the thing it stands on, null where the asker may not see
    that; `inherited` = it stands above. `ends` is the first moment it no longer holds."""

    party: Party
    role: RoleName
    people: int
    ends: datetime | None
    inherited: bool
    where: UUID | None
    given_by: UUID | None
    given_at: datetime


class Sharing(Shape):
    """All that is given on a thing and above it. `shares`: the thing's own first, then the inherited.

    For those who manage, `inside` counts what lies below and `apart` the places below with rules of
    their own; null for others.
    """

    shares: list[Share]
    people: int
    inherits: bool
    has_parent: bool
    inside: int | None
    apart: int | None


class Give(Shape):
    """Give or change: `ends_on` is the last day it holds, in the agency's zone."""

    party: Party
    role: RoleName
    ends_on: date | None = None


class SharingChange(Shape):
    """All changes of one press of 共有, done together or not at all.

    `take` names what stands on the thing itself. `inherits: false` stops inheriting: whom to keep must
    stand in `give` or on the thing already; `true` takes up again what is given above.
    """

    give: Annotated[list[Give], Field(max_length=100)] = []
    take: Annotated[list[Party], Field(max_length=100)] = []
    inherits: bool | None = None


class Preview(Shape):
    """What the change would do here: people before and after, the first ten of each side, and how many
    keep seeing it with another role."""

    before: int
    after: int
    gain: int
    lose: int
    other_role: int
    gaining: list[UUID]
    losing: list[UUID]


class SeveralShared(Shape):
    """The same gifts for several things. Who has as much already keeps what they have."""

    ids: Ids
    give: Annotated[list[Give], Field(min_length=1, max_length=100)]


class SeveralPreview(Shape):
    """Who would see at least one of them more than now, the first ten by id, and how many would do more
    with one they see."""

    gain: int
    gaining: list[UUID]
    other_role: int


class SharedResult(Shape):
    """What became of one: `code` null where it was done; `back` takes exactly that back, null where
    nothing was lacking."""

    id: UUID
    code: str | None = None
    params: dict[str, Any] = {}
    back: SharingChange | None = None


class SharedResults(Shape):
    """Each by itself, in the order asked."""

    results: list[SharedResult]


class Link(Shape):
    """One step from a person towards a grant, since `starts`, until `ends` (null = no date)."""

    party: Party
    belongs_to: Party
    starts: datetime | None
    ends: datetime | None


class Chain(Shape):
    """Why a grant counts: `links` lead from the person to whom it was given, `down` from the thing it
    stands on to this one (ids the asker may not see are null)."""

    links: list[Link]
    share: Share
    down: list[UUID | None]


class Remedy(Shape):
    """The smallest change that flips the answer.

    `take`: all these shares must go (the person then loses it, and `people` in all). `give`: this role
    is missing. `needs`: attributes of sign-in, device, place, label or bin that would have to be so.
    """

    take: list[Share]
    give: RoleName | None
    needs: dict[str, Any]
    people: int


class Reasons(Shape):
    """Why one person may or may not, now. `conditions`: what the guard rails ask of sign-in, device and
    place besides; `until`: when the longest way ends."""

    person: UUID
    permission: str
    allowed: bool
    role: RoleName | None
    rules: list[str]
    conditions: dict[str, Any]
    until: datetime | None
    chains: list[Chain]
    remedy: Remedy | None


# Asking for access ---------------------------------------------------------------------------------


class Ask(Shape):
    """What somebody writes who asks for access; `until` is the last day wanted."""

    reason: Annotated[str, Field(min_length=1, max_length=200)]
    role: RoleName = "viewer"
    until: date | None = None


class AccessRequest(Shape):
    """A request that waits, as those see it who manage the thing."""

    id: UUID
    thing: UUID
    kind: str
    name: str
    person: UUID
    reason: str
    role: RoleName
    until: datetime | None
    asked_at: datetime


class AccessRequests(Shape):
    """The requests that wait, the oldest first."""

    requests: list[AccessRequest]


class Answer(Shape):
    """Grant with a role (as asked unless said otherwise), or decline."""

    grant: bool
    role: RoleName | None = None
    ends_on: date | None = None
