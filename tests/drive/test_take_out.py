"""A folder or a selection as a zip: to whom, what of it, under which names, and until a right ends."""

import asyncio
import io
import zipfile
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from sqlalchemy import text
from tests.drive.conftest import Section

from zencho.drive import flowing
from zencho.gate.permissions import KINDS


async def _ask(browser: httpx.AsyncClient, ids: Sequence[UUID], **more: Any) -> httpx.Response:
    body = {"ids": [str(id_) for id_ in ids], "title": "契約管理課 11月28日"} | more
    return await browser.post("/api/drive/archive", json=body)


async def _zip(section: Section, ids: Sequence[UUID], *, by: str = "閲覧", **more: Any) -> zipfile.ZipFile:
    asked = await _ask(section[by], ids, **more)
    assert asked.status_code == 201, asked.text
    answer = await section[by].get(asked.json()["url"])
    assert answer.status_code == 200, answer.text
    taken = zipfile.ZipFile(io.BytesIO(answer.content))
    assert taken.testzip() is None
    return taken


async def test_who_may(section: Section) -> None:
    id_ = await section.file("見積書.pdf")
    #  manager editor commenter viewer stranger revoked administrator
    expected = [201, 201, 201, 201, 404, 404, 404]
    body = {"ids": [str(id_)], "title": "a"}
    assert await section.statuses("POST", "/api/drive/archive", json=body) == expected


async def test_a_ticket_is_for_the_session_that_asked(section: Section) -> None:
    url = (await _ask(section["閲覧"], [await section.file("a")])).json()["url"]
    assert await section.statuses("GET", url) == [404, 404, 404, 200, 404, 404, 404]
    async with section.office.browser("閲覧 四") as elsewhere:
        assert (await elsewhere.get(url)).status_code == 404
    assert (await section["閲覧"].get(f"/api/drive/archive/{uuid4()}")).status_code == 404


async def test_a_tree_with_empty_folders_and_names_of_all_kinds(section: Section) -> None:
    top = await section.folder("令和8年度①")
    inner = await section.folder("㈱髙﨑", top)
    await section.folder("空", inner)
    await section.file("𠮷野家.txt", inner, content="よ".encode() * 9999)
    await section.file("何.bin", top, content=b"")
    taken = await _zip(section, [top])
    assert taken.namelist() == [
        "令和8年度①/",
        "令和8年度①/何.bin",
        "令和8年度①/㈱髙﨑/",
        "令和8年度①/㈱髙﨑/𠮷野家.txt",
        "令和8年度①/㈱髙﨑/空/",
    ]
    large = taken.getinfo("令和8年度①/㈱髙﨑/𠮷野家.txt")
    assert (large.compress_type, large.compress_size < large.file_size) == (zipfile.ZIP_DEFLATED, True)
    assert taken.read(large) == "よ".encode() * 9999


async def test_its_headers(section: Section) -> None:
    asked = await _ask(section["閲覧"], [await section.file("a")])
    answer = await section["閲覧"].get(asked.json()["url"])
    assert "%E5%A5%91%E7%B4%84" in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-security-policy"].endswith("sandbox")


async def test_only_what_the_actor_may_have(section: Section) -> None:
    """Whatever lies under a folder that shuts them out is not there, nor is it told of."""
    top = await section.folder("共有")
    hidden = await section.folder("人事", top)
    await section.file("評価.txt", hidden)
    await section.file("通知.txt", top)
    await section.share(hidden, give=[{"party": section.person("管理"), "role": "manager"}], inherits=False)
    assert (await _zip(section, [top])).namelist() == ["共有/", "共有/通知.txt"]
    assert "共有/人事/評価.txt" in (await _zip(section, [top], by="管理")).namelist()


async def test_things_of_one_name_are_kept_apart(section: Section) -> None:
    ids = []
    for each in ("a", "b", "c"):
        folder = await section.folder(each)
        ids.append(await section.file("資料.txt", folder, content=each.encode()))
    taken = await _zip(section, [*ids, ids[0]])
    assert [name for name in taken.namelist() if name != "名前を変えたもの.txt"] == [
        "資料.txt",
        "資料 (2).txt",
        "資料 (3).txt",
    ]
    assert [taken.read(name) for name in taken.namelist()[:3]] == [b"a", b"b", b"c"]


async def test_names_for_old_windows(section: Section) -> None:
    top = await section.folder("表示")
    await section.file("𠮷田〜①.txt", top, content=b"1")
    await section.file("𩸽田〜①.txt", top, content=b"2")
    taken = await _zip(section, [top], names="cp932")
    raw = [each.orig_filename.encode("cp437").decode("cp932") for each in taken.infolist()]
    assert raw == ["表示/", "表示/〓田～①.txt", "表示/〓田～① (2).txt", "名前を変えたもの.txt"]
    assert all(not each.flag_bits & 0x800 for each in taken.infolist())
    told = taken.read(taken.infolist()[-1]).decode("utf-8-sig")
    assert "表示/〓田～①.txt\t𠮷田〜①.txt" in told
    assert "表示/〓田～① (2).txt\t𩸽田〜①.txt" in told


async def test_names_that_windows_cannot_hold(section: Section) -> None:
    top = await section.folder("a")
    for name in ("質問?.txt", "CON.txt", "終わり."):
        await section.file(name, top)
    names = (await _zip(section, [top], language="en")).namelist()
    assert names == ["a/", "a/_CON.txt", "a/終わり", "a/質問？.txt", "Changed names.txt"]


async def test_a_document_comes_as_markdown_with_its_pictures(section: Section) -> None:
    body = "# 議事録\n\n- 一つ\n- **二つ**\n\n| 項目 | 額 |\n| --- | --- |\n| 机 | 1 |\n".encode()
    made = await section["管理"].post(
        f"/api/folders/{section.root}/documents/import", params={"name": "議事録.md"}, content=body
    )
    assert made.status_code == 201, made.text
    id_ = UUID(made.json()["id"])
    picture = b"\x89PNG\r\n\x1a\n" + bytes(64)
    added = await section["管理"].put(f"/api/documents/{id_}/images", content=picture)
    assert added.status_code == 201
    taken = await _zip(section, [id_])
    [text_name, picture_name] = taken.namelist()
    assert text_name == "議事録.md"
    assert taken.read(picture_name) == picture
    written = taken.read(text_name).decode()
    assert "- 一つ\n- **二つ**" in written
    assert "| 机 | 1 |" in written


async def test_what_may_not_be_downloaded_or_has_no_form_is_told(
    section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing goes missing in silence: what is seen and not taken stands in a list."""
    top = await section.folder("a")
    await section["管理"].post(f"/api/folders/{top}/documents", json={"name": "議事録"})
    await section.file("見積.txt", top)
    monkeypatch.setitem(KINDS, "document", type(KINDS["document"])("document"))
    taken = await _zip(section, [top])
    assert taken.namelist() == ["a/", "a/見積.txt", "入らなかったもの.txt"]
    assert "a/議事録\tファイルにできない種類です" in taken.read("入らなかったもの.txt").decode("utf-8-sig")


async def test_bytes_that_are_lost_are_told(section: Section) -> None:
    ids = [await section.file("a.txt"), await section.file("b.txt")]
    blob = await _blob_of(section, ids[0])
    await section.world.database.blobs.remove(blob)
    taken = await _zip(section, ids)
    assert taken.namelist() == ["b.txt", "入らなかったもの.txt"]


async def _blob_of(section: Section, id_: UUID) -> UUID:
    async with await psycopg.AsyncConnection.connect(section.world.dsns.owner) as connection:
        row = await (
            await connection.execute("SELECT blob_id FROM node WHERE thing_id = %s", [id_])
        ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


async def test_it_is_written_down_before_it_leaves(section: Section) -> None:
    top = await section.folder("a")
    file = await section.file("b.txt", top)
    await _zip(section, [top])
    async with section.world.as_system() as work:
        rows = (
            await work.db.execute(
                text("SELECT actor_id, ref, detail FROM audit_entry WHERE action = 'archive.take'")
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        (section.id_of("閲覧"), f"folder:{top}", {"count": 1, "things": [str(file)]})
    ]


async def test_a_share_taken_back_cuts_the_flow(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of a file the whole ends without its end; before a file, that file is left out."""
    monkeypatch.setattr(flowing, "ASK_AGAIN_SECONDS", 0.0)
    large, unit = (
        await section.file("大きい.zip", content=b"PK\x03\x04" + bytes(8 * 2**20)),
        section.unit("財政課"),
    )
    url = (await _ask(section["閲覧"], [large])).json()["url"]
    body, is_ended = await _received(section, url, lambda: section.share(section.root, take=[unit]))
    assert 0 < len(body) < 8 * 2**20
    assert not is_ended


async def test_what_was_not_begun_is_left_out_and_told(
    section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flowing, "ASK_AGAIN_SECONDS", 0.0)
    folder = await section.folder("a")
    ids = [await section.file("先.txt"), await section.file("後.txt", folder)]
    url = (await _ask(section["閲覧"], ids)).json()["url"]
    only = [{"party": section.person("管理"), "role": "manager"}]
    body, is_ended = await _received(section, url, lambda: section.share(folder, give=only, inherits=False))
    assert is_ended
    taken = zipfile.ZipFile(io.BytesIO(body))
    assert taken.namelist() == ["先.txt", "入らなかったもの.txt"]
    assert "途中で見られなくなりました" in taken.read("入らなかったもの.txt").decode("utf-8-sig")


@pytest.mark.parametrize(
    "body",
    [
        {"ids": [], "title": "a"},
        {"ids": ["x"], "title": "a"},
        {"ids": [str(UUID(int=1))], "title": "../a"},
        {"ids": [str(UUID(int=1))], "title": ""},
        {"ids": [str(UUID(int=1))], "title": "a", "names": "latin"},
    ],
)
async def test_bad_input(section: Section, body: dict[str, Any]) -> None:
    assert (await section["閲覧"].post("/api/drive/archive", json=body)).status_code == 422


async def _received(
    section: Section, path: str, act: Callable[[], Awaitable[httpx.Response]]
) -> tuple[bytes, bool]:
    """Read through the application itself; after the first piece `act` happens -> (bytes, ended well)."""
    body, is_ended, is_done = bytearray(), False, False

    async def send(message: Any) -> None:
        nonlocal is_ended, is_done
        if message["type"] != "http.response.body":
            return
        body.extend(message.get("body", b""))
        is_ended = not message.get("more_body", False)
        if not is_done:
            is_done = True
            assert (await act()).status_code == 200

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost:8080"), (b"cookie", section["閲覧"].headers["cookie"].encode())],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8080),
    }
    await section.office.app(scope, receive, send)  # type: ignore[arg-type]
    return bytes(body), is_ended
