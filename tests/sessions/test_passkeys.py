"""Adding a passkey, signing in with it, removing it; and every way of bending it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from tests.kit.office import Office
from tests.sessions.authenticator import Authenticator
from tests.sessions.conftest import PASSWORD
from zencho.kernel import clock


async def _add(browser: httpx.AsyncClient, device: Authenticator, **headers: str) -> httpx.Response:
    offer = await browser.post("/api/me/passkeys/options", headers=headers)
    assert offer.status_code == 200
    credential = device.create(offer.json()["publicKey"])
    return await browser.post(
        "/api/me/passkeys", json={"credential": credential, "name": "鍵"}, headers=headers
    )


async def _ask(browser: httpx.AsyncClient, **headers: str) -> dict[str, Any]:
    answer = await browser.post("/api/sessions/passkeys/options", headers=headers)
    options: dict[str, Any] = answer.json()["publicKey"]
    return options


async def _verify(browser: httpx.AsyncClient, credential: dict[str, Any], **headers: str) -> httpx.Response:
    return await browser.post(
        "/api/sessions/passkeys/verify", json={"credential": credential}, headers=headers
    )


async def _use(browser: httpx.AsyncClient, device: Authenticator, **headers: str) -> httpx.Response:
    return await _verify(browser, device.get(await _ask(browser, **headers)), **headers)


@pytest.fixture
async def device(office: Office) -> Authenticator:
    """佐藤's device with her passkey."""
    made = Authenticator()
    async with office.browser("佐藤 みのり") as browser:
        assert (await _add(browser, made)).status_code == 204
    return made


async def test_signs_in_more_strongly(office: Office, device: Authenticator) -> None:
    async with office.browser() as browser:
        answer = await _use(browser, device)
        assert answer.status_code == 204
        cookie = answer.headers["set-cookie"].split(";")[0]
        me = (await browser.get("/api/me", headers={"cookie": cookie})).json()
    assert me["person"]["name"] == "佐藤 みのり"
    assert me["assurance"] == 2


async def test_the_offer_demands_the_person_and_a_key_the_device_keeps(office: Office) -> None:
    async with office.browser("鈴木 航") as browser:
        offer = (await browser.post("/api/me/passkeys/options")).json()["publicKey"]
    assert offer["authenticatorSelection"]["userVerification"] == "required"
    assert offer["authenticatorSelection"]["residentKey"] == "required"
    assert offer["rp"] == {"id": "localhost", "name": "みほん市"}
    assert offer["user"]["name"] == "021106"


async def test_nobody_is_named_when_asking(office: Office, device: Authenticator) -> None:
    async with office.browser() as browser:
        options = await _ask(browser)
    assert not options.get("allowCredentials")
    assert options["userVerification"] == "required"


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("origin", "http://localhost.evil.example:8080"), ("rp_id", "evil.example"), ("is_verified", False)],
)
async def test_bent_answers_are_refused(
    office: Office, device: Authenticator, attribute: str, value: object
) -> None:
    setattr(device, attribute, value)
    async with office.browser() as browser:
        answer = await _use(browser, device)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("origin", "http://evil.example"), ("rp_id", "evil.example"), ("is_verified", False)],
)
async def test_bent_new_passkeys_are_refused(office: Office, attribute: str, value: object) -> None:
    device = Authenticator()
    setattr(device, attribute, value)
    async with office.browser("鈴木 航") as browser:
        answer = await _add(browser, device)
    assert (answer.status_code, answer.json()["code"]) == (422, "passkey_not_accepted")


async def test_an_answer_counts_once(office: Office, device: Authenticator) -> None:
    async with office.browser() as browser:
        credential = device.get(await _ask(browser))
        assert (await _verify(browser, credential)).status_code == 204
        assert (await _verify(browser, credential)).status_code == 401


async def test_an_answer_to_no_challenge_of_ours_is_refused(office: Office, device: Authenticator) -> None:
    async with office.browser() as browser:
        answer = await _verify(browser, device.get({"challenge": "b3VycyBpdCBpcyBub3Q"}))
    assert answer.status_code == 401


async def test_a_challenge_ends(
    office: Office, device: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.browser() as browser:
        options = await _ask(browser)
        monkeypatch.setattr(clock, "offset", timedelta(minutes=6))
        assert (await _verify(browser, device.get(options))).status_code == 401


async def test_a_counter_that_falls_back_is_a_copy(office: Office, device: Authenticator) -> None:
    async with office.browser() as browser:
        assert (await _use(browser, device)).status_code == 204
        device.count = 0
        assert (await _use(browser, device)).status_code == 401


async def test_another_key_for_a_known_id_is_refused(office: Office, device: Authenticator) -> None:
    forged = Authenticator(id=device.id, user=device.user)
    async with office.browser() as browser:
        assert (await _use(browser, forged)).status_code == 401


@pytest.mark.parametrize(
    "credential", [{}, {"response": 1}, {"rawId": "!", "response": {"clientDataJSON": "e30"}}]
)
async def test_rubbish_is_refused(office: Office, credential: dict[str, Any]) -> None:
    async with office.browser() as browser:
        assert (await _verify(browser, credential)).status_code == 401


async def test_a_challenge_of_one_person_is_not_another_s(office: Office) -> None:
    device = Authenticator()
    async with office.browser("佐藤 みのり") as sato, office.browser("鈴木 航") as suzuki:
        offer = (await sato.post("/api/me/passkeys/options")).json()["publicKey"]
        answer = await suzuki.post("/api/me/passkeys", json={"credential": device.create(offer)})
    assert answer.status_code == 422


async def test_a_persona_s_host_has_passkeys_of_its_own(office: Office) -> None:
    device = Authenticator(origin="http://sato.localhost:8080", rp_id="sato.localhost")
    async with office.browser("佐藤 みのり") as browser:
        assert (await _add(browser, device, host="sato.localhost:8080")).status_code == 204
    async with office.browser() as browser:
        assert (await _use(browser, device, host="sato.localhost:8080")).status_code == 204
        assert (await _use(browser, device)).status_code == 401


async def test_adding_needs_somebody(office: Office) -> None:
    async with office.browser() as browser:
        assert (await browser.post("/api/me/passkeys/options")).status_code == 401
        assert (await browser.post("/api/me/passkeys", json={"credential": {}})).status_code == 401


async def _passkeys(browser: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await browser.get("/api/me/credentials")).json()["passkeys"]
    return found


async def test_removing_ends_the_other_sessions(office: Office, device: Authenticator) -> None:
    async with office.browser("佐藤 みのり") as here, office.browser("佐藤 みのり") as elsewhere:
        passkey = (await _passkeys(here))[0]
        assert passkey["name"] == "鍵"
        assert (await here.delete(f"/api/me/passkeys/{passkey['id']}")).status_code == 204
        assert await _passkeys(here) == []
        assert (await elsewhere.get("/api/me")).status_code == 401
        assert (await _use(elsewhere, device)).status_code == 401


async def test_the_last_way_in_stays(office: Office) -> None:
    async with office.browser("鈴木 航") as browser:
        await _add(browser, Authenticator())
        (only,) = await _passkeys(browser)
        answer = await browser.delete(f"/api/me/passkeys/{only['id']}")
        assert (answer.status_code, answer.json()["code"]) == (409, "last_credential")
        await _add(browser, Authenticator())
        assert (await browser.delete(f"/api/me/passkeys/{only['id']}")).status_code == 204


async def test_another_s_passkey_is_not_found(office: Office, device: Authenticator) -> None:
    async with office.browser("佐藤 みのり") as sato, office.browser("鈴木 航") as suzuki:
        (hers,) = await _passkeys(sato)
        assert (await suzuki.delete(f"/api/me/passkeys/{UUID(hers['id'])}")).status_code == 404
        assert len(await _passkeys(sato)) == 1


async def test_challenges_are_stored_hashed(office: Office) -> None:
    async with office.browser() as browser:
        challenge = (await _ask(browser))["challenge"]
    async with office.world.as_system() as work:
        stored = str((await work.db.execute(text("SELECT t::text FROM challenge t"))).all())
    assert challenge not in stored
    assert PASSWORD not in stored
