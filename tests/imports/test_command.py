"""`zencho import-folder` as an administrator types it, beside a running server and without one."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.imports.conftest import OLD_ROOT, OldShare
from zencho.postgres.place import MARKER, claim


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the section's server, which does not run."""
    (tmp_path / MARKER).touch()
    return tmp_path


@pytest.fixture
def running(data: Path) -> Iterator[Path]:
    """The same while a server holds it."""
    lock = claim(data)
    yield data
    os.close(lock)


def command(share: OldShare, data: Path, *more: str) -> dict[str, Any]:
    dsns = share.section.world.dsns
    urls = {"": dsns.app, "_OWNER": dsns.owner, "_WORKER": dsns.worker}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ZENCHO_")}
    said = ["import-folder", str(share.folder), "--unit", "契約管理課", "--data", str(data), *more]
    addresses = {f"ZENCHO_DATABASE{each}_URL": url for each, url in urls.items()}
    return {
        "args": [sys.executable, "-m", "zencho.entry.cli", *said],
        "cwd": data,
        "env": kept | addresses | {"LANG": "ja_JP.UTF-8"},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
        "stdin": subprocess.DEVNULL,
    }


async def run(share: OldShare, data: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(lambda: subprocess.run(**command(share, data, *more), timeout=120))


async def test_looked_at_then_brought_beside_a_running_server(share: OldShare, running: Path) -> None:
    share.write("R8委託/清掃.txt", b"1")
    share.write("警備①.txt".encode("cp932"), b"2")
    share.write("近道.lnk")
    root = ("--old-root", OLD_ROOT, "--into", "旧サーバー/Z")
    looked = await run(share, running, *root, "--dry-run", "--report", "dry.csv")
    assert looked.returncode == 0, looked.stderr
    assert "取り込むもの 2 (うち差し替え 0)" in looked.stdout
    report = (running / "dry.csv").read_bytes()
    assert report.startswith(b"\xef\xbb\xbf")
    assert f"{OLD_ROOT}\\近道.lnk,ショートカットなので対象外,,shortcut" in report.decode("utf-8-sig")
    assert await share.tree() == {}

    came = await run(share, running, *root, "--json")
    assert came.returncode == 0, came.stderr
    done = json.loads(came.stdout.splitlines()[-1])
    assert (done["brought"], done["old_encoding"], done["reasons"]) == (2, 1, {"shortcut": 1})
    assert await share.tree() == {"旧サーバー": {"Z": {"R8委託": {"清掃.txt": b"1"}, "警備①.txt": b"2"}}}
    # Nothing that was brought is named in what a log may keep.
    assert "清掃" not in came.stderr


async def test_brought_without_a_server_in_somebodys_name(share: OldShare, data: Path) -> None:
    share.write("a.txt")
    came = await run(share, data, "--as", "020001")
    assert came.returncode == 0, came.stderr
    assert "取り込んだもの 1" in came.stdout
    assert (await share.item("a.txt"))["created_by"] == str(share.section.id_of("編集"))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--unit", "無い課"], "import_no_unit"),
        (["--as", "999999"], "import_no_person"),
        (["--into", "00000000-0000-7000-8000-000000000001"], "import_no_folder"),
        (["--map", "no.csv"], "import_no_map"),
        (["--as", "020003"], "import_refused"),
    ],
)
async def test_what_cannot_be_is_said(share: OldShare, running: Path, asked: list[str], code: str) -> None:
    said = await run(share, running, "--json", *asked)
    assert said.returncode == 1, said.stdout + said.stderr
    assert json.loads(said.stdout)["code"] == code


async def test_stopped_by_ctrl_c_it_says_how_to_go_on(share: OldShare, running: Path) -> None:
    share.write_all({f"{at // 50}/{at}.txt": str(at).encode() for at in range(2_000)})

    def stop() -> tuple[int, str]:
        process = subprocess.Popen(**command(share, running))
        assert process.stdout is not None
        for line in process.stdout:
            if "取り込むもの" in line:
                break
        process.send_signal(signal.SIGINT)
        said, faults = process.communicate(timeout=60)
        return process.returncode, said + faults

    returncode, said = await asyncio.to_thread(stop)
    assert returncode == 130, said
    assert "同じコマンドで、続きから" in said
    counts = await share.bring(old_root=share.folder.name)
    assert counts.brought + counts.same == 2_000
