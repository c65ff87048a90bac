"""Reading guests: one's own, or all of them for who manages people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, select, true

from zencho.drive.rules import IN_DRIVE, THING_READ
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.gate.tables import Principal, Thing
from zencho.guests import shapes
from zencho.guests.tables import Guest
from zencho.kernel import clock
from zencho.kernel.work import Work
from zencho.people.queries.posts import is_current
from zencho.people.tables import Person, Post

MOST = 1000
MOST_THINGS = 20
_MOMENT = timedelta(microseconds=1)


async def list_mine(opened: Opened[UUID, Literal["guest.list"]]) -> list[shapes.GuestLine]:
    """The guests whom whoever asks vouches for."""
    return await _list(opened.work, Guest.voucher == opened.thing)


async def list_all(opened: Opened[UUID, Literal["people.manage"]]) -> list[shapes.GuestLine]:
    """Every guest of the agency."""
    return await _list(opened.work, true())


async def works_here(work: Work, people: Iterable[UUID]) -> set[UUID]:
    """Those of these people who hold a post today."""
    today = is_current(clock.day_of(work.now))
    return set(await work.db.scalars(select(Post.person).where(Post.person.in_(list(people)), today)))


async def _list(work: Work, which: ColumnElement[bool]) -> list[shapes.GuestLine]:
    # The account's own row decides who is a guest: one without a word about them is listed too.
    statement = (
        select(Person, Guest, Principal.guest_until)
        .join(Principal, Principal.id == Person.principal)
        .outerjoin(Guest, Guest.person == Person.id)
        .where(Person.is_guest, which)
        .order_by(Principal.guest_until <= work.now, Principal.guest_until, Person.sort_key, Person.id)
        .limit(MOST)
    )
    rows = (await work.db.execute(statement)).all()
    given = await _things_of(work, [row.Person.principal for row in rows])
    there = await works_here(work, {row.Guest.voucher for row in rows if row.Guest and row.Guest.voucher})
    return [_line(work.now, row, given, there) for row in rows]


def _line(
    now: datetime, row: Any, given: Mapping[int, Sequence[shapes.SharedThing | None]], there: set[UUID]
) -> shapes.GuestLine:
    person, guest, until = row.Person, row.Guest, row.guest_until
    things = given.get(person.principal, [])
    voucher = None if guest is None else guest.voucher
    return shapes.GuestLine(
        person=person.id,
        name=person.name,
        number=person.number,
        organisation="" if guest is None else guest.organisation,
        address="" if guest is None else guest.address,
        voucher=voucher,
        voucher_left=voucher not in there,
        invited_at=None if guest is None else guest.invited_at,
        signed_in_at=None if guest is None else guest.signed_in_at,
        ends_on=clock.day_of(until - _MOMENT),
        ended_at=None if guest is None else guest.ended_at,
        is_ended=until <= now,
        things=[thing for thing in things if thing is not None][:MOST_THINGS],
        things_total=len(things),
    )


async def _things_of(work: Work, guests: Sequence[int]) -> dict[int, list[shapes.SharedThing | None]]:
    """What was given to each of these by name; None in the place of what the reader does not see."""
    rows = await work.ask(
        """
        SELECT g.principal, t.id FROM "grant" g JOIN thing t ON t.anchor = g.anchor
        LEFT JOIN thing above ON above.id = t.parent
        WHERE g.principal = ANY (%(guests)s::integer[]) AND g.ends > %(now)s AND t.binned_at IS NULL
            AND above.anchor IS DISTINCT FROM t.anchor AND t.kind = ANY (%(kinds)s::text[])
        ORDER BY g.given_at DESC, t.id
        """,
        guests=list(guests),
        now=work.now,
        kinds=sorted(IN_DRIVE),
    )
    seen = await gate.visible_of(work, THING_READ, {row.id for row in rows})
    nodes = await work.db.execute(
        select(Node.thing_id, Node.kind, Node.name).join(Thing, Thing.id == Node.thing_id).where(seen.clause)
    )
    shown = {row.thing_id: shapes.SharedThing(id=row.thing_id, kind=row.kind, name=row.name) for row in nodes}
    given: dict[int, list[shapes.SharedThing | None]] = defaultdict(list)
    for row in rows:
        given[row.principal].append(shown.get(row.id))
    return given


async def list_ending(work: Work, *, after: datetime, until: datetime) -> Sequence[Any]:
    """(person, voucher, guest_until) of the accounts that end after `after` and by `until`."""
    statement = (
        select(Guest.person, Guest.voucher, Principal.guest_until)
        .join(Person, Person.id == Guest.person)
        .join(Principal, Principal.id == Person.principal)
        .where(Principal.guest_until > after, Principal.guest_until <= until)
        .order_by(Guest.person)
    )
    return (await work.db.execute(statement)).all()
