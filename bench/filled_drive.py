"""A shared drive with files of given sizes for one signed-in person, and a reader of bytes."""

import asyncio
import http.client
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from tests.kit.database import temporary_folder
from tests.kit.office import open_office
from tests.kit.world import World, open_world

from bench.machine import Machine
from zencho.drive import rules
from zencho.drive.actions import drives, things
from zencho.drive.actions.rows import Content
from zencho.gate import opening as gate
from zencho.kernel.migrate import migrate
from zencho.people.rules import AGENCY
from zencho.postgres import supervisor

_AT_ONCE = 100
_PIECE = 2**20


@dataclass(frozen=True)
class FilledDrive:
    """`cookie` signs in; `files` lie in `folder`, the first named first."""

    machine: Machine
    cookie: str
    folder: UUID
    files: list[UUID]


@contextmanager
def filled_drive(sizes: Sequence[int]) -> Iterator[FilledDrive]:
    """Files of these sizes, each with bytes of its own that do not shrink."""
    with temporary_folder("bench") as folder:
        cluster = supervisor.start(folder / "data", parameters={"shared_buffers": "256MB"})
        try:
            migrate(cluster.dsns.owner)
            (folder / "dsns.json").write_text(json.dumps(asdict(cluster.dsns)), "utf-8")
            machine = Machine(folder, cluster, [])
            began = time.monotonic()
            cookie, root, files = asyncio.run(_fill(machine, sizes))
            seconds = time.monotonic() - began
            print(f"  {len(sizes)} files, {sum(sizes) / 2**20:,.0f} MiB in {seconds:.0f} s", file=sys.stderr)
            yield FilledDrive(machine, cookie, root, files)
        finally:
            cluster.stop()


async def _fill(machine: Machine, sizes: Sequence[int]) -> tuple[str, UUID, list[UUID]]:
    city = machine.folder / "city"
    async with open_world(machine.cluster.dsns, city) as world, open_office(world, city) as office:
        await office.unit("みほん市役所", kind="agency")
        await office.unit("契約管理課", "みほん市役所")
        await office.person("鈴木 花", "すずき はな", number="1", unit="契約管理課")
        async with world.as_system() as work:
            opened = await gate.open(work, rules.DRIVE_ADD, AGENCY)
            root = await drives.add_shared_drive(opened, office.units["契約管理課"], name="契約管理課")
        files: list[UUID] = []
        for start in range(0, len(sizes), _AT_ONCE):
            files += await _add(world, root, start, sizes[start : start + _AT_ONCE])
        return await office.sign_in("鈴木 花"), root, files


async def _add(world: World, root: UUID, start: int, sizes: Sequence[int]) -> list[UUID]:
    stored = [await world.database.blobs.put(_random(size), limit_bytes=size) for size in sizes]
    added = []
    async with world.as_system() as work:
        folder = await gate.open(work, rules.FOLDER_ADD, root)
        for number, each in enumerate(stored, start):
            content = Content(each.id, each.size_bytes, each.sha256, "application/octet-stream")
            node = await things.add_file(folder, name=f"資料 {number:05}.bin", content=content)
            added.append(node.thing_id)
    return added


async def _random(size: int) -> AsyncIterator[bytes]:
    for at in range(0, size, _PIECE):
        yield os.urandom(min(_PIECE, size - at))


def read_all(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[float, int]:
    """GET it and throw it away -> (milliseconds to the first bytes of the body, how many came)."""
    began = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    if answer.status not in (200, 206):
        raise RuntimeError(f"{answer.status} {answer.read(300)!r}")
    buffer = bytearray(_PIECE)
    count = len(answer.read(1))
    first = (time.perf_counter() - began) * 1000
    while got := answer.readinto(buffer):
        count += got
    return first, count


def forget_peak(pid: int) -> None:
    """From now on the most that a process held is counted anew (its start held more than its work does)."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", "utf-8")


def resident_mebibytes(pid: int, *, peak: bool) -> float:
    """What a process holds in memory, now or at most since `forget_peak`."""
    name = "VmHWM:" if peak else "VmRSS:"
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
