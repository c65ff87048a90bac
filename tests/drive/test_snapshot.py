"""Old list + events == new list, for every act: what a page that only listens comes to show is true."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.drive.conftest import Section
from tests.drive.test_delete import delete

from zencho.drive import rules
from zencho.drive.actions import noting
from zencho.gate import opening as gate
from zencho.kernel.ids import new_id

Listed = dict[str, dict[str, Any]]
Place = dict[str, UUID]
Act = Callable[[Section, Place], Awaitable[object]]


async def items(section: Section, folder: UUID, **params: Any) -> Listed:
    answer = await section["編集"].get(f"/api/folders/{folder}/items", params={"limit": 500} | params)
    return {item["id"]: item for item in answer.json()["items"]}


async def newest(section: Section) -> int:
    async with section.world.as_system() as work:
        return int(await work.db.scalar(text("SELECT coalesce(max(id), 0) FROM outbox")) or 0)


async def follow(section: Section, folder: UUID, listed: Listed, since: int) -> Listed:
    """What a page makes of the events of its folder, in their order."""
    async with section.world.as_system() as work:
        rows = await work.db.execute(
            text("SELECT name, data FROM outbox WHERE id > :since AND :topic = ANY (topics) ORDER BY id"),
            {"since": since, "topic": f"folder:{folder}"},
        )
        events = rows.all()
    now = dict(listed)
    for name, data in events:
        thing = data.get("thing_id")
        if thing is None or data["folder_id"] != str(folder):
            continue
        now.pop(thing, None)
        if name != "ItemRemoved":
            now |= await items(section, folder, ids=[thing])
    return now


async def post(section: Section, path: str, by: str = "管理", **sent: Any) -> None:
    answer = await section[by].post(path, json=sent)
    assert answer.status_code < 300, answer.text
    assert all(each["code"] is None for each in (answer.json() if answer.content else {}).get("results", []))


async def put(section: Section, path: str, **sent: Any) -> None:
    assert (await section["管理"].put(path, **sent)).status_code < 300


async def share(section: Section, id_: UUID, **change: Any) -> None:
    answer = await section.share(id_, **change)
    assert answer.status_code == 200, answer.text


async def grant_request(section: Section, place: Place) -> None:
    path = f"/api/things/{place['file']}/access-requests"
    await post(section, path, by="他人", reason="x")
    (request,) = (await section["管理"].get(path)).json()["requests"]
    await post(section, f"{path}/{request['id']}", grant=True)


async def write_in_it(section: Section, place: Place) -> None:
    async with section.world.as_system() as work:
        opened = await gate.open(work, rules.FILE_REPLACE, place["file"])
        await noting.touch(opened, by=section.id_of("編集"), at=work.now)


async def restore_after_its_folder_went(section: Section, place: Place) -> None:
    await delete(section, place["inside"])
    await delete(section, place["inner"])
    await post(section, "/api/drive/bin/restored", ids=[str(place["inside"])])


def _ids(place: Place, *names: str) -> list[str]:
    return [str(place[name]) for name in names]


ACTS: dict[str, Act] = {
    "add a folder": lambda s, p: s.folder("新"),
    "add a file": lambda s, p: s.file("新"),
    "send it again": lambda s, p: s.upload("a.txt"),
    "rename": lambda s, p: put(s, f"/api/things/{p['file']}/name", json={"name": "後"}),
    "label": lambda s, p: put(s, f"/api/things/{p['file']}/label", json={"label": 3}),
    "other bytes": lambda s, p: put(s, f"/api/files/{p['file']}/content", content=b"other"),
    "move down": lambda s, p: post(s, f"/api/folders/{p['inner']}/items", ids=_ids(p, "file")),
    "move up": lambda s, p: post(s, f"/api/folders/{s.root}/items", ids=_ids(p, "inside", "deep")),
    "delete several": lambda s, p: delete(s, p["file"], p["inner"]),
    "restore": lambda s, p: post(s, "/api/drive/bin/restored", ids=_ids(p, "binned")),
    "restore elsewhere": restore_after_its_folder_went,
    "purge": lambda s, p: post(s, "/api/drive/bin/purged", ids=_ids(p, "binned")),
    "share": lambda s, p: share(s, p["file"], give=[{"party": s.person("他人"), "role": "viewer"}]),
    "share a folder": lambda s, p: share(s, p["inner"], give=[{"party": s.person("他人"), "role": "viewer"}]),
    "shut out": lambda s, p: share(
        s, p["inner"], give=[{"party": s.person("管理"), "role": "manager"}], inherits=False
    ),
    "let in": grant_request,
    "write": write_in_it,
}


@pytest.mark.parametrize("name", list(ACTS))
async def test_old_list_and_events_make_the_new_list(section: Section, name: str) -> None:
    inner = await section.folder("中")
    place = {
        "inner": inner,
        "file": await section.file("a.txt"),
        "inside": await section.file("b.txt", inner),
        "deep": await section.folder("深", inner),
        "binned": await section.file("c.txt", inner),
    }
    await delete(section, place["binned"])
    before = {folder: await items(section, folder) for folder in (section.root, inner)}
    since = await newest(section)
    await ACTS[name](section, place)
    if name != "send it again":
        assert await newest(section) > since
    for folder, listed in before.items():
        answer = await section["編集"].get(f"/api/folders/{folder}/items")
        if answer.status_code == 200:  # else the page was cut, and shows nothing
            assert await follow(section, folder, listed, since) == await items(section, folder)


async def test_a_list_that_does_not_listen_is_noticed(section: Section) -> None:
    """The comparison above can fail: without its events the old list is not the new one."""
    before = await items(section, section.root)
    await section.file(f"{new_id()}")
    assert await follow(section, section.root, before, await newest(section)) != await items(
        section, section.root
    )
