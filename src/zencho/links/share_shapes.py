"""What travels about share links, as JSON. Ids are UUIDs, times UTC (ISO 8601), sizes bytes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from zencho.drive.shapes import Shape
from zencho.links.shapes import Asker, Held, Passphrase

Scope = Literal["agency", "anyone"]
Most = Literal["off", "agency", "anyone"]
LinkRole = Literal["viewer", "commenter", "editor"]
Language = Literal["ja", "en"]


class ShareLink(Shape):
    """The link of a thing. `ends_at` is the first moment it no longer holds; `views` counts openings,
    `people` those who signed in and came by it. `is_closed_outside`: its scope is `anyone`, and the label of
    the thing or the agency's rule shuts out who has no account."""

    scope: Scope
    role: LinkRole
    ends_at: datetime | None
    has_passphrase: bool
    views: int
    people: int
    last_viewed_at: datetime | None
    made_by: UUID
    made_at: datetime
    is_ended: bool
    is_closed_outside: bool


class LinkState(Shape):
    """What a thing has, and how wide a link may be: `most` by the agency's rule; where `is_labelled`, to the
    agency at most."""

    link: ShareLink | None
    most: Most
    most_days_outside: int
    is_labelled: bool


class SetLink(Shape):
    """What the link is to be. `ends_on` is its last day, in the agency's zone. `passphrase` null with
    `keeps_passphrase` false takes the word away."""

    scope: Scope
    role: LinkRole = "viewer"
    ends_on: date | None = None
    passphrase: Passphrase | None = None
    keeps_passphrase: bool = True

    @model_validator(mode="after")
    def _outsiders_only_look(self) -> "SetLink":
        if self.scope == "anyone" and self.role != "viewer":
            raise ValueError("whoever has no account may look and no more")
        return self


class MadeAddress(Shape):
    """An address that is told this once."""

    url: str


class LinkSet(LinkState):
    """The link as it is now; `url` is its first address, where it was made just now."""

    url: str | None


# Of those who hold an address -----------------------------------------------------------------------


class Came(Held):
    """The secret, and the word that was told besides."""

    passphrase: Annotated[str, Field(max_length=100)] = ""


class ShareCard(Shape):
    """What an address is, before it is opened: who shares, until when, and what is needed. Nothing of the
    thing, except to a person who may read it anyway: `thing` and `kind` say where to go."""

    agency: str
    asker: Asker | None
    ends_at: datetime | None
    has_passphrase: bool
    needs_sign_in: bool
    thing: UUID | None = None
    kind: str | None = None


class Entered(Shape):
    """What was opened. `as_person`: it is among the things one may read now; otherwise it is shown apart."""

    thing: UUID
    kind: str
    as_person: bool


class OutsideStep(Shape):
    """A folder above, as far up as it is shared."""

    id: UUID
    name: str


class OutsideThing(Shape):
    """A thing as people outside are shown it: no person, no number of the city's own."""

    id: UUID
    kind: str
    name: str
    size_bytes: int | None
    media_type: str | None
    modified_at: datetime


class OutsideDetail(Shape):
    """A thing by itself, and the way down to it from what was shared."""

    agency: str
    thing: OutsideThing
    path: list[OutsideStep]


class OutsidePage(Shape):
    """What lies in a folder; `next` is what `after` takes for the page behind this one."""

    items: list[OutsideThing]
    next: str | None
