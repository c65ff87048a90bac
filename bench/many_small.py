"""10,000 files of 20 KB as a tree of 100 folders, against WsgiDAV with as many connections.

Ours are durable, checked for rights and written down before each answer; WsgiDAV writes without fsync, for
anyone. `ZENCHO_BENCH_SMALL_FILES` takes another number, to try it.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.machine import free_port
from bench.rows import Row
from bench.taking_in import Desk, Memory, open_desk

FILES = int(os.environ.get("ZENCHO_BENCH_SMALL_FILES", "10000"))
EACH_BYTES, FOLDERS, CONNECTIONS, TIMES_FASTER = 20_000, 100, 4, 5.0
TOGETHER = 250  # files in one request of ours
Take = Callable[[http.client.HTTPConnection, range], None]


def run() -> list[Row]:
    """One row, in files per second turned round: milliseconds for one."""
    with open_desk() as desk, _wsgidav(desk.folder / "dav") as dav:
        bytes_ = random.Random(1).randbytes(EACH_BYTES)
        memory = Memory(desk.pid)
        with memory.watched():
            ours = _all(desk.port, _for_us(desk, bytes_), each=TOGETHER)
        peer = _all(dav, _for_dav(dav, bytes_), each=1)
    return [
        Row(
            name="many_small",
            unit="ms each",
            ours=round(ours / FILES * 1000, 3),
            peer=round(peer / FILES * 1000, 3),
            peer_name="WsgiDAV on cheroot",
            limit=round(peer / FILES * 1000 / TIMES_FASTER, 3),
            limit_name=f"{TIMES_FASTER:g} × as fast as the peer",
            details={
                "files": FILES,
                "bytes_each": EACH_BYTES,
                "folders": FOLDERS,
                "connections": CONNECTIONS,
                "ours_files_per_second": round(FILES / ours, 1),
                "peer_files_per_second": round(FILES / peer, 1),
                "server_mib_at_most": round(max(memory.samples), 1),
                "nextcloud_published_files_per_second": round(7000 / (9.5 * 60), 1),
            },
        )
    ]


def _for_us(desk: Desk, bytes_: bytes) -> Take:
    """Folders in one request; then files by the hundreds, as the page sends them."""
    body = json.dumps({"paths": [["木", f"{at}"] for at in range(FOLDERS)]}).encode()
    connection = desk.connect()
    headers = {"Cookie": desk.cookie, "Content-Type": "application/json"}
    connection.request("POST", f"/api/folders/{desk.root}/tree", body=body, headers=headers)
    places = [each["id"] for each in json.loads(connection.getresponse().read())["folders"]]

    def take(connection: http.client.HTTPConnection, some: range) -> None:
        files = [
            {"folder": places[at * FOLDERS // FILES], "name": f"{at}.bin", "size_bytes": EACH_BYTES}
            for at in some
        ]
        sent = json.dumps({"files": files}).encode() + b"\n" + bytes_ * len(files)
        connection.request("POST", "/api/uploads/together", body=sent, headers={"Cookie": desk.cookie})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 201 or any(each["code"] for each in json.loads(text)["files"]):
            raise RuntimeError(f"{answer.status} {text[:300]!r}")

    return take


def _for_dav(port: int, bytes_: bytes) -> Take:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in ("/tree", *(f"/tree/{at}" for at in range(FOLDERS))):
        connection.request("MKCOL", path)
        connection.getresponse().read()

    def take(connection: http.client.HTTPConnection, some: range) -> None:
        headers = {"Content-Type": "application/octet-stream"}
        for at in some:
            path = f"/tree/{at * FOLDERS // FILES}/{at}.bin"
            connection.request("PUT", path, body=bytes_, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 201:
                raise RuntimeError(f"WsgiDAV answers {answer.status}")

    return take


def _all(port: int, take: Take, *, each: int) -> float:
    """Seconds for all, over as many connections for both, `each` at a time."""
    faults: list[BaseException] = []

    def some(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            for start in range(first * each, FILES, CONNECTIONS * each):
                take(connection, range(start, min(start + each, FILES)))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=some, args=(first,)) for first in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return time.perf_counter() - began


@contextmanager
def _wsgidav(root: Path) -> Iterator[int]:
    root.mkdir()
    port = free_port()
    command = [sys.executable, "-m", "wsgidav.server.server_cli", "--host=127.0.0.1", f"--port={port}"]
    child = subprocess.Popen(
        [*command, f"--root={root}", "--auth=anonymous", "-q"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                http.client.HTTPConnection("127.0.0.1", port).request("OPTIONS", "/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        child.terminate()
        child.wait(20)
