"""Writing together through the real socket: what is typed is stored once, then seen by all."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from pycrdt import Doc, Text
from sqlalchemy import func, select, text
from websockets.exceptions import ConnectionClosed

from tests.kit.pens import WRITE, Desk, Pen, make_pen, open_desk
from tests.kit.world import World
from zencho.audit.tables import AuditEntry
from zencho.coedit import engine as engine_module
from zencho.coedit import protocol, storing
from zencho.coedit.actions import write_state
from zencho.coedit.queries import read_state
from zencho.coedit.tables import CoeditUpdate
from zencho.gate import belonging, sharing
from zencho.gate import opening as gate
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.hub.frames import varbytes, varuint
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.tables import topic_event


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    async with open_desk(world) as made:
        yield made


async def _stored(desk: Desk, note: UUID) -> str:
    """The text of the note as the database has it."""
    async with desk.world.as_system() as work:
        opened = await gate.open(work, PERMISSIONS["thing.read"], note)
        document: Doc[Any] = Doc()
        document.apply_update(await read_state(opened))
    return str(document.get("t", type=Text))


async def _rows(desk: Desk, note: UUID) -> int:
    async with desk.world.as_system() as work:
        await gate.open(work, PERMISSIONS["thing.read"], note)
        return (
            await work.db.scalar(
                select(func.count()).select_from(CoeditUpdate).where(CoeditUpdate.thing_id == note)
            )
            or 0
        )


async def test_what_one_types_the_other_sees(desk: Desk) -> None:
    one, two = await desk.world.person(), await desk.world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.EDITOR))
    async with desk.pen(one, note) as a, desk.pen(two, note) as b:
        n = await a.type("予算")
        await b.until(protocol.RELAYED)
        assert await _stored(desk, note) == "予算"  # before the other sees it, it is on disk
        await a.until(protocol.ACKNOWLEDGED, n=n)
        await b.type("と決算")
        await a.until(protocol.RELAYED)
        assert str(a.text) == str(b.text) == "予算と決算" == await _stored(desk, note)
    async with desk.pen(one, note) as c:
        assert str(c.text) == "予算と決算" and c.seq == 2


async def test_who_may_read_and_who_may_write(desk: Desk) -> None:
    viewer, commenter, editor, manager, stranger = [await desk.world.person() for _ in range(5)]
    note = await desk.note(
        (viewer, Role.VIEWER), (commenter, Role.COMMENTER), (editor, Role.EDITOR), (manager, Role.MANAGER)
    )
    async with desk.live.tab(stranger) as tab:
        assert (await make_pen(tab, note).open())["code"] == "not_found"
    for person, writable in ((viewer, False), (commenter, False), (editor, True), (manager, True)):
        async with desk.pen(person, note) as pen:
            assert pen.writable is writable
            n = await pen.type("x")
            await pen.until(protocol.ACKNOWLEDGED if writable else protocol.REFUSED, n=n)
            assert pen.refusals == ([] if writable else [(1, "read_only")])
    assert await _stored(desk, note) == "xx"
    async with desk.world.as_system() as work:
        refused = await work.db.execute(
            select(AuditEntry.actor_id).where(
                AuditEntry.action == "note.write", AuditEntry.decision == "refused"
            )
        )
        assert set(refused.scalars()) == {viewer.id, commenter.id}


async def test_a_right_given_and_taken_while_open(desk: Desk) -> None:
    person, manager = await desk.world.person(), await desk.world.person()
    note = await desk.note((person, Role.VIEWER), (manager, Role.MANAGER))

    async def give(role: Role) -> None:
        async with desk.world.as_system() as work:
            opened = await gate.open(work, PERMISSIONS["thing.read"], note)
            await sharing.give(opened, person.principal, role)

    async with desk.pen(person, note) as pen:
        assert not pen.writable
        await give(Role.EDITOR)
        assert (await pen.tab.wait_for("rights"))["writable"]
        n = await pen.type("a")
        await pen.until(protocol.ACKNOWLEDGED, n=n)
        await give(Role.VIEWER)
        assert not (await pen.tab.wait_for("rights"))["writable"]
        n = await pen.type("b")
        await pen.until(protocol.REFUSED, n=n)
        # What was refused may be sent again when the right comes back: nothing typed is lost.
        await give(Role.EDITOR)
        assert (await pen.tab.wait_for("rights"))["writable"]
        await pen.send_update(n, pen.unacknowledged[n])
        await pen.until(protocol.ACKNOWLEDGED, n=n)
    assert await _stored(desk, note) == "ab"


async def test_a_post_that_ends_cuts_the_document(desk: Desk) -> None:
    world = desk.world
    unit, person = await world.unit(), await world.person()
    member = await world.belong(person.principal, unit)
    note = await world.root((unit, Role.EDITOR), kind="note")
    async with desk.pen(person, note) as pen:
        n = await pen.type("before")
        await pen.until(protocol.ACKNOWLEDGED, n=n)
        async with world.as_system() as work:
            await belonging.end_member(work, member, at=work.now)
        await pen.type("after")  # before the tab can know
        assert await pen.tab.wait_for("gone", 1.0)
        await pen.type("later")
        await asyncio.sleep(0.3)
    assert await _stored(desk, note) == "before"
    assert await _rows(desk, note) == 1


async def test_an_update_sent_again_is_stored_once(desk: Desk) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    async with desk.pen(person, note) as pen:
        n, update = pen.write("once")
        for _ in range(5):
            await pen.send_update(n, update)
        await pen.until(protocol.ACKNOWLEDGED, n=n)
        pen.unacknowledged[n] = update  # as if the answer had been lost
        client, n_before, document = pen.client, pen.n, pen.document
    async with desk.live.tab(person) as tab:
        again = Pen(tab, f"note:{note}", client, document, n=n_before, unacknowledged={n: update})
        answer = await again.open()
        assert answer["acknowledged"] == n
        await again.until(protocol.ACKNOWLEDGED, n=n)
        await again.type(" more")
        await again.until(protocol.ACKNOWLEDGED, n=n + 1)
    assert await _rows(desk, note) == 2 and await _stored(desk, note) == "once more"


async def test_a_fault_of_ours_ends_writing_for_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))

    async def broken(*_: object) -> set[object]:
        raise RuntimeError

    async with desk.pen(person, note) as pen:
        with monkeypatch.context() as faulty:
            faulty.setattr(storing, "store", broken)
            n = await pen.type("typed once")
            await pen.until(protocol.REFUSED, n=n)
        assert pen.refusals == [(n, "unavailable")]
        await pen.send_update(n, pen.unacknowledged[n])
        await pen.until(protocol.ACKNOWLEDGED, n=n)
    assert await _stored(desk, note) == "typed once"


async def test_client_ids_of_others_cannot_be_used(desk: Desk) -> None:
    honest, forger = await desk.world.person(), await desk.world.person()
    note = await desk.note((honest, Role.EDITOR), (forger, Role.EDITOR))
    async with desk.pen(honest, note) as a, desk.pen(forger, note) as b:
        n = await a.type("mine")
        await a.until(protocol.ACKNOWLEDGED, n=n)
        await b.until(protocol.RELAYED)
        # New structs under the other's client id, which the forger's document knows.
        forged: Doc[Any] = Doc(client_id=a.client)
        forged.apply_update(b.document.get_update())
        before = forged.get_state()
        forged.get("t", type=Text).insert(0, "never said ")
        await b.send_update(1, forged.get_update(before))
        await b.until(protocol.REFUSED, n=1)
        assert b.refusals == [(1, "not_yours")]
        # Structs of others that are stored already are no forgery.
        with_old = b.document.get_update()
        await b.send_update(1, with_old)
        await b.until(protocol.ACKNOWLEDGED, n=1)
    # Nor may a whole tab call itself by the other's id.
    async with desk.live.tab(forger) as tab:
        pen = make_pen(tab, note, client=a.client)
        await pen.open()
        await pen.type("as the other")
        await pen.until(protocol.REFUSED)
    assert await _stored(desk, note) == "mine"
    async with desk.pen(honest, note) as a:
        assert str(a.text) == "mine"


async def test_bad_updates_are_refused_and_good_ones_go_on(desk: Desk) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    async with desk.pen(person, note) as pen:
        for payload in (b"", b"\x01", b"\xff" * 30, b"not an update"):
            await pen.send_update(1, payload)
            await pen.until(protocol.REFUSED, n=1)
        assert {code for _, code in pen.refusals} == {"malformed"}
        first, update = pen.write("a")
        second, later = pen.write("b")
        await pen.send_update(second, later)
        await pen.until(protocol.REFUSED, n=second)
        await pen.send_update(1, later)  # with the expected number, but it builds on what was never sent
        await pen.until(protocol.REFUSED, n=1)
        assert [code for _, code in pen.refusals[-2:]] == ["out_of_order", "incomplete"]
        await pen.send_update(first, update)
        await pen.send_update(second, later)
        await pen.until(protocol.ACKNOWLEDGED, n=second)
    assert await _stored(desk, note) == "ab"


@pytest.mark.parametrize("payload", [b"", b"\x63", b"\x04", b"\x04\x01\xff\xff\x7fx", b"\x01\x05abc"])
async def test_messages_that_are_none_end_the_connection(desk: Desk, payload: bytes) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    async with desk.pen(person, note) as pen:
        await pen.send(payload)
        with pytest.raises(ConnectionClosed) as closed:
            async with asyncio.timeout(5):
                while True:
                    await pen.tab.socket.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1002


async def test_a_room_wish_of_the_wrong_shape_is_refused(desk: Desk) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    async with desk.live.tab(person) as tab:
        for room in ({}, {"client": "7"}, {"client": -1}, {"client": 2**60}, {"client": 7, "since": "x"}, 7):
            assert (await tab.listen(f"note:{note}", room=room))["code"] == "invalid_request"


async def test_cursors_are_shown_under_the_person_s_own_id(desk: Desk) -> None:
    one, two = await desk.world.person(), await desk.world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.VIEWER))
    async with desk.pen(one, note) as a:
        async with desk.pen(two, note) as b:
            await b.send(_awareness(b.client, 1, '{"user":{"name":"市長","id":"x"},"cursor":{"at":3}}'))
            await a.until(protocol.AWARENESS)
            assert a.awareness == {b.client: {"user": {"id": str(two.id)}, "cursor": {"at": 3}}}
            # Nobody speaks for somebody else.
            await b.send(_awareness(a.client, 9, '{"cursor":{"at":1}}'))
            await b.send(_awareness(b.client, 2, '{"cursor":{"at":4}}'))
            await a.until(protocol.AWARENESS)
            assert a.client not in a.awareness and a.awareness[b.client]["cursor"] == {"at": 4}
            async with desk.pen(one, note) as late:
                await late.until(protocol.AWARENESS)
                assert b.client in late.awareness
        await a.until(protocol.AWARENESS)
        assert a.awareness == {}


async def test_a_caret_that_moved_while_rights_were_decided_is_shown_afterwards(desk: Desk) -> None:
    one, two = await desk.world.person(), await desk.world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.EDITOR))
    async with desk.pen(one, note) as a, desk.pen(two, note) as b:
        room = desk.coedit.list_rooms()[0]
        listener = next(each.listener for each in room.participants if each.client == a.client)
        listener.hold()
        await b.send(_awareness(b.client, 1, '{"cursor":{"at":3}}'))
        await asyncio.sleep(0.3)
        assert a.awareness == {}
        listener.release()
        await a.until(protocol.AWARENESS)
        assert a.awareness[b.client]["cursor"] == {"at": 3}


def _awareness(client: int, clock: int, state: str) -> bytes:
    update = varuint(1) + varuint(client) + varuint(clock) + varbytes(state.encode())
    return varuint(protocol.AWARENESS) + varbytes(update)


async def test_a_long_log_becomes_a_snapshot(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "COMPACT_AFTER", 40)
    one, two = await desk.world.person(), await desk.world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.EDITOR))
    async with desk.pen(one, note) as a, desk.pen(two, note) as b:
        for number in range(60):
            await a.type(f"{number} ")
        await a.until(protocol.ACKNOWLEDGED, n=60)
        async with asyncio.timeout(20):
            while await _rows(desk, note) > 25:  # noqa: ASYNC110 - a child process works
                await asyncio.sleep(0.1)
        await b.until(protocol.RELAYED)
        expected = " ".join(str(n) for n in range(60)) + " "
        assert await _stored(desk, note) == expected
        # Numbers survive in the snapshot: what was stored before it is not stored again.
        await a.send_update(3, b"\0\0")
        await a.until(protocol.ACKNOWLEDGED, n=3)
        n = await a.type("end")
        await a.until(protocol.ACKNOWLEDGED, n=n)
    async with desk.pen(two, note) as late:
        assert str(late.text) == expected + "end"
        since = late.seq
        async with desk.live.tab(one) as tab:
            back = make_pen(tab, note)
            back.seq = since
            await back.open()
            assert str(back.text) == ""  # it said it had everything


async def test_the_first_content_is_there_and_nobody_s(desk: Desk) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    document: Doc[Any] = Doc(client_id=5)
    document["t"] = Text("取り込み")
    async with desk.world.as_(person) as work:
        await write_state(await gate.open(work, WRITE, note), document.get_update())
    async with desk.pen(person, note) as pen:
        assert str(pen.text) == "取り込み"
        n = await pen.type("済み")
        await pen.until(protocol.ACKNOWLEDGED, n=n)
        forged: Doc[Any] = Doc(client_id=5)
        forged.apply_update(document.get_update())
        before = forged.get_state()
        forged.get("t", type=Text).insert(0, "x")
        await pen.send_update(n + 1, forged.get_update(before))
        await pen.until(protocol.REFUSED)
        assert pen.refusals == [(n + 1, "not_yours")]
    assert await _stored(desk, note) == "取り込み済み"


async def test_edits_are_announced_once_for_a_while_of_typing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "QUIET_SECONDS", 0.3)
    one, two = await desk.world.person(), await desk.world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.EDITOR))
    async with desk.pen(one, note) as a, desk.pen(two, note) as b:
        for pen in (a, b, a):
            n = await pen.type("x")
            await pen.until(protocol.ACKNOWLEDGED, n=n)
        event = await a.tab.wait_for("event")
        assert event["name"] == "DocumentEdited"
        assert set(event["data"]["persons"]) == {str(one.id), str(two.id)}
    async with desk.world.as_system() as work:
        count = await work.db.scalar(
            select(func.count()).select_from(topic_event).where(topic_event.c.name == "DocumentEdited")
        )
        assert count == 1


async def test_the_log_stands_behind_the_wall(desk: Desk) -> None:
    person, stranger = await desk.world.person(), await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    async with desk.pen(person, note) as pen:
        n = await pen.type("secret")
        await pen.until(protocol.ACKNOWLEDGED, n=n)
    async with desk.world.as_(stranger) as work:
        for table in ("coedit_update", "coedit_client", "coedit_snapshot"):
            assert await work.db.scalar(text(f"SELECT count(*) FROM {table}")) == 0
            assert (await work.db.execute(text(f"DELETE FROM {table}"))).rowcount == 0  # type: ignore[attr-defined]
    assert await _stored(desk, note) == "secret"


async def test_a_note_that_moves_to_its_own_rights_is_still_written(desk: Desk) -> None:
    """Sharing a document by itself gives it another anchor in the middle of the typing."""
    world = desk.world
    one, two = await world.person(), await world.person()
    folder = await world.root((one.principal, Role.MANAGER), kind="note")
    async with world.as_system() as work:
        opened = await gate.open(work, PERMISSIONS["thing.read"], folder)
        note = await _add_note(opened)
    async with desk.pen(one, note) as pen:
        await pen.type("a")
        async with world.as_system() as work:
            opened = await gate.open(work, PERMISSIONS["thing.read"], note)
            await sharing.give(opened, two.principal, Role.EDITOR)
        n = await pen.type("b")
        await pen.until(protocol.ACKNOWLEDGED, n=n)
    async with desk.pen(two, note) as pen:
        assert str(pen.text) == "ab"


async def _add_note(opened: Any) -> UUID:
    id_ = new_id()
    await sharing.add_thing(opened, Ref("note", id_), own_anchor=False)
    return id_
