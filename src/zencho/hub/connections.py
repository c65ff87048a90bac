"""A live connection and what it listens to.

A subscription is *held* while it is being decided: what arrives for it waits, and is sent or dropped
with the answer. So from the moment a change of access is known nothing more passes, however long the
deciding takes.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from zencho.gate.actors import Person
from zencho.gate.opening import Standing
from zencho.hub.frames import text_frame
from zencho.kernel.refs import Ref

if TYPE_CHECKING:
    from zencho.hub.channels import Channel

# Over the soft mark a client is sent no cursors and no presence; over the hard mark it is cut and may
# come again: it would only see the past.
SOFT_BYTES = 64 * 1024
HARD_BYTES = 1024 * 1024
MOST_HELD = 2_000
MOST_SUBSCRIPTIONS = 200

# What one client may send: bursts for a paste or a return from sleep, then a steady rate far above typing.
FRAMES_PER_SECOND, BURST_FRAMES = 200.0, 1_000.0
BYTES_PER_SECOND, BURST_BYTES = 512 * 1024.0, 16 * 1024 * 1024.0


class Wire(Protocol):
    """The socket under a connection."""

    def write(self, frame: bytes) -> None: ...
    def waiting_bytes(self) -> int: ...
    def close(self, code: int) -> None: ...
    def ping(self) -> None: ...
    def abort(self) -> None: ...


class Subscription:
    """One connection listening to one topic. `seq` is the number of the last event it was sent."""

    __slots__ = (
        "channel", "connection", "has_missed", "held", "is_behind", "is_present",
        "ref", "role", "seq", "standing", "timer", "touched",
    )  # fmt: skip

    def __init__(self, connection: "Connection", ref: Ref) -> None:
        self.connection = connection
        self.ref = ref
        self.seq = 0
        self.standing: Standing | None = None  # None while it is being opened
        self.role = 0
        self.has_missed = False  # cursors were dropped while it was held
        self.is_behind = False  # rights changed, or an event passed that could not be decided: read anew
        self.held: list[tuple[int, bytes]] | None = []
        self.touched = 0  # rises with each change of access that may concern it
        self.channel: Channel | None = None
        self.is_present = False
        self.timer: asyncio.TimerHandle | None = None

    @property
    def is_listed(self) -> bool:
        """Whether the connection still listens by this very subscription."""
        return self.connection.subscriptions.get(self.ref) is self

    def hold(self) -> None:
        self.touched += 1
        if self.held is None:
            self.held = []

    def release(self) -> None:
        """Send what waited. Events that the snapshot or catch-up already held are left out."""
        held, self.held = self.held, None
        for seq, frame in held or ():
            if seq:
                self.offer_event(seq, frame)
            else:
                self.connection.write(frame)
        if self.has_missed and self.channel is not None:
            self.channel.renew()
        self.has_missed = False

    def offer_event(self, seq: int, frame: bytes) -> None:
        """A numbered event; delivered at least once by the dispatcher, so at most once here."""
        if self.held is not None:
            self._keep(seq, frame)
        elif seq > self.seq:
            self.seq = seq
            self.connection.write(frame)

    def send(self, frame: bytes) -> None:
        """A frame that belongs to the topic."""
        if self.held is not None:
            self._keep(0, frame)
        else:
            self.connection.write(frame)

    def send_passing(self, frame: bytes) -> None:
        """A frame that is soon out of date (a cursor): dropped while held or when the client is slow."""
        if self.held is None:
            self.connection.write_passing(frame)
        else:
            self.has_missed = True

    def _keep(self, seq: int, frame: bytes) -> None:
        assert self.held is not None
        self.held.append((seq, frame))
        if len(self.held) > MOST_HELD:
            self.connection.abort()


class Connection:
    """One tab. `headers` are those of its handshake: what signed it in is asked again with
    them. `changes` counts the changes of access known when it was asked first. `push` is the socket's own
    writing for as long as it is open and takes what it is sent; else None, and `write` decides."""

    __slots__ = (
        "_allowed_bytes",
        "_allowed_frames",
        "_extra_bytes",
        "_measured",
        "actor",
        "changes",
        "channels",
        "checked",
        "deciding",
        "headers",
        "heard",
        "id",
        "is_open",
        "pieces",
        "pieces_are_text",
        "push",
        "subscriptions",
        "wire",
    )

    def __init__(self, id_: UUID, actor: Person, headers: Mapping[str, str], changes: int) -> None:
        self.id = id_
        self.actor = actor
        self.headers = headers
        self.changes = changes
        self.wire: Wire | None = None
        self.push: Callable[[bytes], object] | None = None
        self.is_open = False
        self.subscriptions: dict[Ref, Subscription] = {}
        self.channels: dict[int, Subscription] = {}
        self.deciding: asyncio.Task[None] | None = None
        self.checked = self.heard = self._measured = monotonic()
        self.pieces = bytearray()
        self.pieces_are_text = False
        self._extra_bytes = 0
        self._allowed_frames, self._allowed_bytes = BURST_FRAMES, BURST_BYTES

    def has_budget(self, size_bytes: int) -> bool:
        """Count a frame that came in; False once the client sends more than any person can."""
        now = monotonic()
        passed, self._measured = now - self._measured, now
        self._allowed_frames = min(BURST_FRAMES, self._allowed_frames + passed * FRAMES_PER_SECOND) - 1
        self._allowed_bytes = min(BURST_BYTES, self._allowed_bytes + passed * BYTES_PER_SECOND) - size_bytes
        return self._allowed_frames > 0 and self._allowed_bytes > 0

    def write(self, frame: bytes, *, is_asked_for: bool = False) -> None:
        """Send a frame; a client that does not read is cut. What it asked for (a document) counts apart."""
        wire = self.wire
        if wire is None or not self.is_open:
            return
        waiting = wire.waiting_bytes()
        if waiting == 0:
            self._extra_bytes = 0
        if is_asked_for:
            self._extra_bytes += len(frame)
        elif waiting > HARD_BYTES + self._extra_bytes:
            self.abort()
            return
        wire.write(frame)

    def write_passing(self, frame: bytes) -> None:
        """Send a frame unless the client is slow."""
        if self.wire is not None and self.is_open and self.wire.waiting_bytes() <= SOFT_BYTES:
            self.wire.write(frame)

    def ping(self) -> None:
        if self.wire is not None and self.is_open:
            self.wire.ping()

    def tell(self, message: dict[str, Any]) -> None:
        self.write(text_frame(message))

    def close(self, code: int, reason: str) -> None:
        """Say why, then end. Nothing is sent after this."""
        if self.wire is not None and self.is_open:
            self.wire.write(text_frame({"type": "bye", "code": reason}))
            self.is_open, self.push = False, None
            self.wire.close(code)

    def abort(self) -> None:
        """End without a word: the client does not read, or breaks the protocol."""
        self.is_open, self.push = False, None
        if self.wire is not None:
            self.wire.abort()


def send_to_all(
    subscriptions: Iterable[Subscription], frame: bytes, *, otherwise: Callable[[Subscription, bytes], None]
) -> None:
    """A frame of a topic to many, straight into the sockets; `otherwise` for who is held, slow or gone.

    Four calls for each listener were half of the processor time of a keystroke in a room of 50.
    """
    for each in subscriptions:
        push = each.connection.push
        if push is not None and each.held is None:
            push(frame)
        else:
            otherwise(each, frame)
