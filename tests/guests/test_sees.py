"""A guest counts as themselves and as nobody else; what is about the agency's people is not for them."""

from uuid import UUID

import pytest

from tests.guests.conftest import GUEST, Guests
from zencho.gate import belonging
from zencho.gate.tables import EVERYONE


async def _principal(guests: Guests) -> int:
    async with guests.section.world.as_system() as work:
        found = await belonging.find_principal(work, guests.person)
    assert found is not None
    return found.id


async def test_what_all_staff_see_is_not_for_guests(guests: Guests) -> None:
    open_to_all = await guests.section.folder("全庁")
    everyone = {"party": {"kind": "everyone", "id": None}, "role": "viewer"}
    assert (await guests.section.share(open_to_all, give=[everyone])).status_code == 200
    assert (await guests.section["他人"].get(f"/api/things/{open_to_all}")).status_code == 200
    assert (await guests.guest.get(f"/api/things/{open_to_all}")).status_code == 404


@pytest.mark.parametrize("what", ["unit", "group", "everyone"])
async def test_an_edge_to_others_counts_for_nothing(guests: Guests, what: str) -> None:
    """Even one written behind the product's back."""
    guest = await _principal(guests)
    async with guests.section.world.as_system() as work:
        parent = EVERYONE
        if what == "unit":
            unit = await belonging.find_principal(work, guests.section.office.units["契約管理課"])
            assert unit is not None
            parent = unit.id
        elif what == "group":
            parent = await belonging.add_principal(work, UUID(int=4711), "group")
        await belonging.add_member(work, guest, parent)
    seen = [each["id"] for each in (await guests.guest.get("/api/drive/roots")).json()["shared"]]
    assert seen == []
    assert (await guests.guest.get(f"/api/things/{guests.section.root}")).status_code == 404
    assert (await guests.guest.get(f"/api/things/{guests.folder}")).status_code == 200


async def test_nobody_puts_a_guest_into_a_group_or_a_unit(guests: Guests) -> None:
    admin = guests.section["総務"]
    group = (await admin.post("/api/groups", json={"name": "検討班", "reading": "けんとうはん"})).json()["id"]
    answer = await admin.post(f"/api/groups/{group}/members", json={"id": str(guests.person)})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_member")
    post = {
        "unit": str(guests.section.office.units["契約管理課"]),
        "rank": "clerk",
        "starts_on": "2026-04-01",
    }
    answer = await admin.post(f"/api/people/{guests.person}/posts", json=post)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_person")


async def test_a_whole_drive_is_among_what_was_shared(guests: Guests) -> None:
    party = {"kind": "person", "id": str(guests.person)}
    await guests.section.share(guests.section.root, give=[{"party": party, "role": "viewer"}])
    shared = (await guests.guest.get("/api/drive/shared-with-me")).json()["items"]
    assert [item["id"] for item in shared] == [str(guests.section.root)]


async def test_they_have_no_drive_of_their_own(guests: Guests) -> None:
    roots = (await guests.guest.get("/api/drive/roots")).json()
    assert roots == {"own": None, "shared": []}


async def test_the_page_offers_them_no_sharing(guests: Guests) -> None:
    abilities = (await guests.guest.get(f"/api/things/{guests.folder}")).json()["item"]["abilities"]
    assert {"thing.read", "folder.add", "thing.rename"} <= set(abilities)
    assert not {"thing.share", "thing.audience", "folder.receive", "thing.label", "usage.read"} & set(
        abilities
    )


async def test_who_else_sees_it_is_nothing_to_them(guests: Guests) -> None:
    other = (await guests.invite(surname="田中")).json()["person"]
    detail = await guests.guest.get(f"/api/things/{guests.folder}")
    shared = await guests.guest.get("/api/drive/shared-with-me")
    assert detail.json()["audience"] is None
    assert other not in detail.text + shared.text
    for path in ("sharing", "readers", f"reasons?person={other}", "openings"):
        assert (await guests.guest.get(f"/api/things/{guests.folder}/{path}")).status_code in (403, 404)
    answer = await guests.guest.get(f"/api/files/{guests.file}/comments/readers?query=田")
    assert answer.status_code == 403


async def test_they_do_their_work(guests: Guests) -> None:
    put = await guests.guest.put(
        f"/api/folders/{guests.folder}/files", params={"name": "見積書.txt"}, content=b"100"
    )
    assert put.status_code == 201
    said = await guests.guest.post(f"/api/files/{guests.file}/comments", json={"body": "提出しました"})
    assert said.status_code == 201
    threads = (await guests.section["編集"].get(f"/api/files/{guests.file}/comments")).json()
    assert str(guests.person) in str(threads)
    [name] = (await guests.section["編集"].get(f"/api/names?ids={guests.person}")).json()["names"]
    assert name["is_guest"] and name["stays_until"] == GUEST["ends_on"]


async def test_who_is_away_is_nothing_to_them(guests: Guests) -> None:
    id_ = guests.section.id_of("編集")
    days = {"starts_on": "2020-01-01", "ends_on": "2099-01-01"}
    assert (await guests.section["編集"].post("/api/me/absences", json=days)).status_code == 201
    [mine] = (await guests.section["閲覧"].get(f"/api/names?ids={id_}")).json()["names"]
    [theirs] = (await guests.guest.get(f"/api/names?ids={id_}")).json()["names"]
    assert (mine["away_until"], theirs["away_until"]) == ("2099-01-01", None)


async def test_why_says_until_when(guests: Guests) -> None:
    path = f"/api/things/{guests.folder}/reasons?person={guests.person}"
    before = (await guests.section["管理"].get(path)).json()
    assert before["allowed"] and before["until"] is not None
    await guests.keep("end")
    after = (await guests.section["管理"].get(path)).json()
    assert not after["allowed"] and after["chains"] == []
