"""Into the bin, and out of sight."""

from uuid import UUID

from tests.drive.conftest import Section


async def delete(section: Section, *ids: UUID, by: str = "管理") -> list[object]:
    answer = await section[by].post("/api/drive/bin", json={"ids": [str(id_) for id_ in ids]})
    assert answer.status_code == 200, answer.text
    return [result["code"] for result in answer.json()["results"]]


async def test_who_may_delete_a_file(section: Section) -> None:
    #           manager editor commenter   viewer     stranger     revoked      administrator
    expected = [None, None, "refused", "refused", "not_found", "not_found", "not_found"]
    for name, code in zip(section.browsers, expected, strict=True):
        assert await delete(section, await section.file(f"{name}.txt"), by=name) == [code]


async def test_who_may_delete_a_folder(section: Section) -> None:
    statuses = []
    for name, browser in section.browsers.items():
        id_ = await section.folder(name)
        statuses.append((await browser.delete(f"/api/folders/{id_}")).status_code)
    assert statuses == [204, 204, 403, 403, 404, 404, 404]


async def test_what_lies_in_it_goes_along(section: Section) -> None:
    outer = await section.folder("外")
    inner = await section.folder("内", outer)
    file = await section.file("a", inner)
    assert await delete(section, outer) == [None]
    assert await section.names() == []
    viewer = await section.actor("閲覧")
    for id_ in (outer, inner, file):
        assert await section.world.may(viewer, "thing.read", id_) == "refused"
        assert await section.world.may(viewer, "thing.restore", id_) == "refused"
    editor = await section.actor("編集")
    assert await section.world.may(editor, "thing.rename", file) == "refused"
    assert await section.world.may(editor, "folder.add", inner) == "refused"


async def test_its_name_is_free_again(section: Section) -> None:
    await delete(section, await section.file("a"))
    await section.file("a", content=b"other")
    assert await section.names() == ["a"]


async def test_a_drive_stays(section: Section) -> None:
    assert await delete(section, section.root, await section.own("管理")) == ["root_stays", "root_stays"]


async def test_several_are_told_one_by_one(section: Section) -> None:
    closed = await section.folder("人事")
    keep = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(closed, give=keep, inherits=False)
    file = await section.file("a")
    assert await delete(section, closed, file, by="編集") == ["not_found", None]
