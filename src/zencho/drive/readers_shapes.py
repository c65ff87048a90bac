"""What travels of who can see a thing."""

from uuid import UUID

from zencho.drive.shapes import RoleName, Shape

RoleCounts = dict[RoleName, int]


class ReaderLine(Shape):
    """A person who can see the thing, with the highest role that counts now."""

    person: UUID
    role: RoleName


class ReaderPage(Shape):
    """Those who can see a thing, by reading. `found` counts whom the question fits, `people` all."""

    readers: list[ReaderLine]
    people: int
    found: int
    next: UUID | None


class UnitReaders(Shape):
    """A unit: how many people it has, and how many of them can see the thing, by their highest role. Who
    holds posts in two units counts in both."""

    unit: UUID
    people: int
    readers: RoleCounts
    has_units: bool


class ReadersByUnit(Shape):
    """Where those who can see the thing work. `above` leads from the agency to `unit`; `here` are its own
    people, in none of its units; `elsewhere` those who belong to no unit (of the agency alone)."""

    unit: UUID
    above: list[UUID]
    units: list[UnitReaders]
    here: UnitReaders
    elsewhere: RoleCounts
