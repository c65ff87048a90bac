"""What the benches of uploads run on: an empty city, one clerk, her drive, and the server as a process."""

import asyncio
import base64
import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.kit.database import temporary_folder
from tests.kit.office import open_office
from tests.kit.world import open_world

from bench.machine import Machine, server
from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor
from zencho.postgres.roles import Dsns

PART_BYTES = 32 * 2**20  # of one request, as the page sends


@dataclass(frozen=True)
class Desk:
    """The clerk's place: the server, her cookie and the root of her drive; `folder` for what is beside it."""

    port: int
    pid: int
    cookie: str
    root: str
    folder: Path

    def connect(self) -> http.client.HTTPConnection:
        """A connection of her browser."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)


@contextmanager
def open_desk() -> Iterator[Desk]:
    """A fresh database, durable as in a city hall, and a server that is warm."""
    with temporary_folder("bench") as folder:
        cluster = supervisor.start(folder / "data", parameters={"shared_buffers": "256MB"})
        try:
            migrate(cluster.dsns.owner)
            cookie = asyncio.run(_employ(cluster.dsns, folder / "employ"))
            (folder / "dsns.json").write_text(json.dumps(asdict(cluster.dsns)), "utf-8")
            with server(Machine(folder, cluster, []), "gate") as served:
                connection = http.client.HTTPConnection("127.0.0.1", served.port)
                connection.request("GET", "/api/drive/roots", headers={"Cookie": cookie})
                root = json.loads(connection.getresponse().read())["own"]["id"]
                yield Desk(served.port, served.pid, cookie, root, folder)
        finally:
            cluster.stop()


async def _employ(dsns: Dsns, folder: Path) -> str:
    """One clerk, signed in -> her cookie."""
    async with open_world(dsns, folder) as world, open_office(world, folder) as office:
        await office.unit("みほん市役所", kind="agency")
        await office.person("計測 一", "けいそく はじめ", number="010001", unit="みほん市役所")
        return await office.sign_in("計測 一")


def call(
    connection: http.client.HTTPConnection,
    desk: Desk,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes = b"",
) -> http.client.HTTPResponse:
    """One request by tus; raises RuntimeError for what did not succeed."""
    said = {"Cookie": desk.cookie, "Tus-Resumable": "1.0.0"} | headers
    if body:
        said["Content-Type"] = "application/offset+octet-stream"
    connection.request(method, path, body=body, headers=said)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]!r}")
    return answer


def say(**told: str) -> str:
    """Upload-Metadata."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())


@dataclass
class Memory:
    """The resident memory of a process, looked at ten times a second, in MiB."""

    pid: int
    samples: list[float] = field(default_factory=list)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """For as long as this lasts."""
        stop = threading.Event()
        watching = threading.Thread(target=self._watch, args=(stop,))
        watching.start()
        try:
            yield
        finally:
            stop.set()
            watching.join()

    def _watch(self, stop: threading.Event) -> None:
        while not stop.is_set():
            status = Path(f"/proc/{self.pid}/status").read_text("ascii")
            resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            self.samples.append(int(resident.split()[1]) / 1024)
            time.sleep(0.1)
