"""What somebody outside does with a receive link, and what the folder's people find then."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from fastapi import Request
from sqlalchemy import text

from tests.drive.test_add_file import blobs
from tests.drive.test_delete import delete
from tests.drive.test_purge import purge
from tests.drive.test_quota import set_limit
from tests.links.conftest import ENDS_AT, Receiving
from zencho.drive import flowing, rules
from zencho.drive import receiving as drive_receiving
from zencho.gate import opening as gate
from zencho.gate.actors import Sender, System
from zencho.gate.permissions import PERMISSIONS
from zencho.kernel import clock
from zencho.links import sender_routes
from zencho.links.actions import sending
from zencho.links.limits import address_of
from zencho.links.rules import FOLDER_SEND
from zencho.notices.reactions import ring_for_reception

PDF = b"%PDF-1.7\n" + bytes(100)


async def test_what_is_sent_lies_in_a_folder_of_its_own(receiving: Receiving) -> None:
    outsider = receiving.outsider
    card = (await outsider.look()).json()
    assert (card["agency"], card["asker"]["name"]) == ("みほん市", "契約管理課")
    assert (card["subject"], card["ends_at"]) == ("庁舎清掃 見積書の提出", ENDS_AT)
    await outsider.begin()
    first = (await outsider.file("見積書.pdf", PDF)).json()
    assert first["sha256"] == hashlib.sha256(PDF).hexdigest()
    await outsider.file("内訳書.xlsx")
    assert await receiving.items() == []  # nothing is there before it was sent
    receipt = (await outsider.send()).json()
    assert [each["name"] for each in receipt["files"]] == ["見積書.pdf", "内訳書.xlsx"]
    [folder] = await receiving.items()
    number = receipt["number"]
    assert folder["name"].endswith(f"日 株式会社みほん (受付 {number})")
    assert (folder["created_by"], folder["modified_by"]) == (None, None)
    assert folder["received"] == {"sender": "株式会社みほん", "number": number}
    files = {each["name"]: each for each in await receiving.items(folder["id"])}
    assert set(files) == {"見積書.pdf", "内訳書.xlsx"}
    pdf = files["見積書.pdf"]
    assert (pdf["created_by"], pdf["received"]["number"], pdf["media_type"]) == (
        None,
        number,
        "application/pdf",
    )
    assert (await receiving.section["閲覧"].get(f"/api/files/{pdf['id']}/content")).content == PDF
    [line] = await receiving.lines()
    assert (line["receptions"], line["files"], line["size_bytes"]) == (1, 2, len(PDF) + 4)


async def test_asked_again_the_receipt_is_the_same(receiving: Receiving) -> None:
    await receiving.outsider.begin()
    await receiving.outsider.file("a.txt")
    one, two = [(await receiving.outsider.send()).json() for _ in range(2)]
    assert one == two
    assert len(await receiving.items()) == 1
    assert (await receiving.outsider.file("b.txt")).json()["code"] == "already_sent"


async def test_twins_and_names_that_cannot_be_are_mended(receiving: Receiving) -> None:
    await receiving.outsider.begin()
    for name in ("見積.pdf", "見積.PDF", "a/b.txt", "\u202efdp.exe", "..", "x" * 300 + ".pdf"):
        assert (await receiving.outsider.file(name)).status_code == 201
    await receiving.outsider.send("../ 山田\n太郎")
    [folder] = await receiving.items()
    names = {each["name"] for each in await receiving.items(folder["id"])}
    assert {"見積.pdf", "見積 (2).PDF", "a／b.txt", "fdp.exe", "名前なし"} < names
    assert len(names) == 6
    assert "／ 山田" in folder["name"]


async def test_a_file_is_taken_back_before_it_is_sent(receiving: Receiving) -> None:
    outsider = receiving.outsider
    await outsider.begin()
    file = (await outsider.file("a.txt")).json()["id"]
    headers = {"X-Reception": outsider.token}
    assert (await outsider.browser.delete(f"/api/receive/files/{file}", headers=headers)).status_code == 204
    assert (await outsider.browser.delete(f"/api/receive/files/{uuid4()}", headers=headers)).json()[
        "code"
    ] == ("unknown_file")
    assert (await outsider.send()).json()["code"] == "nothing_to_send"


async def test_unknown_ended_stopped_full_and_binned_are_one_answer(receiving: Receiving) -> None:
    """The same bytes, whatever became of the link."""
    outsider, editor = receiving.outsider, receiving.section["編集"]
    unknown = await outsider.look("x" * 43)

    async def is_closed() -> None:
        answers = [await outsider.look(), await outsider.begin()]
        assert [each.status_code for each in answers] == [404, 404]
        assert [each.content for each in answers] == [unknown.content] * 2

    assert (await outsider.look()).status_code == 200
    clock.offset += timedelta(days=200)
    try:
        await is_closed()
    finally:
        clock.offset -= timedelta(days=200)
    await receiving.make(most_files=1)
    await outsider.begin()
    await outsider.file("a.txt")
    assert (await outsider.file("b.txt")).json()["code"] == "too_many_files"
    await outsider.send()
    await is_closed()
    await receiving.make()
    await editor.delete(f"{receiving.path}/{receiving.link}")
    await is_closed()
    await receiving.make()
    await editor.post("/api/drive/bin", json={"ids": [str(receiving.folder)]})
    await is_closed()


async def test_a_link_does_not_reach_what_is_held_tight(receiving: Receiving) -> None:
    """The label decides at each use, through the gate: raised afterwards it closes the link."""
    opened = await receiving.section["管理"].put(f"/api/things/{receiving.folder}/label", json={"label": 3})
    assert opened.status_code == 200
    assert (await receiving.outsider.look()).status_code == 200
    async with receiving.section.world.as_system() as work:
        await work.db.execute(text("UPDATE thing SET label = 4 WHERE id = :id"), {"id": receiving.folder})
    assert (await receiving.outsider.look()).json()["code"] == "link_closed"


async def test_a_link_belongs_to_the_folder_and_outlives_its_makers_right(receiving: Receiving) -> None:
    office = receiving.section
    await office.share(office.root, take=[office.unit("契約管理課")])
    assert (await office["編集"].get(receiving.path)).status_code == 404
    assert (await receiving.outsider.look()).status_code == 200
    assert (await office["管理"].delete(f"{receiving.path}/{receiving.link}")).status_code == 204
    assert (await receiving.outsider.look()).status_code == 404


async def test_the_word_is_asked_and_guesses_are_counted(receiving: Receiving) -> None:
    await receiving.make(passphrase="ひらけごま")
    outsider = receiving.outsider
    assert (await outsider.look()).json()["has_passphrase"] is True
    assert (await outsider.begin()).json()["code"] == "wrong_passphrase"
    assert (await outsider.begin("ひらけごま")).status_code == 201
    for _ in range(sender_routes.MOST_GUESSES):
        assert (await outsider.begin("ちがう")).status_code == 422
    answer = await outsider.begin("ひらけごま")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many")


async def test_stopping_cuts_an_upload_within_a_second(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flowing, "ASK_AGAIN_SECONDS", 0.1)
    stopped = asyncio.Event()
    after = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal after
        yield b"x" * 100
        await receiving.section["編集"].delete(f"{receiving.path}/{receiving.link}")
        stopped.set()
        for _ in range(100):
            await asyncio.sleep(0.05)
            after += 1
            yield b"x" * 100

    await receiving.outsider.begin()
    answer = await receiving.outsider.file("a.bin", chunks(), size=10_100)
    assert answer.json()["code"] == "link_closed"
    assert stopped.is_set()
    assert after < 20
    assert blobs(receiving.section) == []


async def test_who_sends_nothing_for_a_while_is_ended(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive_receiving, "STALLED_SECONDS", 0.2)

    async def chunks() -> AsyncIterator[bytes]:
        yield b"abc"
        await asyncio.sleep(5)
        yield b"def"

    await receiving.outsider.begin()
    answer = await receiving.outsider.file("a.bin", chunks(), size=6)
    assert answer.json()["code"] == "upload_incomplete"
    assert answer.json()["params"] == {"expected": 6, "received": 3}
    assert blobs(receiving.section) == []


async def test_sizes_that_lie(receiving: Receiving) -> None:
    outsider = receiving.outsider
    await outsider.begin()
    assert (await outsider.file("a", b"abc", size=9)).json()["code"] == "upload_incomplete"
    assert (await outsider.file("a", b"abc", size=2)).json()["code"] == "file_too_large"
    assert (await outsider.file("a", b"", size=101 * 2**20)).json()["params"]["limit_bytes"] == 100 * 2**20
    assert (await outsider.browser.put("/api/receive/files", params={"name": "a"})).status_code == 422
    assert blobs(receiving.section) == []


async def test_what_has_no_room_is_refused_before_its_bytes_come(receiving: Receiving) -> None:
    taken = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal taken
        taken += 1
        yield b"x" * 100

    await receiving.make(most_bytes=10, most_files=1)
    await receiving.outsider.begin()
    assert (await receiving.outsider.file("a", chunks(), size=100)).json()["code"] == "link_closed"
    assert (await receiving.outsider.file("a", b"abc")).status_code == 201
    answer = await receiving.outsider.file("b", chunks(), size=1)
    assert (answer.json()["code"], answer.json()["params"]) == ("too_many_files", {"most": 1})
    assert taken == 0


async def test_so_many_at_once_by_one_link(receiving: Receiving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_routes, "MOST_AT_ONCE", 1)
    is_under_way, go_on = asyncio.Event(), asyncio.Event()

    async def chunks() -> AsyncIterator[bytes]:
        yield b"a"
        is_under_way.set()
        await go_on.wait()
        yield b"b"

    await receiving.outsider.begin()
    first = asyncio.create_task(receiving.outsider.file("a", chunks(), size=2))
    await is_under_way.wait()
    refused = await receiving.outsider.file("b")
    go_on.set()
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many")
    assert (await first).status_code == 201
    assert (await receiving.outsider.file("b")).status_code == 201


async def test_a_renewed_link_ends_what_began_by_the_old(receiving: Receiving) -> None:
    await receiving.outsider.begin()
    await receiving.outsider.file("a.txt")
    await receiving.section["編集"].post(f"{receiving.path}/{receiving.link}/secret")
    assert (await receiving.outsider.file("b.txt")).json()["code"] == "link_closed"
    assert (await receiving.outsider.send()).json()["code"] == "link_closed"
    assert await receiving.items() == []


async def test_guesses_are_counted_for_the_link_too(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has many addresses has no more guesses."""
    monkeypatch.setattr(sender_routes, "MOST_GUESSES", 1000)
    monkeypatch.setattr(sender_routes, "MOST_GUESSES_IN_ALL", 3)
    await receiving.make(passphrase="ひらけごま")
    answers = [(await receiving.outsider.begin("ちがう")).status_code for _ in range(4)]
    assert answers == [422, 422, 422, 429]


async def test_taking_back_and_sending_are_counted(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_routes, "MOST_FILES", 2)
    monkeypatch.setattr(sender_routes, "MOST_CALLS", 2)
    held = {"X-Reception": "nothing"}
    browser = receiving.outsider.browser
    gone = [await browser.delete(f"/api/receive/files/{uuid4()}", headers=held) for _ in range(3)]
    assert [each.status_code for each in gone] == [404, 404, 429]
    receiving.outsider.token = "nothing"
    assert [(await receiving.outsider.send()).status_code for _ in range(3)] == [404, 404, 429]


@pytest.mark.parametrize(
    ("host", "counted"),
    [("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("unix", "unix")],
)
def test_whom_calls_are_counted_for(host: str, counted: str) -> None:
    asked = Request({"type": "http", "client": (host, 1), "headers": []})
    assert address_of(asked) == counted


async def test_a_token_of_nothing_opens_nothing(receiving: Receiving) -> None:
    receiving.outsider.token = receiving.outsider.secret  # a link's secret is not a sending's
    answers = [await receiving.outsider.file("a"), await receiving.outsider.send()]
    assert [each.json()["code"] for each in answers] == ["link_closed", "link_closed"]


async def test_bounded_in_bytes_sent_or_not(receiving: Receiving) -> None:
    await receiving.make(most_bytes=10)
    await receiving.outsider.begin()
    assert (await receiving.outsider.file("a", b"1234567")).status_code == 201
    assert (await receiving.outsider.file("b", b"1234567")).json()["code"] == "link_closed"
    assert len(blobs(receiving.section)) == 1


async def test_a_sender_may_send_and_nothing_else(receiving: Receiving) -> None:
    """The gate by itself: whatever other permission is asked with the link's own principal is refused."""
    world = receiving.section.world
    async with world.as_system() as work:
        found = await work.db.execute(text("SELECT principal FROM \"grant\" g JOIN principal p"
                                           " ON p.id = g.principal WHERE p.kind = 'sender'"))  # fmt: skip
        sender = Sender((found.scalar_one(),))
    for name in PERMISSIONS:
        expected = {"folder.send": "open"}.get(name)
        answer = await world.may(sender, name, receiving.folder)
        assert answer == expected if expected else answer in ("refused", "unseen"), name
    assert await world.may(sender, "folder.send", receiving.section.root) == "unseen"
    assert await world.may(Sender(()), "folder.send", receiving.folder) == "unseen"
    for persona in ("管理", "編集"):
        assert await world.may(await receiving.section.actor(persona), "folder.send", receiving.folder) == (
            "refused"
        )


async def test_behind_the_wall_a_sender_sees_nothing_unopened(receiving: Receiving) -> None:
    await receiving.section.file("内部.txt", receiving.folder)
    async with receiving.section.world.as_(Sender((99,), uuid4())) as work:
        for table in ("node", "receive_link", "reception", "received_file"):
            assert await work.db.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table
        with pytest.raises(gate.Unseen):
            await gate.open(work, FOLDER_SEND, receiving.folder)
        seen = await gate.visible(work, rules.THING_READ, text("true"))  # type: ignore[arg-type]
        assert seen.roles == {}


async def test_the_record_names_the_sender_and_no_text(receiving: Receiving) -> None:
    await receiving.outsider.begin()
    await receiving.outsider.file("機密の名前.txt")
    receipt = (await receiving.outsider.send("秘密商事")).json()
    async with receiving.section.world.as_system() as work:
        rows = (
            await work.db.execute(
                text(
                    "SELECT action, actor_kind, session_id, detail FROM audit_entry ORDER BY id DESC LIMIT 3"
                )
            )
        ).all()
    sent, added, _ = rows
    assert (sent.action, sent.actor_kind, added.actor_kind) == ("reception.send", "Sender", "Sender")
    assert sent.detail["number"] == receipt["number"]
    assert str(sent.session_id) == sent.detail["reception"]
    assert "秘密" not in str(rows)
    assert "機密" not in str(rows)


async def test_who_made_the_link_and_who_manages_are_told(receiving: Receiving) -> None:
    await receiving.outsider.begin()
    await receiving.outsider.file("a.txt")
    await receiving.outsider.send()
    [folder] = await receiving.items()
    async with receiving.section.world.database.work(System("reaction")) as work:
        query = "SELECT data FROM outbox WHERE name = 'FilesReceived'"
        data = (await work.db.execute(text(query))).scalar_one()
        await ring_for_reception(work, sending.FilesReceived.from_json(data))
    for name, rung in (("編集", 1), ("管理", 1), ("閲覧", 0)):
        notices = (await receiving.section[name].get("/api/notices")).json()["notices"]
        assert [each["thing_id"] for each in notices if each["kind"] == "received"] == [folder["id"]] * rung


async def test_what_was_never_sent_is_forgotten(receiving: Receiving) -> None:
    await receiving.outsider.begin()
    await receiving.outsider.file("a.txt")
    engine = receiving.section.office.app.state.engine
    clock.offset += timedelta(days=2)
    try:
        async with engine.for_jobs.work(System("purge")) as work:
            assert await sending.forget_unsent(work) is False
    finally:
        clock.offset -= timedelta(days=2)
    assert (await receiving.outsider.send()).json()["code"] == "link_closed"
    async with engine.for_jobs.work(System("purge")) as work:
        [blob] = blobs(receiving.section)
        named = await work.db.scalars(text("SELECT list_named_blobs(:ids)"), {"ids": [UUID(blob.name)]})
        assert list(named) == []


async def test_a_full_drive_is_told_to_the_sender_without_figures(receiving: Receiving) -> None:
    section, outsider = receiving.section, receiving.outsider
    await set_limit(section, 2**20)
    filler = await section.file("詰め物", content=b"x" * (2**20 - 10))
    await outsider.begin()
    assert (await outsider.file("一.txt", b"1" * 6)).status_code == 201
    # What has arrived is in no drive yet, and its room is asked for too.
    refused = await outsider.file("二.txt", b"2" * 6)
    told = (refused.status_code, refused.json()["code"], refused.json()["params"])
    assert told == (507, "no_room_left", {})
    await section.file("間に入ったもの", content=b"y" * 8)
    assert (await outsider.send()).json()["code"] == "no_room_left"
    assert await receiving.items() == []
    await delete(section, filler)
    await purge(section, filler)
    assert (await outsider.send()).status_code == 200
    assert len(await receiving.items()) == 1
