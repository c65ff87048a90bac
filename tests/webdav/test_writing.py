"""What a client writes: the same acts as in the page, with the same rights, and nothing is ever lost."""

from typing import Any
from uuid import UUID

import pytest

from tests.webdav.conftest import Mount, at, token_in
from tests.webdav.test_reading import statuses
from zencho.webdav import carrying


async def test_personas_write_what_the_page_lets_them(mount: Mount) -> None:
    await mount.section.file("a.txt")
    sent: dict[str, Any] = {"content": b"newer"}
    assert await statuses(mount, "PUT", "a.txt", **sent) == [204, 204, 403, 403, 409, 409, 409]
    assert await statuses(mount, "PUT", "ない/a.txt", **sent) == [409] * 7
    assert await statuses(mount, "MKCOL", "a.txt") == [405, 405, 405, 405, 409, 409, 409]
    assert await statuses(mount, "LOCK", "a.txt", content=b"<x/>") == [400] * 7
    to = {"destination": f"http://localhost:8080{at('b.txt')}"}
    assert await statuses(mount, "COPY", "a.txt", headers=to) == [201, 204, 403, 403, 404, 404, 404]


async def _id(mount: Mount, name: str) -> str:
    found: str = (await mount.listed())[name]["id"]
    return found


async def test_readers_change_nothing(mount: Mount) -> None:
    id_ = await mount.section.file("a.txt", content=b"one")
    client = await mount.client("閲覧")
    for answer in (
        await client.put("a.txt", b"two"),
        await client.put("b.txt", b"two"),
        await client.ask("MKCOL", "c"),
        await client.ask("DELETE", "a.txt"),
        await client.move("a.txt", "b.txt"),
        await client.copy("a.txt", "b.txt"),
        await client.lock("a.txt"),
        await client.lock("new.txt"),
    ):
        assert answer.status_code == 403, answer.request.method
    assert list(await mount.listed()) == ["a.txt"]
    assert len(await mount.versions(id_)) == 1


async def test_a_new_file(mount: Mount) -> None:
    client = await mount.client("編集")
    answer = await client.put("a.txt", "中身".encode())
    assert answer.status_code == 201
    assert (await client.ask("HEAD", "a.txt")).headers["etag"] == answer.headers["etag"]
    item = (await mount.listed())["a.txt"]
    assert item["created_by"] == str(mount.section.id_of("編集"))


async def test_what_is_overwritten_is_a_version(mount: Mount) -> None:
    id_ = await mount.section.file("a.txt", content=b"one")
    client = await mount.client("編集")
    assert (await client.put("a.txt", b"two")).status_code == 204
    newest, oldest = await mount.versions(id_)
    assert (newest["number"], newest["is_current"]) == (2, True)
    assert newest["made_by"] == str(mount.section.id_of("編集"))
    answer = await mount.section["閲覧"].get(f"/api/files/{id_}/versions/{oldest['number']}/content")
    assert answer.content == b"one"


async def test_conditions_of_http(mount: Mount) -> None:
    client = await mount.client("編集")
    assert (await client.put("a.txt", b"one", if_none_match="*")).status_code == 201
    assert (await client.put("a.txt", b"two", if_none_match="*")).status_code == 412
    tag = (await client.ask("HEAD", "a.txt")).headers["etag"]
    assert (await client.put("a.txt", b"two", if_match=tag)).status_code == 204
    assert (await client.put("a.txt", b"three", if_match=tag)).status_code == 412
    assert (await client.put("b.txt", b"one", if_match="*")).status_code == 412


async def test_an_empty_beginning_leaves_no_version(mount: Mount) -> None:
    """Finder and Explorer make a file empty before they fill it."""
    client = await mount.client("編集")
    await client.put("a.txt", b"")
    await client.put("a.txt", b"one")
    assert [each["number"] for each in await mount.versions(await _id(mount, "a.txt"))] == [2]


async def test_a_file_comes_from_explorer(mount: Mount) -> None:
    """Empty, then held, noted at, filled, noted at again, let go."""
    client = await mount.make("編集", agent="Microsoft-WebDAV-MiniRedir/10.0.22631")
    time = b'<Z:Win32LastModifiedTime xmlns:Z="urn:schemas-microsoft-com:">Sat</Z:Win32LastModifiedTime>'
    note = b'<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop>%s</D:prop></D:set></D:propertyupdate>' % time
    assert (await client.ask("PROPFIND", "積算.xlsx", headers={"depth": "0"})).status_code == 404
    assert (await client.put("積算.xlsx", b"")).status_code == 201
    token = token_in(await client.lock("積算.xlsx", seconds=3600))
    held = {"if": f"(<{token}>)"}
    assert (await client.ask("PROPPATCH", "積算.xlsx", content=note, headers=held)).status_code == 207
    assert (await client.ask("HEAD", "積算.xlsx")).headers["content-length"] == "0"
    assert (await client.put("積算.xlsx", b"filled", **held)).status_code == 204
    assert (await client.ask("PROPPATCH", "積算.xlsx", content=note, headers=held)).status_code == 207
    unlocked = await client.ask("UNLOCK", "積算.xlsx", headers={"lock-token": f"<{token}>"})
    assert unlocked.status_code == 204
    assert [each["number"] for each in await mount.versions(await _id(mount, "積算.xlsx"))] == [2]
    assert (await client.ask("GET", "積算.xlsx")).content == b"filled"
    # Office itself opens it past Explorer.
    client.agent = "Microsoft Office Excel 2014"
    assert (await client.ask("GET", "積算.xlsx")).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [("a\u202eb.txt", 403), ("x" * 300, 403), (".DS_Store", 403), ("Thumbs.db", 403), ("desktop.ini", 403)],
)
async def test_names_that_cannot_be_are_refused_with_a_reason(mount: Mount, name: str, status: int) -> None:
    client = await mount.client("編集")
    answer = await client.put(name)
    assert (answer.status_code, "error" in answer.text) == (status, True)
    assert (await client.ask("MKCOL", name)).status_code == status
    assert await client.names() == []


async def test_what_needs_more_room_than_there_is_is_refused(mount: Mount) -> None:
    limit = {"limit_bytes": 2**20}
    assert (await mount.section["総務"].put(f"/api/drive/quotas/{mount.section.root}", json=limit)).is_success
    client = await mount.client("編集")
    answer = await client.put("a.txt", b"x" * (2**20 + 1))
    assert (answer.status_code, "drive_full" in answer.text) == (507, True)
    assert (await client.put("a.txt", b"x" * 900_000)).status_code == 201
    assert (await client.copy("a.txt", "b.txt")).status_code == 507
    assert list(await mount.listed()) == ["a.txt"]


async def test_too_large_a_file_is_refused(mount: Mount) -> None:
    limits = mount.section.office.app.state.upload_limits
    mount.section.office.app.state.upload_limits = type(limits)(1 / 2**20, 1)
    answer = await (await mount.client("編集")).put("a.txt", b"x" * 1025)
    assert answer.status_code == 413


async def test_a_part_is_no_version(mount: Mount) -> None:
    client = await mount.client("編集")
    assert (await client.put("a.txt", b"x", content_range="bytes 0-0/2")).status_code == 400


async def test_folders(mount: Mount) -> None:
    client = await mount.client("編集")
    assert (await client.ask("MKCOL", "中")).status_code == 201
    assert (await client.ask("MKCOL", "中")).status_code == 405
    assert (await client.ask("MKCOL", "中/奥")).status_code == 201
    assert (await client.ask("MKCOL", "ない/奥")).status_code == 409
    assert (await client.ask("MKCOL", "x", content=b"<a/>")).status_code == 415
    assert (await client.put("中", b"x")).status_code == 405
    assert await client.names("中") == ["奥"]


async def test_drives_are_made_moved_and_deleted_by_nobody(mount: Mount) -> None:
    client = await mount.client("管理")
    for answer in (
        await client.ask("MKCOL", "/dav/new"),
        await client.ask("PUT", "/dav/new.txt", content=b"x"),
        await client.ask("DELETE"),
        await client.ask("DELETE", "/dav/"),
        await client.move("", "/dav/other"),
        await client.copy("", "/dav/other"),
        await client.lock("/dav/new.txt"),
    ):
        assert answer.status_code == 403, answer.request.method


async def test_what_is_deleted_lies_in_the_bin(mount: Mount) -> None:
    folder = await mount.section.folder("中")
    await mount.section.file("a.txt", folder)
    await mount.section.file("b.txt")
    client = await mount.client("編集")
    assert (await client.ask("DELETE", "b.txt")).status_code == 204
    assert (await client.ask("DELETE", "b.txt")).status_code == 404
    assert (await client.ask("DELETE", "中", headers={"depth": "0"})).status_code == 400
    assert (await client.ask("DELETE", "中")).status_code == 204
    assert sorted(await mount.binned()) == ["b.txt", "中"]


async def test_moved_it_is_the_same_thing(mount: Mount) -> None:
    folder = await mount.section.folder("中")
    id_ = await mount.section.file("a.txt", content=b"one")
    client = await mount.client("編集")
    assert (await client.move("a.txt", "中/b.txt")).status_code == 201
    assert (await mount.listed(folder))["b.txt"]["id"] == str(id_)
    assert (await client.move("中/b.txt", "中/B.txt")).status_code == 201  # only its case
    assert (await mount.listed(folder))["B.txt"]["id"] == str(id_)
    assert (await client.move("中", "中/下")).status_code == 403
    assert (await client.move("中/B.txt", "ない/x.txt")).status_code == 409
    assert (await client.move("ない.txt", "x.txt")).status_code == 404


async def test_two_exchange_folders_though_twins_stand_in_the_way(mount: Mount) -> None:
    folder = await mount.section.folder("中")
    await mount.section.file("b.txt", content=b"there b")
    id_ = await mount.section.file("a.txt", content=b"a")
    await mount.section.file("a.txt", folder)
    client = await mount.client("編集")
    assert (await client.move("a.txt", "中/c.txt")).status_code == 201
    assert (await mount.listed(folder))["c.txt"]["id"] == str(id_)


async def test_moved_onto_a_file_it_is_the_next_version_of_that(mount: Mount) -> None:
    id_ = await mount.section.file("a.txt", content=b"one")
    other = await mount.section.file("b.txt", content=b"two")
    client = await mount.client("編集")
    assert (await client.move("b.txt", "a.txt", overwrite=False)).status_code == 412
    assert (await client.move("b.txt", "a.txt")).status_code == 204
    assert (await mount.listed())["a.txt"]["id"] == str(id_)
    assert [each["number"] for each in await mount.versions(id_)] == [2, 1]
    assert (await client.ask("GET", "a.txt")).content == b"two"
    assert await mount.binned() == ["b.txt"]  # somebody else made it: nothing of theirs goes for good
    assert other != id_


async def test_copied_onto_a_file_it_is_the_next_version_and_no_less_sensitive(mount: Mount) -> None:
    id_ = await mount.section.file("a.txt", content=b"one")
    source = await mount.section.file("b.txt", content=b"two")
    await mount.section["管理"].put(f"/api/things/{source}/label", json={"label": 3})
    client = await mount.client("編集")
    assert (await client.copy("b.txt", "a.txt")).status_code == 204
    item = await mount.item(id_)
    assert (item["version"], item["label"]) == (2, 3)
    assert set(await mount.listed()) == {"a.txt", "b.txt"}


async def test_a_folder_takes_the_place_of_another(mount: Mount) -> None:
    one, two = await mount.section.folder("一"), await mount.section.folder("二")
    await mount.section.file("a.txt", one)
    await mount.section.file("b.txt", two)
    client = await mount.client("編集")
    assert (await client.move("一", "二")).status_code == 204
    assert await client.names("二") == ["a.txt"]
    assert await mount.binned() == ["二"]


async def test_a_tree_is_copied_with_what_is_seen(mount: Mount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "STEP", 2)
    top = await mount.section.folder("元")
    inner, shut = await mount.section.folder("奥", top), await mount.section.folder("人事", top)
    for number in range(5):
        await mount.section.file(f"{number}.txt", inner, content=str(number).encode())
    await mount.section["管理"].post(f"/api/folders/{inner}/documents", json={"name": "議事録"})
    give = [{"party": mount.section.person("管理"), "role": "manager"}]
    await mount.section.share(shut, give=give, inherits=False)
    client = await mount.client("編集")
    assert (await client.copy("元", "写し")).status_code == 201
    assert await client.names("写し") == ["奥"]
    assert await client.names("写し/奥") == [f"{number}.txt" for number in range(5)]
    assert (await client.ask("GET", "写し/奥/3.txt")).content == b"3"
    made = (await mount.listed(UUID((await mount.listed())["写し"]["id"])))["奥"]["id"]
    assert "議事録" in await mount.listed(made)
    monkeypatch.setattr(carrying, "MOST_COPIED", 3)
    assert (await client.copy("元", "多すぎ")).status_code == 403
    assert "多すぎ" not in await mount.listed()
    assert (
        await client.ask("COPY", "元", headers={"depth": "0", "destination": at("空")})
    ).status_code == 201
    assert await client.names("空") == []


@pytest.mark.parametrize("to", ["http://elsewhere.example.jp/dav/x", "http://localhost:8080/api/x", "x", ""])
async def test_where_to_must_be_here(mount: Mount, to: str) -> None:
    await mount.section.file("a.txt")
    answer = await (await mount.client("編集")).ask("MOVE", "a.txt", headers={"destination": to})
    assert answer.status_code in (400, 502)


async def test_a_page_of_another_site_is_turned_away(mount: Mount) -> None:
    """A browser that knows the password would send it along."""
    client = await mount.client("編集")
    answer = await client.put("a.txt", b"x", sec_fetch_site="cross-site")
    assert answer.status_code == 403
    assert await client.names() == []


async def test_a_right_taken_back_ends_an_upload(mount: Mount) -> None:
    client = await mount.client("編集")

    async def slowly() -> Any:
        yield b"x" * 1000
        await mount.section.share(mount.section.root, take=[mount.section.unit("契約管理課")])
        import asyncio

        await asyncio.sleep(1)
        yield b"x" * 1000

    answer = await client.ask("PUT", "a.txt", content=slowly())
    assert answer.status_code in (403, 409)
    assert await mount.listed() == {}
