"""Databases for tests: one embedded cluster a session, migrated once, cloned where a test needs its own.

Everything connects as the product does: the application as `zencho_app`, never as the owner. Only
durability is off (a crash test starts its own cluster with it on).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor
from zencho.postgres.roles import DATABASE, Dsns

MEMORY = Path("/dev/shm")
MEMORY_BYTES = 2 * 2**30
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
_numbers = count(1)


@contextmanager
def temporary_folder(name: str, *, in_memory: bool = False) -> Iterator[Path]:
    """A folder that PostgreSQL's user can reach too; pytest's own are closed to everybody else.

    `in_memory` where there is room: a thousand small files are copied for each test, and a disk takes ten
    times as long.
    """
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_BYTES
    folder = Path(tempfile.mkdtemp(prefix=f"zencho-{name}-", dir=MEMORY if in_memory and has_room else None))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[supervisor.Cluster]:
    """An embedded cluster whose database is migrated; nothing writes into that one: clone it."""
    with temporary_folder("tests", in_memory=True) as folder:
        running = supervisor.start(folder / "data", parameters=FAST)
        try:
            migrate(running.dsns.owner)
            yield running
        finally:
            running.stop()


@pytest.fixture
def dsns(cluster: supervisor.Cluster) -> Iterator[Dsns]:
    """A database of this test's own, migrated and empty."""
    with clone_database(cluster) as cloned:
        yield cloned


@contextmanager
def clone_database(cluster: supervisor.Cluster, *, template: str = DATABASE) -> Iterator[Dsns]:
    """Copy a database in some tens of milliseconds -> its Dsns; it is dropped afterwards."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    copy, original = sql.Identifier(name), sql.Identifier(template)
    with psycopg.connect(cluster.superuser_dsn, autocommit=True) as connection:
        # By file copy: writing what is copied to the log as well takes twice as long.
        create = "CREATE DATABASE {} TEMPLATE {} OWNER zencho_owner STRATEGY FILE_COPY"
        connection.execute(sql.SQL(create).format(copy, original))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(copy))
        grant = "GRANT CONNECT ON DATABASE {} TO zencho_app, zencho_worker"
        connection.execute(sql.SQL(grant).format(copy))
    try:
        yield dsns_of(cluster, name)
    finally:
        with psycopg.connect(cluster.superuser_dsn, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(copy))


def make_template(cluster: supervisor.Cluster, name: str) -> str:
    """A migrated database to prepare once and copy with `clone_database` -> its name; it stays."""
    database = f"template_{name}"
    copy = sql.Identifier(database)
    with psycopg.connect(cluster.superuser_dsn, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER zencho_owner").format(
                copy, sql.Identifier(DATABASE)
            )
        )
    return database


def dsns_of(cluster: supervisor.Cluster, database: str) -> Dsns:
    """The logins of the cluster, into another of its databases."""
    logins = cluster.dsns
    return replace(
        logins,
        owner=_into(logins.owner, database),
        app=_into(logins.app, database),
        worker=_into(logins.worker, database),
    )


def _into(dsn: str, database: str) -> str:
    # Joined by hand: urlunsplit drops the slashes of a login without a host.
    parts = urlsplit(dsn)
    return f"{parts.scheme}://{parts.netloc}/{database}?{parts.query}"
