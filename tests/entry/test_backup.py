"""Backups of the embedded database: whole, private, few, and put back without a moment of nothing."""

import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.kit.database import FAST, temporary_folder

from zencho.entry.backup import BackupFailed, back_up, list_backups, restore
from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor
from zencho.postgres.roles import list_role_faults


@pytest.fixture(scope="module")
def cluster() -> Iterator[supervisor.Cluster]:
    with temporary_folder("backup") as folder:
        running = supervisor.start(folder / "data", parameters=FAST)
        try:
            migrate(running.dsns.owner)
            write(running, "CREATE TABLE kept (word text)")
            write(running, "GRANT SELECT ON kept TO zencho_app")
            yield running
        finally:
            running.stop()


def write(cluster: supervisor.Cluster, query: str) -> None:
    with psycopg.connect(cluster.dsns.owner) as connection:
        connection.execute(query)


def words(cluster: supervisor.Cluster) -> list[str]:
    with psycopg.connect(cluster.dsns.app) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept ORDER BY word")]


def test_what_was_backed_up_comes_back_with_its_rights(cluster: supervisor.Cluster) -> None:
    write(cluster, "TRUNCATE kept")
    write(cluster, "INSERT INTO kept VALUES ('令和')")
    file = back_up(cluster, why="before-2026_11_23_03_gate", kept=5)
    write(cluster, "INSERT INTO kept VALUES ('平成')")
    until = restore(cluster, file)
    assert words(cluster) == ["令和"]
    assert list_role_faults(cluster.dsns) == []
    with psycopg.connect(cluster.superuser_dsn, dbname=until) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (2,)


def test_it_is_readable_by_us_alone_and_named_after_its_reason(cluster: supervisor.Cluster) -> None:
    file = back_up(cluster, why="Before ../Evil", kept=5)
    assert file.parent == cluster.place.data / "backups"
    assert file.name.endswith("-before-evil.dump")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_only_the_newest_stay(cluster: supervisor.Cluster) -> None:
    made = [back_up(cluster, why="turn", kept=2) for _ in range(4)]
    assert list_backups(cluster.place.data) == [made[3], made[2]]


def test_a_file_that_is_no_backup_changes_nothing(cluster: supervisor.Cluster, tmp_path: Path) -> None:
    write(cluster, "TRUNCATE kept")
    write(cluster, "INSERT INTO kept VALUES ('いま')")
    broken = tmp_path / "broken.dump"
    broken.write_bytes(b"PGDMP and then nothing")
    with pytest.raises(BackupFailed) as refused:
        restore(cluster, broken)
    assert refused.value.params["program"] == "pg_restore"
    assert words(cluster) == ["いま"]


def test_a_truncated_backup_changes_nothing(cluster: supervisor.Cluster, tmp_path: Path) -> None:
    write(cluster, "TRUNCATE kept")
    write(cluster, "INSERT INTO kept VALUES ('いま')")
    whole = back_up(cluster, why="whole", kept=5).read_bytes()
    cut = tmp_path / "cut.dump"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(BackupFailed):
        restore(cluster, cut)
    assert words(cluster) == ["いま"]
