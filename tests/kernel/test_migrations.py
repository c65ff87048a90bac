"""The chain of migrations: one line, each step keeps what is there, and its end is what the code says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from tests.gate.test_wall import insert, list_tables, made_up
from tests.kit.database import clone_database

import zencho.entry.wiring  # noqa: F401 - brings the tables of every package
from zencho.kernel import migrate as module
from zencho.kernel.migrate import find_revision, head_revision, migrate
from zencho.kernel.tables import Base
from zencho.postgres import supervisor
from zencho.postgres.roles import Dsns, schema_grants


@contextmanager
def empty_database(cluster: supervisor.Cluster) -> Iterator[tuple[Dsns, str]]:
    """A database as an administrator makes it -> its logins, and the superuser's."""
    with clone_database(cluster, template="template0") as dsns:
        name = dsns.app.rsplit("/", 1)[1].split("?")[0]
        superuser = cluster.superuser_dsn.replace("/postgres?", f"/{name}?")
        with psycopg.connect(superuser) as connection:
            for statement in schema_grants():
                connection.execute(statement)
        yield dsns, superuser


def upgrade(dsns: Dsns, revision: str) -> None:
    engine = module._engine(dsns.owner)
    with engine.connect() as connection:
        config = module._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    engine.dispose()


def revisions() -> list[str]:
    chain = ScriptDirectory.from_config(module._config()).walk_revisions()
    return [each.revision for each in reversed(list(chain))]


def test_the_chain_has_one_end_and_dated_names() -> None:
    script = ScriptDirectory.from_config(module._config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
    names = revisions()
    assert names == sorted(names)
    for revision in script.walk_revisions():
        assert revision.path.endswith(f"{revision.revision}.py")


def test_each_step_keeps_what_was_there(cluster: supervisor.Cluster) -> None:
    with empty_database(cluster) as (dsns, superuser):
        filled: set[str] = set()
        for revision in revisions():
            upgrade(dsns, revision)
            assert find_revision(dsns.owner) == revision
            with psycopg.connect(superuser) as connection:
                for table in filled:
                    assert count(connection, table) > 0, f"{revision} emptied {table}"
                connection.execute("SET session_replication_role = replica")
                for table in set(list_tables(connection)) - filled - {"alembic_version"}:
                    if count(connection, table) == 0:
                        insert(connection, table, made_up(connection, table, 1))
                    filled.add(table)


def count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def test_migrating_twice_changes_nothing(cluster: supervisor.Cluster) -> None:
    with empty_database(cluster) as (dsns, _):
        migrate(dsns.owner)
        assert find_revision(dsns.owner) == head_revision()
        with psycopg.connect(dsns.owner) as connection:
            before = connection.execute("SELECT xmin::text, version_num FROM alembic_version").fetchall()
        migrate(dsns.owner)
        with psycopg.connect(dsns.owner) as connection:
            assert (
                connection.execute("SELECT xmin::text, version_num FROM alembic_version").fetchall() == before
            )


def test_the_database_is_what_the_code_says(dsns: Dsns) -> None:
    """Tables, columns, types, whether they may be null, indexes, uniqueness and references."""
    engine = module._engine(dsns.owner)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [each for each in compare_metadata(context, Base.metadata) if not _is_known(each)]
    engine.dispose()
    print(*differences, sep="\n")
    assert differences == []


def _is_known(difference: Any) -> bool:
    """Alembic's own table."""
    return bool(difference[0] == "remove_table" and difference[1].name == "alembic_version")


def test_a_difference_is_noticed(cluster: supervisor.Cluster) -> None:
    with clone_database(cluster) as dsns:
        with psycopg.connect(dsns.owner) as connection:
            connection.execute("ALTER TABLE thing ALTER label DROP NOT NULL")
        with pytest.raises(AssertionError):
            test_the_database_is_what_the_code_says(dsns)


def test_a_migration_gives_up_on_a_lock_it_does_not_get(
    cluster: supervisor.Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody would queue behind it."""
    monkeypatch.setattr(module, "LOCK_TIMEOUT", "200ms")
    with clone_database(cluster) as dsns:
        with psycopg.connect(dsns.owner) as connection:
            connection.execute("UPDATE alembic_version SET version_num = %s", (revisions()[-2],))
        with psycopg.connect(dsns.owner) as holder:
            holder.execute("LOCK TABLE thing, alembic_version IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(Exception, match="lock timeout"):
                migrate(dsns.owner)


def test_files_keep_their_bytes_as_version_one(cluster: supervisor.Cluster) -> None:
    """Made when the bytes came: the record knows, the row itself changes with its name too."""
    chain = revisions()
    place = chain.index("2026_11_28_02_versions")
    with empty_database(cluster) as (dsns, superuser):
        upgrade(dsns, chain[place - 1])
        with psycopg.connect(superuser) as connection:
            connection.execute("SET session_replication_role = replica")
            insert(connection, "node", made_up(connection, "node", 1) | {"kind": "folder"})
            for number in (2, 3):
                bytes_ = {"blob_id": uuid4(), "sha256": "x", "size_bytes": 1, "media_type": "text/plain"}
                row = made_up(connection, "node", number) | {"kind": "file", "created_by": uuid4()}
                thing = made_up(connection, "thing", number) | {"id": row["thing_id"]}
                insert(connection, "thing", thing)
                insert(connection, "node", row | bytes_)
            [first, second] = connection.execute(
                "SELECT thing_id, blob_id, sha256, created_by, created_at FROM node WHERE kind = 'file'"
                " ORDER BY blob_id"
            ).fetchall()
            for month in (5, 6):
                entry = made_up(connection, "audit_entry", 1) | {"id": month, "at": f"2026-0{month}-02"}
                done = {"action": "file.replace", "ref": f"file:{second[0]}", "decision": "done"}
                insert(connection, "audit_entry", entry | done)
        upgrade(dsns, chain[place])
        with psycopg.connect(superuser) as connection:
            found = connection.execute(
                "SELECT v.thing_id, v.blob_id, v.sha256, v.made_by, v.made_at, how, n.version FROM version v"
                " JOIN node n ON (n.thing_id, n.version) = (v.thing_id, v.number) ORDER BY v.blob_id"
            ).fetchall()
        assert found[0] == (*first, "added", 1)
        assert (found[1][:3], found[1][4].month, found[1][5:]) == (second[:3], 6, ("replaced", 1))
        assert len(found) == 2
