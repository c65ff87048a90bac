"""Who can see a thing: counted once each, as of now, and never otherwise than the gate decides."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text

from tests.gate.test_sharing import add
from tests.gate.worlds import MANAGE, PROBES
from tests.kit.world import World
from zencho.gate import audience, sharing
from zencho.gate import opening as gate
from zencho.gate.permissions import Role
from zencho.gate.tables import EVERYONE, Principal
from zencho.gate.trying import attempt, trial
from zencho.kernel import clock
from zencho.kernel.clock import now
from zencho.kernel.errors import Problem
from zencho.kernel.work import Work


async def readers_of(work: Work, anchor: int, **wanted: int) -> list[tuple[UUID, Role]]:
    readers = audience.readers(work, anchor, **wanted)
    rows = await work.db.execute(
        select(Principal.ref, readers.c.role).join(readers, readers.c.person == Principal.id)
    )
    return [(ref, Role(role)) for ref, role in rows]


async def people_of(world: World, id_: UUID) -> tuple[int, list[tuple[UUID, Role]]]:
    """The count, and everybody with their role."""
    async with world.as_system() as work:
        opened = await gate.open(work, MANAGE, id_)
        shares = await audience.list_shares(work, [opened.anchor])
        counted = await audience.count_people(work, shares)
        return counted[opened.anchor], await readers_of(work, opened.anchor)


async def test_each_is_counted_once_with_the_highest_role(probed: World) -> None:
    unit = await probed.unit()
    one, two = await probed.person(unit), await probed.person(unit)
    root = await probed.root((unit, Role.VIEWER), (one.principal, Role.MANAGER))
    count, readers = await people_of(probed, root)
    assert count == 2
    assert dict(readers) == {one.id: Role.MANAGER, two.id: Role.VIEWER}


async def test_everyone(probed: World) -> None:
    one = await probed.person()
    await probed.person()
    root = await probed.root((EVERYONE, Role.VIEWER), (one.principal, Role.MANAGER))
    count, readers = await people_of(probed, root)
    assert (count, len(readers)) == (2, 2)


async def test_dates_count_when_asked(probed: World) -> None:
    unit, one, two = await probed.unit(), await probed.person(), await probed.person()
    keeper = await probed.person()
    await probed.belong(one.principal, unit, ends=now() + timedelta(hours=1))
    await probed.belong(two.principal, unit, starts=now() + timedelta(hours=1))
    root = await probed.root((unit, Role.VIEWER), (keeper.principal, Role.MANAGER))
    assert {id_ for id_, _ in (await people_of(probed, root))[1]} == {one.id, keeper.id}
    clock.offset = timedelta(hours=2)
    assert {id_ for id_, _ in (await people_of(probed, root))[1]} == {two.id, keeper.id}


async def test_it_is_whom_the_gate_lets_in(probed: World) -> None:
    """Through nesting, a share by itself and a stop of inheriting."""
    unit, group = await probed.unit(), await probed.unit(kind="group")
    people = [await probed.person(unit), await probed.person(group), await probed.person(unit, group)]
    people.append(await probed.person())
    root = await probed.root((unit, Role.EDITOR), (people[0].principal, Role.MANAGER))
    shelf = await add(probed, root)
    book, apart = await add(probed, shelf, "book"), await add(probed, shelf, "book")
    async with probed.as_system() as work:
        opened = await gate.open(work, MANAGE, book)
        await sharing.give(opened, group, Role.VIEWER)
        opened = await gate.open(work, MANAGE, apart)
        await sharing.stop_inheriting(opened, keep=[(people[3].principal, Role.MANAGER)])
    for id_ in (root, shelf, book, apart):
        allowed = {person.id for person in people if await probed.may(person, "probe.read", id_) == "open"}
        count, readers = await people_of(probed, id_)
        assert {person for person, _ in readers} == allowed
        assert count == len(allowed)


async def test_what_stands_apart(probed: World) -> None:
    one = await probed.person()
    root = await probed.root((one.principal, Role.MANAGER))
    plain, given, closed = await add(probed, root), await add(probed, root), await add(probed, root)
    async with probed.as_system() as work:
        await sharing.give(await gate.open(work, MANAGE, given), EVERYONE, Role.VIEWER)
        stopped = await gate.open(work, MANAGE, closed)
        await sharing.stop_inheriting(stopped, keep=[(one.principal, Role.MANAGER)])
    async with probed.as_system() as work:
        anchors = {id_: (await gate.open(work, MANAGE, id_)).anchor for id_ in (plain, given, closed)}
        assert await audience.list_apart(work, anchors.values()) == {anchors[given], anchors[closed]}


async def test_a_trial_takes_everything_back(probed: World) -> None:
    one = await probed.person()
    root = await probed.root((one.principal, Role.MANAGER))
    async with probed.as_(one) as work:
        opened = await gate.open(work, MANAGE, root)
        wall = set(work.scratch["write"])
        async with trial(work):
            await sharing.give(opened, EVERYONE, Role.VIEWER)
            assert len(await audience.roles_of_people(work, root)) > 0
            assert work.announced
        assert work.announced == []
        assert work.scratch["write"] == wall
    assert (await people_of(probed, root))[0] == 1


async def test_a_failed_attempt_leaves_the_wall_as_it_stood(probed: World) -> None:
    """What is opened after it is open in the database too: the two never disagree."""
    one = await probed.person()
    root = await probed.root((one.principal, Role.MANAGER))
    other = await probed.root((one.principal, Role.MANAGER))

    class Stopped(Problem):
        """Nothing is wrong."""

    async with probed.as_(one) as work:
        try:
            async with attempt(work):
                await gate.open(work, PROBES["probe.write"], other)
                raise Stopped
        except Stopped:
            pass
        await gate.open(work, PROBES["probe.write"], root)
        await gate.open(work, PROBES["probe.write"], other)
        said = await work.db.scalar(text("SELECT current_setting('zencho.write')"))
    assert set(map(int, said.strip("{}").split(","))) == work.scratch["write"]
    assert len(work.scratch["write"]) == 2
