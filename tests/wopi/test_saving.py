"""What the editor saves becomes versions, and everyone sees who edits."""

import psycopg
import pytest

from tests.wopi.conftest import Desk
from tests.wopi.office import WopiClient, told
from zencho.wopi.actions import tokens

AUTO = {"X-COOL-WOPI-IsAutosave": "true"}


async def numbers(desk: Desk, client: WopiClient) -> list[int]:
    return [each["number"] for each in await desk.versions(client.id_)]


async def test_a_saving_is_a_version_by_that_person(desk: Desk) -> None:
    client = await desk.file(content=b"one")
    await client.lock("A")
    saved = await client.put(b"two", "A")
    assert saved.headers["X-WOPI-ItemVersion"] == "2"
    [newest, _] = await desk.versions(client.id_)
    assert (newest["how"], newest["based_on"], newest["is_current"]) == ("edited", 1, True)
    assert newest["made_by"] == str(desk.section.id_of("編集"))
    answer = await desk.section["閲覧"].get(f"/api/files/{client.id_}/content")
    assert answer.content == b"two"
    assert told(saved)["LastModifiedTime"] == told(await client.info())["LastModifiedTime"]


async def test_the_same_bytes_are_no_version(desk: Desk) -> None:
    client = await desk.file(content=b"one")
    await client.lock("A")
    assert (await client.put(b"one", "A")).headers["X-WOPI-ItemVersion"] == "1"
    assert await numbers(desk, client) == [1]


async def test_it_stands_in_the_record(desk: Desk) -> None:
    client = await desk.file()
    await client.lock("A")
    await client.get()
    await client.put(b"two", "A")
    await client.unlock("A")
    with psycopg.connect(desk.section.world.dsns.owner) as connection:
        found = connection.execute(
            "SELECT action FROM audit_entry WHERE ref = %s AND actor_id = %s ORDER BY id",
            [f"file:{client.id_}", desk.section.id_of("編集")],
        )
        actions = [row[0] for row in found]
    assert actions == [
        "file.open_in_editor",
        "file.begin_editing_in_page",
        "file.open",
        "file.download",
        "file.replace",
        "file.stop_editing",
    ]


async def test_who_edits_is_seen_while_the_lock_holds(desk: Desk) -> None:
    client = await desk.file()
    assert await desk.editing(client.id_) == []
    await client.lock("A")
    one = (desk.section.id_of("編集"), True)
    assert await desk.editing(client.id_) == [one]
    await client.put(b"two", "A")
    assert await desk.editing(client.id_) == [one]
    other = await desk.open(client.id_, by="管理")  # comes to it
    await other.info()
    assert await desk.editing(client.id_) == [one, (desk.section.id_of("管理"), True)]
    await other.unlock("A")  # the editor has closed it, whoever's token it used
    assert await desk.editing(client.id_) == []


async def test_who_only_looks_at_an_unlocked_file_does_not_edit(desk: Desk) -> None:
    client = await desk.file()
    await client.info()
    await client.get()
    assert await desk.editing(client.id_) == []


async def test_a_mark_of_an_application_stays(desk: Desk) -> None:
    client = await desk.file()
    await desk.section["管理"].put(f"/api/files/{client.id_}/editing", json={"version": 1})
    await client.lock("A")
    await client.unlock("A")
    assert await desk.editing(client.id_) == [(desk.section.id_of("管理"), False)]


async def test_a_lock_holds_half_an_hour(desk: Desk) -> None:
    client = await desk.file()
    await client.lock("A")
    for minutes, status in ((29, 200), (29, 200), (31, 409)):
        with psycopg.connect(desk.section.world.dsns.owner) as connection:
            connection.execute(
                "UPDATE wopi_lock SET ends_at = ends_at - make_interval(mins => %s)", [minutes]
            )
        answer = await client.override("REFRESH_LOCK", "A")
        assert answer.status_code == status
    assert (await client.override("GET_LOCK")).headers["X-WOPI-Lock"] == ""
    async with desk.section.clockwork() as work:
        await tokens.end_unused(work)
        assert [type(event).__name__ for event in work.announced] == ["ItemChanged"]
    assert await desk.editing(client.id_) == []
    assert (await client.lock("B")).status_code == 200


async def test_an_ended_lock_is_taken_by_another(desk: Desk) -> None:
    client = await desk.file()
    await client.lock("A")
    with psycopg.connect(desk.section.world.dsns.owner) as connection:
        connection.execute("UPDATE wopi_lock SET ends_at = now() - interval '1 second'")
    assert (await client.lock("B")).status_code == 200
    assert (await client.put(b"two", "A")).headers["X-WOPI-Lock"] == "B"


async def test_autosaves_stand_for_each_other(desk: Desk) -> None:
    client = await desk.file(content=b"0")
    await client.lock("A")
    for count in range(1, 6):
        await client.put(b"%d" % count, "A", headers=AUTO)
    assert await numbers(desk, client) == [6, 1]
    await client.put(b"on purpose", "A")
    assert await numbers(desk, client) == [7, 1]
    await client.put(b"auto", "A", headers=AUTO)
    assert await numbers(desk, client) == [8, 7, 1]
    assert (await client.get()).content == b"auto"


async def test_ten_minutes_of_autosaves_leave_one(desk: Desk) -> None:
    client = await desk.file(content=b"0")
    await client.lock("A")
    for count in range(1, 5):
        await client.put(b"%d" % count, "A", headers=AUTO)
        if count == 2:
            with psycopg.connect(desk.section.world.dsns.owner) as connection:
                connection.execute("UPDATE wopi_lock SET run_began_at = now() - interval '11 minutes'")
    assert await numbers(desk, client) == [5, 3, 1]


@pytest.mark.parametrize(
    ("path", "body"),
    [("kept", {"kept": True}), ("name", {"name": "提出"})],
)
async def test_an_autosave_that_people_hold_stays(desk: Desk, path: str, body: dict[str, object]) -> None:
    client = await desk.file(content=b"0")
    await client.lock("A")
    await client.put(b"1", "A", headers=AUTO)
    await desk.section["管理"].put(f"/api/files/{client.id_}/versions/2/{path}", json=body)
    await client.put(b"2", "A", headers=AUTO)
    assert await numbers(desk, client) == [3, 2, 1]


async def test_what_came_another_way_is_never_written_over(desk: Desk) -> None:
    client = await desk.file(content=b"one")
    await client.lock("A")
    await client.put(b"auto", "A", headers=AUTO)
    await desk.section["管理"].put(f"/api/files/{client.id_}/content", content=b"by hand")
    for content in (b"late 1", b"late 2", b"late 3"):
        assert (await client.put(content, "A", headers=AUTO)).status_code == 200
    versions = {each["number"]: each for each in await desk.versions(client.id_)}
    assert sorted(versions) == [1, 2, 3, 6]  # beside the current one lies what was saved last
    assert versions[3]["is_current"]
    assert (versions[6]["aside"], versions[6]["waits"], versions[6]["based_on"]) == (True, True, 2)
    answer = await desk.section["閲覧"].get(f"/api/files/{client.id_}/content")
    assert answer.content == b"by hand"


async def test_an_editor_that_reads_again_goes_on_from_there(desk: Desk) -> None:
    client = await desk.file(content=b"one")
    await client.lock("A")
    await desk.section["管理"].put(f"/api/files/{client.id_}/content", content=b"by hand")
    assert (await client.get()).content == b"by hand"
    await client.put(b"both", "A")
    assert (await client.get()).content == b"both"
    assert await numbers(desk, client) == [3, 2, 1]


async def test_too_many_bytes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await desk.file()
    await client.lock("A")
    monkeypatch.setattr("zencho.wopi.editor_routes.UPLOAD_LIMIT_BYTES", 5)
    assert (await client.put(b"123456", "A")).status_code == 413
    assert (await client.get(headers={"X-WOPI-MaxExpectedSize": "2"})).status_code == 412
    assert (await client.get(headers={"X-WOPI-MaxExpectedSize": "3"})).status_code == 200
