"""Sharing a folder with 20,000 things below, over HTTP, until it is durable: no row of theirs is touched."""

import http.client
import json
import time
from typing import Any
from uuid import UUID

import psycopg

from bench.machine import Machine, million_things, server
from bench.many_things import Reader
from bench.rows import Row, median_and_spread

SHARES, MOST_MS = 15, 50.0
# Changed rows have another place in the table: this says the places of all of them as one number.
_PLACES = """
WITH RECURSIVE below AS (
    SELECT id FROM thing WHERE parent = %(top)s
    UNION ALL SELECT t.id FROM thing t JOIN below b ON t.parent = b.id
)
SELECT count(*), bit_xor(hashtext(t.ctid::text || t.xmin::text || n.ctid::text || n.xmin::text)::bigint)
FROM below JOIN thing t USING (id) JOIN node n ON n.thing_id = t.id
"""


def run() -> list[Row]:
    """One row."""
    with million_things() as machine:
        return measure(machine)


def measure(machine: Machine) -> list[Row]:
    """On a database that stands already."""
    [sharer] = [reader for reader in machine.readers if reader.name == "share_top"]
    before = _places(machine, sharer.folder)
    with server(machine, "gate") as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        times = [_share(connection, sharer, unit) for unit in _units(machine, SHARES + 3)][3:]
    median, spread = median_and_spread(times)
    if _places(machine, sharer.folder) != before:
        raise AssertionError("rows of things below were touched")
    return [
        Row(
            name="share_top",
            unit="ms",
            ours=median,
            limit=MOST_MS,
            limit_name="50 ms",
            details={"ours": spread, "things_below": before[0], "rows_of_theirs_touched": 0},
        )
    ]


def _share(connection: http.client.HTTPConnection, sharer: Reader, unit: UUID) -> float:
    body = json.dumps({"give": [{"party": {"kind": "unit", "id": str(unit)}, "role": "viewer"}]})
    headers = {
        "Cookie": f"__Host-session={sharer.token}",
        "Content-Type": "application/json",
        "Sec-Fetch-Site": "same-origin",
    }
    began = time.perf_counter()
    connection.request("POST", f"/api/things/{sharer.folder}/sharing", body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {said[:300]!r}")
    return (time.perf_counter() - began) * 1000


def _units(machine: Machine, count: int) -> list[UUID]:
    with psycopg.connect(machine.cluster.dsns.owner) as connection:
        query = "SELECT ref FROM principal WHERE kind = 'unit' ORDER BY id LIMIT %s"
        return [ref for (ref,) in connection.execute(query, (count,)).fetchall()]


def _places(machine: Machine, top: UUID) -> tuple[Any, ...]:
    with psycopg.connect(machine.cluster.dsns.owner) as connection:
        row = connection.execute(_PLACES, {"top": top}).fetchone()
    assert row is not None
    return row
