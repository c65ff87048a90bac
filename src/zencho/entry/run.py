"""The life of one server: take the port, bring up the database, migrate, serve, end in order.

`zencho run` and `zencho demo` are the same server; the demo adds its city and its personas.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import uvicorn
import uvloop
from fastapi import FastAPI

from zencho.entry.app import build_app, open_database
from zencho.entry.backup import back_up
from zencho.entry.listening import listen, refuse_unprotected
from zencho.entry.terminal import Terminal
from zencho.gate.actors import System
from zencho.gate.guarding import keep_shipped
from zencho.kernel.logs import log, start_logs
from zencho.kernel.migrate import find_revision, head_revision, migrate
from zencho.kernel.settings import Settings
from zencho.kernel.starting import CannotStart, PostgresFailed
from zencho.postgres import supervisor
from zencho.postgres.place import claim
from zencho.postgres.roles import Dsns, list_role_faults
from zencho.sessions.actions import links


class RolesWrong(CannotStart):
    """A database role could bypass the second wall, is missing, or does not let us in."""


GRACE_SECONDS = 5
KEEP_ALIVE_SECONDS = 30
DATE_SECONDS = 1.0


@dataclass(frozen=True)
class Store:
    """The database of a server: ours to look after (`cluster`), or somebody else's."""

    dsns: Dsns
    cluster: supervisor.Cluster | None


def run(settings: Settings, terminal: Terminal) -> int:
    """Serve real data until a signal comes -> exit code. Raises CannotStart."""
    refuse_unprotected(settings)
    sockets = listen(settings.host, settings.port, command="zencho run --port {port}")
    settings = settings.model_copy(update={"port": sockets[0].getsockname()[1]})
    with open_store(settings, terminal) as store:
        bring_up_to_date(settings, store, terminal)
        app = build_app(settings, store.dsns)
        first = asyncio.run(make_first_administrator_link(settings, store))
        lines = [(f"開きました: {settings.origin}", f"Open: {settings.origin}")]
        if first:
            lines.append(
                (
                    f"最初の管理者を登録する(1回だけ): {first}",
                    f"Register the first administrator (once): {first}",
                )
            )
        facts = {"url": settings.origin, "pid": os.getpid(), "first_administrator": first}
        return serve(app, settings, sockets, store, lambda: terminal.ready(lines, facts))


async def make_first_administrator_link(settings: Settings, store: Store) -> str | None:
    """A link good for one use that makes the first administrator; None once one can sign in."""
    database = open_database(settings, store.dsns.app, pool_size=1)
    try:
        async with database.work(System("first-administrator")) as work:
            await keep_shipped(work)
            token = await links.make_first_administrator_link(work)
    finally:
        await database.close()
    return token and f"{settings.origin}/link#{token}"


@contextmanager
def open_store(settings: Settings, terminal: Terminal) -> Iterator[Store]:
    """The database for as long as the server runs. Raises CannotStart; RolesWrong closes it again."""
    os.umask(0o077)  # what we write is ours alone
    with _stop_signals_raise():
        cluster, lock = None, -1
        try:
            if settings.is_embedded:
                with terminal.stage("データベース", "Database"):
                    cluster = supervisor.start(settings.data, run_as=settings.postgres_user)
                dsns = cluster.dsns
            else:
                lock = claim(settings.data)
                dsns = Dsns(settings.database_owner_url, settings.database_url, settings.database_worker_url)
            faults = list_role_faults(dsns)
            if faults:
                raise RolesWrong(faults=", ".join(f"{each.role}: {each.fault}" for each in faults))
            yield Store(dsns, cluster)
        finally:
            if cluster is not None:
                cluster.stop()
            if lock >= 0:
                os.close(lock)


def bring_up_to_date(settings: Settings, store: Store, terminal: Terminal) -> None:
    """Migrate where the schema is old; the embedded database is backed up before. Raises CannotStart."""
    now, wanted = find_revision(store.dsns.owner), head_revision()
    if now == wanted:
        return
    with terminal.stage("データベースの形を整える", "Database schema"):
        if now is not None and store.cluster is not None:
            back_up(store.cluster, why=f"before-{wanted}", kept=settings.backups_kept)
        migrate(store.dsns.owner)


class Server(uvicorn.Server):
    """uvicorn raises a signal again once it has stopped; ours unwinds by returning. uvicorn looks ten times a
    second whether it shall end; ours is told, so that a server without work sleeps."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._leaving = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        self._loop = asyncio.get_running_loop()
        while not await self.on_tick(0):  # 0: each time is one for the date in the answers' headers
            with suppress(TimeoutError):
                async with asyncio.timeout(DATE_SECONDS):
                    await self._leaving.wait()

    def leave(self) -> None:
        """End in order, soon. May be called from anywhere, signal handlers included."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leaving.set)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.leave()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        watched = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self.handle_exit) for number in watched}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def serve(
    app: FastAPI, settings: Settings, sockets: list[socket.socket], store: Store, on_ready: Callable[[], None]
) -> int:
    """Answer requests until a signal comes or the database is lost for good -> exit code."""
    start_logs(verbose=settings.log_level == "debug")
    config = uvicorn.Config(
        app,
        http="httptools",
        ws=getattr(app.state, "sockets", "none"),
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.behind_proxy),
        forwarded_allow_ips=settings.behind_proxy or None,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(Server(config), sockets, store, on_ready))


async def _serve(
    server: Server, sockets: list[socket.socket], store: Store, on_ready: Callable[[], None]
) -> int:
    serving = asyncio.create_task(_answer(server, sockets))
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has a flag, no event
        await asyncio.sleep(0.01)
    if server.started:
        on_ready()
    if store.cluster is None:
        await serving
        return 0 if server.started else 1
    # The database is our child: it is started again when it dies, by this thread, with which it ends.
    watching = asyncio.create_task(
        supervisor.keep_alive(store.cluster, on_restart=lambda: log.warning("database_restarted"))
    )
    await asyncio.wait([serving, watching], return_when=asyncio.FIRST_COMPLETED)
    is_lost = watching.done()
    watching.cancel()
    if is_lost:
        log.error("database_lost")
        server.leave()
    await serving
    with suppress(asyncio.CancelledError, PostgresFailed):
        await watching
    return 1 if is_lost or not server.started else 0


async def _answer(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
    # uvicorn exits the process where the application does not start; ours has a database to end.
    with suppress(SystemExit):
        await server.serve(sockets=sockets)


@contextmanager
def _stop_signals_raise() -> Iterator[None]:
    """Let a signal unwind the stack, so that what was started is ended, in order."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(0 if number in (signal.SIGINT, signal.SIGTERM) else 128 + number)

    watched = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, leave) for number in watched}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
