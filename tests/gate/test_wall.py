"""The second wall, asked of the live database: whatever the code above forgets, a stranger reaches no row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from tests.kit.database import clone_database
from zencho.migrations.content_free import CONTENT_FREE
from zencho.postgres import supervisor
from zencho.postgres.roles import Dsns, list_role_faults

COMMANDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}
OURS, OTHER = 4_711, 4_712  # an anchor, or a person, and another
PERSONAL = {"person", "principal", "actor_id"}
# Columns whose checks no made-up value would pass.
FITTING: dict[str, Any] = {"single": True}


@pytest.fixture(scope="module")
def walled(cluster: supervisor.Cluster) -> Iterator[Dsns]:
    """A migrated database with one row in each table that has a wall."""
    with clone_database(cluster) as dsns:
        database = dsns.app.rsplit("/", 1)[1].split("?")[0]
        with psycopg.connect(cluster.superuser_dsn, dbname=database) as connection:
            # Without what the rows point at: triggers of foreign keys rest for this session.
            connection.execute("SET session_replication_role = replica")
            person = {"id": OURS, "ref": uuid4(), "kind": "person", "epoch": 1}
            insert(connection, "principal", person)
            for table in list_walled(connection):
                row = made_up(connection, table, OURS)
                if "actor_id" in row and "anchor" not in row:
                    row["actor_id"] = person["ref"]
                insert(connection, table, row)
        yield dsns


def list_tables(connection: psycopg.Connection[Any]) -> dict[str, bool]:
    """All tables of the product, and whether a wall stands before each."""
    query = (
        "SELECT relname, relrowsecurity FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    return dict(connection.execute(query).fetchall())


def list_walled(connection: psycopg.Connection[Any]) -> list[str]:
    return sorted(table for table, walled in list_tables(connection).items() if walled)


def columns_of(connection: psycopg.Connection[Any], table: str) -> dict[str, str]:
    """Column -> type, of those that must be given."""
    query = (
        "SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
        " WHERE attrelid = format('%%I', %s::text)::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' AND (attnotnull OR attname = ANY (%s))"
    )
    return dict(connection.execute(query, (table, [*PERSONAL, "anchor"])).fetchall())


def made_up(connection: psycopg.Connection[Any], table: str, whose: int) -> dict[str, Any]:
    by_type: dict[str, Any] = {
        "text": "x", "int2": 1, "int4": 1, "int8": 1, "bool": False, "bytea": b"x",
        "timestamptz": datetime(2026, 1, 1, tzinfo=UTC), "date": datetime(2026, 1, 1, tzinfo=UTC).date(),
        "jsonb": Jsonb({}), "_text": ["x"], "_int4": [1], "_uuid": [], "interval": "1 day", "float8": 1.0,
    }  # fmt: skip
    row = {}
    for column, kind in columns_of(connection, table).items():
        row[column] = uuid4() if kind == "uuid" else FITTING.get(column, by_type.get(kind))
        if column == "anchor" or (column in PERSONAL and kind == "int4"):
            row[column] = whose
    return row


def insert(connection: psycopg.Connection[Any], table: str, row: dict[str, Any]) -> None:
    names = [sql.Identifier(name) for name in row]
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(names),
            sql.SQL(", ").join([sql.Placeholder()] * len(row)),
        ),
        list(row.values()),
    )


@contextmanager
def asking(
    dsn: str, *, person: int | None = None, read: str = "", write: str = ""
) -> Iterator[psycopg.Connection[Any]]:
    """A transaction as the gate prepares it, rolled back; `None` and empty = nothing was ever set."""
    with psycopg.connect(dsn, row_factory=dict_row) as connection:
        for name, value in (("person", person), ("read", read), ("write", write)):
            if value not in (None, ""):
                connection.execute("SELECT set_config(%s, %s, true)", (f"zencho.{name}", str(value)))
        yield connection
        connection.rollback()


def reached(connection: psycopg.Connection[Any], table: str) -> dict[str, int]:
    """How many rows each command reaches."""
    name = sql.Identifier(table)
    column = sql.Identifier(
        "anchor" if "anchor" in columns_of_any(connection, table) else mine_of(connection, table)
    )
    selected = len(connection.execute(sql.SQL("SELECT * FROM {}").format(name)).fetchall())
    with connection.transaction(force_rollback=True):
        update = sql.SQL("UPDATE {} SET {} = {}").format(name, column, column)
        updated = connection.execute(update).rowcount
        deleted = connection.execute(sql.SQL("DELETE FROM {}").format(name)).rowcount
    return {"SELECT": selected, "UPDATE": updated, "DELETE": deleted}


def columns_of_any(connection: psycopg.Connection[Any], table: str) -> set[str]:
    query = (
        "SELECT attname FROM pg_attribute WHERE attrelid = format('%%I', %s::text)::regclass AND attnum > 0"
    )
    return {row["attname"] for row in connection.execute(query, (table,)).fetchall()}


def mine_of(connection: psycopg.Connection[Any], table: str) -> str:
    [column] = columns_of_any(connection, table) & PERSONAL
    return column


def may_insert(connection: psycopg.Connection[Any], table: str, whose: int) -> bool:
    with psycopg.connect(connection.info.dsn, password=connection.info.password) as plain:
        row = made_up(plain, table, whose)
    try:
        with connection.transaction(force_rollback=True):
            insert(connection, table, row)
    except InsufficientPrivilege:
        return False
    except psycopg.IntegrityError:
        return True  # the wall let it pass; what it points at is another matter
    return True


def test_every_table_has_a_wall_or_a_reason(walled: Dsns) -> None:
    with psycopg.connect(walled.owner) as connection:
        tables = list_tables(connection)
        policies = connection.execute("SELECT tablename, cmd FROM pg_policies").fetchall()
    assert {table for table, has in tables.items() if not has} == set(CONTENT_FREE)
    for table in (table for table, has in tables.items() if has):
        commands = {command for name, command in policies if name == table}
        assert commands == {"ALL"} or commands == COMMANDS, table
    assert all(len(reason) > 10 for reason in CONTENT_FREE.values())


@pytest.mark.parametrize("role", ["app", "worker"])
def test_a_stranger_reaches_nothing(walled: Dsns, role: str) -> None:
    dsn = getattr(walled, role)
    with psycopg.connect(walled.owner) as connection:
        tables = list_walled(connection)
        assert all(
            connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (1,) for table in tables
        )
    strangers: list[dict[str, Any]] = [
        {},  # nothing was ever set
        {"person": OTHER, "read": "{}", "write": "{}"},
        {"person": OTHER, "read": f"{{{OTHER}}}", "write": f"{{{OTHER}}}"},
    ]
    for table in tables:
        for stranger in strangers:
            with asking(dsn, **stranger) as connection:
                assert reached(connection, table) == {"SELECT": 0, "UPDATE": 0, "DELETE": 0}, (
                    table,
                    stranger,
                )


def test_who_was_let_in_reaches_what_was_opened(walled: Dsns) -> None:
    """The other half: the wall is not simply shut. A reader reads, a writer writes."""
    with psycopg.connect(walled.owner) as connection:
        tables = list_walled(connection)
    everything = {"SELECT": 1, "UPDATE": 1, "DELETE": 1}
    for table in tables:
        with asking(walled.app, person=OURS, read=f"{{{OURS}}}", write=f"{{{OURS}}}") as connection:
            assert reached(connection, table) == everything, table
            by_anchor = "anchor" in columns_of_any(connection, table)
        if by_anchor:
            with asking(walled.app, person=OTHER, read=f"{{{OURS}}}", write="{}") as connection:
                assert reached(connection, table) == {"SELECT": 1, "UPDATE": 0, "DELETE": 0}, table


def test_nothing_is_added_where_one_may_not_write(walled: Dsns) -> None:
    with psycopg.connect(walled.owner) as connection:
        tables = [table for table in list_walled(connection) if "anchor" in columns_of(connection, table)]
    assert tables
    for table in tables:
        for asker in ({}, {"person": OTHER, "read": f"{{{OURS}}}", "write": f"{{{OTHER}}}"}):
            with asking(walled.app, **asker) as connection:  # type: ignore[arg-type]
                assert not may_insert(connection, table, OURS), (table, asker)
        with asking(walled.app, person=OURS, read=f"{{{OURS}}}", write=f"{{{OURS}}}") as connection:
            assert may_insert(connection, table, OURS), table


def test_a_connection_keeps_nothing_of_the_transaction_before(walled: Dsns) -> None:
    with psycopg.connect(walled.owner) as connection:
        table = next(t for t in list_walled(connection) if "anchor" in columns_of(connection, t))
    with psycopg.connect(walled.app, autocommit=True) as connection:
        with connection.transaction():
            connection.execute("SELECT set_config('zencho.read', %s, true)", (f"{{{OURS}}}",))
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (1,)
        assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,)


def test_a_table_without_wall_and_without_reason_is_noticed(cluster: supervisor.Cluster) -> None:
    with clone_database(cluster) as dsns, psycopg.connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE diary (id int PRIMARY KEY, text text)")
        tables = list_tables(connection)
    assert {table for table, has in tables.items() if not has} - set(CONTENT_FREE) == {"diary"}


def test_the_logins_own_nothing_and_cannot_pass_the_wall(walled: Dsns) -> None:
    assert list_role_faults(walled) == []
    attempts = (
        "ALTER TABLE node DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall_select ON node",
        "SET ROLE zencho_owner",
        "SET session_replication_role = replica",
        "TRUNCATE node",
        "CREATE TABLE mine (id int)",
    )
    for role in ("app", "worker"):
        with psycopg.connect(getattr(walled, role), autocommit=True) as connection:
            for attempt in attempts:
                with pytest.raises(InsufficientPrivilege):
                    connection.execute(attempt)


@pytest.mark.parametrize("role", ["app", "worker"])
def test_the_record_only_grows(walled: Dsns, role: str) -> None:
    with psycopg.connect(getattr(walled, role), autocommit=True) as connection:
        for attempt in (
            "UPDATE audit_entry SET action = 'nothing'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "DELETE FROM audit_count",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(attempt)
