"""Co-editing for the hub: rooms behind the topics of written kinds, one writer for all, and compaction.

`entry` builds one beside the hub: `coedit = Coedit(database, dsn, children)`, `hub.add_rooms(coedit)`,
`await coedit.start()`.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from zencho.coedit import protocol, storing
from zencho.coedit.actions import announce_edits
from zencho.coedit.compacting import WORK, pack, unpack
from zencho.coedit.kinds import KINDS
from zencho.coedit.queries import list_unannounced, read_past
from zencho.coedit.rooms import Participant, Room, Sent
from zencho.coedit.writer import Writer
from zencho.gate.actors import Anonymous
from zencho.gate.opening import Opened
from zencho.hub.connections import Subscription
from zencho.kernel import clock
from zencho.kernel.children import ChildFailed, ChildOutOfMemory, ChildOutOfTime, Children
from zencho.kernel.errors import InvalidRequest, Unavailable
from zencho.kernel.logs import log
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database, Work

# A child process costs some tenths of a second to start, whatever it does: a long tail is cheap to read
# (a page takes it in as one change), and a room that empties is compacted anyway.
COMPACT_AFTER = 2_000
COMPACT_WHEN_EMPTY = 50
QUIET_SECONDS, LONGEST_SECONDS = 2.0, 10.0
MOST_TRIES = 100
AGAIN_SECONDS = 0.5


class Coedit:
    """All rooms of this process."""

    def __init__(self, database: Database, dsn: str, children: Children) -> None:
        self.writer = Writer(dsn, self)
        self._database = database
        self._children = children
        self._pool: AsyncConnectionPool[storing.Connection] = AsyncConnectionPool(
            dsn, min_size=0, max_size=3, open=False, kwargs={"autocommit": True}, timeout=10
        )
        self._rooms: dict[Ref, Room] = {}
        self._channels = count(1)
        self._is_stopped = False
        self._edited = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to write."""
        await self._pool.open()
        self._start_task(self.writer.run())
        self._start_task(self._announce_edits())
        self._start_task(self._announce_left())

    async def stop(self) -> None:
        """Store what waits (a few seconds at most), announce what was edited, end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(3):
                await self.writer.until_idle()
        with suppress(Unavailable):
            await self._announce([room for room in self._rooms.values() if room.editors])
        self._is_stopped = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._pool.close()

    def list_rooms(self) -> list[Room]:
        return list(self._rooms.values())

    def serves(self, kind: str) -> bool:
        return kind in KINDS

    async def join(
        self, work: Work, opened: Opened[Any, Any], listener: Subscription, wish: Mapping[str, Any]
    ) -> Participant:
        """Let a tab in: `wish` has its Yjs id as `client`, and as `since` the seq up to which it has all.

        Raises InvalidRequest, Unavailable.
        """
        client, since = wish.get("client"), wish.get("since", 0)
        if not isinstance(client, int) or not 0 <= client < 2**53 or not isinstance(since, int):
            raise InvalidRequest(fields=["room"])
        room = self._rooms.get(opened.ref)
        if room is None:
            room = Room(self, opened.ref, next(self._channels), KINDS[opened.ref.kind].write)
            self._rooms[opened.ref] = room
        participant = Participant(room, listener, client)
        # In the room before the past is read: what comes meanwhile waits in the held subscription.
        room.enter(participant)
        try:
            await self._load(room)
            await participant.decide(work)
            participant.first = await _read_first(opened, participant, since if since <= room.seq else 0)
        except BaseException:
            participant.leave()
            raise
        return participant

    async def _load(self, room: Room) -> None:
        if room.loading is None:
            room.loading = asyncio.ensure_future(self._load_once(room))
        try:
            await asyncio.shield(room.loading)
        except Unavailable:
            room.loading = None
            raise

    async def _load_once(self, room: Room) -> None:
        try:
            async with self._pool.connection() as connection:
                room.take_in(await storing.load(connection, room.ref.id))
        except (psycopg.Error, PoolTimeout) as error:
            raise Unavailable from error

    def left(self, room: Room) -> None:
        """A tab left; the last one closes the room."""
        if not room.participants and self._rooms.get(room.ref) is room and not self._is_stopped:
            self._start_task(self._close(room))

    async def _close(self, room: Room) -> None:
        """An empty room lingers for tabs that come back, then is compacted and forgotten."""
        await asyncio.sleep(QUIET_SECONDS)
        if room.participants or self._rooms.get(room.ref) is not room:
            return
        if room.editors:
            with suppress(Unavailable):
                await self._announce([room])
        if room.tail >= COMPACT_WHEN_EMPTY:
            await self._compact(room)
        if not room.participants and not room.is_compacting and self._rooms.get(room.ref) is room:
            del self._rooms[room.ref]

    def ask_again(self, participant: Participant, sents: list[Sent]) -> None:
        """The right to write is not there, or was not there at commit: these wait for the gate's answer."""
        if participant.has_been_refused and participant.standing is None:
            self._refuse(participant, sents, "read_only")
            return
        participant.parked = sents
        self._start_task(self._ask(participant))

    async def _ask(self, participant: Participant) -> None:
        assert participant.parked is not None
        tries = participant.parked[0].tries
        # Who changes the access at this moment holds the row: give them time, then ask.
        await asyncio.sleep(min(0.002 * tries, 0.25))
        while True:
            try:
                async with self._database.work(participant.person) as work:
                    await participant.ask_to_write(work)
                break
            except Unavailable:
                await asyncio.sleep(AGAIN_SECONDS)
        parked, participant.parked = participant.parked, None
        if participant.is_allowed and tries < MOST_TRIES:
            for sent in parked:
                sent.tries += 1
            self.writer.submit_first(parked)
        else:
            self._refuse(participant, parked, "unavailable" if participant.is_allowed else "read_only")

    def _refuse(self, participant: Participant, sents: list[Sent], code: str) -> None:
        for sent in sents:
            participant.answered()
            participant.refuse(sent.n, code)

    def wrote(self, room: Room) -> None:
        """Updates of this room were stored."""
        self._edited.set()
        if room.tail >= max(COMPACT_AFTER, room.compact_at) and not room.is_compacting:
            self._start_task(self._compact(room))

    async def _compact(self, room: Room) -> None:
        """Make a snapshot of what is stored now; on failure the log stays as it is and grows."""
        room.is_compacting = True
        try:
            async with self._pool.connection() as connection:
                snapshot, tail = await storing.read_after(connection, room.ref.id, 0)
            if not tail:
                return
            payload = pack([*([snapshot[1]] if snapshot else []), *(update for _, update in tail)])
            state, state_vector = unpack(await self._children.run(WORK, payload))
            async with self._pool.connection() as connection:
                await storing.replace(
                    connection, room.ref.id, seq=tail[-1][0], state=state, state_vector=state_vector,
                    at=clock.now(),
                )  # fmt: skip
            room.tail = max(0, room.tail - len(tail))
            room.compact_at = 0
        except (ChildFailed, ChildOutOfMemory, ChildOutOfTime, psycopg.Error, PoolTimeout) as error:
            room.compact_at = 2 * room.tail
            log.error("coedit_not_compacted", thing=str(room.ref.id), error=type(error).__name__)
        finally:
            room.is_compacting = False

    async def _announce_edits(self) -> None:
        """Tell others of edits once typing pauses, or after a while of typing."""
        loop = asyncio.get_running_loop()
        while True:
            await self._edited.wait()
            edited = [room for room in self._rooms.values() if room.editors]
            if not edited:
                self._edited.clear()
                continue
            now = loop.time()
            dues = {
                room: min(room.edited_last + QUIET_SECONDS, room.edited_first + LONGEST_SECONDS)
                for room in edited
            }
            if (first := min(dues.values())) > now:
                await asyncio.sleep(first - now)
                continue
            try:
                await self._announce([room for room, due in dues.items() if due <= now])
            except Unavailable:
                await asyncio.sleep(AGAIN_SECONDS)

    async def _announce(self, rooms: list[Room]) -> None:
        for room in rooms:
            editors, room.editors, seq = room.editors, {}, room.seq
            if not editors:
                continue  # announced meanwhile: the room was closing
            try:
                async with self._database.work(next(iter(editors.values()))) as work:
                    await announce_edits(work, room.ref, tuple(editors), seq=seq)
            except Unavailable:
                room.editors = editors | room.editors
                raise

    async def _announce_left(self) -> None:
        """Tell of the edits that a killed server stored and told nobody of."""
        while True:
            try:
                async with self._database.work(Anonymous()) as work:
                    for each in await list_unannounced(work):
                        await announce_edits(work, each.ref, each.persons, seq=each.seq)
                return
            except Unavailable:
                await asyncio.sleep(1)

    def _start_task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._task_ended)

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("coedit_task", exc_info=task.exception())


async def _read_first(opened: Opened[Any, Any], participant: Participant, since: int) -> list[bytes]:
    """The past that this tab lacks, and who is there, as frames."""
    channel = participant.number
    snapshot, tail = await read_past(opened, since)
    frames, seq = [], since
    if snapshot is not None:
        seq = snapshot[0]
        frames.append(protocol.state(channel, *snapshot))
    for seq, update in tail:
        frames.append(protocol.relayed(channel, seq, update))
    frames.append(protocol.synced(channel, seq))
    others = participant.room.awareness.everyone()
    if others is not None:
        frames.append(protocol.awareness(channel, others))
    return frames
