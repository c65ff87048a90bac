"""Whom one can pick: persons, units, seats, groups and everyone, for sharing and for mentions."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, select
from sqlalchemy.orm import aliased

from zencho.gate.opening import Opened
from zencho.gate.tables import EVERYONE, Reach
from zencho.kernel.work import Work
from zencho.people.queries.cards import people_in
from zencho.people.queries.names import seat_names
from zencho.people.queries.posts import away_today, posts_of, unit_names
from zencho.people.readings import folded, like, words_of
from zencho.people.shapes import HeldPost, Pick
from zencho.people.tables import Group, Person, Rank, Seat, Unit

_EVERYONE = folded("全員", "全職員", "ぜんいん", "ぜんしょくいん", "みんな", "everyone", "all staff")


async def search_principals(
    opened: Opened[UUID, Literal["directory.read"]], *, query: str, limit: int
) -> list[Pick]:
    """At most `limit` of each kind whom every word of the query fits.

    Names that begin with it come first, and of persons those one works with.
    """
    words = words_of(query)
    if not words:
        return []
    work = opened.work
    picks = [
        *await _persons(work, words, limit),
        *await _units(work, words, limit),
        *await _seats(work, words, limit),
        *await _groups(work, words, limit),
    ]
    if all(word in _EVERYONE for word in words):
        counts = await people_in(work, [EVERYONE])
        picks.append(Pick(None, "everyone", "全員", "Everyone", "ぜんいん", "", "", counts.get(EVERYONE, 0)))
    return picks


def _first(column: Any, words: list[str]) -> ColumnElement[int]:
    """Sorts what begins with the first word before what only holds it."""
    return case((column.like(like(words[0])[1:], escape="\\"), 0), else_=1)


def _fits(column: Any, words: list[str]) -> list[ColumnElement[bool]]:
    return [column.like(like(word), escape="\\") for word in words]


async def _persons(work: Work, words: list[str], limit: int) -> list[Pick]:
    statement = select(Person).where(*_fits(Person.folded, words))
    nearness = _nearness(work)
    statement = statement.order_by(_first(Person.folded, words), nearness.desc(), Person.sort_key)
    statement = statement.limit(limit)
    persons = (await work.db.scalars(statement)).all()
    ids = [person.id for person in persons]
    posts, away = await posts_of(work, ids), await away_today(work, ids)
    picks = []
    for person in persons:
        held = posts.get(person.id, [])[:1]
        picks.append(
            Pick(
                person.id,
                "person",
                person.name,
                person.name,
                person.reading,
                *("".join(map(_where, held)), "".join(map(_where_in_english, held))),
                count=1,
                is_guest=person.is_guest,
                away_until=away[person.id].ends_on if person.id in away else None,
            )
        )
    return picks


def _nearness(work: Work) -> ScalarSelect[int]:
    """How many units and groups a person shares with who asks: the colleague next door before a namesake."""
    mine, theirs = aliased(Reach), aliased(Reach)
    me = select(Person.principal).where(Person.id == work.actor.id).scalar_subquery()
    return (
        select(func.count(theirs.container.distinct()))
        .join(mine, and_(mine.container == theirs.container, mine.person == me))
        .where(theirs.person == Person.principal, theirs.starts <= work.now, work.now < theirs.ends)
        .correlate(Person)
        .scalar_subquery()
    )


async def _units(work: Work, words: list[str], limit: int) -> list[Pick]:
    statement = select(Unit).where(*_fits(Unit.folded, words))
    statement = statement.order_by(_first(Unit.folded, words), func.cardinality(Unit.above), Unit.reading)
    units = (await work.db.scalars(statement.limit(limit))).all()
    names = await unit_names(work, [unit.id for unit in units])
    counts = await people_in(work, [unit.principal for unit in units])
    return [
        Pick(
            unit.id,
            "unit",
            unit.name,
            names[unit.id].english,
            unit.reading,
            " ".join(names[unit.id].path[:-1]),
            ", ".join(reversed(names[unit.id].english_path[:-1])),
            counts.get(unit.principal, 0),
        )
        for unit in units
    ]


async def _seats(work: Work, words: list[str], limit: int) -> list[Pick]:
    statement = select(Seat).join(Rank, Rank.key == Seat.rank).where(*_fits(Seat.folded, words))
    statement = statement.order_by(_first(Seat.folded, words), Rank.level, Seat.folded).limit(limit)
    seats = {seat.id: seat for seat in await work.db.scalars(statement)}
    names = {name.id: name for name in await seat_names(work, set(seats))}
    units = await unit_names(work, {seat.unit for seat in seats.values()})
    counts = await people_in(work, [seat.principal for seat in seats.values()])
    return [
        Pick(
            id_,
            "post",
            names[id_].name,
            names[id_].english,
            names[id_].reading,
            " ".join(units[seat.unit].path),
            ", ".join(reversed(units[seat.unit].english_path)),
            counts.get(seat.principal, 0),
        )
        for id_, seat in seats.items()
    ]


async def _groups(work: Work, words: list[str], limit: int) -> list[Pick]:
    statement = select(Group).where(*_fits(Group.folded, words))
    statement = statement.order_by(_first(Group.folded, words), Group.reading).limit(limit)
    groups = (await work.db.scalars(statement)).all()
    counts = await people_in(work, [group.principal for group in groups])
    return [
        Pick(group.id, "group", group.name, group.name, group.reading, *(group.reading,) * 2,
             count=counts.get(group.principal, 0))
        for group in groups
    ]  # fmt: skip


def _where(post: HeldPost) -> str:
    return " ".join((*post.unit.path[-2:], post.title or post.rank_name))


def _where_in_english(post: HeldPost) -> str:
    return ", ".join((post.rank_english, post.unit.english))
