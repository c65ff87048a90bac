"""A section with its shared drive, and people who stand in each relation to it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.kit.database import clone_database, dsns_of, make_template
from tests.kit.office import Office, open_office
from tests.kit.world import World, open_world

from zencho.drive import rules
from zencho.drive.actions import drives
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Person, System
from zencho.gate.belonging import find_principal
from zencho.gate.permissions import Role
from zencho.kernel.ids import new_id
from zencho.kernel.work import Database, Work
from zencho.people.rules import AGENCY
from zencho.postgres.supervisor import Cluster

SECTION, OTHER = "契約管理課", "財政課"
# Each persona and how they come to the shared drive of the section.
PERSONAS = {
    "管理 一": "manager, given by name",
    "編集 二": "editor, by belonging to the section",
    "意見 三": "commenter, given by name",
    "閲覧 四": "viewer, by belonging to another section",
    "他人 五": "stranger",
    "取消 六": "was an editor until it was taken back",
    "総務 七": "administrator of the agency, nothing more",
}


@dataclass
class Section:
    """`root` is the shared drive; `browsers` are the personas', signed in."""

    office: Office
    root: UUID
    browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.office.world

    def __getitem__(self, persona: str) -> httpx.AsyncClient:
        """By the beginning of a persona's name: `section["管理"]`."""
        return next(browser for name, browser in self.browsers.items() if name.startswith(persona))

    def id_of(self, persona: str) -> UUID:
        return next(id_ for name, id_ in self.office.persons.items() if name.startswith(persona))

    async def actor(self, persona: str, *, assurance: int = 1) -> Person:
        async with self.world.as_system() as work:
            principal = await find_principal(work, self.id_of(persona))
        assert principal is not None
        return Person(self.id_of(persona), principal.id, new_id(), assurance=assurance)

    async def folder(self, name: str, where: UUID | None = None, *, by: str = "管理") -> UUID:
        answer = await self[by].post(f"/api/folders/{where or self.root}/folders", json={"name": name})
        assert answer.status_code == 201, answer.text
        return UUID(answer.json()["id"])

    async def file(
        self, name: str, where: UUID | None = None, *, content: bytes = b"text", by: str = "管理"
    ) -> UUID:
        answer = await self.upload(name, where, content=content, by=by)
        assert answer.status_code == 201, answer.text
        return UUID(answer.json()["id"])

    async def upload(
        self,
        name: str,
        where: UUID | None = None,
        *,
        content: bytes = b"text",
        by: str = "管理",
        **headers: str,
    ) -> httpx.Response:
        return await self[by].put(
            f"/api/folders/{where or self.root}/files",
            params={"name": name},
            content=content,
            headers={each.replace("_", "-"): value for each, value in headers.items()},
        )

    async def names(self, where: UUID | None = None, *, by: str = "管理", **params: Any) -> list[str]:
        answer = await self[by].get(f"/api/folders/{where or self.root}/items", params=params)
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json()["items"]]

    async def own(self, by: str) -> UUID:
        return UUID((await self[by].get("/api/drive/roots")).json()["own"]["id"])

    async def share(self, id_: UUID, *, by: str = "管理", **change: Any) -> httpx.Response:
        return await self[by].post(f"/api/things/{id_}/sharing", json=change)

    async def statuses(self, method: str, path: str, **sent: Any) -> list[int]:
        """What each persona is answered, in the order of PERSONAS."""
        return [
            (await browser.request(method, path, **sent)).status_code for browser in self.browsers.values()
        ]

    def clockwork(self) -> AbstractAsyncContextManager[Work]:
        """A transaction of what the clock does, by the login that jobs have."""
        database: Database = self.office.app.state.engine.for_jobs
        return database.work(System("purge"))

    def person(self, persona: str) -> dict[str, str]:
        return {"kind": "person", "id": str(self.id_of(persona))}

    def unit(self, name: str) -> dict[str, str]:
        return {"kind": "unit", "id": str(self.office.units[name])}


@dataclass(frozen=True)
class _Prepared:
    """The section as it lies in a database that tests copy: people and sessions take long to make."""

    database: str
    root: UUID
    units: dict[str, UUID]
    persons: dict[str, UUID]
    cookies: dict[str, str]


_prepared: dict[int, _Prepared] = {}


@pytest.fixture
async def section(cluster: Cluster, tmp_path: Path) -> AsyncIterator[Section]:
    """契約管理課 with its shared drive, and the personas, in a database of this test's own."""
    if id(cluster) not in _prepared:
        _prepared[id(cluster)] = await _prepare(cluster, tmp_path / "prepared")
    prepared = _prepared[id(cluster)]
    async with AsyncExitStack() as stack:
        dsns = stack.enter_context(clone_database(cluster, template=prepared.database))
        world = await stack.enter_async_context(open_world(dsns, tmp_path))
        office = await stack.enter_async_context(open_office(world, tmp_path))
        office.units |= prepared.units
        office.persons |= prepared.persons
        made = Section(office, prepared.root)
        for name in PERSONAS:
            browser = office.browser(cookie=prepared.cookies[name])
            made.browsers[name] = await stack.enter_async_context(browser)
        yield made


async def _prepare(cluster: Cluster, folder: Path) -> _Prepared:
    database = make_template(cluster, "section")
    async with AsyncExitStack() as stack:
        world = await stack.enter_async_context(open_world(dsns_of(cluster, database), folder))
        office = await stack.enter_async_context(open_office(world, folder))
        await office.unit("みほん市役所", kind="agency")
        await office.unit(SECTION, "みほん市役所")
        await office.unit(OTHER, "みほん市役所")
        for number, name in enumerate(PERSONAS):
            unit = {"編集 二": SECTION, "閲覧 四": OTHER}.get(name)
            await office.person(name, name, number=f"02000{number}", unit=unit, manages=name == "総務 七")
        root = await _shared_drive(office)
        cookies = {name: await office.sign_in(name) for name in PERSONAS}
        return _Prepared(database, root, office.units, office.persons, cookies)


async def _shared_drive(office: Office) -> UUID:
    async with office.world.as_system() as work:
        opened = await gate.open(work, rules.DRIVE_ADD, AGENCY)
        root = await drives.add_shared_drive(
            opened, office.units[SECTION], name=SECTION, managers=[office.persons["管理 一"]]
        )
        root_opened = await gate.open(work, rules.THING_SHARE, root)
        given = {
            office.persons["意見 三"]: Role.COMMENTER,
            office.units[OTHER]: Role.VIEWER,
            office.persons["取消 六"]: Role.EDITOR,
        }
        for ref, role in given.items():
            principal = await find_principal(work, ref)
            assert principal is not None
            await sharing.give(root_opened, principal.id, role)
        await sharing.take(root_opened, (await find_principal(work, office.persons["取消 六"])).id)  # type: ignore[union-attr]
    return root
