"""Another name."""

from sqlalchemy import text
from tests.drive.conftest import Section


async def test_who_may(section: Section) -> None:
    id_ = await section.folder("前")
    answers = [
        (await browser.put(f"/api/things/{id_}/name", json={"name": name})).status_code
        for name, browser in section.browsers.items()
    ]
    #                  manager editor commenter viewer stranger revoked administrator
    assert answers == [200, 200, 403, 403, 404, 404, 404]


async def test_it_is_done_written_down_and_announced(section: Section) -> None:
    id_ = await section.file("前.txt")
    answer = await section["編集"].put(f"/api/things/{id_}/name", json={"name": "後.txt"})
    assert answer.json()["name"] == "後.txt"
    assert answer.json()["revision"] == 2
    assert answer.json()["modified_by"] == str(section.id_of("編集"))
    async with section.world.as_system() as work:
        event = (await work.db.execute(text("SELECT * FROM outbox ORDER BY id DESC LIMIT 1"))).one()
        entry = (await work.db.execute(text("SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1"))).one()
    assert event.name == "ItemChanged"
    assert event.topics == [f"folder:{section.root}", f"file:{id_}"]
    assert "後" not in str(event.data)
    assert (entry.action, entry.ref, entry.decision) == ("thing.rename", f"file:{id_}", "done")
    assert "後" not in str(entry.detail)


async def test_whoever_was_second_is_told(section: Section) -> None:
    id_ = await section.folder("前")
    first = await section["編集"].put(
        f"/api/things/{id_}/name", json={"name": "一"}, headers={"If-Match": "1"}
    )
    second = await section["管理"].put(
        f"/api/things/{id_}/name", json={"name": "二"}, headers={"If-Match": "1"}
    )
    assert (first.status_code, second.status_code) == (200, 412)
    assert second.json()["params"] == {"revision": 2}
    assert await section.names() == ["一"]


async def test_twins(section: Section) -> None:
    twin = "ａｂｃ.TXT"
    await section.file("abc.txt", content=b"1")
    id_ = await section.file("x.txt", content=b"2")
    answer = await section["管理"].put(f"/api/things/{id_}/name", json={"name": twin})
    assert answer.status_code == 409
    assert answer.json()["params"]["suggestion"] == twin.replace(".", " (2).")


async def test_its_own_name_in_other_letters(section: Section) -> None:
    id_ = await section.file("abc.txt")
    answer = await section["管理"].put(f"/api/things/{id_}/name", json={"name": "ABC.txt"})
    assert answer.json()["name"] == "ABC.txt"


async def test_a_shared_drive_is_renamed_by_its_manager_and_an_own_one_by_nobody(section: Section) -> None:
    answer = await section["管理"].put(f"/api/things/{section.root}/name", json={"name": "契約"})
    assert answer.json()["name"] == "契約"
    own = await section.own("管理")
    answer = await section["管理"].put(f"/api/things/{own}/name", json={"name": "私"})
    assert answer.json()["code"] == "root_stays"
