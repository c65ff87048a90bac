"""Jobs: each event reaches each reaction, a failing one is tried again, in a transaction of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from zencho.gate import opening as gate
from zencho.gate.actors import System
from zencho.kernel.blobs import Blobs
from zencho.kernel.clock import now
from zencho.kernel.events import Event
from zencho.kernel.jobs import Jobs
from zencho.kernel.outbox import Delivery
from zencho.kernel.reactions import Reaction
from zencho.kernel.work import Database, Work
from zencho.postgres.roles import Dsns

done: list[tuple[str, int]] = []
failures: list[int] = []


@dataclass(frozen=True)
class Happened(Event):
    """For these tests."""

    number: int


async def note(work: Work, event: Happened) -> None:
    role = await work.db.scalar(text("SELECT current_user"))
    done.append((f"{work.actor.kind} {role}", event.number))


async def stumble(work: Work, event: Happened) -> None:
    ref = f"x:{len(failures)}"
    await work.db.execute(text("INSERT INTO topic (ref, seq) VALUES (:ref, 1)"), {"ref": ref})
    if len(failures) < 1:
        failures.append(event.number)
        raise LookupError("not yet")
    done.append(("stumbled", event.number))


@pytest.fixture(autouse=True)
def forget() -> None:
    done.clear()
    failures.clear()


@asynccontextmanager
async def working(dsns: Dsns, folder: Path, *reactions: Reaction) -> AsyncIterator[Jobs]:
    database = Database(dsns.worker, prepare=gate.prepare, blobs=Blobs(folder), pool_size=4)
    jobs = Jobs(dsns.worker, database, System, reactions=reactions, periodic=())
    jobs.app.periodic_registry.periodic_tasks.clear()  # no clock: a test tidies by itself
    async with jobs.app.open_async():
        task = asyncio.create_task(jobs.run())
        try:
            yield jobs
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await database.close()


def delivery(number: int, name: str = "Happened") -> Delivery:
    return Delivery(number, name, {"number": number}, now(), {})


async def test_each_event_reaches_its_reactions_as_the_worker(dsns: Dsns, tmp_path: Path) -> None:
    async with working(dsns, tmp_path, Reaction(Happened, note)) as jobs:
        await jobs.deliver([delivery(1), delivery(2, "SomethingElse"), delivery(3)])
        await jobs.until_idle()
    assert sorted(done) == [("System zencho_worker", 1), ("System zencho_worker", 3)]


async def test_a_reaction_that_fails_leaves_nothing_and_is_tried_again(dsns: Dsns, tmp_path: Path) -> None:
    async with working(dsns, tmp_path, Reaction(Happened, stumble)) as jobs:
        await jobs.deliver([delivery(1)])
        await jobs.until_idle(30)
    assert done == [("stumbled", 1)]
    with psycopg.connect(dsns.owner) as connection:
        assert connection.execute("SELECT ref FROM topic").fetchall() == [("x:1",)]


async def test_a_reaction_of_an_older_version_is_let_go(dsns: Dsns, tmp_path: Path) -> None:
    async with working(dsns, tmp_path) as jobs:
        await jobs._task.defer_async(reaction="gone.reaction", event="Happened", data={"number": 1})
        await jobs.until_idle()
    assert done == []


async def test_nothing_to_do_asks_nothing_of_the_database(dsns: Dsns, tmp_path: Path) -> None:
    database = Database(dsns.worker, prepare=gate.prepare, blobs=Blobs(tmp_path), pool_size=1)
    jobs = Jobs(dsns.worker, database, System, reactions=(), periodic=())
    await jobs.deliver([delivery(1)])  # not even opened
    await database.close()


async def test_what_a_killed_worker_left_begins_again(dsns: Dsns, tmp_path: Path) -> None:
    async with working(dsns, tmp_path, Reaction(Happened, note)) as jobs:
        with psycopg.connect(dsns.owner, options="-c search_path=jobs") as connection:
            killed, alive = (
                connection.execute(
                    "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)"
                    " RETURNING id", [silent]
                ).fetchone()[0]  # type: ignore[index]
                for silent in ("61 seconds", "20 seconds")
            )  # fmt: skip
            for number, worker in ((1, killed), (2, alive)):
                connection.execute(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id) VALUES"
                    " ('default', 'react', jsonb_build_object('reaction', %s::text, 'event', 'Happened',"
                    " 'data', jsonb_build_object('number', %s::int)), 'doing', %s)",
                    [f"{__name__}.note", number, worker],
                )
        await jobs._tidy(timestamp=0)
        async with asyncio.timeout(10):
            while not done:  # noqa: ASYNC110 - the list is the reaction's only trace
                await asyncio.sleep(0.02)
    assert done == [("System zencho_worker", 1)]


async def test_what_failed_long_ago_is_forgotten(dsns: Dsns, tmp_path: Path) -> None:
    async with working(dsns, tmp_path) as jobs:
        with psycopg.connect(dsns.owner, options="-c search_path=jobs") as connection:
            for days in (31, 29):
                connection.execute(
                    "WITH job AS (INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
                    " VALUES ('default', %s, 'failed') RETURNING id)"
                    " INSERT INTO procrastinate_events (job_id, type, at)"
                    " SELECT id, 'failed', now() - %s::interval FROM job",
                    [str(days), f"{days} days"],
                )
            connection.execute("DELETE FROM procrastinate_events WHERE at > now() - interval '1 day'")
        await jobs._tidy(timestamp=0)
        with psycopg.connect(dsns.owner) as connection:
            assert connection.execute("SELECT task_name FROM jobs.procrastinate_jobs").fetchall() == [("29",)]
