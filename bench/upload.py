"""1 GB through tus, as the page sends it, against writing the same bytes with their SHA-256 and one fsync.

`ZENCHO_BENCH_UPLOAD_MIB` takes another size, to try it.
"""

import hashlib
import http.client
import os
import random
import time
from pathlib import Path

from bench.rows import Row, median_and_spread
from bench.taking_in import PART_BYTES, Desk, Memory, call, open_desk, say

MIB = int(os.environ.get("ZENCHO_BENCH_UPLOAD_MIB", "1024"))
ALTERNATIONS, LEAST_OF_LIMIT = 5, 0.6


def run() -> list[Row]:
    """One row."""
    with open_desk() as desk:
        return [_measure(desk)]


def _measure(desk: Desk) -> Row:
    # The parts differ, so that nothing on the way can keep one for another.
    parts = [random.Random(at).randbytes(PART_BYTES) for at in range(4)]
    count = max(1, MIB * 2**20 // PART_BYTES)
    connection, memory = desk.connect(), Memory(desk.pid)
    _send(connection, desk, parts, 2, "warm.bin")
    ours, alone = [], []
    for turn in range(ALTERNATIONS):
        alone.append(_write(desk.folder / "alone.bin", parts, count))
        with memory.watched():
            ours.append(_send(connection, desk, parts, count, f"{turn}.bin"))
    mine, spread = median_and_spread(ours)
    limit, limit_spread = median_and_spread(alone)
    size = count * PART_BYTES / 1e6
    return Row(
        name="upload",
        unit="s",
        ours=mine,
        limit=round(limit / LEAST_OF_LIMIT, 3),
        limit_name=f"the time of write + SHA-256 + fsync / {LEAST_OF_LIMIT:g}",
        details={
            "ours": spread,
            "alone": limit_spread,
            "megabytes": round(size),
            "ours_mb_per_second": round(size / mine, 1),
            "alone_mb_per_second": round(size / limit, 1),
            "of_the_rate": round(limit / mine, 3),
            "server_mib_at_first": round(memory.samples[0], 1),
            "server_mib_at_most": round(max(memory.samples), 1),
        },
    )


def _send(
    connection: http.client.HTTPConnection, desk: Desk, parts: list[bytes], count: int, name: str
) -> float:
    began, size = time.perf_counter(), count * PART_BYTES
    told = {"Upload-Length": str(size), "Upload-Metadata": say(name=name)}
    begun = call(connection, desk, "POST", f"/api/folders/{desk.root}/uploads", told)
    path = begun.headers["Location"]
    for at in range(count):
        headers = {"Upload-Offset": str(at * PART_BYTES)}
        answer = call(connection, desk, "PATCH", path, headers, parts[at % len(parts)])
    if answer.headers["Content-Location"] is None:
        raise RuntimeError("it did not become a file")
    return time.perf_counter() - began


def _write(path: Path, parts: list[bytes], count: int) -> float:
    began, digest = time.perf_counter(), hashlib.sha256()
    with path.open("wb") as file:
        for at in range(count):
            digest.update(parts[at % len(parts)])
            file.write(parts[at % len(parts)])
        file.flush()
        os.fsync(file.fileno())
    passed = time.perf_counter() - began
    path.unlink()
    return passed
