"""Groups of people, units, seats and groups."""

from datetime import UTC, datetime

import pytest

from tests.kit.office import Office
from tests.people.personas import CHANGES, answers
from zencho.kernel import clock


async def _group(office: Office, name: str = "電子入札") -> str:
    async with office.browser("岡本 直") as browser:
        answer = await browser.post("/api/groups", json={"name": name, "reading": "でんしにゅうさつ"})
    return str(answer.json()["id"])


async def test_who_may_add(office: Office) -> None:
    wanted = {"name": "電子入札", "reading": "でんしにゅうさつ"}
    assert await answers(office, "POST", "/api/groups", json=wanted) == CHANGES | {"administrator": 201}


async def test_who_may_change_and_read_members(office: Office) -> None:
    group = await _group(office)
    member = office.persons["佐藤 みのり"]
    path = f"/api/groups/{group}/members"
    allowed = CHANGES | {"administrator": 204}
    assert await answers(office, "POST", path, json={"id": str(member)}) == allowed
    looks = {"nobody": 401, "guest": 404, "clerk": 200, "administrator": 200}
    assert await answers(office, "GET", f"/api/groups/{group}") == looks
    assert await answers(office, "GET", "/api/groups") == looks
    renamed = {"name": "電子契約", "reading": "でんしけいやく"}
    assert await answers(office, "PATCH", f"/api/groups/{group}", json=renamed) == allowed
    assert await answers(office, "DELETE", f"{path}/{member}") == allowed


async def test_a_unit_in_a_group_brings_its_people(office: Office) -> None:
    group = await _group(office)
    async with office.browser("岡本 直") as browser:
        for ref in (office.units["契約管理課"], office.persons["岡本 直"], office.units["契約管理課"]):
            answer = await browser.post(f"/api/groups/{group}/members", json={"id": str(ref)})
            assert answer.status_code == 204
        card = (await browser.get(f"/api/groups/{group}")).json()
    assert card["count"] == 2
    assert [member["name"] for member in card["members"]] == ["契約管理課", "岡本 直"]


async def test_groups_in_each_other_are_refused(office: Office) -> None:
    outer, inner = await _group(office, "外"), await _group(office, "内")
    async with office.browser("岡本 直") as browser:
        first = await browser.post(f"/api/groups/{outer}/members", json={"id": inner})
        assert first.status_code == 204
        for child, parent in ((outer, inner), (outer, outer)):
            answer = await browser.post(f"/api/groups/{parent}/members", json={"id": child})
            assert (answer.status_code, answer.json()["code"]) == (409, "belongs_to_itself")


async def test_unknown_members_and_groups(office: Office) -> None:
    group, unknown = await _group(office), "01a20922-2257-7d61-9e85-7d0f45fc84e5"
    async with office.browser("岡本 直") as browser:
        asked = await browser.post(f"/api/groups/{group}/members", json={"id": unknown})
        assert asked.json()["code"] == "unknown_member"
        assert (await browser.delete(f"/api/groups/{group}/members/{unknown}")).status_code == 422
        assert (await browser.get(f"/api/groups/{unknown}")).status_code == 404
        someone = {"id": str(office.persons["佐藤 みのり"])}
        assert (await browser.post(f"/api/groups/{unknown}/members", json=someone)).status_code == 404


async def test_groups_are_listed_by_reading_and_found_by_a_new_name(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        for name, reading in (("防災班", "ぼうさいはん"), ("会計班", "かいけいはん")):
            await browser.post("/api/groups", json={"name": name, "reading": reading})
        listed = (await browser.get("/api/groups")).json()
        assert [(line["name"], line["count"]) for line in listed["groups"]] == [("会計班", 0), ("防災班", 0)]
        assert listed["abilities"] == ["people.manage"]
        path = f"/api/groups/{listed['groups'][1]['id']}"
        await browser.patch(path, json={"name": "危機管理班", "reading": "ききかんりはん"})
        found = (await browser.get("/api/principals", params={"query": "ききかんり"})).json()["principals"]
        assert [pick["name"] for pick in found] == ["危機管理班"]
        assert (await browser.patch(path, json={"name": " ", "reading": "あ"})).status_code == 422
    async with office.browser("佐藤 みのり") as browser:
        assert (await browser.get("/api/groups")).json()["abilities"] == []


async def test_a_member_belongs_on_its_days_only(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    group, member = await _group(office), str(office.persons["佐藤 みのり"])
    days = {"starts_on": "2027-04-01", "ends_on": "2027-04-30"}

    async def count_at(moment: str) -> int:
        wanted = datetime.fromisoformat(moment).replace(tzinfo=clock.zone)
        monkeypatch.setattr(clock, "offset", wanted - datetime.now(UTC))
        async with office.browser("岡本 直") as browser:
            return int((await browser.get(f"/api/groups/{group}")).json()["count"])

    path = f"/api/groups/{group}/members"
    async with office.browser("岡本 直") as browser:
        assert (await browser.post(path, json={"id": member} | days)).status_code == 204
        card = (await browser.get(f"/api/groups/{group}")).json()
        assert {key: card["members"][0][key] for key in days} == days
    counts = [await count_at(at) for at in ("2027-03-31T23:59", "2027-04-01T00:01", "2027-04-30T23:59")]
    assert [*counts, await count_at("2027-05-01T00:01")] == [0, 1, 1, 0]
    async with office.browser("岡本 直") as browser:
        longer = days | {"id": member, "ends_on": "2027-06-30"}
        assert (await browser.post(path, json=longer)).status_code == 204
        backwards = longer | {"ends_on": "2027-03-01"}
        assert (await browser.post(path, json=backwards)).json()["code"] == "ends_before_start"
    assert await count_at("2027-05-01T00:01") == 1
