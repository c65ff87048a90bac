"""Locks stand against other clients; the page writes all the same, and everyone sees who edits."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.webdav.conftest import Client, Mount, at, token_in
from zencho.kernel import clock
from zencho.webdav.actions.passwords import end_unused


async def editing(mount: Mount, id_: UUID) -> list[tuple[str, bool]]:
    item = await mount.item(id_)
    return [(each["person"], each["in_page"]) for each in item["editing"]]


async def unlock(client: Client, path: str, token: str) -> int:
    return (await client.ask("UNLOCK", path, headers={"lock-token": f"<{token}>"})).status_code


async def test_who_holds_a_file_is_seen_by_all(mount: Mount) -> None:
    id_ = await mount.section.file("a.docx", content=b"one")
    client, me = await mount.client("編集"), str(mount.section.id_of("編集"))
    token = token_in(await client.lock("a.docx"))
    assert await editing(mount, id_) == [(me, False)]
    assert (await client.put("a.docx", b"two", **{"if": f"(<{token}>)"})).status_code == 204
    assert await editing(mount, id_) == [(me, False)]
    assert await unlock(client, "a.docx", token) == 204
    assert await editing(mount, id_) == []
    assert [each["how"] for each in await mount.versions(id_)] == ["returned", "added"]


async def test_another_client_may_not_write_meanwhile(mount: Mount) -> None:
    await mount.section.file("a.docx")
    client, other = await mount.client("編集"), await mount.client("管理")
    token = token_in(await client.lock("a.docx"))
    for answer in (
        await other.put("a.docx", b"two"),
        await other.put("a.docx", b"two", **{"if": f"(<{token}>)"}),  # it is not theirs
        await other.ask("DELETE", "a.docx"),
        await other.move("a.docx", "b.docx"),
        await other.lock("a.docx"),
        await client.put("a.docx", b"two"),  # its holder must name it
        await client.ask("PROPPATCH", "a.docx", content=b'<propertyupdate xmlns="DAV:"><remove><prop>'
                         b'<x xmlns="u"/></prop></remove></propertyupdate>'),
    ):  # fmt: skip
        assert answer.status_code == 423, answer.request.method
    assert "lock-token-submitted" in (await other.put("a.docx", b"two")).text
    assert (await other.copy("a.docx", "b.docx")).status_code == 201
    assert await unlock(other, "a.docx", token) == 403
    assert await unlock(client, "a.docx", token) == 204
    assert await unlock(client, "a.docx", token) == 409


async def test_the_page_writes_and_the_holder_saves_beside(mount: Mount) -> None:
    id_ = await mount.section.file("a.docx", content=b"one")
    client = await mount.client("編集")
    token = token_in(await client.lock("a.docx"))
    assert (await mount.section["管理"].put(f"/api/files/{id_}/content", content=b"page")).status_code == 200
    saved = await client.put("a.docx", b"two", **{"if": f"(<{token}>)"})
    assert (saved.status_code, "etag" in saved.headers) == (204, False)
    assert (await client.ask("GET", "a.docx")).content == b"page"
    answer = await mount.section["管理"].get(f"/api/files/{id_}/versions")
    assert [each["number"] for each in answer.json()["waiting"]] == [3]


async def test_a_lock_ends_by_its_time_with_the_mark(mount: Mount) -> None:
    id_ = await mount.section.file("a.docx")
    client, other = await mount.client("編集"), await mount.client("管理")
    await client.lock("a.docx", seconds=120)
    clock.offset = timedelta(seconds=121)
    try:
        assert (await other.put("a.docx", b"two")).status_code == 204
        async with mount.section.clockwork() as work:
            await end_unused(work)
        assert await editing(mount, id_) == []
    finally:
        clock.offset = timedelta(0)


async def test_refreshed_it_goes_on(mount: Mount) -> None:
    await mount.section.file("a.docx")
    client, other = await mount.client("編集"), await mount.client("管理")
    token = token_in(await client.lock("a.docx", seconds=120))
    clock.offset = timedelta(seconds=100)
    try:
        headers = {"if": f"(<{token}>)", "timeout": "Second-600"}
        answer = await client.ask("LOCK", "a.docx", headers=headers)
        assert (answer.status_code, "Second-600" in answer.text) == (200, True)
        assert (await client.ask("LOCK", "a.docx", headers={"if": "(<DAV:no-lock>)"})).status_code == 412
        clock.offset = timedelta(seconds=300)
        assert (await other.put("a.docx", b"two")).status_code == 423
    finally:
        clock.offset = timedelta(0)


async def test_a_password_that_is_ended_holds_nothing(mount: Mount) -> None:
    id_ = await mount.section.file("a.docx")
    client, other = await mount.client("編集"), await mount.client("管理")
    await client.lock("a.docx")
    await mount.section["編集"].delete(f"/api/me/app-passwords/{client.id_}")
    assert (await other.put("a.docx", b"two")).status_code == 204
    async with mount.section.clockwork() as work:
        await end_unused(work)
    assert await editing(mount, id_) == []


async def test_a_folder_is_held_with_all_inside(mount: Mount) -> None:
    folder = await mount.section.folder("中")
    await mount.section.file("a.docx", folder)
    client, other = await mount.client("編集"), await mount.client("管理")
    token = token_in(await client.lock("中", depth="infinity"))
    assert (await other.put("中/a.docx", b"two")).status_code == 423
    assert (await other.put("中/b.docx", b"two")).status_code == 423
    assert (await other.lock("中/a.docx")).status_code == 423
    assert (await other.ask("DELETE", "中")).status_code == 423
    whole = {"if": f"<{at('中')}> (<{token}>)"}
    assert (await client.put("中/b.docx", b"two", **whole)).status_code == 201
    assert await unlock(client, "中/a.docx", token) == 204  # named by what it holds
    assert (await other.put("中/b.docx", b"three")).status_code == 204


async def test_what_is_held_keeps_its_folder_from_going(mount: Mount) -> None:
    folder = await mount.section.folder("中")
    await mount.section.file("a.docx", folder)
    client, other = await mount.client("編集"), await mount.client("管理")
    token = token_in(await client.lock("中/a.docx"))
    for answer in (
        await other.ask("DELETE", "中"),
        await other.move("中", "外"),
        await other.lock("中", depth="infinity"),
    ):
        assert answer.status_code == 423, answer.request.method
    tagged = {"if": f"<{at('中/a.docx')}> (<{token}>)"}
    assert (await client.ask("DELETE", "中", headers=tagged)).status_code == 204


async def test_a_name_without_a_file_is_held_by_an_empty_one(mount: Mount) -> None:
    client = await mount.client("編集")
    answer = await client.lock("new.docx")
    token = token_in(answer)
    assert answer.status_code == 201
    assert (await client.put("new.docx", b"one", **{"if": f"(<{token}>)"})).status_code == 204
    item = (await mount.listed())["new.docx"]
    assert [each["number"] for each in await mount.versions(item["id"])] == [2]


async def test_no_lock_goes_along(mount: Mount) -> None:
    await mount.section.file("a.docx")
    client, other = await mount.client("編集"), await mount.client("管理")
    token = token_in(await client.lock("a.docx"))
    headers = {"destination": at("b.docx"), "if": f"(<{token}>)"}
    assert (await client.ask("MOVE", "a.docx", headers=headers)).status_code == 201
    assert (await other.put("b.docx", b"two")).status_code == 204


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ('(["{tag}"])', 204),
        ('(["x"])', 412),
        ('(Not ["x"])', 204),
        ("(<DAV:no-lock>)", 412),
        ("(Not <DAV:no-lock>)", 204),
        ('(<DAV:no-lock>) (["{tag}"])', 204),
        ('<http://elsewhere.example.jp/x> (["x"])', 412),
        ("<http://elsewhere.example.jp/x> (Not <DAV:no-lock>)", 204),
        ("()", 400),
        ("(<a>", 400),
        ("nonsense", 400),
        ("(Not Not <a>)", 400),
    ],
)
async def test_the_if_header(mount: Mount, written: str, status: int) -> None:
    await mount.section.file("a.txt", content=b"one")
    client = await mount.client("編集")
    tag = (await client.ask("HEAD", "a.txt")).headers["etag"].strip('"')
    answer = await client.put("a.txt", b"two", **{"if": written.replace("{tag}", tag)})
    assert answer.status_code == status
