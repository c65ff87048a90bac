"""不在: one's own, and set by who manages the agency."""

from datetime import timedelta
from typing import Any

import pytest

from tests.kit.office import Office
from tests.people.personas import CHANGES, answers
from zencho.kernel import clock


def _days(first: int, last: int, stand_in: object = None) -> dict[str, Any]:
    today = clock.day_of(clock.now())
    return {
        "starts_on": (today + timedelta(days=first)).isoformat(),
        "ends_on": (today + timedelta(days=last)).isoformat(),
        "stand_in": str(stand_in) if stand_in else None,
    }


async def test_who_may_set_somebody_else_s(office: Office) -> None:
    path = f"/api/people/{office.persons['佐藤 みのり']}/absences"
    assert await answers(office, "POST", path, json=_days(0, 1)) == CHANGES | {"administrator": 201}


async def test_everybody_signed_in_sets_their_own(office: Office) -> None:
    assert await answers(office, "POST", "/api/me/absences", json=_days(0, 1)) == {
        "nobody": 401, "guest": 403, "clerk": 201, "administrator": 201,
    }  # fmt: skip


async def test_shows_wherever_the_name_is_shown(office: Office) -> None:
    sato, okamoto = office.persons["佐藤 みのり"], office.persons["岡本 直"]
    wanted = _days(0, 2, okamoto)
    async with office.browser("佐藤 みのり") as browser:
        assert (await browser.post("/api/me/absences", json=wanted)).status_code == 201
        (line,) = (await browser.get("/api/people", params={"query": "さとう"})).json()["people"]
        card = (await browser.get(f"/api/people/{sato}")).json()
        unit = (await browser.get(f"/api/units/{office.units['契約係']}")).json()
        (name,) = (await browser.get("/api/names", params={"ids": [str(sato)]})).json()["names"]
        (pick,) = (await browser.get("/api/principals", params={"query": "さとう"})).json()["principals"]
        away = (await browser.get("/api/people", params={"away": True})).json()["people"]
        me = (await browser.get("/api/me")).json()
    assert (line["away"]["ends_on"], line["away"]["stand_in"]) == (wanted["ends_on"], str(okamoto))
    assert [each["name"] for each in card["stand_ins"]] == ["岡本 直"]
    assert unit["away_count"] == 1
    assert name["away_until"] == pick["away_until"] == me["away"]["ends_on"] == wanted["ends_on"]
    assert [each["name"] for each in away] == ["佐藤 みのり"]


async def test_a_coming_one_is_on_the_card_only(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        await browser.post("/api/me/absences", json=_days(3, 5))
        card = (await browser.get(f"/api/people/{office.persons['佐藤 みのり']}")).json()
        assert len(card["absences"]) == 1
        assert (await browser.get("/api/people", params={"away": True})).json()["people"] == []


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (2, 1, "ends_before_start"),
        (-9, -1, "absence_passed"),
        (3, 9, "absence_overlaps"),
        (0, 1, None),
        (9, 9, None),
    ],
)
async def test_days(office: Office, first: int, last: int, code: str | None) -> None:
    async with office.browser("佐藤 みのり") as browser:
        assert (await browser.post("/api/me/absences", json=_days(2, 4))).status_code == 201
        answer = await browser.post("/api/me/absences", json=_days(first, last))
    assert answer.json().get("code") == code


async def test_nobody_stands_in_for_themselves(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        answer = await browser.post("/api/me/absences", json=_days(0, 1, office.persons["佐藤 みのり"]))
    assert answer.json()["code"] == "stands_in_for_self"


async def test_one_s_own_is_removed_and_nobody_else_s(office: Office) -> None:
    async with office.browser("佐藤 みのり") as sato, office.browser("岡本 直") as okamoto:
        mine = (await sato.post("/api/me/absences", json=_days(0, 1))).json()["id"]
        assert (await okamoto.delete(f"/api/me/absences/{mine}")).status_code == 404
        assert (await sato.delete(f"/api/me/absences/{mine}")).status_code == 204
        assert (await sato.delete(f"/api/me/absences/{mine}")).status_code == 404


async def test_who_may_remove_somebody_else_s(office: Office) -> None:
    sato = office.persons["佐藤 みのり"]
    async with office.browser("佐藤 みのり") as browser:
        absence = (await browser.post("/api/me/absences", json=_days(0, 1))).json()["id"]
    path = f"/api/people/{sato}/absences/{absence}"
    assert await answers(office, "DELETE", path) == CHANGES | {"administrator": 204}
