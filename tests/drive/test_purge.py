"""Gone for good: whoever manages it, once it lies in the bin; bytes follow a day later."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.drive.conftest import Section
from tests.drive.test_delete import delete
from tests.drive.test_restore import restore

from zencho.drive.actions import binning, content
from zencho.gate.actors import System
from zencho.kernel import clock


@pytest.fixture
def later() -> Iterator[None]:
    yield
    clock.offset = timedelta(0)


def blobs(section: Section) -> list[Path]:
    folder = section.office.app.state.settings.data / "blobs"
    return [each for each in folder.rglob("*") if each.is_file()]


async def purge(section: Section, *ids: UUID, by: str = "管理") -> list[object]:
    answer = await section[by].post("/api/drive/bin/purged", json={"ids": [str(id_) for id_ in ids]})
    assert answer.status_code == 200, answer.text
    return [result["code"] for result in answer.json()["results"]]


async def count(section: Section, table: str) -> int:
    async with section.world.as_system() as work:
        found = await work.db.scalar(text(f"SELECT count(*) FROM {table} WHERE kind <> 'agency'"))
    return int(found or 0)


async def test_who_may(section: Section) -> None:
    #           manager    editor    commenter   viewer     stranger     revoked      administrator
    expected = [None, "refused", "refused", "refused", "not_found", "not_found", "not_found"]
    for name, code in zip(section.browsers, expected, strict=True):
        id_ = await section.file(f"{name}.txt")
        await delete(section, id_)
        assert await purge(section, id_, by=name) == [code]


async def test_only_from_the_bin(section: Section) -> None:
    assert await purge(section, await section.file("a")) == ["refused"]


async def test_everything_inside_goes_too(section: Section) -> None:
    before = await count(section, "thing")
    outer = await section.folder("外")
    closed = await section.folder("内", outer)
    await section.file("a", closed)
    keep = [{"party": section.person(name), "role": "manager"} for name in ("編集", "管理")]
    await section.share(closed, give=keep, inherits=False)
    await delete(section, outer)
    assert await purge(section, outer) == [None]
    assert await count(section, "thing") == before
    assert await section.world.may(await section.actor("編集"), "thing.restore", closed) == "unseen"


@pytest.mark.parametrize("kept", ["folder", "file"])
async def test_what_others_keep_for_themselves_stays_until_its_day(
    section: Section, kept: str, later: None
) -> None:
    outer = await section.folder("外")
    plain = await section.file("みんなの", outer)
    inner = await section.folder("内", outer) if kept == "folder" else await section.file("私の", outer)
    own = {"party": section.person("編集"), "role": "manager"}
    await section.share(inner, give=[own])
    await section.share(inner, by="編集", take=[section.person("管理")], inherits=False)
    assert await section.world.may(await section.actor("管理"), "thing.read", inner) == "unseen"
    await delete(section, outer)
    before = await count(section, "thing")
    assert await purge(section, outer) == ["kept_by_others"]
    assert await count(section, "thing") == before
    assert [result["code"] for result in await restore(section, outer)] == [None]
    assert await section.world.may(await section.actor("編集"), "thing.read", inner) == "open"
    assert await section.world.may(await section.actor("管理"), "thing.read", plain) == "open"
    await delete(section, outer)
    clock.offset = timedelta(days=31)
    async with section.world.as_(System("purge")) as work:
        await binning.empty_bin(work)
    assert await count(section, "thing") < before
    assert await section.world.may(await section.actor("編集"), "thing.restore", inner) == "unseen"


async def test_a_label_that_asks_for_more_keeps_what_is_inside(section: Section) -> None:
    """Who could not open it now may not remove it either: the guard rails are asked for each thing."""
    outer = await section.folder("外")
    file = await section.file("極秘", outer)
    async with section.world.as_system() as work:
        await work.db.execute(text("UPDATE thing SET label = 5 WHERE id = :id"), {"id": file})
    assert await section.world.may(await section.actor("管理"), "thing.read", file) != "open"
    await delete(section, outer)
    assert await purge(section, outer) == ["kept_by_others"]


async def test_bytes_stay_a_day(section: Section, later: None) -> None:
    id_ = await section.file("a")
    await delete(section, id_)
    await purge(section, id_)
    for after, expected in ((timedelta(hours=23), 1), (timedelta(hours=25), 0)):
        clock.offset = after
        async with section.clockwork() as work:
            await content.remove_freed(work)
        assert len(blobs(section)) == expected


async def test_the_bin_empties_itself(section: Section, later: None) -> None:
    folder = await section.folder("外")
    file = await section.file("a", folder)
    kept = await section.file("b")
    await delete(section, file)
    await delete(section, folder)
    for after, expected in ((timedelta(days=29), "refused"), (timedelta(days=31), "unseen")):
        clock.offset = after
        async with section.world.as_(System("purge")) as work:
            await binning.empty_bin(work)
        assert await section.world.may(await section.actor("管理"), "thing.read", folder) == expected
    assert await section.world.may(await section.actor("管理"), "thing.read", kept) == "open"
