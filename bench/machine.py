"""What benches run on: a cluster with durability on, a database of a million things kept between cases,
servers as processes of their own, and a client of few lines whose time is not counted as theirs."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from tests.kit.database import temporary_folder

from bench import many_things
from bench.many_things import Reader
from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor
from zencho.postgres.roles import Dsns


@dataclass(frozen=True)
class Machine:
    """A running cluster whose database is filled."""

    folder: Path
    cluster: supervisor.Cluster
    readers: list[Reader]


@contextmanager
def million_things() -> Iterator[Machine]:
    """A fresh database with a million things; about two minutes to fill."""
    with temporary_folder("bench") as folder:
        cluster = supervisor.start(folder / "data", parameters={"shared_buffers": "512MB"})
        try:
            migrate(cluster.dsns.owner)
            began = time.monotonic()
            readers = many_things.fill(cluster.superuser_dsn.replace("/postgres?", "/zencho?"))
            print(f"  a million things in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
            (folder / "dsns.json").write_text(json.dumps(asdict(cluster.dsns)), "utf-8")
            yield Machine(folder, cluster, readers)
        finally:
            cluster.stop()


def read_dsns(folder: Path) -> Dsns:
    """The logins that `million_things` wrote down."""
    return Dsns(**json.loads((folder / "dsns.json").read_text("utf-8")))


@dataclass(frozen=True)
class Served:
    """A server in a process of its own."""

    port: int
    pid: int


@contextmanager
def server(machine: Machine, mode: str) -> Iterator[Served]:
    """A server in a process of its own, for as long as it is measured."""
    port = free_port()
    command = [sys.executable, "-m", "bench.serving", str(machine.folder), str(port), mode]
    child = subprocess.Popen(command, env=os.environ | {"ZENCHO_LOG_LEVEL": "error"})
    try:
        _until_ready(port, child)
        yield Served(port, child.pid)
    finally:
        child.terminate()
        child.wait(20)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _until_ready(port: int, child: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if child.poll() is not None:
            raise RuntimeError(f"the server ended with {child.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the server does not listen")


def list_folder(connection: http.client.HTTPConnection, token: str, folder: UUID) -> tuple[float, int]:
    """List a whole folder, page by page -> (milliseconds, items)."""
    began, items, after = time.perf_counter(), 0, ""
    while True:
        connection.request(
            "GET",
            f"/api/folders/{folder}/items?limit=500{after}",
            headers={"Cookie": f"__Host-session={token}"},
        )
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {body[:300]!r}")
        page = json.loads(body)
        items += len(page["items"])
        if page["next"] is None:
            return (time.perf_counter() - began) * 1000, items
        after = f"&after={page['next']}"
