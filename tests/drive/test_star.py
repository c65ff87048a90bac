"""What a person keeps at hand: their own, and only what they may read."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from tests.drive.conftest import PERSONAS, Section
from tests.drive.test_delete import delete
from tests.drive.test_purge import purge
from tests.drive.test_restore import restore
from tests.gate.conftest import statements_of

from zencho.audit.tables import AuditEntry
from zencho.drive.actions import starring


async def star(section: Section, *ids: UUID, by: str) -> None:
    for id_ in ids:
        answer = await section[by].put(f"/api/things/{id_}/star")
        assert answer.status_code == 204, answer.text


async def page(section: Section, *, by: str, **params: Any) -> dict[str, Any]:
    answer = await section[by].get("/api/drive/starred", params=params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def starred(section: Section, *, by: str, **params: Any) -> list[str]:
    return [each["item"]["name"] for each in (await page(section, by=by, **params))["items"]]


async def told(section: Section) -> list[tuple[str, list[str]]]:
    """What was announced of stars, with those whose topics hear it."""
    statement = "SELECT name, topics FROM outbox WHERE name IN ('ThingStarred', 'ThingUnstarred')"
    async with section.world.as_system() as work:
        return [(row.name, row.topics) for row in await work.db.execute(text(f"{statement} ORDER BY id"))]


async def count_recorded(section: Section) -> int:
    async with section.world.as_system() as work:
        return int(await work.db.scalar(select(func.count()).select_from(AuditEntry)) or 0)


@pytest.mark.parametrize("kind", ["folder", "file", "document", "shared drive"])
async def test_who_may(section: Section, kind: str) -> None:
    id_ = section.root
    if kind == "folder":
        id_ = await section.folder("中")
    elif kind == "file":
        id_ = await section.file("a.txt")
    elif kind == "document":
        made = await section["管理"].post(f"/api/folders/{id_}/documents", json={"name": "議事録"})
        id_ = UUID(made.json()["id"])
    #          manager editor commenter viewer stranger revoked administrator
    expected = [204, 204, 204, 204, 404, 404, 404]
    assert await section.statuses("PUT", f"/api/things/{id_}/star") == expected
    assert [len(await starred(section, by=name)) for name in PERSONAS] == [1, 1, 1, 1, 0, 0, 0]
    assert await section.statuses("DELETE", f"/api/things/{id_}/star") == expected
    assert [len(await starred(section, by=name)) for name in PERSONAS] == [0] * 7


async def test_they_are_ones_own(section: Section) -> None:
    one, two = await section.file("一"), await section.file("二")
    await star(section, one, by="閲覧")
    await star(section, two, by="管理")
    assert await starred(section, by="閲覧") == ["一"]
    assert await starred(section, by="管理") == ["二"]
    for other in ("編集", "意見", "他人", "取消", "総務"):
        assert await page(section, by=other) == {"items": [], "next": None, "total": 0}
    await section["管理"].delete(f"/api/things/{one}/star")
    assert await starred(section, by="閲覧") == ["一"]
    # Nor by the wall: not even the administrator of the agency reads who keeps what.
    async with section.world.as_(await section.actor("総務")) as work:
        assert await work.db.scalar(text("SELECT count(*) FROM star")) == 0


async def test_twice_is_once(section: Section) -> None:
    file = await section.file("a")
    first = None
    for _ in range(2):
        await star(section, file, by="編集")
        [row] = (await page(section, by="編集"))["items"]
        first = first or row["starred_at"]
        assert row["starred_at"] == first
    for _ in range(2):
        assert (await section["編集"].delete(f"/api/things/{file}/star")).status_code == 204
    assert await starred(section, by="編集") == []


async def test_every_list_says_so_to_whoever_asks(section: Section) -> None:
    folder, other = await section.folder("甲"), await section.folder("乙")
    file = await section.file("契約.txt", by="編集")
    await section["編集"].get(f"/api/files/{file}/content")
    await star(section, folder, file, section.root, by="編集")

    async def marks(by: str, path: str) -> dict[str, bool]:
        answer = (await section[by].get(path)).json()
        rows = answer.get("shared") or answer["items"]
        items = [row.get("item", row) for row in rows]
        return {item["name"]: item["starred"] for item in items}

    items = f"/api/folders/{section.root}/items"
    assert await marks("編集", items) == {"甲": True, "乙": False, "契約.txt": True}
    assert await marks("編集", f"{items}?ids={file}&ids={other}") == {"乙": False, "契約.txt": True}
    assert await marks("管理", items) == {"甲": False, "乙": False, "契約.txt": False}
    assert await marks("編集", "/api/drive/roots") == {"契約管理課": True}
    assert await marks("編集", "/api/drive/recent") == {"契約.txt": True}
    assert (await marks("編集", "/api/drive/find?query=契約"))["契約.txt"]
    assert (await section["編集"].get(f"/api/things/{folder}")).json()["item"]["starred"]
    assert not (await section["管理"].get(f"/api/things/{folder}")).json()["item"]["starred"]
    renamed = await section["編集"].put(f"/api/things/{file}/name", json={"name": "契約2.txt"})
    assert renamed.json()["starred"]


async def test_a_list_asks_nothing_more_for_it(section: Section) -> None:
    """As many statements with five starred rows as with none."""
    ids = [await section.file(f"{number}.txt") for number in range(5)]
    path = f"/api/folders/{section.root}/items"

    async def statements() -> int:
        with statements_of(section.office.app.state.database) as asked:
            await section["閲覧"].get(path)
        return len(asked)

    await section["閲覧"].get(path)
    before = await statements()
    await star(section, *ids, by="閲覧")
    assert await statements() == before


async def test_orders_and_pages(section: Section) -> None:
    inner = await section.folder("中")
    ids = {}
    for name in ("b.txt", "c.txt", "a.txt"):
        ids[name] = await section.file(name, inner)
    folder = await section.folder("綴り", inner)
    await star(section, ids["b.txt"], folder, ids["a.txt"], ids["c.txt"], by="閲覧")
    expected = {
        "name": ["綴り", "a.txt", "b.txt", "c.txt"],
        "modified": ["綴り", "a.txt", "c.txt", "b.txt"],
        "starred": ["c.txt", "a.txt", "綴り", "b.txt"],
    }
    for sort, names in expected.items():
        assert await starred(section, by="閲覧", sort=sort) == names
        found, after = [], None
        for _ in range(4):
            part = await page(section, by="閲覧", sort=sort, limit=1, **({"after": after} if after else {}))
            assert part["total"] == (4 if after is None else None)
            found += [each["item"]["name"] for each in part["items"]]
            after = part["next"]
        assert found == names and after is None
    [first, *_] = (await page(section, by="閲覧"))["items"]
    assert [step["name"] for step in first["path"]] == ["契約管理課", "中"]
    for after in ("x", "W10", "WzEsMl0"):
        answer = await section["閲覧"].get("/api/drive/starred", params={"after": after})
        assert answer.status_code == 422


async def test_what_one_may_no_longer_read_comes_back_with_the_right(section: Section) -> None:
    file = await section.file("a")
    await star(section, file, by="閲覧")
    unit = section.unit("財政課")
    await section.share(section.root, take=[unit])
    assert await page(section, by="閲覧") == {"items": [], "next": None, "total": 0}
    for method in ("PUT", "DELETE"):
        assert (await section["閲覧"].request(method, f"/api/things/{file}/star")).status_code == 404
    await section.share(section.root, give=[{"party": unit, "role": "viewer"}])
    assert await starred(section, by="閲覧") == ["a"]
    assert (await page(section, by="閲覧"))["total"] == 1


async def test_what_lies_in_the_bin_is_not_listed(section: Section) -> None:
    folder = await section.folder("中")
    file = await section.file("a", folder)
    await star(section, folder, file, by="閲覧")
    await delete(section, folder)
    assert await page(section, by="閲覧") == {"items": [], "next": None, "total": 0}
    for each in (folder, file):
        assert (await section["閲覧"].put(f"/api/things/{each}/star")).status_code == 403
    await restore(section, folder)
    assert await starred(section, by="閲覧") == ["中", "a"]


async def test_a_purge_takes_it_along(section: Section) -> None:
    folder = await section.folder("中")
    file = await section.file("a", folder)
    await star(section, folder, file, by="閲覧")
    await delete(section, folder)
    assert await purge(section, folder) == [None]
    async with section.world.as_(await section.actor("閲覧")) as work:
        assert await work.db.scalar(text("SELECT count(*) FROM star")) == 0


async def test_there_is_an_end_to_it(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    assert starring.MOST_STARRED == 500
    monkeypatch.setattr(starring, "MOST_STARRED", 2)
    ids = [await section.file(f"{number}.txt") for number in range(3)]
    await star(section, *ids[:2], by="閲覧")
    answer = await section["閲覧"].put(f"/api/things/{ids[2]}/star")
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_starred")
    assert answer.json()["params"] == {"limit": 2}
    assert await starred(section, by="閲覧") == ["0.txt", "1.txt"]
    # What is there can be said again, others are not concerned, and what is out of sight takes no room.
    await star(section, ids[0], by="閲覧")
    await star(section, ids[2], by="編集")
    await delete(section, ids[1])
    await star(section, ids[2], by="閲覧")
    assert await starred(section, by="閲覧") == ["0.txt", "2.txt"]


async def test_it_is_told_to_the_person_alone_and_not_recorded(section: Section) -> None:
    file = await section.file("a")
    recorded = await count_recorded(section)
    for method in ("PUT", "PUT", "DELETE", "DELETE"):
        await section["閲覧"].request(method, f"/api/things/{file}/star")
    mine = [f"person:{section.id_of('閲覧')}"]
    assert await told(section) == [("ThingStarred", mine), ("ThingUnstarred", mine)]
    assert await count_recorded(section) == recorded
