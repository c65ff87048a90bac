"""Child processes with bounds, for work on bytes that strangers made (Word files, compaction, PDF).

A child gets bytes, gives bytes, and is held by the kernel of the machine, not by good will: memory and
processor time by rlimits, wall time by us, no files written, no socket, no other program, no environment (so
no secrets), and it dies with its parent. It starts afresh: nothing of one file is left for the next.
"""

import asyncio
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import structlog

from zencho.kernel.confinement import Forbidden, die_with, forbid, limit
from zencho.kernel.errors import Problem

log = structlog.get_logger()

MIB: Final = 2**20

#: Exit status of a child whose work met the end of its memory; any other than 0 is a fault in the work.
_OUT_OF_MEMORY: Final = 3

#: What reaches the network, starts a program or looks into another.
_FORBIDDEN: Final = (
    Forbidden(41, 198),  # socket
    Forbidden(42, 203),  # connect
    Forbidden(59, 221),  # execve
    Forbidden(322, 281),  # execveat
    Forbidden(425, 425),  # io_uring_setup
    Forbidden(101, 117),  # ptrace
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one child may use. `seconds` bounds wall time and, separately, processor time; `file_bytes` any
    one file that it writes (0: it writes none)."""

    seconds: int = 60
    memory_bytes: int = 1024 * MIB
    result_bytes: int = 512 * MIB
    file_bytes: int = 0


class ChildOutOfTime(Problem):
    """The work was not done within its time; it was stopped."""

    status = 422


class ChildOutOfMemory(Problem):
    """The work needs more memory, or gave a larger result, than it may; it was stopped."""

    status = 422


class ChildFailed(Problem):
    """The work broke off by a fault of its own."""

    status = 500


class Children:
    """Runs work in children, a few at once; the rest wait their turn."""

    def __init__(self, *, at_once: int = 2) -> None:
        self._places = asyncio.Semaphore(at_once)

    async def run(self, work: str, payload: bytes, bounds: Bounds | None = None) -> bytes:
        """The result for `payload` of the function `work`, "package.module:function", bytes to bytes.

        Raises ChildOutOfTime, ChildOutOfMemory or ChildFailed. A cancelled caller's child is killed.
        """
        async with self._places:
            return await _run(work, payload, bounds or Bounds())


async def _run(work: str, payload: bytes, bounds: Bounds) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-P", "-s", "-m", "zencho.kernel.children"),
        *(work, str(bounds.memory_bytes), str(bounds.seconds), str(bounds.file_bytes), str(os.getpid())),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
        start_new_session=True,  # Ctrl+C is for the parent, which then ends its children
    )
    try:
        async with asyncio.timeout(bounds.seconds):
            result, fault = await _converse(process, payload, bounds.result_bytes)
            status = await process.wait()
    except TimeoutError:
        raise ChildOutOfTime(seconds=bounds.seconds) from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            # It counts as ended only when its pipes are: read what lies in those nobody reads any more.
            for pipe in (process.stdout, process.stderr):
                while pipe and await pipe.read(MIB):
                    pass
            await process.wait()
    if status == 0:
        return result
    if status == -signal.SIGXCPU:
        raise ChildOutOfTime(seconds=bounds.seconds)
    if status in (_OUT_OF_MEMORY, -signal.SIGKILL):  # SIGKILL: the machine itself ran out of memory
        raise ChildOutOfMemory(bytes=bounds.memory_bytes)
    log.error("child_failed", work=work, status=status, fault=fault.decode(errors="replace"))
    raise ChildFailed


async def _converse(
    process: asyncio.subprocess.Process, payload: bytes, result_bytes: int
) -> tuple[bytes, bytes]:
    stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
    assert stdin and stdout and stderr

    async def give() -> None:
        # A child that ends early says why by its exit status.
        with suppress(BrokenPipeError, ConnectionResetError):
            stdin.write(payload)
            await stdin.drain()
        stdin.close()

    async def hear() -> bytes:
        heard = b""
        while piece := await stderr.read(MIB):
            heard = (heard + piece)[-4096:]
        return heard

    async def take() -> bytes:
        pieces: list[bytes] = []
        taken = 0
        while piece := await stdout.read(MIB):
            taken += len(piece)
            if taken > result_bytes:
                raise ChildOutOfMemory(bytes=result_bytes)
            pieces.append(piece)
        return b"".join(pieces)

    giving, hearing = asyncio.create_task(give()), asyncio.create_task(hear())
    try:
        result, fault = await take(), await hearing
        await giving
    finally:
        for task in (giving, hearing):
            task.cancel()
        await asyncio.gather(giving, hearing, return_exceptions=True)
    return result, fault


def _resolve(work: str) -> Callable[[bytes], bytes]:
    module, _, name = work.partition(":")
    function: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    return function


def _main(work: str, memory_bytes: str, seconds: str, file_bytes: str, parent: str) -> int:
    """Inside the child: bounds first, then the work's own code, then the strangers' bytes."""
    result_pipe = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not become part of the result
    limit(memory_bytes=int(memory_bytes), seconds=int(seconds), file_bytes=int(file_bytes))
    die_with(int(parent))
    forbid(_FORBIDDEN)
    try:
        result = _resolve(work)(sys.stdin.buffer.read())
        with os.fdopen(result_pipe, "wb") as pipe:
            pipe.write(result)
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as fault:
        # The places only: the message of an exception may hold text of the file, and this goes to the log.
        for frame in traceback.extract_tb(fault.__traceback__)[-8:]:
            sys.stderr.write(f"{frame.filename}:{frame.lineno} {frame.name}\n")
        sys.stderr.write(f"{type(fault).__name__}\n")
        return 1
    return 0


if __name__ == "__main__":
    done = _main(*sys.argv[1:])
    sys.stderr.flush()
    os._exit(done)  # a large library that was loaded has no say in how this ends
