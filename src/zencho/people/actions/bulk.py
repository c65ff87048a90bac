"""A whole organisation at once: thousands of people in seconds, for the sample city and for imports.

The plan's values refer to each other by keys of their own; whatever a value refers to comes before it.
Every edge is written in one statement and the closure is computed once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.tables import ALWAYS, EVERYONE, Member
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.people.actions.persons import Naming, naming_columns
from zencho.people.actions.units import Managed
from zencho.people.planning import Plan, PlannedGroup, PlannedPerson, PlannedRank, PlannedUnit
from zencho.people.readings import folded, seat_name
from zencho.people.rules import AGENCY_REF
from zencho.people.tables import Absence, Group, GroupMember, Person, Post, Rank, Seat, Unit

K = TypeVar("K")
GUESTS_STAY = timedelta(days=365)  # a plan says no day
Edge = tuple[int, int, datetime, datetime]


@dataclass(frozen=True, slots=True)
class Organised:
    """What was written: ids by the plan's keys, and the principals of those ids."""

    units: dict[str, UUID] = field(default_factory=dict)
    persons: dict[str, UUID] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)
    principals: dict[UUID, int] = field(default_factory=dict)


async def add_organisation(opened: Managed, plan: Plan) -> Organised:
    """Write the plan into an organisation that has none of it yet -> ids by key.

    Raises BlankName; a number or key that occurs twice ends in an IntegrityError.
    """
    work = opened.work
    made = Organised()
    edges: list[Edge] = []
    await _add_ranks(opened, plan.ranks)
    await _add_units(opened, plan.units, made, edges)
    await _add_persons(opened, plan.people, made, edges)
    await _add_posts(opened, plan, made, edges)
    await _add_groups(opened, plan.groups, made, edges)
    if plan.absences:
        await work.db.execute(
            insert(Absence),
            [
                {
                    "id": new_id(),
                    "person": made.persons[each.person],
                    "starts_on": each.starts_on,
                    "ends_on": each.ends_on,
                    "stand_in": made.persons.get(each.stand_in),
                }
                for each in plan.absences
            ],
        )
    if edges:
        await belonging.add_members(work, edges)
    await belonging.rebuild_reach(work)
    await record(work, "organisation.add", AGENCY_REF, units=len(made.units), persons=len(made.persons))
    return made


async def _add_ranks(opened: Managed, ranks: Sequence[PlannedRank]) -> None:
    for rank in ranks:
        values = {"name": rank.name, "english": rank.english, "level": rank.level, "is_line": rank.is_line}
        await opened.work.db.execute(
            upsert(Rank)
            .values(key=rank.key, **values)
            .on_conflict_do_update(index_elements=["key"], set_=values)
        )


async def _add_units(
    opened: Managed, units: Sequence[PlannedUnit], made: Organised, edges: list[Edge]
) -> None:
    await _name(opened, "unit", made, made.units, (unit.key for unit in units))
    above: dict[str, list[UUID]] = {}
    siblings: dict[str | None, int] = {}
    rows = []
    for unit in units:
        id_ = made.units[unit.key]
        above[unit.key] = [*(above[unit.parent] if unit.parent else ()), id_]
        siblings[unit.parent] = siblings.get(unit.parent, -1) + 1
        if unit.parent:
            edges.append((made.principals[id_], made.principals[made.units[unit.parent]], *ALWAYS))
        rows.append(
            {
                "id": id_,
                "principal": made.principals[id_],
                "parent": made.units[unit.parent] if unit.parent else None,
                "above": above[unit.key],
                "kind": unit.kind,
                "name": unit.name,
                "reading": unit.reading,
                "english": unit.english,
                "duty": unit.duty,
                "place": unit.place,
                "telephone": unit.telephone,
                "position": siblings[unit.parent],
                "folded": folded(unit.name, unit.reading, unit.english),
            }
        )
    await _insert(opened, Unit, rows)


async def _add_persons(
    opened: Managed, people: Sequence[PlannedPerson], made: Organised, edges: list[Edge]
) -> None:
    await _name(opened, "person", made, made.persons, (person.number for person in people))
    rows, guests = [], []
    for person in people:
        id_ = made.persons[person.number]
        naming = Naming(
            person.surname,
            person.given,
            person.surname_reading,
            person.given_reading,
            person.former_surname,
            person.telephone,
        )
        columns: dict[str, Any] = dict(naming_columns(person.number, naming))
        columns |= {"number": person.number, "is_guest": person.is_guest}
        rows.append({"id": id_, "principal": made.principals[id_], **columns})
        # A guest is not part of everyone: what all staff may see is not for guests.
        if person.is_guest:
            guests.append(made.principals[id_])
        else:
            edges.append((made.principals[id_], EVERYONE, *ALWAYS))
    await _insert(opened, Person, rows)
    if guests:
        until = clock.end_of_day(clock.day_of(opened.work.now) + GUESTS_STAY, clock.zone)
        await belonging.set_guests_until(opened.work, guests, until)


async def _add_posts(opened: Managed, plan: Plan, made: Organised, edges: list[Edge]) -> None:
    """Posts with the seats they need. Their edges are written here, since each post keeps its edge's id."""
    work = opened.work
    ranks = {rank.key: rank for rank in await work.db.scalars(select(Rank))}
    units = {unit.key: unit for unit in plan.units}
    wanted = dict.fromkeys((post.unit, post.rank) for post in plan.posts)
    seats: dict[tuple[str, str], UUID] = {}
    await _name(opened, "post", made, seats, wanted)
    rows = []
    for (unit, rank), id_ in seats.items():
        edges.append((made.principals[id_], made.principals[made.units[unit]], *ALWAYS))
        words = folded(
            seat_name(units[unit].name, ranks[rank].name), units[unit].reading, ranks[rank].english
        )
        row = {"id": id_, "principal": made.principals[id_], "unit": made.units[unit], "rank": rank}
        rows.append(row | {"folded": words})
    await _insert(opened, Seat, rows)
    if not plan.posts:
        return
    held = [
        (
            made.principals[made.persons[post.person]],
            made.principals[seats[post.unit, post.rank]],
            clock.start_of_day(post.starts_on, clock.zone),
            ALWAYS[1] if post.ends_on is None else clock.end_of_day(post.ends_on, clock.zone),
        )
        for post in plan.posts
    ]
    await belonging.add_members(work, held)
    of_seats = select(Member).where(Member.parent.in_([made.principals[id_] for id_ in seats.values()]))
    members = {
        (member.child, member.parent, member.starts): member.id for member in await work.db.scalars(of_seats)
    }
    await _insert(
        opened,
        Post,
        [
            {
                "id": new_id(),
                "person": made.persons[post.person],
                "seat": seats[post.unit, post.rank],
                "title": post.title,
                "starts_on": post.starts_on,
                "ends_on": post.ends_on,
                "is_concurrent": post.is_concurrent,
                "member": members[edge[:3]],
            }
            for post, edge in zip(plan.posts, held, strict=True)
        ],
    )


async def _add_groups(
    opened: Managed, groups: Sequence[PlannedGroup], made: Organised, edges: list[Edge]
) -> None:
    await _name(opened, "group", made, made.groups, (group.key for group in groups))
    keyed: Mapping[str, dict[str, UUID]] = {
        "person": made.persons,
        "unit": made.units,
        "group": made.groups,
    }
    rows, members = [], []
    for group in groups:
        id_ = made.groups[group.key]
        row = {"id": id_, "principal": made.principals[id_], "name": group.name, "reading": group.reading}
        rows.append(row | {"folded": folded(group.name, group.reading)})
        for member in group.members:
            ref = keyed[member.kind][member.key]
            members.append({"group": id_, "ref": ref, "added_at": opened.work.now})
            edges.append((made.principals[ref], made.principals[id_], *ALWAYS))
    await _insert(opened, Group, rows)
    await _insert(opened, GroupMember, members)


async def _name(opened: Managed, kind: str, made: Organised, ids: dict[K, UUID], keys: Iterable[K]) -> None:
    """Give each key an id and each id a principal."""
    fresh = {key: new_id() for key in keys}
    ids.update(fresh)
    if fresh:
        principals = await belonging.add_principals(opened.work, kind, list(fresh.values()))
        made.principals.update(principals)


async def _insert(opened: Managed, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        await opened.work.db.execute(insert(table), rows)
