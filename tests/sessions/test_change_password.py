"""Changing one's password, and setting the first."""

import httpx
import pytest

from tests.kit.office import Office
from tests.sessions.conftest import PASSWORD

NEW = "あたらしい あいことば 7"


async def _change(browser: httpx.AsyncClient, password: str, present: str = "") -> httpx.Response:
    return await browser.put("/api/me/password", json={"password": password, "present": present})


async def _sign_in(browser: httpx.AsyncClient, number: str, password: str) -> int:
    body = {"number": number, "password": password}
    return (await browser.post("/api/sessions/password", json=body)).status_code


async def test_the_new_one_works_and_the_old_sessions_end(office: Office) -> None:
    async with office.browser("佐藤 みのり") as here, office.browser("佐藤 みのり") as elsewhere:
        assert (await _change(here, NEW, PASSWORD)).status_code == 204
        assert (await here.get("/api/me")).status_code == 200
        assert (await elsewhere.get("/api/me")).status_code == 401
    async with office.browser() as browser:
        assert await _sign_in(browser, "020418", PASSWORD) == 401
        assert await _sign_in(browser, "020418", NEW) == 204


async def test_the_present_one_is_asked_for_and_guesses_are_counted(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        answer = await _change(browser, NEW, "ちがう")
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong_password")
        statuses = [(await _change(browser, NEW, "ちがう")).status_code for _ in range(10)]
        assert statuses == [422] * 9 + [429]


async def test_who_has_none_sets_the_first(office: Office) -> None:
    async with office.browser("鈴木 航") as browser:
        assert (await browser.get("/api/me/credentials")).json()["password_changed_at"] is None
        assert (await _change(browser, NEW)).status_code == 204
        assert (await browser.get("/api/me/credentials")).json()["password_changed_at"] is not None
    async with office.browser() as browser:
        assert await _sign_in(browser, "021106", NEW) == 204


@pytest.mark.parametrize(
    "password", ["みじかい", "a" * 30, "ababababababab", "x020418-long-enough", "ｘ０２０４１８-long"]
)
async def test_simple_ones_are_refused(office: Office, password: str) -> None:
    async with office.browser("佐藤 みのり") as browser:
        answer = await _change(browser, password, PASSWORD)
    assert (answer.status_code, answer.json()["code"]) == (422, "password_too_simple")
    assert answer.json()["params"] == {"least": 12}


async def test_nobody_is_told_to_sign_in(office: Office) -> None:
    async with office.browser() as browser:
        assert (await _change(browser, NEW, PASSWORD)).status_code == 401
