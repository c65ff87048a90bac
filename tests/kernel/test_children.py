"""Children stay within their bounds, whatever their work does."""

import asyncio
import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from zencho.kernel.children import MIB, Bounds, ChildFailed, ChildOutOfMemory, ChildOutOfTime, Children

WORK = """
import os, socket, subprocess, sys, time
def echo(payload): return payload
def prints(payload): print("noise"); return payload
def environment(payload): return "\\n".join(sorted(os.environ)).encode()
def eats_memory(payload): return b"x" * (2 * 1024**3)
def talks_much(payload): return b"x" * (3 * 1024**2)
def never_ends(payload):
    while True: pass
def sleeps(payload): open(1, "wb", closefd=False); time.sleep(600)
def breaks(payload): raise RuntimeError("secret words")
def crashes(payload): os.abort()
def calls_out(payload): socket.socket()
def runs_program(payload): subprocess.run(["/bin/true"])
def writes(payload): open(payload.decode(), "wb").write(b"x")
def ends_early(payload): os._exit(0)
"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "child_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(str(tmp_path))


async def run(name: str, payload: bytes = b"", bounds: Bounds | None = None) -> bytes:
    return await Children().run(f"child_work:{name}", payload, bounds)


async def test_bytes_go_in_and_come_out() -> None:
    payload = os.urandom(3 * MIB)
    assert await run("echo", payload) == payload
    assert zlib.decompress(await Children().run("zlib:compress", payload)) == payload


async def test_what_a_library_prints_is_not_part_of_the_result() -> None:
    assert await run("prints", b"result") == b"result"


async def test_no_secret_of_the_environment_reaches_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "DATABASE_URL" not in (await run("environment")).decode().splitlines()


async def test_memory_is_bounded() -> None:
    with pytest.raises(ChildOutOfMemory):
        await run("eats_memory")


async def test_the_result_is_bounded() -> None:
    with pytest.raises(ChildOutOfMemory):
        await run("talks_much", bounds=Bounds(result_bytes=2 * MIB))


@pytest.mark.parametrize("name", ["never_ends", "sleeps"])
async def test_time_is_bounded(name: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ChildOutOfTime):
        await run(name, bounds=Bounds(seconds=1))
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("name", ["breaks", "crashes", "runs_program"])
async def test_a_fault_of_the_work_is_said(name: str) -> None:
    with pytest.raises(ChildFailed):
        await run(name)


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")
async def test_there_is_no_network() -> None:
    with pytest.raises(ChildFailed):
        await run("calls_out")


async def test_no_file_is_written(tmp_path: Path) -> None:
    target = tmp_path / "left behind"
    with pytest.raises(ChildFailed):
        await run("writes", str(target).encode())
    assert not target.exists() or target.stat().st_size == 0


async def test_a_child_that_does_not_read_is_no_trouble() -> None:
    assert await run("ends_early", b"x" * (8 * MIB)) == b""


async def test_a_cancelled_caller_leaves_no_child() -> None:
    running = asyncio.create_task(run("sleeps"))
    await asyncio.sleep(1)
    assert children_of(os.getpid())
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert not children_of(os.getpid())


async def test_only_a_few_run_at_once() -> None:
    children = Children(at_once=1)
    both = [asyncio.create_task(children.run("child_work:sleeps", b"", Bounds(seconds=2))) for _ in range(2)]
    await asyncio.sleep(1)
    assert len(children_of(os.getpid())) == 1
    for one in both:
        one.cancel()
    await asyncio.gather(*both, return_exceptions=True)


async def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import asyncio; from zencho.kernel.children import Children; "
        "asyncio.run(Children().run('child_work:sleeps', b''))"
    )
    parent = subprocess.Popen(  # noqa: ASYNC220 - it is killed, not awaited
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    child = await until(lambda: children_of(parent.pid))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    await until(lambda: not Path(f"/proc/{child[0]}").exists())


def children_of(pid: int) -> list[int]:
    """The processes that run our work and whose parent is `pid`."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"zencho.kernel.children" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


async def until(true):
    for _ in range(100):
        if result := true():
            return result
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come to pass within 10 s")
