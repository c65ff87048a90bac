"""Everything that somebody has goes to somebody else, and nothing is left without one who manages it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text
from tests.drive.conftest import OTHER, SECTION, Section
from tests.drive.test_delete import delete

from zencho.drive.events import DriveHandedOver
from zencho.gate.actors import System
from zencho.kernel import clock
from zencho.notices.reactions import ring_for_handover

NAME = "編集さんから引き継ぎ"


def to(section: Section, whom: str) -> dict[str, Any]:
    return {"to": section.person(whom), "name": NAME}


async def belongings(section: Section, *, by: str = "編集", of: str | None = None) -> dict[str, Any]:
    path = "/api/drive/handover" if of is None else f"/api/people/{section.id_of(of)}/handover"
    answer = await section[by].get(path)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def hand_over(section: Section, whom: dict[str, Any], *, by: str = "編集") -> httpx.Response:
    return await section[by].post("/api/drive/handover", json=whom)


async def furnish(section: Section) -> tuple[UUID, UUID, UUID]:
    """An own drive with a folder, a file shared with another, something in the bin -> (own, folder, file)."""
    own = await section.own("編集")
    folder = await section.folder("下書き", own, by="編集")
    file = await section.file("案.txt", folder, content=b"text", by="編集")
    gone = await section.file("没.txt", own, by="編集")
    await delete(section, gone, by="編集")
    await section.share(file, by="編集", give=[{"party": section.person("閲覧"), "role": "viewer"}])
    return own, folder, file


async def end_posts(section: Section, whom: str) -> None:
    path = f"/api/people/{section.id_of(whom)}"
    yesterday = str(clock.day_of(clock.now()) - timedelta(days=1))
    for post in (await section["総務"].get(path)).json()["posts"]:
        answer = await section["総務"].post(f"/api/posts/{post['id']}/end", json={"on": yesterday})
        assert answer.status_code < 300, answer.text


async def test_a_preview_says_what_would_go(section: Section) -> None:
    own, _, _ = await furnish(section)
    closed = await section.folder("担当だけ", by="編集")
    await section.share(closed, by="管理", give=[{"party": section.person("編集"), "role": "manager"}])
    told = await belongings(section)
    counts = [told[each] for each in ("folders", "files", "documents", "in_bin", "size_bytes", "shares")]
    assert counts == [1, 1, 0, 1, 8, 1]
    assert told["places"] == [
        {"id": str(closed), "kind": "folder", "name": "担当だけ", "is_last": False},
    ]
    assert (told["places_total"], told["has_left"], told["receive_links"]) == (1, False, 0)
    assert await section.own("編集") == own  # nothing was done


async def test_ones_drive_goes_whole_and_nothing_of_it_moves(section: Section) -> None:
    own, folder, file = await furnish(section)
    answer = await hand_over(section, to(section, "閲覧"))
    assert answer.json() == {"drive": str(own), "places": 0, "left_out": {}}
    roots = (await section["閲覧"].get("/api/drive/roots")).json()["shared"]
    [root] = [each for each in roots if each["id"] == str(own)]
    assert (root["name"], root["root"], root["owner"]) == (NAME, "shared", str(section.id_of("閲覧")))
    assert "thing.share" in root["abilities"]
    assert await section.names(own, by="閲覧") == ["下書き"]
    # What was shared stays shared; whoever gave it away sees it no longer, and has an empty drive again.
    assert (await section["閲覧"].get(f"/api/files/{file}/content")).content == b"text"
    assert (await section["編集"].get(f"/api/folders/{folder}/items")).status_code == 404
    fresh = await section.own("編集")
    assert fresh != own
    assert await section.names(fresh, by="編集") == []
    again = await hand_over(section, to(section, "閲覧"))
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_hand_over")


async def test_what_is_managed_by_name_is_managed_by_the_next(section: Section) -> None:
    closed = await section.folder("二人", by="編集")
    both = [{"party": section.person(each), "role": "manager"} for each in ("編集", "意見")]
    await section.share(closed, by="管理", give=both, inherits=False)
    alone = await section.folder("一人", by="編集")
    await section.share(alone, by="管理", give=both[:1], inherits=False)
    # A unit is given only what nobody would manage any more.
    answer = await hand_over(section, {"to": section.unit(OTHER), "name": NAME})
    assert answer.json() == {"drive": None, "places": 2, "left_out": {}}
    assert (await section["閲覧"].get(f"/api/folders/{alone}/items")).status_code == 200
    assert (await section["閲覧"].get(f"/api/folders/{closed}/items")).status_code == 404
    assert (await section["意見"].get(f"/api/folders/{closed}/items")).status_code == 200
    assert (await section["編集"].get(f"/api/folders/{alone}/items")).status_code == 404
    # And a person all of it.
    answer = await hand_over(section, to(section, "編集"), by="意見")
    assert answer.json()["places"] == 1
    assert (await section["編集"].get(f"/api/folders/{closed}/items")).status_code == 200


async def test_who_may_receive(section: Section) -> None:
    await furnish(section)
    await end_posts(section, "閲覧")
    nobody = {"to": {"kind": "person", "id": str(UUID(int=7))}, "name": NAME}
    unit_as_person = {"to": {"kind": "person", "id": section.unit(SECTION)["id"]}, "name": NAME}
    # 管理 has no post; 閲覧 has left.
    for whom in (to(section, "編集"), to(section, "閲覧"), to(section, "管理"), nobody, unit_as_person):
        answer = await hand_over(section, whom)
        assert (answer.status_code, answer.json()["code"]) == (422, "cannot_receive")
    answer = await hand_over(section, {"to": section.unit(SECTION), "name": "\u0000"})
    assert answer.json()["code"] == "name_not_allowed"
    assert await section.names(await section.own("編集"), by="編集") == ["下書き"]


async def test_for_one_who_has_left_the_administrator_does_it(section: Section) -> None:
    own, _, file = await furnish(section)
    path = f"/api/people/{section.id_of('編集')}/handover"
    whom = {"to": section.unit(OTHER), "name": NAME}
    here = await section["総務"].post(path, json=whom)
    assert (here.status_code, here.json()["code"]) == (409, "still_here")
    await end_posts(section, "編集")
    #                                                     manager editor commenter viewer stranger revoked
    assert await section.statuses("GET", path) == [403, 403, 403, 403, 403, 403, 200]
    told = await belongings(section, by="総務", of="編集")
    assert (told["has_left"], told["files"]) == (True, 1)
    [left] = (await section["総務"].get("/api/drive/handovers")).json()["people"]
    assert (left["person"], left["things"], left["used_bytes"]) == (str(section.id_of("編集")), 2, 8)
    done = await section["総務"].post(path, json=whom)
    assert done.json() == {"drive": str(own), "places": 0, "left_out": {}}
    assert (await section["総務"].get("/api/drive/handovers")).json()["people"] == []
    assert (await section["閲覧"].get(f"/api/files/{file}/content")).content == b"text"
    # Whoever did it sees no more than before.
    assert (await section["総務"].get(f"/api/folders/{own}/items")).status_code == 404
    async with section.world.as_system() as work:
        [entry] = await work.db.scalars(
            text("SELECT detail FROM audit_entry WHERE action = 'drive.hand_over' AND decision = 'done'")
        )
    assert entry["person"] == str(section.id_of("編集"))
    assert entry["by"] == str(section.id_of("総務"))
    assert entry["to"] == str(section.office.units[OTHER])


async def test_the_preview_of_another_names_nothing_unseen(section: Section) -> None:
    closed = await section.folder("極秘", by="編集")
    only = [{"party": section.person("編集"), "role": "manager"}]
    await section.share(closed, by="管理", give=only, inherits=False)
    answer = await section["総務"].get(f"/api/people/{section.id_of('編集')}/handover")
    assert answer.json()["places"] == [{"id": str(closed), "kind": "folder", "name": None, "is_last": True}]
    assert "極秘" not in answer.text


async def test_the_recipient_is_rung(section: Section) -> None:
    own, _, _ = await furnish(section)
    await hand_over(section, to(section, "閲覧"))
    async with section.world.as_system() as work:
        told = await work.db.scalar(text("SELECT data FROM outbox WHERE name = 'DriveHandedOver'"))
    event = DriveHandedOver(UUID(told["drive_id"]), UUID(told["person_id"]), told["principal"], told["cause"])
    async with section.world.database.work(System("reaction")) as work:
        await ring_for_handover(work, event)
        await ring_for_handover(work, event)  # told twice it rings once
    notices = (await section["閲覧"].get("/api/notices")).json()["notices"]
    rung = [each for each in notices if each["kind"] == "handed_over"]
    assert [(each["thing_id"], each["by"]) for each in rung] == [(str(own), str(section.id_of("編集")))]
