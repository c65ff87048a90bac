"""The wall under the drive's tables: with the gate's filter forgotten, nothing comes through."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.drive.conftest import Section

from zencho.drive import rules
from zencho.gate import opening as gate
from zencho.people.rules import AGENCY

TABLES = ("node", "about", "recent", "star", "own_drive", "access_request")


async def fill(section: Section) -> None:
    file = await section.file("a", by="編集")
    await section["編集"].put(f"/api/things/{file}/star")
    said = {"description": "契約の資料", "tags": []}
    await section["編集"].put(f"/api/folders/{section.root}/about", json=said)
    await section["他人"].post(f"/api/things/{section.root}/access-requests", json={"reason": "x"})


@pytest.mark.parametrize("table", TABLES)
async def test_a_stranger_reads_and_changes_nothing(section: Section, table: str) -> None:
    await fill(section)
    async with section.world.as_(await section.actor("総務")) as work:
        assert await work.db.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET thing_id = thing_id"):
            assert (await work.db.execute(text(change))).rowcount == 0  # type: ignore[attr-defined]


async def test_what_is_opened_to_read_is_not_open_to_write(section: Section) -> None:
    await fill(section)
    async with section.world.as_(await section.actor("編集")) as work:
        await gate.open(work, rules.THING_READ, section.root)
        assert await work.db.scalar(text("SELECT count(*) FROM node")) == 2
        for change in ("DELETE FROM node", "UPDATE node SET name = 'x'"):
            assert (await work.db.execute(text(change))).rowcount == 0  # type: ignore[attr-defined]


async def test_what_is_opened_opens_nothing_beside_it(section: Section) -> None:
    await fill(section)
    own = await section.own("編集")
    async with section.world.as_(await section.actor("編集")) as work:
        await gate.open(work, rules.FOLDER_ADD, own)
        assert await work.db.scalar(text("SELECT count(*) FROM node")) == 1


ROW = "(thing_id, anchor, kind, rank, name, name_key, sort_key, find_key, grams, created_at, modified_at)"


async def test_a_row_is_not_put_where_one_may_not_write(section: Section) -> None:
    statement = (
        f"INSERT INTO node {ROW} SELECT gen_random_uuid(), anchor, 'file', 1, 'x', 'x', 'x', 'x', '{{}}',"
        " now(), now() FROM thing WHERE id = :root"
    )
    with pytest.raises(DBAPIError, match="row-level security"):
        async with section.world.as_(await section.actor("閲覧")) as work:
            await gate.open(work, rules.THING_READ, section.root)
            await work.db.execute(text(statement), {"root": section.root})


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE access_request SET granted = true",
        (
            "INSERT INTO access_request (id, thing_id, anchor, person, principal, role, reason, asked_at)"
            " SELECT gen_random_uuid(), id, anchor, gen_random_uuid(), 1, 4, 'x', now() FROM thing LIMIT 1"
        ),
    ],
)
async def test_nobody_grants_their_own_request(section: Section, change: str) -> None:
    await fill(section)
    with pytest.raises(DBAPIError, match="row-level security"):
        async with section.world.as_(await section.actor("他人")) as work:
            await work.db.execute(text(change))


async def test_recent_is_ones_own(section: Section) -> None:
    await fill(section)
    async with section.world.as_(await section.actor("編集")) as work:
        assert await work.db.scalar(text("SELECT count(*) FROM recent")) == 1
    async with section.world.as_(await section.actor("管理")) as work:
        assert await work.db.scalar(text("SELECT count(*) FROM recent")) == 0


@pytest.mark.parametrize(
    "call",
    [
        "dav_end(now(), now())",
        "drive_end_editing(now())",
        "drive_fold_usage()",
        "drive_forget_uploads(now(), 10)",
        "drive_forget_versions(now(), 'UTC', now(), 10)",
        "drive_take_freed(now())",
        "list_blob_holders()",
        "list_blob_references('node', NULL, 10)",
        "list_held_blobs('{}')",
        "list_named_blobs('{}')",
        "wopi_end(now(), now())",
    ],
)
async def test_what_the_clock_does_behind_the_wall_nobody_else_does(section: Section, call: str) -> None:
    async with section.clockwork() as work:
        await work.db.execute(text(f"SELECT {call}"))
    with pytest.raises(DBAPIError, match="permission denied for function"):
        async with section.world.as_(await section.actor("管理")) as work:
            await work.db.execute(text(f"SELECT {call}"))


async def test_a_version_is_marked_as_linked_only_where_its_file_was_opened(section: Section) -> None:
    id_ = await section.file("a", by="編集")
    mark = text("SELECT drive_link_version(:thing, 1)").bindparams(thing=id_)
    async with section.world.as_(await section.actor("閲覧")) as work:
        assert await work.db.scalar(mark) is None
        await gate.open(work, rules.FILE_DOWNLOAD, id_)
        assert await work.db.scalar(mark) is True


async def test_what_fills_a_folder_is_told_only_where_it_was_opened(section: Section) -> None:
    await section.file("a", by="編集")
    counted = text("SELECT count(*) FROM drive_fill(:top, now(), 9, 9)").bindparams(top=section.root)
    drives = text("SELECT count(*) FROM drive_list_quotas()")
    async with section.world.as_(await section.actor("管理")) as work:
        assert (await work.db.scalar(counted), await work.db.scalar(drives)) == (0, 0)
        await gate.open(work, rules.USAGE_READ, section.root)
        assert (await work.db.scalar(counted) or 0) > 0
    async with section.world.as_(await section.actor("総務")) as work:
        await gate.open(work, rules.QUOTA_SET, AGENCY)
        assert (await work.db.scalar(counted), await work.db.scalar(drives)) == (0, 1)
