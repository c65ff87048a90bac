"""Who belongs to what: cycles, dates that decide at query time, and epochs of exactly those it touches."""

from datetime import timedelta

import psycopg
import pytest

from tests.kit.world import World
from zencho.gate import belonging
from zencho.gate.events import AccessChanged
from zencho.gate.permissions import Role
from zencho.gate.tables import EVERYONE
from zencho.kernel import clock
from zencho.kernel.ids import new_id


def epochs(world: World) -> dict[int, int]:
    with psycopg.connect(world.dsns.owner) as connection:
        return dict(connection.execute("SELECT id, epoch FROM principal WHERE kind = 'person'").fetchall())


async def test_nothing_belongs_to_itself(probed: World) -> None:
    top = await probed.unit()
    middle = await probed.unit(top)
    bottom = await probed.unit(middle)
    for child, parent in ((top, top), (top, middle), (top, bottom), (middle, bottom)):
        with pytest.raises(belonging.BelongsToItself):
            await probed.belong(child, parent)
    person = await probed.person(bottom)
    root = await probed.root((top, Role.VIEWER))
    assert await probed.may(person, "probe.read", root) == "open"


async def test_a_ring_through_an_edge_of_the_past_is_a_ring(probed: World) -> None:
    """Dates may be moved later: an edge that no longer holds counts."""
    top, below = await probed.unit(), await probed.unit()
    async with probed.as_system() as work:
        ended = work.now - timedelta(days=1)
    await probed.belong(below, top, ends=ended)
    with pytest.raises(belonging.BelongsToItself):
        await probed.belong(top, below)


async def test_everyone_is_in_everyone(probed: World) -> None:
    person = await probed.person()
    root = await probed.root((EVERYONE, Role.VIEWER))
    assert await probed.may(person, "probe.read", root) == "open"


async def test_a_post_begins_and_ends_by_the_clock_alone(probed: World) -> None:
    unit, person = await probed.unit(), await probed.person()
    root = await probed.root((unit, Role.EDITOR))
    async with probed.as_system() as work:
        starts, ends = work.now + timedelta(days=1), work.now + timedelta(days=3)
    await probed.belong(person.principal, unit, starts=starts, ends=ends)
    before = epochs(probed)
    answers = []
    for days in (0, 1, 2, 3):
        clock.offset = timedelta(days=days, seconds=1)
        answers.append(await probed.may(person, "probe.read", root))
    assert answers == ["unseen", "open", "open", "unseen"]
    assert epochs(probed) == before


async def test_two_posts_one_ends(probed: World) -> None:
    one, other, person = await probed.unit(), await probed.unit(), await probed.person()
    root = await probed.root((one, Role.EDITOR), (other, Role.VIEWER))
    first = await probed.belong(person.principal, one)
    await probed.belong(person.principal, other)
    async with probed.as_system() as work:
        await belonging.end_member(work, first, at=work.now)
    assert await probed.may(person, "probe.write", root) == "refused"
    assert await probed.may(person, "probe.read", root) == "open"


async def test_moving_a_unit_moves_its_people(probed: World) -> None:
    old, new = await probed.unit(), await probed.unit()
    section = await probed.unit(old)
    person = await probed.person(section)
    of_old, of_new = await probed.root((old, Role.VIEWER)), await probed.root((new, Role.VIEWER))
    async with probed.as_system() as work:
        await belonging.remove_member(work, section, old)
        await belonging.add_member(work, section, new)
    assert await probed.may(person, "probe.read", of_old) == "unseen"
    assert await probed.may(person, "probe.read", of_new) == "open"


async def test_epochs_rise_for_exactly_those_below(probed: World) -> None:
    bureau = await probed.unit()
    section, other = await probed.unit(bureau), await probed.unit(bureau)
    inside = [(await probed.person(section)).principal for _ in range(2)]
    outside = (await probed.person(other)).principal
    group = await probed.unit(kind="group")
    before = epochs(probed)
    async with probed.as_system() as work:
        await belonging.add_member(work, section, group)
        assert work.announced == [AccessChanged(persons=tuple(sorted(inside)))]
    after = epochs(probed)
    assert {person for person in after if after[person] != before[person]} == set(inside)
    assert after[outside] == before[outside]


async def test_a_container_of_nobody_touches_nobody(probed: World) -> None:
    await probed.person()
    before = epochs(probed)
    async with probed.as_system() as work:
        one = await belonging.add_principal(work, new_id(), "unit")
        other = await belonging.add_principal(work, new_id(), "unit")
        await belonging.add_member(work, one, other)
        assert work.announced == []
    assert epochs(probed) == before


async def test_bulk_reaches_as_one_by_one(probed: World) -> None:
    """A whole city at once ends in the same closure as each edge by itself."""
    async with probed.as_system() as work:
        units = await belonging.add_principals(work, "unit", [new_id() for _ in range(3)])
        people = await belonging.add_principals(work, "person", [new_id() for _ in range(4)])
        a, b, c = units.values()
        edges = [(b, a), (c, b), *((person, c) for person in people.values())]
        await belonging.add_members(work, [(*edge, *belonging.ALWAYS) for edge in edges])
        await belonging.rebuild_reach(work)
    with psycopg.connect(probed.dsns.owner) as connection:
        reach = connection.execute("SELECT person, container FROM reach WHERE container <> 1").fetchall()
    mine = {(person, container) for person in people.values() for container in (person, a, b, c)}
    assert mine <= set(reach)
    assert len([row for row in reach if row[0] in people.values()]) == len(mine)
