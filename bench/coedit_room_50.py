"""A room of 50 of whom 5 type five letters a second: rights for each update, everything durable before anyone
sees it; the processor time of all our processes and PostgreSQL, beside Hocuspocus 4 with token and log."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hatch_build
from tests.kit.database import temporary_folder
from tests.kit.world import open_world

from bench.machine import free_port
from bench.rows import Row, median_and_spread
from zencho.gate.permissions import Role
from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor

CLIENTS, TYPISTS, RATE, SECONDS, WARM_SECONDS, ALTERNATIONS = 50, 5, 5.0, 10.0, 2.0, 5
MOST_CPU, MOST_P99 = 0.6, 1.2
PEER = Path(__file__).parent / "coedit_room_50_peer"
PEER_NAME = "Hocuspocus 4 with a token and each update appended through node:sqlite (WAL, FULL)"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Side:
    """One of the two: how its clients come in, and whose processor time is its own."""

    name: str
    told: dict[str, Any]
    list_processes: Callable[[], list[int]]


def run() -> list[Row]:
    """A row for each figure."""
    with temporary_folder("room") as folder, _ours(folder) as ours:
        node = _install_peer(folder)
        if node is None:
            samples = [_measure(ours, folder, turn) for turn in range(ALTERNATIONS)]
            return _rows(samples, [], None)
        mine, theirs = [], []
        for turn in range(ALTERNATIONS):
            with _peer(folder, node, folder / f"log-{turn}.db") as peer:
                for side in (ours, peer) if turn % 2 else (peer, ours):
                    (mine if side is ours else theirs).append(_measure(side, folder, turn))
        with _peer(folder, node, None) as shipped:
            as_shipped = _measure(shipped, folder, ALTERNATIONS)
        return _rows(mine, theirs, as_shipped)


def _rows(
    mine: list[dict[str, Any]], theirs: list[dict[str, Any]], shipped: dict[str, Any] | None
) -> list[Row]:
    def row(suffix: str, unit: str, key: str, most: float | None = None) -> Row:
        ours, spread = median_and_spread([each[key] for each in mine])
        peer, peer_spread = median_and_spread([each[key] for each in theirs]) if theirs else (None, {})
        details = {"ours": spread, "peer": peer_spread, "lost": sum(each["lost"] for each in mine)}
        if shipped:
            details["hocuspocus_as_shipped"] = round(shipped[key], 3)
        if not theirs:
            details["not_run"] = "the peer could not be installed"
        if suffix == "cpu":
            details["generator_cpu_seconds"] = [round(each["generator_cpu_seconds"], 2) for each in mine]
        return Row(
            name=f"coedit_room_50_{suffix}",
            unit=unit,
            ours=ours,
            peer=peer,
            peer_name=PEER_NAME,
            limit=round(peer * most, 3) if peer is not None and most else None,
            limit_name=f"{most:g} × the peer" if most else None,
            details=details,
        )

    return [
        row("cpu", "µs a delivery", "cpu", MOST_CPU),
        row("p99", "ms", "p99", MOST_P99),
        row("p95", "ms", "p95"),
        row("last", "ms", "last"),
        row("memory", "MB", "memory"),
        row("rate", "deliveries/s", "rate"),
    ]


def _measure(side: Side, folder: Path, turn: int) -> dict[str, Any]:
    told = {
        "clients": CLIENTS, "typists": TYPISTS, "rate": RATE, "seconds": SECONDS,
        "warm_seconds": WARM_SECONDS, "round": turn + 1, **side.told,
    }  # fmt: skip
    file = folder / "load.json"
    file.write_text(json.dumps(told), "utf-8")
    load = subprocess.Popen(
        [sys.executable, "-m", "bench.load.room", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert load.stdin and load.stdout
    if load.stdout.readline().strip() != "ready":
        raise RuntimeError(f"the load did not come in at {side.name}")
    began = _processor_seconds(side.list_processes())
    load.stdin.write("\n")
    load.stdin.flush()
    measured: dict[str, Any] = json.loads(load.stdout.readline())
    used = _processor_seconds(side.list_processes()) - began
    load.wait(10)
    if measured["lost"] or measured["closed"]:
        print(f"  {side.name}: lost {measured['lost']}, closed {measured['closed']}", file=sys.stderr)
    measured["cpu"] = used / max(1, measured["deliveries"]) * 1_000_000
    measured["memory"] = sum(map(_memory_bytes, side.list_processes())) / 1_000_000
    measured["rate"] = measured["deliveries"] / measured["seconds"]
    return measured


@contextmanager
def _ours(folder: Path) -> Iterator[Side]:
    cluster = supervisor.start(folder / "data")
    try:
        migrate(cluster.dsns.owner)
        port = free_port()
        note, persons = asyncio.run(_prepare(cluster, folder))
        told = folder / "told.json"
        told.write_text(
            json.dumps(
                {"app": cluster.dsns.app, "port": port, "blobs": str(folder / "blobs"), "persons": persons}
            ),
            "utf-8",
        )
        server = subprocess.Popen([sys.executable, "-m", "tests.live.ledger_server", str(told)])
        try:
            _until_listening(port, server)
            sessions = list(persons)
            origin = f"http://127.0.0.1:{port}"
            yield Side(
                "ours",
                {
                    "dialect": "zencho",
                    "url": f"ws://127.0.0.1:{port}/live",
                    "room": f"note:{note}",
                    "headers": [{"Cookie": f"test={sessions[n]}", "Origin": origin} for n in range(CLIENTS)],
                },
                lambda: [server.pid, *supervisor.find_cluster_processes(cluster.place)],
            )
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
    finally:
        cluster.stop()


async def _prepare(cluster: supervisor.Cluster, folder: Path) -> tuple[str, dict[str, tuple[str, int]]]:
    async with open_world(cluster.dsns, folder) as world:
        unit = await world.unit()
        persons = [await world.person(unit) for _ in range(CLIENTS)]
        note = await world.root((unit, Role.EDITOR), kind="note")
        return str(note), {str(p.session_id): (str(p.id), p.principal) for p in persons}


def _install_peer(folder: Path) -> str | None:
    """Put the peer beside the bench's data -> node; None where it cannot be had."""
    place = folder / "peer"
    shutil.copytree(PEER, place)
    done = subprocess.run(
        hatch_build.npm_command("ci", "--ignore-scripts", "--no-audit", "--no-fund"),
        cwd=place, env=hatch_build.node_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(f"  the peer could not be installed: {done.stderr[-300:]}", file=sys.stderr)
        return None
    return hatch_build.npm_command()[0]


@contextmanager
def _peer(folder: Path, node: str, log: Path | None) -> Iterator[Side]:
    port = free_port()
    command = [node, "server.mjs", str(port), *([str(log)] if log else [])]
    server = subprocess.Popen(command, cwd=folder / "peer", env=os.environ | {"NODE_NO_WARNINGS": "1"})
    try:
        _until_listening(port, server)
        told = {
            "dialect": "hocuspocus", "url": f"ws://127.0.0.1:{port}/", "room": "note", "token": "let-me-in",
            "headers": [{} for _ in range(CLIENTS)],
        }  # fmt: skip
        yield Side("peer", told, lambda: [server.pid])
    finally:
        server.kill()
        server.wait(10)


def _until_listening(port: int, child: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if child.poll() is not None:
            raise RuntimeError(f"the server ended with {child.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the server does not listen")


def _processor_seconds(pids: list[int]) -> float:
    """Of these processes and of their children that have ended."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def _memory_bytes(pid: int) -> int:
    """What is this process's own, shared pages divided among those who share them."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
