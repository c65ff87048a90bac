"""However a program saves, the file that people shared and commented on stays the one under its name."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.webdav.conftest import Client, Mount, token_in
from zencho.kernel import clock
from zencho.webdav.actions.saving import is_passing


async def known(mount: Mount, name: str = "見積.docx") -> UUID:
    """A file that others have shared by itself and said something beside."""
    id_ = await mount.section.file(name, content=b"one")
    given = [{"party": mount.section.person("他人"), "role": "viewer"}]
    assert (await mount.section.share(id_, give=given)).status_code == 200
    said = {"body": "確認をお願いします"}
    assert (await mount.section["意見"].post(f"/api/files/{id_}/comments", json=said)).status_code == 201
    return id_


async def expect_same(mount: Mount, id_: UUID, versions: list[int], content: bytes) -> None:
    """It lies alone under its name, with its shares, its comments and its past."""
    listed = await mount.listed()
    assert {name: item["id"] for name, item in listed.items()} == {"見積.docx": str(id_)}
    assert listed["見積.docx"]["comments"] == 1
    assert [each["number"] for each in await mount.versions(id_)] == versions
    assert (await mount.section["他人"].get(f"/api/files/{id_}/content")).content == content
    assert await mount.binned() == []


async def test_written_over(mount: Mount) -> None:
    id_, client = await known(mount), await mount.client("編集")
    await client.put("見積.docx", b"two")
    await expect_same(mount, id_, [2, 1], b"two")


async def test_written_beside_and_moved_onto(mount: Mount) -> None:
    """gvfs, LibreOffice, macOS."""
    id_, client = await known(mount), await mount.client("編集")
    for content in (b"two", b"three"):
        assert (await client.put(".goutputstream-AB12CD", content)).status_code == 201
        assert (await client.move(".goutputstream-AB12CD", "見積.docx")).status_code == 204
    await expect_same(mount, id_, [3, 2, 1], b"three")


async def _save_as_word(client: Client, content: bytes) -> None:
    assert (await client.put("~$見積.docx", b"owner")).status_code == 201
    assert (await client.put("~WRD0001.tmp", b"")).status_code == 201
    assert (await client.put("~WRD0001.tmp", content)).status_code == 204
    assert (await client.move("見積.docx", "~WRL0002.tmp")).status_code == 201
    assert (await client.move("~WRD0001.tmp", "見積.docx")).status_code == 201
    assert (await client.ask("GET", "見積.docx")).content == content
    assert (await client.ask("DELETE", "~WRL0002.tmp")).status_code == 204
    assert (await client.ask("DELETE", "~$見積.docx")).status_code == 204


async def test_moved_aside_and_another_put_in_its_place(mount: Mount) -> None:
    """Word and Excel on a drive of Windows."""
    id_, client = await known(mount), await mount.client("編集")
    await _save_as_word(client, b"two")
    await expect_same(mount, id_, [2, 1], b"two")
    await _save_as_word(client, b"three")
    await expect_same(mount, id_, [3, 2, 1], b"three")


async def test_what_was_moved_aside_is_there_until_it_is_deleted(mount: Mount) -> None:
    id_, client = await known(mount), await mount.client("編集")
    await client.put("A1B2C3D4", b"two")
    await client.move("見積.docx", "E5F6A7B8.tmp")
    await client.move("A1B2C3D4", "見積.docx")
    assert (await client.ask("GET", "E5F6A7B8.tmp")).content == b"one"
    assert await client.names() == ["E5F6A7B8.tmp", "見積.docx"]
    assert (await mount.listed())["見積.docx"]["id"] == str(id_)


async def test_moved_aside_and_written_anew(mount: Mount) -> None:
    """vim."""
    id_, client = await known(mount), await mount.client("編集")
    await client.move("見積.docx", "見積.docx~")
    assert (await client.put("見積.docx", b"two")).status_code == 201
    await client.ask("DELETE", "見積.docx~")
    await expect_same(mount, id_, [2, 1], b"two")


async def test_moved_aside_held_and_written_anew(mount: Mount) -> None:
    """vim on davfs2."""
    id_, client = await known(mount), await mount.client("編集")
    await client.move("見積.docx", "見積.docx~")
    token = token_in(await client.lock("見積.docx"))
    assert (await client.put("見積.docx", b"two", **{"if": f"(<{token}>)"})).status_code == 204
    await client.ask("UNLOCK", "見積.docx", headers={"lock-token": f"<{token}>"})
    assert (await client.ask("DELETE", "見積.docx~")).status_code == 204
    await expect_same(mount, id_, [2, 1], b"two")


async def test_moved_aside_emptied_and_filled(mount: Mount) -> None:
    id_, client = await known(mount), await mount.client("編集")
    await client.move("見積.docx", "見積.docx.bak")
    await client.put("見積.docx", b"")
    await client.put("見積.docx", b"two")
    await client.ask("DELETE", "見積.docx.bak")
    await expect_same(mount, id_, [3, 1], b"two")


async def test_deleted_and_written_anew(mount: Mount) -> None:
    id_, client = await known(mount), await mount.client("編集")
    await client.ask("DELETE", "見積.docx")
    assert await mount.binned() == ["見積.docx"]
    assert (await client.put("見積.docx", b"two")).status_code == 201
    await expect_same(mount, id_, [2, 1], b"two")


async def test_put_back_it_is_as_it_was(mount: Mount) -> None:
    """A program that could not write what it wanted."""
    id_, client = await known(mount), await mount.client("編集")
    await client.move("見積.docx", "見積.docx.bak")
    await client.move("見積.docx.bak", "見積.docx")
    await expect_same(mount, id_, [1], b"one")


async def test_a_name_left_long_ago_is_free(mount: Mount) -> None:
    id_, client = await known(mount), await mount.client("編集")
    await client.ask("DELETE", "見積.docx")
    clock.offset = timedelta(minutes=3)
    try:
        assert (await client.put("見積.docx", b"two")).status_code == 201
    finally:
        clock.offset = timedelta(0)
    assert (await mount.listed())["見積.docx"]["id"] != str(id_)
    assert await mount.binned() == ["見積.docx"]


async def test_a_name_that_another_left_is_free(mount: Mount) -> None:
    id_ = await known(mount)
    await (await mount.client("管理")).ask("DELETE", "見積.docx")
    assert (await (await mount.client("編集")).put("見積.docx", b"two")).status_code == 201
    assert (await mount.listed())["見積.docx"]["id"] != str(id_)


async def test_people_who_rename_rename(mount: Mount) -> None:
    """A name that no program gives is meant: the file goes by it, and another may take the one it had."""
    id_, client = await known(mount), await mount.client("編集")
    await client.move("見積.docx", "見積 旧.docx")
    await client.put("見積.docx", b"another")
    listed = await mount.listed()
    assert listed["見積 旧.docx"]["id"] == str(id_)
    assert listed["見積.docx"]["id"] != str(id_)


async def test_a_file_of_people_moved_to_a_name_left_stays_itself(mount: Mount) -> None:
    id_, client = await known(mount), await mount.client("編集")
    draft = await mount.section.file("下書き.docx", by="編集")
    await client.ask("DELETE", "見積.docx")
    await client.move("下書き.docx", "見積.docx")
    assert (await mount.listed())["見積.docx"]["id"] == str(draft) != str(id_)
    assert await mount.binned() == ["見積.docx"]


@pytest.mark.parametrize(
    "name",
    [
        "~$報告.docx",
        ".~lock.報告.odt#",
        "~WRD0000.tmp",
        ".報告.docx.swp",
        "報告.docx.sb-1a2b3c4d-Xy12Za",
        ".goutputstream-X1Y2Z3",
    ],
)
async def test_files_of_programs_leave_nothing_in_the_bin(mount: Mount, name: str) -> None:
    assert is_passing(name)
    client = await mount.client("編集")
    await client.put(name, b"passing")
    assert (await client.ask("DELETE", name)).status_code == 204
    assert (await mount.listed(), await mount.binned()) == ({}, [])


@pytest.mark.parametrize(
    "name", ["報告.docx", "報告.bak", "報告.tmp", "20261128", "E5F6A7B8", "a~b.txt", "._報告"]
)
async def test_files_of_people_go_into_the_bin(mount: Mount, name: str) -> None:
    client = await mount.client("編集")
    await client.put(name, b"meant")
    await client.ask("DELETE", name)
    assert await mount.binned() == [name]


def test_dates_are_no_names_of_programs() -> None:
    names = ["報告.docx~", "E5F6A7B8", "20261128", "deadbeef", "契約.tmpl", "契約.TMP"]
    assert [is_passing(name) for name in names] == [True, True, False, False, False, True]


async def test_a_passing_file_of_another_goes_into_the_bin(mount: Mount) -> None:
    await (await mount.client("管理")).put("~$報告.docx", b"owner")
    assert (await (await mount.client("編集")).ask("DELETE", "~$報告.docx")).status_code == 204
    assert await mount.binned() == ["~$報告.docx"]


async def test_a_passing_file_that_was_shared_goes_into_the_bin(mount: Mount) -> None:
    client = await mount.client("管理")
    await client.put("~$a.docx", b"x")
    id_ = UUID((await mount.listed())["~$a.docx"]["id"])
    await mount.section.share(id_, give=[{"party": mount.section.person("他人"), "role": "viewer"}])
    await client.ask("DELETE", "~$a.docx")
    assert await mount.binned() == ["~$a.docx"]
