"""The log in SQL: raw psycopg, because each keystroke of everyone passes here.

An update is stored only where what allowed it still holds at commit: the access epochs of anchor and person
and the policy version, read under a share lock by the function `coedit_store` that stores it. A row that
somebody is changing just now is skipped, not waited for: then the right is asked again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from zencho.coedit.statement import Statement
from zencho.gate.opening import Standing

Connection = AsyncConnection[Any]

_WALL = "SELECT set_config('zencho.read', %s, true), set_config('zencho.write', %s, true)"
_TYPES = (
    "timestamptz", "text", "uuid[]", "bigint[]", "bytea[]", "uuid[]", "uuid[]",
    "bigint[]", "uuid[]", "bigint[]", "bigint[]",
)  # fmt: skip
_STORE = "SELECT * FROM coedit_store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"


@dataclass(slots=True, eq=False)
class Row:
    """One update to be stored; `binds` are client ids seen for the first time in this room.

    Not frozen: then setting its fields would be the dearest step of a keystroke on this side.
    """

    thing_id: UUID
    seq: int
    payload: bytes
    author: UUID
    session_id: UUID
    client_id: int
    n: int
    standing: Standing
    binds: tuple[int, ...]


async def prepare(connection: Connection) -> Statement:
    """The statement that stores, on a connection given to it alone."""
    return await Statement.prepare(connection, _TYPES, _STORE)


async def store(statement: Statement, rows: Sequence[Row], at: datetime) -> set[tuple[UUID, int]]:
    """Store in one transaction and one round trip those rows whose standing holds -> which (thing, seq)."""
    numbers: list[int] = []
    binds: list[tuple[UUID, int, int]] = []
    for row in rows:
        held = row.standing
        numbers += (row.client_id, row.n, held.anchor, held.anchor_epoch)
        numbers += (held.person, held.person_epoch, held.policy_version)
        binds += ((row.thing_id, client, row.seq) for client in row.binds)
    # One statement by itself is one transaction; a pipeline of four cost twice the processor time.
    stored = await statement.call(
        (
            at.isoformat(),
            _array({row.standing.anchor for row in rows}),
            _array([row.thing_id.hex for row in rows]),
            _array([row.seq for row in rows]),
            _bytes_array(row.payload for row in rows),
            _array([row.author.hex for row in rows]),
            _array([row.session_id.hex for row in rows]),
            _array(numbers),
            _array([thing.hex for thing, _, _ in binds]),
            _array([client for _, client, _ in binds]),
            _array([seq for _, _, seq in binds]),
        )
    )
    if len(stored) == len(rows):  # each is told once
        return {(row.thing_id, row.seq) for row in rows}
    return {(UUID(thing), int(seq)) for thing, seq in stored}


def _array(values: Iterable[int | str]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


def _bytes_array(values: Iterable[bytes]) -> str:
    return "{" + ",".join(f'"\\\\x{value.hex()}"' for value in values) + "}"


async def open_wall(connection: Connection, anchors: Collection[int]) -> None:
    """Let this transaction reach rows at anchors that the gate opened for those who write."""
    value = _array(anchors)
    await connection.execute(_WALL, (value, value))


@dataclass(frozen=True, slots=True)
class Log:
    """All that a room must know of what is stored; `snapshot` is (seq, state vector)."""

    snapshot: tuple[int, bytes] | None
    tail: list[tuple[int, bytes, int, int]]  # seq, payload, client_id, n
    clients: list[tuple[int, UUID | None, int]]  # client_id, person, n


async def load(connection: Connection, thing_id: UUID) -> Log:
    """Read a room's log; the snapshot's state itself stays where it is."""
    async with connection.transaction():
        await open_wall(connection, await _list_anchors(connection, thing_id))
        found = await connection.execute(
            "SELECT seq, state_vector FROM coedit_snapshot WHERE thing_id = %s", (thing_id,)
        )
        snapshot = await found.fetchone()
        tail = await connection.execute(
            "SELECT seq, payload, client_id, n FROM coedit_update WHERE thing_id = %s ORDER BY seq",
            (thing_id,),
        )
        clients = await connection.execute(
            "SELECT client_id, person, n FROM coedit_client WHERE thing_id = %s", (thing_id,)
        )
        return Log(snapshot, await tail.fetchall(), await clients.fetchall())


async def read_after(
    connection: Connection, thing_id: UUID, since: int
) -> tuple[tuple[int, bytes] | None, list[tuple[int, bytes]]]:
    """What a reader who has everything up to `since` lacks: (seq, state) or None, then (seq, update)s.

    One statement, so that a compaction in between can hide nothing.
    """
    async with connection.transaction():
        await open_wall(connection, await _list_anchors(connection, thing_id))
        rows = await connection.execute(
            "SELECT seq, state, true FROM coedit_snapshot WHERE thing_id = %s AND seq > %s UNION ALL"
            " SELECT seq, payload, false FROM coedit_update WHERE thing_id = %s AND seq > %s ORDER BY seq",
            (thing_id, since, thing_id, since),
        )
        snapshot, tail = None, []
        for seq, payload, is_state in await rows.fetchall():
            if is_state:
                snapshot = (seq, payload)
            else:
                tail.append((seq, payload))
        return snapshot, tail


async def replace(
    connection: Connection, thing_id: UUID, *, seq: int, state: bytes, state_vector: bytes, at: datetime
) -> None:
    """Put a snapshot in the place of all updates up to `seq`, in one transaction."""
    async with connection.transaction():
        anchors = await _list_anchors(connection, thing_id)
        if not anchors:
            return  # the thing is gone, and its updates with it
        await open_wall(connection, anchors)
        await connection.execute(
            "INSERT INTO coedit_snapshot (thing_id, anchor, seq, state, state_vector, at)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (thing_id) DO UPDATE SET seq = excluded.seq,"
            " state = excluded.state, state_vector = excluded.state_vector, at = excluded.at"
            " WHERE coedit_snapshot.seq < excluded.seq",
            (thing_id, anchors[0], seq, state, state_vector, at),
        )
        await connection.execute(
            "UPDATE coedit_client c SET n = u.n FROM (SELECT client_id, max(n) AS n FROM coedit_update"
            " WHERE thing_id = %(thing)s AND seq <= %(seq)s GROUP BY client_id) u"
            " WHERE c.thing_id = %(thing)s AND c.client_id = u.client_id AND c.n < u.n",
            {"thing": thing_id, "seq": seq},
        )
        await connection.execute(
            "DELETE FROM coedit_update WHERE thing_id = %s AND seq <= %s", (thing_id, seq)
        )


async def _list_anchors(connection: Connection, thing_id: UUID) -> list[int]:
    """Where the thing stands now, kept there to the end of the transaction; empty when it is gone."""
    rows = await connection.execute("SELECT anchor FROM thing WHERE id = %s FOR KEY SHARE", (thing_id,))
    return [row[0] for row in await rows.fetchall()]
