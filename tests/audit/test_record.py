"""The record: acts with their transaction, refusals apart from it, counts in memory and added up."""

import asyncio
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from tests.kit.world import World

from zencho.audit.record import AllowCounter, record, record_refusal
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database
from zencho.postgres.roles import Dsns


def entries(dsns: Dsns) -> list[tuple[object, ...]]:
    with psycopg.connect(dsns.owner) as connection:
        query = "SELECT action, ref, decision, rules, detail, actor_kind FROM audit_entry ORDER BY id"
        return connection.execute(query).fetchall()


def counts(dsns: Dsns) -> list[tuple[object, ...]]:
    with psycopg.connect(dsns.owner) as connection:
        query = "SELECT actor, permission, anchor, signature, count FROM audit_count ORDER BY 1, 2, 3, 4"
        return connection.execute(query).fetchall()


async def test_an_act_is_recorded_with_its_transaction(world: World) -> None:
    person, ref = await world.person(), Ref("folder", new_id())
    async with world.as_(person) as work:
        await record(work, "folder.rename", ref, revision=2)
        assert entries(world.dsns) == []
    assert entries(world.dsns) == [("folder.rename", str(ref), "done", [], {"revision": 2}, "Person")]


async def test_an_act_that_fails_is_not_recorded(world: World) -> None:
    with pytest.raises(RuntimeError):
        async with world.as_system() as work:
            await record(work, "folder.rename", None)
            raise RuntimeError
    assert entries(world.dsns) == []


async def test_a_refusal_stays_though_its_transaction_is_taken_back(world: World) -> None:
    person, ref = await world.person(), Ref("folder", new_id())
    with pytest.raises(RuntimeError):
        async with world.as_(person) as work:
            await record_refusal(work, "folder.delete", ref, ("a-rule",))
            assert len(entries(world.dsns)) == 1  # durable before the answer
            raise RuntimeError
    assert entries(world.dsns) == [("folder.delete", str(ref), "refused", ["a-rule"], {}, "Person")]


async def test_allows_are_counted_and_added_up(world: World) -> None:
    counter = AllowCounter()
    for _ in range(3):
        counter.count("p", "thing.read", 5, "1.2")
    counter.count("p", "thing.read", 6, "1.2")
    await counter.flush(world.database)
    counter.count("p", "thing.read", 5, "1.2")
    await counter.flush(world.database)
    await counter.flush(world.database)  # nothing new
    assert counts(world.dsns) == [("p", "thing.read", 5, "1.2", 4), ("p", "thing.read", 6, "1.2", 1)]


async def test_many_counts_are_added_at_once(world: World) -> None:
    counter = AllowCounter()
    for number in range(12_000):
        counter.count("p", "thing.read", number, "1.2")
    await counter.flush(world.database)
    assert len(counts(world.dsns)) == 12_000


async def test_two_processes_add_up_without_waiting_for_each_other(world: World) -> None:
    one, other = AllowCounter(), AllowCounter()
    for number in range(300):
        one.count("p", "thing.read", number, "1.2")
        other.count("p", "thing.read", 299 - number, "1.2")
    await asyncio.gather(one.flush(world.database), other.flush(world.database))
    assert {row[-1] for row in counts(world.dsns)} == {2}


async def test_counts_are_kept_while_the_database_is_away(world: World, tmp_path: Path) -> None:
    counter = AllowCounter()
    counter.count("p", "thing.read", 5, "1.2")
    away = Database(
        world.dsns.app.replace("/test_", "/absent_"),
        prepare=lambda _work: asyncio.sleep(0),
        blobs=world.database.blobs,
    )
    await counter.flush(away)
    await away.close()
    await counter.flush(world.database)
    assert counts(world.dsns) == [("p", "thing.read", 5, "1.2", 1)]


async def test_the_application_cannot_rewrite_the_record(world: World) -> None:
    async with world.as_system() as work:
        await record(work, "folder.rename", None)
    with pytest.raises(Exception, match="permission denied"):
        async with world.as_system() as work:
            await work.db.execute(text("UPDATE audit_entry SET action = 'nothing'"))
    assert entries(world.dsns)[0][0] == "folder.rename"
