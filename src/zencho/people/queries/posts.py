"""Posts of persons and paths of units, read in batches: what every list and card shows beside a name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from zencho.kernel import clock
from zencho.kernel.work import Work
from zencho.people.shapes import Away, HeldPost, UnitName
from zencho.people.tables import Absence, Post, Rank, Seat, Unit


def is_current(today: date) -> ColumnElement[bool]:
    """Whether a post is held on that day."""
    return and_(Post.starts_on <= today, or_(Post.ends_on.is_(None), Post.ends_on >= today))


async def posts_of(
    work: Work, persons: Iterable[UUID], *, is_every: bool = False
) -> dict[UUID, list[HeldPost]]:
    """Posts by person, main ones first; with `is_every` also past and coming ones, the newest first."""
    wanted, today = list(persons), clock.day_of(work.now)
    statement = (
        select(Post, Seat.unit, Rank)
        .join(Seat, Seat.id == Post.seat)
        .join(Rank, Rank.key == Seat.rank)
        .where(Post.person.in_(wanted))
        .order_by(Post.is_concurrent, Rank.level, Post.starts_on, Post.id)
    )
    if not is_every:
        statement = statement.where(is_current(today))
    rows = (await work.db.execute(statement)).all()
    units = await unit_names(work, {row.unit for row in rows})
    held: dict[UUID, list[HeldPost]] = defaultdict(list)
    for post, unit, rank in rows:
        held[post.person].append(
            HeldPost(
                post.id,
                units[unit],
                rank.key,
                rank.name,
                rank.english,
                rank.level,
                post.title,
                post.starts_on,
                post.ends_on,
                post.is_concurrent,
                is_current=post.starts_on <= today and (post.ends_on is None or post.ends_on >= today),
            )
        )
    if is_every:
        for each in held.values():
            each.sort(key=lambda post: post.starts_on, reverse=True)
    return held


async def main_places(work: Work, persons: Select[tuple[UUID]]) -> dict[UUID, str]:
    """Where each of many persons works, by their first post: 財政局 契約管理課 係長."""
    rows = (
        await work.db.execute(
            select(Post.person, Seat.unit, Post.title, Rank.name)
            .join(Seat, Seat.id == Post.seat)
            .join(Rank, Rank.key == Seat.rank)
            .where(Post.person.in_(persons), is_current(clock.day_of(work.now)))
            .order_by(Post.is_concurrent.desc(), Rank.level.desc(), Post.starts_on.desc(), Post.id.desc())
        )
    ).all()
    units = await unit_names(work, {row.unit for row in rows})
    # The first in the order of `posts_of` comes last here, and stays.
    return {row.person: " ".join((*units[row.unit].path[-2:], row.title or row.name)) for row in rows}


async def unit_names(work: Work, ids: Iterable[UUID]) -> dict[UUID, UnitName]:
    """Units with the names of those above them, the agency left out unless it is the unit itself."""
    wanted = set(ids)
    if not wanted:
        return {}
    units = {unit.id: unit for unit in await work.db.scalars(select(Unit).where(Unit.id.in_(wanted)))}
    missing = {id_ for unit in units.values() for id_ in unit.above} - set(units)
    if missing:
        above = await work.db.scalars(select(Unit).where(Unit.id.in_(missing)))
        units |= {unit.id: unit for unit in above}

    def name_of(id_: UUID) -> UnitName:
        unit = units[id_]
        path = [units[each] for each in unit.above if units[each].kind != "agency" or each == id_]
        english = tuple(each.english or each.name for each in path)
        return UnitName(id_, unit.name, unit.english or unit.name, tuple(e.name for e in path), english)

    return {id_: name_of(id_) for id_ in wanted if id_ in units}


async def away_today(work: Work, persons: Iterable[UUID]) -> dict[UUID, Away]:
    """Who of these is away today."""
    today = clock.day_of(work.now)
    rows = await work.db.scalars(
        select(Absence).where(
            Absence.person.in_(list(persons)), Absence.starts_on <= today, Absence.ends_on >= today
        )
    )
    return {row.person: Away(row.id, row.starts_on, row.ends_on, row.stand_in) for row in rows}


async def list_absences(work: Work, person: UUID) -> list[Away]:
    """A person's absences of today and later, the next first."""
    today = clock.day_of(work.now)
    rows = await work.db.scalars(
        select(Absence).where(Absence.person == person, Absence.ends_on >= today).order_by(Absence.starts_on)
    )
    return [Away(row.id, row.starts_on, row.ends_on, row.stand_in) for row in rows]
