"""A shared drive belongs to a unit; who makes it does not see into it by that."""

from tests.drive.conftest import Section


async def test_who_may(section: Section) -> None:
    sent = {"unit": section.unit("財政課")["id"], "name": "財政課"}
    #  The agency is seen by everyone: those who do not manage it are told so.
    assert await section.statuses("POST", "/api/drive/shared-drives", json=sent) == [403] * 6 + [201]


async def test_whom_it_is_given_to(section: Section) -> None:
    managers = [str(section.id_of("閲覧"))]
    sent = {"unit": section.unit("財政課")["id"], "name": " 財政課 ", "managers": managers}
    id_ = (await section["総務"].post("/api/drive/shared-drives", json=sent)).json()["id"]
    assert await section.statuses("GET", f"/api/things/{id_}") == [404, 404, 404, 200, 404, 404, 404]
    detail = (await section["閲覧"].get(f"/api/things/{id_}")).json()
    assert (detail["item"]["name"], detail["item"]["root"]) == ("財政課", "shared")
    assert detail["item"]["owner"] == section.unit("財政課")["id"]
    assert detail["audience"]["parties"] == [
        {"kind": "person", "id": managers[0], "role": "manager", "people": 1},
        section.unit("財政課") | {"role": "editor", "people": 1},
    ]


async def test_a_unit_that_does_not_exist(section: Section) -> None:
    sent = {"unit": "00000000-0000-7000-8000-00000000ffff", "name": "x"}
    answer = await section["総務"].post("/api/drive/shared-drives", json=sent)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_unit")
