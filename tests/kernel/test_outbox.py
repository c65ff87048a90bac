"""The dispatcher: in the order of commit, none skipped, none lost, numbers without gap or repetition."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import psycopg

from zencho.kernel.outbox import Delivery, Dispatcher, dispatch_once
from zencho.postgres.roles import Dsns

INSERT = (
    "INSERT INTO outbox (name, topics, data, at, request_id) VALUES (%s, %s, '{}', now(), gen_random_uuid())"
)


async def add(dsns: Dsns, name: str, *topics: str) -> None:
    async with await psycopg.AsyncConnection.connect(dsns.app) as connection:
        await connection.execute(INSERT, (name, list(topics)))


@asynccontextmanager
async def running(dispatcher: Dispatcher) -> AsyncIterator[None]:
    task = asyncio.create_task(dispatcher.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class Receiver:
    """Notes what is delivered; fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.got: list[Delivery] = []
        self.failures = failures
        self._more = asyncio.Event()

    async def __call__(self, batch: Sequence[Delivery]) -> None:
        if self.failures:
            self.failures -= 1
            raise LookupError("not today")
        self.got += batch
        self._more.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.got) < count:
                await self._more.wait()
                self._more.clear()


async def test_who_commits_late_is_not_skipped(dsns: Dsns) -> None:
    """The early one has the lower id and is still open while the late one is committed."""
    receiver = Receiver()
    early = await psycopg.AsyncConnection.connect(dsns.app)
    async with early, running(Dispatcher(dsns.worker, receiver)):
        await early.execute(INSERT, ("early", ["folder:a"]))
        await add(dsns, "late", "folder:a")
        await asyncio.sleep(0.7)
        assert receiver.got == []  # it would be out of order
        await early.commit()
        await receiver.until(2)
    assert [each.name for each in receiver.got] == ["early", "late"]
    assert [each.seqs["folder:a"] for each in receiver.got] == [1, 2]


async def test_numbers_are_counted_for_each_topic(dsns: Dsns) -> None:
    for name, topics in (("a", ["x:1", "x:2"]), ("b", ["x:1"]), ("c", ["x:2"]), ("d", [])):
        await add(dsns, name, *topics)
    async with await psycopg.AsyncConnection.connect(dsns.worker, autocommit=True) as connection:
        batch = await dispatch_once(connection)
    assert [(each.name, each.seqs) for each in batch] == [
        ("a", {"x:1": 1, "x:2": 1}),
        ("b", {"x:1": 2}),
        ("c", {"x:2": 2}),
        ("d", {}),
    ]


async def test_a_crash_between_numbering_and_delivering_keeps_the_numbers(dsns: Dsns) -> None:
    await add(dsns, "a", "x:1")
    async with await psycopg.AsyncConnection.connect(dsns.worker, autocommit=True) as connection:
        first = await dispatch_once(connection)
        await add(dsns, "b", "x:1")
        second = await dispatch_once(connection)
    assert [each.seqs for each in first] == [{"x:1": 1}]
    assert [each.seqs for each in second] == [{"x:1": 1}, {"x:1": 2}]


async def test_a_receiver_that_fails_gets_it_again(dsns: Dsns) -> None:
    receiver = Receiver(failures=1)
    dispatcher = Dispatcher(dsns.worker, receiver)
    async with running(dispatcher):
        await add(dsns, "a", "x:1")
        dispatcher.kick()
        await receiver.until(1)
        await add(dsns, "b", "x:1")
        dispatcher.kick()
        await receiver.until(2)
    assert [(each.name, each.seqs["x:1"]) for each in receiver.got] == [("a", 1), ("b", 2)]


async def test_two_dispatchers_do_not_both_deliver(dsns: Dsns) -> None:
    receiver = Receiver()
    async with running(Dispatcher(dsns.worker, receiver)), running(Dispatcher(dsns.worker, receiver)):
        for number in range(20):
            await add(dsns, f"e{number}", "x:1")
        await receiver.until(20)
        await asyncio.sleep(0.1)
    assert [each.seqs["x:1"] for each in receiver.got] == list(range(1, 21))


async def test_the_second_takes_over_where_the_first_dies(dsns: Dsns) -> None:
    first, second = Receiver(), Receiver()
    async with running(Dispatcher(dsns.worker, second)):
        await asyncio.sleep(0.1)
        async with running(Dispatcher(dsns.worker, first)):
            await add(dsns, "a", "x:1")
            await second.until(1)
    assert first.got == []


async def test_a_lost_connection_is_made_again(dsns: Dsns) -> None:
    receiver = Receiver()
    async with running(Dispatcher(dsns.worker, receiver)):
        await add(dsns, "a", "x:1")
        await receiver.until(1)
        async with await psycopg.AsyncConnection.connect(dsns.worker, autocommit=True) as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = 'zencho_worker' AND datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )
        await add(dsns, "b", "x:1")
        await receiver.until(2)
    assert [each.seqs["x:1"] for each in receiver.got] == [1, 2]


async def test_many_writers_at_once_lose_nothing(dsns: Dsns) -> None:
    receiver = Receiver()

    async def write(writer: int) -> None:
        async with await psycopg.AsyncConnection.connect(dsns.app) as connection:
            for number in range(40):
                await connection.execute(INSERT, (f"{writer}.{number}", ["x:1"]))
                if number % 3 == 0:
                    await asyncio.sleep(0.001)
                await connection.commit()

    async with running(Dispatcher(dsns.worker, receiver)):
        await asyncio.gather(*(write(writer) for writer in range(6)))
        await receiver.until(240)
    assert sorted(each.seqs["x:1"] for each in receiver.got) == list(range(1, 241))
    for writer in range(6):
        mine = [each.name for each in receiver.got if each.name.startswith(f"{writer}.")]
        assert mine == [f"{writer}.{number}" for number in range(40)]


async def test_what_was_delivered_is_kept_for_catching_up(dsns: Dsns) -> None:
    receiver = Receiver()
    async with running(Dispatcher(dsns.worker, receiver)):
        for name in "abc":
            await add(dsns, name, "x:1")
        await receiver.until(3)
        await asyncio.sleep(0.2)
    with psycopg.connect(dsns.owner) as connection:
        kept = connection.execute("SELECT name, seq FROM topic_event ORDER BY seq").fetchall()
        left = connection.execute("SELECT count(*) FROM outbox").fetchone()
    assert kept == [("a", 1), ("b", 2), ("c", 3)]
    assert left == (1,)  # the last says where the next begins
