"""Who has a thing open to write: what lists show beside it, to those who may read it."""

from collections.abc import AsyncIterator

import pytest

from tests.kit.pens import Desk, open_desk
from tests.kit.world import World
from zencho.gate.permissions import Role
from zencho.hub import queries
from zencho.kernel.refs import Ref


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    async with open_desk(world) as made:
        yield made


async def test_who_writes_stands_there_and_who_only_reads_does_not(desk: Desk) -> None:
    first, second, reader = [await desk.world.person() for _ in range(3)]
    note = await desk.note((first, Role.EDITOR), (second, Role.EDITOR), (reader, Role.VIEWER))
    ref, hub = Ref("note", note), desk.live.hub
    assert hub.writers_of(ref) == []
    async with desk.pen(first, note), desk.pen(reader, note):
        async with desk.pen(second, note), desk.pen(first, note):
            assert hub.writers_of(ref) == [first.id, second.id]
        async with desk.live.tab(second) as tab:
            await tab.listen(str(ref), present=True)
            assert second.id not in hub.writers_of(ref)


async def test_only_what_one_may_read_is_told(desk: Desk) -> None:
    writer, stranger = await desk.world.person(), await desk.world.person()
    open_one = await desk.note((writer, Role.EDITOR), (stranger, Role.VIEWER))
    closed = await desk.note((writer, Role.EDITOR))
    for person, expected in ((stranger, {open_one}), (writer, {open_one, closed})):
        async with desk.world.as_(person) as work:
            found = await queries.list_readable(work, [open_one, closed])
            assert {ref.id for ref in found} == expected
