"""The directory: people by name, reading, number, unit; always in parts, never the whole list at once."""

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, tuple_

from zencho.gate.opening import Opened
from zencho.kernel import clock
from zencho.kernel.errors import InvalidRequest
from zencho.kernel.work import Work
from zencho.people.problems import UnknownUnit
from zencho.people.queries.posts import away_today, is_current, posts_of
from zencho.people.readings import like, words_of
from zencho.people.shapes import Order, PersonLine, PersonPage
from zencho.people.tables import Absence, Person, Post, Rank, Seat, Unit

Read = Opened[UUID, Literal["directory.read"]]


async def search_people(
    opened: Read, *, query: str, is_away: bool, after: UUID | None, limit: int
) -> PersonPage:
    """Persons whom every word of the query fits: their name, reading, old name, number, extension or unit.

    With `is_away` only who is away today, and then the query may be empty. Raises InvalidRequest.
    """
    work = opened.work
    words = words_of(query)
    if not words and not is_away:
        raise InvalidRequest(fields=["query"])
    statement = select(Person).where(Person.is_guest.is_(False), *[await _fits(work, word) for word in words])
    if is_away:
        today = clock.day_of(work.now)
        statement = statement.where(
            Person.id.in_(select(Absence.person).where(Absence.starts_on <= today, Absence.ends_on >= today))
        )
    return await _page(work, statement, after=after, limit=limit)


async def list_unit_people(
    opened: Read, unit_id: UUID, *, order: Order, after: UUID | None, limit: int
) -> PersonPage:
    """Who works in a unit or below it, by reading or by rank; of the agency itself only its own seats.

    Raises UnknownUnit.
    """
    work = opened.work
    unit = await work.db.get(Unit, unit_id)
    if unit is None:
        raise UnknownUnit
    within = Seat.unit == unit_id if unit.kind == "agency" else Unit.above.contains([unit_id])
    # Who decides stands before who advises on the same level: 課長 before 主幹.
    height = Rank.level * 2 + case((Rank.is_line, 0), else_=1)
    held = (
        select(Post.person, func.min(height).label("level"))
        .join(Seat, Seat.id == Post.seat)
        .join(Unit, Unit.id == Seat.unit)
        .join(Rank, Rank.key == Seat.rank)
        .where(within, is_current(clock.day_of(work.now)))
        .group_by(Post.person)
        .subquery("held")
    )
    statement = select(Person).join(held, held.c.person == Person.id)
    if order == "reading":
        return await _page(work, statement, after=after, limit=limit)
    ranked = statement.add_columns(held.c.level)
    if after is not None:
        last = ranked.where(Person.id == after).subquery("last")
        ranked = ranked.where(
            tuple_(held.c.level, Person.sort_key, Person.id)
            > select(last.c.level, last.c.sort_key, last.c.id).scalar_subquery()
        )
    rows = await work.db.scalars(ranked.order_by(held.c.level, Person.sort_key, Person.id).limit(limit + 1))
    return await _lines(work, rows.all(), limit)


async def list_unit_away(opened: Read, unit_id: UUID) -> int:
    """How many of a unit's people are away today."""
    work = opened.work
    today = clock.day_of(work.now)
    count = await work.db.scalar(
        select(func.count(Absence.person.distinct()))
        .join(Post, and_(Post.person == Absence.person, is_current(today)))
        .join(Seat, Seat.id == Post.seat)
        .join(Unit, Unit.id == Seat.unit)
        .where(Unit.above.contains([unit_id]), Absence.starts_on <= today, Absence.ends_on >= today)
    )
    return count or 0


async def _fits(work: Work, word: str) -> ColumnElement[bool]:
    """The word stands in what the person is called by, or names a unit the person works in or under."""
    pattern = like(word)
    units = (
        await work.db.scalars(
            select(Unit.id).where(Unit.folded.like(pattern, escape="\\"), Unit.kind != "agency")
        )
    ).all()
    named = Person.folded.like(pattern, escape="\\")
    if not units:
        return named
    placed = (
        select(Post.person)
        .join(Seat, Seat.id == Post.seat)
        .join(Unit, Unit.id == Seat.unit)
        .where(Unit.above.overlap(list(units)), is_current(clock.day_of(work.now)))
    )
    return or_(named, Person.id.in_(placed))


async def _page(work: Work, statement: Select[Person], *, after: UUID | None, limit: int) -> PersonPage:
    if after is not None:
        last = select(Person.sort_key, Person.id).where(Person.id == after).scalar_subquery()
        statement = statement.where(tuple_(Person.sort_key, Person.id) > last)
    rows = await work.db.scalars(statement.order_by(Person.sort_key, Person.id).limit(limit + 1))
    return await _lines(work, rows.all(), limit)


async def _lines(work: Work, rows: Sequence[Any], limit: int) -> PersonPage:
    shown: Sequence[Person] = rows[:limit]
    lines = await person_lines(work, shown)
    return PersonPage(lines, str(shown[-1].id) if len(rows) > limit else None)


async def person_lines(work: Work, persons: Sequence[Person]) -> list[PersonLine]:
    """Persons as lists show them."""
    ids = [person.id for person in persons]
    posts, away = await posts_of(work, ids), await away_today(work, ids)
    return [
        PersonLine(
            person.id,
            person.name,
            person.reading,
            person.former_surname,
            person.telephone,
            posts.get(person.id, []),
            away.get(person.id),
        )
        for person in persons
    ]
