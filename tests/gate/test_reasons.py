"""Why, and what would change it: each remedy is applied, and flips the answer."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.gate.test_sharing import add, bin_, change
from tests.gate.worlds import MANAGE, PROBES
from tests.kit.world import World
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Person
from zencho.gate.belonging import find_principal
from zencho.gate.permissions import Role
from zencho.gate.reasons import Reasons, explain
from zencho.gate.tables import EVERYONE
from zencho.kernel.clock import now


async def why(world: World, person: Person, id_: UUID, permission: str = "probe.read") -> Reasons:
    """As a bystander who manages it is told."""
    async with world.as_system() as work:
        opened = await gate.open(work, MANAGE, id_)
        principal = await find_principal(work, person.id)
        assert principal is not None
        return await explain(work, opened, principal, PROBES[permission])


async def apply(world: World, person: Person, id_: UUID, reasons: Reasons) -> Person:
    """Do what the remedy says -> the person as they then come."""
    assert reasons.remedy is not None
    needs: dict[str, Any] = dict(reasons.remedy.needs)
    async with world.as_system() as work:
        for share in reasons.remedy.take:
            where = next(chain.down[0] for chain in reasons.chains if chain.share == share)
            await sharing.take(await gate.open(work, MANAGE, where), share.principal)
        opened = await gate.open(work, MANAGE, id_)
        if "role" in needs:
            await sharing.give(opened, person.principal, Role(needs["role"]))
        if "label" in needs:
            await sharing.set_label(opened, needs["label"])
        if needs.get("binned") is False:
            await sharing.set_binned(opened, binned=False)
    return Person(
        person.id,
        person.principal,
        person.session_id,
        assurance=needs.get("assurance", person.assurance),
        device=needs.get("device", person.device),
    )


async def test_a_chain_from_the_person_to_the_thing(probed: World) -> None:
    bureau = await probed.unit()
    section = await probed.unit(bureau)
    one, keeper = await probed.person(), await probed.person()
    start, end = now() - timedelta(days=1), now() + timedelta(days=9)
    await probed.belong(one.principal, section, starts=start, ends=end)
    root = await probed.root((bureau, Role.EDITOR), (keeper.principal, Role.MANAGER))
    shelf = await add(probed, root)
    book = await add(probed, shelf, "book")
    reasons = await why(probed, one, book)
    (chain,) = reasons.chains
    assert [(edge.child, edge.parent) for edge in chain.edges] == [
        (one.principal, section),
        (section, bureau),
    ]
    assert (chain.edges[0].starts, chain.edges[0].ends, chain.edges[1].ends) == (start, end, None)
    assert chain.down == (root, shelf, book)
    assert (chain.share.principal, chain.share.role, chain.share.people) == (bureau, Role.EDITOR, 1)
    assert (reasons.allowed, reasons.role, reasons.until) == (True, Role.EDITOR, end)
    assert reasons.rules == ("role.probe.read",)


async def test_the_longest_way_says_until_when(probed: World) -> None:
    one, keeper, unit = await probed.person(), await probed.person(), await probed.unit()
    end = now() + timedelta(days=9)
    await probed.belong(one.principal, unit)
    root = await probed.root((keeper.principal, Role.MANAGER))

    async def give(principal: int, ends: datetime | None) -> None:
        async with probed.as_system() as work:
            opened = await gate.open(work, MANAGE, root)
            await sharing.give(opened, principal, Role.VIEWER, ends=ends)

    await give(one.principal, end)
    assert (await why(probed, one, root)).until == end
    await give(unit, end + timedelta(days=1))
    assert (await why(probed, one, root)).until == end + timedelta(days=1)
    await give(EVERYONE, None)
    assert (await why(probed, one, root)).until is None


async def test_to_take_it_away_every_way_must_go(probed: World) -> None:
    unit, group = await probed.unit(), await probed.unit(kind="group")
    one, two, keeper = await probed.person(unit, group), await probed.person(unit), await probed.person()
    root = await probed.root((unit, Role.VIEWER), (keeper.principal, Role.MANAGER))
    shelf = await add(probed, root)
    await change(probed, shelf, sharing.give, group, Role.EDITOR)
    reasons = await why(probed, one, shelf)
    assert len(reasons.chains) == 2
    assert reasons.remedy is not None
    assert {share.principal for share in reasons.remedy.take} == {unit, group}
    assert reasons.remedy.people == 2  # the second loses it with the first
    one = await apply(probed, one, shelf, reasons)
    assert await probed.may(one, "probe.read", shelf) == "unseen"
    assert await probed.may(two, "probe.read", shelf) == "unseen"


async def test_to_take_away_writing_leaves_reading(probed: World) -> None:
    unit, group = await probed.unit(), await probed.unit(kind="group")
    one, keeper = await probed.person(unit, group), await probed.person()
    root = await probed.root((unit, Role.VIEWER), (group, Role.EDITOR), (keeper.principal, Role.MANAGER))
    reasons = await why(probed, one, root, "probe.write")
    assert reasons.remedy is not None
    assert [share.principal for share in reasons.remedy.take] == [group]
    one = await apply(probed, one, root, reasons)
    assert await probed.table("probe.write", root, [one]) == ["refused"]
    assert await probed.table("probe.read", root, [one]) == ["open"]


async def test_what_a_refusal_lacks(probed: World) -> None:
    one, keeper = await probed.person(assurance=2), await probed.person()
    root = await probed.root((keeper.principal, Role.MANAGER))
    shelf = await add(probed, root)
    for permission, needs in (("probe.read", {"role": 1}), ("probe.write", {"role": 3})):
        reasons = await why(probed, one, shelf, permission)
        assert not reasons.allowed
        assert reasons.remedy is not None
        assert dict(reasons.remedy.needs) == needs
        one = await apply(probed, one, shelf, reasons)
        assert await probed.may(one, permission, shelf) == "open"
    await change(probed, shelf, bin_)
    reasons = await why(probed, one, shelf)
    assert reasons.remedy is not None
    assert dict(reasons.remedy.needs) == {"binned": False}
    one = await apply(probed, one, shelf, reasons)
    assert await probed.may(one, "probe.read", shelf) == "open"


async def test_the_asker_is_judged_as_they_came(probed: World) -> None:
    """A limited thing: what they lack is a stronger sign-in, and with it they are in."""
    one = await probed.person(assurance=1)
    root = await probed.root((one.principal, Role.MANAGER), label=4)
    strong = Person(one.id, one.principal, one.session_id, assurance=2)
    async with probed.as_(strong) as work:
        opened = await gate.open(work, MANAGE, root)
        principal = await find_principal(work, one.id)
        assert principal is not None
        reasons = await explain(work, opened, principal, PROBES["probe.read"])
    assert reasons.allowed
    assert dict(reasons.conditions) == {"assurance": 2}
    assert await probed.table("probe.read", root, [one, strong]) == ["refused", "open"]


async def test_what_the_guard_rails_ask_of_all(probed: World) -> None:
    one = await probed.person(assurance=2)
    root = await probed.root((one.principal, Role.MANAGER), label=5)
    reasons = await why(probed, one, root)
    assert dict(reasons.conditions) == {"assurance": 2, "device": 1}
    assert await probed.may(one, "probe.read", root) == "refused"
    known = Person(one.id, one.principal, one.session_id, assurance=2, device=1)
    assert await probed.may(known, "probe.read", root) == "open"
