"""Migrations: one dated chain, run by the owner of the tables, by one process at a time.

A migration that would wait for a lock longer than four seconds gives up instead of holding up everybody
behind it. The chain is in `zencho/migrations/versions`.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

import zencho

# Any number that nothing else of ours locks; two servers started at once migrate one after the other.
ADVISORY_LOCK = 7_236_001
LOCK_TIMEOUT = "4s"


def migrate(dsn: str) -> None:
    """Bring the database of `dsn` (the owner's) to the newest revision."""
    engine = _engine(dsn)
    try:
        with engine.connect() as connection:
            # Waiting for another migration is right; only locks on tables are given up on.
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": ADVISORY_LOCK})
            connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
            connection.commit()
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "heads")
            connection.commit()
    finally:
        engine.dispose()


def find_revision(dsn: str) -> str | None:
    """The revision the database is at; None for an empty one."""
    engine = _engine(dsn)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def head_revision() -> str | None:
    """The newest revision of this program."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(zencho.__file__).parent / "migrations"))
    return config


def _engine(dsn: str) -> Engine:
    return create_engine(dsn.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool)
