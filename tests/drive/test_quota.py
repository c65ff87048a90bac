"""A drive takes no more than its limit, by whichever way it comes; what is counted is what is there."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.drive.conftest import PERSONAS, Section
from tests.drive.test_delete import delete
from tests.drive.test_purge import purge
from tests.drive.test_together import come
from tests.drive.test_uploads import begin, send

from zencho.drive.actions import quotas

MEGABYTE = 2**20
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500017a5eab3f0000000049454e44ae426082"
)


async def set_limit(section: Section, limit_bytes: int | None, *, drive: UUID | None = None) -> None:
    path = f"/api/drive/quotas/{drive or section.root}"
    answer = await section["総務"].put(path, json={"limit_bytes": limit_bytes})
    assert answer.status_code == 200, answer.text


async def used(section: Section, drive: UUID | None = None) -> int:
    async with section.world.as_system() as work:
        held = "SELECT coalesce(sum(size_bytes), 0) FROM drive_usage WHERE drive = :drive"
        return int(await work.db.scalar(text(held), {"drive": drive or section.root}) or 0)


async def fill(section: Section, size_bytes: int, name: str = "詰め物", **more: Any) -> UUID:
    return await section.file(name, content=b"x" * size_bytes, **more)


def is_full(answer: Any, *, free_bytes: int | None = None) -> bool:
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (507, "drive_full"), answer.text
    assert set(problem["params"]) == {"needed_bytes", "free_bytes", "limit_bytes"}
    return free_bytes is None or problem["params"]["free_bytes"] == free_bytes


async def test_who_may(section: Section) -> None:
    #          manager editor commenter viewer stranger revoked administrator
    expected = [403, 403, 403, 403, 403, 403, 200]
    assert await section.statuses("GET", "/api/drive/quotas") == expected
    body = {"json": {"limit_bytes": 5 * MEGABYTE}}
    assert await section.statuses("PUT", f"/api/drive/quotas/{section.root}", **body) == expected
    assert await section.statuses("GET", f"/api/folders/{section.root}/usage") == [
        200, 403, 403, 403, 404, 404, 404,
    ]  # fmt: skip


async def test_the_administrator_sees_numbers_and_not_what_lies_inside(section: Section) -> None:
    await fill(section, 1000)
    await section.folder("極秘")
    answer = await section["総務"].get("/api/drive/quotas")
    [drive] = [each for each in answer.json()["drives"] if each["drive"] == str(section.root)]
    assert (drive["used_bytes"], drive["limit_bytes"]) == (1000, None)
    assert "極秘" not in answer.text
    assert "詰め物" not in answer.text


async def test_only_shared_drives_have_one(section: Section) -> None:
    own, folder = await section.own("管理"), await section.folder("中")
    for id_ in (own, folder, UUID(int=5)):
        answer = await section["総務"].put(f"/api/drive/quotas/{id_}", json={"limit_bytes": MEGABYTE})
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_drive")
    for limit in (0, -1, 2**60, "x"):
        answer = await section["総務"].put(f"/api/drive/quotas/{section.root}", json={"limit_bytes": limit})
        assert answer.status_code == 422


async def test_no_way_in_goes_beyond_it(section: Section) -> None:
    held = await fill(section, MEGABYTE - 100)
    small = await fill(section, 50, "小")
    await set_limit(section, MEGABYTE)
    by = section["編集"]
    assert is_full(await section.upload("大", content=b"y" * 51, by="編集"), free_bytes=50)
    assert is_full(await begin(section, "大", 51))
    assert is_full(await by.put(f"/api/files/{small}/content", content=b"z" * 51))
    document = (await by.post(f"/api/folders/{section.root}/documents", json={"name": "絵"})).json()["id"]
    assert is_full(await by.put(f"/api/documents/{document}/images", content=PICTURE))
    answers = await come(section, [(section.root, "一", b"1" * 30), (section.root, "二", b"2" * 30)])
    assert [each["code"] for each in answers] == [None, "drive_full"]  # as many as there is room for
    copied = await by.post(f"/api/folders/{section.root}/copies", json={"ids": [str(small)]})
    assert copied.json()["left_out"] == {"drive_full": 1}
    own = await section.own("管理")
    mine = await fill(section, 51, "よそ", where=own)
    moved = await section["管理"].post(f"/api/folders/{section.root}/items", json={"ids": [str(mine)]})
    assert [each["code"] for each in moved.json()["results"]] == ["drive_full"]
    assert await section.names(own) == ["よそ"]
    assert await used(section) == MEGABYTE - 100 + 50 + 30
    # There is room again, and what was refused comes.
    await delete(section, held)
    assert is_full(await section.upload("大", content=b"y" * 51))  # the bin counts
    await purge(section, held)
    assert (await section.upload("大", content=b"y" * 51)).status_code == 201


async def test_what_came_whole_waits_where_it_filled_up_meanwhile(section: Section) -> None:
    await set_limit(section, MEGABYTE)
    content = b"x" * (MEGABYTE // 2)
    begun = await begin(section, "大きい", len(content))
    assert begun.status_code == 201
    filler = await fill(section, MEGABYTE // 2 + 1)
    url = begun.headers["location"]
    assert is_full(await send(section, url, 0, content))
    await delete(section, filler)
    await purge(section, filler)
    again = await send(section, url, len(content), b"")
    assert again.status_code in (200, 204), again.text
    assert "大きい" in await section.names()


async def test_what_is_counted_is_what_is_there(section: Section) -> None:
    folder = await section.folder("移す")
    file = await fill(section, 100, "a", where=folder)
    await section["管理"].put(f"/api/files/{file}/content", content=b"y" * 40)
    assert await used(section) == 140  # the older version counts
    own = await section.own("管理")
    await section["管理"].post(f"/api/folders/{own}/items", json={"ids": [str(folder)]})
    assert (await used(section), await used(section, own)) == (0, 140)
    await section["管理"].post(f"/api/folders/{section.root}/copies", json={"ids": [str(folder)]})
    assert await used(section) == 40  # a copy has the current version alone
    inner = await section.folder("中")
    await section["管理"].post(f"/api/folders/{inner}/items", json={"ids": [str(folder)]})
    async with section.clockwork() as work:
        await quotas.watch_usage(work)
        assert (
            await work.db.scalar(text("SELECT count(*) FROM drive_usage WHERE drive = :d"), {"d": own}) == 1
        )
    assert (await used(section), await used(section, own)) == (180, 0)
    await delete(section, folder)
    assert await used(section) == 180
    await purge(section, folder)
    assert await used(section) == 40


async def test_managers_are_told_once_that_little_is_left(section: Section) -> None:
    await set_limit(section, MEGABYTE)
    file = await fill(section, MEGABYTE * 9 // 10 + 1)

    async def rings() -> int:
        async with section.clockwork() as work:
            await quotas.watch_usage(work)
        async with section.world.as_system() as work:
            told = "SELECT count(*) FROM outbox WHERE name = 'DriveNearlyFull'"
            return int(await work.db.scalar(text(told)) or 0)

    assert [await rings(), await rings()] == [1, 1]
    detail = (await section["編集"].get(f"/api/things/{section.root}")).json()
    assert detail["little_room"] == {"used_bytes": MEGABYTE * 9 // 10 + 1, "limit_bytes": MEGABYTE}
    assert (await section["閲覧"].get(f"/api/things/{section.root}")).json()["little_room"] is None
    await delete(section, file)
    await purge(section, file)
    assert await rings() == 1
    assert (await section["編集"].get(f"/api/things/{section.root}")).json()["little_room"] is None
    await fill(section, MEGABYTE * 9 // 10 + 2, "また")
    assert await rings() == 2


async def test_the_record_names_both_limits(section: Section) -> None:
    await set_limit(section, 2 * MEGABYTE)
    await set_limit(section, None)
    async with section.world.as_system() as work:
        rows = await work.db.scalars(
            text("SELECT detail FROM audit_entry WHERE action = 'quota.set' ORDER BY id")
        )
        assert list(rows) == [
            {"limit_bytes": 2 * MEGABYTE, "before": None},
            {"limit_bytes": None, "before": 2 * MEGABYTE},
        ]


@pytest.mark.parametrize("by", [name for name in PERSONAS if not name.startswith("総務")])
async def test_nobody_else_raises_it(section: Section, by: str) -> None:
    await set_limit(section, MEGABYTE)
    browser = section[by.split()[0]]
    answer = await browser.put(f"/api/drive/quotas/{section.root}", json={"limit_bytes": None})
    assert answer.status_code == 403
    assert is_full(await section.upload("大", content=b"y" * (MEGABYTE + 1)))
