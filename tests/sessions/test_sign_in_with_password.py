"""Signing in with 職員番号 and password."""

import re
import statistics
from time import perf_counter

import httpx
import pytest
from sqlalchemy import text

from tests.kit.office import Office
from tests.sessions.conftest import PASSWORD
from zencho.sessions.actions import throttle
from zencho.sessions.cookie import NAME

WRONG = "ちがう あいことば 2026"


async def _try(browser: httpx.AsyncClient, number: str, password: str) -> httpx.Response:
    return await browser.post("/api/sessions/password", json={"number": number, "password": password})


async def test_signs_in_and_says_who(office: Office) -> None:
    async with office.browser() as browser:
        answer = await _try(browser, "020418", PASSWORD)
        assert answer.status_code == 204
        token = re.match(rf"{NAME}=([^;]+)", answer.headers["set-cookie"])
        assert token
        me = await browser.get("/api/me", headers={"cookie": f"{NAME}={token[1]}"})
        assert me.json()["person"]["name"] == "佐藤 みのり"
        assert me.json()["assurance"] == 1
        assert me.json()["posts"][0]["unit"]["path"] == ["契約係"]


async def test_cookie_is_bound_to_the_host_and_hidden_from_scripts(office: Office) -> None:
    async with office.browser() as browser:
        cookie = (await _try(browser, "020418", PASSWORD)).headers["set-cookie"]
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("__Host-")
    assert flags == {"httponly", "path=/", "samesite=lax", "secure"}


async def test_no_token_and_no_password_is_stored(office: Office) -> None:
    async with office.browser() as browser:
        cookie = (await _try(browser, "020418", PASSWORD)).headers["set-cookie"]
    token = cookie.split(";")[0].partition("=")[2]
    async with office.world.as_system() as work:
        for table in ("session", "password", "attempt", "one_time_link", "challenge", "audit_entry"):
            stored = str((await work.db.execute(text(f"SELECT t::text FROM {table} t"))).all())
            assert token not in stored and token.encode().hex() not in stored
            assert PASSWORD not in stored and PASSWORD.encode().hex() not in stored
        hash_ = await work.db.scalar(text("SELECT hash FROM password"))
        assert str(hash_).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("number", "password"), [("020418", WRONG), ("999999", PASSWORD), ("021106", PASSWORD), ("", PASSWORD)]
)
async def test_wrong_unknown_and_without_password_answer_alike(
    office: Office, number: str, password: str
) -> None:
    async with office.browser() as browser:
        answer = await _try(browser, number, password)
        expected = await _try(browser, "020418", WRONG)
    assert (answer.status_code, answer.content) == (401, expected.content)
    assert set(answer.headers) == set(expected.headers)
    assert "set-cookie" not in answer.headers


async def test_unknown_account_takes_as_long(office: Office) -> None:
    times: dict[str, list[float]] = {"020418": [], "999999": []}
    async with office.browser() as browser:
        for _ in range(4):
            for number, taken in times.items():
                start = perf_counter()
                await _try(browser, number, WRONG)
                taken.append(perf_counter() - start)
    known, unknown = (statistics.median(taken) for taken in times.values())
    # Without the comparison an unknown number would be answered about twenty times faster.
    assert 0.4 < unknown / known < 2.5


async def test_an_account_is_closed_for_a_while_after_ten_failures(office: Office) -> None:
    async with office.browser() as browser:
        for number in ("020418", "999999"):
            for _ in range(throttle.MOST_PER_ACCOUNT):
                async with office.world.as_system() as work:
                    await throttle.count_attempt(work, number, "192.0.2.1")
            answer = await _try(browser, number, PASSWORD)
            assert answer.status_code == 429
            assert 0 < int(answer.headers["retry-after"]) <= 900


async def test_failures_are_counted_although_the_request_fails(office: Office) -> None:
    async with office.browser() as browser:
        await _try(browser, "020418", WRONG)
        await _try(browser, "020418", WRONG)
    async with office.world.as_system() as work:
        counts = (await work.db.execute(text("SELECT count FROM attempt"))).scalars().all()
    assert sorted(counts) == [2, 2]  # the account's and the address's


async def test_success_forgets_the_failures_of_the_account(office: Office) -> None:
    async with office.browser() as browser:
        await _try(browser, "020418", WRONG)
        await _try(browser, "020418", PASSWORD)
    async with office.world.as_system() as work:
        counts = (await work.db.execute(text("SELECT count FROM attempt"))).scalars().all()
    assert counts == [1]  # the address keeps its one failure


async def test_an_address_is_closed_after_many_failures_on_many_accounts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST_PER_ADDRESS", 3)
    async with office.browser() as browser:
        answers = [(await _try(browser, f"10000{n}", WRONG)).status_code for n in range(5)]
    assert answers == [401, 401, 401, 429, 429]


async def test_another_page_cannot_sign_a_browser_in(office: Office) -> None:
    async with office.browser() as browser:
        answer = await browser.post(
            "/api/sessions/password",
            json={"number": "020418", "password": PASSWORD},
            headers={"sec-fetch-site": "cross-site"},
        )
    assert answer.status_code == 403


async def test_signing_in_again_ends_the_session_before(office: Office) -> None:
    async with office.browser("鈴木 航") as browser:
        assert (await browser.get("/api/me")).status_code == 200
        assert (await _try(browser, "020418", PASSWORD)).status_code == 204
        assert (await browser.get("/api/me")).status_code == 401
