"""A folder of 5,000 files, 2 GB, taken out as a zip: how soon its first byte comes, and flat memory.

`ZENCHO_BENCH_ZIP_FILES` and `ZENCHO_BENCH_ZIP_MIB` make it smaller for a try.
"""

import http.client
import json
import os
import time

from bench.filled_drive import FilledDrive, filled_drive, forget_peak, read_all, resident_mebibytes
from bench.machine import Served, server
from bench.rows import Row, median_and_spread

FILES = int(os.environ.get("ZENCHO_BENCH_ZIP_FILES", "5000"))
MEBIBYTES = int(os.environ.get("ZENCHO_BENCH_ZIP_MIB", "2048"))
TURNS, WARM_FILES, MOST_MS, MOST_MEBIBYTES = 5, 50, 300.0, 64.0


def run() -> list[Row]:
    """Two rows."""
    with filled_drive([MEBIBYTES * 2**20 // FILES] * FILES) as drive, server(drive.machine, "gate") as served:
        # Warm: what a server loads for its first zip is not what a zip holds.
        for _ in range(2):
            _take(drive, served, min(WARM_FILES, FILES - 1))
        forget_peak(served.pid)
        before = resident_mebibytes(served.pid, peak=False)
        turns = [_take(drive, served, FILES) for _ in range(TURNS)]
        grown = resident_mebibytes(served.pid, peak=True) - before
    first, spread = median_and_spread([each[0] for each in turns])
    speeds = [round(count / 2**20 / seconds) for _, count, seconds in turns]
    size = {"files": FILES, "mebibytes": MEBIBYTES, "mebibytes_a_second": speeds}
    return [
        Row(
            "zip_stream first byte",
            "ms",
            first,
            limit=MOST_MS,
            limit_name="300 ms",
            details={"ours": spread} | size,
        ),
        Row(
            "zip_stream memory",
            "MiB",
            round(max(grown, 0.0), 1),
            limit=MOST_MEBIBYTES,
            limit_name="64 MiB more than before, whatever the size",
            details=size,
        ),
    ]


def _take(drive: FilledDrive, served: Served, count: int) -> tuple[float, int, float]:
    """One zip -> (milliseconds from asking to the first byte, bytes, seconds in all)."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=600)
    ids = [drive.folder] if count == FILES else drive.files[:count]
    body = json.dumps({"ids": [str(id_) for id_ in ids], "title": "契約管理課"})
    headers = {"Cookie": drive.cookie, "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    began = time.perf_counter()
    connection.request("POST", "/api/drive/archive", body, headers)
    url = json.loads(connection.getresponse().read())["url"]
    asked = (time.perf_counter() - began) * 1000
    first, size = read_all(connection, url, {"Cookie": drive.cookie})
    if count == FILES and size < MEBIBYTES * 2**20 * 0.99:
        raise AssertionError(f"only {size} bytes came")
    return asked + first, size, time.perf_counter() - began
