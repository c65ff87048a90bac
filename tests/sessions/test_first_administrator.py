"""The first administrator registers with the link that the server prints, once."""

from typing import Any

import httpx

from tests.kit.office import Office
from tests.sessions.authenticator import Authenticator
from zencho.sessions.actions.links import make_first_administrator_link

ADMINISTRATOR = {
    "number": "015032",
    "naming": {"surname": "岡本", "given": "直", "surname_reading": "おかもと", "given_reading": "なお"},
}
PASSWORD = "はじめての あいことば 1"


async def _link(office: Office) -> str | None:
    async with office.world.as_system() as work:
        return await make_first_administrator_link(work)


async def _register(browser: httpx.AsyncClient, token: str | None, **more: Any) -> httpx.Response:
    return await browser.post(
        "/api/sessions/first-administrator", json={"token": token} | ADMINISTRATOR | more
    )


async def test_registers_by_password_and_manages_the_agency(office: Office) -> None:
    token = await _link(office)
    async with office.browser() as browser:
        look = await browser.post("/api/sessions/link/look", json={"token": token})
        assert look.json() == {"purpose": "first-administrator", "name": None}
        answer = await _register(browser, token, password=PASSWORD)
        assert answer.status_code == 204
        cookie = answer.headers["set-cookie"].split(";")[0]
        me = (await browser.get("/api/me", headers={"cookie": cookie})).json()
    assert me["person"]["name"] == "岡本 直"
    assert "people.manage" in me["agency"]["abilities"]
    assert await _link(office) is None


async def test_registers_by_passkey(office: Office) -> None:
    token, device = await _link(office), Authenticator()
    async with office.browser() as browser:
        wanted = {"token": token, "number": "015032", "name": "岡本 直"}
        offer = await browser.post("/api/sessions/first-administrator/options", json=wanted)
        credential = device.create(offer.json()["publicKey"])
        answer = await _register(browser, token, credential=credential)
        assert answer.status_code == 204
        cookie = answer.headers["set-cookie"].split(";")[0]
        assert (await browser.get("/api/me", headers={"cookie": cookie})).json()["assurance"] == 2
        ask = (await browser.post("/api/sessions/passkeys/options")).json()["publicKey"]
        again = await browser.post("/api/sessions/passkeys/verify", json={"credential": device.get(ask)})
        assert again.status_code == 204
    assert await _link(office) is None


async def test_the_link_works_once_and_a_newer_one_ends_it(office: Office) -> None:
    old = await _link(office)
    token = await _link(office)
    async with office.browser() as browser:
        assert (await _register(browser, old, password=PASSWORD)).status_code == 401
        assert (await _register(browser, token, password=PASSWORD)).status_code == 204
        other = {"number": "015033"}
        assert (await _register(browser, token, password=PASSWORD, **other)).status_code == 401


async def test_what_fails_leaves_nothing_and_the_link_stays(office: Office) -> None:
    token = await _link(office)
    async with office.browser() as browser:
        for wrong in ({"password": "short"}, {"password": PASSWORD, "number": "020418"}, {"credential": {}}):
            assert (await _register(browser, token, **wrong)).status_code in (409, 422)
        assert (await _register(browser, token)).status_code == 422
        assert (await _register(browser, token, password=PASSWORD)).status_code == 204


async def test_a_link_to_sign_in_registers_nobody(office: Office) -> None:
    token = await _link(office)
    async with office.browser() as browser:
        assert (await browser.post("/api/sessions/link", json={"token": token})).status_code == 401
        assert (await _register(browser, "wrong", password=PASSWORD)).status_code == 401
        wanted = {"token": "wrong", "number": "1", "name": "x"}
        answer = await browser.post("/api/sessions/first-administrator/options", json=wanted)
        assert answer.status_code == 401
