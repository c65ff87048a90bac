"""What lies in a folder: exactly what each may open, page by page, with who sees what differs."""

from uuid import UUID, uuid4

import pytest
from tests.drive.conftest import Section


async def pages(section: Section, where: UUID, *, by: str, limit: int, sort: str) -> list[str]:
    names: list[str] = []
    after = None
    while True:
        params = {"limit": limit, "sort": sort} | ({"after": after} if after else {})
        page = (await section[by].get(f"/api/folders/{where}/items", params=params)).json()
        names += [item["name"] for item in page["items"]]
        assert (page["total"] is None) == (after is not None)
        after = page["next"]
        if after is None:
            return names


async def test_who_may(section: Section) -> None:
    path = f"/api/folders/{section.root}/items"
    #                                             manager editor commenter viewer stranger …
    assert await section.statuses("GET", path) == [200, 200, 200, 200, 404, 404, 404]


async def test_folders_first_then_as_people_count(section: Section) -> None:
    for name in ("第10回.txt", "第2回.txt", "いろは.txt", "２.txt", "10.txt"):
        await section.file(name, content=name.encode())
    for name in ("02 物品", "01 委託"):
        await section.folder(name)
    expected = ["01 委託", "02 物品", "２.txt", "10.txt", "いろは.txt", "第2回.txt", "第10回.txt"]
    assert await section.names() == expected


@pytest.mark.parametrize("sort", ["name", "modified"])
@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_pages_join_without_gap_or_double(section: Section, sort: str, limit: int) -> None:
    for number in range(4):
        await section.file(f"{number}.txt", content=str(number).encode())
        await section.folder(f"{number}")
    joined = await pages(section, section.root, by="閲覧", limit=limit, sort=sort)
    names = [f"{number}" for number in range(4)], [f"{number}.txt" for number in range(4)]
    assert joined == [name for group in names for name in (group if sort == "name" else group[::-1])]


async def test_the_list_is_what_each_may_open(section: Section) -> None:
    """visible == filter(open), for every persona and everything in the folder."""
    open_, closed = await section.folder("開"), await section.folder("閉")
    own, file = await section.file("自"), await section.file("共")
    keep = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(closed, give=keep, inherits=False)
    await section.share(
        own, give=[*keep, {"party": section.person("他人"), "role": "viewer"}], inherits=False
    )
    await section.share(open_, give=[{"party": section.person("取消"), "role": "editor"}])
    ids = [open_, closed, own, file]
    for name in section.browsers:
        actor = await section.actor(name)
        openable = {str(id_) for id_ in ids if await section.world.may(actor, "thing.read", id_) == "open"}
        answer = await section[name].get(f"/api/folders/{section.root}/items")
        listed = {item["id"] for item in answer.json()["items"]} if answer.status_code == 200 else set()
        if answer.status_code == 200:
            assert answer.json()["total"] == len(listed)
            assert listed == openable, name
        else:
            asked = {"ids": [str(id_) for id_ in ids]}
            resolved = (await section[name].post("/api/things", json=asked)).json()["things"]
            assert {each["id"] for each in resolved} == openable, name


async def test_only_what_differs_from_the_folder_is_said(section: Section) -> None:
    same, differs = await section.file("同じ"), await section.file("違う")
    await section.share(differs, give=[{"party": section.person("他人"), "role": "viewer"}])
    page = (await section["閲覧"].get(f"/api/folders/{section.root}/items")).json()
    items = {item["id"]: item for item in page["items"]}
    assert items[str(same)]["audience"] is None
    assert items[str(differs)]["audience"]["people"] == 5
    assert items[str(differs)]["folder"] == str(section.root)


async def test_what_may_be_offered(section: Section) -> None:
    await section.file("a")
    abilities = {}
    for name in ("管理", "編集", "意見", "閲覧"):
        page = (await section[name].get(f"/api/folders/{section.root}/items")).json()
        abilities[name] = set(page["items"][0]["abilities"])
    change = {"thing.rename", "thing.label", "thing.move", "thing.delete", "file.replace", "file.edit"}
    reading = {"thing.read", "thing.audience", "file.download", "comment.read"}
    assert abilities["閲覧"] == reading
    assert abilities["意見"] == reading | {"comment.write"}
    assert abilities["編集"] == reading | {"comment.write"} | change
    assert abilities["管理"] == reading | {"comment.write", "thing.share", "thing.openings"} | change


async def test_just_those_asked_for(section: Section) -> None:
    one, elsewhere = await section.file("a"), await section.file("b", await section.folder("中"))
    params = {"ids": [str(one), str(elsewhere), str(uuid4())]}
    page = (await section["閲覧"].get(f"/api/folders/{section.root}/items", params=params)).json()
    assert [item["id"] for item in page["items"]] == [str(one)]


@pytest.mark.parametrize("after", ["x", "e30", "WzEsMl0", "WzAsMSwyXQ", "WzAsImEiLCJub3QgYW4gaWQiXQ"])
async def test_a_cursor_we_did_not_write(section: Section, after: str) -> None:
    answer = await section["閲覧"].get(f"/api/folders/{section.root}/items", params={"after": after})
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_request"


async def test_the_path_ends_where_sight_ends(section: Section) -> None:
    closed = await section.folder("閉")
    inner = await section.folder("内", closed)
    file = await section.file("a", inner)
    await section.share(inner, give=[{"party": section.person("閲覧"), "role": "viewer"}])
    keep = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(closed, give=keep, inherits=False)
    await section.share(inner, give=[{"party": section.person("閲覧"), "role": "viewer"}])
    seen = (await section["閲覧"].get(f"/api/things/{file}")).json()
    assert [step["name"] for step in seen["path"]] == ["内"]
    whole = (await section["管理"].get(f"/api/things/{file}")).json()
    assert [step["name"] for step in whole["path"]] == ["契約管理課", "閉", "内"]
    top = (await section["閲覧"].get(f"/api/things/{inner}")).json()
    assert (top["item"]["folder"], top["path"]) == (None, [])
