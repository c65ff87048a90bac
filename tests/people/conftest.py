"""An office of two sections for the tests of people."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.office import Office, open_office
from tests.kit.world import World


@pytest.fixture
async def office(world: World, tmp_path: Path) -> AsyncIterator[Office]:
    """みほん市役所 > 財政局 > 契約管理課 > 契約係, and 財政課; 佐藤 a clerk, 岡本 the administrator."""
    async with open_office(world, tmp_path) as made:
        await made.unit("みほん市役所", kind="agency")
        await made.unit("財政局", "みほん市役所", kind="bureau")
        await made.unit("契約管理課", "財政局")
        await made.unit("契約係", "契約管理課", kind="team")
        await made.unit("財政課", "財政局")
        await made.person("佐藤 みのり", "さとう みのり", number="020418", unit="契約係", telephone="2312")
        await made.person("岡本 直", "おかもと なお", number="015032", unit="財政課", manages=True)
        yield made
