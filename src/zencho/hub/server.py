"""The hub: who is connected, what they listen to, and what they may still hear.

`entry` builds one, hands `uvicorn_ws_class` to uvicorn, `deliver` to the dispatcher and `hint` to
`Database.hints`. A hint holds what it touches within the same turn of the loop; deciding follows.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import UUID

from zencho.gate.actors import Anonymous
from zencho.gate.events import AccessChanged
from zencho.hub import queries
from zencho.hub.channels import Rooms
from zencho.hub.connections import MOST_SUBSCRIPTIONS, Connection, Subscription
from zencho.hub.deciding import Authenticate, Decider
from zencho.hub.delivering import Deliverer
from zencho.hub.frames import Malformed, Reader
from zencho.hub.opening import Opener
from zencho.hub.presence import Presence, list_writers
from zencho.hub.sockets import Refusal, Side, make_protocol
from zencho.kernel import clock
from zencho.kernel.errors import Unavailable
from zencho.kernel.events import Event
from zencho.kernel.ids import new_id
from zencho.kernel.logs import log
from zencho.kernel.outbox import Delivery
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database

PATH = "/live"
PING_SECONDS = 20.0
SILENT_SECONDS = 65.0
SIGNED_IN_SECONDS = 300.0
LONGEST_TIMER_SECONDS = 86_400.0


class Hub:
    """All live connections of this process."""

    def __init__(
        self,
        database: Database,
        authenticate: Authenticate,
        *,
        heartbeat_seconds: float = 5.0,
        database_seconds: float = 15.0,
    ) -> None:
        self._database = database
        self.connections: set[Connection] = set()
        self.listeners: dict[Ref, set[Subscription]] = {}
        self.is_paused = False
        self._heartbeat_seconds = heartbeat_seconds
        self._database_seconds = database_seconds
        self._policy_version: int | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._presence = Presence(self.listeners)
        self._decider = Decider(database, authenticate, drop=self._drop, settle=self._settle)
        self._deliverer = Deliverer(self.listeners, self._decider)
        self._opener = Opener(database, self.listeners, self._deliverer, settle=self._settle)
        self.on_pause: list[Callable[[], None]] = []
        self.on_resume: list[Callable[[], None]] = []
        self.uvicorn_ws_class = make_protocol(Side(self._gate, self._connected, self._received, self._closed))

    def add_rooms(self, rooms: Rooms) -> None:
        """Serve binary channels behind topics of some kinds."""
        self._opener.rooms.append(rooms)

    async def start(self) -> None:
        """Begin to watch the database and the connections."""
        self._database.hints.append(self.hint)
        self._start_task(self._watch_database())
        self._start_task(self._watch_connections())

    async def stop(self) -> None:
        """End what runs; open sockets are told to come again (1012)."""
        if self.hint in self._database.hints:
            self._database.hints.remove(self.hint)
        self._presence.stop()
        for connection in list(self.connections):
            connection.close(1012, "restart")
            if connection.deciding is not None:
                connection.deciding.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def writers_of(self, ref: Ref) -> list[UUID]:
        """Who has this open in a room of this process, and may write there."""
        return list_writers(self.listeners.get(ref, ()))

    def hint(self, events: Sequence[Event]) -> None:
        """Urgent events of this process, at commit: hold what they touch, now."""
        for event in events:
            if isinstance(event, AccessChanged):
                self._access_changed(event)

    async def deliver(self, batch: Sequence[Delivery]) -> None:
        """Numbered events from the dispatcher. Never raises for the sake of one listener."""
        for each in batch:
            if each.name == AccessChanged.name:
                self._access_changed(AccessChanged.from_json(each.data))
        await self._deliverer.deliver(batch)
        await self._deliverer.reload_above(batch)

    def _access_changed(self, event: AccessChanged, *, changed: bool = True) -> None:
        self._opener.changes += 1
        anchors, persons = set(event.anchors), set(event.persons)
        for connection in list(self.connections):
            is_person = connection.actor.principal in persons
            touched = [
                each
                for each in connection.subscriptions.values()
                if each.standing is not None
                and (event.everything or is_person or each.standing.anchor in anchors)
            ]
            if touched or is_person:
                self._decider.decide_again(connection, touched, who=is_person, changed=changed)

    def _settle(self, subscription: Subscription) -> None:
        """A subscription was decided and holds: let through what waited, and wait for its next date."""
        if subscription.timer is not None:
            subscription.timer.cancel()
            subscription.timer = None
        assert subscription.standing is not None
        until = subscription.standing.until
        if until is not None:
            seconds = min((until - clock.now()).total_seconds(), LONGEST_TIMER_SECONDS)
            subscription.timer = asyncio.get_running_loop().call_later(
                max(seconds, 0.0) + 0.001, self._date_passed, subscription
            )
        subscription.release()
        if subscription.is_behind:
            subscription.is_behind = False
            subscription.connection.tell(
                {"type": "reload", "ref": str(subscription.ref), "seq": subscription.seq}
            )
        if subscription.is_present:
            self._presence.changed(subscription.ref)

    def _date_passed(self, subscription: Subscription) -> None:
        if subscription.is_listed:
            self._decider.decide_again(subscription.connection, [subscription], who=False)

    def _drop(self, subscription: Subscription, code: str) -> None:
        """Access is lost: nothing that waited is sent."""
        if self._leave(subscription):
            subscription.connection.tell({"type": "gone", "ref": str(subscription.ref), "code": code})

    def _leave(self, subscription: Subscription) -> bool:
        connection, ref = subscription.connection, subscription.ref
        if not subscription.is_listed:
            return False
        del connection.subscriptions[ref]
        self._opener.forget(subscription)
        if subscription.is_present:
            self._presence.changed(ref)
        return True

    async def _gate(self, path: str, headers: Mapping[str, str]) -> Connection:
        if path.partition("?")[0] != PATH:
            raise Refusal(HTTPStatus.NOT_FOUND)
        origin = headers.get("origin")
        if origin is None or origin.partition("://")[2] != headers.get("host"):
            raise Refusal(HTTPStatus.FORBIDDEN)
        changes = self._opener.changes
        try:
            person = await self._decider.authenticate(headers)
        except Unavailable:
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE) from None
        if person is None:
            raise Refusal(HTTPStatus.UNAUTHORIZED)
        return Connection(new_id(), person, headers, changes)

    def _connected(self, connection: Connection) -> None:
        self.connections.add(connection)
        connection.tell({"type": "hello", "person": str(connection.actor.id), "paused": self.is_paused})
        if connection.changes != self._opener.changes:
            # A sign-out may have come between the answer to the handshake and this moment.
            self._decider.decide_again(connection, [], who=True)

    def _received(self, connection: Connection, payload: bytes, is_text: bool) -> None:  # noqa: FBT001
        try:
            if is_text:
                self._obey(connection, payload)
            else:
                reader = Reader(payload)
                subscription = connection.channels.get(reader.varuint())
                # A frame for a channel that was just lost is on its way in good faith.
                if subscription is not None and subscription.channel is not None:
                    subscription.channel.receive(reader.rest())
        except Malformed as error:
            log.info("live_malformed", connection=str(connection.id), reason=str(error))
            connection.close(1002, "malformed")

    def _obey(self, connection: Connection, payload: bytes) -> None:
        try:
            message = json.loads(payload)
            wanted = message["type"]
            if wanted == "ping":
                # A browser cannot send the protocol's own ping, and after sleep it must know.
                connection.tell({"type": "pong"})
                return
            ref = Ref.parse(message["ref"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Malformed("not a message") from None
        if wanted == "sub":
            old = connection.subscriptions.get(ref)
            if old is not None:
                self._leave(old)
            if len(connection.subscriptions) >= MOST_SUBSCRIPTIONS:
                connection.tell({"type": "refused", "ref": str(ref), "code": "too_many"})
                return
            self._start_task(self._opener.open(connection, ref, message))
        elif wanted == "unsub":
            subscription = connection.subscriptions.get(ref)
            if subscription is not None:
                self._leave(subscription)
        else:
            raise Malformed("unknown type")

    def _closed(self, connection: Connection) -> None:
        for subscription in list(connection.subscriptions.values()):
            self._leave(subscription)
        if connection.deciding is not None:
            connection.deciding.cancel()
        self.connections.discard(connection)

    async def _watch_connections(self) -> None:
        """Ping the silent, cut the dead, ask again from time to time who is signed in."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(PING_SECONDS / 2)
            now = loop.time()
            for number, connection in enumerate(list(self.connections), 1):
                if now - connection.heard > SILENT_SECONDS:
                    connection.abort()
                elif now - connection.heard > PING_SECONDS:
                    connection.ping()
                if connection.checked and now - connection.checked > SIGNED_IN_SECONDS:
                    self._decider.decide_again(connection, [], who=True)
                if number % 250 == 0:
                    await asyncio.sleep(0)

    async def _watch_database(self) -> None:
        """Without an answer for a while nothing can be decided: hold everything until there is one."""
        while True:
            asking = asyncio.create_task(self._ask_database())
            done, _ = await asyncio.wait([asking], timeout=self._database_seconds)
            if not done:
                self._pause()
            try:
                version = await asking
            except Unavailable:
                self._pause()
            except asyncio.CancelledError:
                asking.cancel()
                raise
            else:
                is_new = self._policy_version not in (None, version)
                self._policy_version = version
                if is_new or self.is_paused:
                    self._resume(changed=is_new)
            await asyncio.sleep(self._heartbeat_seconds)

    async def _ask_database(self) -> int:
        async with self._database.work(Anonymous()) as work:
            return await queries.read_policy_version(work)

    def _pause(self) -> None:
        if self.is_paused:
            return
        self.is_paused = True
        log.warning("live_paused", connections=len(self.connections))
        for connection in list(self.connections):
            for subscription in connection.subscriptions.values():
                if subscription.standing is not None:
                    subscription.hold()
            connection.tell({"type": "paused"})
        for listen in self.on_pause:
            listen()

    def _resume(self, *, changed: bool) -> None:
        """Decide everything again: what changed meanwhile was perhaps not heard."""
        was_paused, self.is_paused = self.is_paused, False
        self._access_changed(AccessChanged(everything=True), changed=changed)
        if was_paused:
            log.info("live_resumed", connections=len(self.connections))
            for connection in list(self.connections):
                connection.tell({"type": "resumed"})
            for listen in self.on_resume:
                listen()

    def _start_task(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._task_ended)

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        with suppress(asyncio.CancelledError):
            error = task.exception()
            if error is not None:
                log.error("live_task", exc_info=error)
