"""Cursors and who holds them: never stored, sent together a few dozen times a second.

A client may speak for its own id only, and who it is comes from the gate, never from the client.
"""

import json
from dataclasses import dataclass, field
from uuid import UUID

from zencho.hub.frames import Malformed, Reader, varbytes, varuint

MOST_BYTES = 4096


@dataclass(slots=True)
class Awareness:
    """The states of a room by client id, and which of them are to be sent."""

    _states: dict[int, tuple[int, bytes]] = field(default_factory=dict)  # clock, varbytes(JSON)
    _changed: set[int] = field(default_factory=set)

    def take(self, update: bytes, client: int, person: UUID) -> bool:
        """Take in what a client says of itself; whether there is something to send. Raises Malformed."""
        if len(update) > MOST_BYTES:
            raise Malformed("too much awareness")
        reader = Reader(update)
        for _ in range(reader.varuint()):
            whose, clock, text = reader.varuint(), reader.varuint(), reader.varstring()
            if whose == client:
                known = self._states.get(client)
                if known is None or clock > known[0]:
                    self._states[client] = (clock, varbytes(_signed(text, person)))
                    self._changed.add(client)
        return bool(self._changed)

    def leave(self, client: int) -> bool:
        """The client is gone; whether there is something to send."""
        known = self._states.pop(client, None)
        if known is None:
            return False
        self._changed.add(client)
        self._states[client] = (known[0] + 1, varbytes(b"null"))
        return True

    def changed(self) -> bytes:
        """An awareness update of what changed since the last call."""
        update = self._encode(self._changed)
        for client in self._changed:
            if self._states[client][1] == varbytes(b"null"):
                del self._states[client]
        self._changed = set()
        return update

    def everyone(self) -> bytes | None:
        """An awareness update of all, for who comes new."""
        return self._encode(self._states) if self._states else None

    def _encode(self, clients: "set[int] | dict[int, tuple[int, bytes]]") -> bytes:
        parts = [varuint(len(clients))]
        for client in clients:
            clock, state = self._states[client]
            parts += [varuint(client), varuint(clock), state]
        return b"".join(parts)


def _signed(text: str, person: UUID) -> bytes:
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("awareness is not JSON") from None
    if state is None:
        return b"null"
    if not isinstance(state, dict):
        raise Malformed("awareness is not an object")
    state["user"] = {"id": str(person)}
    return json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
