"""A hand-made co-editing client: a Yjs document, counted updates, and what the server says of them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from pycrdt import Doc, Text

from tests.kit.live import SOON_SECONDS, Live, Tab, open_live, plain_permissions
from tests.kit.world import World
from zencho.coedit import kinds, protocol
from zencho.coedit.engine import Coedit
from zencho.gate.actors import Person
from zencho.gate.permissions import Permission, Role
from zencho.hub.frames import Reader, varbytes, varuint
from zencho.kernel.children import Children
from zencho.kernel.work import Work


async def _load_id(_work: Work, id_: UUID) -> UUID:
    return id_


WRITE: Permission[UUID, Literal["note.write"]] = Permission(
    "note.write", Role.EDITOR, _load_id, frozenset({"note"}), writes=True
)


@dataclass
class Pen:
    """One tab with a note open. `unacknowledged` are its updates by number."""

    tab: Tab
    ref: str
    client: int
    document: "Doc[Any]"
    channel: int = 0
    writable: bool = False
    n: int = 0
    seq: int = 0
    unacknowledged: dict[int, bytes] = field(default_factory=dict)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    awareness: dict[int, Any] = field(default_factory=dict)

    @property
    def text(self) -> Text:
        return self.document.get("t", type=Text)

    async def open(self, **more: Any) -> dict[str, Any]:
        """Open the note (again): sends what is unacknowledged again, in order."""
        room = {"client": self.client, "since": self.seq}
        answer = await self.tab.listen(self.ref, room=room, **more)
        if answer["type"] == "subbed":
            self.channel, self.writable = answer["channel"], answer["writable"]
            await self.until(protocol.SYNCED)
            for n, update in sorted(self.unacknowledged.items()):
                await self.send_update(n, update)
        return answer

    def write(self, text: str, at: int | None = None) -> tuple[int, bytes]:
        """Type something here -> the number and bytes of the update, not sent yet."""
        before = self.document.get_state()
        with self.document.transaction():
            self.text.insert(len(self.text) if at is None else at, text)
        self.n += 1
        update = self.document.get_update(before)
        self.unacknowledged[self.n] = update
        return self.n, update

    async def send_update(self, n: int, update: bytes) -> None:
        await self.send(varuint(protocol.UPDATE) + varuint(n) + varbytes(update))

    async def send(self, payload: bytes) -> None:
        await self.tab.socket.send(varuint(self.channel) + payload)

    async def type(self, text: str) -> int:
        """Type and send -> the number."""
        n, update = self.write(text)
        await self.send_update(n, update)
        return n

    async def until(self, kind: int, seconds: float = SOON_SECONDS, *, n: int | None = None) -> None:
        """Take frames until one of this kind (with this number) came. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                frame = await self.tab.next(seconds)
                if isinstance(frame, bytes):
                    if self.take(frame) == (kind, n) or (n is None and self.last == kind):
                        return
                elif frame["type"] == "rights":
                    self.writable = frame["writable"]
                elif frame["type"] == "gone":
                    raise ConnectionResetError(frame["code"])

    last: int = 0

    def take(self, frame: bytes) -> tuple[int, int | None]:
        """Take in one binary frame -> its kind and number."""
        reader = Reader(frame)
        assert reader.varuint() == self.channel
        kind = self.last = reader.varuint()
        number: int | None = None
        if kind in (protocol.RELAYED, protocol.STATE):
            self.seq = max(self.seq, reader.varuint())
            self.document.apply_update(reader.varbytes())
        elif kind == protocol.ACKNOWLEDGED:
            number = reader.varuint()
            self.seq = max(self.seq, reader.varuint())
            for each in [n for n in self.unacknowledged if n <= number]:
                del self.unacknowledged[each]
        elif kind == protocol.REFUSED:
            number = reader.varuint()
            self.refusals.append((number, reader.varstring()))
        elif kind == protocol.SYNCED:
            self.seq = max(self.seq, reader.varuint())
        elif kind == protocol.AWARENESS:
            inner = Reader(reader.varbytes())
            for _ in range(inner.varuint()):
                client, _clock = inner.varuint(), inner.varuint()
                state = json.loads(inner.varstring())
                self.awareness[client] = state
                if state is None:
                    del self.awareness[client]
        return kind, number


_clients = iter(range(1_000, 2**31))


def make_pen(tab: Tab, note: UUID, *, client: int | None = None) -> Pen:
    """A pen with a fresh document, not open yet."""
    id_ = next(_clients) if client is None else client
    return Pen(tab, f"note:{note}", id_, Doc(client_id=id_))


@dataclass
class Desk:
    """A live hub whose notes are written together."""

    live: Live
    coedit: Coedit

    @property
    def world(self) -> World:
        return self.live.world

    async def note(self, *grants: tuple[Person, Role]) -> UUID:
        return await self.world.root(*((p.principal, role) for p, role in grants), kind="note")

    @asynccontextmanager
    async def pen(self, person: Person, note: UUID) -> AsyncIterator[Pen]:
        """A tab of this person with the note open."""
        async with self.live.tab(person) as tab:
            pen = make_pen(tab, note)
            assert (await pen.open())["type"] == "subbed"
            yield pen


@asynccontextmanager
async def open_desk(world: World, **options: Any) -> AsyncIterator[Desk]:
    """Serve hub and co-editing over this world's database."""
    kinds.register("note", read=WRITE, write=WRITE)
    with plain_permissions(WRITE):
        async with open_live(world, **options) as live:
            coedit = Coedit(world.database, world.dsns.app, Children())
            live.hub.add_rooms(coedit)
            await coedit.start()
            try:
                yield Desk(live, coedit)
            finally:
                await coedit.stop()
    del kinds.KINDS["note"]
