"""Cards: one person, one unit, with what stands around them; and the tree of units."""

from collections.abc import Iterable, Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select

from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.gate.tables import Reach
from zencho.kernel.work import Work
from zencho.people.problems import UnknownPerson, UnknownUnit
from zencho.people.queries.directory import list_unit_away
from zencho.people.queries.names import names_of
from zencho.people.queries.posts import list_absences, posts_of
from zencho.people.shapes import PersonCard, RankLine, UnitCard, UnitKind, UnitLine
from zencho.people.tables import Person, Rank, Unit

Read = Opened[UUID, Literal["directory.read"]]


async def open_person(opened: Read, person_id: UUID) -> PersonCard:
    """A person's card. Raises UnknownPerson."""
    work = opened.work
    person = await work.db.get(Person, person_id)
    if person is None:
        raise UnknownPerson
    posts = (await posts_of(work, [person_id], is_every=True)).get(person_id, [])
    absences = await list_absences(work, person_id)
    stand_ins = await names_of(work, [each.stand_in for each in absences if each.stand_in])
    is_me = work.actor.id == person_id
    abilities = await gate.abilities_here(opened)
    current = next((post for post in posts if post.is_current and not post.is_concurrent), None)
    seated = None if current is None else await work.db.get(Unit, current.unit.id)
    return PersonCard(
        id=person.id,
        name=person.name,
        reading=person.reading,
        surname=person.surname,
        given=person.given,
        surname_reading=person.surname_reading,
        given_reading=person.given_reading,
        former_surname=person.former_surname,
        telephone=person.telephone,
        place=person.place or (seated.place if seated else ""),
        own_place=person.place,
        number=person.number if is_me or "people.manage" in abilities else None,
        is_guest=person.is_guest,
        is_me=is_me,
        posts=posts,
        absences=absences,
        stand_ins=stand_ins,
        abilities=[each for each in abilities if each == "people.manage"],
    )


async def open_unit(opened: Read, unit_id: UUID) -> UnitCard:
    """A unit's card. Raises UnknownUnit."""
    work = opened.work
    unit = await work.db.get(Unit, unit_id)
    if unit is None:
        raise UnknownUnit
    above = {each.id: each for each in await work.db.scalars(select(Unit).where(Unit.id.in_(unit.above)))}
    path = await _unit_lines(work, [above[id_] for id_ in unit.above if id_ != unit_id])
    line = (await _unit_lines(work, [unit]))[0]
    abilities = await gate.abilities_here(opened)
    return UnitCard(
        id=unit.id,
        name=unit.name,
        english=line.english,
        reading=unit.reading,
        kind=line.kind,
        duty=unit.duty,
        place=unit.place,
        telephone=unit.telephone,
        count=line.count,
        away_count=await list_unit_away(opened, unit_id),
        above=path,
        children=await list_units(opened, parent=unit_id),
        abilities=[each for each in abilities if each == "people.manage"],
    )


async def list_units(opened: Read, *, parent: UUID | None) -> list[UnitLine]:
    """The units right below `parent`, or the top ones, in the order of the organisation."""
    work = opened.work
    rows = await work.db.scalars(
        select(Unit).where(Unit.parent == parent).order_by(Unit.position, Unit.name, Unit.id)
    )
    return await _unit_lines(work, rows.all())


async def list_ranks(opened: Read) -> list[RankLine]:
    """The ladder, the highest rung first."""
    rows = await opened.work.db.scalars(select(Rank).order_by(Rank.level, Rank.is_line.desc(), Rank.key))
    return [RankLine(row.key, row.name, row.english, row.level, row.is_line) for row in rows]


async def people_in(work: Work, principals: Iterable[int]) -> dict[int, int]:
    """How many persons count as each of these today, directly or through others."""
    rows = await work.db.execute(
        select(Reach.container, func.count(Reach.person.distinct()).label("people"))
        .where(
            Reach.container.in_(list(principals)),
            Reach.person != Reach.container,
            Reach.starts <= work.now,
            work.now < Reach.ends,
        )
        .group_by(Reach.container)
    )
    return {row.container: row.people for row in rows}


async def _unit_lines(work: Work, units: Sequence[Unit]) -> list[UnitLine]:
    counts = await people_in(work, [unit.principal for unit in units])
    parents = set(
        await work.db.scalars(
            select(Unit.parent).where(Unit.parent.in_([unit.id for unit in units])).distinct()
        )
    )
    return [
        UnitLine(
            unit.id,
            unit.name,
            unit.english or unit.name,
            unit.reading,
            _kind(unit),
            counts.get(unit.principal, 0),
            unit.id in parents,
        )
        for unit in units
    ]


def _kind(unit: Unit) -> UnitKind:
    return unit.kind  # type: ignore[return-value]  # the table holds nothing else
