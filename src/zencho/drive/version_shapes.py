"""What travels of a file's versions. Numbers count from 1 in each file and never move."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """What we answer is fixed once made; what we are sent has no field we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Version(Shape):
    """One version. `aside`: it came too late and was never the current one; `waits`: nobody has chosen yet.

    `kept`, `linked` or with a `name` it never goes by age. `based_on` is the number it was made from.
    """

    number: int
    is_current: bool
    how: Literal["added", "replaced", "returned", "edited", "restored", "chosen", "copied"]
    based_on: int | None
    name: str | None
    kept: bool
    linked: bool
    aside: bool
    waits: bool
    size_bytes: int
    media_type: str
    sha256: str
    made_by: UUID | None
    made_at: datetime


class VersionPage(Shape):
    """The latest first; `next` is what `before` takes for the page behind this one. `waiting` (all that lie
    beside the current one, the first to come first) and `total` come with the first page."""

    versions: list[Version]
    waiting: list[Version]
    current: int
    next: int | None
    total: int | None


class Editing(Shape):
    """Somebody edits the file in an application (or `in_page`: here), from this version on."""

    person: UUID
    version: int
    in_page: bool
    since: datetime


class VersionName(Shape):
    """What people call a version; null takes the name away."""

    name: Annotated[str, Field(max_length=100)] | None


class Keeping(Shape):
    """Whether a version stays for good."""

    kept: bool


class Choice(Shape):
    """What becomes of a version beside the current one: it takes its place as a newer version; it becomes a
    file of its own beside this one, under `name`; or it stays where it is."""

    choice: Literal["current", "apart", "leave"]
    name: str | None = None


class BeginEditing(Shape):
    """The version that was opened in the application."""

    version: Annotated[int, Field(ge=1)]
