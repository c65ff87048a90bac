"""One request is one transaction: what is announced leaves after commit, and nothing leaves without it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import psycopg
import pytest
from sqlalchemy import text
from tests.kit.database import clone_database

from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous
from zencho.kernel.blobs import Blobs
from zencho.kernel.errors import Unavailable
from zencho.kernel.events import Event
from zencho.kernel.work import Database
from zencho.postgres import supervisor
from zencho.postgres.roles import Dsns


@dataclass(frozen=True)
class Said(Event):
    """For these tests."""

    number: int


@dataclass(frozen=True)
class Shouted(Event):
    """Cannot wait for the dispatcher."""

    number: int
    urgent: ClassVar[bool] = True


@pytest.fixture
async def database(dsns: Dsns, tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(dsns.app, prepare=gate.prepare, blobs=Blobs(tmp_path), pool_size=2)
    yield made
    await made.close()


def outbox(dsns: Dsns) -> list[tuple[str, dict[str, int]]]:
    with psycopg.connect(dsns.owner) as connection:
        return connection.execute("SELECT name, data FROM outbox ORDER BY id").fetchall()


async def test_what_is_announced_is_written_with_the_rest(database: Database, dsns: Dsns) -> None:
    async with database.work(Anonymous()) as work:
        work.announce(Said(1), Shouted(2))
        assert outbox(dsns) == []
    assert outbox(dsns) == [("Said", {"number": 1}), ("Shouted", {"number": 2})]


async def test_an_error_takes_everything_back(database: Database, dsns: Dsns) -> None:
    told: list[object] = []
    database.hints.append(told.append)
    database.kick = lambda: told.append("kick")
    with pytest.raises(RuntimeError):
        async with database.work(Anonymous()) as work:
            work.announce(Shouted(1))
            raise RuntimeError
    assert outbox(dsns) == []
    assert told == []


async def test_only_what_is_urgent_is_hinted_and_the_dispatcher_is_woken(database: Database) -> None:
    told: list[object] = []
    database.hints.append(lambda events: told.extend(events))
    database.kick = lambda: told.append("kick")
    async with database.work(Anonymous()) as work:
        work.announce(Said(1), Shouted(2))
        assert told == []
    assert told == [Shouted(2), "kick"]


async def test_nothing_announced_wakes_nobody(database: Database) -> None:
    told: list[str] = []
    database.kick = lambda: told.append("kick")
    async with database.work(Anonymous()):
        pass
    assert told == []


async def test_all_of_a_transaction_sees_one_time(database: Database) -> None:
    async with database.work(Anonymous()) as work:
        first = work.now
        await asyncio.sleep(0.01)
        assert work.now == first
        assert first.tzinfo is not None


async def test_a_database_that_is_gone_is_said_so(cluster: supervisor.Cluster, tmp_path: Path) -> None:
    with clone_database(cluster) as dsns:
        database = Database(dsns.app, prepare=gate.prepare, blobs=Blobs(tmp_path), pool_size=1)
        async with database.work(Anonymous()):
            pass
    with pytest.raises(Unavailable):  # it was dropped, with the connection of the pool
        async with database.work(Anonymous()):
            pass
    await database.close()


async def test_a_pool_used_up_is_said_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.engine.sync_engine.pool, "_timeout", 0.1)
    async with AsyncExitStack() as held:
        for _ in range(4):
            await held.enter_async_context(database.work(Anonymous()))
        with pytest.raises(Unavailable):
            async with database.work(Anonymous()):
                pass


async def test_a_statement_may_not_hang(database: Database) -> None:
    async with database.work(Anonymous()) as work:
        shown = await work.db.execute(text("SHOW statement_timeout"))
        assert shown.scalar() == "20s"
