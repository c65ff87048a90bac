"""What a folder is for: said by editors, found by tags and by the search, seen by whoever sees the folder."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.documents.conftest import Settled, settled  # noqa: F401 - pytest finds fixtures by name
from tests.drive.conftest import Section
from tests.drive.test_copy import _copy
from tests.drive.test_delete import delete
from tests.drive.test_purge import purge

NONE = {"description": "", "tags": [], "revision": 0}


async def describe(
    section: Section, id_: UUID, description: str = "", tags: tuple[str, ...] = (), *, by: str = "編集"
) -> dict[str, Any]:
    said = {"description": description, "tags": tags}
    answer = await section[by].put(f"/api/folders/{id_}/about", json=said)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def about(section: Section, id_: UUID, *, by: str = "閲覧") -> Any:
    return (await section[by].get(f"/api/things/{id_}")).json()["about"]


async def tagged(section: Section, tag: str, *, by: str = "閲覧") -> list[str]:
    page = (await section[by].get("/api/drive/tagged", params={"tag": tag})).json()
    return [each["item"]["name"] for each in page["items"]]


async def tags(section: Section, query: str = "", *, by: str = "閲覧") -> list[tuple[str, int]]:
    found = (await section[by].get("/api/drive/tags", params={"query": query})).json()["tags"]
    return [(each["name"], each["folders"]) for each in found]


async def test_who_may(section: Section) -> None:
    path, said = f"/api/folders/{section.root}/about", {"description": "契約の資料", "tags": ["契約"]}
    assert await section.statuses("PUT", path, json=said) == [200, 200, 403, 403, 404, 404, 404]
    assert await section.statuses("GET", "/api/drive/tagged?tag=契約") == [200] * 7
    seen = [await tagged(section, "契約", by=each) for each in ("閲覧", "他人", "取消", "総務")]
    assert seen == [["契約管理課"], [], [], []]
    assert [await tags(section, by=each) for each in ("閲覧", "他人")] == [[("契約", 1)], []]


async def test_only_folders_have_one(section: Section) -> None:
    file = await section.file("a.txt")
    said = {"description": "x", "tags": []}
    assert (await section["編集"].put(f"/api/folders/{file}/about", json=said)).status_code == 404
    assert await about(section, file) is None


async def test_what_is_said_and_undone(section: Section) -> None:
    folder = await section.folder("令和8年度")
    assert await about(section, folder) == NONE
    said = await describe(section, folder, " 入札の資料\n決裁後に移す ", ("入札", "令和8年度"))
    assert said == {"description": "入札の資料\n決裁後に移す", "tags": ["入札", "令和8年度"], "revision": 1}
    assert await about(section, folder) == said
    assert await describe(section, folder, said["description"], tuple(said["tags"])) == said
    emptied = await describe(section, folder)
    assert emptied == NONE | {"revision": 2}
    async with section.world.as_system() as work:
        details = await work.db.scalars(
            text("SELECT detail FROM audit_entry WHERE action = 'folder.describe' ORDER BY at, id")
        )
    assert [each["before"] for each in details] == [
        {},
        {"description": said["description"], "tags": said["tags"]},
    ]


async def test_twins_of_tags_are_one(section: Section) -> None:
    said = await describe(section, section.root, "", ("ＤＸ推進", "dx推進", "#契約", "契約 ", "か\u3099く"))
    assert said["tags"] == ["ＤＸ推進", "契約", "がく"]
    other = await section.folder("中")
    await describe(section, other, "", ("DX推進", "契約"))
    await describe(section, await section.folder("外"), "", ("DX推進",))
    assert await tags(section, "dx") == [("DX推進", 3)]
    assert await tags(section) == [("DX推進", 3), ("契約", 2), ("がく", 1)]
    assert sorted(await tagged(section, "ｄｘ推進")) == ["中", "外", "契約管理課"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"description": "あ" * 1001, "tags": []},
        {"description": "", "tags": ["あ" * 21]},
        {"description": "", "tags": [" "]},
        {"description": "", "tags": [str(number) for number in range(11)]},
        {"description": ""},
    ],
)
async def test_what_does_not_fit_is_refused(section: Section, wrong: dict[str, Any]) -> None:
    answer = await section["編集"].put(f"/api/folders/{section.root}/about", json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_whoever_was_second_is_told(section: Section) -> None:
    await describe(section, section.root, "先")
    path, said = f"/api/folders/{section.root}/about", {"description": "後", "tags": []}
    late = await section["管理"].put(path, json=said, headers={"If-Match": '"0"'})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    again = await section["管理"].put(path, json=said, headers={"If-Match": '"1"'})
    assert again.json()["revision"] == 2


async def test_a_tag_shows_no_folder_one_may_not_read(section: Section) -> None:
    inner = await section.folder("限られた人")
    await describe(section, inner, "", ("人事",))
    assert await tagged(section, "人事") == ["限られた人"]
    only_me = {"give": [{"party": section.person("管理"), "role": "manager"}], "inherits": False}
    await section.share(inner, **only_me)
    assert (await tagged(section, "人事"), await tags(section, "人")) == ([], [])
    assert await tagged(section, "人事", by="管理") == ["限られた人"]


async def test_it_goes_with_the_folder(section: Section) -> None:
    inner = await section.folder("年度")
    await describe(section, inner, "年度ごと", ("年度",))
    copied = UUID((await _copy(section, inner))["made"][0])
    assert await about(section, copied) == {"description": "年度ごと", "tags": ["年度"], "revision": 1}
    assert len(await tagged(section, "年度")) == 2
    await delete(section, inner)
    assert len(await tagged(section, "年度")) == 1
    assert await purge(section, inner) == [None]
    async with section.world.as_system() as work:
        count = text("SELECT count(*) FROM about WHERE thing_id = :id")
        assert await work.db.scalar(count, {"id": inner}) == 0


async def test_the_search_finds_it(section: Section, settled: Settled) -> None:  # noqa: F811
    inner = await section.folder("綴り")
    await describe(section, inner, "指名停止の経過をまとめています", ("苦情対応",))
    await settled()

    async def found(query: str, by: str) -> list[str]:
        hits = (await section[by].get("/api/search", params={"query": query})).json()["hits"]
        return [each["id"] for each in hits]

    for query in ("指名停止", "苦情対応"):
        assert await found(query, "閲覧") == [str(inner)]
        assert await found(query, "他人") == []
