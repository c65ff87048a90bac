"""What the hub asks of those who put a binary channel behind a topic (co-editing does).

The hub knows a topic, who listens and whether they may; what the bytes of a channel mean is known above.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from zencho.gate.opening import Opened
from zencho.hub.connections import Subscription
from zencho.kernel.work import Work


class Channel(Protocol):
    """One subscription's end of a channel. Its `number` is the same for all listeners of a topic, so that a
    frame can be built once for all."""

    number: int

    def describe(self) -> dict[str, Any]:
        """What the client is told with `subbed`."""

    def first_frames(self) -> list[bytes]:
        """What the client needs before anything live, as whole frames."""

    def receive(self, payload: bytes) -> None:
        """Bytes from the client. Raises Malformed where they are not of the protocol."""

    async def decide(self, work: Work) -> None:
        """Reading was decided again and holds: decide the rest (writing) again."""

    def renew(self) -> None:
        """Passing frames were dropped while the subscription was held: send how things stand now."""

    def leave(self) -> None:
        """The subscription ended."""


class Rooms(Protocol):
    """Opens channels behind topics of the kinds it serves."""

    def serves(self, kind: str) -> bool: ...

    async def join(
        self, work: Work, opened: Opened[Any, Any], listener: Subscription, wish: Mapping[str, Any]
    ) -> Channel:
        """Open a channel for a topic that was just opened for reading. Raises Problem."""
