"""A real hub on a real port for tests: uvicorn, picows, the dispatcher, and tabs that speak the protocol.

Only signing in is replaced: a cookie names the session, and `sign_out` forgets it (sessions and hub are
strangers; `entry` joins them, and the journeys test that).
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, Literal
from uuid import UUID

import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect

from tests.kit.world import World
from zencho.gate import belonging
from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, AnyActor, Person
from zencho.gate.permissions import PERMISSIONS, Permission, Role
from zencho.hub.server import Hub
from zencho.kernel.outbox import Dispatcher
from zencho.kernel.work import Work

SOON_SECONDS = 20.0


async def _load_id(_work: Work, id_: UUID) -> UUID:
    return id_


# The drive's own reads its node; here a thing is only a place with rights.
READ: Permission[UUID, Literal["thing.read"]] = Permission("thing.read", Role.VIEWER, _load_id)


@contextmanager
def plain_permissions(*more: Permission[Any, str]) -> Iterator[None]:
    """Let the hub read any thing of the world, until the features' own permissions come back."""
    before = dict(PERMISSIONS)
    for permission in (READ, *more):
        PERMISSIONS[permission.name] = permission
    gate._policies.clear()
    try:
        yield
    finally:
        PERMISSIONS.clear()
        PERMISSIONS.update(before)
        gate._policies.clear()


class Tab:
    """One browser tab: sends messages, and keeps what came until it is asked for."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.waiting: list[dict[str, Any] | bytes] = []

    async def send(self, type_: str, ref: str, **more: Any) -> None:
        await self.socket.send(json.dumps({"type": type_, "ref": ref, **more}))

    async def next(self, seconds: float = SOON_SECONDS) -> dict[str, Any] | bytes:
        """The next frame that nobody took yet. Raises TimeoutError."""
        if self.waiting:
            return self.waiting.pop(0)
        return await self._receive(seconds)

    async def _receive(self, seconds: float) -> dict[str, Any] | bytes:
        async with asyncio.timeout(seconds):
            frame = await self.socket.recv()
        return frame if isinstance(frame, bytes) else json.loads(frame)

    async def wait_for(self, type_: str, seconds: float = SOON_SECONDS, **fields: Any) -> dict[str, Any]:
        """The first message of this type (with these fields); others stay for later."""
        for number, frame in enumerate(self.waiting):
            if _fits(frame, type_, fields):
                return self.waiting.pop(number)  # type: ignore[return-value]
        async with asyncio.timeout(seconds):
            while not _fits(frame := await self._receive(seconds), type_, fields):
                self.waiting.append(frame)
        assert isinstance(frame, dict)
        return frame

    async def listen(self, ref: str, **more: Any) -> dict[str, Any]:
        """Subscribe -> the answer, `subbed` or `refused`."""
        await self.send("sub", ref, **more)
        async with asyncio.timeout(SOON_SECONDS):
            while True:
                frame = await self._receive(SOON_SECONDS)
                if isinstance(frame, dict) and frame["type"] in ("subbed", "refused"):
                    return frame
                self.waiting.append(frame)

    async def stays_silent(self, seconds: float = 0.4) -> bool:
        """Whether nothing that says anything comes for a while (presence, and to read anew, apart)."""
        frames = list(self.waiting)
        try:
            while True:
                frames.append(await self._receive(seconds))
        except TimeoutError:
            quiet = ("presence", "hello", "reload")
            return not [f for f in frames if isinstance(f, bytes) or f["type"] not in quiet]


def _fits(frame: dict[str, Any] | bytes, type_: str, fields: Mapping[str, Any]) -> bool:
    return (
        isinstance(frame, dict)
        and frame["type"] == type_
        and all(frame.get(key) == value for key, value in fields.items())
    )


@dataclass
class Live:
    """The hub of a world, reachable at `port`."""

    world: World
    hub: Hub
    port: int
    server: uvicorn.Server
    sessions: dict[str, Person] = field(default_factory=dict)

    @asynccontextmanager
    async def tab(self, person: Person) -> AsyncIterator[Tab]:
        """A tab of this person, signed in."""
        self.sessions[str(person.session_id)] = person
        headers = {"Cookie": f"test={person.session_id}"}
        url, origin = f"ws://127.0.0.1:{self.port}/live", f"http://127.0.0.1:{self.port}"
        async with connect(
            url,
            origin=origin,
            additional_headers=headers,
            max_size=2**24,
            compression=None,  # type: ignore[arg-type]
        ) as socket:
            yield Tab(socket)

    async def sign_out(self, person: Person) -> None:
        """End the session and say so, as `sessions` does."""
        self.sessions.pop(str(person.session_id), None)
        async with self.world.as_system() as work:
            await belonging.raise_epoch(work, [person.principal])


@asynccontextmanager
async def open_live(world: World, **options: Any) -> AsyncIterator[Live]:
    """Serve a hub over this world's database, with a dispatcher of its own."""
    sessions: dict[str, Person] = {}

    async def authenticate(_work: Work, headers: Mapping[str, str]) -> AnyActor:
        cookies = SimpleCookie(headers.get("cookie", ""))
        return sessions.get(cookies["test"].value if "test" in cookies else "", Anonymous())

    hub = Hub(world.database, authenticate, **options)
    config = uvicorn.Config(
        FastAPI(), port=0, ws=hub.uvicorn_ws_class, http="httptools", log_config=None, lifespan="off",
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    dispatcher = Dispatcher(world.dsns.app, hub.deliver)
    world.database.kick = dispatcher.kick
    with plain_permissions():
        async with _serving(world, hub, server, dispatcher) as port:
            yield Live(world, hub, port, server, sessions)


@asynccontextmanager
async def _serving(
    world: World, hub: Hub, server: uvicorn.Server, dispatcher: Dispatcher
) -> AsyncIterator[int]:
    await hub.start()
    running = [asyncio.create_task(server.serve()), asyncio.create_task(dispatcher.run())]
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn has a flag, no event
            await asyncio.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        running[1].cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await hub.stop()
        world.database.kick = lambda: None
