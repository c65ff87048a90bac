"""How a client speaks to each server: what it says to come in, to send an update, and what it hears."""

import json
from dataclasses import dataclass
from typing import Protocol

from zencho.coedit import protocol
from zencho.hub.frames import Reader, varbytes, varuint


class Dialect(Protocol):
    """One client's side of a protocol. `is_in` once the room is open."""

    is_in: bool

    def hello(self) -> list[str | bytes]: ...
    def update(self, n: int, update: bytes) -> bytes: ...
    def hear_text(self, text: str) -> list[str | bytes]: ...
    def hear(self, frame: bytes) -> bytes | None: ...


@dataclass
class Zencho:
    """Our hub: one JSON message to subscribe, then numbered updates on a channel."""

    ref: str
    client: int
    is_in: bool = False
    channel: int = 0

    def hello(self) -> list[str | bytes]:
        return [json.dumps({"type": "sub", "ref": self.ref, "room": {"client": self.client, "since": 0}})]

    def update(self, n: int, update: bytes) -> bytes:
        return varuint(self.channel) + varuint(protocol.UPDATE) + varuint(n) + varbytes(update)

    def hear_text(self, text: str) -> list[str | bytes]:
        message = json.loads(text)
        if message["type"] == "refused":
            raise RuntimeError(text)
        if message["type"] == "subbed":
            self.channel = message["channel"]
        return []

    def hear(self, frame: bytes) -> bytes | None:
        reader = Reader(frame)
        reader.varuint()
        kind = reader.varuint()
        if kind == protocol.SYNCED:
            self.is_in = True
        if kind != protocol.RELAYED:
            return None
        reader.varuint()
        return reader.varbytes()


@dataclass
class Hocuspocus:
    """Hocuspocus 4: token, sync step 1, then y-protocol updates behind the document's name."""

    name: str
    token: str
    is_in: bool = False

    def _message(self, *parts: bytes) -> bytes:
        return varbytes(self.name.encode()) + b"".join(parts)

    def hello(self) -> list[str | bytes]:
        return [self._message(varuint(2), varuint(0), varbytes(self.token.encode()))]

    def update(self, n: int, update: bytes) -> bytes:
        return self._message(varuint(0), varuint(2), varbytes(update))

    def hear_text(self, text: str) -> list[str | bytes]:
        return []

    def hear(self, frame: bytes) -> bytes | None:
        reader = Reader(frame)
        reader.varbytes()
        kind = reader.varuint()
        if kind == 2:
            if reader.varuint() != 2:
                raise RuntimeError("not let in")
            self.is_in = True
        if kind != 0 or reader.varuint() != 2:
            return None
        return reader.varbytes()
