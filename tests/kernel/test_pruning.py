"""What is old goes, in small batches, and nothing else: events, answers, failed jobs, unnamed bytes."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

import zencho.entry.wiring  # noqa: F401 - brings the tables of every package
from zencho.gate import opening as gate
from zencho.gate.actors import System
from zencho.kernel import clock, pruning
from zencho.kernel.blobs import Blobs
from zencho.kernel.jobs import Jobs, _by_the_clock
from zencho.kernel.pruning import Pruning
from zencho.kernel.settings import Settings
from zencho.kernel.tables import Base
from zencho.kernel.work import Database
from zencho.postgres.roles import Dsns


@pytest.fixture
async def worker(dsns: Dsns, tmp_path: Path) -> AsyncIterator[Database]:
    """As jobs run: the worker's login, with nothing of the wall open."""
    database = Database(dsns.worker, prepare=gate.prepare, blobs=Blobs(tmp_path / "blobs"), pool_size=2)
    yield database
    await database.close()


@pytest.fixture
def pruner(tmp_path: Path) -> Pruning:
    return Pruning(Settings(data=tmp_path, events_kept_days=7, answers_kept_days=2, unnamed_kept_days=1))


async def run(worker: Database, dsns: Dsns, pruner: Pruning, name: str) -> None:
    """As the clock does it: again and again, a transaction each."""
    jobs = Jobs(dsns.worker, worker, System, reactions=(), periodic=())
    wanted = next(each for each in pruner.list_periodic() if each.name.endswith(name))
    await _by_the_clock(jobs, wanted)(timestamp=0)


def put_events(dsns: Dsns, *days_old: float) -> None:
    with psycopg.connect(dsns.owner) as connection:
        for seq, days in enumerate(days_old, 1):
            connection.execute(
                "INSERT INTO topic_event (ref, seq, outbox_id, name, data, at)"
                " VALUES ('x:1', %s, %s, 'Happened', '{}', %s)",
                [seq, seq, clock.now() - timedelta(days=days)],
            )


async def test_events_go_by_age(worker: Database, dsns: Dsns, pruner: Pruning) -> None:
    put_events(dsns, 30, 7.1, 6.9, 0)
    await run(worker, dsns, pruner, "forget_events")
    with psycopg.connect(dsns.owner) as connection:
        assert connection.execute("SELECT seq FROM topic_event ORDER BY seq").fetchall() == [(3,), (4,)]


async def test_many_events_go_in_many_transactions(
    worker: Database, dsns: Dsns, pruner: Pruning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "BATCH", 3)
    with psycopg.connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE gone (seq bigint, xid xid8 DEFAULT pg_current_xact_id())")
        connection.execute("GRANT INSERT ON gone TO zencho_worker")
        connection.execute(
            "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN INSERT INTO gone (seq) VALUES (old.seq); RETURN NULL; END$$"
        )
        connection.execute(
            "CREATE TRIGGER note AFTER DELETE ON topic_event FOR EACH ROW EXECUTE FUNCTION note()"
        )
    put_events(dsns, *[9] * 8)
    await run(worker, dsns, pruner, "forget_events")
    with psycopg.connect(dsns.owner) as connection:
        sizes = connection.execute("SELECT count(*) FROM gone GROUP BY xid ORDER BY min(seq)").fetchall()
        assert connection.execute("SELECT count(*) FROM topic_event").fetchone() == (0,)
    assert sizes == [(3,), (3,), (2,)]


async def test_answers_go_by_age(worker: Database, dsns: Dsns, pruner: Pruning) -> None:
    with psycopg.connect(dsns.owner) as connection:
        for days in (2.1, 1.9):
            connection.execute(
                "INSERT INTO idempotency (actor_id, key, request, at) VALUES (%s, %s, 'POST /x', %s)",
                [uuid4(), str(days), clock.now() - timedelta(days=days)],
            )
    await run(worker, dsns, pruner, "forget_answers")
    with psycopg.connect(dsns.owner) as connection:
        assert connection.execute("SELECT key FROM idempotency").fetchall() == [("1.9",)]


async def _blob(blobs: Blobs, folder: Path, *, hours_old: float) -> UUID:
    id_ = (await blobs.put_bytes(b"kept")).id
    then = (clock.now() - timedelta(hours=hours_old)).timestamp()
    (path,) = (folder / "blobs").glob(f"*/*/{id_}")
    os.utime(path, (then, then))
    return id_


def _name(dsns: Dsns, blob: UUID) -> None:
    """Bytes that were freed are still named: `remove_freed` is theirs."""
    with psycopg.connect(dsns.owner) as connection:
        connection.execute("INSERT INTO freed_blob (blob_id, at) VALUES (%s, now())", [blob])


def _left(folder: Path) -> set[str]:
    return {each.name for each in (folder / "blobs").glob("*/*/*")}


async def test_bytes_that_nothing_names_go_once_no_upload_can_name_them(
    worker: Database, dsns: Dsns, pruner: Pruning, tmp_path: Path
) -> None:
    blobs = worker.blobs
    named, orphan = (
        await _blob(blobs, tmp_path, hours_old=48),
        await _blob(blobs, tmp_path, hours_old=25),
    )
    young = await _blob(blobs, tmp_path, hours_old=23)
    _name(dsns, named)
    # A server was killed in the middle of a writing.
    cut = tmp_path / "blobs" / "ab" / "cd" / "abcd0000-0000-4000-8000-000000000000#1"
    cut.parent.mkdir(parents=True, exist_ok=True)
    cut.write_bytes(b"half")
    os.utime(cut, (0, 0))
    strange = cut.parent / "README"
    strange.touch()
    os.utime(strange, (0, 0))
    await run(worker, dsns, pruner, "remove_unnamed")
    assert _left(tmp_path) == {str(named), str(young), "README"}
    assert str(orphan) not in _left(tmp_path)


async def test_with_another_database_nothing_goes(
    worker: Database, dsns: Dsns, pruner: Pruning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "SUSPICIOUS", 2)
    ids = {str(await _blob(worker.blobs, tmp_path, hours_old=99)) for _ in range(3)}
    await run(worker, dsns, pruner, "remove_unnamed")
    assert _left(tmp_path) == ids


def test_every_column_that_holds_a_blob_bears_the_name_that_is_looked_for() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "blob" in column.name
    }
    assert {each.rpartition(".")[2] for each in columns} == {"blob_id"}
    assert {"node.blob_id", "document_image.blob_id", "freed_blob.blob_id"} <= columns
