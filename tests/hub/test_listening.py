"""Listening to topics: who may, what arrives, what was missed, and who is present."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.hub.events import Nudged
from tests.kit.live import Live, open_live
from tests.kit.world import World
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.permissions import PERMISSIONS, Role
from zencho.hub import queries
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref


@pytest.fixture
async def live(world: World) -> AsyncIterator[Live]:
    async with open_live(world) as made:
        yield made


async def _nudge(live: Live, folder: UUID, *things: UUID | None, anchor: int | None = None) -> None:
    async with live.world.as_system() as work:
        work.announce(*(Nudged(folder, thing, anchor) for thing in things or (None,)))


async def _child(live: Live, folder: UUID, *, own_anchor: bool = True, label: int | None = None) -> UUID:
    id_ = new_id()
    async with live.world.as_system() as work:
        opened = await gate.open(work, PERMISSIONS["thing.read"], folder)
        await sharing.add_thing(opened, Ref("note", id_), own_anchor=own_anchor, label=label)
    return id_


async def test_who_may_listen(live: Live) -> None:
    world = live.world
    stranger, viewer, manager = await world.person(), await world.person(), await world.person()
    folder = await world.root((viewer.principal, Role.VIEWER), (manager.principal, Role.MANAGER))
    missing = new_id()
    for person, expected in ((viewer, "subbed"), (manager, "subbed"), (stranger, "refused")):
        async with live.tab(person) as tab:
            assert (await tab.listen(f"folder:{folder}"))["type"] == expected
            if expected == "refused":
                unseen = await tab.listen(f"folder:{folder}")
                absent = await tab.listen(f"folder:{missing}")
                assert unseen.pop("ref") and absent.pop("ref") and unseen == absent
            other_kind = await tab.listen(f"file:{folder}")
            assert other_kind["type"] == "refused" and other_kind["code"] == "not_found"


async def test_only_oneself_hears_what_is_one_s_own(live: Live) -> None:
    me, other = await live.world.person(), await live.world.person()
    async with live.tab(me) as tab:
        assert (await tab.listen(f"person:{me.id}"))["type"] == "subbed"
        assert (await tab.listen(f"person:{other.id}"))["code"] == "not_found"


async def test_events_arrive_numbered(live: Live) -> None:
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    async with live.tab(person) as tab:
        assert (await tab.listen(f"folder:{folder}"))["seq"] == 0
        await _nudge(live, folder, None, None)
        first, second = await tab.wait_for("event"), await tab.wait_for("event")
        assert (first["seq"], second["seq"]) == (1, 2)
        assert first["name"] == "Nudged" and first["data"] == {"folder_id": str(folder), "thing_id": None}
        await tab.send("unsub", f"folder:{folder}")
        await _nudge(live, folder)
        assert await tab.stays_silent()


async def test_what_was_missed_is_caught_up(live: Live) -> None:
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, None, None, None)
        await tab.wait_for("event", seq=3)
    async with live.tab(person) as tab:
        assert (await tab.listen(f"folder:{folder}", since=1))["seq"] == 3
        assert (await tab.wait_for("event"))["seq"] == 2
        assert (await tab.wait_for("event"))["seq"] == 3
        assert (await tab.listen(f"folder:{folder}", since=3))["seq"] == 3
        assert await tab.stays_silent()


@pytest.mark.parametrize("since", [0, 99])
async def test_too_old_or_unknown_past_means_reload(
    live: Live, since: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_MISSED", 2)
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, None, None, None)
        assert [(await tab.wait_for("event"))["seq"] for _ in range(3)] == [1, 2, 3]
        await tab.listen(f"folder:{folder}", since=since)
        assert (await tab.wait_for("reload"))["seq"] == 3
        assert await tab.stays_silent()


@pytest.mark.parametrize(
    ("forgotten", "since", "is_caught_up"),
    [
        ([1], 0, False),
        ([1], 1, True),
        ([1, 2, 3, 4], 2, False),  # all of them
        ([1, 2, 3, 4], 4, True),  # and nothing was missed
        ([3], 1, False),  # out of the middle: age is not quite the order of numbers
        ([3], 3, True),
        ([4], 2, False),  # the newest
    ],
)
async def test_what_was_forgotten_means_reload(
    live: Live, forgotten: list[int], since: int, is_caught_up: bool
) -> None:
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, None, None, None, None)
        await tab.wait_for("event", seq=4)
    async with world.as_system() as work:
        await work.db.execute(text("DELETE FROM topic_event WHERE seq = ANY (:seqs)"), {"seqs": forgotten})
    async with live.tab(person) as tab:
        assert (await tab.listen(f"folder:{folder}", since=since))["seq"] == 4
        if is_caught_up:
            for seq in range(since + 1, 5):
                assert (await tab.wait_for("event"))["seq"] == seq
            assert await tab.stays_silent()
        else:
            assert (await tab.wait_for("reload"))["seq"] == 4
            assert not [each for each in tab.waiting if isinstance(each, dict) and each["type"] == "event"]


async def test_children_are_heard_of_by_those_who_may_read_them(live: Live) -> None:
    world = live.world
    insider, outsider = await world.person(), await world.person()
    folder = await world.root((insider.principal, Role.MANAGER), (outsider.principal, Role.VIEWER))
    plain, inheriting, closed = (
        await _child(live, folder, own_anchor=False),
        await _child(live, folder),
        await _child(live, folder),
    )
    async with world.as_system() as work:
        opened = await gate.open(work, PERMISSIONS["thing.read"], closed)
        await sharing.stop_inheriting(opened, [(insider.principal, Role.MANAGER)])
    async with live.tab(insider) as inside, live.tab(outsider) as outside:
        for tab in (inside, outside):
            await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, plain, inheriting, closed, new_id())
        heard = [await inside.wait_for("event") for _ in range(4)]
        assert [each["data"]["thing_id"] for each in heard[:3]] == [str(plain), str(inheriting), str(closed)]
        heard = [await outside.wait_for("event") for _ in range(3)]
        assert [each["seq"] for each in heard] == [1, 2, 4]
        assert await outside.stays_silent()
        # The same holds for what is caught up.
        await outside.listen(f"folder:{folder}", since=0)
        assert [(await outside.wait_for("event"))["seq"] for _ in range(3)] == [1, 2, 4]
        assert await outside.stays_silent()


async def test_a_child_that_inherits_asks_nobody_again(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder's subfolders are anchors of their own: a hundred listeners must not be a hundred questions."""
    world = live.world
    persons = [await world.person() for _ in range(4)]
    folder = await world.root(*((each.principal, Role.VIEWER) for each in persons))
    child = await _child(live, folder)
    asked, ask = [], live.hub._decider.ask

    async def counted(*arguments: Any) -> Any:
        asked.append(arguments)
        return await ask(*arguments)

    monkeypatch.setattr(live.hub._decider, "ask", counted)
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(live.tab(each)) for each in persons]
        for tab in tabs:
            await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, child)
        for tab in tabs:
            assert (await tab.wait_for("event"))["data"]["thing_id"] == str(child)
    assert len(asked) == 1


async def test_a_label_on_a_child_is_respected(live: Live) -> None:
    world = live.world
    weak, strong = await world.person(), await world.person(assurance=2)
    folder = await world.root((weak.principal, Role.VIEWER), (strong.principal, Role.VIEWER))
    limited = await _child(live, folder, own_anchor=False, label=4)
    async with live.tab(weak) as one, live.tab(strong) as two:
        for tab in (one, two):
            await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, limited)
        assert (await two.wait_for("event"))["seq"] == 1
        assert await one.stays_silent()
        await one.listen(f"folder:{folder}", since=0)
        assert await one.stays_silent()


async def test_what_went_into_the_bin_is_still_told_to_those_who_knew_it(live: Live) -> None:
    world = live.world
    insider, outsider = await world.person(), await world.person()
    folder = await world.root((insider.principal, Role.MANAGER), (outsider.principal, Role.VIEWER))
    seen, closed = await _child(live, folder), await _child(live, folder)
    async with world.as_system() as work:
        opened = await gate.open(work, PERMISSIONS["thing.read"], closed)
        await sharing.stop_inheriting(opened, [(insider.principal, Role.MANAGER)])
    async with world.as_system() as work:
        for id_ in (seen, closed):
            await sharing.set_binned(await gate.open(work, PERMISSIONS["thing.read"], id_), binned=True)
    async with live.tab(outsider) as tab:
        await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, seen, closed)
        assert (await tab.wait_for("event"))["data"]["thing_id"] == str(seen)
        assert await tab.stays_silent()


async def test_what_left_its_place_is_told_by_the_anchor_it_was_known_under(live: Live) -> None:
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    hidden = await world.root()
    async with world.as_system() as work:
        here = (await gate.open(work, PERMISSIONS["thing.read"], folder)).anchor
        there = (await gate.open(work, PERMISSIONS["thing.read"], hidden)).anchor
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        await _nudge(live, folder, hidden, anchor=there)
        await _nudge(live, folder, hidden, anchor=here)
        event = await tab.wait_for("event")
        assert event["seq"] == 2 and "anchor" not in event["data"]
        assert await tab.stays_silent()


async def test_whoever_is_shut_out_of_a_child_reads_the_list_anew(live: Live) -> None:
    world = live.world
    insider, outsider = await world.person(), await world.person()
    folder = await world.root((insider.principal, Role.MANAGER), (outsider.principal, Role.VIEWER))
    child, other = await _child(live, folder), await world.root((outsider.principal, Role.VIEWER))
    async with live.tab(outsider) as tab:
        await tab.listen(f"folder:{folder}")
        await tab.listen(f"folder:{other}")
        async with world.as_system() as work:
            opened = await gate.open(work, PERMISSIONS["thing.read"], child)
            await sharing.stop_inheriting(opened, [(insider.principal, Role.MANAGER)])
            work.announce(Nudged(folder, child))
        assert (await tab.wait_for("reload"))["ref"] == f"folder:{folder}"
        assert await tab.stays_silent()


async def test_a_role_that_changes_makes_the_list_be_read_anew(live: Live) -> None:
    """What may be done with the things in it is part of a list."""
    world = live.world
    person, manager = await world.person(), await world.person()
    folder = await world.root((person.principal, Role.VIEWER), (manager.principal, Role.MANAGER))
    async with live.tab(person) as tab:
        await tab.listen(f"folder:{folder}")
        async with world.as_system() as work:
            opened = await gate.open(work, PERMISSIONS["thing.read"], folder)
            await sharing.give(opened, person.principal, Role.EDITOR)
        assert await tab.wait_for("reload")


async def test_presence_names_those_who_show_themselves(live: Live) -> None:
    world = live.world
    one, two, quiet = await world.person(), await world.person(), await world.person()
    thing = await world.root(*((each.principal, Role.VIEWER) for each in (one, two, quiet)))
    async with live.tab(one) as first, live.tab(quiet) as third:
        await first.listen(f"folder:{thing}", present=True)
        await third.listen(f"folder:{thing}")
        async with live.tab(two) as second:
            await second.listen(f"folder:{thing}", present=True)
            both = sorted([str(one.id), str(two.id)])
            assert (await second.wait_for("presence"))["persons"] == both
            assert (await first.wait_for("presence", persons=both))["count"] == 2
        assert (await first.wait_for("presence", persons=[str(one.id)]))["count"] == 1
        assert await third.stays_silent()
