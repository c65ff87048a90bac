"""Who may open a file in the editor, and what a token is worth: what its person may at this moment."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import httpx
import psycopg
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy import text

from tests.kit.serving import serve
from tests.wopi.conftest import Desk
from tests.wopi.office import WopiClient, told
from zencho.entry import run
from zencho.kernel import clock
from zencho.kernel.settings import Settings
from zencho.wopi import editor_routes
from zencho.wopi.actions import tokens


async def test_who_may(desk: Desk) -> None:
    id_ = await desk.section.file("a.docx")
    path = f"/api/files/{id_}/office-editor"
    assert await desk.section.statuses("POST", path) == [201, 201, 403, 403, 404, 404, 404]
    async with desk.section.office.browser() as nobody:
        assert (await nobody.post(path)).status_code == 401


async def test_everyone_signed_in_is_told_which_files(desk: Desk) -> None:
    for name in ("編集", "他人"):
        card = (await desk.section[name].get("/api/office-editor")).json()
        assert card == {"extensions": ["docx", "md", "wopitest", "xlsx"]}


async def test_how_it_is_opened(desk: Desk) -> None:
    id_ = await desk.section.file("見積.XLSX")
    answer = await desk.section["編集"].post(f"/api/files/{id_}/office-editor?locale=en")
    opening = answer.json()
    source = f"http%3A%2F%2Flocalhost%3A8080%2Fwopi%2Ffiles%2F{id_}"
    assert opening["address"] == (
        f"{desk.office.address}/hosting/wopi/cell/edit?ui=en-US&rs=en-US&wopisrc={source}&lang=en-US"
    )
    assert opening["origin"] == desk.office.address
    assert "access_token" not in opening["address"]
    seconds = opening["access_token_ttl"] / 1000 - clock.now().timestamp()
    assert 7.9 * 3600 < seconds < 8.1 * 3600


async def test_what_the_editor_does_not_edit(desk: Desk) -> None:
    for name in ("a.pdf", "docx", ".docx"):
        id_ = await desk.section.file(name)
        answer = await desk.section["編集"].post(f"/api/files/{id_}/office-editor")
        assert (answer.status_code, answer.json()["code"]) == (422, "not_for_office_editor")


async def test_what_could_not_be_saved_is_not_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = await desk.section.file("a.docx", content=b"123456")
    monkeypatch.setattr("zencho.wopi.routes.UPLOAD_LIMIT_BYTES", 5)
    answer = await desk.section["編集"].post(f"/api/files/{id_}/office-editor")
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_without_an_editor_nothing_answers(desk: Desk) -> None:
    client = await desk.file()
    desk.section.office.app.state.office_editor = None
    for answer in (
        await client.info(),
        await client.get(),
        await client.lock("A"),
        await client.put(b"two"),
        await desk.section["編集"].post(f"/api/files/{client.id_}/office-editor"),
    ):
        assert answer.status_code == 404
    assert (await desk.section["編集"].get("/api/office-editor")).json() == {"extensions": []}


async def expect_cut(client: WopiClient, status: int) -> None:
    for answer in (
        await client.info(),
        await client.get(),
        await client.lock("A"),
        await client.put(b"stolen", "A"),
        await client.unlock("A"),
        await client.override("GET_LOCK"),
    ):
        assert answer.status_code == status
        assert b"text" not in answer.content


async def test_no_token_a_wrong_one_and_one_of_another_file(desk: Desk) -> None:
    client, other = await desk.file("a.docx"), await desk.file("b.docx")
    for token in (None, "", "x" * 43, other.token):
        await expect_cut(WopiClient(desk.office, desk.http, client.id_, token), 401)  # type: ignore[arg-type]
    assert (await client.info(id_=uuid4())).status_code == 401


async def test_a_cookie_is_no_token(desk: Desk) -> None:
    client = await desk.file()
    client.http = desk.section["編集"]
    assert (await client.info(token=None)).status_code == 401


async def test_a_session_that_ended_ends_it(desk: Desk) -> None:
    client = await desk.file()
    await client.lock("A")
    await desk.section["編集"].delete("/api/sessions/current")
    await expect_cut(client, 401)


async def test_a_share_taken_back_cuts(desk: Desk) -> None:
    id_ = await desk.section.file("a.docx")
    given = {"party": desk.section.person("他人"), "role": "editor"}
    assert (await desk.section.share(id_, give=[given])).status_code == 200
    client = await desk.open(id_, by="他人")
    assert (await client.lock("A")).status_code == 200
    await desk.section.share(id_, take=[given["party"]])
    await expect_cut(client, 404)
    assert (await desk.versions(id_))[0]["number"] == 1


async def test_who_may_only_read_from_now_on_is_cut_too(desk: Desk) -> None:
    """Bytes go to the editor only while the person may edit there."""
    id_ = await desk.section.file("a.docx")
    party = desk.section.person("閲覧")
    await desk.section.share(id_, give=[{"party": party, "role": "editor"}])
    client = await desk.open(id_, by="閲覧")
    assert (await client.get()).status_code == 200
    await desk.section.share(id_, give=[{"party": party, "role": "viewer"}])
    await expect_cut(client, 404)


async def test_what_lies_in_the_bin_is_cut(desk: Desk) -> None:
    client = await desk.file()
    await desk.section["管理"].post("/api/drive/bin", json={"ids": [str(client.id_)]})
    await expect_cut(client, 404)


async def test_a_share_taken_back_while_bytes_come_keeps_none_of_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = await desk.section.file("a.docx")
    given = {"party": desk.section.person("他人"), "role": "editor"}
    await desk.section.share(id_, give=[given])
    client = await desk.open(id_, by="他人")
    await client.lock("A")
    keep_whole = editor_routes.keep_whole

    async def slow(*args: Any, **more: Any) -> Any:
        kept = await keep_whole(*args, **more)
        await desk.section.share(id_, take=[given["party"]])
        return kept

    monkeypatch.setattr(editor_routes, "keep_whole", slow)
    assert (await client.put(b"late", "A")).status_code == 404
    assert [each["number"] for each in await desk.versions(id_)] == [1]


def _age(desk: Desk, what: str) -> None:
    with psycopg.connect(desk.section.world.dsns.owner) as connection:
        connection.execute(f"UPDATE wopi_token SET {what}")


@pytest.mark.parametrize(
    "what", ["ends_at = now() - interval '1 second'", "used_at = used_at - interval '61 minutes'"]
)
async def test_it_ends_with_its_time_and_when_nobody_uses_it(desk: Desk, what: str) -> None:
    client = await desk.file()
    _age(desk, what)
    await expect_cut(client, 401)
    async with desk.section.clockwork() as work:
        await tokens.end_unused(work)
    with psycopg.connect(desk.section.world.dsns.owner) as connection:
        assert connection.execute("SELECT count(*) FROM wopi_token").fetchone() == (0,)


async def test_use_prolongs_it(desk: Desk) -> None:
    client = await desk.file()
    for _ in range(3):
        _age(desk, "used_at = used_at - interval '50 minutes'")
        assert (await client.info()).status_code == 200


async def test_it_ends_no_later_than_the_session(desk: Desk) -> None:
    with psycopg.connect(desk.section.world.dsns.owner) as connection:
        connection.execute("UPDATE session SET ends_at = now() + interval '1 hour'")
    id_ = await desk.section.file("a.docx")
    answer = await desk.section["編集"].post(f"/api/files/{id_}/office-editor")
    ends_at = answer.json()["access_token_ttl"] / 1000
    assert ends_at < (clock.now() + timedelta(hours=1, seconds=5)).timestamp()


async def test_of_a_token_only_its_hash_is_kept(desk: Desk) -> None:
    client = await desk.file()
    with psycopg.connect(desk.section.world.dsns.owner) as connection:
        rows = connection.execute("SELECT wopi_token::text FROM wopi_token").fetchall()
        entries = connection.execute("SELECT audit_entry::text FROM audit_entry").fetchall()
    assert len(rows) == 1
    assert client.token not in repr(rows) + repr(entries)


async def test_no_token_comes_into_a_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a real port, with an error that nobody foresaw and that quotes it."""
    client, lines = await desk.file(), list[str]()
    for level in ("debug", "info", "warning", "error", "critical"):
        monkeypatch.setattr(structlog.PrintLogger, level, lambda _self, line: lines.append(line))

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(client.token)

    async with (
        serve(desk.section.office.app, desk.section.world.dsns) as served,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{served.port}") as wire,
    ):
        client.http = wire
        assert told(await client.info())["Version"] == "1"
        monkeypatch.setattr("zencho.wopi.editor_routes.describe", broken)
        assert (await client.info()).status_code == 500
        assert (await client.info(token="wrong-one")).status_code == 401
        assert (await client.get()).status_code == 200
    said = "".join(lines)
    assert "unexpected" in said
    for secret in (client.token, "access_token", "wrong-one"):
        assert secret not in said


def test_the_server_keeps_no_list_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token stands in an address: uvicorn's own log of requests stays off."""
    asked: dict[str, Any] = {}

    def config(_app: FastAPI, **said: Any) -> None:
        asked.update(said)
        raise KeyboardInterrupt

    monkeypatch.setattr(run.uvicorn, "Config", config)
    with pytest.raises(KeyboardInterrupt):
        run.serve(FastAPI(), Settings(), [], cast(Any, None), lambda: None)
    assert asked["access_log"] is False


async def test_strangers_to_the_section_see_no_tokens_and_locks(desk: Desk) -> None:
    client = await desk.file()
    await client.lock("A")
    async with desk.section.world.as_(await desk.section.actor("総務")) as work:
        for table in ("wopi_token", "wopi_lock"):
            assert await work.db.scalar(text(f"SELECT count(*) FROM {table}")) == 0
            assert (await work.db.execute(text(f"DELETE FROM {table}"))).rowcount == 0  # type: ignore[attr-defined]
