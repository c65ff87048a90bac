"""The cut: what is taken away is gone within a second, by whichever way it was taken."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from websockets.exceptions import ConnectionClosed

from tests.hub.events import Nudged
from tests.kit.live import Live, open_live
from tests.kit.world import World
from zencho.audit.tables import AuditEntry
from zencho.gate import belonging, sharing
from zencho.gate import opening as gate
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.kernel import clock

# Promised to people: within a second.
A_SECOND = 1.0


@pytest.fixture
async def live(world: World) -> AsyncIterator[Live]:
    async with open_live(world) as made:
        yield made


async def _take(live: Live, folder: UUID, principal: int) -> None:
    async with live.world.as_system() as work:
        await sharing.take(await gate.open(work, PERMISSIONS["thing.read"], folder), principal)


async def test_a_share_taken_back(live: Live) -> None:
    world = live.world
    person, manager = await world.person(), await world.person()
    folder = await world.root((person.principal, Role.VIEWER), (manager.principal, Role.MANAGER))
    async with live.tab(person) as tab, live.tab(manager) as kept:
        await tab.listen(f"folder:{folder}")
        await kept.listen(f"folder:{folder}")
        await _take(live, folder, person.principal)
        assert (await tab.wait_for("gone", A_SECOND))["code"] == "not_found"
        async with world.as_system() as work:
            work.announce(Nudged(folder))
        assert (await kept.wait_for("event"))["seq"] == 1
        assert await tab.stays_silent()
        assert (await tab.listen(f"folder:{folder}"))["code"] == "not_found"


async def test_nothing_passes_while_it_is_being_decided(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint holds at once: an event that comes while the gate still thinks is not sent."""
    world = live.world
    person = await world.person()
    manager = await world.person()
    folder = await world.root((person.principal, Role.VIEWER), (manager.principal, Role.MANAGER))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        decide_once = live.hub._decider._decide_once
        may_go_on = asyncio.Event()

        async def slowly(*arguments: object) -> None:
            await may_go_on.wait()
            await decide_once(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(live.hub._decider, "_decide_once", slowly)
        await _take(live, folder, person.principal)
        async with world.as_system() as work:
            work.announce(Nudged(folder))
        assert await tab.stays_silent()
        may_go_on.set()
        assert await tab.wait_for("gone", A_SECOND)
        assert await tab.stays_silent()


async def test_access_that_still_holds_loses_nothing(live: Live) -> None:
    world = live.world
    person, manager = await world.person(), await world.person()
    folder = await world.root((person.principal, Role.VIEWER), (manager.principal, Role.MANAGER))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        for number in range(1, 6):
            async with world.as_system() as work:
                opened = await gate.open(work, PERMISSIONS["thing.read"], folder)
                await sharing.give(opened, person.principal, Role.EDITOR if number % 2 else Role.VIEWER)
                work.announce(Nudged(folder))
        assert [(await tab.wait_for("event"))["seq"] for _ in range(5)] == [1, 2, 3, 4, 5]


async def test_the_end_of_a_post(live: Live) -> None:
    world = live.world
    unit = await world.unit()
    person = await world.person()
    member = await world.belong(person.principal, unit)
    folder = await world.root((unit, Role.EDITOR))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        async with world.as_system() as work:
            await belonging.end_member(work, member, at=work.now)
        assert await tab.wait_for("gone", A_SECOND)
    async with world.as_system() as work:
        refusals = await work.db.execute(
            select(AuditEntry.action, AuditEntry.ref).where(
                AuditEntry.decision == "refused", AuditEntry.actor_id == person.id
            )
        )
        assert ("thing.read", f"folder:{folder}") in {
            (r.action, r.ref.replace("thing:", "folder:")) for r in refusals
        }


async def test_an_end_date_that_passes(live: Live) -> None:
    world = live.world
    person, manager = await world.person(), await world.person()
    folder = await world.root((manager.principal, Role.MANAGER))
    async with world.as_system() as work:
        opened = await gate.open(work, PERMISSIONS["thing.read"], folder)
        await sharing.give(opened, person.principal, Role.VIEWER, ends=clock.now() + timedelta(seconds=1))
    async with live.tab(person) as tab:
        assert (await tab.listen(f"folder:{folder}"))["type"] == "subbed"
        assert await tab.wait_for("gone", 1 + A_SECOND)


async def test_signing_out_closes_the_tabs_of_that_session_only(live: Live) -> None:
    world = live.world
    person = await world.person()
    other_session = type(person)(person.id, person.principal, (await world.person()).session_id)
    async with live.tab(person) as tab, live.tab(other_session) as kept:
        await tab.listen(f"person:{person.id}")
        await kept.listen(f"person:{person.id}")
        await live.sign_out(person)
        assert (await tab.wait_for("bye", A_SECOND))["code"] == "signed_out"
        with pytest.raises(ConnectionClosed) as closed:
            await tab.socket.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401
        assert (await kept.listen(f"person:{person.id}"))["type"] == "subbed"


async def test_a_revocation_beside_the_asking_is_not_missed(live: Live) -> None:
    """Subscribing races taking back: whatever the order, nothing is heard afterwards."""
    world = live.world
    manager = await world.person()
    for _ in range(15):
        person = await world.person()
        folder = await world.root((person.principal, Role.VIEWER), (manager.principal, Role.MANAGER))
        async with live.tab(person) as tab:
            answer, _ = await asyncio.gather(
                tab.listen(f"folder:{folder}"), _take(live, folder, person.principal)
            )
            if answer["type"] == "subbed":
                await tab.wait_for("gone", A_SECOND)
            assert not live.hub.listeners


async def test_many_listeners_lose_a_folder_together(live: Live) -> None:
    """All are held at once, whatever the deciding takes."""
    world = live.world
    unit = await world.unit()
    manager = await world.person()
    persons = [await world.person(unit) for _ in range(20)]
    folder = await world.root((unit, Role.VIEWER), (manager.principal, Role.MANAGER))
    tabs = [live.tab(person) for person in persons]
    opened = [await tab.__aenter__() for tab in tabs]
    try:
        for tab in opened:
            await tab.listen(f"folder:{folder}")
        await _take(live, folder, unit)
        await asyncio.gather(*(tab.wait_for("gone", A_SECOND) for tab in opened))
    finally:
        for tab_ in tabs:
            await tab_.__aexit__(None, None, None)
