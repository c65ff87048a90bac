"""Fixtures of the gate's own tests."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.gate.worlds import only_probes
from tests.kit.world import World
from zencho.kernel import clock
from zencho.kernel.work import Database


@pytest.fixture
async def probed(world: World) -> AsyncIterator[World]:
    """A small organisation whose gate knows the permissions of `worlds` alone: `probe.read` …"""
    with only_probes():
        yield world
    clock.offset = timedelta(0)


@contextmanager
def statements_of(database: Database) -> Iterator[list[str]]:
    """All that is sent to the database while this stands, on either pool."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engines = database.engine.sync_engine, database.aside.sync_engine
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
