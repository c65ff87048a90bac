"""Out of the bin: to where it lay, or the nearest place that lives."""

from uuid import UUID

from tests.drive.conftest import Section
from tests.drive.test_delete import delete


async def restore(section: Section, *ids: UUID, by: str = "管理") -> list[dict[str, object]]:
    answer = await section[by].post("/api/drive/bin/restored", json={"ids": [str(id_) for id_ in ids]})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["results"])


async def test_who_may(section: Section) -> None:
    #           manager editor commenter   viewer     stranger     revoked      administrator
    expected = [None, None, "refused", "refused", "not_found", "not_found", "not_found"]
    for name, code in zip(section.browsers, expected, strict=True):
        id_ = await section.file(f"{name}.txt")
        await delete(section, id_)
        assert [result["code"] for result in await restore(section, id_, by=name)] == [code]


async def test_to_where_it_lay(section: Section) -> None:
    folder = await section.folder("中")
    inner, file = await section.folder("内", folder), await section.file("a", folder)
    await delete(section, inner, file)
    assert [result["code"] for result in await restore(section, inner, file)] == [None, None]
    assert await section.names(folder) == ["内", "a"]
    viewer = await section.actor("閲覧")
    for id_ in (inner, file):
        assert await section.world.may(viewer, "thing.read", id_) == "open"


async def test_to_the_nearest_folder_that_lives(section: Section) -> None:
    outer = await section.folder("外")
    inner = await section.folder("内", outer)
    file = await section.file("a", inner)
    await delete(section, file)
    await delete(section, outer)
    (result,) = await restore(section, file)
    assert result["item"]["folder"] == str(section.root)  # type: ignore[index]
    assert await section.names() == ["a"]
    assert await section.world.may(await section.actor("閲覧"), "thing.read", file) == "open"
    await restore(section, outer)
    assert await section.names() == ["外", "a"]
    assert await section.names(inner) == []


async def test_what_lies_inside_is_not_restored_by_itself(section: Section) -> None:
    folder = await section.folder("外")
    file = await section.file("a", folder)
    await delete(section, folder)
    (result,) = await restore(section, file)
    assert result["code"] == "not_in_bin"


async def test_under_a_free_name_where_a_twin_came(section: Section) -> None:
    file = await section.file("a.txt")
    await delete(section, file)
    await section.file("A.txt", content=b"other")
    (result,) = await restore(section, file)
    assert result["item"]["name"] == "a (2).txt"  # type: ignore[index]
    assert sorted(await section.names()) == ["A.txt", "a (2).txt"]


async def test_what_went_first_with_the_folder_stays_in_the_bin(section: Section) -> None:
    folder = await section.folder("外")
    early, late = await section.file("早", folder), await section.file("遅", folder)
    await delete(section, early)
    await delete(section, folder)
    await restore(section, folder)
    assert await section.names(folder) == ["遅"]
    assert await section.world.may(await section.actor("管理"), "thing.read", late) == "open"
    await restore(section, early)
    assert await section.names(folder) == ["早", "遅"]
