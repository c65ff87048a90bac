"""What a client finds: the drives that its person sees, by the names and with the rights of the page."""

import unicodedata
from typing import Any

import pytest

from tests.drive.conftest import OTHER, PERSONAS, SECTION
from tests.gate.conftest import statements_of
from tests.webdav.conftest import DAV, Mount, at
from zencho.drive import rules
from zencho.drive.actions import drives
from zencho.gate import opening as gate
from zencho.people.rules import AGENCY

BY_PERSONA = ("管理", "編集", "意見", "閲覧", "他人", "取消", "総務")


async def statuses(mount: Mount, method: str, path: str, **more: Any) -> list[int]:
    found = []
    for persona in BY_PERSONA:
        client = await mount.client(persona)
        found.append((await client.ask(method, path, **more)).status_code)
    return found


async def test_personas_read_what_the_page_shows(mount: Mount) -> None:
    assert [name.split()[0] for name in PERSONAS] == list(BY_PERSONA)
    await mount.section.file("a.txt")
    assert await statuses(mount, "GET", "a.txt") == [200, 200, 200, 200, 404, 404, 404]
    assert await statuses(mount, "HEAD", "a.txt") == [200, 200, 200, 200, 404, 404, 404]
    depth = {"headers": {"depth": "1"}}
    assert await statuses(mount, "PROPFIND", "", **depth) == [207, 207, 207, 207, 404, 404, 404]
    assert await statuses(mount, "PROPFIND", "a.txt", **depth) == [207, 207, 207, 207, 404, 404, 404]
    assert await statuses(mount, "PROPFIND", "/dav/", **depth) == [207] * 7


async def test_the_top_holds_the_drives_that_one_sees(mount: Mount) -> None:
    assert await (await mount.client("閲覧")).names("/dav/") == [SECTION]
    assert await (await mount.client("他人")).names("/dav") == []


async def test_ones_own_drive_is_not_there(mount: Mount) -> None:
    await mount.section.own("編集")
    assert await (await mount.client("編集")).names("/dav/") == [SECTION]


async def test_drives_of_one_name_are_told_apart(mount: Mount) -> None:
    section = mount.section
    async with section.world.as_system() as work:
        opened = await gate.open(work, rules.DRIVE_ADD, AGENCY)
        managers = [section.office.persons["管理 一"]]
        unit = section.office.units[OTHER]
        other = await drives.add_shared_drive(opened, unit, name=SECTION, managers=managers)
    await section.file("there.txt", other)
    client = await mount.client("管理")
    assert await client.names("/dav/") == [SECTION, f"{SECTION} (2)"]
    assert await client.names(at(f"/dav/{SECTION} (2)")) == ["there.txt"]
    assert await client.names() == []


async def test_what_is_shut_is_not_there_with_all_inside(mount: Mount) -> None:
    shut = await mount.section.folder("人事")
    await mount.section.file("評価.txt", shut)
    give = [{"party": mount.section.person("管理"), "role": "manager"}]
    await mount.section.share(shut, give=give, inherits=False)
    client = await mount.client("編集")
    assert await client.names() == []
    answers = [await client.ask("GET", path) for path in ("人事/評価.txt", "ない/評価.txt")]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert sorted(answers[0].headers.items()) == sorted(answers[1].headers.items())
    assert (await client.put("人事/x.txt")).status_code == (await client.put("ない/x.txt")).status_code == 409


@pytest.mark.parametrize("method", ["GET", "PROPFIND", "PUT", "DELETE", "LOCK", "MKCOL", "COPY"])
async def test_missing_and_unseen_are_alike(mount: Mount, method: str) -> None:
    """The same bytes, headers and statements."""
    shut = await mount.section.folder("人事")
    await mount.section.file("評価.txt", shut)
    give = [{"party": mount.section.person("管理"), "role": "manager"}]
    await mount.section.share(shut, give=give, inherits=False)
    client = await mount.client("編集")
    headers = {"depth": "0", "destination": at("x.txt")}
    told = []
    for path in ("人事/評価.txt", "ない/評価.txt", "人事/評価.txt", "ない/評価.txt"):
        with statements_of(mount.section.office.app.state.database) as statements:
            body = b"x" if method == "PUT" else b""
            answer = await client.ask(method, path, headers=headers, content=body)
        told.append((answer.status_code, answer.content, sorted(answer.headers.items()), statements))
    assert told[2] == told[3]
    assert told[2][0] in (404, 409, 412)


async def test_sensitive_files_do_not_open_with_an_app_password(mount: Mount) -> None:
    """As the guard rails say of whoever is not signed in strongly: nobody was there to prove themselves."""
    id_ = await mount.section.file("秘.txt")
    async with mount.section.world.as_(await mount.section.actor("管理", assurance=2)) as work:
        from zencho.drive.actions import things

        await things.set_label(await gate.open(work, rules.THING_LABEL, id_), label=4)
    client = await mount.client("管理")
    assert await client.names() == []
    assert (await client.ask("GET", "秘.txt")).status_code == 404
    assert (await client.put("秘.txt")).status_code in (403, 409)


async def test_documents_are_left_out(mount: Mount) -> None:
    await mount.section["管理"].post(f"/api/folders/{mount.section.root}/documents", json={"name": "議事録"})
    client = await mount.client("編集")
    assert await client.names() == []
    assert (await client.put("議事録")).status_code == 409


@pytest.mark.parametrize("asked", ["がぎ.TXT", unicodedata.normalize("NFD", "がぎ.txt"), "がぎ．ｔｘｔ"])
async def test_names_are_found_in_any_form(mount: Mount, asked: str) -> None:
    await mount.section.file("がぎ.txt", content=b"here")
    answer = await (await mount.client("編集")).ask("GET", asked)
    assert (answer.status_code, answer.content) == (200, b"here")


@pytest.mark.parametrize(
    "name", ["100% #1?.txt", "a&b <c> \"d\" 'e'.txt", "長い" * 60 + ".txt", "😀.txt", "a+b;c=d.txt"]
)
async def test_names_travel(mount: Mount, name: str) -> None:
    client = await mount.client("編集")
    assert (await client.put(name, b"one")).status_code == 201
    [_, found] = await client.find(depth="1")
    assert found.name == name
    assert (await client.ask("GET", found.href)).content == b"one"


async def test_properties_of_a_file(mount: Mount) -> None:
    await mount.section.file("a.csv", content="名,数\n".encode())
    client = await mount.client("閲覧")
    [found] = await client.find("a.csv")
    assert found.href == at("a.csv")
    assert found.text("getcontentlength") == "8"
    assert (found.text("getcontenttype") or "").startswith("text/csv")
    assert found.text("getlastmodified")
    assert found.props[200][f"{DAV}resourcetype"].find(f"{DAV}collection") is None
    answer = await client.ask("HEAD", "a.csv")
    assert answer.headers["etag"] == found.text("getetag")
    assert answer.headers["content-length"] == "8"
    assert (await client.ask("GET", "a.csv")).headers["etag"] == found.text("getetag")


async def test_properties_that_are_asked_for(mount: Mount) -> None:
    body = (
        '<propfind xmlns="DAV:"><prop><resourcetype/><getetag/><quota-used-bytes/>'
        '<x xmlns="urn:x"/></prop></propfind>'
    )
    [found] = await (await mount.client("閲覧")).find(body=body)
    assert set(found.props[200]) == {f"{DAV}resourcetype"}
    assert set(found.props[404]) == {f"{DAV}getetag", f"{DAV}quota-used-bytes", "{urn:x}x"}


async def test_room_is_told_where_there_is_a_limit(mount: Mount) -> None:
    limit = {"limit_bytes": 2**20}
    await mount.section["総務"].put(f"/api/drive/quotas/{mount.section.root}", json=limit)
    await mount.section.file("a", content=b"x" * 1000)
    body = '<propfind xmlns="DAV:"><prop><quota-used-bytes/><quota-available-bytes/></prop></propfind>'
    [found] = await (await mount.client("編集")).find(body=body)
    assert found.text("quota-used-bytes") == "1000"
    assert found.text("quota-available-bytes") == str(2**20 - 1000)


async def test_names_of_properties_alone(mount: Mount) -> None:
    [found] = await (await mount.client("閲覧")).find(body='<propfind xmlns="DAV:"><propname/></propfind>')
    assert f"{DAV}resourcetype" in found.props[200]
    assert found.text("displayname") is None


async def test_all_at_once_is_refused_with_its_reason(mount: Mount) -> None:
    client = await mount.client("閲覧")
    for headers in ({"depth": "infinity"}, {}):
        answer = await client.ask("PROPFIND", headers=headers)
        assert (answer.status_code, "propfind-finite-depth" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<propfind", 400),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><propfind xmlns="DAV:"><prop/></propfind>',
            400,
        ),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><propfind xmlns="DAV:"><allprop/></propfind>', 400),
        (b"<a>" * 100 + b"</a>" * 100, 400),
        (b"<a>" + b" " * 2**19 + b"</a>", 413),
        (b'<propertyupdate xmlns="DAV:"/>', 400),
        (b"\xff\xfe\x00", 400),
    ],
)
async def test_what_is_no_question_is_refused(mount: Mount, body: bytes, status: int) -> None:
    answer = await (await mount.client("閲覧")).ask("PROPFIND", content=body, headers={"depth": "0"})
    assert answer.status_code == status


async def test_parts_and_what_is_known_already(mount: Mount) -> None:
    await mount.section.file("a.txt", content=b"0123456789")
    client = await mount.client("閲覧")
    whole = await client.ask("GET", "a.txt")
    tag = whole.headers["etag"]
    part = await client.ask("GET", "a.txt", headers={"range": "bytes=2-4", "if-range": tag})
    assert (part.status_code, part.content, part.headers["content-range"]) == (206, b"234", "bytes 2-4/10")
    known = await client.ask("GET", "a.txt", headers={"if-none-match": tag})
    assert (known.status_code, known.content) == (304, b"")
    assert (await client.ask("GET", "a.txt", headers={"if-match": '"x"'})).status_code == 412


async def test_options_say_what_it_can_do(mount: Mount) -> None:
    answer = await mount.http.options("/dav/")
    assert answer.headers["dav"] == "1, 2"
    assert "LOCK" in answer.headers["allow"]


@pytest.mark.parametrize("path", ["/davos", "/dav/..%2f..", "/dav/%00", "/dav/%ff"])
async def test_strange_paths_lead_nowhere(mount: Mount, path: str) -> None:
    assert (await (await mount.client("編集")).ask("GET", path)).status_code in (400, 404)


async def test_many_files_are_listed(mount: Mount) -> None:
    for number in range(120):
        await mount.section.file(f"{number}.txt")
    assert len(await (await mount.client("閲覧")).names()) == 120
