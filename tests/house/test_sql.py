"""Who may speak to the database, who ends a transaction, and who decides."""

import ast
import re

from tests.house.sources import Source, calls, imported, product

SQL = {"sqlalchemy", "psycopg", "alembic", "asyncpg"}
# Whole packages that speak SQL, and the names of files (or folders) that do in a feature package.
SPEAKING_PACKAGES = {"gate", "kernel", "migrations", "postgres"}
SPEAKING_FILES = {"tables", "queries", "actions"}
# Single files besides, with their reason.
SPEAKING_BESIDES = {
    "audit/record.py": "the record is written by its own floor, below the gate",
    "entry/backup.py": "it puts whole databases in each other's place, while nobody is connected",
    "entry/health.py": "readiness is whether the database answers",
    "coedit/engine.py": "the hot log of updates is written by raw psycopg, apart from requests",
    "coedit/statement.py": "the one statement of the hot log, spoken to libpq itself",
    "coedit/storing.py": "the hot log of updates is written by raw psycopg, apart from requests",
    "coedit/writer.py": "the hot log of updates is written by raw psycopg, apart from requests",
    "entry/blob_checking.py": "it compares what names bytes with the folder of bytes, for no request",
    "entry/doctor.py": "it looks at a database that may not be ours to serve from yet",
}


def speaks_unasked(source: Source) -> bool:
    if not {name.split(".")[0] for name in imported(source)} & SQL:
        return False
    parts = source.name.removesuffix(".py").split("/")
    allowed = source.package in SPEAKING_PACKAGES or (len(parts) > 1 and parts[1] in SPEAKING_FILES)
    return not allowed and source.name not in SPEAKING_BESIDES


def ends_transaction(source: Source) -> bool:
    if source.package in {"kernel", "migrations", "postgres"}:
        return False
    return any(calls(source, "commit")) or any(calls(source, "rollback"))


def decides(source: Source) -> list[str]:
    if source.package == "gate":
        return []
    names = {node.id for node in ast.walk(source.tree) if isinstance(node, ast.Name)}
    names |= {node.name for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)}
    names |= {node.name for node in ast.walk(source.tree) if isinstance(node, ast.AsyncFunctionDef)}
    return sorted(name for name in names if name.startswith("may_"))


def test_sql_is_spoken_only_where_it_may() -> None:
    assert [source.name for source in product() if speaks_unasked(source)] == []


def test_each_exception_is_still_needed() -> None:
    names = {source.name for source in product()}
    assert set(SPEAKING_BESIDES) <= names


def test_sql_in_routes_fails() -> None:
    assert speaks_unasked(Source("drive/routes.py", "from sqlalchemy import select\n"))
    assert speaks_unasked(Source("chat/sharing.py", "def f():\n    import psycopg\n"))
    assert not speaks_unasked(Source("drive/queries/lists.py", "from sqlalchemy import select\n"))


def test_only_the_kernel_ends_a_transaction() -> None:
    assert [source.name for source in product() if ends_transaction(source)] == []
    assert ends_transaction(Source("drive/actions.py", "async def f(work):\n    await work.db.commit()\n"))
    assert ends_transaction(Source("drive/actions.py", "def f(db):\n    db.rollback()\n"))


def test_only_the_gate_says_may() -> None:
    assert {source.name: decides(source) for source in product() if decides(source)} == {}
    assert decides(Source("drive/rules.py", "def may_read(node): ...\n")) == ["may_read"]


def test_only_the_gate_makes_an_opened_thing() -> None:
    makers = [s.name for s in product() if s.package != "gate" and any(calls(s, "Opened"))]
    assert makers == []


def test_only_the_gate_writes_the_tables_that_decide() -> None:
    """Others may read them in a condition; none inserts, updates or deletes there."""
    deciding = {"Thing", "Anchor", "Grant", "Flat", "Principal", "Member", "Reach", "Policy"}
    raw = re.compile(
        r'(insert into|update|delete from)\s+"?(thing|anchor|grant|flat|principal|member|reach)\b', re.I
    )
    writers = []
    for source in product():
        if source.package in {"gate", "migrations"}:
            continue
        for verb in ("insert", "update", "delete", "upsert"):
            for call in calls(source, verb):
                if call.args and isinstance(call.args[0], ast.Name) and call.args[0].id in deciding:
                    writers.append(f"{source.name}:{call.lineno}")
        writers += [source.name for _ in raw.finditer(source.text)]
    assert writers == []
