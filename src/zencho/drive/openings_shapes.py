"""What travels of who opened a thing."""

from datetime import datetime
from uuid import UUID

from zencho.drive.shapes import Party, Shape


class Opening(Shape):
    """Of those that something is given to (`people` now), how many have opened it, and when one did last."""

    party: Party
    people: int
    opened: int
    last: datetime | None


class Openings(Shape):
    """One for each that something is given to, here or above."""

    shares: list[Opening]


class PersonOpening(Shape):
    """When a person opened it last; null: never."""

    person: UUID
    opened_at: datetime | None


class OpeningsOf(Shape):
    """Of those who were asked about and may see it."""

    people: list[PersonOpening]
