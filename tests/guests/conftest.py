"""A folder of the section's drive, and a guest who was invited to it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from zencho.kernel import clock
from zencho.sessions.cookie import NAME

TODAY = clock.day_of(clock.now())
GUEST = {
    "surname": "大西",
    "given": "光",
    "surname_reading": "おおにし",
    "given_reading": "ひかる",
    "organisation": "みほんビルサービス",
    "address": "onishi@example.jp",
    "role": "editor",
    "ends_on": str(TODAY + timedelta(days=30)),
}


@dataclass
class Guests:
    """`guest` is a browser signed in by the link of the invitation; `person` their id."""

    section: Section
    folder: UUID
    file: UUID
    person: UUID
    number: str
    guest: httpx.AsyncClient
    cookie: str

    async def invite(self, *, by: str = "管理", on: UUID | None = None, **other: Any) -> httpx.Response:
        return await invite(self.section, on or self.folder, by=by, **other)

    async def lines(self, by: str = "管理", *, every: bool = False) -> list[dict[str, Any]]:
        answer = await self.section[by].get("/api/guests/all" if every else "/api/guests")
        lines: list[dict[str, Any]] = answer.json()["guests"]
        return lines

    async def keep(self, how: str, *, by: str = "管理", **sent: Any) -> httpx.Response:
        method = "PUT" if how == "last-day" else "POST"
        return await self.section[by].request(method, f"/api/guests/{self.person}/{how}", **sent)

    async def stay(self, days: int, *, by: str = "管理") -> httpx.Response:
        return await self.keep("last-day", by=by, json={"ends_on": str(TODAY + timedelta(days=days))})


async def invite(section: Section, on: UUID, *, by: str = "管理", **other: Any) -> httpx.Response:  # noqa: F811
    return await section[by].post(f"/api/things/{on}/guests", json=GUEST | other)


async def enter(browser: httpx.AsyncClient, url: str) -> httpx.Response:
    """Use the link; the cookie is kept by hand: it is for https, and tests speak http."""
    answer = await browser.post("/api/sessions/link", json={"token": url.partition("#")[2]})
    if answer.status_code == 204:
        browser.headers["cookie"] = f"{NAME}={answer.cookies[NAME]}"
    return answer


@pytest.fixture
async def guests(section: Section) -> AsyncIterator[Guests]:  # noqa: F811
    folder = await section.folder("見積の提出")
    file = await section.file("仕様書.txt", folder)
    made = (await invite(section, folder)).json()
    async with section.office.browser() as guest:
        assert (await enter(guest, made["url"])).status_code == 204
        cookie = guest.headers["cookie"]
        yield Guests(section, folder, file, UUID(made["person"]), made["number"], guest, cookie)
