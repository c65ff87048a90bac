"""A server killed before it told anyone of an edit: the next one tells, once."""

import asyncio
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from websockets.asyncio.client import connect

from tests.kit.live import Tab
from tests.kit.pens import Pen, make_pen, open_desk
from tests.kit.world import World
from tests.live.kills import Stage, _free_port
from zencho.coedit import engine, protocol
from zencho.coedit.actions import write_state
from zencho.coedit.queries import list_unannounced
from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, Person
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.kernel.refs import Ref


async def test_a_server_killed_before_it_told_anyone(world: World, tmp_path: Path) -> None:
    writer, reader = await world.person(), await world.person()
    grants = ((writer.principal, Role.EDITOR), (reader.principal, Role.EDITOR))
    note, untouched = await world.root(*grants, kind="note"), await world.root(*grants, kind="note")
    stage = _stage(world, tmp_path, writer)
    await stage.start_server()
    try:
        await _type(stage, writer, note)
        assert stage.server is not None
        stage.server.kill()
        await stage.server.wait()
        assert await _told(world) == []  # the pause after typing had not come
        await stage.start_server()
        async with asyncio.timeout(20):
            while not (told := await _told(world)):  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.05)
        assert told == [{"thing_kind": "note", "thing_id": str(note), "persons": [str(writer.id)]}]
        async with world.as_(Anonymous()) as work:
            assert await list_unannounced(work) == []
        await stage.kill_server()
        await _type(stage, writer, untouched, only_open=True)  # it is up, and had time to look
        await asyncio.sleep(1)
        assert len(await _told(world)) == 1
    finally:
        assert stage.server is not None
        stage.server.kill()
        await stage.server.wait()


def _stage(world: World, folder: Path, person: Person) -> Stage:
    stage = Stage(None, folder / "told.json", _free_port())  # type: ignore[arg-type]
    told = {
        "app": world.dsns.app,
        "port": stage.port,
        "blobs": str(folder / "blobs"),
        "persons": {str(person.session_id): (str(person.id), person.principal)},
    }
    stage.told.write_text(json.dumps(told), "utf-8")
    return stage


async def _type(stage: Stage, person: Person, note: UUID, *, only_open: bool = False) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                async with connect(
                    f"ws://127.0.0.1:{stage.port}/live", origin=f"http://127.0.0.1:{stage.port}",  # type: ignore[arg-type]
                    additional_headers={"Cookie": f"test={person.session_id}"},
                ) as socket:  # fmt: skip
                    pen: Pen = make_pen(Tab(socket), note)
                    await pen.open()
                    if not only_open:
                        n = await pen.type("予算")
                        await pen.until(protocol.ACKNOWLEDGED, n=n)
                return
            except OSError:
                await asyncio.sleep(0.1)


async def _told(world: World) -> list[dict[str, Any]]:
    async with await psycopg.AsyncConnection.connect(world.dsns.owner) as connection:
        rows = await connection.execute("SELECT data FROM topic_event WHERE name = 'DocumentEdited'")
        return [data for (data,) in await rows.fetchall()]


async def test_what_is_left_to_tell(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """First contents are nobody's edit; after a compaction only the edit is known, not whose it was."""
    monkeypatch.setattr(engine, "QUIET_SECONDS", 3600)
    monkeypatch.setattr(engine, "LONGEST_SECONDS", 3600)
    one, two = await world.person(), await world.person()
    async with open_desk(world) as desk:
        imported, note = (
            await desk.note((one, Role.EDITOR)),
            await desk.note((one, Role.EDITOR), (two, Role.EDITOR)),
        )
        async with world.as_system() as work:
            await write_state(await gate.open(work, PERMISSIONS["note.write"], imported), b"\x00\x00")
        async with desk.pen(one, note) as a, desk.pen(two, note) as b:
            for pen in (b, a, b):
                await pen.until(protocol.ACKNOWLEDGED, n=await pen.type("x"))
        async with world.as_(Anonymous()) as work:
            (left,) = await list_unannounced(work)
        assert (left.ref, left.seq, left.persons) == (Ref("note", note), 3, (one.id, two.id))
        await desk.coedit._compact(desk.coedit._rooms[Ref("note", note)])
        async with world.as_(Anonymous()) as work:
            (left,) = await list_unannounced(work)
        assert (left.ref, left.seq, left.persons) == (Ref("note", note), 3, ())
    async with world.as_(Anonymous()) as work:  # a server that ends in order has told
        assert await list_unannounced(work) == []
