"""Moving things: several at once, told one by one; never into themselves."""

import asyncio
from uuid import UUID, uuid4

from sqlalchemy import text
from tests.drive.conftest import Section


async def move(section: Section, target: UUID, *ids: UUID, by: str = "管理") -> list[dict[str, object]]:
    path, sent = f"/api/folders/{target}/items", {"ids": [str(id_) for id_ in ids]}
    answer = await section[by].post(path, json=sent)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["results"])


async def test_who_may(section: Section) -> None:
    target = await section.folder("先")
    path = f"/api/folders/{target}/items"
    id_ = await section.file("a")
    sent = {"ids": [str(id_)]}
    #                                              manager editor commenter viewer stranger …
    assert await section.statuses("POST", path, json=sent) == [200, 200, 403, 403, 404, 404, 404]


async def test_it_lies_there_and_can_be_moved_back(section: Section) -> None:
    target, id_ = await section.folder("先"), await section.file("a", by="編集")
    (result,) = await move(section, target, id_, by="編集")
    assert (result["code"], result["before"]) == (None, str(section.root))
    assert await section.names() == ["先"]
    assert await section.names(target) == ["a"]
    await move(section, section.root, id_, by="編集")
    assert await section.names() == ["先", "a"]


async def test_what_fails_does_not_stop_the_others(section: Section) -> None:
    target = await section.folder("先")
    await section.file("a", target, content=b"other")
    twin, good, missing = await section.file("a"), await section.file("b"), uuid4()
    results = await move(section, target, twin, missing, target, good)
    assert [result["code"] for result in results] == ["name_taken", "not_found", "inside_itself", None]
    assert results[0]["params"] == {"name": "a", "suggestion": "a (2)"}
    assert await section.names(target) == ["a", "b"]
    assert await section.names() == ["先", "a"]


async def test_it_takes_the_rights_of_the_new_place(section: Section) -> None:
    closed = await section.folder("人事")
    keep = [{"party": section.person("管理"), "role": "manager"}]
    assert (await section.share(closed, give=keep, inherits=False)).status_code == 200
    file, folder = await section.file("a"), await section.folder("b")
    inside = await section.file("c", folder)
    viewer = await section.actor("閲覧")
    assert await section.world.may(viewer, "thing.read", inside) == "open"
    await move(section, closed, file, folder)
    for id_ in (file, folder, inside):
        assert await section.world.may(viewer, "thing.read", id_) == "unseen"
    assert await section.names(folder) == ["c"]


async def test_to_another_drive_asks_for_managing(section: Section) -> None:
    own = await section.own("編集")
    id_ = await section.file("a", by="編集")
    (result,) = await move(section, own, id_, by="編集")
    assert result["code"] == "refused"
    assert result["params"]["permission"] == "thing.share"  # type: ignore[index]
    assert await section.names() == ["a"]
    mine = await section.file("b", own, by="編集")
    (result,) = await move(section, section.root, mine, by="編集")
    assert result["code"] is None
    assert await section.names() == ["a", "b"]


async def test_a_drive_stays(section: Section) -> None:
    target = await section.folder("先", await section.own("管理"))
    (result,) = await move(section, target, section.root)
    assert result["code"] == "root_stays"


async def test_into_a_folder_inside_itself(section: Section) -> None:
    outer = await section.folder("外")
    inner = await section.folder("内", outer)
    (result,) = await move(section, inner, outer)
    assert result["code"] == "inside_itself"


async def test_two_people_move_the_same_folders_into_each_other(section: Section) -> None:
    for _ in range(5):
        one, other = await section.folder(f"一{uuid4()}"), await section.folder(f"二{uuid4()}")
        results = await asyncio.gather(move(section, other, one), move(section, one, other, by="編集"))
        codes = sorted(str(result["code"]) for (result,) in results)
        assert codes == ["None", "inside_itself"]


async def test_many_at_once(section: Section) -> None:
    """Different things into one folder at the same moment, under names that collide."""
    target = await section.folder("先")
    folders = [await section.folder(f"元{number}") for number in range(4)]
    files = [await section.file("同じ", folder) for folder in folders]
    results = await asyncio.gather(*(move(section, target, file) for file in files))
    codes = [result["code"] for (result,) in results]
    assert codes.count(None) == 1
    assert codes.count("name_taken") == 3
    assert await section.names(target) == ["同じ"]


async def test_two_people_move_one_thing_to_two_places(section: Section) -> None:
    """Each place it came to and left again hears of both."""
    for turn in range(5):
        one, other = await section.folder(f"一{turn}"), await section.folder(f"二{turn}")
        id_ = await section.file(f"a{turn}", content=str(turn).encode())
        await asyncio.gather(move(section, one, id_), move(section, other, id_, by="編集"))
        async with section.world.as_system() as work:
            heard = await work.db.execute(
                text(
                    "SELECT name, data ->> 'folder_id' FROM outbox"
                    " WHERE data ->> 'thing_id' = :id ORDER BY id"
                ),
                {"id": str(id_)},
            )
            lies_in: set[str] = set()
            for name, folder in heard.all():
                (lies_in.add if name == "ItemAdded" else lies_in.discard)(folder)
        (place,) = lies_in
        assert await section.names(UUID(place)) == [f"a{turn}"]


async def test_the_old_and_the_new_place_hear_of_it(section: Section) -> None:
    target, id_ = await section.folder("先"), await section.file("a")
    await move(section, target, id_)
    async with section.world.as_system() as work:
        rows = (await work.db.execute(text("SELECT name, topics FROM outbox ORDER BY id DESC LIMIT 2"))).all()
    assert [(row.name, row.topics[0]) for row in rows] == [
        ("ItemAdded", f"folder:{target}"),
        ("ItemRemoved", f"folder:{section.root}"),
    ]
