"""Files come in by tus: begun, gone on with, ended, given up; and what may lie about them."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text
from tests.drive.conftest import Section

from zencho.drive import flowing
from zencho.drive.actions import uploads
from zencho.drive.actions.uploads import UploadLimits
from zencho.drive.receiving import naming_bytes
from zencho.drive.upload_shapes import MOST_NAMES
from zencho.kernel import clock
from zencho.kernel.blobs import PART_BYTES
from zencho.kernel.work import Work

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = TUS | {"Content-Type": "application/offset+octet-stream"}


def blobs(section: Section) -> list[Path]:
    folder = section.office.app.state.settings.data / "blobs"
    return [each for each in folder.rglob("*") if each.is_file()]


def say(**told: str) -> str:
    pairs = (
        (key.replace("_", "-"), base64.b64encode(value.encode()).decode()) for key, value in told.items()
    )
    return ",".join(f"{key} {value}" for key, value in pairs)


async def begin(
    section: Section,
    name: str,
    size: int,
    *,
    by: str = "編集",
    where: str = "",
    content: bytes | None = None,
    headers: dict[str, str] | None = None,
    **told: str,
) -> httpx.Response:
    said = {"Upload-Length": str(size), "Upload-Metadata": say(name=name, **told)} | (headers or {})
    path = where or f"/api/folders/{section.root}/uploads"
    marked = TUS if content is None else BYTES
    return await section[by].post(path, headers=marked | said, content=content or b"")


async def send(
    section: Section, path: str, offset: int, content: Any, *, by: str = "編集", **headers: str
) -> httpx.Response:
    said = {"Upload-Offset": str(offset)} | {key.replace("_", "-"): value for key, value in headers.items()}
    return await section[by].patch(path, headers=BYTES | said, content=content)


async def offset_of(section: Section, path: str, *, by: str = "編集") -> int:
    answer = await section[by].head(path, headers=TUS)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])


async def test_who_may_begin(section: Section) -> None:
    answers = [(await begin(section, f"{name}.txt", 9, by=name)).status_code for name in section.browsers]
    #                  manager editor commenter viewer stranger revoked administrator
    assert answers == [201, 201, 403, 403, 404, 404, 404]


async def test_an_upload_is_its_makers_alone(section: Section) -> None:
    path = (await begin(section, "a.txt", 3)).headers["Location"]
    for by in section.browsers:
        if by != "編集 二":
            assert (await section[by].head(path, headers=TUS)).status_code == 404
            assert (await send(section, path, 0, b"abc", by=by)).status_code == 404
            assert (await section[by].delete(path, headers=TUS)).status_code == 404
            assert (await section[by].get("/api/uploads")).json() == {"uploads": []}
    assert await offset_of(section, path) == 0


async def test_in_parts(section: Section) -> None:
    begun = await begin(section, "議事録.txt", 6)
    path = begun.headers["Location"]
    assert begun.headers["Upload-Offset"] == "0"
    first = await send(section, path, 0, b"abc")
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "3")
    assert await section.names() == []
    last = await send(section, path, 3, b"def", Prefer="return=representation")
    item = last.json()
    assert (last.status_code, item["name"], item["size_bytes"]) == (200, "議事録.txt", 6)
    assert last.headers["Content-Location"] == f"/api/things/{item['id']}"
    assert (await section["閲覧"].get(f"/api/files/{item['id']}/content")).content == b"abcdef"
    opened = await section.world.may(await section.actor("閲覧"), "thing.read", UUID(item["id"]))
    assert opened == "open"


async def test_a_small_file_in_one_request(section: Section) -> None:
    answer = await begin(section, "a.png", 72, content=b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert (answer.status_code, answer.json()["media_type"]) == (201, "image/png")
    assert await offset_of(section, answer.headers["Location"]) == 72
    assert len(blobs(section)) == 1


@pytest.mark.parametrize("size", [0, PART_BYTES * 2 + 77])
async def test_with_its_creation(section: Section, size: int) -> None:
    content = (hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1))[:size]
    answer = await begin(section, "a.bin", size, content=content)
    assert answer.status_code == 201, answer.text
    kept = await section["閲覧"].get(f"/api/files/{answer.json()['id']}/content")
    assert kept.content == content


async def test_the_last_part_sent_twice(section: Section) -> None:
    path = (await begin(section, "a.txt", 3)).headers["Location"]
    first = await send(section, path, 0, b"abc")
    again = await send(section, path, 0, b"abc")
    asked = await send(section, path, 3, b"", Prefer="return=representation")
    assert (first.status_code, again.status_code, again.json()["code"]) == (204, 409, "offset_differs")
    assert asked.headers["Content-Location"] == first.headers["Content-Location"]
    assert (await section.names(), len(blobs(section))) == (["a.txt"], 1)


async def test_the_same_bytes_again_are_the_same_file(section: Section) -> None:
    first = await begin(section, "a.txt", 3, content=b"abc")
    again = await begin(section, "a.txt", 3, content=b"abc")
    assert first.json()["id"] == again.json()["id"]
    assert await section.names() == ["a.txt"]


async def test_a_twin_is_refused_before_its_bytes_come(section: Section) -> None:
    await section.file("名簿.xlsx", content=b"abc")
    answer = await begin(section, "名簿.XLSX", 5)
    assert (answer.status_code, answer.json()["params"]["suggestion"]) == (409, "名簿 (2).XLSX")


async def test_a_name_taken_meanwhile_is_changed_at_the_end(section: Section) -> None:
    path = (await begin(section, "a.txt", 3)).headers["Location"]
    await section.file("a.txt", content=b"other")
    taken = await send(section, path, 0, b"abc")
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
    assert await offset_of(section, path) == 3  # nothing is sent again
    ended = await send(section, path, 3, b"", Upload_Metadata=say(name="a (2).txt"))
    assert ended.status_code == 204
    assert await section.names() == ["a (2).txt", "a.txt"]


async def test_other_bytes_for_a_file(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"old")
    where = f"/api/files/{id_}/uploads"
    begun = [(await begin(section, "", 3, by=by, where=where)).status_code for by in section.browsers]
    assert begun == [201, 201, 403, 403, 404, 404, 404]
    answer = await begin(section, "", 3, where=where, content=b"new", headers={"If-Match": "1"})
    assert (answer.status_code, answer.json()["revision"]) == (201, 2)
    stale = await begin(section, "", 3, where=where, content=b"two", headers={"If-Match": "1"})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")


async def test_a_file_that_others_changed_meanwhile_stays_theirs(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"old")
    begun = await begin(section, "", 6, where=f"/api/files/{id_}/uploads", headers={"If-Match": "1"})
    await send(section, begun.headers["Location"], 0, b"abc")
    await section["管理"].put(f"/api/files/{id_}/content", content=b"theirs")
    assert (await send(section, begun.headers["Location"], 3, b"def")).status_code == 412
    assert (await section["閲覧"].get(f"/api/files/{id_}/content")).content == b"theirs"


async def test_giving_up_leaves_nothing(section: Section) -> None:
    path = (await begin(section, "a.txt", 9)).headers["Location"]
    await send(section, path, 0, b"abc")
    assert len(blobs(section)) == 1
    assert (await section["編集"].delete(path, headers=TUS)).status_code == 204
    assert (await section["編集"].head(path, headers=TUS)).status_code == 404
    assert (blobs(section), await section.names()) == ([], [])


async def test_folders_on_the_way(section: Section) -> None:
    inner = await section.folder("Ａ課")
    for name in ("1.txt", "2.txt"):
        answer = await begin(section, name, 3, content=b"abc", path="A課/令和8年/①㈱")
        assert answer.status_code == 201, answer.text
    assert await section.names() == ["Ａ課"]  # in another width, but nobody could tell them apart
    [year] = (await section["編集"].get(f"/api/folders/{inner}/items")).json()["items"]
    [last] = (await section["編集"].get(f"/api/folders/{year['id']}/items")).json()["items"]
    assert (year["name"], last["name"]) == ("令和8年", "①㈱")
    assert await section.names(UUID(last["id"])) == ["1.txt", "2.txt"]


async def test_a_tree_is_made_once(section: Section) -> None:
    await section.file("b", content=b"a file")
    paths = [["あ"], ["あ", "い"], ["あ", "い"], ["b", "c"], ["..", "c"], ["x"] * 101]
    where = f"/api/folders/{section.root}/tree"
    answer = (await section["編集"].post(where, json={"paths": paths})).json()["folders"]
    assert [each["code"] for each in answer] == [
        None, None, None, "name_taken", "name_not_allowed", "tree_too_deep",
    ]  # fmt: skip
    assert answer[1]["id"] == answer[2]["id"]
    again = (await section["編集"].post(where, json={"paths": paths[:2]})).json()["folders"]
    assert [each["id"] for each in again] == [each["id"] for each in answer[:2]]
    assert await section.statuses("POST", where, json={"paths": [["う"]]}) == [
        200,
        200,
        403,
        403,
        404,
        404,
        404,
    ]


async def test_a_tree_is_no_work_without_end(section: Section) -> None:
    where = f"/api/folders/{section.root}/tree"
    paths = [[f"{at}", *["x"] * 9] for at in range(MOST_NAMES // 10)]
    answer = await section["編集"].post(where, json={"paths": [*paths, ["one more"]]})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert await section.names() == []
    folders = (await section["編集"].post(where, json={"paths": paths[:2]})).json()["folders"]
    assert [each["code"] for each in folders] == [None, None]


LIES: list[tuple[dict[str, str], str]] = [
    ({"Upload-Length": "-1"}, "invalid_request"),
    ({"Upload-Length": "1e3"}, "invalid_request"),
    ({"Upload-Length": "٣"}, "invalid_request"),
    ({"Upload-Length": "9" * 30}, "invalid_request"),
    ({"Upload-Length": str(2**50)}, "upload_too_large"),
    ({"Upload-Metadata": "name %%%"}, "invalid_request"),
    ({"Upload-Metadata": "name " + base64.b64encode(b"\xff\xfe").decode()}, "invalid_request"),
    ({"Upload-Metadata": "name YQ==," + "x" * 30_000}, "invalid_request"),
    ({"Upload-Metadata": "path YQ=="}, "name_not_allowed"),
    ({"Upload-Metadata": say(name="../etc/passwd")}, "name_not_allowed"),
    ({"Upload-Metadata": say(name="a\u202efdp.exe")}, "name_not_allowed"),
    ({"Upload-Metadata": say(name="あ" * 4000)}, "name_too_long"),
    ({"Upload-Metadata": say(name="a", path="/".join(["x"] * 101))}, "tree_too_deep"),
    ({"Upload-Metadata": say(name="a", path="a/../b")}, "name_not_allowed"),
    ({"Upload-Metadata": say(name="a", last_modified="9" * 40)}, "invalid_request"),
    ({"Tus-Resumable": "0.2.2"}, "tus_version_unknown"),
]


async def test_lies_at_the_beginning(section: Section) -> None:
    for headers, code in LIES:
        told = TUS | {"Upload-Length": "3", "Upload-Metadata": say(name="a")} | headers
        said = {key.encode(): value.encode() for key, value in told.items()}
        answer = await section["編集"].post(f"/api/folders/{section.root}/uploads", headers=said)
        assert (answer.json()["code"], headers) == (code, headers)
        assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert (await section.names(), blobs(section)) == ([], [])


async def test_lies_on_the_way(section: Section) -> None:
    path = (await begin(section, "a.txt", 5)).headers["Location"]
    assert (await send(section, path, 2, b"ab")).json()["params"] == {"offset_bytes": 0}
    assert (await send(section, path, 0, b"abcdef")).json()["code"] == "more_than_announced"

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"ab"

    assert (await send(section, path, 0, endless())).json()["code"] == "more_than_announced"
    plain = await section["編集"].patch(path, headers=TUS | {"Upload-Offset": "0"}, content=b"abc")
    assert plain.status_code == 415
    assert await offset_of(section, path) == 0
    assert (await send(section, path, 0, b"abcde")).status_code == 204


async def test_a_small_one_ends_where_it_was_announced_to(section: Section) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        for taken in range(1, 101):  # noqa: B007 - read after
            yield b"x" * 2**20

    for size in ("0", "9"):
        answer = await section["編集"].post(
            f"/api/folders/{section.root}/uploads",
            headers=BYTES | {"Upload-Length": size, "Content-Length": size, "Upload-Metadata": say(name="a")},
            content=endless(),
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "more_than_announced")
        assert taken < 5
    assert (await section.names(), blobs(section)) == ([], [])


async def test_bytes_go_where_refused_and_stay_where_nobody_knows(section: Section) -> None:
    """A commit whose answer was lost may hold: bytes that its rows may name are not taken away."""
    dropped: list[str] = []

    @asynccontextmanager
    async def begin_unsure() -> AsyncIterator[Work]:
        async with section.world.as_system() as work:
            yield work
        raise ConnectionError

    async def drop() -> None:
        dropped.append("dropped")

    with pytest.raises(ConnectionError):
        async with naming_bytes(begin_unsure, drop):
            pass
    assert dropped == []
    with pytest.raises(LookupError):
        async with naming_bytes(section.world.as_system, drop):
            raise LookupError
    assert dropped == ["dropped"]


async def test_a_checksum_that_differs(section: Section) -> None:
    path = (await begin(section, "a.txt", 6)).headers["Location"]
    right = base64.b64encode(hashlib.sha1(b"abc").digest()).decode()
    checksum = f"sha1 {right}"
    assert (await send(section, path, 0, b"abd", Upload_Checksum=checksum)).status_code == 460
    assert (await send(section, path, 0, b"abc", Upload_Checksum="md5 " + right)).status_code == 422
    assert await offset_of(section, path) == 0
    assert (await send(section, path, 0, b"abc", Upload_Checksum=checksum)).status_code == 204
    done = await send(section, path, 3, b"def", Prefer="return=representation")
    assert (await section["閲覧"].get(f"/api/files/{done.json()['id']}/content")).content == b"abcdef"


async def test_taken_back_between_parts(section: Section) -> None:
    path = (await begin(section, "a.txt", 6)).headers["Location"]
    await send(section, path, 0, b"abc")
    await section.share(section.root, take=[section.unit("契約管理課")])
    assert (await send(section, path, 3, b"def")).status_code == 404
    assert await section.names() == []


async def test_taken_back_while_the_bytes_flow(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flowing, "ASK_AGAIN_SECONDS", 0.05)
    path = (await begin(section, "a.bin", 2 * PART_BYTES)).headers["Location"]
    begun = clock.now()

    async def chunks() -> AsyncIterator[bytes]:
        yield bytes(PART_BYTES)
        await section.share(section.root, take=[section.unit("契約管理課")])
        await asyncio.sleep(20)
        yield b""

    answer = await send(section, path, 0, chunks())
    assert answer.status_code == 404
    assert clock.now() - begun < timedelta(seconds=5)


async def test_how_much_one_person_may_have_under_way(section: Section) -> None:
    section.office.app.state.upload_limits = UploadLimits(100 / 2**30, 150 / 2**30)
    assert (await begin(section, "a", 101)).json()["code"] == "upload_too_large"
    first = await begin(section, "a", 100)
    assert (await begin(section, "b", 51)).json()["code"] == "too_much_under_way"
    assert (await begin(section, "b", 51, by="管理")).status_code == 201
    await section["編集"].delete(first.headers["Location"], headers=TUS)
    assert (await begin(section, "b", 51)).status_code == 201


async def test_what_nobody_goes_on_with_is_forgotten(
    section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = (await begin(section, "a.txt", 9)).headers["Location"]
    await send(section, path, 0, b"abc")
    later = clock.now() + timedelta(days=8)
    async with section.clockwork() as work:
        work.now = later
        assert await uploads.forget_uploads(work) is False
        assert await work.db.scalar(text("SELECT count(*) FROM freed_blob")) == 1
    assert (await section["編集"].head(path, headers=TUS)).status_code == 404


async def test_what_is_unfinished_is_offered_again(section: Section) -> None:
    begun = await begin(section, "a.txt", 9, last_modified="1790000000000")
    await send(section, begun.headers["Location"], 0, b"abc")
    await begin(section, "done.txt", 3, content=b"abc")
    [one] = (await section["編集"].get("/api/uploads")).json()["uploads"]
    assert (one["name"], one["offset_bytes"], one["size_bytes"]) == ("a.txt", 3, 9)
    assert (one["target"], one["target_name"]) == (str(section.root), "契約管理課")
    assert one["last_modified"].startswith("2026-09-21")


async def test_what_of_tus_we_speak(section: Section) -> None:
    answer = await section["編集"].options("/api/uploads")
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation", "creation-with-upload", "termination", "checksum", "expiration",
    }  # fmt: skip
    assert int(answer.headers["Tus-Max-Size"]) == 20 * 2**30


async def test_by_post_where_patch_does_not_get_through(section: Section) -> None:
    path = (await begin(section, "a.txt", 3)).headers["Location"]
    headers = BYTES | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = await section["編集"].post(path, headers=headers, content=b"abc")
    assert answer.status_code == 204
    assert (await section["編集"].head(f"/api/uploads/{uuid4()}", headers=TUS)).status_code == 404
