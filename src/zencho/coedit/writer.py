"""The one writer of all rooms: takes all that waits, commits it as one, then acknowledges and relays.

Nothing is relayed before it is on disk, so nobody can see, and answer, what a crash then forgets. While the
database does not answer the queue waits; its clients see 送信中 because no acknowledgement comes.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg

from zencho.coedit import protocol, storing
from zencho.coedit.rooms import Draft, Participant, Room, Sent
from zencho.coedit.statement import Statement
from zencho.coedit.storing import Row
from zencho.hub.connections import Subscription, send_to_all
from zencho.kernel import clock
from zencho.kernel.logs import log

if TYPE_CHECKING:
    from zencho.coedit.engine import Coedit

MOST_ROWS = 1_000
MOST_BYTES = 8 * 1024 * 1024
RECONNECT_SECONDS = 0.25


class Writer:
    """Runs until cancelled. `refused_at_commit` counts updates whose right was gone at the last moment."""

    def __init__(self, dsn: str, engine: "Coedit") -> None:
        self._dsn = dsn
        self._engine = engine
        self._queue: deque[Sent] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._connection: storing.Connection | None = None
        self._statement: Statement | None = None
        self.refused_at_commit = 0
        self.committed = 0

    def submit(self, sent: Sent) -> None:
        """An update waits to be stored."""
        self._queue.append(sent)
        self._idle.clear()
        self._wake.set()

    def submit_first(self, batch: Sequence[Sent]) -> None:
        """Updates that came before all that waits."""
        self._queue.extendleft(reversed(batch))
        if batch:
            self._idle.clear()
            self._wake.set()

    async def until_idle(self) -> None:
        """Wait until all that was submitted is stored or refused."""
        await self._idle.wait()

    async def run(self) -> None:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._queue:
                    await self._write_or_refuse(self._take())
                self._idle.set()
        finally:
            await self._disconnect()

    async def _write_or_refuse(self, batch: list[Sent]) -> None:
        try:
            await self._write(batch)
        except Exception as error:
            # A fault of ours with one batch must not end writing for everybody: it may be sent again.
            log.error("coedit_write", exc_info=error)
            await self._disconnect()
            for sent in batch:
                sent.participant.answered()
                sent.participant.refuse(sent.n, "unavailable")
            await asyncio.sleep(RECONNECT_SECONDS)

    def _take(self) -> list[Sent]:
        batch: list[Sent] = []
        size = 0
        while self._queue and len(batch) < MOST_ROWS and size < MOST_BYTES:
            sent = self._queue.popleft()
            size += len(sent.update)
            batch.append(sent)
        return batch

    async def _write(self, batch: list[Sent]) -> None:
        drafts: dict[Room, Draft] = {}
        rows: list[tuple[Sent, Row]] = []
        for sent in batch:
            row = self._check(sent, drafts)
            if row is not None:
                rows.append((sent, row))
        if not rows:
            return
        try:
            if self._statement is None:
                await self._connect(drafts)
                self.submit_first([sent for sent, _ in rows])  # what is stored may differ from what we knew
                return
            stored = await storing.store(self._statement, [row for _, row in rows], clock.now())
        except (psycopg.OperationalError, psycopg.InterfaceError, OSError) as error:
            log.warning("coedit_lost_database", error=type(error).__name__)
            await self._disconnect()
            self.submit_first([sent for sent, _ in rows])
            await asyncio.sleep(RECONNECT_SECONDS)
            return
        except psycopg.Error as error:
            # A row that the database refuses (the thing moved or is gone): each is asked again by itself.
            log.warning("coedit_refused_by_database", error=type(error).__name__)
            await self._disconnect()
            stored = set()
        self._settle(rows, stored)

    def _check(self, sent: Sent, drafts: dict[Room, Draft]) -> Row | None:
        """A row to store; None where the update is answered already."""
        participant, room = sent.participant, sent.participant.room
        draft = drafts.get(room)
        if draft is None:
            draft = drafts[room] = room.draft()
        if participant.is_gone:
            return None
        if sent.n <= room.numbers.get(participant.client, 0) and _is_mine(room, participant):
            participant.answered()
            participant.listener.send(protocol.acknowledged(room.channel, sent.n, room.seq))
            return None
        if participant.parked is not None:
            participant.parked.append(sent)
            return None
        if not participant.is_allowed:
            self._engine.ask_again(participant, [sent])
            return None
        assert participant.standing is not None
        reason = draft.take(sent)
        if reason is not None:
            participant.answered()
            participant.refuse(sent.n, reason)
            return None
        person = participant.person
        return Row(
            room.ref.id, draft.seq, sent.update, person.id, person.session_id,
            participant.client, sent.n, participant.standing, draft.binds,
        )  # fmt: skip

    def _settle(self, rows: list[tuple[Sent, Row]], stored: set[tuple[UUID, int]]) -> None:
        relays: dict[Room, list[tuple[Sent, int]]] = defaultdict(list)
        again: dict[Participant, list[Sent]] = defaultdict(list)
        for sent, row in rows:
            room = sent.participant.room
            if (row.thing_id, row.seq) in stored:
                room.stored(sent, row.seq, row.binds)
                sent.participant.answered()
                relays[room].append((sent, row.seq))
                self.committed += 1
            else:
                self.refused_at_commit += 1
                again[sent.participant].append(sent)
        for room, sents in relays.items():
            _relay(room, sents)
            self._engine.wrote(room)
        for participant, sents_ in again.items():
            self._engine.ask_again(participant, sents_)

    async def _connect(self, drafts: dict[Room, Draft]) -> None:
        connection = await psycopg.AsyncConnection.connect(self._dsn, autocommit=True, connect_timeout=10)
        try:
            # What was on its way when the last connection broke may be stored or not: ask what is.
            for room in {*drafts, *self._engine.list_rooms()}:
                room.take_in(await storing.load(connection, room.ref.id))
            self._statement = await storing.prepare(connection)
        except BaseException:
            await connection.close()
            raise
        self._connection = connection

    async def _disconnect(self) -> None:
        statement, self._statement = self._statement, None
        if statement is not None:
            statement.close()
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


def _is_mine(room: Room, participant: Participant) -> bool:
    return room.owners.get(participant.client) == participant.person.id


def _relay(room: Room, sents: list[tuple[Sent, int]]) -> None:
    """One write for each tab, however many updates it brings; the author is told the number instead."""
    frames = [(sent, seq, protocol.relayed(room.channel, seq, sent.update)) for sent, seq in sents]
    authors = {sent.participant for sent, _ in sents}
    others = room.listeners.difference([author.listener for author in authors])
    send_to_all(others, b"".join([frame for *_, frame in frames]), otherwise=Subscription.send)
    for author in authors:
        author.listener.send(
            b"".join(
                [
                    protocol.acknowledged(room.channel, sent.n, seq) if sent.participant is author else frame
                    for sent, seq, frame in frames
                ]
            )
        )
