"""Kill the server or the postmaster, again and again, while people type; then compare ledgers both ways.

    python -m tests.live.kills --kills 20 --seed 7

This process keeps the ledger: which words were acknowledged to their typist, and which were seen by somebody
else. The server runs in another process and the postmaster in a third; both are killed with -9, chosen by
seed, each time after at least 500 acknowledgements. At the end every word acknowledged or seen must be in
the database, exactly once, and every word there must have been typed.
"""

import argparse
import asyncio
import json
import os
import random
import re
import signal
import socket
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from pycrdt import Doc, Text
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.kit.database import temporary_folder
from tests.kit.live import Tab, plain_permissions
from tests.kit.pens import Pen, make_pen
from tests.kit.world import open_world
from zencho.coedit import protocol
from zencho.coedit.queries import read_state
from zencho.gate import opening as gate
from zencho.gate.actors import Person, System
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.kernel.migrate import migrate
from zencho.kernel.work import Database
from zencho.postgres import supervisor

WORD = re.compile(r"《(\d+):(\d+)》")


@dataclass
class Ledger:
    """Kept outside the server: words acknowledged and words seen, by note."""

    typed: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)


class Typist:
    """Types words for ever, comes back after each cut, and writes down what it was told."""

    def __init__(self, pen: Pen, person: Person, port: int, ledger: Ledger, pace_seconds: float) -> None:
        self.pen = pen
        self.ledger = ledger
        self._person = person
        self._port = port
        self._pace_seconds = pace_seconds
        self._words: dict[int, str] = {}
        self._read = 0
        self.is_done = False

    async def run(self) -> None:
        origin = f"http://127.0.0.1:{self._port}"
        headers = {"Cookie": f"test={self._person.session_id}"}
        while not self.is_done or self.pen.unacknowledged:
            with suppress(OSError, WebSocketException, TimeoutError, asyncio.IncompleteReadError):
                async with connect(
                    f"ws://127.0.0.1:{self._port}/live", origin=origin, additional_headers=headers,  # type: ignore[arg-type]
                    max_size=2**26, compression=None, open_timeout=5,
                ) as socket_:  # fmt: skip
                    self.pen.tab = Tab(socket_)
                    answer = await self.pen.open()
                    if answer["type"] == "subbed":
                        self._settle(answer["acknowledged"])
                        await self._type_and_listen()
            await asyncio.sleep(0.1)

    async def _type_and_listen(self) -> None:
        listening = asyncio.create_task(self._listen())
        try:
            while not listening.done() and (not self.is_done or self.pen.unacknowledged):
                if not self.is_done and len(self.pen.unacknowledged) < 40:
                    await self._type()
                await asyncio.sleep(self._pace_seconds)
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError, OSError, WebSocketException, TimeoutError):
                await listening

    async def _type(self) -> None:
        word = f"《{self.pen.client}:{self.pen.n + 1}》"
        self.ledger.typed.add(word)
        n, update = self.pen.write(word, at=0)
        self._words[n] = word
        await self.pen.send_update(n, update)

    async def _listen(self) -> None:
        while True:
            frame = await self.pen.tab.next(60)
            if isinstance(frame, bytes):
                kind, n = self.pen.take(frame)
                if kind == protocol.ACKNOWLEDGED and n is not None:
                    self._settle(n)
                elif kind == protocol.REFUSED:
                    raise AssertionError(f"refused: {self.pen.refusals}")
                elif kind == protocol.RELAYED:
                    self._look()

    def _settle(self, n: int) -> None:
        for each in [known for known in self._words if known <= n]:
            self.ledger.acknowledged.add(self._words.pop(each))

    def _look(self) -> None:
        """Words of others that this person can see now (looked at now and then: the text is long)."""
        self._read += 1
        if self._read % 25 == 0:
            for match in WORD.finditer(str(self.pen.text)):
                if int(match[1]) != self.pen.client:
                    self.ledger.seen.add(match[0])


@dataclass
class Stage:
    """Everything that is killed, and how it comes back."""

    cluster: supervisor.Cluster
    told: Path
    port: int
    server: asyncio.subprocess.Process | None = None

    async def start_server(self) -> None:
        self.server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.live.ledger_server", str(self.told),
            env=os.environ | {"PYTHONPATH": os.pathsep.join(["src", "."])},
        )  # fmt: skip

    async def kill_server(self) -> None:
        assert self.server is not None
        self.server.kill()
        await self.server.wait()
        await self.start_server()

    def kill_postgres(self) -> None:
        for pid in supervisor.find_cluster_processes(self.cluster.place):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


async def play(kills: int, *, acknowledgements: int, seed: int, typists: int = 6) -> dict[str, Any]:
    """The whole play -> what was counted. Raises AssertionError where the ledgers differ."""
    chance = random.Random(seed)
    with temporary_folder("kills") as folder:
        cluster = supervisor.start(folder / "data")
        try:
            migrate(cluster.dsns.owner)
            async with open_world(cluster.dsns, folder) as world:
                persons = [await world.person() for _ in range(typists)]
                notes = [
                    await world.root(*((p.principal, Role.EDITOR) for p in persons), kind="note")
                    for _ in range(2)
                ]
            stage = Stage(cluster, folder / "told.json", _free_port())
            stage.told.write_text(
                json.dumps(
                    {
                        "app": cluster.dsns.app,
                        "port": stage.port,
                        "blobs": str(folder / "blobs"),
                        "persons": {str(p.session_id): (str(p.id), p.principal) for p in persons},
                    }
                ),
                "utf-8",
            )
            return await _play(stage, persons, notes, kills, acknowledgements, chance)
        finally:
            cluster.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _play(
    stage: Stage,
    persons: list[Person],
    notes: list[UUID],
    kills: int,
    acknowledgements: int,
    chance: random.Random,
) -> dict[str, Any]:
    ledgers = [Ledger() for _ in notes]
    typists = [
        Typist(
            make_pen(Tab(None), notes[number % 2]),  # type: ignore[arg-type]
            person, stage.port, ledgers[number % 2], 0.005,
        )
        for number, person in enumerate(persons)
    ]  # fmt: skip
    watching = asyncio.create_task(supervisor.keep_alive(stage.cluster))
    await stage.start_server()
    running = [asyncio.create_task(typist.run()) for typist in typists]
    killed: Counter[str] = Counter()
    try:
        for _ in range(kills):
            await _until_acknowledged(ledgers, running, acknowledgements)
            victim = chance.choice(("server", "postmaster"))
            killed[victim] += 1
            await asyncio.sleep(chance.uniform(0, 0.05))
            if victim == "server":
                await stage.kill_server()
            else:
                stage.kill_postgres()
        await _until_acknowledged(ledgers, running, acknowledgements)
        for typist in typists:
            typist.is_done = True
        async with asyncio.timeout(60):
            await asyncio.gather(*running)
    finally:
        for task in (*running, watching):
            task.cancel()
        await asyncio.gather(*running, watching, return_exceptions=True)
        assert stage.server is not None
        stage.server.send_signal(signal.SIGTERM)
        await stage.server.wait()
    counted = [await _compare(stage, note, ledger) for note, ledger in zip(notes, ledgers, strict=True)]
    return {"killed": dict(killed), **{key: sum(each[key] for each in counted) for key in counted[0]}}


async def _until_acknowledged(ledgers: list[Ledger], running: list[asyncio.Task[None]], more: int) -> None:
    wanted = sum(len(ledger.acknowledged) for ledger in ledgers) + more
    async with asyncio.timeout(180):
        while sum(len(ledger.acknowledged) for ledger in ledgers) < wanted:
            for task in running:
                if task.done():
                    task.result()
            await asyncio.sleep(0.02)


async def _compare(stage: Stage, note: UUID, ledger: Ledger) -> dict[str, int]:
    """Both ways: the ledger against what is stored, and what is stored against the ledger."""
    app = stage.cluster.dsns.app
    database = Database(app, prepare=gate.prepare, blobs=None)  # type: ignore[arg-type]
    document: Doc[Any] = Doc()
    with plain_permissions():
        async with database.work(System("sample-city")) as work:
            state = await read_state(await gate.open(work, PERMISSIONS["thing.read"], note))
    document.apply_update(state)
    await database.close()
    words = Counter(match[0] for match in WORD.finditer(str(document.get("t", type=Text))))
    lost = ledger.acknowledged - words.keys()
    unseen = ledger.seen - words.keys()
    twice = [word for word, count in words.items() if count > 1]
    invented = words.keys() - ledger.typed
    assert not lost, f"{len(lost)} acknowledged words are gone, such as {sorted(lost)[:3]}"
    assert not unseen, f"{len(unseen)} words that somebody saw are gone"
    assert not twice, f"{len(twice)} words are there twice"
    assert not invented, f"{len(invented)} words were never typed"
    return {"acknowledged": len(ledger.acknowledged), "seen": len(ledger.seen), "stored": len(words)}


def main() -> int:
    """Run from a shell -> exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--acknowledgements", type=int, default=500)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    counted = asyncio.run(play(wanted.kills, acknowledgements=wanted.acknowledgements, seed=wanted.seed))
    print(json.dumps({"seed": wanted.seed, **counted}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
