"""Posts: giving somebody a seat in a unit, and ending it. The dates decide at query time, in the gate."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.tables import ALWAYS
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.actions.units import Managed
from zencho.people.events import PostAdded, PostEnded
from zencho.people.problems import EndsBeforeStart, UnknownPerson, UnknownPost, UnknownRank, UnknownUnit
from zencho.people.readings import folded, seat_name
from zencho.people.tables import Person, Post, Rank, Seat, Unit


async def add_post(
    opened: Managed,
    *,
    person: UUID,
    unit: UUID,
    rank: str,
    starts_on: date,
    ends_on: date | None = None,
    title: str = "",
    is_concurrent: bool = False,
) -> UUID:
    """Seat a person in a unit from a day, perhaps to a day (included) -> the post's id.

    Raises UnknownPerson, UnknownUnit, UnknownRank, EndsBeforeStart.
    """
    work = opened.work
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart
    human = await work.db.get(Person, person)
    if human is None or human.is_guest:
        raise UnknownPerson
    seat = await _open_seat(work, unit, rank)
    id_ = new_id()
    starts = clock.start_of_day(starts_on, clock.zone)
    ends = ALWAYS[1] if ends_on is None else clock.end_of_day(ends_on, clock.zone)
    member = await belonging.add_member(work, human.principal, seat.principal, starts=starts, ends=ends)
    work.db.add(
        Post(
            id=id_,
            person=person,
            seat=seat.id,
            title=title.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            is_concurrent=is_concurrent,
            member=member,
        )
    )
    await work.db.flush()
    await record(work, "post.add", Ref("person", person), unit=str(unit), rank=rank)
    work.announce(PostAdded(person, unit))
    return id_


async def end_post(opened: Managed, post_id: UUID, *, on: date) -> None:
    """The post's last day is `on`; a day that has passed ends it at once.

    Raises UnknownPost, EndsBeforeStart (it may end the day before it begins: then it never was).
    """
    work = opened.work
    post = await work.db.get(Post, post_id, with_for_update=True)
    if post is None:
        raise UnknownPost
    if (post.starts_on - on).days > 1:
        raise EndsBeforeStart
    post.ends_on = on
    unit = (await work.db.execute(select(Seat.unit).where(Seat.id == post.seat))).scalar_one()
    if post.member is not None:
        await belonging.end_member(work, post.member, at=clock.end_of_day(on, clock.zone))
    await work.db.flush()
    await record(work, "post.end", Ref("person", post.person), unit=str(unit), on=on.isoformat())
    work.announce(PostEnded(post.person, unit))


async def _open_seat(work: Work, unit_id: UUID, rank: str) -> Seat:
    """The seat of that rank in that unit, made where it is the first of its kind."""
    # Locked, so that two people given the same new rank at once share one seat.
    unit = await work.db.get(Unit, unit_id, with_for_update=True)
    if unit is None:
        raise UnknownUnit
    rung = await work.db.get(Rank, rank)
    if rung is None:
        raise UnknownRank(rank=rank)
    seat = await work.db.scalar(select(Seat).where(Seat.unit == unit_id, Seat.rank == rank))
    if seat is None:
        id_ = new_id()
        principal = await belonging.add_principal(work, id_, "post")
        words = folded(seat_name(unit.name, rung.name), unit.reading, rung.english)
        seat = Seat(id=id_, principal=principal, unit=unit_id, rank=rank, folded=words)
        work.db.add(seat)
        await work.db.flush()
        await belonging.add_member(work, principal, unit.principal)
    return seat
