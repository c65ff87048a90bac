"""Copies: who may, what comes along, whose bytes they are, and how a tree goes on and is stopped."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from tests.drive.conftest import Section
from tests.drive.test_move import move

from zencho.drive.actions import content, copying
from zencho.drive.events import BulkGoesOn
from zencho.drive.reactions import go_on_copying
from zencho.gate.actors import System
from zencho.kernel import clock


async def _copy(section: Section, *ids: UUID, into: UUID | None = None, by: str = "管理") -> dict[str, Any]:
    answer = await section[by].post(
        f"/api/folders/{into or section.root}/copies", json={"ids": [str(id_) for id_ in ids]}
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def _go_on(section: Section, bulk: dict[str, Any], *, by: str = "管理") -> dict[str, Any]:
    """Take the steps that jobs take."""
    while bulk["state"] == "running":
        async with await psycopg.AsyncConnection.connect(section.world.dsns.owner) as connection:
            row = await (
                await connection.execute("SELECT session_id, turn FROM bulk WHERE id = %s", [bulk["id"]])
            ).fetchone()
        assert row is not None
        event = BulkGoesOn(UUID(bulk["id"]), section.id_of(by), row[0], row[1])
        async with section.office.app.state.engine.for_jobs.work(System("reaction")) as work:
            await go_on_copying(work, event)
        bulk = await _bulk(section, bulk["id"], by=by)
    return bulk


async def _bulk(section: Section, id_: str, *, by: str = "管理") -> dict[str, Any]:
    bulks = (await section[by].get("/api/drive/bulks")).json()["bulks"]
    return next(dict(each) for each in bulks if each["id"] == id_)


async def _bytes(section: Section, id_: UUID | str) -> bytes:
    return (await section["管理"].get(f"/api/files/{id_}/content")).content


async def test_who_may(section: Section) -> None:
    body = {"ids": [str(await section.file("見積書.txt"))]}
    #  manager editor commenter viewer stranger revoked administrator
    expected = [201, 201, 403, 403, 404, 404, 404]
    assert await section.statuses("POST", f"/api/folders/{section.root}/copies", json=body) == expected


async def test_into_a_folder_of_ones_own_from_where_one_only_reads(section: Section) -> None:
    id_ = await section.file("見積書.txt", content=b"abc")
    bulk = await _copy(section, id_, into=await section.own("閲覧"), by="閲覧")
    assert (bulk["state"], bulk["done"], bulk["total"]) == ("done", 1, 1)
    copied = await section["閲覧"].get(f"/api/files/{bulk['made'][0]}/content")
    assert copied.content == b"abc"
    assert (await section["管理"].get(f"/api/things/{bulk['made'][0]}")).status_code == 404


async def test_beside_itself_it_gets_a_free_name_and_keeps_its_label(section: Section) -> None:
    id_ = await section.file("見積書.txt", content=b"abc")
    await section["管理"].put(f"/api/things/{id_}/label", json={"label": 3})
    for _ in range(2):
        bulk = await _copy(section, id_)
    assert set(await section.names()) == {"見積書.txt", "見積書 (2).txt", "見積書 (3).txt"}
    item = (await section["管理"].get(f"/api/things/{bulk['made'][0]}")).json()["item"]
    assert (item["label"], item["size_bytes"], item["media_type"]) == (3, 3, "text/plain; charset=utf-8")


async def test_bytes_stay_until_the_last_that_names_them_goes(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"abc")
    copy = (await _copy(section, id_))["made"][0]
    try:
        for gone, is_left in ((id_, True), (copy, False)):
            await section["管理"].post("/api/drive/bin", json={"ids": [str(gone)]})
            await section["管理"].post("/api/drive/bin/purged", json={"ids": [str(gone)]})
            clock.offset += timedelta(hours=30)
            async with section.clockwork() as work:
                await content.remove_freed(work)
            if is_left:
                clock.offset = timedelta(0)
                assert await _bytes(section, copy) == b"abc"
    finally:
        clock.offset = timedelta(0)
    assert list(section.world.database.blobs.list_parts()[0].glob("*/*")) == []


async def test_another_content_for_one_leaves_the_other(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"abc")
    copy = (await _copy(section, id_))["made"][0]
    await section["管理"].put(f"/api/files/{id_}/content", content=b"new")
    assert (await _bytes(section, id_), await _bytes(section, copy)) == (b"new", b"abc")


async def test_a_document_with_its_pictures(section: Section) -> None:
    made = await section["管理"].post(
        f"/api/folders/{section.root}/documents/import",
        params={"name": "議事録.md"},
        content="# 題\n".encode(),
    )
    id_ = UUID(made.json()["id"])
    picture = b"\x89PNG\r\n\x1a\n" + bytes(64)
    await section["管理"].put(f"/api/documents/{id_}/images", content=picture)
    copy = (await _copy(section, id_))["made"][0]
    await section["管理"].post("/api/drive/bin", json={"ids": [str(id_)]})
    await section["管理"].post("/api/drive/bin/purged", json={"ids": [str(id_)]})
    async with await psycopg.AsyncConnection.connect(section.world.dsns.owner) as connection:
        rows = await (
            await connection.execute("SELECT id FROM document_image WHERE thing_id = %s", [copy])
        ).fetchall()
    answer = await section["管理"].get(f"/api/documents/{copy}/images/{rows[0][0]}")
    assert answer.content == picture
    assert (await section["管理"].get(f"/api/documents/{copy}")).json()["source"] == "markdown"


async def test_a_tree_goes_on_in_steps(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP", 3)
    top = await section.folder("年度")
    inner = await section.folder("四月", top)
    for number in range(5):
        await section.file(f"{number}.txt", inner, content=b"%d" % number)
    await section.folder("空", top)
    bulk = await _copy(section, top)
    assert (bulk["state"], bulk["done"], bulk["total"]) == ("running", 3, 8)
    bulk = await _go_on(section, bulk)
    assert (bulk["state"], bulk["done"], bulk["left_out"], len(bulk["made"])) == ("done", 8, {}, 1)
    [copy] = bulk["made"]
    assert await section.names() == ["年度", "年度 (2)"]
    assert await section.names(UUID(copy)) == ["四月", "空"]
    answer = await section["管理"].get(f"/api/folders/{copy}/items")
    assert await section.names(UUID(answer.json()["items"][0]["id"])) == [f"{n}.txt" for n in range(5)]


async def test_a_step_told_twice_is_done_once(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP", 1)
    bulk = await _copy(section, *[await section.file(name) for name in ("a", "b", "c")])
    event = BulkGoesOn(UUID(bulk["id"]), section.id_of("管理"), await _session_of(section, bulk), 1)
    for _ in range(2):
        async with section.office.app.state.engine.for_jobs.work(System("reaction")) as work:
            await go_on_copying(work, event)
    assert (await _bulk(section, bulk["id"]))["done"] == 2


async def _session_of(section: Section, bulk: dict[str, Any]) -> UUID:
    async with await psycopg.AsyncConnection.connect(section.world.dsns.owner) as connection:
        row = await (
            await connection.execute("SELECT session_id FROM bulk WHERE id = %s", [bulk["id"]])
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


async def test_what_may_not_be_read_stays_behind(section: Section) -> None:
    top = await section.folder("年度")
    hidden = await section.folder("人事", top)
    await section.file("評価.txt", hidden)
    await section.file("通知.txt", top)
    only = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(hidden, give=only, inherits=False)
    bulk = await _copy(section, top, into=await section.own("編集"), by="編集")
    assert (bulk["total"], bulk["done"]) == (2, 2)
    answer = await section["編集"].get(f"/api/folders/{bulk['made'][0]}/items")
    assert [item["name"] for item in answer.json()["items"]] == ["通知.txt"]


async def test_stopping(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP", 1)
    bulk = await _copy(section, await section.file("a"), await section.file("b"))
    path = f"/api/drive/bulks/{bulk['id']}/stop"
    assert (await section["編集"].post(path)).status_code == 404
    stopped = (await section["管理"].post(path)).json()
    assert (stopped["state"], stopped["done"]) == ("stopped", 1)
    assert await _go_on(section, stopped | {"state": "running"}) == stopped
    assert await section.names() == ["a", "a (2)", "b"]


async def test_a_copy_never_feeds_on_what_it_makes(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP", 1)
    top, into = await section.folder("元"), await section.folder("先")
    await section.file("a.txt", top)
    await section.file("b.txt", top)
    bulk = await _copy(section, top, into=into)
    await move(section, top, into)
    bulk = await _go_on(section, bulk)
    assert (bulk["state"], bulk["done"]) == ("done", 4)  # 元, 先 as it was then, a.txt, b.txt
    [copy] = bulk["made"]
    names = await section.names(UUID(copy))
    assert names == ["先", "a.txt", "b.txt"]


async def test_signing_out_ends_it(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP", 1)
    ids = [await section.file("a"), await section.file("b")]
    async with section.office.browser("管理 一") as browser:
        body = {"ids": [str(id_) for id_ in ids]}
        bulk = (await browser.post(f"/api/folders/{section.root}/copies", json=body)).json()
        await browser.delete("/api/sessions/current")
    ended = await _go_on(section, bulk)
    assert (ended["state"], ended["trouble"], ended["done"]) == ("failed", "not_signed_in", 1)


async def test_a_target_taken_away_ends_it(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP", 1)
    into = await section.folder("先")
    bulk = await _copy(section, await section.file("a"), await section.file("b"), into=into, by="編集")
    only = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(into, give=only, inherits=False)
    ended = await _go_on(section, bulk, by="編集")
    assert (ended["state"], ended["trouble"], ended["done"]) == ("failed", "not_found", 1)


async def test_what_cannot_be(section: Section) -> None:
    outer = await section.folder("外")
    inner = await section.folder("内", outer)
    for ids, into, status, code in (
        ([outer], inner, 409, "inside_itself"),
        ([outer], outer, 409, "inside_itself"),
        ([await section.own("管理")], outer, 409, "root_stays"),
        ([uuid4()], outer, 404, "not_found"),
        ([], outer, 422, "invalid_request"),
    ):
        body = {"ids": [str(id_) for id_ in ids]}
        answer = await section["管理"].post(f"/api/folders/{into}/copies", json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
