"""Three days before a share ends, whoever gave it and whoever loses it are told, once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.drive.conftest import Section
from tests.notices.test_ring import kinds, notices
from zencho.gate.actors import System
from zencho.kernel import clock
from zencho.notices.reminding import remind_of_ends

TODAY = clock.day_of(clock.now())


async def _share(section: Section, folder: UUID, party: dict[str, Any], *, days: int | None) -> None:
    gift: dict[str, Any] = {"party": party, "role": "viewer"}
    if days is not None:
        gift["ends_on"] = str(TODAY + timedelta(days=days))
    assert (await section.share(folder, give=[gift])).status_code == 200


async def _given_long_ago(section: Section) -> None:
    async with await psycopg.AsyncConnection.connect(section.world.dsns.owner) as db:
        await db.execute("UPDATE \"grant\" SET given_at = given_at - interval '30 days'")


async def _remind(section: Section) -> None:
    async with section.world.database.work(System("purge")) as work:
        await remind_of_ends(work)


@pytest.mark.parametrize(("days", "rung"), [(1, False), (2, True), (5, False)])
async def test_in_time_and_once(section: Section, days: int, rung: bool) -> None:
    folder = await section.folder("見積")
    await _share(section, folder, section.person("他人"), days=days)
    await _given_long_ago(section)
    for _ in range(2):
        await _remind(section)
    assert await kinds(section, "管理", about=folder) == ["share_ends"] * rung
    assert await kinds(section, "他人", about=folder) == ["access_ends"] * rung
    if rung:
        [notice] = await notices(section, "他人")
        assert notice["detail"]["ends"].startswith(str(TODAY + timedelta(days=days)))


async def test_another_day_is_told_again(section: Section) -> None:
    folder = await section.folder("見積")
    await _share(section, folder, section.person("他人"), days=2)
    await _given_long_ago(section)
    await _remind(section)
    await _share(section, folder, section.person("他人"), days=30)
    await _remind(section)
    assert await kinds(section, "他人", about=folder) == ["access_ends"]


async def test_who_goes_on_seeing_it_is_not_told(section: Section) -> None:
    folder = await section.folder("見積")
    await _share(section, folder, section.unit("財政課"), days=2)
    await _share(section, folder, section.person("閲覧"), days=None)
    await _given_long_ago(section)
    await _remind(section)
    assert await kinds(section, "閲覧", about=folder) == []
    assert await kinds(section, "管理", about=folder) == ["share_ends"]


async def test_what_was_given_for_a_few_days_ends_unsaid(section: Section) -> None:
    folder = await section.folder("見積")
    await _share(section, folder, section.person("他人"), days=2)
    await _remind(section)
    assert await kinds(section, "他人", about=folder) == []


async def test_what_lies_in_the_bin_is_passed_over(section: Section) -> None:
    folder = await section.folder("見積")
    await _share(section, folder, section.person("他人"), days=2)
    await _given_long_ago(section)
    await section["管理"].post("/api/drive/bin", json={"ids": [str(folder)]})
    await _remind(section)
    await section["管理"].post("/api/drive/bin/restored", json={"ids": [str(folder)]})
    assert await kinds(section, "管理", about=folder) == []
