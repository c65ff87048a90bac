"""Finding by the old path: whole, with either slash, a piece of it, and never for those who may not read."""

from uuid import UUID

import pytest

from tests.drive.conftest import PERSONAS
from tests.imports.conftest import OldShare

CLEANING = "Z:\\契約管理課\\R8委託\\清掃.xlsx"


async def bring(share: OldShare) -> None:
    share.write_all({"R8委託/清掃.xlsx": b"1", "R8委託/警備/仕様 第2版.txt": b"2", "R7委託/清掃.xlsx": b"3"})
    await share.bring()


async def test_who_finds(share: OldShare) -> None:
    await bring(share)
    found = {name: len(await share.find(CLEANING, by=name)) for name in PERSONAS}
    readers = ("管理 一", "編集 二", "意見 三", "閲覧 四")
    assert found == {name: 1 if name in readers else 0 for name in PERSONAS}


@pytest.mark.parametrize(
    "typed",
    [
        CLEANING,
        "z:/契約管理課/r8委託/清掃.XLSX",
        "「Z:\\契約管理課\\R8委託\\清掃.xlsx」",
        "Ｚ:￥契約管理課￥Ｒ８委託￥清掃.xlsx",
        "\\\\fs01\\keiyaku\\R8委託\\清掃.xlsx",
        "file://fs01/契約管理課/R8委託/清掃.xlsx",
        "契約管理課\\R8委託\\清掃.xlsx",
        "R8委託\\清掃.xlsx",
        "R8委託\\清掃",
        "8委託\\清掃.xlsx",
    ],
)
async def test_a_file_by_its_path_or_a_piece_of_it(share: OldShare, typed: str) -> None:
    await bring(share)
    [found] = await share.find(typed)
    assert (found["kind"], found["was_at"]) == ("file", CLEANING)


async def test_the_folder_where_only_that_came(share: OldShare) -> None:
    await bring(share)
    for below in ("", "\\無い.xlsx", "\\無い\\x.txt"):
        [found, *_] = await share.find(f"Z:\\契約管理課\\R8委託{below}")
        assert (found["kind"], found["was_at"]) == ("folder", "Z:\\契約管理課\\R8委託")
    [root] = await share.find("Z:\\契約管理課")
    assert root["id"] == str(share.section.root)


async def test_a_moved_thing_keeps_its_old_path_and_a_closed_one_is_not_found(share: OldShare) -> None:
    await bring(share)
    [found] = await share.find(CLEANING)
    mine = await share.section.own("管理")
    await share.section["管理"].post(f"/api/folders/{mine}/items", json={"ids": [found["id"]]})
    assert [each["id"] for each in await share.find(CLEANING)] == [found["id"]]
    places = await share.section["管理"].get(f"/api/things/{found['id']}/old-places")
    assert places.json() == {"paths": [CLEANING]}
    # Whoever lost the file finds the folder it lay in, and is not told of the file.
    [other] = await share.find(CLEANING, by="編集")
    assert other["kind"] == "folder"
    await share.section["管理"].post("/api/drive/bin", json={"ids": [found["id"]]})
    assert [each["kind"] for each in await share.find(CLEANING)] == ["folder"]


async def test_folders_above_that_one_does_not_see_stay_unnamed(share: OldShare) -> None:
    await bring(share)
    [file] = await share.find("Z:\\契約管理課\\R8委託\\警備\\仕様 第2版.txt")
    given = {"give": [{"party": share.section.person("他人"), "role": "viewer"}]}
    assert (await share.section.share(UUID(file["id"]), **given)).status_code == 200
    stranger = share.section["他人"]
    places = await stranger.get(f"/api/things/{file['id']}/old-places")
    assert places.json() == {"paths": ["…\\仕様 第2版.txt"]}
    # A piece with a name above confirms nothing; who has the whole path knows it already.
    assert await share.find("警備\\仕様 第2版.txt", by="他人") == []
    [found] = await share.find("Z:\\契約管理課\\R8委託\\警備\\仕様 第2版.txt", by="他人")
    assert (found["id"], found["was_at"]) == (file["id"], "…\\仕様 第2版.txt")
    folder = (await share.find("R8委託\\警備"))[0]
    assert (await share.section.share(UUID(folder["id"]), **given)).status_code == 200
    places = await stranger.get(f"/api/things/{file['id']}/old-places")
    assert places.json() == {"paths": ["…\\警備\\仕様 第2版.txt"]}
    assert [hit["id"] for hit in await share.find("警備\\仕様 第2版.txt", by="他人")] == [file["id"]]


async def test_a_path_of_a_thousand_names_is_no_path(share: OldShare) -> None:
    await bring(share)
    assert await share.find("\\".join(["a"] * 900)) == []


async def test_words_are_words(share: OldShare) -> None:
    await bring(share)
    for typed in ("清掃", "R8委託 清掃", "\\", "//", "R8/"):
        assert all(hit["was_at"] == "" for hit in await share.find(typed))


async def test_a_thing_made_here_has_no_old_place(share: OldShare) -> None:
    file = await share.section.file("新しい.txt")
    assert (await share.section["閲覧"].get(f"/api/things/{file}/old-places")).json() == {"paths": []}
