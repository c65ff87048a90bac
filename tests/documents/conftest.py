"""Documents are tried in the drive's section, with its personas; `settled` waits for what follows."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import psycopg
import pytest
from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name

Settled = Callable[[], Awaitable[None]]


@pytest.fixture
async def settled(section: Section) -> AsyncIterator[Settled]:  # noqa: F811
    """Run the dispatcher and jobs beside the test -> wait until all that was announced has been done."""
    engine: Any = section.office.app.state.engine

    async def until_settled() -> None:
        engine.dispatcher.kick()
        async with (
            asyncio.timeout(20),
            await psycopg.AsyncConnection.connect(section.world.dsns.owner, autocommit=True) as connection,
        ):
            waiting = (
                "SELECT (SELECT count(*) FROM outbox o, dispatched d"
                " WHERE (o.xid, o.id) > (d.last_xid, d.last_id))"
                " + (SELECT count(*) FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing'))"
            )
            quiet = 0
            while quiet < 3:  # a job may announce something itself
                row = await (await connection.execute(waiting)).fetchone()
                assert row is not None
                quiet = quiet + 1 if row[0] == 0 else 0
                await asyncio.sleep(0.03)

    async with engine.running():
        yield until_settled
