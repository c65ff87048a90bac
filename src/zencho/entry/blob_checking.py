"""Does every reference have its bytes, and every byte a reference? Read by whoever operates the server.

What names bytes is known in one place, the database's `list_blob_holders()`: each table with a column called
`blob_id`. Freeing, removing what is unnamed, and this look there; a new table needs nothing but that name.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

import psycopg

from zencho.kernel.blobs import Blobs, key_of

Wrong = Literal["missing", "size_differs", "hash_differs", "unnamed", "freed_late"]
_PAGE: Final = 5_000
_READ_BYTES: Final = 2**20
# The clock removes what was freed each hour, and what nobody names each day.
_FREED_LATE: Final = timedelta(days=1, hours=3)
_ROUND: Final = timedelta(days=1, hours=3)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `holder` is the table that names the bytes, `thing` what they belong to."""

    wrong: Wrong
    blob: UUID
    holder: str = ""
    thing: UUID | None = None
    expected: str = ""
    found: str = ""


@dataclass(slots=True)
class Count:
    """How much was looked at."""

    references: int = 0
    blobs: int = 0
    size_bytes: int = 0


def check_blobs(
    dsn: str, folder: Path, count: Count, *, now: datetime, unnamed_kept_days: int, with_hash: bool
) -> Iterator[Fault]:
    """All faults, as they are found; `count` rises meanwhile. `dsn` is the worker's. Blocks, holds little."""
    blobs = Blobs(folder)
    with psycopg.connect(dsn, autocommit=True) as connection:
        holders = [row[0] for row in connection.execute("SELECT list_blob_holders()::text")]
        for holder in holders:
            for row in _list_references(connection, holder):
                count.references += 1
                yield from _check_reference(folder, holder, row, with_hash=with_hash)
        before = now - timedelta(days=unnamed_kept_days) - _ROUND
        for part in blobs.list_parts():
            yield from _check_part(connection, blobs, part, before, count)
        overdue = connection.execute("SELECT blob_id FROM freed_blob WHERE at < %s", [now - _FREED_LATE])
        for (blob,) in overdue:
            if (folder / key_of(blob)).is_file():
                yield Fault("freed_late", blob, "freed_blob")


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a row says of its bytes. One that `grows` speaks of the first bytes: more may lie behind them."""

    blob: UUID
    size_bytes: int | None
    sha256: str | None
    thing: UUID | None
    grows: bool


def _list_references(connection: psycopg.Connection, holder: str) -> Iterator[_Reference]:
    after: UUID | None = None
    while True:
        rows = connection.execute(
            "SELECT * FROM list_blob_references(%s::regclass, %s, %s)", [holder, after, _PAGE]
        ).fetchall()
        for row in rows:
            yield _Reference(*row)
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]


def _check_reference(folder: Path, holder: str, row: _Reference, *, with_hash: bool) -> Iterator[Fault]:
    path = folder / key_of(row.blob)
    if row.grows and row.size_bytes == 0:
        return  # nothing of it has come yet
    if not path.is_file():
        yield Fault("missing", row.blob, holder, row.thing)
        return
    size = path.stat().st_size
    if row.grows and row.size_bytes is not None:
        size = min(size, row.size_bytes)
    if row.size_bytes is not None and size != row.size_bytes:
        yield Fault("size_differs", row.blob, holder, row.thing, str(row.size_bytes), str(size))
    elif with_hash and row.sha256 is not None:
        found = _hash(path, size)
        if found != row.sha256:
            yield Fault("hash_differs", row.blob, holder, row.thing, row.sha256, found)


def _check_part(
    connection: psycopg.Connection, blobs: Blobs, part: Path, before: datetime, count: Count
) -> Iterator[Fault]:
    for path in part.glob("*/*"):
        count.blobs += 1
        count.size_bytes += path.stat().st_size
    old = blobs.list_older(part, before)
    named = {row[0] for row in connection.execute("SELECT list_named_blobs(%s)", [old])}
    yield from (Fault("unnamed", blob) for blob in old if blob not in named)


def _hash(path: Path, size_bytes: int) -> str:
    digest, left = hashlib.sha256(), size_bytes
    with path.open("rb") as file:
        while piece := file.read(min(_READ_BYTES, left)):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()
