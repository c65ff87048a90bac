"""An office for the tests of sessions: one person with a password, one without."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.office import Office, open_office
from tests.kit.world import World

PASSWORD = "ながい あいことば 2026"


@pytest.fixture
async def office(world: World, tmp_path: Path) -> AsyncIterator[Office]:
    """契約係 with 佐藤, who has a password, and 鈴木, who has none."""
    async with open_office(world, tmp_path) as made:
        await made.unit("契約係", kind="team")
        await made.person("佐藤 みのり", "さとう みのり", number="020418", unit="契約係", password=PASSWORD)
        await made.person("鈴木 航", "すずき わたる", number="021106", unit="契約係")
        yield made
