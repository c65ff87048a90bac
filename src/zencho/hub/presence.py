"""Who has a thing open: ids of persons, told to those who have it open too, a few times a second at most."""

import asyncio
from collections.abc import Iterable
from uuid import UUID

from zencho.gate.permissions import Role
from zencho.hub.connections import Subscription
from zencho.hub.frames import text_frame
from zencho.kernel.refs import Ref

TOGETHER_SECONDS = 0.2
MOST_NAMED = 50


class Presence:
    """Gathers changes for a moment, then tells each topic once."""

    def __init__(self, listeners: dict[Ref, set[Subscription]]) -> None:
        self._listeners = listeners
        self._changed: set[Ref] = set()
        self._timer: asyncio.TimerHandle | None = None

    def changed(self, ref: Ref) -> None:
        """Somebody came or went."""
        self._changed.add(ref)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TOGETHER_SECONDS, self._tell)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _tell(self) -> None:
        self._timer = None
        changed, self._changed = self._changed, set()
        for ref in changed:
            present = [each for each in self._listeners.get(ref, ()) if each.is_present]
            frame = presence_frame(ref, present)
            for subscription in present:
                subscription.send_passing(frame)


def list_writers(listeners: Iterable[Subscription]) -> list[UUID]:
    """Persons in a room who may write there, the first to come first; those being decided are left out."""
    writing = [
        each
        for each in listeners
        if each.channel is not None and each.held is None and each.role >= Role.EDITOR
    ]
    ids = (each.connection.actor.id for each in sorted(writing, key=lambda each: each.connection.id))
    return list(dict.fromkeys(ids))[:MOST_NAMED]


def presence_frame(ref: Ref, present: Iterable[Subscription]) -> bytes:
    """`persons` are ids, at most MOST_NAMED; `count` is how many there are in all."""
    persons = sorted({str(each.connection.actor.id) for each in present if each.held is None})
    message = {"type": "presence", "ref": str(ref), "persons": persons[:MOST_NAMED], "count": len(persons)}
    return text_frame(message)
