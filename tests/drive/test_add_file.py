"""Bytes come in: streamed, whole, durable, and once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.drive.conftest import Section

from zencho.drive import file_routes

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def blobs(section: Section) -> list[Path]:
    folder = section.office.app.state.settings.data / "blobs"
    return [each for each in folder.rglob("*") if each.is_file()]


async def test_who_may(section: Section) -> None:
    answers = [(await section.upload(f"{name}.txt", by=name)).status_code for name in section.browsers]
    #                  manager editor commenter viewer stranger revoked administrator
    assert answers == [201, 201, 403, 403, 404, 404, 404]
    assert len(blobs(section)) == 2


async def test_what_is_kept(section: Section) -> None:
    answer = await section.upload("現地写真.jpg", content=PNG, by="編集", X_Expected_Size=str(len(PNG)))
    item = answer.json()
    assert answer.status_code == 201
    assert item["kind"] == "file"
    assert item["size_bytes"] == len(PNG)
    assert item["media_type"] == "image/png"  # told from the bytes, not from the name
    assert item["folder"] == str(section.root)
    assert (await section["閲覧"].get(f"/api/files/{item['id']}/content")).content == PNG


async def test_the_same_bytes_again_are_the_same_file(section: Section) -> None:
    first = await section.upload("a.txt", content=b"abc", X_Expected_Size="3")
    again = await section.upload("a.txt", content=b"abc", X_Expected_Size="3")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert len(blobs(section)) == 1


async def test_a_twin_is_refused_before_its_bytes_come(section: Section) -> None:
    await section.file("名簿.xlsx", content=b"abc")
    answer = await section.upload("名簿.XLSX", content=b"other", X_Expected_Size="5")
    assert answer.status_code == 409
    assert answer.json()["params"]["suggestion"] == "名簿 (2).XLSX"
    assert len(blobs(section)) == 1


async def test_a_twin_of_the_same_size_is_refused_after(section: Section) -> None:
    await section.file("a.txt", content=b"abc")
    answer = await section.upload("a.txt", content=b"xyz", X_Expected_Size="3")
    assert answer.json()["code"] == "name_taken"
    assert len(blobs(section)) == 1


async def test_a_cut_upload_leaves_nothing(section: Section) -> None:
    answer = await section.upload("a.txt", content=b"abc", X_Expected_Size="9")
    assert answer.status_code == 400
    assert answer.json()["params"] == {"expected": 9, "received": 3}
    assert (await section.names(), blobs(section)) == ([], [])


async def test_too_large_is_said_before_the_bytes(section: Section) -> None:
    size = str(file_routes.UPLOAD_LIMIT_BYTES + 1)
    answer = await section.upload("a.bin", content=b"", X_Expected_Size=size)
    assert answer.status_code == 413
    assert answer.json()["params"]["limit_bytes"] == 100 * 2**20


async def test_too_large_without_saying_so(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_routes, "UPLOAD_LIMIT_BYTES", 1000)

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield bytes(100)

    answer = await section["管理"].put(
        f"/api/folders/{section.root}/files", params={"name": "a"}, content=chunks()
    )
    assert answer.status_code == 413
    assert (await section.names(), blobs(section)) == ([], [])


async def test_taken_back_while_the_bytes_flow(section: Section) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"before"
        taken = await section.share(section.root, take=[section.unit("契約管理課")])
        assert taken.status_code == 200
        yield b"after"

    answer = await section["編集"].put(
        f"/api/folders/{section.root}/files", params={"name": "a"}, content=chunks()
    )
    assert answer.status_code == 404
    assert (await section.names(), blobs(section)) == ([], [])
