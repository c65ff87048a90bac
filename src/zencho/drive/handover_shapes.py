"""What travels when somebody's things are handed over, as JSON."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zencho.drive.shapes import Shape


class Place(Shape):
    """Something elsewhere that the person manages, given to them by name.

    `name` is null where the asker does not see it. `is_last`: nobody else manages it for good.
    """

    id: UUID
    kind: str
    name: str | None
    is_last: bool


class Belongings(Shape):
    """What would be handed over: all of the person's own drive (`in_bin`: what was thrown away), and the
    first of `places`, which are `places_total`. `shares` and `receive_links` stay as they are."""

    person: UUID
    has_left: bool
    folders: int
    files: int
    documents: int
    in_bin: int
    size_bytes: int
    shares: int
    receive_links: int
    places: list[Place]
    places_total: int


class Recipient(Shape):
    """A person, or a unit whose people then manage it together."""

    kind: Literal["person", "unit"]
    id: UUID


class HandingOver(Shape):
    """To whom, and what the drive is called there."""

    to: Recipient
    name: Annotated[str, Field(max_length=4_000)]


class HandedOver(Shape):
    """`drive` is what the own drive became (null where it was empty); `left_out` counts places by code."""

    drive: UUID | None
    places: int
    left_out: dict[str, int]


class LeftBehind(Shape):
    """Somebody who has left, and what still lies in their drive."""

    person: UUID
    left_on: date
    things: int
    used_bytes: int


class LeftBehindList(Shape):
    """Whose things nobody has taken over, those who left first at the top."""

    people: list[LeftBehind]
