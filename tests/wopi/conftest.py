"""A section whose city has an office editor."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from tests.kit.office import ORIGIN
from tests.wopi.office import FakeOffice, WopiClient, serve_office
from zencho.wopi.editor import OfficeEditor


@dataclass
class Desk:
    """The section, its office editor, and the editor's way to us."""

    section: Section
    office: FakeOffice
    http: httpx.AsyncClient

    @property
    def editor(self) -> OfficeEditor:
        found: OfficeEditor = self.section.office.app.state.office_editor
        return found

    async def open(self, id_: UUID, *, by: str = "編集") -> WopiClient:
        """That person opens a file in the page: the editor has its token."""
        answer = await self.section[by].post(f"/api/files/{id_}/office-editor")
        assert answer.status_code == 201, answer.text
        return WopiClient(self.office, self.http, id_, answer.json()["access_token"])

    async def file(
        self, name: str = "a.wopitest", content: bytes = b"one", *, by: str = "編集"
    ) -> WopiClient:
        """A file that this person opened in the page."""
        return await self.open(await self.section.file(name, content=content), by=by)

    async def versions(self, id_: UUID) -> list[dict[str, Any]]:
        answer = await self.section["閲覧"].get(f"/api/files/{id_}/versions")
        found: list[dict[str, Any]] = answer.json()["versions"]
        return found

    async def editing(self, id_: UUID) -> list[tuple[UUID, bool]]:
        """Who edits, as a reader sees it: (person, in the page)."""
        item = (await self.section["閲覧"].get(f"/api/things/{id_}")).json()["item"]
        return [(UUID(each["person"]), each["in_page"]) for each in item["editing"]]


@pytest.fixture
async def desk(section: Section) -> AsyncIterator[Desk]:  # noqa: F811
    with serve_office() as office:
        section.office.app.state.office_editor = OfficeEditor(office.address, calls=ORIGIN)
        async with section.office.browser() as nobody:
            yield Desk(section, office, nobody)
