"""A folder inside a folder."""

from tests.drive.conftest import Section


async def test_who_may(section: Section) -> None:
    path = f"/api/folders/{section.root}/folders"
    answers = [
        (await browser.post(path, json={"name": name})).status_code
        for name, browser in section.browsers.items()
    ]
    #                  manager editor commenter viewer stranger revoked administrator
    assert answers == [201, 201, 403, 403, 404, 404, 404]


async def test_it_lies_there_for_all_who_see_the_folder(section: Section) -> None:
    id_ = await section.folder("令和8年度", by="編集")
    answer = (await section["閲覧"].get(f"/api/things/{id_}")).json()
    assert answer["item"]["name"] == "令和8年度"
    assert answer["item"]["kind"] == "folder"
    assert answer["item"]["created_by"] == str(section.id_of("編集"))
    assert [step["id"] for step in answer["path"]] == [str(section.root)]
    assert sorted(answer["item"]["abilities"]) == ["thing.audience", "thing.read"]
    assert answer["audience"]["people"] == 4  # manager, editor, commenter, viewer


async def test_in_ones_own_drive_nobody_else_sees_it(section: Section) -> None:
    id_ = await section.folder("下書き", await section.own("編集"), by="編集")
    assert await section.statuses("GET", f"/api/things/{id_}") == [404, 200, 404, 404, 404, 404, 404]
    audience = (await section["編集"].get(f"/api/things/{id_}")).json()["audience"]
    assert audience["only_me"]
    assert audience["parties"] == [
        {"kind": "person", "id": str(section.id_of("編集")), "role": "manager", "people": 1}
    ]


async def test_names_that_cannot_be(section: Section) -> None:
    answer = await section["管理"].post(f"/api/folders/{section.root}/folders", json={"name": "../秘密"})
    assert (answer.status_code, answer.json()["code"]) == (422, "name_not_allowed")
    assert await section.names() == []


async def test_names_are_kept_composed(section: Section) -> None:
    id_ = await section.folder("カ\u3099イト\u3099 ")
    assert (await section["管理"].get(f"/api/things/{id_}")).json()["item"]["name"] == "ガイド"


async def test_twins_are_refused_with_a_free_name(section: Section) -> None:
    await section.folder("予算 a")
    await section.folder("予算 A (2)")
    answer = await section["編集"].post(f"/api/folders/{section.root}/folders", json={"name": "予算\u3000Ａ"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "name_taken"
    assert answer.json()["params"]["suggestion"] == "予算\u3000Ａ (3)"
    assert len(await section.names()) == 2


async def test_a_request_sent_twice_makes_one_folder(section: Section) -> None:
    path, sent = f"/api/folders/{section.root}/folders", {"name": "一度"}
    headers = {"Idempotency-Key": "k1"}
    first = await section["管理"].post(path, json=sent, headers=headers)
    again = await section["管理"].post(path, json=sent, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert await section.names() == ["一度"]


async def test_a_file_holds_nothing(section: Section) -> None:
    id_ = await section.file("a.txt")
    answer = await section["管理"].post(f"/api/folders/{id_}/folders", json={"name": "中"})
    assert answer.status_code == 404
