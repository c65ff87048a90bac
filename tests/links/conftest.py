"""A folder with a receive link, and somebody outside who holds it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from zencho.kernel import clock

ENDS_ON = clock.day_of(clock.now()) + timedelta(days=60)
ENDS_AT = f"{ENDS_ON}T15:00:00Z"  # the end date includes its day, here in Tokyo
NEW = {"subject": "庁舎清掃 見積書の提出", "ends_on": str(ENDS_ON)}


@dataclass
class Outsider:
    """A browser that nobody signed in with, and what it holds."""

    browser: httpx.AsyncClient
    secret: str = ""
    token: str = ""

    async def look(self, secret: str | None = None) -> httpx.Response:
        return await self.browser.post("/api/receive/look", json={"secret": secret or self.secret})

    async def begin(self, passphrase: str = "") -> httpx.Response:
        asked = {"secret": self.secret, "passphrase": passphrase}
        answer = await self.browser.post("/api/receive/begin", json=asked)
        if answer.status_code == 201:
            self.token = answer.json()["token"]
        return answer

    async def file(self, name: str, content: Any = b"text", *, size: int | None = None) -> httpx.Response:
        headers = {"X-Reception": self.token, "X-Expected-Size": str(len(content) if size is None else size)}
        path = "/api/receive/files"
        return await self.browser.put(path, params={"name": name}, content=content, headers=headers)

    async def send(self, sender: str = "株式会社みほん") -> httpx.Response:
        return await self.browser.post(
            "/api/receive/send", json={"sender": sender}, headers={"X-Reception": self.token}
        )


@dataclass
class Receiving:
    """A folder of the section with one link, made by an editor; `outsider` holds it."""

    section: Section
    folder: UUID
    link: str
    outsider: Outsider

    @property
    def path(self) -> str:
        return f"/api/folders/{self.folder}/receive-links"

    async def make(self, *, by: str = "編集", **other: Any) -> httpx.Response:
        answer = await self.section[by].post(self.path, json=NEW | other)
        if answer.status_code == 201:
            self.link = answer.json()["id"]
            self.outsider.secret = answer.json()["url"].partition("#")[2]
        return answer

    async def lines(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = (await self.section["編集"].get(self.path)).json()["links"]
        return lines

    async def items(self, folder: UUID | str | None = None) -> list[dict[str, Any]]:
        answer = await self.section["管理"].get(f"/api/folders/{folder or self.folder}/items")
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


@pytest.fixture
async def receiving(section: Section) -> AsyncIterator[Receiving]:  # noqa: F811
    async with section.office.browser() as browser:
        made = Receiving(section, await section.folder("契約事務"), "", Outsider(browser))
        assert (await made.make()).status_code == 201
        yield made
