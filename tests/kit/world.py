"""A small organisation for tests: people, units, groups and folders in few lines, all through the gate."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from zencho.entry.wiring import register_features
from zencho.gate import belonging, sharing
from zencho.gate import opening as gate
from zencho.gate.actors import AnyActor, Person, System
from zencho.gate.guarding import keep_shipped
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.gate.tables import ALWAYS
from zencho.kernel.blobs import Blobs
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database, Work
from zencho.postgres.roles import Dsns


@dataclass
class World:
    """`database` as the application's role. Units and groups are named by their principal's integer."""

    database: Database
    dsns: Dsns
    refs: dict[int, UUID] = field(default_factory=dict)

    @asynccontextmanager
    async def as_system(self) -> AsyncIterator[Work]:
        """A transaction that may do what tests prepare."""
        async with self.database.work(System("sample-city")) as work:
            yield work

    @asynccontextmanager
    async def as_(self, actor: AnyActor) -> AsyncIterator[Work]:
        """A transaction as anybody."""
        async with self.database.work(actor) as work:
            yield work

    async def person(self, *belongs: int, assurance: int = 1) -> Person:
        """A new person, a member of these units and groups for ever."""
        id_ = new_id()
        async with self.as_system() as work:
            principal = await belonging.add_principal(work, id_, "person")
            for container in belongs:
                await belonging.add_member(work, principal, container)
        self.refs[principal] = id_
        return Person(id_, principal, new_id(), assurance=assurance)

    async def unit(self, parent: int | None = None, *, kind: str = "unit") -> int:
        """A new unit (or group), inside `parent`."""
        id_ = new_id()
        async with self.as_system() as work:
            principal = await belonging.add_principal(work, id_, kind)
            if parent is not None:
                await belonging.add_member(work, principal, parent)
        self.refs[principal] = id_
        return principal

    async def belong(
        self, child: int, parent: int, *, starts: datetime = ALWAYS[0], ends: datetime = ALWAYS[1]
    ) -> int:
        """An edge with dates -> its id."""
        async with self.as_system() as work:
            return await belonging.add_member(work, child, parent, starts=starts, ends=ends)

    async def root(self, *grants: tuple[int, Role], label: int = 2, kind: str = "folder") -> UUID:
        """A thing without parent, given to these. It has no content: packages add their own rows."""
        id_ = new_id()
        async with self.as_system() as work:
            await sharing.add_root(work, Ref(kind, id_), label=label, grants=grants)
        return id_

    async def may(self, actor: AnyActor, permission: str, id_: UUID) -> str:
        """What the gate answers: `open`, `refused` or `unseen`."""
        try:
            async with self.database.work(actor) as work:
                await gate.open(work, PERMISSIONS[permission], id_)
        except gate.Refused:
            return "refused"
        except gate.Unseen:
            return "unseen"
        return "open"

    async def table(self, permission: str, id_: UUID, actors: Sequence[AnyActor]) -> list[str]:
        """One row of a personas table."""
        return [await self.may(actor, permission, id_) for actor in actors]


@asynccontextmanager
async def open_world(dsns: Dsns, folder: Path) -> AsyncIterator[World]:
    """The product's gate over an empty database, with the shipped guard rails."""
    register_features()
    database = Database(dsns.app, prepare=gate.prepare, blobs=Blobs(folder / "blobs"), pool_size=4)
    try:
        async with database.work(System("sample-city")) as work:
            await keep_shipped(work)
        yield World(database, dsns)
    finally:
        await database.close()
