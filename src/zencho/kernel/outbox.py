"""From the transaction to the world: one dispatcher reads the outbox and numbers events per topic.

It reads up to `pg_snapshot_xmin`, below which every transaction has ended, so that none that commits
late is skipped (ids are taken before commit, and `id > last` would miss it). Two dispatchers are kept
apart by an advisory lock. Delivery is at least once: reactions must be safe to run twice.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from zencho.kernel.logs import log

DISPATCHER_LOCK = 7_301_001
BATCH = 500
# Who announces in this process kicks. The looks in between are for events of other processes, and for those
# that a long transaction holds back.
HELD_BACK_SECONDS, EMPTY_SECONDS = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event as it leaves: `seqs` maps each topic's ref to the event's number there."""

    id: int
    name: str
    data: dict[str, Any]
    at: datetime
    seqs: dict[str, int]


Deliver = Callable[[Sequence[Delivery]], Awaitable[None]]

_PENDING = """
SELECT id, xid, name, topics, data, at FROM outbox
WHERE (xid, id) > (%s, %s) AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY xid, id LIMIT %s
"""


# Asked once a second for as long as the server runs: one statement, without a lock. NULL: nothing at all.
_WAITING = """
SELECT bool_or(xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
FROM outbox WHERE (xid, id) > (SELECT last_xid, last_id FROM dispatched)
"""


class Dispatcher:
    """Runs until cancelled; `deliver` gets each batch after it is numbered and durable.

    A batch whose `deliver` raised is delivered again: the position moves only afterwards.
    """

    def __init__(self, dsn: str, deliver: Deliver) -> None:
        self._dsn = dsn
        self._deliver = deliver
        self._wake = asyncio.Event()

    def kick(self) -> None:
        """Look at the outbox now."""
        self._wake.set()

    async def run(self) -> None:
        """Raises nothing but CancelledError: whatever fails is tried again until it works."""
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(self._dsn, autocommit=True)
                async with connection:
                    await connection.execute("SELECT pg_advisory_lock(%s)", (DISPATCHER_LOCK,))
                    is_woken = True
                    while True:
                        is_empty = await self._until_done(connection, looks=3 if is_woken else 1)
                        is_woken = await self._sleep(EMPTY_SECONDS if is_empty else HELD_BACK_SECONDS)
            except Exception as error:
                # The database is away, or one of those delivered to failed: begin again at the position.
                log.warning("dispatcher_begins_again", error=type(error).__name__)
                await asyncio.sleep(1)

    async def _sleep(self, seconds: float) -> bool:
        """Until somebody kicks (True), or the time has passed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        is_woken = self._wake.is_set()
        self._wake.clear()
        return is_woken

    async def _until_done(self, connection: psycopg.AsyncConnection[Any], *, looks: int) -> bool:
        """Deliver what may leave; whether nothing is left behind."""
        # A transaction that was kicked may still hold the horizon: look again very soon, a few times.
        empty = 0
        while True:
            is_due = await _is_due(connection)
            batch = await dispatch_once(connection) if is_due else []
            if batch:
                empty = 0
                await self._deliver(batch)
                await _move_position(connection, batch)
                continue
            empty += 1
            if empty >= looks:
                return is_due is None
            await asyncio.sleep(0.002 * empty)


async def _is_due(connection: psycopg.AsyncConnection[Any]) -> bool | None:
    """Whether an event may leave; None where there is none."""
    row = await (await connection.execute(_WAITING)).fetchone()
    return None if row is None else row[0]


async def dispatch_once(connection: psycopg.AsyncConnection[Any]) -> list[Delivery]:
    """Number the next batch, durably. An event already numbered by a crashed run keeps its numbers."""
    async with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute("SELECT last_xid, last_id FROM dispatched FOR UPDATE")
        position = await cursor.fetchone()
        assert position is not None
        await cursor.execute(_PENDING, (position["last_xid"], position["last_id"], BATCH))
        rows = await cursor.fetchall()
        if not rows:
            return []
        await cursor.execute(
            "SELECT outbox_id, ref, seq FROM topic_event WHERE outbox_id = ANY(%s)",
            ([r["id"] for r in rows],),
        )
        known = {(row["outbox_id"], row["ref"]): row["seq"] for row in await cursor.fetchall()}
        counts = Counter(ref for r in rows for ref in r["topics"] if (r["id"], ref) not in known)
        numbers = await _reserve(cursor, counts)
        batch, new = [], []
        for row in rows:
            seqs = {}
            for ref in row["topics"]:
                if (row["id"], ref) in known:
                    seqs[ref] = known[row["id"], ref]
                    continue
                numbers[ref] += 1
                seqs[ref] = numbers[ref]
                new.append((ref, numbers[ref], row["id"], row["name"], Jsonb(row["data"]), row["at"]))
            batch.append(Delivery(row["id"], row["name"], row["data"], row["at"], seqs))
        if new:
            await cursor.executemany(
                "INSERT INTO topic_event (ref, seq, outbox_id, name, data, at)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                new,
            )
        return batch


async def _reserve(cursor: psycopg.AsyncCursor[Any], counts: Counter[str]) -> dict[str, int]:
    if not counts:
        return {}
    await cursor.execute(
        "INSERT INTO topic (ref, seq) SELECT * FROM unnest(%s::text[], %s::bigint[])"
        " ON CONFLICT (ref) DO UPDATE SET seq = topic.seq + excluded.seq RETURNING ref, seq",
        (list(counts), list(counts.values())),
    )
    return {row["ref"]: row["seq"] - counts[row["ref"]] for row in await cursor.fetchall()}


async def _move_position(connection: psycopg.AsyncConnection[Any], batch: Sequence[Delivery]) -> None:
    async with connection.transaction():
        await connection.execute(
            "UPDATE dispatched SET (last_xid, last_id) ="
            " (SELECT xid, id FROM outbox WHERE id = ANY(%s) ORDER BY xid DESC, id DESC LIMIT 1)",
            ([each.id for each in batch],),
        )
        # What was delivered is kept in topic_event for catch-up; the outbox itself stays short.
        await connection.execute(
            "DELETE FROM outbox WHERE (xid, id) < (SELECT last_xid, last_id FROM dispatched)"
        )
