"""編集中: the mark of a file that somebody has open in an application."""

from typing import Any
from uuid import UUID

import psycopg
from tests.drive.conftest import Section

from zencho.drive.actions import editing


async def begin(section: Section, id_: UUID, *, by: str = "編集", version: int = 1) -> Any:
    return await section[by].put(f"/api/files/{id_}/editing", json={"version": version})


async def marks(section: Section, id_: UUID) -> list[tuple[str, int]]:
    """As a reader's list shows them."""
    answer = await section["閲覧"].get(f"/api/folders/{section.root}/items", params={"ids": str(id_)})
    return [(each["person"], each["version"]) for each in answer.json()["items"][0]["editing"]]


async def test_who_may(section: Section) -> None:
    id_ = await section.file("a.xlsx")
    expected = [200, 200, 403, 403, 404, 404, 404]
    path = f"/api/files/{id_}/editing"
    assert await section.statuses("PUT", path, json={"version": 1}) == expected
    assert await section.statuses("DELETE", path) == expected


async def test_everyone_who_sees_it_sees_who(section: Section) -> None:
    id_ = await section.file("a.xlsx")
    await begin(section, id_)
    await begin(section, id_, by="管理")
    edited, managed = str(section.id_of("編集")), str(section.id_of("管理"))
    assert sorted(await marks(section, id_)) == sorted([(edited, 1), (managed, 1)])
    await section["管理"].delete(f"/api/files/{id_}/editing")
    assert await marks(section, id_) == [(edited, 1)]


async def test_a_return_ends_it(section: Section) -> None:
    id_ = await section.file("a.xlsx", content=b"one")
    for sent in (b"two", b"two"):  # a change, and none
        await begin(section, id_)
        await section["編集"].put(f"/api/files/{id_}/content", content=sent, params={"based_on": 1})
        assert await marks(section, id_) == []
    versions = (await section["閲覧"].get(f"/api/files/{id_}/versions")).json()["versions"]
    assert [(each["number"], each["how"]) for each in versions] == [(2, "returned"), (1, "added")]


async def test_one_that_nobody_ended_ends_by_itself(section: Section) -> None:
    id_ = await section.file("a.xlsx")
    await begin(section, id_)
    for hours, left, heard in ((11, 1, []), (2, 0, ["ItemChanged"]), (0, 0, [])):
        with psycopg.connect(section.world.dsns.owner) as connection:
            connection.execute("UPDATE editing SET since = since - make_interval(hours => %s)", [hours])
        assert len(await marks(section, id_)) == left
        async with section.clockwork() as work:
            await editing.end_editing(work)
            assert [type(event).__name__ for event in work.announced] == heard


async def test_only_of_a_version_that_there_is(section: Section) -> None:
    id_ = await section.file("a.xlsx")
    assert (await begin(section, id_, version=7)).json()["code"] == "no_such_version"
    assert (await begin(section, id_, version=0)).status_code == 422
