"""`zencho import-folder` of an old share into an empty shared drive, beside `rsync` of the same tree into
an empty folder.

Both keep what they copy: ours is durable before it is seen, and `rsync --fsync` calls for the disk after
each file. The limit is twice rsync's time. A plain `rsync -a`, which promises nothing, stands in the
details, and so do files and bytes a second and the most memory that ours took. The tree: ZENCHO_BENCH_FILES
small files (20,000; some KB each, twenty to a folder) and ZENCHO_BENCH_LARGE files of 64 MiB (4).
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.kit.database import temporary_folder

from bench.rows import Row

SMALL = int(os.environ.get("ZENCHO_BENCH_FILES", "20000"))
LARGE = int(os.environ.get("ZENCHO_BENCH_LARGE", "4"))
LARGE_BYTES = 64 * 2**20
EACH_FOLDER = 20
ZENCHO = [sys.executable, "-m", "zencho.entry.cli"]


def run() -> list[Row]:
    """One alternation: either takes minutes, and each runs into an empty place of its own."""
    with temporary_folder("bench-import") as folder:
        tree = folder / "old"
        size_bytes = make_tree(tree)
        files = SMALL + LARGE
        peer = rsync(tree, folder / "rsync", "--fsync")
        plain = rsync(tree, folder / "plain")
        seconds, most_memory = bring(tree, folder / "data")
        details: dict[str, Any] = {
            "files": files,
            "megabytes": round(size_bytes / 1e6),
            "files_per_second": round(files / seconds),
            "megabytes_per_second": round(size_bytes / 1e6 / seconds, 1),
            "most_memory_mib": most_memory,
            "rsync_plain_seconds": plain,
        }
        if peer is None:
            details["not_run"] = "rsync is not installed (apt-get install rsync)"
        return [
            Row(
                "import",
                "s",
                round(seconds, 2),
                peer=peer,
                peer_name="rsync -a --fsync into an empty folder",
                limit=peer and peer * 2,
                limit_name="at least half as fast as rsync",
                details=details,
            )
        ]


def make_tree(tree: Path) -> int:
    """Write the old share -> its size in bytes."""
    chance, total = random.Random(9), 0
    page = chance.randbytes(2**20)
    for number in range(SMALL):
        folder = tree / f"課{number // 2000}" / f"R{number // EACH_FOLDER % 100}委託"
        if number % EACH_FOLDER == 0:
            folder.mkdir(parents=True, exist_ok=True)
        size = int(chance.paretovariate(1.2) * 2_000) % 60_000
        (folder / f"資料{number}.txt").write_bytes(page[number % 1_000 : number % 1_000 + size])
        total += size
    for number in range(LARGE):
        with (tree / f"写真{number}.bin").open("wb") as file:
            for _ in range(LARGE_BYTES // len(page)):
                file.write(page)
        total += LARGE_BYTES
    os.sync()
    return total


def rsync(tree: Path, target: Path, *options: str) -> float | None:
    """Seconds; None where it is not installed."""
    if shutil.which("rsync") is None:
        return None
    began = time.perf_counter()
    subprocess.run(["rsync", "-a", *options, f"{tree}/", f"{target}/"], check=True)
    seconds = time.perf_counter() - began
    shutil.rmtree(target)
    return round(seconds, 2)


def bring(tree: Path, data: Path) -> tuple[float, int]:
    """Import beside a server of a small city -> seconds of the import (its look included), most MiB of
    memory."""
    served = [*ZENCHO, "demo", "--json", "--people", "600", "--port", "0", "--data", str(data)]
    server = subprocess.Popen(served, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        while not json.loads(server.stdout.readline() or "{}").get("ready"):
            if server.poll() is not None:
                raise RuntimeError("the server does not start")
        asked = [
            "import-folder",
            str(tree),
            "--unit",
            "契約管理課",
            "--into",
            "旧サーバー",
            "--data",
            str(data),
        ]
        began = time.perf_counter()
        command = subprocess.Popen(
            [*ZENCHO, *asked, "--json", "--report", str(data.parent / "report.csv")], stdout=subprocess.PIPE
        )
        most = 0
        while command.poll() is None:
            most = max(most, _memory_mib(command.pid))
            time.sleep(0.2)
        seconds = time.perf_counter() - began
        assert command.stdout is not None
        done = json.loads(command.stdout.read().splitlines()[-1])
        assert done["brought"] == SMALL + LARGE, done
        return seconds, most
    finally:
        server.terminate()
        server.wait(60)


def _memory_mib(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) // 1024 if lines else 0
