"""Bringing an old share: who may, what comes, under which names, and what is told of the rest."""

import os
import shutil
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.drive.conftest import PERSONAS
from tests.drive.test_quota import set_limit
from tests.imports.conftest import SEPTEMBER, OldShare
from zencho.imports import bringing
from zencho.imports.bringing import TargetClosed
from zencho.imports.counting import Counts
from zencho.imports.placing import Placed
from zencho.imports.walking import Listed


async def test_who_may_bring(share: OldShare) -> None:
    share.write("清掃.xlsx")
    came = {}
    for name in PERSONAS:
        try:
            came[name] = (await share.bring(actor=await share.section.actor(name))).files
        except TargetClosed:
            came[name] = -1
    assert came == {name: 1 if name in ("管理 一", "編集 二") else -1 for name in PERSONAS}


async def test_a_tree_comes_with_its_times(share: OldShare) -> None:
    share.write_all({"R8委託/清掃.xlsx": b"sheet", "R8委託/警備/仕様.txt": "仕様".encode(), "空.txt": b""})
    counts = await share.bring()
    assert await share.tree() == {
        "R8委託": {"清掃.xlsx": b"sheet", "警備": {"仕様.txt": "仕様".encode()}},
        "空.txt": b"",
    }
    assert (counts.folders, counts.files, counts.brought, counts.refused) == (3, 3, 3, 0)
    item = await share.item("空.txt")
    assert datetime.fromisoformat(item["modified_at"]) == datetime.fromtimestamp(SEPTEMBER, UTC)
    assert item["modified_by"] is None
    assert share.told == []


async def test_a_person_who_brings_is_named(share: OldShare) -> None:
    share.write("a.txt")
    await share.bring(actor=await share.section.actor("編集"))
    assert (await share.item("a.txt"))["created_by"] == str(share.section.id_of("編集"))
    owner = share.section.id_of("他人")
    share.write("b.txt")
    await share.bring(owner_of=lambda _entry: owner)
    assert (await share.item("b.txt"))["modified_by"] == str(owner)


async def test_names_of_other_times_are_read(share: OldShare) -> None:
    share.write(b"R8" + "委託表".encode("cp932") + b"/" + "清掃①㈱.xlsx".encode("cp932"), b"1")
    share.write(unicodedata.normalize("NFD", "が・パ.txt"), b"2")
    share.write("髙﨑𠮷.txt", b"3")
    share.write(b"\xff\xfe\x81.txt", b"4")
    counts = await share.bring()
    tree = await share.tree()
    assert tree.pop("R8委託表") == {"清掃①㈱.xlsx": b"1"}
    assert tree.pop("が・パ.txt") == b"2"
    assert tree.pop("髙﨑𠮷.txt") == b"3"
    assert list(tree.values()) == [b"4"]
    assert counts.old_encoding == 2
    assert list(share.reasons().values()) == ["unreadable"]


async def test_names_that_are_not_allowed_here_are_mended_and_told(share: OldShare) -> None:
    long = "長" * 80 + ".xlsx"
    for name in ("末尾の点.", "空白 ", "改\n行.txt", "左\u202e右.txt", "後\\ろ.txt"):
        share.write(name)
    share.write(long)
    share.write("/".join(["深い階層の名前" * 5] * 12) + "/底.txt")
    await share.bring()
    tree = await share.tree()
    assert {"末尾の点", "空白", "改行.txt", "左右.txt", "後_ろ.txt", long} < set(tree)
    assert sorted(share.reasons().values()) == ["mended"] * 5
    assert {left.detail for left in share.told} == {"末尾の点", "空白", "改行.txt", "左右.txt", "後_ろ.txt"}
    [found] = await share.find("Z:\\契約管理課\\" + "\\".join(["深い階層の名前" * 5] * 12) + "\\底.txt")
    assert len(found["was_at"]) > 260


async def test_twins_come_under_names_of_their_own(share: OldShare) -> None:
    share.write("ABC.txt", b"1")
    share.write("abc.txt", b"2")
    share.write("ＡＢＣ.txt", b"3")
    share.write("一覧/x.txt")
    share.write("一覽/x.txt")
    counts = await share.bring()
    files = sorted(name for name in await share.tree() if name.endswith(".txt"))
    assert files == ["ABC.txt", "abc (2).txt", "ＡＢＣ (3).txt"]
    assert counts.reasons["twin"] == 2
    assert {left.detail for left in share.told} == {"abc (2).txt", "ＡＢＣ (3).txt"}


async def test_what_is_nobodys_content_is_skipped_with_a_word(share: OldShare, tmp_path: Path) -> None:
    expected = {
        "表.xlsx.lnk": "shortcut",
        "庁.url": "shortcut",
        "~$表.xlsx": "lock_file",
        ".~lock.表.ods#": "lock_file",
        "Thumbs.db": "system_file",
        "desktop.ini": "system_file",
        ".DS_Store": "system_file",
    }
    for name in expected:
        share.write(name)
    (tmp_path / "outside.txt").write_text("secret")
    os.symlink(tmp_path / "outside.txt", share.folder / "link.txt")
    os.symlink(tmp_path, share.folder / "linked")
    os.mkfifo(share.folder / "pipe")
    share.write("本物.txt")
    counts = await share.bring()
    assert list(await share.tree()) == ["本物.txt"]
    assert share.reasons() == expected | {"link.txt": "link", "linked": "link", "pipe": "no_file"}
    assert counts.refused == 0


async def test_what_lies_here_already_is_remembered_or_stands_beside(share: OldShare) -> None:
    folder = await share.section.folder("R8委託")
    await share.section.file("同じ.txt", folder, content=b"same")
    await share.section.file("違う.txt", folder, content=b"here")
    share.write_all({"R8委託/同じ.txt": b"same", "R8委託/違う.txt": b"there"})
    counts = await share.bring()
    here = {"同じ.txt": b"same", "違う.txt": b"here", "違う (2).txt": b"there"}
    assert await share.tree() == {"R8委託": here}
    assert (counts.brought, counts.same, share.reasons()) == (1, 1, {"違う.txt": "twin"})
    [found] = await share.find("Z:\\契約管理課\\R8委託\\同じ.txt")
    assert found["was_at"] == "Z:\\契約管理課\\R8委託\\同じ.txt"


async def test_a_dry_run_counts_and_writes_nothing(share: OldShare) -> None:
    share.write_all({"R8委託/清掃.xlsx": b"12345", "abc.txt": b"1", "ABC.txt": b"2", "Thumbs.db": b""})
    counts = await share.look()
    assert await share.tree() == {}
    assert (counts.folders, counts.files, counts.size_bytes, counts.brought) == (2, 3, 7, 3)
    assert share.reasons() == {"Thumbs.db": "system_file", "abc.txt": "twin"}
    assert list((share.folder.parent / "blobs").rglob("*-*")) == []
    assert (await share.section["管理"].get("/api/imports")).json() == {"runs": []}
    brought = await share.bring()
    assert (brought.files, brought.brought) == (counts.files, counts.brought)
    again = await share.look()
    assert (again.brought, again.same) == (0, 3)


async def test_what_vanishes_or_cannot_be_read_is_told_and_the_rest_comes(
    share: OldShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    share.write_all({"a/1.txt": b"1", "a/2.txt": b"2", "b/3.txt": b"3"})
    placed = bringing.place

    async def and_then_it_goes(folder: Any, listed: Listed) -> Placed:
        done = await placed(folder, listed)
        if listed.files:
            (share.folder / "a" / "1.txt").unlink()
        else:
            shutil.rmtree(share.folder / "b")
        return done

    monkeypatch.setattr(bringing, "place", and_then_it_goes)
    counts = await share.bring()
    assert await share.tree() == {"a": {"2.txt": b"2"}, "b": {}}
    assert share.reasons() == {"1.txt": "vanished", "b": "vanished"}
    assert (counts.brought, counts.refused) == (1, 2)


async def test_a_share_that_is_not_there(share: OldShare) -> None:
    share.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        await share.bring()
    assert (await share.section["管理"].get("/api/imports")).json() == {"runs": []}


async def test_many_files_in_several_batches(share: OldShare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "BATCH_FILES", 7)
    share.write_all({f"{at % 5}/{at}.txt": str(at).encode() for at in range(60)})
    heard: list[Counts] = []
    counts = await share.bring(progress=lambda counts, _read: heard.append(counts))
    assert (counts.folders, counts.brought, counts.refused) == (6, 60, 0)
    assert sum(len(files) for files in (await share.tree()).values()) == 60
    assert heard


async def test_open_pages_hear_and_the_record_says_each(share: OldShare) -> None:
    share.write("R8/1.txt")
    await share.bring(actor=await share.section.actor("編集"))
    folder = (await share.item("R8"))["id"]
    file = (await share.item("1.txt", folder))["id"]
    async with share.section.world.as_system() as work:
        [heard] = await work.ask(
            "SELECT name, topics, data->'thing_ids' AS things FROM outbox WHERE name = 'ItemsAdded'"
        )
        said = await work.ask(
            "SELECT action, actor_id FROM audit_entry"
            " WHERE action LIKE 'import.%%' OR ref = %(ref)s ORDER BY id",
            ref=f"file:{file}",
        )
    assert (heard.topics, heard.things) == ([f"folder:{folder}"], [file])
    assert [row.action for row in said] == ["import.begin", "file.add", "import.end"]
    assert {row.actor_id for row in said} == {share.section.id_of("編集")}


async def test_a_drive_that_is_full_takes_what_there_is_room_for(share: OldShare) -> None:
    await set_limit(share.section, 2**20)
    share.write_all({"大きい.bin": b"x" * (2**20 + 1), "小さい.txt": b"y" * 9, "契約/中.bin": b"z" * 100})
    counts = await share.bring()
    assert (counts.brought, counts.refused) == (2, 1)
    assert share.reasons() == {"大きい.bin": "drive_full"}
    # With room the next run brings it.
    await set_limit(share.section, None)
    assert (await share.bring()).brought == 1
    assert (await share.tree())["大きい.bin"] == b"x" * (2**20 + 1)


async def test_a_newer_one_that_does_not_fit_stays_out(share: OldShare) -> None:
    share.write("a.bin", b"x" * 100)
    await share.bring()
    await set_limit(share.section, 2**20)
    share.write("a.bin", b"y" * 2**20, at=SEPTEMBER + 60)
    share.write("b.txt", b"b")
    await share.bring()
    assert share.reasons() == {"a.bin": "drive_full"}
    assert await share.tree() == {"a.bin": b"x" * 100, "b.txt": b"b"}
