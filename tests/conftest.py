"""Fixtures that every test may use; their code is in `tests/kit`."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.database import cluster, dsns  # noqa: F401 - pytest finds fixtures by name
from tests.kit.world import World, open_world
from zencho.kernel.logs import start_logs
from zencho.postgres.roles import Dsns

start_logs()


@pytest.fixture
async def world(dsns: Dsns, tmp_path: Path) -> AsyncIterator[World]:  # noqa: F811
    """A small organisation in a database of this test's own, and ways to ask as anyone."""
    async with open_world(dsns, tmp_path) as made:
        yield made
