"""A page that asks for a topic several times in a row: only the last counts, and keeps the channel."""

from collections.abc import AsyncIterator

import pytest

from tests.kit.pens import Desk, make_pen, open_desk
from tests.kit.world import World
from zencho.coedit import protocol
from zencho.gate.permissions import Role

ROUNDS = 15


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    async with open_desk(world) as made:
        yield made


async def test_the_last_of_many_asks_keeps_the_channel(desk: Desk) -> None:
    person = await desk.world.person()
    note = await desk.note((person, Role.EDITOR))
    async with desk.live.tab(person) as tab:
        for _ in range(ROUNDS):
            pen = make_pen(tab, note)
            room = {"client": pen.client, "since": 0}
            # An older ask may end after the newest has been answered; it must not take the channel with it.
            for _ in range(5):
                await tab.send("sub", pen.ref, room=room)
            await pen.open()
            n = await pen.type("x")
            await pen.until(protocol.ACKNOWLEDGED, n=n)
