"""Hub and co-editing on one port, with the people of a file signed in: for the kill test and a bench.

`python -m tests.live.ledger_server <file>`; the file holds dsns, port, and persons by session.
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from uuid import UUID

import uvicorn
import uvloop
from fastapi import FastAPI

from tests.kit.live import plain_permissions
from tests.kit.pens import WRITE
from zencho.coedit import kinds
from zencho.coedit.engine import Coedit
from zencho.entry.run import Server
from zencho.entry.wiring import register_features
from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, AnyActor, Person
from zencho.hub.server import Hub
from zencho.kernel.blobs import Blobs
from zencho.kernel.children import Children
from zencho.kernel.outbox import Dispatcher
from zencho.kernel.work import Database, Work


async def serve(told: dict[str, Any]) -> None:
    persons = {
        session: Person(UUID(id_), principal, UUID(session))
        for session, (id_, principal) in told["persons"].items()
    }

    async def authenticate(_work: Work, headers: Mapping[str, str]) -> AnyActor:
        cookies = SimpleCookie(headers.get("cookie", ""))
        return persons.get(cookies["test"].value if "test" in cookies else "", Anonymous())

    register_features()
    kinds.register("note", read=WRITE, write=WRITE)
    with plain_permissions(WRITE):
        database = Database(told["app"], prepare=gate.prepare, blobs=Blobs(Path(told["blobs"])), pool_size=6)
        hub = Hub(database, authenticate)
        coedit = Coedit(database, told["app"], Children())
        hub.add_rooms(coedit)
        dispatcher = Dispatcher(told["app"], hub.deliver)
        database.kick = dispatcher.kick
        await hub.start()
        await coedit.start()
        dispatching = asyncio.create_task(dispatcher.run())
        config = uvicorn.Config(
            FastAPI(), port=told["port"], ws=hub.uvicorn_ws_class, http="httptools", log_config=None,
            lifespan="off", timeout_graceful_shutdown=3,
        )  # fmt: skip
        await Server(config).serve()
        dispatching.cancel()
        await hub.stop()
        await coedit.stop()
        await database.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
