"""Inviting: by whoever may share, with a last day, as anything but who shares on; the link works once."""

from datetime import timedelta
from typing import Any

import pytest

from tests.drive.conftest import Section
from tests.guests.conftest import GUEST, TODAY, Guests, enter
from zencho.drive.rules import THING_READ
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.sessions.actions.sessions import How


async def test_who_may_invite(section: Section) -> None:
    folder = await section.folder("見積")
    asked = await section.statuses("POST", f"/api/things/{folder}/guests", json=GUEST)
    assert asked == [201, 403, 403, 403, 404, 404, 404]


async def test_the_guest_sees_what_was_given(guests: Guests) -> None:
    me = (await guests.guest.get("/api/me")).json()
    assert me["person"]["is_guest"] and me["person"]["number"] == guests.number
    assert me["agency"]["abilities"] == [] and me["posts"] == []
    items = (await guests.guest.get(f"/api/folders/{guests.folder}/items")).json()["items"]
    assert [item["name"] for item in items] == ["仕様書.txt"]
    shared = (await guests.guest.get("/api/drive/shared-with-me")).json()["items"]
    assert [item["id"] for item in shared] == [str(guests.folder)]


async def test_the_link_works_once(guests: Guests) -> None:
    made = (await guests.invite(surname="田中")).json()
    async with guests.section.office.browser() as first, guests.section.office.browser() as second:
        assert (await enter(first, made["url"])).status_code == 204
        assert (await enter(second, made["url"])).status_code == 401


async def test_the_guest_signs_in_again_by_password(guests: Guests) -> None:
    word = "mihon-no-aikotoba-7"
    assert (await guests.guest.put("/api/me/password", json={"password": word})).status_code == 204
    asked = {"number": guests.number, "password": word}
    async with guests.section.office.browser() as browser:
        assert (await browser.post("/api/sessions/password", json=asked)).status_code == 204
        await guests.keep("end")
        assert (await browser.post("/api/sessions/password", json=asked)).status_code == 401


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"ends_on": str(TODAY - timedelta(days=1))}, 422, "guest_ends_in_the_past"),
        ({"ends_on": str(TODAY + timedelta(days=366))}, 422, "guest_stays_too_long"),
        ({"role": "manager"}, 422, "invalid_request"),
        ({"surname": " "}, 422, "invalid_request"),
        ({"organisation": ""}, 422, "invalid_request"),
    ],
)
async def test_what_is_refused(guests: Guests, asked: dict[str, Any], status: int, code: str) -> None:
    answer = await guests.invite(**asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_today_is_the_shortest_stay_and_readings_may_be_unknown(guests: Guests) -> None:
    answer = await guests.invite(ends_on=str(TODAY), surname_reading="", given_reading="", address="")
    assert answer.status_code == 201


async def test_what_is_labelled_3b_is_not_given(guests: Guests) -> None:
    section = guests.section
    async with section.world.as_system() as work:
        await sharing.set_label(await gate.open(work, THING_READ, guests.file), 4)
    # The folder is theirs; what lies in it under a higher label is not, however they signed in.
    ways: tuple[How, ...] = ("password", "passkey")
    for how in ways:
        section.office.persons["大西 光"] = guests.person
        async with section.office.browser("大西 光", how=how) as guest:
            seen = await guest.get(f"/api/things/{guests.file}")
            assert (seen.status_code, "guests-stop-at-3C" in seen.text) == (403, True)
            listed = (await guest.get(f"/api/folders/{guests.folder}/items")).json()["items"]
            assert listed == []
    async with section.office.browser("管理 一", how="passkey") as strong:
        answer = await strong.post(f"/api/things/{guests.file}/guests", json=GUEST)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_for_guests")


async def test_an_agency_that_invites_nobody(guests: Guests) -> None:
    app = guests.section.office.app
    app.state.settings = app.state.settings.model_copy(update={"guests": "off"})
    answer = await guests.invite()
    assert (answer.status_code, answer.json()["code"]) == (409, "guests_are_off")
    rules = (await guests.section["管理"].get(f"/api/things/{guests.folder}/guests")).json()
    assert rules == {"is_on": False, "is_labelled": False, "most_days": 365}
    later = await guests.stay(60)
    assert (later.status_code, later.json()["code"]) == (409, "guests_are_off")
    assert (await guests.stay(2)).status_code == 204


async def test_a_second_folder_by_name_but_never_the_sharing(guests: Guests) -> None:
    second = await guests.section.folder("契約書")
    party = {"kind": "person", "id": str(guests.person)}
    refused = await guests.section.share(second, give=[{"party": party, "role": "manager"}])
    assert (refused.status_code, refused.json()["code"]) == (422, "guests_never_manage")
    assert (await guests.guest.get(f"/api/things/{second}")).status_code == 404
    given = await guests.section.share(second, give=[{"party": party, "role": "viewer"}])
    assert given.status_code == 200
    assert (await guests.guest.get(f"/api/things/{second}")).status_code == 200
    await guests.section.share(second, take=[party])
    assert (await guests.guest.get(f"/api/things/{second}")).status_code == 404
