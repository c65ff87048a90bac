"""A file of 1 GB through the product against nginx serving the same bytes; whole, and by 64 ranges at once.

`ZENCHO_BENCH_DOWNLOAD_MIB` makes it smaller for a try. nginx is the system's (`apt-get install nginx-light`);
where there is none, the rows say so and do not count.
"""

import http.client
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.filled_drive import FilledDrive, filled_drive, read_all
from bench.machine import free_port, server
from bench.rows import Row, median_and_spread

MEBIBYTES = int(os.environ.get("ZENCHO_BENCH_DOWNLOAD_MIB", "1024"))
READERS, TURNS, MOST = 64, 5, 2.0
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; location / {{ root {root}; }} }}
}}
"""
Read = Callable[[int], float]


def run() -> list[Row]:
    """Two rows."""
    with filled_drive([MEBIBYTES * 2**20]) as drive, server(drive.machine, "gate") as served:
        path = f"/api/files/{drive.files[0]}/content"

        def ours(readers: int) -> float:
            return _read(served.port, path, {"Cookie": drive.cookie}, readers)

        if shutil.which("nginx") is None:
            return [_row(readers, {0: ours}) for readers in (1, READERS)]
        with _nginx(drive) as port:

            def peer(readers: int) -> float:
                return _read(port, _path_of_blob(drive), {}, readers)

            return [_row(readers, {0: ours, 1: peer}) for readers in (1, READERS)]


def _row(readers: int, sides: dict[int, Read]) -> Row:
    samples: dict[int, list[float]] = {side: [] for side in sides}
    for turn in range(TURNS + 1):
        for side in list(sides) if turn % 2 else reversed(list(sides)):
            seconds = sides[side](readers)
            if turn:  # the first is to warm
                samples[side].append(seconds)
    mine, spread = median_and_spread(samples[0])
    theirs, peer_spread = median_and_spread(samples[1]) if 1 in samples else (None, {})
    details = {"ours": spread, "peer": peer_spread, "mebibytes": MEBIBYTES, "readers": readers}
    if theirs is None:
        details["not_run"] = "no nginx on this machine"
    return Row(
        name="download" if readers == 1 else f"download, {readers} ranges",
        unit="s",
        ours=mine,
        peer=theirs,
        peer_name="nginx serving the same file",
        limit=None if theirs is None else round(theirs * MOST, 3),
        limit_name="half of nginx's speed",
        details=details,
    )


def _read(port: int, path: str, headers: dict[str, str], readers: int) -> float:
    size = MEBIBYTES * 2**20

    def read_part(number: int) -> int:
        start, end = size * number // readers, size * (number + 1) // readers - 1
        span = {"Range": f"bytes={start}-{end}"} if readers > 1 else {}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        return read_all(connection, path, headers | span)[1]

    began = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        count = sum(pool.map(read_part, range(readers)))
    if count != size:
        raise AssertionError(f"{count} bytes came, not {size}")
    return time.perf_counter() - began


@contextmanager
def _nginx(drive: FilledDrive) -> Iterator[int]:
    port, folder = free_port(), drive.machine.folder / "nginx"
    folder.mkdir(exist_ok=True)
    root = drive.machine.folder / "city" / "blobs"
    (folder / "nginx.conf").write_text(
        "user root;" * (os.geteuid() == 0) + NGINX.format(folder=folder, port=port, root=root), "utf-8"
    )
    child = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"])
    try:
        _until_there(folder / "nginx.pid")
        yield port
    finally:
        child.terminate()
        child.wait(20)


def _until_there(file: Path) -> None:
    for _ in range(100):
        if file.exists():
            return
        time.sleep(0.05)
    raise TimeoutError("nginx does not start")


def _path_of_blob(drive: FilledDrive) -> str:
    with psycopg.connect(drive.machine.cluster.dsns.owner) as connection:
        row = connection.execute("SELECT blob_id FROM node WHERE thing_id = %s", [drive.files[0]]).fetchone()
    assert row is not None
    blob = row[0]
    return f"/{blob.hex[:2]}/{blob.hex[2:4]}/{blob}"
