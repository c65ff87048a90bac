"""The organisation as people see it. Each row with a `principal` is somebody the gate can give things to.

A *seat* is a rank in a unit (契約管理課長), whoever sits there; a *post* is a person on a seat, with dates.
The gate's edges say the same (person → seat within the dates, seat → unit, unit → unit above) and are
written together with these rows. `folded` is what searches compare with (see `readings.fold`), `sort_key`
what lists are ordered by; `above` holds a unit's own id and those of all units above it, the top first.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


def _principal() -> Mapped[int]:
    return mapped_column(ForeignKey("principal.id"), unique=True)


class Rank(Base):
    """A rung of the ladder; smaller `level` stands higher. Line ranks decide, staff ranks do not."""

    __tablename__ = "rank"
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    english: Mapped[str] = mapped_column(Text)
    level: Mapped[int] = mapped_column(SmallInteger)
    is_line: Mapped[bool] = mapped_column(Boolean)


class Unit(Base):
    """A node of the organisation: agency, bureau, ward, department, section or team."""

    __tablename__ = "unit"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal: Mapped[int] = _principal()
    parent: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    above: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    reading: Mapped[str] = mapped_column(Text)
    english: Mapped[str] = mapped_column(Text)
    duty: Mapped[str] = mapped_column(Text, server_default="")
    place: Mapped[str] = mapped_column(Text, server_default="")
    telephone: Mapped[str] = mapped_column(Text, server_default="")
    position: Mapped[int] = mapped_column(SmallInteger)
    folded: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_unit_above", "above", postgresql_using="gin"),)


class Person(Base):
    """A human with an account. A guest belongs to nobody's unit and is not part of everyone."""

    __tablename__ = "person"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal: Mapped[int] = _principal()
    number: Mapped[str] = mapped_column(Text, unique=True)
    surname: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text)
    surname_reading: Mapped[str] = mapped_column(Text)
    given_reading: Mapped[str] = mapped_column(Text)
    former_surname: Mapped[str] = mapped_column(Text, server_default="")
    telephone: Mapped[str] = mapped_column(Text, server_default="")
    place: Mapped[str] = mapped_column(Text, server_default="")
    is_guest: Mapped[bool] = mapped_column(Boolean, server_default="false")
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    folded: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_person_sort_key", "sort_key", "id"),)

    @property
    def name(self) -> str:
        """氏名 with one space, as every screen shows it."""
        return f"{self.surname} {self.given}"

    @property
    def reading(self) -> str:
        """ふりがな with one space."""
        return f"{self.surname_reading} {self.given_reading}"


class Seat(Base):
    """A rank in a unit."""

    __tablename__ = "seat"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal: Mapped[int] = _principal()
    unit: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    rank: Mapped[str] = mapped_column(ForeignKey("rank.key"))
    folded: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("unit", "rank"),)


class Post(Base):
    """A person on a seat, from a day and perhaps to a day, that day included. `member` is the gate's edge."""

    __tablename__ = "post"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    seat: Mapped[UUID] = mapped_column(ForeignKey("seat.id"), index=True)
    title: Mapped[str] = mapped_column(Text, server_default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    is_concurrent: Mapped[bool] = mapped_column(Boolean, server_default="false")
    member: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (CheckConstraint("ends_on IS NULL OR starts_on <= ends_on + 1", name="dates"),)


class Group(Base):
    """A named set of people, units, seats and groups across the tree."""

    __tablename__ = "group"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal: Mapped[int] = _principal()
    name: Mapped[str] = mapped_column(Text)
    reading: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


class GroupMember(Base):
    """`ref` is the id of the person, unit, seat or group that belongs, perhaps only on some days."""

    __tablename__ = "group_member"
    group: Mapped[UUID] = mapped_column(ForeignKey("group.id"), primary_key=True)
    ref: Mapped[UUID] = mapped_column(primary_key=True)
    added_at: Mapped[datetime] = mapped_column(Time)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="dates"),)


class Absence(Base):
    """不在: first and last day, both included, and who stands in."""

    __tablename__ = "absence"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    stand_in: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="dates"),)
