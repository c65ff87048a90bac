"""Everybody's name: what screens ask for in batches, since what travels elsewhere are ids."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zencho.gate.opening import Opened
from zencho.gate.tables import Principal
from zencho.kernel import clock
from zencho.kernel.work import Work
from zencho.people.queries.posts import away_today, unit_names
from zencho.people.readings import seat_name
from zencho.people.shapes import Name
from zencho.people.tables import Group, Person, Rank, Seat, Unit

_MOMENT = timedelta(microseconds=1)


async def list_names(opened: Opened[UUID, Literal["names.read"]], ids: Sequence[UUID]) -> list[Name]:
    """Names of those of `ids` that are persons, units, groups or seats, in their order. Who is away is
    nothing to guests."""
    names = await names_of(opened.work, ids)
    if opened.facts.guest:
        return [replace(name, away_until=None, stays_until=None) for name in names]
    return names


async def names_of(work: Work, ids: Sequence[UUID]) -> list[Name]:
    """The same for code that may read names already."""
    wanted = set(ids)
    found: dict[UUID, Name] = {}
    persons = (await work.db.scalars(select(Person).where(Person.id.in_(wanted)))).all()
    away = await away_today(work, [person.id for person in persons]) if persons else {}
    stay = await _last_days(work, [person.principal for person in persons if person.is_guest])
    for person in persons:
        until = away[person.id].ends_on if person.id in away else None
        named = (person.name, person.name, person.reading, person.is_guest, until, stay.get(person.principal))
        found[person.id] = Name(person.id, "person", *named)
    if left := wanted - set(found):
        for unit in await work.db.scalars(select(Unit).where(Unit.id.in_(left))):
            found[unit.id] = Name(unit.id, "unit", unit.name, unit.english or unit.name, unit.reading)
    if left := wanted - set(found):
        for group in await work.db.scalars(select(Group).where(Group.id.in_(left))):
            found[group.id] = Name(group.id, "group", group.name, group.name, group.reading)
    if left := wanted - set(found):
        found |= {seat.id: seat for seat in await seat_names(work, left)}
    return [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]


async def _last_days(work: Work, guests: Sequence[int]) -> dict[int, date]:
    """Of guests (principals) the last day of their account."""
    if not guests:
        return {}
    statement = select(Principal.id, Principal.guest_until).where(Principal.id.in_(guests))
    rows = await work.db.execute(statement)
    return {id_: clock.day_of(until - _MOMENT) for id_, until in rows if until is not None}


async def seat_names(work: Work, ids: set[UUID]) -> list[Name]:
    """Names of seats: 契約管理課長, 契約係 主任."""
    rows = (
        await work.db.execute(select(Seat, Rank).join(Rank, Rank.key == Seat.rank).where(Seat.id.in_(ids)))
    ).all()
    units = await unit_names(work, {seat.unit for seat, _ in rows})
    return [
        Name(
            seat.id,
            "post",
            seat_name(units[seat.unit].name, rank.name),
            f"{rank.english}, {units[seat.unit].english}",
            seat_name(units[seat.unit].name, rank.name),
        )
        for seat, rank in rows
    ]
