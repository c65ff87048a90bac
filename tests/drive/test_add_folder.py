"""A folder inside a folder."""

from uuid import uuid4

from tests.drive.conftest import Section


async def test_who_may(section: Section) -> None:
    path = f"/api/folders/{section.root}/folders"
    #                  manager editor commenter viewer stranger revoked administrator
    expected = [201, 201, 403, 403, 404, 404, 404]
    answers = []
    for name, browser in section.browsers.items():
        answers.append((await browser.post(path, json={"name": name})).status_code)
    assert answers == expected


async def test_it_lies_there_for_all_who_see_the_folder(section: Section) -> None:
    id_ = await section.folder("令和8年度", by="編集")
    answer = (await section["閲覧"].get(f"/api/things/{id_}")).json()
    assert answer["item"]["name"] == "令和8年度"
    assert answer["item"]["kind"] == "folder"
    assert answer["item"]["created_by"] == str(section.id_of("編集"))
    assert [step["id"] for step in answer["path"]] == [str(section.root)]
    assert answer["item"]["abilities"] == ["thing.read"]
