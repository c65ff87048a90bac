"""Beginning to listen: the gate, the number to count from, what was missed, the channel behind a topic."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from zencho.hub import queries
from zencho.hub.channels import Rooms
from zencho.hub.connections import Connection, Subscription
from zencho.hub.deciding import AT_ONCE, open_topic
from zencho.hub.delivering import Deliverer
from zencho.hub.frames import text_frame
from zencho.kernel.errors import InvalidRequest, Problem
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database


class Opener:
    """Opens subscriptions. `changes` rises with each change of access; an older answer is asked again."""

    def __init__(
        self,
        database: Database,
        listeners: dict[Ref, set[Subscription]],
        deliverer: Deliverer,
        *,
        settle: Callable[[Subscription], None],
    ) -> None:
        self._database = database
        self._listeners = listeners
        self._deliverer = deliverer
        self._settle = settle
        self.rooms: list[Rooms] = []
        self.changes = 0
        # A thousand tabs that come back together wait their turn here, not for the pool.
        self._places = asyncio.Semaphore(AT_ONCE)

    async def open(self, connection: Connection, ref: Ref, wish: Mapping[str, Any]) -> None:
        """Answer `subbed`, then what was missed; or `refused`."""
        subscription = Subscription(connection, ref)
        connection.subscriptions[ref] = subscription
        # Listed before the number is read: no event can pass between the two.
        self._listeners.setdefault(ref, set()).add(subscription)
        try:
            while not await self._try(subscription, wish):
                pass
        except Problem as problem:
            if subscription.is_listed:
                del connection.subscriptions[ref]
                connection.tell(
                    {"type": "refused", "ref": str(ref), "code": problem.code, "params": problem.params}
                )
            self.forget(subscription)
        except BaseException:
            self.forget(subscription)
            connection.abort()
            raise

    def forget(self, subscription: Subscription) -> None:
        """It no longer listens."""
        listeners = self._listeners.get(subscription.ref)
        if listeners is not None:
            listeners.discard(subscription)
            if not listeners:
                del self._listeners[subscription.ref]
        if subscription.timer is not None:
            subscription.timer.cancel()
        channel, subscription.channel = subscription.channel, None
        if channel is not None:
            # Asked for again meanwhile, the topic's number belongs to the newer subscription.
            channels = subscription.connection.channels
            if channels.get(channel.number) is subscription:
                del channels[channel.number]
            channel.leave()
        subscription.held = []

    async def _try(self, subscription: Subscription, wish: Mapping[str, Any]) -> bool:
        """One attempt; False where access changed somewhere meanwhile, so that it must be asked again."""
        connection, since, room = subscription.connection, wish.get("since"), wish.get("room")
        if not isinstance(since, int | None) or not isinstance(room, dict | None):
            raise InvalidRequest(fields=["since", "room"])
        changes = self.changes
        async with self._places, self._database.work(connection.actor) as work:
            opened = await open_topic(work, subscription.ref)
            past = await queries.read_past(work, subscription.ref, since)
            missed = await self._deliverer.filter_missed(opened, past.missed or ())
            rooms = next((each for each in self.rooms if each.serves(subscription.ref.kind)), None)
            if rooms is not None and room is not None and subscription.channel is None:
                subscription.channel = await rooms.join(work, opened, subscription, room)
            elif subscription.channel is not None:
                await subscription.channel.decide(work)
        if not subscription.is_listed or not connection.is_open:
            self.forget(subscription)
            return True
        if self.changes != changes:
            return False
        answer: dict[str, Any] = {"type": "subbed", "ref": str(subscription.ref), "seq": past.seq}
        channel = subscription.channel
        if channel is not None:
            connection.channels[channel.number] = subscription
            answer |= {"channel": channel.number, **channel.describe()}
        connection.write(text_frame(answer), is_asked_for=True)
        for frame in channel.first_frames() if channel is not None else ():
            connection.write(frame, is_asked_for=True)
        if past.missed is None:
            connection.tell({"type": "reload", "ref": str(subscription.ref), "seq": past.seq})
        for _, frame in missed:
            connection.write(frame, is_asked_for=True)
        subscription.seq = past.seq
        subscription.is_present = wish.get("present") is True
        subscription.standing, subscription.role = opened.standing, int(opened.role)
        self._settle(subscription)
        return True
