"""Many small files in one request: each comes to lie where it was to, or says why not."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from tests.drive.conftest import Section
from tests.drive.test_add_file import blobs

from zencho.drive import keeping, receiving, together_routes
from zencho.drive.events import ItemsAdded
from zencho.drive.upload_shapes import MOST_EACH_BYTES, MOST_TOGETHER, MOST_TOGETHER_BYTES
from zencho.gate.actors import System
from zencho.search.reactions import index_several

File = tuple[UUID, str, bytes]


def manifest(files: list[File]) -> bytes:
    announced = [{"folder": str(at), "name": name, "size_bytes": len(sent)} for at, name, sent in files]
    return json.dumps({"files": announced}).encode() + b"\n"


async def send(
    section: Section, files: list[File], *, by: str = "編集", content: Any = None
) -> httpx.Response:
    if content is None:
        content = manifest(files) + b"".join(sent for _, _, sent in files)
    return await section[by].post("/api/uploads/together", content=content)


async def come(section: Section, files: list[File], *, by: str = "編集") -> list[dict[str, Any]]:
    answer = await send(section, files, by=by)
    assert answer.status_code == 201, answer.text
    return list(answer.json()["files"])


async def test_who_may(section: Section) -> None:
    answers = [
        (await send(section, [(section.root, by, b"1")], by=by)).status_code for by in section.browsers
    ]
    #                  manager editor commenter viewer stranger revoked administrator
    assert answers == [201, 201, 403, 403, 404, 404, 404]


async def test_each_lies_where_it_was_to(section: Section) -> None:
    inner = await section.folder("令和8年度")
    files = [
        (section.root, "①㈱髙﨑𠮷.txt", "あ".encode()),
        (inner, "空.txt", b""),
        (section.root, "b.pdf", b"%PDF-1.7\n"),
        (inner, "c.txt", b"c" * MOST_EACH_BYTES),
    ]
    made = await come(section, files)
    assert [each["code"] for each in made] == [None] * 4
    for (_, name, sent), each in zip(files, made, strict=True):
        item = (await section["閲覧"].get(f"/api/things/{each['id']}")).json()["item"]
        kept = await section["閲覧"].get(f"/api/files/{each['id']}/content")
        assert (item["name"], item["size_bytes"], kept.content) == (name, len(sent), sent)
    assert await section.names() == ["令和8年度", "①㈱髙﨑𠮷.txt", "b.pdf"]
    pdf = (await section["閲覧"].get(f"/api/things/{made[2]['id']}")).json()["item"]
    assert (pdf["media_type"], pdf["modified_by"]) == ("application/pdf", str(section.id_of("編集")))
    versions = (await section["閲覧"].get(f"/api/files/{made[3]['id']}/versions")).json()
    assert (versions["total"], len(blobs(section))) == (1, 4)


async def test_the_record_the_lists_and_the_index_hear_of_each(section: Section) -> None:
    made = await come(section, [(section.root, f"入札公告{at}.txt", b"%d" % at) for at in range(3)])
    ids = [each["id"] for each in made]
    async with section.world.as_system() as work:
        said = await work.ask("SELECT ref, actor_id FROM audit_entry WHERE action = 'file.add' ORDER BY id")
        [heard] = await work.ask("SELECT topics, data FROM outbox WHERE name = 'ItemsAdded'")
    assert [row.ref for row in said] == [f"file:{id_}" for id_ in ids]
    assert {row.actor_id for row in said} == {section.id_of("編集")}
    assert (heard.topics, heard.data["thing_ids"]) == ([f"folder:{section.root}"], ids)
    recent = (await section["編集"].get("/api/drive/recent")).json()["items"]
    assert {each["item"]["id"] for each in recent} >= set(ids)
    async with section.office.app.state.engine.for_jobs.work(System("reaction")) as work:
        await index_several(work, ItemsAdded.from_json(heard.data))
    found = (await section["閲覧"].get("/api/search", params={"query": "入札公告2"})).json()["hits"]
    assert [each["id"] for each in found] == [ids[2]]


async def test_sent_again_they_are_the_same(section: Section) -> None:
    files = [(section.root, f"{at}.txt", b"%d" % at) for at in range(3)]
    first = await come(section, files)
    second = await come(section, [*files, (section.root, "3.txt", b"3")])
    assert second[:3] == first
    assert len(blobs(section)) == 4


async def test_names_that_cannot_be_stop_nobody_else(section: Section) -> None:
    there = await section.file("見積書.txt", content=b"there")
    hidden = await section.file("隠れ.txt")
    only = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(hidden, give=only, inherits=False)
    names = ["見積書.txt", "A.txt", "ａ.txt", "../etc", "あ" * 300, "隠れ.txt", "b.txt"]
    made = await come(section, [(section.root, name, b"new") for name in names])
    assert [each["code"] for each in made] == [
        "name_taken", None, "name_taken", "name_not_allowed", "name_too_long", "name_taken", None,
    ]  # fmt: skip
    assert made[0]["params"] | {"replaces": None} == {
        "name": "見積書.txt", "suggestion": "見積書 (2).txt", "replaces": None,
    }  # fmt: skip
    assert made[0]["params"]["replaces"]["id"] == str(there)
    assert made[5]["params"]["replaces"] is None
    assert len(blobs(section)) == 4  # two that were there, two that came


async def test_a_folder_that_is_closed_keeps_out_its_own(section: Section) -> None:
    closed = await section.folder("人事")
    only = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(closed, give=only, inherits=False)
    made = await come(section, [(closed, "a", b"1"), (section.root, "b", b"2"), (uuid4(), "c", b"3")])
    assert [each["code"] for each in made] == ["not_found", None, "not_found"]
    assert len(blobs(section)) == 1
    alone = await send(section, [(closed, "a", b"1")])
    assert (alone.status_code, alone.json()["code"]) == (404, "not_found")


async def test_two_at_once_with_the_same_names(section: Section) -> None:
    inner = await section.folder("内")
    files = [(at, f"{number}.txt", b"x") for number in range(20) for at in (section.root, inner)]
    other = [(at, name, b"y") for at, name, _ in reversed(files)]
    answers = await asyncio.gather(come(section, files), come(section, other, by="管理"))
    codes = [each["code"] for made in answers for each in made]
    assert (codes.count(None), codes.count("name_taken")) == (len(files), len(files))
    assert len(blobs(section)) == len(files)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}\n",
        b'{"files": []}\n',
        b"\xff\xfe\n",
        b"x" * (together_routes.MOST_MANIFEST_BYTES + 1),
        manifest([(UUID(int=0), "a", b"abc")] * (MOST_TOGETHER + 1)),
        manifest([(UUID(int=0), "a", b"x" * (MOST_EACH_BYTES + 1))]),
        manifest([(UUID(int=0), "a", b"x" * MOST_EACH_BYTES)] * (MOST_TOGETHER_BYTES // MOST_EACH_BYTES + 1)),
    ],
    ids=["nothing", "no files", "none", "no text", "endless", "too many", "too large", "too much"],
)
async def test_manifests_that_lie(section: Section, content: bytes) -> None:
    answer = await send(section, [], content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert blobs(section) == []


async def test_bytes_that_differ_from_what_was_announced(section: Section) -> None:
    files = [(section.root, "a.txt", b"abc"), (section.root, "b.txt", b"def")]
    for content, code in ((b"abcde", "upload_incomplete"), (b"abcdefg", "more_than_announced")):
        answer = await send(section, files, content=manifest(files) + content)
        assert answer.json()["code"] == code
    assert (await section.names(), blobs(section)) == ([], [])


async def _slowly(files: list[File], between: Any) -> AsyncIterator[bytes]:
    yield manifest(files)
    for _, _, sent in files:
        yield sent
        await between()


async def test_taken_back_while_the_bytes_come(section: Section) -> None:
    files = [(section.root, f"{at}", b"x" * 1000) for at in range(3)]

    async def take_back() -> None:
        await section.share(section.root, take=[section.unit("契約管理課")])

    answer = await send(section, files, content=_slowly(files, take_back))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert blobs(section) == []


async def test_who_sends_nothing_more_is_ended(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "STALLED_SECONDS", 0.1)
    files = [(section.root, f"{at}", b"x") for at in range(3)]
    answer = await send(section, files, content=_slowly(files, lambda: asyncio.sleep(1)))
    assert answer.json()["code"] == "upload_stalled"
    assert blobs(section) == []


@pytest.mark.parametrize("function", ["open", "write", "flush"])
async def test_a_full_disk(section: Section, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if function == "flush":
            patch.setattr(keeping, "flush_together", full)
        else:
            patch.setattr(keeping.os, function, full)
        answer = await send(section, [(section.root, "a", b"1")])
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert (await section.names(), blobs(section)) == ([], [])
    assert (await come(section, [(section.root, "a", b"1")]))[0]["code"] is None
