"""What comes by a receive link is held until it is clean: nobody gets at its bytes by any way."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from tests.drive.test_add_file import blobs
from tests.drive.test_take_out import _zip
from tests.kit.clamd import EICAR, VIRUS
from tests.links.test_share_link import ANYONE
from tests.scanning.conftest import BAD, CLEAN, SENT, Guarded
from zencho.drive.actions import content
from zencho.gate.guarding import save_policy
from zencho.gate.permissions import PERMISSIONS
from zencho.kernel import clock
from zencho.scanning import actions
from zencho.scanning.actions import Answer
from zencho.scanning.clamd import Scanner


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    yield
    clock.offset = timedelta(0)


async def test_it_is_held_and_then_released(guarded: Guarded) -> None:
    guarded.clamd.may_answer.clear()
    receipt = await guarded.hand_in(SENT)
    assert set(receipt.json()) == {"number", "sent_at", "sender", "files"}  # nothing is said of it
    assert await guarded.held() == {"見積書.pdf": {"why": "waits", "virus": None}}
    item = (await guarded.items(by="管理"))["見積書.pdf"]
    assert item["abilities"] == ["thing.read", "file.discard"]
    assert await guarded.kinds("管理") == []
    guarded.clamd.may_answer.set()
    await guarded.until_settled()
    assert await guarded.held() == {"見積書.pdf": None}
    answer = await guarded.section["閲覧"].get(f"/api/files/{item['id']}/content")
    assert answer.content == CLEAN
    assert guarded.clamd.scanned == [CLEAN]
    assert await guarded.kinds("管理") == ["received"]  # one bell, when it can be opened
    assert await guarded.audited("scan.clean") == 1
    await guarded.scan_again()
    assert len(guarded.clamd.scanned) == 1  # what is clean is not looked into again


async def test_what_is_found_stays_held(guarded: Guarded) -> None:
    id_ = await guarded.receive(*BAD, *SENT)
    assert await guarded.held() == {"請求書.pdf": {"why": "found", "virus": VIRUS}, "見積書.pdf": None}
    assert await guarded.kinds("管理") == ["virus_found"]
    assert await guarded.kinds("編集") == ["virus_found"]  # who made the link
    assert (await guarded.notices("管理"))[0]["detail"] == {"found": 1}
    assert await guarded.audited("scan.find") == 1
    clock.offset += timedelta(days=40)
    await guarded.scan_again()
    assert len(guarded.clamd.scanned) == 2
    answer = await guarded.section["管理"].get(f"/api/files/{id_}/content")
    assert answer.status_code == 401  # the session is long over
    assert EICAR not in answer.content


async def test_no_way_leads_to_its_bytes(guarded: Guarded) -> None:
    """The gate refuses each, to whoever manages it; what takes many at once leaves it out."""
    id_ = await guarded.receive(*BAD)
    item, manager = (await guarded.items())["請求書.pdf"], guarded.section["管理"]
    file, thing = f"/api/files/{id_}", f"/api/things/{id_}"
    revision = {"If-Match": f'"{item["revision"]}"'}
    ways = (
        ("GET", f"{file}/content", {}),
        ("GET", f"{file}/content?inline=true", {}),
        ("GET", f"{file}/preview", {}),
        ("GET", f"{file}/versions", {}),
        ("GET", f"{file}/versions/1", {}),
        ("GET", f"{file}/versions/1/content", {}),
        ("POST", f"{file}/versions/1/restored", {}),
        ("POST", f"{file}/versions/1/linked", {}),
        ("POST", f"{file}/document", {}),
        ("POST", f"{file}/office-editor", {}),
        ("PUT", f"{file}/editing", {"json": {"version": 1}}),
        ("PUT", f"{file}/content", {"content": b"other", "headers": revision}),
        ("PUT", f"{thing}/link", {"json": {"scope": "agency"}}),
        ("POST", f"{thing}/sharing", {"json": {"give": []}}),
        ("PUT", f"{thing}/name", {"json": {"name": "x.pdf"}, "headers": revision}),
        ("PUT", f"{thing}/label", {"json": {"label": 3}, "headers": revision}),
        ("GET", f"{file}/comments", {}),
        ("POST", f"{file}/comments", {"json": {"body": "見てください"}}),
    )
    for method, way, sent in ways:
        answer = await manager.request(method, way, **sent)
        assert (answer.status_code, answer.json()["code"]) == (403, "refused"), (way, answer.text)
    assert (await manager.get(f"{file}/content")).json()["params"]["needs"] == {"held": False}
    several = {"ids": [str(id_)]}
    binned = (await manager.post("/api/drive/bin", json=several)).json()["results"]
    moved = await manager.post(f"/api/folders/{guarded.section.root}/items", json=several)
    for result in (*binned, *moved.json()["results"]):
        assert result["code"] == "refused"
    assert await guarded.held() == {"請求書.pdf": {"why": "found", "virus": VIRUS}}


async def test_what_takes_many_leaves_it_out(guarded: Guarded) -> None:
    id_ = await guarded.receive(*BAD, *SENT)
    section, landed = guarded.section, UUID((await guarded.receiving.items())[0]["id"])
    taken = await _zip(section, [landed])
    assert any(name.endswith("見積書.pdf") for name in taken.namelist())
    assert EICAR not in b"".join(taken.read(name) for name in taken.namelist())
    refused = await section["管理"].post("/api/drive/archive", json={"ids": [str(id_)], "title": "a"})
    if refused.status_code == 201:  # a ticket is no way yet
        assert EICAR not in (await section["管理"].get(refused.json()["url"])).content
    into = await section.folder("写し")
    await section["管理"].post(f"/api/folders/{into}/copies", json={"ids": [str(landed)]})
    await guarded.until_settled()
    [copied] = (await section["管理"].get(f"/api/folders/{into}/items")).json()["items"]
    assert await section.names(UUID(copied["id"])) == ["見積書.pdf"]
    body = {"title": "資料", "things": [{"id": str(id_), "mark": "1"}]}
    bundle = await section["管理"].post("/api/bundles", json=body)
    await guarded.until_settled()
    printed = await section["管理"].get(f"/api/bundles/{bundle.json()['id']}/content")
    assert EICAR not in printed.content
    kept = [path.read_bytes() for path in blobs(section)]
    assert sum(EICAR in each for each in kept) == 1  # no copy of it lies anywhere


async def test_a_link_to_the_folder_shows_nothing_of_it(guarded: Guarded) -> None:
    id_ = await guarded.receive(*BAD)
    manager, landed = guarded.section["管理"], (await guarded.receiving.items())[0]["id"]
    made = await manager.put(f"/api/things/{landed}/link", json=ANYONE)
    assert made.status_code == 200, made.text
    url = (await manager.post(f"/api/things/{landed}/link/addresses")).json()["url"]
    async with guarded.section.office.browser() as outside:
        opened = await outside.post("/api/shared/open", json={"secret": url.partition("#")[2]})
        assert opened.status_code == 200, opened.text
        outside.headers["cookie"] = opened.headers["set-cookie"].partition(";")[0]
        items = (await outside.get(f"/api/shared/things/{landed}/items")).json()["items"]
        assert items == []
        for way in (f"/api/files/{id_}/content", f"/api/files/{id_}/preview", f"/api/shared/things/{id_}"):
            assert (await outside.get(way)).status_code == 403
        assert EICAR not in (await outside.get(f"/api/shared/things/{landed}/archive")).content


def test_only_this_is_allowed_while_held() -> None:
    """A reviewed list: none of these hands out bytes, and nothing else is ever permitted, to any role."""
    allowed = {name for name, permission in PERMISSIONS.items() if permission.while_held}
    assert allowed == {"thing.read", "thing.restore", "thing.purge", "file.discard", "file.scan"}


async def test_who_may_discard(guarded: Guarded) -> None:
    id_ = await guarded.receive(*BAD)
    found = await guarded.section.statuses("POST", f"/api/files/{id_}/discard")
    #  manager editor commenter viewer stranger revoked administrator
    assert found == [204, 404, 404, 404, 404, 404, 404]
    assert await guarded.items() == {}
    assert await guarded.audited("file.discard") == 1
    clean = await guarded.receive(*SENT)
    assert (await guarded.section["管理"].post(f"/api/files/{clean}/discard")).status_code == 403
    bad = await guarded.receive(*BAD)
    for persona, status in (("他人", 404), ("総務", 404), ("閲覧", 403), ("意見", 403), ("編集", 204)):
        answer = await guarded.section[persona].post(f"/api/files/{bad}/discard")
        assert answer.status_code == status, persona
    assert list(await guarded.items()) == ["見積書.pdf"]
    clock.offset += timedelta(days=2)
    async with guarded.section.clockwork() as work:
        await content.remove_freed(work)
    assert not any(EICAR in path.read_bytes() for path in blobs(guarded.section))


async def test_nobody_answers(guarded: Guarded) -> None:
    """It waits, is shown so, administrators are told once, and it goes on by itself."""
    scanner, guarded.scans.scanner = guarded.scans.scanner, Scanner("tcp:127.0.0.1:1")
    id_ = await guarded.receive(*SENT, *BAD)
    unanswered = {"why": "unanswered", "virus": None}
    assert await guarded.held() == {"見積書.pdf": unanswered, "請求書.pdf": unanswered}
    assert await guarded.kinds("管理") == []
    assert await guarded.kinds("総務") == ["scanner_silent"]
    for _ in range(5):
        clock.offset += timedelta(minutes=5)
        await guarded.scan_again()
    assert await guarded.kinds("総務") == ["scanner_silent"]
    guarded.scans.scanner = scanner
    clock.offset += timedelta(minutes=5)
    await guarded.scan_again()
    assert await guarded.held() == {"見積書.pdf": None, "請求書.pdf": {"why": "found", "virus": VIRUS}}
    assert await guarded.kinds("管理") == ["virus_found"]
    assert await guarded.kinds("総務") == []  # it answers: nothing waits for them
    assert (await guarded.section["閲覧"].get(f"/api/files/{id_}/content")).content == CLEAN


async def test_it_is_tried_later_each_time(guarded: Guarded) -> None:
    guarded.clamd.says = "Can't allocate memory ERROR"
    await guarded.receive(*SENT)
    for minutes, calls in ((0, 1), (1, 2), (1, 3), (10, 4), (1, 4), (5, 5), (4, 5), (1, 6)):
        clock.offset += timedelta(minutes=minutes, seconds=1)
        await guarded.scan_again()
        assert len(guarded.clamd.scanned) == calls, minutes


async def test_more_than_the_scanner_takes_stays_held(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "LIMIT_ASKED_AGAIN", timedelta(hours=1))  # a day is longer than a session
    guarded.clamd.most_bytes = 50
    id_ = await guarded.receive(*SENT)
    assert await guarded.held() == {"見積書.pdf": {"why": "too_large", "virus": None}}
    assert (await guarded.section["管理"].get(f"/api/files/{id_}/content")).status_code == 403
    assert await guarded.kinds("管理") == ["received"]
    guarded.clamd.most_bytes = 2**20  # somebody raised it
    await guarded.scan_again()
    assert (await guarded.held())["見積書.pdf"] is not None
    clock.offset += timedelta(hours=2)
    await guarded.scan_again()
    assert await guarded.held() == {"見積書.pdf": None}
    assert await guarded.kinds("管理") == ["received"]


async def test_one_bell_when_the_last_of_several_is_settled(guarded: Guarded) -> None:
    guarded.clamd.most_bytes = 200
    files = [("a.txt", b"a"), ("b.txt", b"b"), ("大.bin", bytes(500))]
    await guarded.receive(*files)
    assert await guarded.kinds("管理") == ["received"]
    assert (await guarded.notices("管理"))[0]["detail"] == {"files": 3}


async def test_discarding_the_last_that_waits_settles_the_rest(guarded: Guarded) -> None:
    guarded.scans.scanner = Scanner("tcp:127.0.0.1:1")
    await guarded.receive(*SENT, ("b.txt", b"b"))
    clock.offset += timedelta(minutes=5)
    await guarded.take_and_answer(Answer("clean"))
    assert await guarded.kinds("管理") == []
    [other] = [name for name, held in (await guarded.held()).items() if held]
    id_ = (await guarded.items())[other]["id"]
    await guarded.section["編集"].post(f"/api/files/{id_}/discard")
    await guarded.until_settled()
    assert list((await guarded.held()).values()) == [None]
    assert await guarded.kinds("管理") == ["received"]


async def test_an_answer_told_twice_or_too_late(guarded: Guarded) -> None:
    guarded.scans.scanner = Scanner("tcp:127.0.0.1:1")
    id_ = await guarded.receive(*BAD)
    clock.offset += timedelta(minutes=5)
    taken = await guarded.take_and_answer(Answer("found", VIRUS), Answer("clean"), Answer("found", "other"))
    assert taken.id == id_
    assert await guarded.held() == {"請求書.pdf": {"why": "found", "virus": VIRUS}}
    await guarded.section["管理"].post(f"/api/files/{id_}/discard")
    async with guarded.as_scanner() as work:
        await actions.keep_answer(work, taken, Answer("clean"))
    assert await guarded.items() == {}


async def test_in_the_bin_it_is_looked_into_all_the_same(guarded: Guarded) -> None:
    guarded.scans.scanner, scanner = Scanner("tcp:127.0.0.1:1"), guarded.scans.scanner
    id_ = await guarded.receive(*BAD)
    landed, manager = (await guarded.receiving.items())[0]["id"], guarded.section["管理"]
    await manager.post("/api/drive/bin", json={"ids": [landed]})
    guarded.scans.scanner = scanner
    clock.offset += timedelta(minutes=5)
    await guarded.scan_again()
    await manager.post("/api/drive/bin/restored", json={"ids": [landed]})
    assert await guarded.held() == {"請求書.pdf": {"why": "found", "virus": VIRUS}}
    assert (await manager.get(f"/api/files/{id_}/content")).status_code == 403
    await manager.post("/api/drive/bin", json={"ids": [landed]})
    purged = await manager.post("/api/drive/bin/purged", json={"ids": [landed]})
    assert purged.json()["results"][0]["code"] is None
    async with guarded.section.world.as_system() as work:
        assert (await work.ask("SELECT count(*) FROM thing WHERE held"))[0][0] == 0


async def test_without_a_scanner_nothing_is_held(guarded: Guarded) -> None:
    guarded.scans.scanner = None
    id_ = await guarded.receive(*SENT)
    assert await guarded.held() == {"見積書.pdf": None}
    assert (await guarded.section["閲覧"].get(f"/api/files/{id_}/content")).content == CLEAN
    assert await guarded.kinds("管理") == ["received"]


async def test_what_staff_take_in_is_not_held(guarded: Guarded) -> None:
    id_ = await guarded.section.file("検査用.txt", content=EICAR)
    await guarded.until_settled()
    assert (await guarded.section["閲覧"].get(f"/api/files/{id_}/content")).content == EICAR


async def test_a_policy_of_the_city_cannot_release_it(guarded: Guarded) -> None:
    """Held stands in the permits, not in the guard rails, which a city may write anew."""
    id_ = await guarded.receive(*BAD)
    async with guarded.section.world.as_system() as work:
        await save_policy(work, '@id("all") permit (principal, action, resource) when { false };')
    assert (await guarded.section["管理"].get(f"/api/files/{id_}/content")).status_code == 403
