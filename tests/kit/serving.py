"""The whole application on a real port: its own dispatcher, jobs and hub, and tabs signed in by a cookie."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import connect

from tests.kit.live import Tab
from zencho.postgres.roles import Dsns

_WAITING = (
    "SELECT (SELECT count(*) FROM outbox o, dispatched d WHERE (o.xid, o.id) > (d.last_xid, d.last_id))"
    " + (SELECT count(*) FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing'))"
)


@dataclass
class Served:
    """The application as it runs, reachable at `port`."""

    app: FastAPI
    port: int
    owner: str

    @asynccontextmanager
    async def tab(self, cookie: str) -> AsyncIterator[Tab]:
        """A live socket of whoever has this cookie."""
        origin: Any = f"http://127.0.0.1:{self.port}"
        url = f"ws://127.0.0.1:{self.port}/live"
        async with connect(url, origin=origin, additional_headers={"Cookie": cookie}) as socket:
            yield Tab(socket)

    async def until_settled(self) -> None:
        """Wait until all that was announced has been delivered, decided and reacted to."""
        engine: Any = self.app.state.engine
        engine.dispatcher.kick()
        async with (
            asyncio.timeout(30),
            await psycopg.AsyncConnection.connect(self.owner, autocommit=True) as connection,
        ):
            quiet = 0
            while quiet < 3:  # a reaction may announce something itself
                row = await (await connection.execute(_WAITING)).fetchone()
                is_deciding = any(each.deciding is not None for each in engine.hub.connections)
                quiet = quiet + 1 if row == (0,) and not is_deciding else 0
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serve(app: FastAPI, dsns: Dsns) -> AsyncIterator[Served]:
    """Run all of it."""
    config = uvicorn.Config(
        app, port=0, ws=app.state.sockets, http="httptools", log_config=None, lifespan="off",
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    async with app.state.engine.running():
        serving = asyncio.create_task(server.serve())
        try:
            while not server.started:  # noqa: ASYNC110 - uvicorn has a flag, no event
                await asyncio.sleep(0.01)
            yield Served(app, server.servers[0].sockets[0].getsockname()[1], dsns.owner)
        finally:
            server.should_exit = True
            with contextlib.suppress(asyncio.CancelledError):
                await serving
