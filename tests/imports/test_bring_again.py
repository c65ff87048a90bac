"""Bringing again: only changes come, nothing is removed or overwritten here, and a killed run is taken up."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.imports.conftest import SEPTEMBER, OldShare
from zencho.imports import bringing


async def test_only_changes_come(share: OldShare) -> None:
    share.write_all({"同じ.txt": b"1", "変わる.txt": b"2", "触った.txt": b"3"})
    await share.bring()
    before = await share.item("変わる.txt")
    share.write("変わる.txt", b"2 more", at=SEPTEMBER + 60)
    share.write("触った.txt", b"3", at=SEPTEMBER + 60)
    share.write("増えた.txt", b"4")
    counts = await share.bring()
    assert (counts.brought, counts.replaced, counts.same) == (1, 1, 2)
    assert (await share.tree())["変わる.txt"] == b"2 more"
    assert (await share.item("変わる.txt"))["id"] == before["id"]
    counts = await share.bring()
    assert (counts.brought, counts.replaced, counts.same, share.told) == (0, 0, 4, [])


async def test_twins_and_mended_names_are_known_again(share: OldShare) -> None:
    share.write_all({"ABC.txt": b"1", "abc.txt": b"2", "点.": b"3", "フ/ォ.txt": b"4"})
    first = await share.bring()
    tree = await share.tree()
    again = await share.bring()
    assert (first.brought, again.brought, again.same) == (4, 0, 4)
    assert await share.tree() == tree


async def test_moved_and_renamed_here_stays_so(share: OldShare) -> None:
    share.write_all({"R8/表.txt": b"1", "R8/別.txt": b"x"})
    await share.bring()
    item = await share.item("表.txt", UUID((await share.item("R8"))["id"]))
    elsewhere = await share.section.folder("整理済み")
    await share.section["管理"].post(f"/api/folders/{elsewhere}/items", json={"ids": [item["id"]]})
    await share.section["管理"].put(
        f"/api/things/{item['id']}/name",
        json={"name": "新しい名前.txt"},
        headers={"If-Match": str(item["revision"] + 1)},
    )
    share.write("R8/表.txt", b"2", at=SEPTEMBER + 60)
    counts = await share.bring()
    assert (counts.replaced, counts.brought) == (1, 0)
    assert await share.tree() == {"R8": {"別.txt": b"x"}, "整理済み": {"新しい名前.txt": b"2"}}


async def test_what_was_changed_here_is_not_overwritten(share: OldShare) -> None:
    share.write("表.txt", b"1")
    await share.bring()
    item = await share.item("表.txt")
    address = f"/api/files/{item['id']}/content"
    answer = await share.section["編集"].put(
        address, content=b"ours", headers={"If-Match": str(item["revision"])}
    )
    assert answer.status_code == 200, answer.text
    share.write("表.txt", b"theirs", at=SEPTEMBER + 60)
    counts = await share.bring()
    assert (counts.replaced, share.reasons()) == (0, {"表.txt": "changed_here"})
    assert await share.tree() == {"表.txt": b"ours"}
    assert counts.refused == 1


async def test_what_vanished_there_stays_here_and_is_told(share: OldShare) -> None:
    share.write_all({"R8/1.txt": b"1", "2.txt": b"2", "R7/3.txt": b"3"})
    await share.bring()
    os.remove(share.folder / "2.txt")
    os.remove(share.folder / "R7" / "3.txt")
    os.rmdir(share.folder / "R7")
    counts = await share.bring()
    assert share.reasons() == {"2.txt": "gone", "R7": "gone"}
    assert await share.tree() == {"R8": {"1.txt": b"1"}, "2.txt": b"2", "R7": {"3.txt": b"3"}}
    assert counts.refused == 0


async def test_what_lies_in_the_bin_does_not_come_back(share: OldShare) -> None:
    share.write_all({"R8/1.txt": b"1", "2.txt": b"2"})
    await share.bring()
    ids = [(await share.item(name))["id"] for name in ("R8", "2.txt")]
    await share.section["管理"].post("/api/drive/bin", json={"ids": ids})
    share.write("2.txt", b"2 more", at=SEPTEMBER + 60)
    await share.bring()
    assert await share.tree() == {}
    assert share.reasons() == {"R8": "closed_here", "2.txt": "closed_here"}


async def test_two_shares_in_one_folder_do_not_meet(share: OldShare) -> None:
    share.write("表.txt", b"1")
    await share.bring(old_root="Z:\\")
    share.write("表.txt", b"other", at=SEPTEMBER + 60)
    await share.bring(old_root="Y:\\")
    assert await share.tree() == {"表.txt": b"1", "表 (2).txt": b"other"}


async def test_stopped_it_ends_in_order_and_goes_on_there(
    share: OldShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "BATCH_FILES", 5)
    share.write_all({f"{at:02}.txt": str(at).encode() for at in range(40)})

    def stop(counts: object, _read: int) -> None:
        task.cancel()

    task = asyncio.ensure_future(share.bring(progress=stop))
    with pytest.raises(asyncio.CancelledError):
        await task
    [run] = (await share.section["管理"].get("/api/imports")).json()["runs"]
    assert run["state"] == "stopped"
    counts = await share.bring()
    assert counts.brought + counts.same == 40
    assert await share.tree() == {f"{at:02}.txt": str(at).encode() for at in range(40)}


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from uuid import UUID
from zencho.entry.app import open_database
from zencho.gate.actors import System
from zencho.imports import actions, bringing
from zencho.kernel.settings import Settings

bringing.BATCH_FILES = 10
bring_files, batches = actions.bring_files, 0

async def and_die(*asked):
    global batches
    batches += 1
    done = await bring_files(*asked)
    if batches == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return done

actions.bring_files = and_die
dsn, data, source, target = sys.argv[1:]
database = open_database(Settings(data=Path(data)), dsn)
order = bringing.Order(source=source.encode(), target=UUID(target), old_root="Z:", actor=System("import"))
asyncio.run(bringing.bring(database, order))
"""


async def test_killed_it_leaves_whole_files_and_goes_on_there(share: OldShare, tmp_path: Path) -> None:
    share.write_all({f"{at:02}.txt": str(at).encode() * 500 for at in range(60)})
    dsn, root = share.section.world.dsns.app, str(share.section.root)
    asked = [sys.executable, "-c", KILLED, dsn, str(tmp_path), str(share.folder), root]
    done = await asyncio.to_thread(subprocess.run, asked, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    first = await share.tree()
    assert 10 <= len(first) < 60
    assert all(content == str(int(name[:2])).encode() * 500 for name, content in first.items())
    counts = await share.bring(old_root="Z:")
    assert (counts.same, counts.brought) == (len(first), 60 - len(first))
    assert len(await share.tree()) == 60
