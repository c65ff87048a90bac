"""Bytes go out: to whom, how much, and never as something that runs."""

import asyncio
from urllib.parse import quote

import pytest
from sqlalchemy import text
from tests.drive.conftest import Section

from zencho.drive import flowing


async def test_who_may(section: Section) -> None:
    id_ = await section.file("見積書.pdf", content=b"%PDF-")
    #  manager editor commenter viewer stranger revoked administrator
    expected = [200, 200, 200, 200, 404, 404, 404]
    assert await section.statuses("GET", f"/api/files/{id_}/content") == expected


async def test_headers(section: Section) -> None:
    name = '見積 "甲".pdf'
    id_ = await section.file(name, content=b"%PDF-1.7")
    answer = await section["閲覧"].get(f"/api/files/{id_}/content")
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"__ ___.pdf\"; filename*=UTF-8''{quote(name)}"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].endswith("sandbox")
    assert answer.headers["content-length"] == "8"
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7", "inline"),
        (b"\x89PNG\r\n\x1a\n", "inline"),
        (b"words", "inline"),
        (b"<html><script>alert(1)</script>", "attachment"),
        (b"<svg onload='alert(1)'/>", "attachment"),
        ("\ufeff<html><script>alert(1)</script>".encode("utf-16-le"), "attachment"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "attachment"),
        (b"MZ\0", "attachment"),
    ],
)
async def test_only_what_cannot_run_is_shown(section: Section, content: bytes, word: str) -> None:
    id_ = await section.file("a", content=content)
    answer = await section["閲覧"].get(f"/api/files/{id_}/content", params={"inline": "1"})
    assert answer.headers["content-disposition"].startswith(word)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n<html><script>alert(1)</script>", "application/pdf"),
        (b"GIF89a/*<html><script>*/=alert(1)", "image/gif"),
        (b"words <html><script>alert(1)</script>", "text/plain; charset=utf-8"),
    ],
)
async def test_what_is_two_things_at_once_is_only_the_harmless_one(
    section: Section, content: bytes, media_type: str
) -> None:
    id_ = await section.file("a.html", content=content)
    answer = await section["閲覧"].get(f"/api/files/{id_}/content", params={"inline": "1"})
    assert answer.headers["content-type"] == media_type
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    ("wanted", "status", "got", "said"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
        ("bytes=x-y", 200, b"0123456789", None),
    ],
)
async def test_ranges(section: Section, wanted: str, status: int, got: bytes, said: str | None) -> None:
    id_ = await section.file("a", content=b"0123456789")
    answer = await section["閲覧"].get(f"/api/files/{id_}/content", headers={"Range": wanted})
    assert (answer.status_code, answer.content) == (status, got)
    assert answer.headers.get("content-range") == said


async def test_a_range_behind_the_end(section: Section) -> None:
    id_ = await section.file("a", content=b"0123456789")
    answer = await section["閲覧"].get(f"/api/files/{id_}/content", headers={"Range": "bytes=10-"})
    assert answer.status_code == 416


async def test_a_range_of_other_bytes_is_the_whole(section: Section) -> None:
    id_ = await section.file("a", content=b"0123456789")
    headers = {"Range": "bytes=4-", "If-Range": '"other"'}
    answer = await section["閲覧"].get(f"/api/files/{id_}/content", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"0123456789")


async def test_an_empty_file(section: Section) -> None:
    id_ = await section.file("空", content=b"")
    answer = await section["閲覧"].get(f"/api/files/{id_}/content")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_it_is_written_down(section: Section) -> None:
    id_ = await section.file("a")
    await section["閲覧"].get(f"/api/files/{id_}/content")
    async with section.world.as_system() as work:
        rows = await work.db.execute(
            text("SELECT actor_id FROM audit_entry WHERE action = 'file.download' AND ref = :ref"),
            {"ref": f"file:{id_}"},
        )
        assert list(rows.scalars()) == [section.id_of("閲覧")]


async def test_a_share_taken_back_cuts_the_flow(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next piece asks again: with nothing left to stand on, the answer ends before its end."""
    monkeypatch.setattr(flowing, "ASK_AGAIN_SECONDS", 0.0)
    size = 8 * 2**20
    id_ = await section.file("大きい", content=bytes(size))
    assert 0 < await _received(section, f"/api/files/{id_}/content") < size


async def _received(section: Section, path: str) -> int:
    """Read through the application itself, sending nothing on before each piece is taken."""
    cookie = section["閲覧"].headers["cookie"].encode()
    count, pieces = 0, 0

    async def send(message: dict[str, object]) -> None:
        nonlocal count, pieces
        count += len(message.get("body", b""))  # type: ignore[arg-type]
        pieces += message["type"] == "http.response.body"
        if pieces == 1:
            pieces += 1
            taken = await section.share(section.root, take=[section.unit("財政課")])
            assert taken.status_code == 200

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
        "headers": [(b"host", b"localhost:8080"), (b"cookie", cookie)],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8080),
    }
    await section.office.app(scope, receive, send)  # type: ignore[arg-type]
    return count
