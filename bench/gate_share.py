"""What the gate costs in the requests that the journeys make: CPU of server and database together, weighted
by how often each is asked, beside the same handlers with a gate that lets everything through.

Each turn begins with a fresh server, so that misses of the memo are in it. Changes are not replayed (a second
time they would do something else); their share of the recording is told.
"""

import asyncio
import http.client
import json
import os
import random
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from tests.kit.database import temporary_folder

from bench.machine import Machine, server
from bench.rows import Row, median_and_spread
from zencho.entry.app import open_database
from zencho.entry.city.build import build_city
from zencho.entry.loading.load import load_city
from zencho.gate.actors import Anonymous, System
from zencho.gate.guarding import keep_shipped
from zencho.kernel import clock
from zencho.kernel.migrate import migrate
from zencho.kernel.settings import Settings
from zencho.postgres import supervisor
from zencho.sessions.actions.sessions import Client, begin_session

RECORDING = Path(__file__).parent / "recording.json"
PEOPLE, REQUESTS, TURNS, MOST = 2_000, 600, 5, 1.3
EACH, TRIES = 50, 50
_KINDS = ("folders", "documents", "files", "people", "units", "groups")


@dataclass(frozen=True)
class _Asked:
    path: str
    token: str


def run() -> list[Row]:
    """One row; marked where nothing was recorded."""
    if not RECORDING.exists():
        reason = {"not_run": "bench/recording.json is not there: python -m bench.record makes it"}
        return [Row("gate_share", "ms", None, peer_name="a gate that allows everything", details=reason)]
    recorded = json.loads(RECORDING.read_text("utf-8"))
    with _city() as (machine, tokens):
        asked = _choose(machine, tokens, recorded)
        return [_measure(machine, asked, recorded)]


@contextmanager
def _city() -> Iterator[tuple[Machine, dict[UUID, str]]]:
    """The sample city with its personas signed in -> their tokens."""
    with temporary_folder("share") as folder:
        cluster = supervisor.start(folder / "data")
        try:
            migrate(cluster.dsns.owner)
            tokens = asyncio.run(_load(Settings(data=folder / "city"), cluster.dsns.app))
            (folder / "dsns.json").write_text(json.dumps(asdict(cluster.dsns)), "utf-8")
            yield Machine(folder, cluster, []), tokens
        finally:
            cluster.stop()


async def _load(settings: Settings, dsn: str) -> dict[UUID, str]:
    database = open_database(settings, dsn)
    tokens = {}
    try:
        async with database.work(System("sample-city")) as work:
            await keep_shipped(work)
        city = build_city(20261124, PEOPLE, today=clock.day_of(clock.now()))
        loaded = await load_city(database, city, lambda _done, _steps: None)
        for persona in city.personas:
            person = loaded.people[persona.person]
            async with database.work(Anonymous()) as work:
                client = Client("bench", "office")
                tokens[person] = await begin_session(work, person, how="demo", client=client)
    finally:
        await database.close()
    return tokens


def _choose(machine: Machine, tokens: dict[UUID, str], recorded: list[dict[str, Any]]) -> list[_Asked]:
    """Requests in the proportions of the recording, each of a persona about things that persona sees.

    As in the journeys each is answered well: a refusal does less than its peer and more than an answer.
    """
    chance = random.Random(1_300)
    read = [row for row in recorded if row["method"] == "GET"]
    people = list(tokens)
    seen = {person: _seen(machine, person) for person in people}
    asked: list[_Asked] = []
    with server(machine, "gate") as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        while len(asked) < REQUESTS:
            [row] = chance.choices(read, [each["count"] for each in read])
            for _ in range(TRIES):
                person = chance.choice(people)
                path = _fill(row["address"], seen[person], chance)
                if path and _ask(connection, _Asked(path, tokens[person])):
                    asked.append(_Asked(path, tokens[person]))
                    break
    return asked


def _fill(address: str, seen: dict[str, list[UUID]], chance: random.Random) -> str | None:
    """The address with ids for each `{id}`; None where this persona sees nothing that fits."""
    while "{id}" in address:
        before, _, after = address.partition("{id}")
        # The word that an id follows: `…/units/{id}`, `…/units?parent={id}`, `…/names?ids={id}&ids={id}`.
        [word] = re.findall(r"/([a-z-]+)(?:/|\?[^/]*)$", before) or [""]
        kind = "people" if word == "names" else word if word in _KINDS else "things"
        if not seen[kind]:
            return None
        address = f"{before}{chance.choice(seen[kind])}{after}"
    return address


def _ask(connection: http.client.HTTPConnection, asked: _Asked) -> bool:
    """Whether it was answered with success."""
    connection.request("GET", asked.path, headers={"Cookie": f"__Host-session={asked.token}"})
    answer = connection.getresponse()
    answer.read()
    return answer.status < 400


def _seen(machine: Machine, person: UUID) -> dict[str, list[UUID]]:
    things = (
        "SELECT DISTINCT t.id, t.kind FROM thing t JOIN flat f ON f.anchor = t.anchor JOIN reach r"
        " ON r.container = f.principal JOIN person p ON p.principal = r.person"
        " WHERE p.id = %s AND t.binned_at IS NULL AND t.kind <> 'agency' AND r.starts <= now()"
        " AND now() < r.ends"
    )
    with psycopg.connect(machine.cluster.dsns.owner) as connection:
        found = connection.execute(things, (person,)).fetchall()
        by_kind = {f"{kind}s": [i for i, k in found if k == kind] for kind in ("folder", "document", "file")}
        everyone = {
            table: [row[0] for row in connection.execute(f'SELECT id FROM "{name}"').fetchall()]
            for table, name in (("people", "person"), ("units", "unit"), ("groups", "group"))
        }
    return by_kind | everyone | {"things": [i for i, _ in found]}


def _measure(machine: Machine, asked: list[_Asked], recorded: list[dict[str, Any]]) -> Row:
    modes = ("gate", "open")
    samples: dict[str, list[float]] = {mode: [] for mode in modes}
    answers = dict.fromkeys(modes, 0)
    for _ in range(TURNS):
        spent, well = _replay(machine, modes, asked)
        for mode in modes:
            samples[mode].append(spent[mode] / len(asked))
            answers[mode] = well[mode]
    mine, spread = median_and_spread(samples["gate"])
    theirs, peer_spread = median_and_spread(samples["open"])
    memo = json.loads((machine.folder / "memo-gate.json").read_text("utf-8"))
    replayed = sum(row["count"] for row in recorded if row["method"] == "GET")
    return Row(
        name="gate_share",
        unit="ms",
        ours=mine,
        peer=theirs,
        peer_name="the same handlers with a gate that allows everything, as the owner of the tables",
        limit=round(theirs * MOST, 3),
        limit_name=f"{MOST:g} × the peer",
        details={
            "ours": spread,
            "peer": peer_spread,
            "requests": len(asked),
            "answered_well": answers,
            "decisions": memo["asked"],
            "hit_rate": round(1 - memo["missed"] / max(1, memo["asked"]), 4),
            "recorded": sum(row["count"] for row in recorded),
            "recorded_reads": replayed,
        },
    )


def _replay(
    machine: Machine, modes: tuple[str, ...], asked: list[_Asked]
) -> tuple[dict[str, float], dict[str, int]]:
    """-> (milliseconds of CPU of server and database, how many were answered with success) of each mode.

    They take turns every few requests: what else the machine does meanwhile makes the same work dearer.
    """
    spent, well = dict.fromkeys(modes, 0.0), dict.fromkeys(modes, 0)
    with ExitStack() as stack:
        served = {mode: stack.enter_context(server(machine, mode)) for mode in modes}
        connections = {
            mode: http.client.HTTPConnection("127.0.0.1", each.port) for mode, each in served.items()
        }
        for start in range(0, len(asked), EACH):
            for mode in modes if start // EACH % 2 else reversed(modes):
                at_work = (served[mode].pid, machine.cluster.process.pid)
                before = _cpu_ms(at_work)
                well[mode] += sum(_ask(connections[mode], each) for each in asked[start : start + EACH])
                spent[mode] += _cpu_ms(at_work) - before
    return spent, well


def _cpu_ms(roots: tuple[int, ...]) -> float:
    """CPU that these processes and their children have used, living or ended."""
    parents, used = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            used[int(entry.name)] = sum(map(int, fields[11:15]))  # with children that ended
    mine = set(roots)
    while more := {pid for pid, above in parents.items() if above in mine} - mine:
        mine |= more
    ticks: float = sum(used[pid] for pid in mine)
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")
