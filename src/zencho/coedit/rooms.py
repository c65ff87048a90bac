"""A room: one document that people have open, as this process knows it.

What is stored is known by clocks only (client id -> how far), never as a live document: enough to tell
whether an update integrates and whose it is, for a few bytes a client.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from zencho.coedit import protocol
from zencho.coedit.awareness import Awareness
from zencho.coedit.storing import Log
from zencho.coedit.updates import Claims, check_decodes, read_claims, read_state_vector
from zencho.gate import opening as gate
from zencho.gate.actors import Person
from zencho.gate.opening import Standing
from zencho.gate.permissions import Permission
from zencho.hub.connections import Subscription, send_to_all
from zencho.hub.frames import Malformed, Reader, text_frame
from zencho.kernel import clock
from zencho.kernel.errors import Problem, Unavailable
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

if TYPE_CHECKING:
    from zencho.coedit.engine import Coedit

T = TypeVar("T")
CURSORS_TOGETHER_SECONDS = 0.03
MOST_WAITING = 512


@dataclass(slots=True, eq=False)
class Sent:
    """One update on its way: from whom, its number there, and what it claims."""

    participant: "Participant"
    n: int
    update: bytes
    claims: Claims
    tries: int = 0


class Room:
    """The shared part: what is stored, whose it is, and who is here."""

    def __init__(self, engine: "Coedit", ref: Ref, channel: int, write: Permission[Any, str]) -> None:
        self.engine = engine
        self.ref = ref
        self.channel = channel
        self.write = write
        self.seq = 0
        self.tail = 0  # updates since the snapshot
        self.known: dict[int, int] = {}
        self.owners: dict[int, UUID | None] = {}
        self.numbers: dict[int, int] = {}
        self.participants: set[Participant] = set()
        self.listeners: set[Subscription] = set()  # theirs
        self.awareness = Awareness()
        self.editors: dict[UUID, Person] = {}
        self.edited_first = self.edited_last = 0.0
        self.is_compacting = False
        self.compact_at = 0
        self.loading: asyncio.Future[None] | None = None
        self._cursors: asyncio.TimerHandle | None = None

    def take_in(self, log: Log) -> None:
        """Begin (again) from what is stored."""
        self.known, self.numbers = {}, {}
        self.seq, self.tail = 0, len(log.tail)
        if log.snapshot is not None:
            self.seq, state_vector = log.snapshot
            self.known = read_state_vector(state_vector)
        self.owners = {client: person for client, person, _ in log.clients}
        self.numbers = {client: n for client, _, n in log.clients}
        for seq, payload, client, n in log.tail:
            self.seq = max(self.seq, seq)
            self.numbers[client] = max(self.numbers.get(client, 0), n)
            for brought, (_, end) in read_claims(payload).brings.items():
                self.known[brought] = max(self.known.get(brought, 0), end)

    def draft(self) -> "Draft":
        """What would be stored after the updates of one batch."""
        return Draft(Overlay(self.known), Overlay(self.owners), Overlay(self.numbers), self.seq)

    def stored(self, sent: Sent, seq: int, binds: Iterable[int]) -> None:
        """An update is on disk."""
        client, person = sent.participant.client, sent.participant.person
        self.seq = max(self.seq, seq)
        self.tail += 1
        self.numbers[client] = sent.n
        for bound in binds:
            self.owners.setdefault(bound, person.id)
        for brought, (_, end) in sent.claims.brings.items():
            self.known[brought] = max(self.known.get(brought, 0), end)
        now = asyncio.get_running_loop().time()
        self.edited_first = self.edited_first if self.editors else now
        self.edited_last = now
        self.editors[person.id] = person

    def enter(self, participant: "Participant") -> None:
        self.participants.add(participant)
        self.listeners.add(participant.listener)

    def leave(self, participant: "Participant") -> None:
        self.participants.discard(participant)
        self.listeners.discard(participant.listener)

    def cursors_changed(self) -> None:
        if self._cursors is None:
            self._cursors = asyncio.get_running_loop().call_later(
                CURSORS_TOGETHER_SECONDS, self._send_cursors
            )

    def _send_cursors(self) -> None:
        self._cursors = None
        frame = protocol.awareness(self.channel, self.awareness.changed())
        send_to_all(self.listeners, frame, otherwise=Subscription.send_passing)


class Overlay(Generic[T]):
    """What a batch would add to a dict of thousands that stays as it is. (A ChainMap took a tenth of the
    time of an update.)"""

    __slots__ = ("_added", "_below")

    def __init__(self, below: Mapping[int, T]) -> None:
        self._below = below
        self._added: dict[int, T] = {}

    def __setitem__(self, key: int, value: T) -> None:
        self._added[key] = value

    def get(self, key: int, otherwise: T) -> T:
        return self._added[key] if key in self._added else self._below.get(key, otherwise)


_NOBODY_YET = UUID(int=0)  # a client id that nobody has used; None is the server's own


@dataclass(slots=True)
class Draft:
    """A room as it would be; nothing of it counts before it is on disk."""

    known: Overlay[int]
    owners: "Overlay[UUID | None]"
    numbers: Overlay[int]
    seq: int
    binds: tuple[int, ...] = field(default=())

    def take(self, sent: Sent) -> str | None:
        """Take in an update -> None, or why not. `binds` are then the client ids that it uses first."""
        participant, claims = sent.participant, sent.claims
        client, person = participant.client, participant.person.id
        if sent.n != self.numbers.get(client, 0) + 1:
            return "out_of_order"
        if not claims.is_complete(self.known):
            return "incomplete"
        mine = claims.list_new_clients(self.known)
        binds = []
        for each in {client, *mine}:
            owner = self.owners.get(each, _NOBODY_YET)
            if owner == _NOBODY_YET:
                binds.append(each)
            elif owner != person:
                return "not_yours"
        self.binds = tuple(binds)
        for each in binds:
            self.owners[each] = person
        self.numbers[client] = sent.n
        for brought, (_, end) in claims.brings.items():
            if end > self.known.get(brought, 0):
                self.known[brought] = end
        self.seq += 1
        return None


class Participant:
    """One tab in a room: the room's channel as this tab has it."""

    def __init__(self, room: Room, listener: Subscription, client: int) -> None:
        self.room = room
        self.listener = listener
        self.client = client
        self.standing: Standing | None = None
        self.number = room.channel
        self.waiting = 0  # updates that came and are neither stored nor refused
        self.parked: list[Sent] | None = None  # while the right to write is asked again
        self.first: list[bytes] = []
        self.is_gone = False
        self.is_described = False
        self.has_been_refused = False

    @property
    def person(self) -> Person:
        return self.listener.connection.actor

    @property
    def is_allowed(self) -> bool:
        """Whether writing was allowed when last decided, and no date has passed since."""
        standing = self.standing
        return standing is not None and (standing.until is None or clock.now() < standing.until)

    def describe(self) -> dict[str, Any]:
        self.is_described = True
        n = self.room.numbers.get(self.client, 0)
        return {"writable": self.standing is not None, "acknowledged": n}

    def first_frames(self) -> list[bytes]:
        first, self.first = self.first, []
        return first

    def receive(self, payload: bytes) -> None:
        """A message of the protocol. Raises Malformed where it is none."""
        reader = Reader(payload)
        kind = reader.varuint()
        if kind == protocol.UPDATE:
            self._receive_update(reader.varuint(), reader.varbytes())
        elif kind == protocol.AWARENESS:
            if self.room.awareness.take(reader.varbytes(), self.client, self.person.id):
                self.room.cursors_changed()
        else:
            raise Malformed("unknown message")

    def _receive_update(self, n: int, update: bytes) -> None:
        if self.waiting >= MOST_WAITING:
            raise Malformed("more updates waiting than a client may have")
        try:
            claims = read_claims(update)
            check_decodes(update)
        except Malformed:
            self.refuse(n, "malformed")
            return
        self.waiting += 1
        self.room.engine.writer.submit(Sent(self, n, update, claims))

    def answered(self) -> None:
        """One that waited is stored or refused."""
        self.waiting -= 1

    def refuse(self, n: int, code: str) -> None:
        """This update and what follows it is not stored."""
        self.listener.send(protocol.refused(self.number, n, code))

    async def decide(self, work: Work) -> None:
        """Whether this tab may write, without a record of refusal: reading only is nothing to record."""
        thing, standing = self.room.ref.id, None
        if self.room.write.name in (await gate.abilities(work, [thing])).get(thing, ()):
            standing = (await gate.open(work, self.room.write, thing)).standing
            self.has_been_refused = False
        self._stand(standing)

    async def ask_to_write(self, work: Work) -> None:
        """Somebody writes who was not allowed to: ask the gate so that a refusal is on the record."""
        standing = None
        try:
            standing = (await gate.open(work, self.room.write, self.room.ref.id)).standing
        except Unavailable:
            raise  # no answer is no refusal
        except Problem:
            self.has_been_refused = True
        self._stand(standing)

    def _stand(self, standing: Standing | None) -> None:
        """The gate has answered. Until it has, the last answer stays: what is written on it is judged again
        at commit, and a reader of a half-made answer would refuse what the gate allows."""
        was, self.standing = self.standing, standing
        if (was is None) != (standing is None):
            self._tell_writable()

    def renew(self) -> None:
        """Where the others' carets are now, to a tab that was held while they moved."""
        everyone = self.room.awareness.everyone()
        if everyone is not None:
            self.listener.send_passing(protocol.awareness(self.number, everyone))

    def _tell_writable(self) -> None:
        if not self.is_described:
            return  # the answer to its subscription will say so
        writable = self.standing is not None
        message = {"type": "rights", "ref": str(self.room.ref), "writable": writable}
        self.listener.send(text_frame(message))

    def leave(self) -> None:
        self.is_gone = True
        self.room.leave(self)
        if self.room.awareness.leave(self.client):
            self.room.cursors_changed()
        self.room.engine.left(self.room)
