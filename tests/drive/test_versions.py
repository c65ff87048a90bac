"""Every version of a file: kept, listed, read, brought back, named, handed on; and what goes with age."""

import asyncio
import hashlib
import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import docx
import psycopg
import pytest
from sqlalchemy import text
from tests.drive.conftest import Section
from tests.drive.test_delete import delete
from tests.drive.test_purge import blobs, purge

from zencho.drive.actions import content, versions
from zencho.entry.city.office import excel_file
from zencho.kernel import clock


async def bring(
    section: Section, id_: UUID, sent: bytes, *, by: str = "編集", based_on: int | None = None
) -> dict[str, Any]:
    params = {} if based_on is None else {"based_on": based_on}
    answer = await section[by].put(f"/api/files/{id_}/content", content=sent, params=params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def listed(section: Section, id_: UUID, **params: Any) -> dict[str, Any]:
    answer = await section["閲覧"].get(f"/api/files/{id_}/versions", params=params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def bytes_of(section: Section, id_: UUID, number: int | None = None, *, by: str = "閲覧") -> bytes:
    version = "" if number is None else f"/versions/{number}"
    answer = await section[by].get(f"/api/files/{id_}{version}/content")
    assert answer.status_code == 200, answer.text
    return answer.content


async def clockwork(section: Section, **after: float) -> None:
    """What the clock does so much later."""
    clock.offset = timedelta(**after)
    try:
        async with section.clockwork() as work:
            assert not await versions.forget_versions(work)
        async with section.clockwork() as work:
            await content.remove_freed(work)
    finally:
        clock.offset = timedelta(0)


async def test_who_may(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    await bring(section, id_, b"two")
    reads, writes = [200, 200, 200, 200, 404, 404, 404], [200, 200, 403, 403, 404, 404, 404]
    one = f"/api/files/{id_}/versions/1"
    assert await section.statuses("GET", f"/api/files/{id_}/versions") == reads
    assert await section.statuses("GET", one) == reads
    assert await section.statuses("GET", f"{one}/content") == reads
    assert await section.statuses("POST", f"{one}/linked") == [204, 204, 204, 204, 404, 404, 404]
    assert await section.statuses("POST", f"{one}/restored") == writes
    assert await section.statuses("PUT", f"{one}/name", json={"name": "議会提出"}) == writes
    assert await section.statuses("PUT", f"{one}/kept", json={"kept": True}) == writes


async def test_each_newer_one_leaves_the_older(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    await bring(section, id_, b"two")
    await bring(section, id_, b"three", by="管理", based_on=2)
    page = await listed(section, id_)
    assert [(v["number"], v["how"], v["based_on"], v["is_current"]) for v in page["versions"]] == [
        (3, "replaced", 2, True),
        (2, "replaced", None, False),
        (1, "added", None, False),
    ]
    makers = [v["made_by"] for v in page["versions"]]
    assert makers == [str(section.id_of(each)) for each in ("管理", "編集", "管理")]
    assert (page["current"], page["total"], page["next"], page["waiting"]) == (3, 3, None, [])
    assert [await bytes_of(section, id_, n) for n in (1, 2, 3)] == [b"one", b"two", b"three"]
    assert await bytes_of(section, id_) == b"three"


async def test_the_same_bytes_are_no_new_version(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    same = await bring(section, id_, b"one")
    assert (same["outcome"], same["as_version"], same["revision"]) == ("unchanged", 1, 1)
    await bring(section, id_, b"two")
    # Opened in an application and saved without a change, while somebody else was faster.
    assert (await bring(section, id_, b"one", by="管理", based_on=1))["outcome"] == "unchanged"
    assert (await listed(section, id_))["total"] == 2
    await clockwork(section, hours=25)
    assert len(blobs(section)) == 2


async def test_one_based_on_an_older_one_lies_beside(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"base")
    await bring(section, id_, b"first", based_on=1)
    late = await bring(section, id_, b"second", by="管理", based_on=1)
    assert (late["outcome"], late["as_version"], late["version"]) == ("aside", 3, 2)
    assert await bytes_of(section, id_) == b"first"
    assert await bytes_of(section, id_, 3) == b"second"
    [waiting] = (await listed(section, id_))["waiting"]
    assert (waiting["number"], waiting["aside"], waiting["based_on"]) == (3, True, 1)
    again = await bring(section, id_, b"second", by="管理", based_on=1)  # the answer was lost on the way
    assert (again["outcome"], again["as_version"]) == ("aside", 3)
    assert (await bring(section, id_, b"fourth"))["as_version"] == 4


async def test_what_was_brought_back_is_no_older_one(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    await bring(section, id_, b"two")
    await section["編集"].post(f"/api/files/{id_}/versions/1/restored")
    assert (await bring(section, id_, b"from one", based_on=1))["outcome"] == "current"
    answer = await section["編集"].put(f"/api/files/{id_}/content", content=b"x", params={"based_on": 99})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_version")
    assert (await listed(section, id_))["total"] == 4


async def test_two_return_at_once(section: Section) -> None:
    """Whoever commits first is current, the other lies beside, and nobody's bytes are lost."""
    id_ = await section.file("a.txt", content=b"base")
    sent = {by: f"edited by {by}".encode() for by in ("管理", "編集")}
    done = await asyncio.gather(*(bring(section, id_, each, by=by, based_on=1) for by, each in sent.items()))
    assert sorted(each["outcome"] for each in done) == ["aside", "current"]
    held = {each["as_version"]: await bytes_of(section, id_, each["as_version"]) for each in done}
    assert held.keys() == {2, 3}
    assert set(held.values()) == set(sent.values())


@pytest.mark.parametrize("choice", ["current", "apart", "leave"])
async def test_choosing_what_becomes_of_it(section: Section, choice: str) -> None:
    id_ = await section.file("積算表.txt", content=b"base")
    await bring(section, id_, b"first", based_on=1)
    await bring(section, id_, b"second", by="管理", based_on=1)
    path = f"/api/files/{id_}/versions/3/settled"
    assert await section.statuses("POST", path, json={"choice": "x"}) == [422] * 7
    refused = [await section[by].post(path, json={"choice": choice}) for by in ("閲覧", "他人")]
    assert [each.status_code for each in refused] == [403, 404]
    item = (await section["編集"].post(path, json={"choice": choice})).json()
    expected = {
        "current": (str(id_), "積算表.txt", b"second"),
        "apart": (item["id"], "積算表 (2).txt", b"second"),
        "leave": (str(id_), "積算表.txt", b"first"),
    }[choice]
    assert (item["id"], item["name"], await bytes_of(section, UUID(item["id"]))) == expected
    assert (await listed(section, id_))["waiting"] == []
    assert [await bytes_of(section, id_, n) for n in (2, 3)] == [b"first", b"second"]
    twice = await section["編集"].post(path, json={"choice": choice})
    assert (twice.status_code, twice.json()["code"]) == (409, "not_aside")


async def test_apart_nobody_sees_more_than_before(section: Section) -> None:
    id_ = await section.file("積算表.txt", content=b"base")
    await section["管理"].put(f"/api/things/{id_}/label", json={"label": 3})
    for by, sent in (("編集", b"first"), ("管理", b"second"), ("管理", b"third")):
        await bring(section, id_, sent, by=by, based_on=1)
    settle = f"/api/files/{id_}/versions/{{}}/settled"
    item = (await section["編集"].post(settle.format(3), json={"choice": "apart"})).json()
    assert (item["name"], item["label"]) == ("積算表 (2).txt", 3)
    await section.share(id_, give=[{"party": section.person("他人"), "role": "viewer"}])
    refused = await section["編集"].post(settle.format(4), json={"choice": "apart"})
    assert (refused.status_code, refused.json()["code"]) == (409, "shared_by_itself")
    assert set(await section.names()) == {"積算表.txt", "積算表 (2).txt"}
    assert [each["number"] for each in (await listed(section, id_))["waiting"]] == [4]


async def test_bringing_back_is_a_newer_version(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    await bring(section, id_, b"%PDF-two")
    item = (await section["編集"].post(f"/api/files/{id_}/versions/1/restored")).json()
    assert (item["version"], item["size_bytes"], item["media_type"]) == (3, 3, "text/plain; charset=utf-8")
    newest = (await listed(section, id_))["versions"][0]
    assert (newest["how"], newest["based_on"]) == ("restored", 1)
    assert await bytes_of(section, id_) == b"one"
    same = (await section["編集"].post(f"/api/files/{id_}/versions/1/restored")).json()
    assert same["version"] == 3
    gone = await section["編集"].post(f"/api/files/{id_}/versions/9/restored")
    assert (gone.status_code, gone.json()["params"]) == (404, {"number": 9})


async def test_names_and_pages(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"1")
    for number in range(2, 8):
        await bring(section, id_, str(number).encode())
    path = f"/api/files/{id_}/versions/3/name"
    named = (await section["編集"].put(path, json={"name": " 議会提出版 "})).json()
    assert (named["name"], named["number"]) == ("議会提出版", 3)
    assert (await section["編集"].put(path, json={"name": "あ" * 101})).status_code == 422
    assert (await section["編集"].put(path, json={"name": None})).json()["name"] is None
    first = await listed(section, id_, limit=4)
    rest = await listed(section, id_, limit=4, before=first["next"])
    assert [v["number"] for v in first["versions"] + rest["versions"]] == [7, 6, 5, 4, 3, 2, 1]
    assert (first["total"], rest["total"], rest["next"]) == (7, None, None)


async def test_a_version_is_read_as_the_file_is(section: Section) -> None:
    """Ranges, the record, and the end of a right: the same code sends both."""
    id_ = await section.file("見積.txt", content=b"0123456789")
    await bring(section, id_, b"new")
    path = f"/api/files/{id_}/versions/1/content"
    part = await section["閲覧"].get(path, headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers["content-range"] == "bytes 2-4/10"
    assert part.headers["etag"] == f'"{hashlib.sha256(b"0123456789").hexdigest()}"'
    async with section.world.as_system() as work:
        last = "SELECT detail FROM audit_entry WHERE action = 'file.download' ORDER BY id DESC LIMIT 1"
        assert await work.db.scalar(text(last)) == {"start": 2, "end": 5, "version": 1}
    await section.share(section.root, take=[section.unit("財政課")])
    assert (await section["閲覧"].get(path)).status_code == 404


async def test_office_files_come_back_byte_for_byte(section: Section) -> None:
    form = io.BytesIO()
    paper = docx.Document()
    paper.add_heading("起案用紙", 1)
    paper.save(form)
    table = excel_file("積算", [["業者", "金額"], ["㈱髙﨑", "22000"]])
    for name, kept in (("様式.docx", form.getvalue()), ("積算表.xlsx", table)):
        id_ = await section.file(name, content=kept)
        sent = [kept]
        for number in range(1, 4):
            sent.append(kept + bytes(number))
            assert (await bring(section, id_, sent[-1], based_on=number))["outcome"] == "current"
        held = sorted((await listed(section, id_))["versions"], key=lambda each: each["number"])
        for number, (version, content_) in enumerate(zip(held, sent, strict=True), 1):
            assert await bytes_of(section, id_, number) == content_
            assert version["sha256"] == hashlib.sha256(content_).hexdigest()
            assert "officedocument" in version["media_type"]


async def test_versions_go_by_age_but_for_the_last_of_each_day(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"1")
    for number in range(2, 8):
        await bring(section, id_, str(number).encode())
    await bring(section, id_, b"beside", by="管理", based_on=3)
    await section["編集"].put(f"/api/files/{id_}/versions/2/kept", json={"kept": True})
    await section["編集"].put(f"/api/files/{id_}/versions/3/name", json={"name": "提出"})
    await section["閲覧"].post(f"/api/files/{id_}/versions/4/linked")
    with psycopg.connect(section.world.dsns.owner) as connection:
        connection.execute("UPDATE version SET made_at = made_at - interval '3 days'")
    await bring(section, id_, b"9")
    await clockwork(section, days=26)
    assert (await listed(section, id_))["total"] == 9
    await clockwork(section, days=28)
    held = [v["number"] for v in (await listed(section, id_))["versions"]]
    #       kept, named, linked, the day's last, beside, current; 1, 5 and 6 are gone
    assert held == [9, 8, 7, 4, 3, 2]
    assert (await section["閲覧"].get(f"/api/files/{id_}/versions/5")).json()["code"] == "no_such_version"
    await clockwork(section, days=29, minutes=5)
    assert len(blobs(section)) == 6
    assert await bytes_of(section, id_, 2) == b"2"


async def test_no_bytes_go_that_a_version_names(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"base")
    await bring(section, id_, b"first", based_on=1)
    await bring(section, id_, b"second", by="管理", based_on=1)
    answer = await section["編集"].post(f"/api/files/{id_}/versions/3/settled", json={"choice": "apart"})
    apart = UUID(answer.json()["id"])
    await delete(section, id_)
    assert await purge(section, id_) == [None]
    await clockwork(section, hours=25)
    assert len(blobs(section)) == 1
    assert await bytes_of(section, apart) == b"second"
    await delete(section, apart)
    await purge(section, apart)
    await clockwork(section, hours=25)
    assert blobs(section) == []


async def test_each_file_has_the_bytes_of_its_version(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    await section.file("b.txt", content=b"other")
    await bring(section, id_, b"two")
    await bring(section, id_, b"late", by="管理", based_on=1)
    await section["編集"].post(f"/api/files/{id_}/versions/1/restored")
    with psycopg.connect(section.world.dsns.owner) as connection:
        wrong = connection.execute(
            "SELECT count(*) FROM node n"
            " LEFT JOIN version v ON (v.thing_id, v.number) = (n.thing_id, n.version)"
            " WHERE n.kind = 'file' AND (v.blob_id, v.sha256, v.size_bytes, v.media_type, v.anchor, v.aside)"
            " IS DISTINCT FROM (n.blob_id, n.sha256, n.size_bytes, n.media_type, n.anchor, false)"
        ).fetchone()
    assert wrong == (0,)


async def test_the_wall_follows_a_file_shared_by_itself(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"one")
    await bring(section, id_, b"two")
    await section.share(id_, give=[{"party": section.person("他人"), "role": "viewer"}])
    assert await bytes_of(section, id_, 1, by="他人") == b"one"
    async with section.world.as_(await section.actor("総務")) as work:
        assert await work.db.scalar(text("SELECT count(*) FROM version")) == 0
    assert (await section["閲覧"].get(f"/api/files/{uuid4()}/versions")).status_code == 404
