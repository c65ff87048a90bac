"""Taking back beside typing: nothing is stored after the taking back is, and the database orders the two.

Within its own transaction, once it holds the anchor's row, each revocation counts what is stored: whatever
comes after that count came after the revocation.
"""

import asyncio
import random
import re
from contextlib import suppress
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import func, select
from websockets.exceptions import ConnectionClosed

from tests.kit.pens import Desk, Pen, make_pen, open_desk
from tests.kit.world import World
from zencho.coedit import engine
from zencho.coedit.tables import CoeditUpdate
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Person
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.kernel.work import Work

TYPISTS = 8
REVOCATIONS = 1_000
REFUSED_AT_COMMIT = 100


async def _count(work: Work, note: UUID) -> int:
    statement = select(func.count()).select_from(CoeditUpdate).where(CoeditUpdate.thing_id == note)
    return await work.db.scalar(statement) or 0


async def _type_until_gone(pen: Pen) -> None:
    """Send without waiting for answers, and a little beyond the moment the tab is told."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + 10

    async def listen() -> None:
        with suppress(ConnectionClosed):
            await pen.tab.wait_for("gone", 10)

    listening = asyncio.create_task(listen())
    with suppress(ConnectionClosed):
        while loop.time() < ends and not listening.done():
            await pen.type("あ")
            await asyncio.sleep(0.004)
        for _ in range(3):
            await pen.type("い")
    await listening


async def _round(desk: Desk, person: Person, manager: Person, chance: random.Random) -> tuple[int, int]:
    """One document, typed in and taken away -> (rows stored, of them after the taking away)."""
    note = await desk.note((person, Role.EDITOR), (manager, Role.MANAGER))
    async with desk.live.tab(person) as tab:
        pen = make_pen(tab, note)
        assert (await pen.open())["writable"]
        typing = asyncio.create_task(_type_until_gone(pen))
        await asyncio.sleep(chance.uniform(0.002, 0.02))
        async with desk.world.as_system() as work:
            await sharing.take(await gate.open(work, PERMISSIONS["thing.read"], note), person.principal)
            before = await _count(work, note)
        await typing
    await desk.coedit.writer.until_idle()
    async with desk.world.as_system() as work:
        await gate.open(work, PERMISSIONS["thing.read"], note)
        stored = await _count(work, note)
    return stored, stored - before


async def _race(desk: Desk, revocations: int, seed: int) -> tuple[int, int]:
    manager = await desk.world.person()

    async def one(number: int) -> tuple[int, int]:
        person, chance = await desk.world.person(), random.Random(seed * 1000 + number)
        rounds = [await _round(desk, person, manager, chance) for _ in range(revocations // TYPISTS)]
        return sum(stored for stored, _ in rounds), sum(late for _, late in rounds)

    results = await asyncio.gather(*(one(number) for number in range(TYPISTS)))
    return sum(stored for stored, _ in results), sum(late for _, late in results)


@pytest.fixture(autouse=True)
def _keep_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "COMPACT_AFTER", 10**9)
    monkeypatch.setattr(engine, "COMPACT_WHEN_EMPTY", 10**9)


async def test_nothing_is_stored_after_a_revocation(world: World) -> None:
    async with open_desk(world) as desk:
        stored, late = await _race(desk, REVOCATIONS, seed=1)
        assert late == 0
        assert stored > REVOCATIONS  # they did type
        assert desk.coedit.writer.refused_at_commit >= REFUSED_AT_COMMIT


async def test_it_is_the_check_at_commit_that_holds(world: World) -> None:
    """Without it, the same race stores updates of people who were already out."""
    with psycopg.connect(world.dsns.owner) as connection:
        row = connection.execute("SELECT pg_get_functiondef('coedit_store'::regproc)").fetchone()
        assert row is not None
        unchecked, count = re.subn(r"AND [ap]\.epoch = numbers\[[^\]]*\](::\w+)?", "", row[0])
        assert count == 2
        connection.execute(unchecked)
    async with open_desk(world) as desk:
        _, late = await _race(desk, 80, seed=2)
        assert late > 0
