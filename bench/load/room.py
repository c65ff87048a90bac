"""A room of people, some of whom type: `python -m bench.load.room <file>`; the file says where and how many.

Prints `ready` when all are in and warm, waits for a line, types for `seconds`, and prints what was measured
as one JSON line: milliseconds from the sending of an update to its arrival at each other client.
"""

import asyncio
import json
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect
from pycrdt import Doc, Text

from bench.load.dialects import Dialect, Hocuspocus, Zencho
from zencho.coedit.updates import read_claims

SETTLE_SECONDS = 1.0


@dataclass
class Sent:
    """Updates by (client id, end clock), each with the moment it was sent and how many clients have it."""

    at: dict[tuple[int, int], float] = field(default_factory=dict)
    arrivals: dict[tuple[int, int], int] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    _read: dict[bytes, list[tuple[int, int]]] = field(default_factory=dict)

    def arrived(self, update: bytes, by: int, receivers: int) -> None:
        now = time.perf_counter()
        for key in self._which(update):
            began = self.at.get(key)
            if began is None or key[0] == by:  # some servers send one's own back: nobody waits for that
                continue
            self.latencies.append((now - began) * 1000)
            self.arrivals[key] = self.arrivals.get(key, 0) + 1
            if self.arrivals[key] == receivers:
                self.last.append((now - began) * 1000)

    def _which(self, update: bytes) -> list[tuple[int, int]]:
        # A server may join updates: every one inside counts. The same bytes are read once for all receivers.
        found = self._read.get(update)
        if found is None:
            brings = read_claims(update).brings
            found = [
                (client, clock)
                for client, (start, end) in brings.items()
                for clock in range(start + 1, end + 1)
            ]
            self._read[update] = found
        return found


class Client(WSListener):  # type: ignore[misc]
    """One person in the room."""

    def __init__(self, dialect: Dialect, client: int, sent: Sent, receivers: int) -> None:
        self.dialect = dialect
        self.client = client
        self.document: Doc[Any] = Doc(client_id=client)
        self.text = self.document.get(f"t{client}", type=Text)
        self.n = self.clock = 0
        self._sent = sent
        self._receivers = receivers
        self.transport: WSTransport | None = None
        self.is_closed = False

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport
        self._say(self.dialect.hello())

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.is_closed = True

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self._say(self.dialect.hear_text(frame.get_payload_as_utf8_text()))
        elif frame.msg_type == WSMsgType.BINARY:
            update = self.dialect.hear(frame.get_payload_as_bytes())
            if update is not None:
                self._sent.arrived(update, self.client, self._receivers)

    def _say(self, frames: list[str | bytes]) -> None:
        assert self.transport is not None
        for frame in frames:
            is_text = isinstance(frame, str)
            self.transport.send(WSMsgType.TEXT if is_text else WSMsgType.BINARY, frame)

    def type(self) -> None:
        """One letter, as an editor would send it."""
        before = self.document.get_state()
        self.text += "あ"
        self.n += 1
        self.clock += 1
        frame = self.dialect.update(self.n, self.document.get_update(before))
        self._sent.at[self.client, self.clock] = time.perf_counter()
        self._say([frame])


async def play(told: dict[str, Any]) -> dict[str, Any]:
    """The whole play -> what was measured."""
    sent = Sent()
    clients = [_make_client(told, number, sent) for number in range(told["clients"])]
    for client, headers in zip(clients, told["headers"], strict=True):
        await ws_connect(lambda client=client: client, told["url"], extra_headers=headers)  # type: ignore[misc]
    async with asyncio.timeout(30):
        while not all(client.dialect.is_in for client in clients):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    typists = clients[: told["typists"]]
    await _type(typists, told["rate"], told["warm_seconds"])
    await asyncio.sleep(SETTLE_SECONDS)
    sent.latencies, sent.last = [], []
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    began, typed = time.perf_counter(), sum(client.n for client in clients)
    mine = _processor_seconds()
    await _type(typists, told["rate"], told["seconds"])
    await asyncio.sleep(SETTLE_SECONDS)
    typed = sum(client.n for client in clients) - typed
    return {
        "seconds": time.perf_counter() - began,
        "typed": typed,
        "deliveries": len(sent.latencies),
        "lost": typed * (told["clients"] - 1) - len(sent.latencies),
        "closed": sum(client.is_closed for client in clients),
        "generator_cpu_seconds": _processor_seconds() - mine,
        **{f"p{q}": _quantile(sent.latencies, q) for q in (50, 95, 99)},
        "last": _quantile(sent.last, 50),
    }


def _make_client(told: dict[str, Any], number: int, sent: Sent) -> Client:
    id_ = 10_000 * told["round"] + number + 1
    dialect: Dialect
    if told["dialect"] == "zencho":
        dialect = Zencho(told["room"], id_)
    else:
        dialect = Hocuspocus(told["room"], told["token"])
    return Client(dialect, id_, sent, told["clients"] - 1)


async def _type(typists: list[Client], rate: float, seconds: float) -> None:
    async def one(number: int, client: Client) -> None:
        # Each at its own beat; a late beat is not made up for by haste.
        await asyncio.sleep(number / rate / len(typists))
        ends = time.perf_counter() + seconds
        while time.perf_counter() < ends:
            client.type()
            await asyncio.sleep(1 / rate)

    await asyncio.gather(*(one(number, client) for number, client in enumerate(typists)))


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _quantile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else float("nan")


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(play(json.loads(Path(sys.argv[1]).read_text("utf-8"))))), flush=True)
