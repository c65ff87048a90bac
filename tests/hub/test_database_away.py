"""The database stops answering: nothing that may be out of date passes, tabs are told, and all comes back."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.kit.database import temporary_folder
from tests.kit.pens import Desk, open_desk
from tests.kit.world import World, open_world
from zencho.coedit import protocol
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor

NOTICED_SECONDS = 3.0


@pytest.fixture
def own_cluster() -> Iterator[supervisor.Cluster]:
    with temporary_folder("away") as folder:  # durable: a kill must lose nothing
        running = supervisor.start(folder / "data")
        try:
            migrate(running.dsns.owner)
            yield running
        finally:
            _signal_all(running, signal.SIGCONT)
            running.stop()


def _signal_all(cluster: supervisor.Cluster, number: signal.Signals) -> None:
    for pid in supervisor.find_cluster_processes(cluster.place):
        with suppress(ProcessLookupError):  # a backend ends when its client leaves
            os.kill(pid, number)


@pytest.fixture
async def desk(own_cluster: supervisor.Cluster, tmp_path: Path) -> AsyncIterator[Desk]:
    async with (
        open_world(own_cluster.dsns, tmp_path) as world,
        open_desk(world, heartbeat_seconds=0.3, database_seconds=1.0) as made,
    ):
        yield made


async def test_stopped_for_a_while_during_typing(desk: Desk, own_cluster: supervisor.Cluster) -> None:
    world: World = desk.world
    one, two, manager = await world.person(), await world.person(), await world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.EDITOR), (manager, Role.MANAGER))
    async with desk.pen(one, note) as a, desk.pen(two, note) as b:
        await a.type("before ")
        await b.until(protocol.RELAYED)
        _signal_all(own_cluster, signal.SIGSTOP)
        n = await a.type("during ")
        assert await a.tab.wait_for("paused", NOTICED_SECONDS)
        assert await b.tab.wait_for("paused", NOTICED_SECONDS)
        # Nobody sees what is not on disk, nor a cursor that nobody could vouch for.
        assert await b.tab.stays_silent(0.5)
        _signal_all(own_cluster, signal.SIGCONT)
        assert await a.tab.wait_for("resumed")
        await a.until(protocol.ACKNOWLEDGED, n=n)
        await b.until(protocol.RELAYED)
        assert str(a.text) == str(b.text) == "before during "


async def test_access_taken_by_another_process_while_we_could_not_hear(
    desk: Desk, own_cluster: supervisor.Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the pause everything is decided again, whether or not an event said so."""
    world = desk.world
    person, manager = await world.person(), await world.person()
    note = await desk.note((person, Role.EDITOR), (manager, Role.MANAGER))
    async with desk.pen(person, note) as pen:
        monkeypatch.setattr(desk.live.hub, "_access_changed", lambda event: None)
        async with world.as_system() as work:
            await sharing.take(await gate.open(work, PERMISSIONS["thing.read"], note), person.principal)
        assert await pen.tab.stays_silent()
        monkeypatch.undo()
        _signal_all(own_cluster, signal.SIGSTOP)
        await pen.tab.wait_for("paused", NOTICED_SECONDS)
        _signal_all(own_cluster, signal.SIGCONT)
        assert await pen.tab.wait_for("gone")


async def test_killed_and_started_again_during_typing(desk: Desk, own_cluster: supervisor.Cluster) -> None:
    world = desk.world
    one, two = await world.person(), await world.person()
    note = await desk.note((one, Role.EDITOR), (two, Role.EDITOR))
    watching = asyncio.create_task(supervisor.keep_alive(own_cluster))
    async with desk.pen(one, note) as a, desk.pen(two, note) as b:
        n = await a.type("before ")
        await a.until(protocol.ACKNOWLEDGED, n=n)
        _signal_all(own_cluster, signal.SIGKILL)
        last = [await a.type(f"{number} ") for number in range(20)][-1]
        await a.until(protocol.ACKNOWLEDGED, 30, n=last)
        while str(b.text) != str(a.text):
            await b.until(protocol.RELAYED, 10)
        assert str(b.text) == "before " + "".join(f"{number} " for number in range(20))
    while not own_cluster.is_running():  # noqa: ASYNC110 - it may serve before its watcher has seen it
        await asyncio.sleep(0.02)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
