"""Backups of the embedded database: one file each, made by `pg_dump`, put back by `pg_restore`.

A migration on the embedded database is preceded by one, because nobody else makes any there. They lie
in `backups/` of the data folder, readable by us alone, and only the newest are kept.
"""

import os
import re
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from zencho.kernel import clock
from zencho.kernel.starting import CannotStart
from zencho.postgres.roles import APP, DATABASE, OWNER, WORKER
from zencho.postgres.supervisor import Cluster


class BackupFailed(CannotStart):
    """A backup could not be made or read; `reason` is what the program said."""


def back_up(cluster: Cluster, *, why: str, kept: int) -> Path:
    """Write the whole database into a new file, durable before this returns -> its path.

    `why` becomes part of the name. Of all backups the `kept` newest stay. Raises BackupFailed.
    """
    folder = cluster.place.data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = clock.now().strftime("%Y-%m-%dT%H%M%S.%fZ")
    file = folder / f"{stamp}-{re.sub(r'[^a-z0-9_-]+', '-', why.lower())}.dump"
    unfinished = file.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    _run(cluster, "pg_dump", "--format=custom", "--compress=gzip:1", f"--file={unfinished}", DATABASE)
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.rename(file)
    for old in list_backups(cluster.place.data)[kept:]:
        old.unlink()
    return file


def list_backups(data: Path) -> list[Path]:
    """All backups of a data folder, the newest first."""
    return sorted((data / "backups").glob("*.dump"), reverse=True)


def restore(cluster: Cluster, file: Path) -> str:
    """Put a backup in the database's place -> the name under which the present one is kept.

    It is read into a database beside ours first: where that fails, ours is untouched. Nobody may be
    connected. Raises BackupFailed.
    """
    fresh, kept = f"{DATABASE}_restored", f"{DATABASE}_until_{clock.now():%Y%m%d_%H%M%S}"
    with psycopg.connect(cluster.superuser_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(fresh)))
        make = "CREATE DATABASE {} OWNER {} TEMPLATE template0"
        connection.execute(sql.SQL(make).format(sql.Identifier(fresh), sql.Identifier(OWNER)))
        _run(cluster, "pg_restore", "--exit-on-error", f"--dbname={fresh}", str(file))
        for old, new in ((DATABASE, kept), (fresh, DATABASE)):
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(old), sql.Identifier(new)))
        for role in (APP, WORKER):
            grant = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
            connection.execute(grant.format(sql.Identifier(DATABASE), sql.Identifier(role)))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
    return kept


def _run(cluster: Cluster, program: str, *arguments: str) -> None:
    # The password goes by the environment: a command line is everybody's to read.
    parts = conninfo_to_dict(cluster.superuser_dsn)
    environment = {
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        **{f"PG{name.upper()}": str(parts[name]) for name in ("host", "port", "user", "password")},
    }
    command = [str(cluster.place.binaries / program), "--no-password", *arguments]
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise BackupFailed(program=program, reason=done.stderr.strip()[-400:])
