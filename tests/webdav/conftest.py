"""A section whose shared drive is mounted: clients with app passwords, and all of it on a real port."""

import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID
from xml.etree import ElementTree

import httpx
import pytest

from tests.drive.conftest import SECTION, Section, section  # noqa: F401 - pytest finds fixtures by name
from tests.kit.serving import Served, serve
from zencho.kernel import clock

DAV = "{DAV:}"
ROOT = f"/dav/{quote(SECTION)}"


def basic(number: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{number}:{secret}".encode()).decode()


def in_days(days: int) -> str:
    return str(clock.day_of(clock.now()) + timedelta(days=days))


@dataclass
class Client:
    """A program on some machine. Paths are below the drive of the section, typed as people read them."""

    http: httpx.AsyncClient
    number: str
    secret: str
    id_: str
    agent: str = "davfs2/1.6.1 neon/0.32"

    async def ask(self, method: str, path: str = "", **more: Any) -> httpx.Response:
        headers = {"authorization": basic(self.number, self.secret), "user-agent": self.agent}
        headers |= more.pop("headers", {})
        return await self.http.request(method, at(path), headers=headers, **more)

    async def put(self, path: str, content: bytes = b"text", **headers: str) -> httpx.Response:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.ask("PUT", path, content=content, headers=said)

    async def move(self, path: str, to: str, *, overwrite: bool = True) -> httpx.Response:
        return await self._carry("MOVE", path, to, overwrite=overwrite)

    async def copy(self, path: str, to: str, *, overwrite: bool = True) -> httpx.Response:
        return await self._carry("COPY", path, to, overwrite=overwrite)

    async def _carry(self, method: str, path: str, to: str, *, overwrite: bool) -> httpx.Response:
        headers = {
            "destination": str(self.http.base_url.join(at(to))),
            "overwrite": "T" if overwrite else "F",
        }
        return await self.ask(method, path, headers=headers)

    async def lock(self, path: str, *, seconds: int = 600, **headers: str) -> httpx.Response:
        body = (
            '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/>'
            "</D:locktype><D:owner>見本</D:owner></D:lockinfo>"
        )
        said = {"timeout": f"Second-{seconds}", "depth": "0"} | headers
        return await self.ask("LOCK", path, content=body.encode(), headers=said)

    async def names(self, path: str = "", *, depth: str = "1") -> list[str]:
        """What is in a folder, by the names a client shows."""
        return [each.name for each in await self.find(path, depth=depth)][1:]

    async def find(self, path: str = "", body: str = "", *, depth: str = "0") -> list["Found"]:
        answer = await self.ask("PROPFIND", path, content=body.encode(), headers={"depth": depth})
        assert answer.status_code == 207, answer.text
        return read_found(answer.content)


def at(path: str) -> str:
    """`/dav` itself for what begins so."""
    if path.startswith("/dav"):
        return path
    return ROOT + "".join(f"/{quote(part)}" for part in path.split("/") if part)


@dataclass
class Found:
    """A thing of a multi-status: its path, and its properties by status."""

    href: str
    props: dict[int, dict[str, ElementTree.Element]]

    def text(self, name: str) -> str | None:
        found = self.props.get(200, {}).get(DAV + name)
        return None if found is None else found.text

    @property
    def name(self) -> str:
        return self.text("displayname") or ""


def read_found(content: bytes) -> list[Found]:
    things = []
    for response in ElementTree.fromstring(content).findall(f"{DAV}response"):
        props: dict[int, dict[str, ElementTree.Element]] = {}
        for stat in response.findall(f"{DAV}propstat"):
            status = int((stat.findtext(f"{DAV}status") or "").split()[1])
            props[status] = {each.tag: each for each in stat.findall(f"{DAV}prop/*")}
        things.append(Found(response.findtext(f"{DAV}href") or "", props))
    return things


def token_in(answer: httpx.Response) -> str:
    assert answer.status_code in (200, 201), answer.text
    found = re.fullmatch(r"<(.+)>", answer.headers["lock-token"])
    assert found
    return found[1]


@dataclass
class Mount:
    """The section, and the programs of its people."""

    section: Section
    http: httpx.AsyncClient
    clients: dict[str, Client] = field(default_factory=dict)

    async def make(self, persona: str, name: str = "窓口のPC", **client: Any) -> Client:
        browser = self.section[persona]
        wanted = {"name": name, "ends_on": in_days(30)}
        made = await browser.post("/api/me/app-passwords", json=wanted)
        assert made.status_code == 201, made.text
        listed = (await browser.get("/api/me/app-passwords")).json()
        return Client(self.http, listed["number"], made.json()["secret"], made.json()["id"], **client)

    async def client(self, persona: str = "編集") -> Client:
        if persona not in self.clients:
            self.clients[persona] = await self.make(persona)
        return self.clients[persona]

    async def item(self, id_: UUID | str, *, by: str = "閲覧") -> dict[str, Any]:
        answer = await self.section[by].get(f"/api/things/{id_}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()["item"]
        return found

    async def listed(self, where: UUID | None = None, *, by: str = "管理") -> dict[str, dict[str, Any]]:
        answer = await self.section[by].get(f"/api/folders/{where or self.section.root}/items")
        return {item["name"]: item for item in answer.json()["items"]}

    async def versions(self, id_: UUID | str) -> list[dict[str, Any]]:
        answer = await self.section["管理"].get(f"/api/files/{id_}/versions")
        found: list[dict[str, Any]] = answer.json()["versions"]
        return found

    async def binned(self) -> list[str]:
        answer = await self.section["管理"].get("/api/drive/bin?whose=all")
        return [each["item"]["name"] for each in answer.json()["items"]]

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Served]:
        async with serve(self.section.office.app, self.section.world.dsns) as served:
            yield served


@pytest.fixture
async def mount(section: Section) -> AsyncIterator[Mount]:  # noqa: F811
    async with section.office.browser() as nobody:
        yield Mount(section, nobody)
