"""One-time links: who may make them, that they work once, and what they are worth."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.kit.office import Office
from zencho.kernel import clock
from zencho.sessions.actions.links import make_link


async def _make(office: Office, name: str, purpose: str = "sign-in") -> str:
    async with office.world.as_system() as work:
        return await make_link(work, office.persons[name], purpose)  # type: ignore[arg-type]


async def test_signs_in_once(office: Office) -> None:
    token = await _make(office, "鈴木 航")
    async with office.browser() as browser:
        first = await browser.post("/api/sessions/link", json={"token": token})
        again = await browser.post("/api/sessions/link", json={"token": token})
        assert (first.status_code, again.status_code) == (204, 401)
        assert again.json()["code"] == "link_used_or_ended"
        cookie = first.headers["set-cookie"].split(";")[0]
        me = (await browser.get("/api/me", headers={"cookie": cookie})).json()
    assert (me["person"]["name"], me["assurance"]) == ("鈴木 航", 1)


async def test_of_two_at_once_one_gets_it(office: Office) -> None:
    token = await _make(office, "鈴木 航")
    async with office.browser() as browser:
        tries = [browser.post("/api/sessions/link", json={"token": token}) for _ in range(5)]
        answers = await asyncio.gather(*tries)
    assert sorted(answer.status_code for answer in answers) == [204, 401, 401, 401, 401]


async def test_looking_uses_nothing_up(office: Office) -> None:
    token = await _make(office, "鈴木 航")
    async with office.browser() as browser:
        for _ in range(2):
            look = await browser.post("/api/sessions/link/look", json={"token": token})
            assert look.json() == {"purpose": "sign-in", "name": "鈴木 航"}
        assert (await browser.post("/api/sessions/link", json={"token": token})).status_code == 204
        assert (await browser.post("/api/sessions/link/look", json={"token": token})).status_code == 401


async def test_the_demo_s_link_counts_as_a_passkey(office: Office) -> None:
    token = await _make(office, "佐藤 みのり", "demo")
    async with office.browser() as browser:
        answer = await browser.post("/api/sessions/link", json={"token": token})
        cookie = answer.headers["set-cookie"].split(";")[0]
        assert (await browser.get("/api/me", headers={"cookie": cookie})).json()["assurance"] == 2


async def test_a_link_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    token = await _make(office, "鈴木 航")
    monkeypatch.setattr(clock, "offset", timedelta(hours=25))
    async with office.browser() as browser:
        assert (await browser.post("/api/sessions/link", json={"token": token})).status_code == 401


async def test_unknown_links_are_refused(office: Office) -> None:
    async with office.browser() as browser:
        for token in ("nothing", "A" * 256):
            answer = await browser.post("/api/sessions/link", json={"token": token})
            assert answer.status_code == 401
        for body in (b'{"token": "\\udcff"}', b'{"token": ""}', b'{"token": "' + b"A" * 257 + b'"}', b"{}"):
            headers = {"content-type": "application/json"}
            answer = await browser.post("/api/sessions/link", content=body, headers=headers)
            assert answer.status_code == 422


async def test_links_are_stored_hashed(office: Office) -> None:
    token = await _make(office, "鈴木 航")
    async with office.world.as_system() as work:
        stored = str((await work.db.execute(text("SELECT t::text FROM one_time_link t"))).all())
        record = str((await work.db.execute(text("SELECT t::text FROM audit_entry t"))).all())
    assert token not in stored + record


async def test_a_person_cannot_make_one(office: Office) -> None:
    async with office.world.as_(await office.actor("佐藤 みのり")) as work:
        with pytest.raises(AssertionError):
            await make_link(work, office.persons["鈴木 航"], "sign-in")


async def test_who_may_make_one_for_somebody(office: Office) -> None:
    await office.person("岡本 直", "おかもと なお", number="015032", unit="契約係", manages=True)
    path = f"/api/people/{office.persons['鈴木 航']}/links"
    got = {}
    for name in (None, "佐藤 みのり", "岡本 直"):
        async with office.browser(name) as browser:
            got[name] = (await browser.post(path)).status_code
    assert got == {None: 401, "佐藤 みのり": 403, "岡本 直": 201}


async def test_a_newer_link_ends_the_older(office: Office) -> None:
    await office.person("岡本 直", "おかもと なお", number="015032", unit="契約係", manages=True)
    async with office.browser("岡本 直") as browser:
        path = f"/api/people/{office.persons['鈴木 航']}/links"
        urls = [(await browser.post(path)).json()["url"] for _ in range(2)]
        unknown = "/api/people/01a20922-2257-7d61-9e85-7d0f45fc84e5/links"
        assert (await browser.post(unknown)).status_code == 404
    assert all(url.startswith("http://localhost:8080/link#") for url in urls)
    async with office.browser() as browser:
        tokens = [url.partition("#")[2] for url in urls]
        statuses = [
            (await browser.post("/api/sessions/link", json={"token": token})).status_code for token in tokens
        ]
    assert statuses == [401, 204]
