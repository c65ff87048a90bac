"""The embedded PostgreSQL: starts, survives, keeps what it acknowledged, and lets nobody else in."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from tests.kit.database import FAST, temporary_folder

from zencho.kernel.starting import (
    DataFolderInUse,
    DataFolderNotOurs,
    DataFolderNotWritable,
    PostgresVersionDiffers,
    SocketFolderTaken,
)
from zencho.postgres import place, supervisor
from zencho.postgres.place import ELSEWHERE, wipe
from zencho.postgres.roles import RoleFault, list_role_faults

is_root = os.geteuid() == 0


@pytest.fixture
def data() -> Iterator[Path]:
    with temporary_folder("postgres") as folder:
        yield folder / "data"


@contextmanager
def started(data: Path, **options: object) -> Iterator[supervisor.Cluster]:
    cluster = supervisor.start(data, **options)  # type: ignore[arg-type]
    try:
        yield cluster
    finally:
        cluster.stop()


def ask(dsn: str, query: str) -> object:
    with psycopg.connect(dsn) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_promises_of_durability_and_japanese_text(data: Path) -> None:
    with started(data) as cluster:
        for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
            assert ask(cluster.dsns.app, f"SHOW {name}") == "on"
        with psycopg.connect(cluster.dsns.owner) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            row = connection.execute("SELECT cardinality(show_trgm('予算資料'))").fetchone()
        assert row == (5,)


def test_is_warm_again_at_once_and_keeps_its_data(data: Path) -> None:
    with started(data) as cluster, psycopg.connect(cluster.dsns.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    began = time.monotonic()
    with started(data) as cluster:
        assert time.monotonic() - began < 3  # about 0.1 s; the bench holds the figure
        assert ask(cluster.dsns.owner, "SELECT number FROM kept") == 1


def test_nothing_listens_on_the_network(data: Path) -> None:
    with started(data) as cluster:
        assert ask(cluster.dsns.app, "SHOW listen_addresses") == ""
        inodes = {
            str(link.readlink())
            for link in Path(f"/proc/{cluster.process.pid}/fd").iterdir()
            if link.is_symlink()
        }
        listening = [
            line.split()
            for table in ("tcp", "tcp6")
            for line in Path(f"/proc/{cluster.process.pid}/net/{table}").read_text().splitlines()[1:]
        ]
        assert not {f"socket:[{fields[9]}]" for fields in listening} & inodes


def test_secrets_and_sockets_are_for_us_alone(data: Path) -> None:
    with started(data) as cluster:
        for file in (data / "secrets").iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(cluster.place.socket.stat().st_mode) == 0o700
        assert stat.S_IMODE(cluster.place.cluster.stat().st_mode) == 0o700
        wrong = cluster.dsns.app.replace(":", ":x", 2).replace(":x//", "://", 1)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(wrong, "SELECT 1")


def test_a_second_server_is_refused_by_name(data: Path) -> None:
    with started(data), pytest.raises(DataFolderInUse) as refused:
        supervisor.start(data)
    assert refused.value.params["pid"] == str(os.getpid())


def test_a_folder_of_somebody_else_is_left_alone(data: Path) -> None:
    data.mkdir()
    (data / "letter.txt").write_text("mine")
    for verb in (supervisor.start, wipe):
        with pytest.raises(DataFolderNotOurs):
            verb(data)
    assert [path.name for path in data.iterdir()] == ["letter.txt"]


@pytest.mark.skipif(is_root, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_named(data: Path) -> None:
    data.mkdir(mode=0o500)
    with pytest.raises(DataFolderNotWritable):
        supervisor.start(data)


def test_a_file_in_the_place_of_the_folder_is_named(data: Path) -> None:
    data.write_text("a file")
    with pytest.raises(DataFolderNotWritable):
        supervisor.start(data)


def test_another_thread_may_not_start_it(data: Path) -> None:
    said: list[str] = []

    def begin() -> None:
        try:
            supervisor.start(data)
        except RuntimeError as error:
            said.append(str(error))

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    assert "main thread" in said[0]
    assert not data.exists()


def test_the_callers_environment_is_not_heard(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PGDATA": "/nowhere",
        "PGPORT": "1",
        "LC_ALL": "xx_YY",
        "LD_LIBRARY_PATH": "/x",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", "")
    with started(data) as cluster:
        assert ask(cluster.dsns.app, "SELECT 1") == 1


def test_a_long_path_gets_a_short_socket(data: Path) -> None:
    deep = data / ("い" * 30) / "data"
    deep.parent.mkdir(parents=True)
    with started(deep) as cluster:
        assert not cluster.place.socket.is_relative_to(deep)
        assert ask(cluster.dsns.app, "SELECT 1") == 1
        cluster.place.socket.rename(cluster.place.socket.with_suffix(".away"))
        # What a stranger could do on a machine shared with others: a link where our folder will be.
        cluster.place.socket.symlink_to(data)
        with pytest.raises((SocketFolderTaken, DataFolderInUse)):
            supervisor.find_place(deep)
        cluster.place.socket.unlink()
        cluster.place.socket.with_suffix(".away").rename(cluster.place.socket)
    cluster.place.socket.rmdir()


def test_roles_own_nothing_and_are_put_right_again(data: Path) -> None:
    with started(data) as cluster:
        assert list_role_faults(cluster.dsns) == []
        with psycopg.connect(cluster.superuser_dsn, autocommit=True) as connection:
            connection.execute("ALTER ROLE zencho_app SUPERUSER")
            connection.execute("ALTER ROLE zencho_worker BYPASSRLS")
        assert list_role_faults(cluster.dsns) == [
            RoleFault("app", "superuser"),
            RoleFault("worker", "bypasses"),
        ]
    with started(data) as cluster:
        assert list_role_faults(cluster.dsns) == []
        with psycopg.connect(cluster.superuser_dsn, dbname="zencho", autocommit=True) as connection:
            connection.execute("CREATE TABLE owned (id integer)")
            connection.execute("ALTER TABLE owned OWNER TO zencho_app")
            connection.execute("GRANT zencho_app TO zencho_worker")
        assert list_role_faults(cluster.dsns) == [
            RoleFault("app", "owns"),
            RoleFault("worker", "inherits", "zencho_app"),
        ]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(cluster.dsns.worker, "CREATE TABLE mine (id integer)")


def test_logs_hold_no_text_of_people(data: Path) -> None:
    with started(data) as cluster, psycopg.connect(cluster.dsns.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE titles (title text PRIMARY KEY)")
        connection.execute("INSERT INTO titles VALUES ('秘密の件名')")
        for query, values in (
            ("INSERT INTO titles VALUES ('秘密の件名')", None),
            ("INSERT INTO titles VALUES (%s)", ["秘密の件名"]),
            ("SELECT '秘密の件名'::integer", None),
        ):
            with suppress(psycopg.Error):
                connection.execute(query, values)
    log = cluster.place.log.read_text()
    assert "ready to accept connections" in log
    assert "件名" not in log


def test_another_major_version_is_named(data: Path) -> None:
    with started(data) as cluster:
        version = cluster.place.cluster / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(PostgresVersionDiffers) as refused:
        supervisor.start(data)
    assert refused.value.params["cluster"] == "17"


def test_a_start_killed_while_making_the_cluster_leaves_nothing_half(data: Path) -> None:
    script = (
        "from pathlib import Path; from zencho.postgres import supervisor; "
        f"supervisor.start(Path({str(data)!r}))"
    )
    child = subprocess.Popen([sys.executable, "-c", script])
    deadline = time.monotonic() + 20
    while not list(data.glob("pg.fresh.*/PG_VERSION")) and time.monotonic() < deadline:
        time.sleep(0.002)
    child.kill()
    child.wait()
    with started(data) as cluster:
        assert ask(cluster.dsns.app, "SELECT 1") == 1
    with started(data):  # what was still being written at the first is removed at the second
        assert not list(data.glob("pg.fresh.*"))


def test_a_mark_that_names_a_strangers_process_is_removed(data: Path) -> None:
    with started(data) as cluster:
        runner, place = cluster.place.runner, cluster.place
        mark = (place.cluster / "postmaster.pid").read_text()
    # Another program of the same user has the number now: PostgreSQL alone would refuse for ever.
    with subprocess.Popen(
        ["sleep", "60"], cwd="/", user=runner.switch_uid, group=runner.switch_gid
    ) as stranger:
        lines = [str(stranger.pid), *mark.splitlines()[1:]]
        file = place.cluster / "postmaster.pid"
        file.write_text("\n".join(lines) + "\n")
        os.chown(file, runner.uid, runner.gid)
        with started(data) as cluster:
            assert ask(cluster.dsns.app, "SELECT 1") == 1
        assert stranger.poll() is None
        stranger.kill()


def work_until_cut(connection: psycopg.Connection) -> None:
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 100000000000)")


def test_a_busy_backend_of_a_dead_postmaster_does_not_hold_the_next_up(data: Path) -> None:
    cluster = supervisor.start(data)
    with psycopg.connect(cluster.dsns.app) as connection:
        worker = connection.info.backend_pid
        busy = threading.Thread(target=work_until_cut, args=[connection])
        busy.start()
        time.sleep(0.5)
        cluster.process.kill()
        cluster.process.wait()
        os.close(cluster._lock)
        assert worker in supervisor.find_cluster_processes(cluster.place)
        with started(data) as again:
            assert ask(again.dsns.app, "SELECT 1") == 1
            assert worker not in supervisor.find_cluster_processes(again.place)
        busy.join()


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    import psycopg
    from zencho.postgres import place, supervisor

    cluster = supervisor.start(Path(sys.argv[1]))
    print(cluster.process.pid, flush=True)
    with psycopg.connect(cluster.dsns.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS ledger (number bigint PRIMARY KEY)")
        (first,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM ledger").fetchone()
        for number in range(first, first + 1_000_000):
            connection.execute("INSERT INTO ledger VALUES (%s)", [number])
            print(number, flush=True)
    """
)


@pytest.mark.parametrize("victim", ["server", "postmaster"])
def test_kill_leaves_no_orphan_and_loses_nothing_acknowledged(data: Path, victim: str) -> None:
    acknowledged = 0
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, data], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            assert server.stdout is not None
            postmaster = int(server.stdout.readline())
            for line in server.stdout:
                acknowledged = int(line)
                if acknowledged % 150 == 0:
                    os.kill(server.pid if victim == "server" else postmaster, signal.SIGKILL)
                    break
            for line in server.stdout:  # what was still in the pipe was acknowledged too
                acknowledged = int(line)
        # The next server starts at once, beside the dying one.
    with started(data) as cluster:
        stored = ask(cluster.dsns.owner, "SELECT count(*) FROM ledger WHERE number <= " + str(acknowledged))
        assert stored == acknowledged >= 300
    deadline = time.monotonic() + 20
    while supervisor.find_cluster_processes(cluster.place):
        assert time.monotonic() < deadline, "processes of the cluster are left"
        time.sleep(0.05)


async def test_a_postmaster_that_dies_is_started_again(data: Path) -> None:
    cluster = supervisor.start(data)
    told: list[int] = []
    try:
        with psycopg.connect(cluster.dsns.owner) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        watching = asyncio.create_task(
            supervisor.keep_alive(cluster, on_restart=lambda: told.append(cluster.process.pid))
        )
        before = cluster.process.pid
        os.kill(before, signal.SIGKILL)
        async with asyncio.timeout(30):
            while not told:  # noqa: ASYNC110 - the supervisor has no event to wait for
                await asyncio.sleep(0.05)
        assert told == [cluster.process.pid] != [before]
        assert ask(cluster.dsns.owner, "SELECT number FROM kept") == 7
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    finally:
        cluster.stop()


@pytest.mark.skipif(not is_root, reason="only root hands the cluster to another user")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_as_root_a_closed_folder_has_its_cluster_elsewhere(
    umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ELSEWHERE", ELSEWHERE.with_name(f"zencho-tests-{os.getpid()}"))
    before = os.umask(umask)
    try:
        _start_in_a_closed_folder()
    finally:
        os.umask(before)
        place.ELSEWHERE.rmdir()


def _start_in_a_closed_folder() -> None:
    with temporary_folder("closed") as folder:
        folder.chmod(0o700)
        with started(folder / "data", parameters=FAST) as cluster:
            assert cluster.place.cluster.is_relative_to(place.ELSEWHERE)
            assert Path(f"/proc/{cluster.process.pid}").stat().st_uid != 0
            assert ask(cluster.dsns.app, "SELECT 1") == 1
        with started(folder / "data", parameters=FAST) as again:
            assert again.place == cluster.place
        wipe(folder / "data")
        assert list((folder / "data").iterdir()) == []
        assert not cluster.place.cluster.parent.exists()


@pytest.mark.skipif(not is_root, reason="only root hands the cluster to another user")
def test_as_root_binaries_in_a_closed_folder_are_copied(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reachable = place.is_reachable

    def is_reachable(folder: Path, runner: place.Runner) -> bool:
        # As if the environment were below /root.
        return "site-packages" not in folder.parts and reachable(folder, runner)

    monkeypatch.setattr(place, "is_reachable", is_reachable)
    data.mkdir()
    (data / "ZENCHO").touch()
    (data / "postgres-17.1.0").mkdir()
    with started(data, parameters=FAST) as cluster:
        assert cluster.place.binaries.is_relative_to(data)
        assert ask(cluster.dsns.app, "SELECT 1") == 1
    assert [path.name for path in data.glob("postgres-*")] == [cluster.place.binaries.parents[2].name]
    with started(data, parameters=FAST) as again:
        assert again.place == cluster.place
