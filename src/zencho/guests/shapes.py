"""What travels of guests."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Reading = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]
GuestRole = Literal["viewer", "commenter", "editor"]


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Invitation(_Wanted):
    """Who is invited to a thing, as what, and their last day. Readings may be empty, the address too."""

    surname: Line
    given: Line
    surname_reading: Reading = ""
    given_reading: Reading = ""
    organisation: Line
    address: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)] = ""
    role: GuestRole = "viewer"
    ends_on: date


class LastDay(_Wanted):
    """The last day of a guest, that day included."""

    ends_on: date


class Voucher(_Wanted):
    """Who vouches for a guest from now on."""

    person: UUID


class Invited(BaseModel):
    """A new guest: what they sign in under, and the link for the first time, shown this once."""

    person: UUID
    number: str
    url: str
    link_ends_at: datetime


class GuestLink(BaseModel):
    """A link for one use, shown this once."""

    url: str
    link_ends_at: datetime


class GuestRules(BaseModel):
    """Whether guests may be invited here, and how long they may stay."""

    is_on: bool
    is_labelled: bool
    most_days: int


class SharedThing(BaseModel):
    """Something that was given to a guest."""

    id: UUID
    kind: str
    name: str


class GuestLine(BaseModel):
    """A guest as lists show them. `things` are those that the reader sees too, of `things_total` given to
    them. `voucher_left`: nobody who works here vouches for them. `ends_on` is the last day."""

    person: UUID
    name: str
    number: str
    organisation: str
    address: str
    voucher: UUID | None
    voucher_left: bool
    invited_at: datetime | None
    signed_in_at: datetime | None
    ends_on: date
    ended_at: datetime | None
    is_ended: bool
    things: list[SharedThing]
    things_total: int


class GuestLines(BaseModel):
    """Guests, those who end first before the others; who has ended comes last."""

    guests: list[GuestLine]
    most_days: int = Field(ge=1)
    is_on: bool
