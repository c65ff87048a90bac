"""Groups of people, units, seats and groups."""

from tests.kit.office import Office
from tests.people.personas import CHANGES, answers


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
    assert await answers(office, "DELETE", f"{path}/{member}") == allowed


async def test_a_unit_in_a_group_brings_its_people(office: Office) -> None:
    group = await _group(office)
    async with office.browser("岡本 直") as browser:
        for ref in (office.units["契約管理課"], office.persons["岡本 直"], office.units["契約管理課"]):
            answer = await browser.post(f"/api/groups/{group}/members", json={"id": str(ref)})
            assert answer.status_code == 204
        card = (await browser.get(f"/api/groups/{group}")).json()
    assert card["count"] == 2
    assert [member["name"] for member in card["members"]] == ["岡本 直", "契約管理課"]


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
