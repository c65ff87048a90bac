"""Who can see a thing, however many they are: by reading, by what they are called, by where they work."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_

from zencho.drive.queries.items import role_name
from zencho.drive.readers_shapes import ReaderLine, ReaderPage, ReadersByUnit, RoleCounts, UnitReaders
from zencho.drive.tables import Node
from zencho.gate import audience
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.people.problems import UnknownUnit
from zencho.people.queries.posts import main_places
from zencho.people.readings import like, words_of
from zencho.people.tables import Person, Unit


async def list_readers(
    opened: Opened[Node, Any], *, query: str, unit: UUID | None, after: UUID | None, limit: int
) -> ReaderPage:
    """The people who see the thing, by reading: those whom every word of the query fits, of this unit where
    there is one. Raises UnknownUnit."""
    work = opened.work
    statement = await _found(opened, query=query, unit=unit)
    shares = await audience.list_shares(work, [opened.anchor])
    people = (await audience.count_people(work, shares))[opened.anchor]
    found = people
    if words_of(query) or unit is not None:
        found = await work.db.scalar(select(func.count()).select_from(statement.subquery())) or 0
    if after is not None:
        last = select(Person.sort_key, Person.id).where(Person.id == after).scalar_subquery()
        statement = statement.where(tuple_(Person.sort_key, Person.id) > last)
    ordered = statement.order_by(Person.sort_key, Person.id).limit(limit + 1)
    rows = (await work.db.execute(ordered)).all()
    return ReaderPage(
        readers=[ReaderLine(person=row.id, role=role_name(Role(row.role))) for row in rows[:limit]],
        people=people,
        found=found,
        next=rows[limit - 1].id if len(rows) > limit else None,
    )


async def count_by_unit(opened: Opened[Node, Any], unit: UUID | None) -> ReadersByUnit:
    """Where the people who see the thing work: each unit right below this one (below the agency without one),
    those in the unit itself, and those who belong to no unit. Raises UnknownUnit."""
    work = opened.work
    top = await _unit(opened, unit)
    units = (
        await work.db.scalars(select(Unit).where(Unit.parent == top.id).order_by(Unit.position, Unit.reading))
    ).all()
    principals = [each.principal for each in units]
    seen = await audience.count_within(work, opened.anchor, principals)
    people = await audience.count_reached(work, principals)
    parents = set(
        await work.db.scalars(
            select(Unit.parent).where(Unit.parent.in_([each.id for each in units])).distinct()
        )
    )
    here = await audience.count_besides(work, opened.anchor, within=top.principal, besides=principals)
    there = await audience.count_people_besides(work, top.principal, principals)
    elsewhere: Mapping[Role, int] = {}
    if top.parent is None:
        elsewhere = await audience.count_besides(work, opened.anchor, besides=[top.principal])
    return ReadersByUnit(
        unit=top.id,
        above=top.above,
        units=[
            UnitReaders(
                unit=each.id,
                people=people[each.principal],
                readers=_by_name(seen[each.principal]),
                has_units=each.id in parents,
            )
            for each in units
        ],
        here=UnitReaders(unit=top.id, people=there, readers=_by_name(here), has_units=False),
        elsewhere=_by_name(elsewhere),
    )


async def list_all_readers(opened: Opened[Node, Any]) -> list[tuple[str, str, str, Role]]:
    """Everybody who sees the thing, by reading -> name, reading, where they work, role."""
    work = opened.work
    found = await _found(opened, query="", unit=None)
    places = await main_places(work, found.with_only_columns(Person.id))
    named = found.add_columns(Person.surname, Person.given, Person.surname_reading, Person.given_reading)
    rows = await work.db.execute(named.order_by(Person.sort_key, Person.id))
    return [
        (
            f"{row.surname} {row.given}",
            f"{row.surname_reading} {row.given_reading}",
            places.get(row.id, ""),
            Role(row.role),
        )
        for row in rows
    ]


async def _found(opened: Opened[Node, Any], *, query: str, unit: UUID | None) -> Select[Any]:
    work = opened.work
    within = None if unit is None else (await _unit(opened, unit)).principal
    readers = audience.readers(work, opened.anchor, within=within)
    statement = select(Person.id, readers.c.role).join(readers, readers.c.person == Person.principal)
    return statement.where(*[Person.folded.like(like(word), escape="\\") for word in words_of(query)])


async def _unit(opened: Opened[Node, Any], unit: UUID | None) -> Unit:
    wanted = Unit.parent.is_(None) if unit is None else Unit.id == unit
    found = await opened.work.db.scalar(select(Unit).where(wanted).order_by(Unit.position).limit(1))
    if found is None:
        raise UnknownUnit
    return found


def _by_name(counts: Mapping[Role, int]) -> RoleCounts:
    return {role_name(role): people for role, people in sorted(counts.items(), reverse=True)}
