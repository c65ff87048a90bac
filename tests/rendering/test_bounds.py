"""What LibreOffice may do: nothing but read its file and write a PDF, for so long and with so much."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.rendering.conftest import Make
from zencho.rendering import renderer as rendering
from zencho.rendering.renderer import NotRendered


async def refused(made: rendering.Renderer, content: bytes = b"") -> str:
    with pytest.raises(NotRendered) as caught:
        await made.render("docx", content)
    return caught.value.reason


async def test_bytes_go_in_and_a_pdf_comes_out(stand_in: Make) -> None:
    assert await stand_in("copies").render("docx", b"of a file") == b"%PDF-of a file"


async def test_it_can_do_nothing_else(stand_in: Make, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        port = listener.getsockname()[1]
        told = json.loads((await stand_in("reports").render("docx", str(port).encode()))[5:])
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert {told.pop(each) for each in ("write_inside", "thread")} == {"done"}
    assert {told.pop(each) for each in ("vfork", "trace")} == {-1}
    assert set(told.values()) == {"PermissionError"}, told
    assert not (tmp_path / "rendering" / "left").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hangs", "takes_too_long"),
        ("eats_memory", "too_large"),
        ("writes_nothing", "not_rendered"),
        ("writes_no_pdf", "not_rendered"),
        ("links_elsewhere", "not_rendered"),
        ("writes_one_large", "not_rendered"),
        ("crashes", "not_rendered"),
        ("prints", "not_rendered"),
    ],
)
async def test_it_meets_its_bounds(stand_in: Make, tmp_path: Path, name: str, reason: str) -> None:
    begun = time.monotonic()
    assert await refused(stand_in(name)) == reason
    assert time.monotonic() - begun < 20
    assert [each.name for each in (tmp_path / "rendering").iterdir()] == ["profile-stand-in"]


async def test_no_word_of_a_file_reaches_the_log(stand_in: Make) -> None:
    with capture_logs() as told:
        await refused(stand_in("prints"))
    assert [each["event"] for each in told] == ["child_failed"]
    assert "words of the file" not in str(told)


async def test_many_files_are_bounded_together(
    stand_in: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "MOST_FOLDER_BYTES", 2**25)
    monkeypatch.setattr(rendering, "_LOOK_SECONDS", 0.02)
    assert await refused(stand_in("writes_many")) == "too_large"
    assert [each.name for each in (tmp_path / "rendering").iterdir()] == ["profile-stand-in"]


async def test_only_so_many_at_once(stand_in: Make) -> None:
    made = stand_in("hangs", at_once=1)
    both = [asyncio.create_task(made.render("docx", b"")) for _ in range(2)]
    await asyncio.sleep(2)
    assert len(children_of(os.getpid())) == 1
    for each in both:
        each.cancel()
    await asyncio.gather(*both, return_exceptions=True)
    assert children_of(os.getpid()) == []


async def test_it_dies_with_its_server(stand_in: Make, tmp_path: Path) -> None:
    made = stand_in("hangs")
    code = (
        "import asyncio; from pathlib import Path; from zencho.rendering.finding import LibreOffice;"
        "from zencho.rendering.renderer import Renderer; p = Path(__import__('sys').argv[1]);"
        "office = LibreOffice(p, p, '7', 'stand-in');"
        "asyncio.run(Renderer(p / 'rendering', office, work='standing_in:hangs').render('docx', b''))"
    )
    assert made.office.key == "stand-in"
    parent = subprocess.Popen(  # noqa: ASYNC220 - it is killed, not awaited
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    child = await until(lambda: children_of(parent.pid))
    parent.kill()
    parent.wait()
    await until(lambda: not Path(f"/proc/{child[0]}").exists())


async def test_what_a_killed_server_left_behind_goes(stand_in: Make, tmp_path: Path) -> None:
    made = stand_in("copies")
    for name in ("tmp1", "profile-of-an-older-one"):
        (tmp_path / "rendering" / name).mkdir()
        os.utime(tmp_path / "rendering" / name, (0, 0))
    (tmp_path / "rendering" / "of a child that runs").mkdir()
    await made.sweep(None)  # type: ignore[arg-type] # it asks the database nothing
    left = {each.name for each in (tmp_path / "rendering").iterdir()}
    assert left == {"profile-stand-in", "of a child that runs"}


def children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"standing_in" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


async def until(true):  # type: ignore[no-untyped-def]
    for _ in range(200):
        if result := true():
            return result
        await asyncio.sleep(0.05)
    raise AssertionError("it never was so")
