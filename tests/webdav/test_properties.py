"""What programs note at things comes back as it was, goes where the thing goes, and is bounded."""

import pytest

from tests.webdav.conftest import DAV, Client, Mount

WINDOWS = "urn:schemas-microsoft-com:"


async def note(client: Client, path: str, *elements: str, verb: str = "set") -> int:
    body = f'<D:propertyupdate xmlns:D="DAV:"><D:{verb}><D:prop>{"".join(elements)}</D:prop></D:{verb}>'
    answer = await client.ask("PROPPATCH", path, content=f"{body}</D:propertyupdate>".encode())
    assert answer.status_code == 207, answer.text
    return int(answer.text.partition("HTTP/1.1 ")[2][:3])


async def test_times_of_windows_are_kept(mount: Mount) -> None:
    await mount.section.file("a.txt")
    client, element = (
        await mount.client("編集"),
        f'<Z:Win32LastModifiedTime xmlns:Z="{WINDOWS}">Sat</Z:Win32LastModifiedTime>',
    )
    assert await note(client, "a.txt", element) == 200
    [found] = await (await mount.client("閲覧")).find("a.txt")
    assert found.props[200][f"{{{WINDOWS}}}Win32LastModifiedTime"].text == "Sat"


async def test_they_go_along_and_are_copied(mount: Mount) -> None:
    await mount.section.file("a.txt", content=b"one")
    client = await mount.client("編集")
    await note(client, "a.txt", '<x xmlns="urn:x"><y>深い</y></x>')
    await client.move("a.txt", "b.txt")
    await client.copy("b.txt", "c.txt")
    for name in ("b.txt", "c.txt"):
        [found] = await client.find(name)
        assert found.props[200]["{urn:x}x"][0].text == "深い"
    assert await note(client, "c.txt", '<x xmlns="urn:x"/>', verb="remove") == 200
    [found] = await client.find("c.txt")
    assert "{urn:x}x" not in found.props[200]


async def test_what_a_thing_is_by_itself_stays(mount: Mount) -> None:
    await mount.section.file("a.txt")
    client = await mount.client("編集")
    assert await note(client, "a.txt", '<x xmlns="urn:x"/>', "<D:getetag>x</D:getetag>") in (403, 424)
    [found] = await client.find("a.txt")
    assert "{urn:x}x" not in found.props[200]
    assert found.props[200][f"{DAV}getetag"].text != "x"


async def test_readers_note_nothing(mount: Mount) -> None:
    await mount.section.file("a.txt")
    body = b'<propertyupdate xmlns="DAV:"><set><prop><x xmlns="u"/></prop></set></propertyupdate>'
    answer = await (await mount.client("閲覧")).ask("PROPPATCH", "a.txt", content=body)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "elements", [[f'<x{n} xmlns="u"/>' for n in range(101)], ['<x xmlns="u">' + "あ" * 66_000 + "</x>"]]
)
async def test_there_is_an_end_to_it(mount: Mount, elements: list[str]) -> None:
    await mount.section.file("a.txt")
    client = await mount.client("編集")
    body = f'<propertyupdate xmlns="DAV:"><set><prop>{"".join(elements)}</prop></set></propertyupdate>'
    assert (await client.ask("PROPPATCH", "a.txt", content=body.encode())).status_code == 507
    [found] = await client.find("a.txt")
    assert not [tag for tag in found.props[200] if not tag.startswith(DAV)]


async def test_a_stranger_reaches_none_of_it(mount: Mount) -> None:
    from sqlalchemy import text

    await mount.section.file("a.txt")
    client = await mount.client("編集")
    await note(client, "a.txt", '<x xmlns="urn:x"/>')
    await client.lock("a.txt")
    await client.put("~a.tmp", b"x")
    async with mount.section.world.as_(await mount.section.actor("他人")) as work:
        for table in ("app_password", "dav_lock", "dav_property", "dav_trace"):
            assert await work.db.scalar(text(f"SELECT count(*) FROM {table}")) == 0
            assert (await work.db.execute(text(f"DELETE FROM {table}"))).rowcount == 0  # type: ignore[attr-defined]
