"""Finding by name over a million things with rights: what one who types two characters waits for.

Half of the questions are two letters that stand in very many names, half in few; each is asked by one who
reaches 800 anchors and by one who reaches 5,000, over HTTP, gate and wall on.
"""

import http.client
import random
import time
from statistics import quantiles
from urllib.parse import quote

from bench.machine import Machine, million_things, server
from bench.many_things import PAPERS, SUBJECTS, Reader
from bench.rows import Row, median_and_spread

TURNS, LIMIT_MS = 7, 100.0
COMMON, RARE = 15, 15


def run() -> list[Row]:
    """A row for each reader."""
    with million_things() as machine:
        return measure(machine)


def measure(machine: Machine) -> list[Row]:
    """On a database that stands already."""
    with server(machine, "gate") as ours:
        readers = [reader for reader in machine.readers if reader.name.startswith("listing")]
        return [_ask(reader, ours.port) for reader in readers]


def _ask(reader: Reader, port: int) -> Row:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    questions = _questions()
    for question in questions:  # warm
        _find(connection, reader.token, question)
    slowest: list[float] = []
    by_question: dict[str, list[float]] = {question: [] for question in questions}
    for _ in range(TURNS):
        times = [(_find(connection, reader.token, question), question) for question in questions]
        slowest.append(quantiles([each for each, _ in times], n=20)[-1])
        for each, question in times:
            by_question[question].append(each)
    p95, spread = median_and_spread(slowest)
    medians = {question: round(sorted(times)[TURNS // 2], 1) for question, times in by_question.items()}
    worst = dict(sorted(medians.items(), key=lambda item: -item[1])[:5])
    return Row(
        name=f"find_name_{reader.anchors}",
        unit="ms",
        ours=p95,
        limit=LIMIT_MS,
        limit_name="p95 of two-character questions",
        details={"p95": spread, "questions": len(questions), "slowest": worst, "things": 1_000_000},
    )


def _questions() -> list[str]:
    chance = random.Random(7)
    common = [paper[:2] for paper in PAPERS] + ["年度", "令和", "docx"[:2], "R8", "平成"]
    rare = [subject[at : at + 2] for subject in chance.sample(SUBJECTS, RARE) for at in (0,)]
    return list(dict.fromkeys(common[:COMMON] + rare))


def _find(connection: http.client.HTTPConnection, token: str, question: str) -> float:
    began = time.perf_counter()
    headers = {"Cookie": f"__Host-session={token}"}
    connection.request("GET", f"/api/drive/find?query={quote(question)}", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {body[:300]!r}")
    return (time.perf_counter() - began) * 1000
