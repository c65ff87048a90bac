"""Changing who sees a thing: all changes of one press of the button together, tried first or done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from zencho.audit.record import record
from zencho.drive.events import ItemChanged
from zencho.drive.tables import Node
from zencho.gate import audience, sharing
from zencho.gate.opening import Opened, Unseen, actor_of
from zencho.gate.permissions import Role
from zencho.gate.trying import attempt, trial

Shared = Opened[Node, Literal["thing.share"]]
NAMED = 10


@dataclass(frozen=True, slots=True)
class Gift:
    """A role for a principal; `ends` is the first moment it no longer holds, None = never."""

    principal: int
    role: Role
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is given, taken, and whether what is given above counts (None = as it was). `is_told`: whoever is
    given something hears of it."""

    gifts: Sequence[Gift] = ()
    taken: Sequence[int] = ()
    inherits: bool | None = None
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do: people (principals) by what becomes of them, and how many before and after."""

    before: int
    after: int
    gaining: tuple[int, ...]
    losing: tuple[int, ...]
    other_role: int


async def change_sharing(opened: Shared, change: Change) -> None:
    """Do all of it. Raises LastManager, EndsInThePast."""
    await _apply(opened, change)
    work, ref = opened.work, opened.ref
    for gift in change.gifts:
        ends = gift.ends.isoformat() if gift.ends else None
        await record(work, "share.give", ref, principal=gift.principal, role=int(gift.role), ends=ends)
    for principal in change.taken:
        await record(work, "share.take", ref, principal=principal)
    if change.inherits is not None:
        await record(work, "share.inherit" if change.inherits else "share.stop_inheriting", ref)
    work.announce(ItemChanged(opened.thing.folder, ref.id, ref.kind))


async def preview_sharing(opened: Shared, change: Change) -> Effect:
    """What `change_sharing` would do, without doing it. Raises what it would raise."""
    work, id_ = opened.work, opened.ref.id
    before = await audience.roles_of_people(work, id_)
    async with trial(work):
        await _apply(opened, change)
        after = await audience.roles_of_people(work, id_)
    return Effect(
        before=len(before),
        after=len(after),
        gaining=tuple(sorted(after.keys() - before.keys())),
        losing=tuple(sorted(before.keys() - after.keys())),
        other_role=sum(before[person] != after[person] for person in before.keys() & after.keys()),
    )


async def _apply(opened: Shared, change: Change) -> None:
    """In an order that keeps the actor's own right to change until the rest is done."""
    own = actor_of(opened.work).principal
    if change.inherits:
        await sharing.inherit_again(opened)
    # New managers first: only then may others stop to be ones, now or at a date.
    gifts = sorted(change.gifts, key=lambda gift: gift.role < Role.MANAGER or gift.ends is not None)
    last = [gift for gift in gifts if gift.principal == own and gift.role < Role.MANAGER]
    for gift in gifts:
        if gift not in last:
            await _give(opened, gift, change)
    for principal in change.taken:
        if principal != own:
            await sharing.take(opened, principal)
    for gift in last:
        await _give(opened, gift, change)
    if own in change.taken and change.inherits is False:
        await _leave_and_stop(opened, own)
    elif own in change.taken:
        await sharing.take(opened, own)
    elif change.inherits is False:
        await sharing.stop_inheriting(opened, keep=())


async def _give(opened: Shared, gift: Gift, change: Change) -> None:
    await sharing.give(opened, gift.principal, gift.role, ends=gift.ends, is_told=change.is_told)


async def _leave_and_stop(opened: Shared, own: int) -> None:
    """Whichever of the actor's shares, their own or the inherited one, lets them change it goes last."""
    try:
        async with attempt(opened.work):
            await sharing.take(opened, own)
            await sharing.stop_inheriting(opened, keep=())
    except Unseen:
        await sharing.stop_inheriting(opened, keep=())
        await sharing.take(opened, own)
