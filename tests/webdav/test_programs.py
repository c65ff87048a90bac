"""The real server under programs that others wrote, where those are installed."""

import asyncio
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from tests.drive.conftest import SECTION
from tests.webdav.conftest import ROOT, Client, Mount

# Of Debian's litmus, the published conformance suite: how many tests each part has.
SUITES = {"basic": 16, "copymove": 13, "props": 30, "locks": 41, "http": 4}


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


async def run(
    *command: str, sent: bytes = b"", where: Path | None = None, **environment: str
) -> tuple[int, str]:
    """How a program ends, and what it says; `where` it leaves files of its own."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ | environment,
        cwd=where,
    )
    async with asyncio.timeout(180):
        said, _ = await process.communicate(sent)
    assert process.returncode is not None
    return process.returncode, said.decode()


@needs("litmus")
@pytest.mark.parametrize("suite", SUITES)
async def test_litmus(mount: Mount, tmp_path: Path, suite: str) -> None:
    client = await mount.client("編集")
    async with mount.served() as served:
        url = f"http://127.0.0.1:{served.port}{ROOT}/"
        command = ("litmus", "-k", url, client.number, client.secret)
        code, said = await run(*command, where=tmp_path, TESTS=suite)
    found = re.search(r"of (\d+) tests run: (\d+) passed, (\d+) failed", said)
    assert found, said
    assert (int(found[2]), int(found[3]), code) == (SUITES[suite], 0, 0), said


@needs("cadaver")
async def test_cadaver(mount: Mount, tmp_path: Path) -> None:
    client = await mount.client("編集")
    (tmp_path / "資料.txt").write_text("初めの版", "utf-8")
    (tmp_path / "newer.txt").write_text("次の版", "utf-8")
    async with mount.served() as served:
        (tmp_path / ".netrc").write_text(
            f"machine 127.0.0.1\nlogin {client.number}\npassword {client.secret}\n", "utf-8"
        )
        said = "\n".join(
            [
                "mkcol 契約",
                "cd 契約",
                "put 資料.txt",
                "lock 資料.txt",
                "put newer.txt 資料.txt",
                "unlock 資料.txt",
                "copy 資料.txt 写し.txt",
                "move 写し.txt 別名.txt",
                "propset 別名.txt state done",
                "propget 別名.txt state",
                "get 資料.txt back.txt",
                "ls",
                "quit",
            ]
        )
        url = f"http://127.0.0.1:{served.port}{ROOT}/"
        home = {"HOME": str(tmp_path), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        code, answer = await run("cadaver", url, sent=said.encode(), where=tmp_path, **home)
    assert (code, "failed" in answer) == (0, False), answer
    assert (tmp_path / "back.txt").read_text("utf-8") == "次の版"
    folder = (await mount.listed())["契約"]["id"]
    listed = await mount.listed(folder)
    assert set(listed) == {"資料.txt", "別名.txt"}
    assert [each["number"] for each in await mount.versions(listed["資料.txt"]["id"])] == [2, 1]


async def _rclone(client: Client, tmp_path: Path, port: int, *command: str) -> str:
    config = tmp_path / "rclone.conf"
    if not config.exists():
        _, hidden = await run("rclone", "obscure", client.secret)
        lines = ["[city]", "type = webdav", "vendor = other", f"url = http://127.0.0.1:{port}/dav"]
        lines += [f"user = {client.number}", f"pass = {hidden.strip()}"]
        config.write_text("\n".join(lines), "utf-8")
    code, said = await run("rclone", "--config", str(config), *command)
    assert code == 0, said
    return said


@needs("rclone")
async def test_rclone(mount: Mount, tmp_path: Path) -> None:
    """A tree goes in, comes back the same, and what changed in it becomes versions."""
    client = await mount.client("編集")
    tree = tmp_path / "tree"
    (tree / "下" / "さらに 下").mkdir(parents=True)
    (tree / "下" / "一覧.csv").write_text("a,b\n", "utf-8")
    (tree / "下" / "さらに 下" / "100%#?.bin").write_bytes(os.urandom(3 * 2**20))
    place = f"city:{SECTION}/取り込み"
    async with mount.served() as served:
        await _rclone(client, tmp_path, served.port, "copy", str(tree), place)
        (tree / "下" / "一覧.csv").write_text("a,b\nc,d\n", "utf-8")
        await _rclone(client, tmp_path, served.port, "sync", str(tree), place)
        await _rclone(client, tmp_path, served.port, "check", "--download", str(tree), place)
        said = await _rclone(client, tmp_path, served.port, "lsf", "city:")
    assert said.split() == [f"{SECTION}/"]
    where = (await mount.listed())["取り込み"]["id"]
    below = await mount.listed((await mount.listed(where))["下"]["id"])
    assert len(await mount.versions(below["一覧.csv"]["id"])) == 2


def _can_mount() -> bool:
    return os.geteuid() == 0 and Path("/dev/fuse").exists() and shutil.which("mount.davfs") is not None


def _use(folder: Path) -> None:
    """As people and programs do with a folder of their machine."""
    place = folder / SECTION / "契約"
    place.mkdir()
    file, beside, aside = place / "見積.txt", place / ".goutputstream-A1B2C3", place / "見積.txt~"
    _write(file, "初めの版")
    _write(file, "次の版")
    _write(beside, "三つ目の版")
    beside.rename(file)
    file.rename(aside)
    _write(file, "四つ目の版")
    aside.unlink()
    shutil.copy(file, folder / SECTION / "写し.txt")


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    time.sleep(2)  # davfs2 sends a file a moment after it was closed


@pytest.mark.skipif(not _can_mount(), reason="davfs2 is not installed, or nothing may be mounted here")
async def test_davfs2(mount: Mount, tmp_path: Path) -> None:
    client = await mount.client("編集")
    folder = tmp_path / "mounted"
    folder.mkdir()
    secrets, conf = tmp_path / "secrets", tmp_path / "conf"
    async with mount.served() as served:
        url = f"http://127.0.0.1:{served.port}/dav/"
        secrets.write_text(f"{url} {client.number} {client.secret}\n", "utf-8")
        secrets.chmod(0o600)
        conf.write_text(f"secrets {secrets}\nuse_locks 1\ndelay_upload 0\n", "utf-8")
        code, said = await run("mount", "-t", "davfs", "-o", f"conf={conf}", url, str(folder))
        if "not permitted" in said or "Permission denied" in said:
            pytest.skip(said)
        assert code == 0, said
        try:
            await asyncio.to_thread(_use, folder)
        finally:
            code, said = await run("umount", str(folder))
    assert code == 0, said
    listed = await mount.listed()
    assert set(listed) == {"契約", "写し.txt"}
    inside = await mount.listed(listed["契約"]["id"])
    assert set(inside) == {"見積.txt"}
    answer = await mount.section["閲覧"].get(f"/api/files/{inside['見積.txt']['id']}/content")
    assert answer.text == "四つ目の版"
    assert len(await mount.versions(inside["見積.txt"]["id"])) == 4
    assert await mount.binned() == []
