"""A unit of work: one open transaction with its actor, clock and outbox.

One request or job is one `Work`. Only `Database.work` commits; what was announced is written to the
outbox in the same transaction and leaves after commit.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import FromClause, Row, event
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from zencho.kernel import clock
from zencho.kernel.blobs import Blobs
from zencho.kernel.errors import Unavailable
from zencho.kernel.events import Event
from zencho.kernel.ids import new_id
from zencho.kernel.tables import outbox

_DIALECT = dialect()  # type: ignore[no-untyped-call]


class Actor(Protocol):
    """Who asks, as far as the lowest floor needs to know; the gate has the real ones."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...
    @property
    def session_id(self) -> UUID | None: ...


@dataclass(slots=True, eq=False)
class Work:
    """The open transaction. `scratch` belongs to the floors that prepared it (the gate's policy
    version and wall); `permissions` lists what was opened, for the test that each route opens its `may`."""

    database: "Database"
    db: AsyncSession
    actor: Actor
    now: datetime
    request_id: UUID
    announced: list[Event] = field(default_factory=list)
    permissions: set[str] = field(default_factory=set)
    scratch: dict[str, Any] = field(default_factory=dict)

    async def ask(self, statement: str, **values: Any) -> Sequence[Row[Any]]:
        """The rows of a statement in fixed words, with `%(name)s` for values: what every request asks is
        neither built nor compiled each time. Nothing that waits to be written is written before."""
        connection = await self.db.connection()
        return (await connection.exec_driver_sql(statement, values)).all()

    async def insert_rows(self, table: FromClause, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows of the same columns, however many, in one statement in fixed words."""
        if rows:
            names = ", ".join(rows[0])
            types = ", ".join(f"{name} {table.c[name].type.compile(_DIALECT)}" for name in rows[0])
            # Words of ours alone stand in the statement; the values are its one parameter.
            into = f"INSERT INTO {table} ({names}) SELECT {names}"
            said = {"rows": json.dumps(rows, ensure_ascii=False, default=str)}
            connection = await self.db.connection()
            await connection.exec_driver_sql(f"{into} FROM json_to_recordset(%(rows)s) AS r ({types})", said)

    def announce(self, *events: Event) -> None:
        """Leave after commit what others must hear."""
        self.announced.extend(events)


Prepare = Callable[[Work], Awaitable[None]]
Hint = Callable[[Sequence[Event]], None]


class Database:
    """The application's way to the database: a pool of one role, and `work`.

    `prepare` runs first in every transaction (the gate sets the actor there). `hints` are told of
    urgent events of this process at commit, `kick` wakes the dispatcher.
    """

    def __init__(self, dsn: str, *, prepare: Prepare, blobs: Blobs, pool_size: int = 10) -> None:
        self.blobs = blobs
        self.engine = _engine(dsn, pool_size=pool_size, max_overflow=pool_size)
        # For what is written apart from a transaction that still holds its own connection (refusals):
        # from the same pool, as many of those as it has connections would wait for each other.
        self.aside = _engine(dsn, pool_size=2, max_overflow=0)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=True)
        self._prepare = prepare
        self.hints: list[Hint] = []
        self.kick: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def work(
        self, actor: Actor, *, request_id: UUID | None = None, is_named: bool = True
    ) -> AsyncIterator[Work]:
        """Open a transaction for `actor`; commit at the end, roll back on any error.

        With `is_named=False` it is prepared by `rename_actor`, once who asks was found out inside it.
        Raises Unavailable where the database does not answer.
        """
        try:
            async with self._sessions() as session, session.begin():
                work = Work(self, session, actor, clock.now(), request_id or new_id())
                if is_named:
                    await self._prepare(work)
                yield work
                await session.flush()
                await _write_outbox(work)
        except (OperationalError, PoolTimeout) as error:
            raise Unavailable from error
        self._leave(work)

    async def rename_actor(self, work: Work, actor: Actor) -> None:
        """Give an open transaction its actor once the credentials in it were read."""
        work.actor = actor
        await self._prepare(work)

    def _leave(self, work: Work) -> None:
        if work.announced:
            urgent = [each for each in work.announced if each.urgent]
            for hint in self.hints if urgent else ():
                hint(urgent)
            self.kick()

    async def close(self) -> None:
        await self.engine.dispose()
        await self.aside.dispose()


def _engine(dsn: str, *, pool_size: int, max_overflow: int) -> AsyncEngine:
    engine = create_async_engine(
        dsn.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=10,
        pool_use_lifo=True,  # the connection used last knows the statements that are asked most
        connect_args={"connect_timeout": 10},
    )
    event.listen(engine.sync_engine, "connect", _set_timeouts)
    return engine


def _set_timeouts(connection: Any, _record: Any) -> None:
    # A transaction of ours is short; what is longer hangs, and a hanging one would hold the outbox back.
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'")
    connection.commit()


async def _write_outbox(work: Work) -> None:
    same = {"at": work.now, "request_id": work.request_id}
    rows = [
        {"name": each.name, "topics": list(map(str, each.topics())), "data": each.as_json()} | same
        for each in work.announced
    ]
    await work.insert_rows(outbox, rows)
