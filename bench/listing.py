"""The whole HTTP listing of a folder of 1,000 in a million things, gate and wall on, beside the same handlers
without filter as the owner of the tables."""

import http.client

from bench.machine import Machine, list_folder, million_things, server
from bench.many_things import CHILDREN, Reader
from bench.rows import Row, median_and_spread

ALTERNATIONS, EACH, MOST = 9, 5, 2.0


def run() -> list[Row]:
    """A row for each reader."""
    with million_things() as machine:
        return measure(machine)


def measure(machine: Machine) -> list[Row]:
    """On a database that stands already."""
    with server(machine, "gate") as ours, server(machine, "open") as peer:
        readers = [reader for reader in machine.readers if reader.name.startswith("listing")]
        return [_compare(reader, ours.port, peer.port, machine) for reader in readers]


def _compare(reader: Reader, ours: int, peer: int, machine: Machine) -> Row:
    connections = {port: http.client.HTTPConnection("127.0.0.1", port) for port in (ours, peer)}
    samples: dict[int, list[float]] = {ours: [], peer: []}
    for port in (ours, peer) * 3:  # warm
        assert list_folder(connections[port], reader.token, reader.folder)[1] == CHILDREN
    for turn in range(ALTERNATIONS):
        for port in (ours, peer) if turn % 2 else (peer, ours):
            times = [list_folder(connections[port], reader.token, reader.folder)[0] for _ in range(EACH)]
            samples[port].append(sum(times) / EACH)
    mine, spread = median_and_spread(samples[ours])
    theirs, peer_spread = median_and_spread(samples[peer])
    return Row(
        name=reader.name,
        unit="ms",
        ours=mine,
        peer=theirs,
        peer_name="the same handlers without filter, as the owner of the tables",
        limit=round(theirs * MOST, 3),
        limit_name=f"{MOST:g} × the peer",
        details={
            "ours": spread,
            "peer": peer_spread,
            "anchors_reached": _reached(machine, reader),
            "children": CHILDREN,
            "pages": "two of 500, over one connection",
        },
    )


def _reached(machine: Machine, reader: Reader) -> int:
    import psycopg

    with psycopg.connect(machine.cluster.dsns.owner) as connection:
        row = connection.execute(
            "SELECT count(DISTINCT f.anchor) FROM flat f JOIN reach r ON r.container = f.principal"
            " JOIN person p ON p.principal = r.person JOIN session s ON s.person = p.id"
            " WHERE s.token_hash = sha256(%s)",
            (reader.token.encode(),),
        ).fetchone()
    return int(row[0]) if row else 0
