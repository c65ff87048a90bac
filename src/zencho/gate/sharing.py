"""Things, where they hang, and what is given on them. The only writer of thing, anchor, grant and flat.

A grant is written once at its anchor and once in `flat` for each anchor that inherits it; the rows of
the things below are never touched. Changes of one tree exclude each other by an advisory lock, and
what makes a new anchor shares it, so that none is made beside a grant it should inherit. What was read
when the thing was opened may be old by the time the lock is held: each verb settles first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, literal, select, text, update

from zencho.gate.actors import System
from zencho.gate.events import AccessChanged, AccessGiven
from zencho.gate.opening import Opened, Unseen, actor_of, open_wall
from zencho.gate.permissions import Role
from zencho.gate.relations import find_relation
from zencho.gate.tables import ALWAYS, Anchor, Flat, Grant, Thing
from zencho.kernel.errors import Problem
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

_TREE_LOCK = 7_301_003
AnyOpened = Opened[Any, Any]


class InsideItself(Problem):
    """A folder would come to lie inside itself."""

    status = 409


class LastManager(Problem):
    """Nobody would be left who manages this for good: shares with an end date do not count."""

    status = 409


class GuestsNeverManage(Problem):
    """A guest cannot be given the sharing of anything."""

    status = 422


class EndsInThePast(Problem):
    """The end date has passed already."""

    status = 422


async def add_root(work: Work, ref: Ref, *, label: int = 2, grants: Sequence[tuple[int, Role]] = ()) -> int:
    """A thing with no parent (someone's own drive, a shared drive) and its first grants -> its anchor."""
    anchor = await _add_anchor(work, None)
    await work.db.execute(insert(Thing).values(id=ref.id, kind=ref.kind, anchor=anchor, label=label))
    await open_wall(work, read=(), write=[anchor])
    for principal, role in grants:
        await _give(work, anchor, principal, role, ALWAYS[1])
    return anchor


async def add_thing(
    opened_parent: AnyOpened, ref: Ref, *, own_anchor: bool, label: int | None = None, held: bool = False
) -> int:
    """A thing inside an opened one; folders take `own_anchor=True`. What is `held` lets nobody at what it
    holds before it is released. Returns its anchor."""
    work = opened_parent.work
    anchor = opened_parent.anchor
    if own_anchor:
        anchor = await _add_anchor(work, opened_parent.anchor)
        await open_wall(work, read=(), write=[anchor])
    await work.db.execute(
        insert(Thing).values(
            id=ref.id,
            kind=ref.kind,
            parent=opened_parent.ref.id,
            anchor=anchor,
            label=opened_parent.label if label is None else label,
            held=held,
        )
    )
    return anchor


async def add_things(opened_parent: AnyOpened, refs: Sequence[Ref]) -> None:
    """Many things inside an opened one at once, none with an anchor of its own."""
    above = {"parent": opened_parent.ref.id, "anchor": opened_parent.anchor, "label": opened_parent.label}
    rows = [{"id": ref.id, "kind": ref.kind} | above for ref in refs]
    await opened_parent.work.insert_rows(Thing.__table__, rows)


async def give(
    opened: AnyOpened, principal: int, role: Role, *, ends: datetime | None = None, is_told: bool = True
) -> int:
    """Give `principal` a role on this and all inside that inherits. Replaces what it had here; whoever gets
    it hears of it where `is_told`.

    Returns the anchor where the grant stands. Raises EndsInThePast, LastManager, GuestsNeverManage.
    """
    work = opened.work
    if ends is not None and ends <= work.now:
        raise EndsInThePast
    if role is Role.MANAGER and await _is_guest(work, principal):
        raise GuestsNeverManage
    anchor = await _own_anchor(await _settle(opened))
    changed = await _give(work, anchor, principal, role, ends or ALWAYS[1])
    await _keep_a_manager(work, anchor)
    _announce(work, changed)
    if is_told:
        ref = opened.ref
        work.announce(AccessGiven(ref.kind, ref.id, principal, int(role), work.actor.id, work.request_id))
    return anchor


async def take(opened: AnyOpened, principal: int) -> None:
    """Take back what was given to `principal` on this thing itself. Raises LastManager."""
    work, place = opened.work, await _settle(opened)
    if not place.own:
        return
    await work.db.execute(delete(Grant).where(Grant.anchor == place.anchor, Grant.principal == principal))
    await _keep_a_manager(work, place.anchor)
    await _changed(work, place.anchor)


async def stop_inheriting(opened: AnyOpened, keep: Sequence[tuple[int, Role]]) -> None:
    """From now on only what stands on the thing itself counts; `keep` is given here first.

    Raises LastManager.
    """
    work = opened.work
    anchor = await _own_anchor(await _settle(opened))
    for principal, role in keep:
        await _give(work, anchor, principal, role, ALWAYS[1])
    await _set_inherits(work, anchor, inherits=False)
    await _keep_a_manager(work, anchor)


async def inherit_again(opened: AnyOpened) -> None:
    """What is given above counts here again."""
    place = await _settle(opened)
    if place.own:
        await _set_inherits(opened.work, place.anchor, inherits=True)


async def move(opened: AnyOpened, target: AnyOpened) -> int:
    """Hang a thing elsewhere: it leaves the rights of the old place and takes those of the new.

    Raises InsideItself. Returns the anchor after the move.
    """
    work, place, into = opened.work, await _settle(opened), await _settle(target)
    if opened.ref.id in await _path(work, target.ref.id):
        raise InsideItself
    await work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(parent=target.ref.id))
    if not place.own:
        await _rehang(work, opened.ref.id, place.anchor, into.anchor)
        return into.anchor
    await work.db.execute(update(Anchor).where(Anchor.id == place.anchor).values(parent=into.anchor))
    await _flatten(work, place.anchor)
    await _changed(work, place.anchor, also=await _mark_binned(work, place.anchor))
    return place.anchor


async def set_binned(opened: AnyOpened, *, binned: bool) -> None:
    """Into the bin with all inside, or out of it; there only the permissions for the bin apply."""
    work, place = opened.work, await _settle(opened)
    at = work.now if binned else None
    await work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(binned_at=at))
    if place.own:
        await _changed(work, place.anchor, also=await _mark_binned(work, place.anchor))
    else:
        await _changed_here(work, [place.anchor])


async def set_label(opened: AnyOpened, label: int) -> None:
    """Set the label of one thing."""
    place = await _settle(opened)
    await opened.work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(label=label))
    await _changed_here(opened.work, [place.anchor])


async def release(opened: AnyOpened) -> None:
    """What was held may be opened from now on."""
    place = await _settle(opened)
    await opened.work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(held=False))
    await _changed_here(opened.work, [place.anchor])


async def drop(work: Work, ids: Sequence[UUID]) -> None:
    """Remove things for good, all inside them among `ids`; their content must be gone already."""
    await _lock_tree(work, exclusive=True)
    removed = delete(Thing).where(Thing.id.in_(ids)).returning(Thing.anchor)
    anchors = sorted(set((await work.db.scalars(removed)).all()))
    if not anchors:
        return
    await _changed_here(work, anchors)
    empty = ~select(Thing.id).where(Thing.anchor == Anchor.id).exists()
    gone = (
        await work.db.scalars(delete(Anchor).where(Anchor.id.in_(anchors), empty).returning(Anchor.id))
    ).all()
    await work.db.execute(delete(Flat).where(Flat.anchor.in_(gone)))


async def list_below(work: Work, id_: UUID) -> list[tuple[UUID, str]]:
    """(id, kind) of the thing and all inside it, deepest first: what a purge removes. Nothing changes place
    or rights before the transaction ends."""
    await _lock_tree(work, exclusive=True)
    rows = await work.db.execute(
        text(
            "WITH RECURSIVE below AS (SELECT id, kind, 0 AS depth FROM thing WHERE id = :id"
            " UNION ALL SELECT t.id, t.kind, b.depth + 1 FROM thing t JOIN below b ON t.parent = b.id)"
            " SELECT id, kind FROM below ORDER BY depth DESC"
        ),
        {"id": id_},
    )
    return [(row.id, row.kind) for row in rows]


async def _add_anchor(work: Work, parent: int | None) -> int:
    await _lock_tree(work, exclusive=False)
    anchor: int | None = await work.db.scalar(insert(Anchor).values(parent=parent).returning(Anchor.id))
    assert anchor is not None
    if parent is not None:
        inherited = select(literal(anchor), Flat.grant, Flat.principal, Flat.role, Flat.ends).where(
            Flat.anchor == parent
        )
        await work.db.execute(
            insert(Flat).from_select(["anchor", "grant", "principal", "role", "ends"], inherited)
        )
        above = select(Anchor.binned).where(Anchor.id == parent).scalar_subquery()
        await work.db.execute(update(Anchor).where(Anchor.id == anchor).values(binned=above))
    return anchor


async def _give(work: Work, anchor: int, principal: int, role: Role, ends: datetime) -> set[int]:
    """Write the grant and carry it down -> the anchors whose epoch was raised."""
    raised = await work.ask(
        "SELECT gate_give(%(anchor)s, %(principal)s, %(role)s::smallint, %(ends)s, %(by)s, %(now)s)",
        anchor=anchor,
        principal=principal,
        role=int(role),
        ends=ends,
        by=work.actor.id,
        now=work.now,
    )
    return {row[0] for row in raised}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an opened thing hangs, read under the lock; `own` = the anchor was made for this very thing."""

    opened: AnyOpened
    anchor: int
    own: bool


async def _settle(opened: AnyOpened) -> _Place:
    """Wait for the tree and read again what may have changed since the thing was opened.

    Raises Unseen where the thing is gone or the actor's role was taken meanwhile.
    """
    work, actor = opened.work, actor_of(opened.work)
    await _lock_tree(work, exclusive=True)
    row = await find_relation(work, actor, opened.ref.id)
    if row is None or not (isinstance(actor, System) or row.role >= opened.permission.role):
        raise Unseen
    above = await work.ask(
        "SELECT above.anchor FROM thing JOIN thing above ON above.id = thing.parent WHERE thing.id = %(id)s",
        id=opened.ref.id,
    )
    return _Place(opened, row.anchor, own=not above or above[0].anchor != row.anchor)


async def _own_anchor(place: _Place) -> int:
    """The thing's own anchor, made now where it had none (a file shared by itself)."""
    if place.own:
        return place.anchor
    work = place.opened.work
    anchor = await _add_anchor(work, place.anchor)
    await open_wall(work, read=(), write=[anchor])
    await _rehang(work, place.opened.ref.id, place.anchor, anchor)
    await _mark_binned(work, anchor)
    return anchor


async def _rehang(work: Work, id_: UUID, old: int, new: int) -> None:
    """Hang a thing, and what is inside it without an anchor of its own, on another anchor."""
    await work.db.execute(
        text(
            "WITH RECURSIVE inside AS (SELECT id FROM thing WHERE id = :id UNION ALL"
            " SELECT t.id FROM thing t JOIN inside i ON t.parent = i.id WHERE t.anchor = :old)"
            " UPDATE thing SET anchor = :new FROM inside WHERE thing.id = inside.id"
        ),
        {"id": id_, "old": old, "new": new},
    )
    # Whoever has it open was let in at the old anchor: what they write must not pass on that.
    await _changed_here(work, [old])


async def _set_inherits(work: Work, anchor: int, *, inherits: bool) -> None:
    await work.db.execute(update(Anchor).where(Anchor.id == anchor).values(inherits=inherits))
    await _flatten(work, anchor)
    await _changed(work, anchor)


async def _flatten(work: Work, anchor: int) -> None:
    await work.db.execute(text("SELECT gate_flatten(:anchor)"), {"anchor": anchor})


async def _mark_binned(work: Work, anchor: int) -> list[int]:
    """Carry down what lies in the bin -> the anchors where that changed, inheriting or not."""
    rows = await work.db.execute(text("SELECT gate_mark_binned(:anchor)"), {"anchor": anchor})
    return list(rows.scalars())


async def _changed(work: Work, anchor: int, *, also: Sequence[int] = ()) -> None:
    """Raise the epoch of the anchor and of all that inherit from it, and announce it with `also`."""
    rows = await work.db.execute(text("SELECT gate_raise_epochs(:anchor)"), {"anchor": anchor})
    _announce(work, {*rows.scalars(), *also})


async def _changed_here(work: Work, anchors: Sequence[int]) -> None:
    """Raise the epoch of these anchors alone, and announce it."""
    await work.db.execute(update(Anchor).where(Anchor.id.in_(anchors)).values(epoch=Anchor.epoch + 1))
    _announce(work, set(anchors))


def _announce(work: Work, anchors: set[int]) -> None:
    many = len(anchors) > 1000
    work.announce(AccessChanged(anchors=() if many else tuple(sorted(anchors)), everything=many))


async def _keep_a_manager(work: Work, anchor: int) -> None:
    # A date passes without anybody's act, so that nobody could be told that they are the last.
    [found] = await work.ask(
        "SELECT EXISTS (SELECT FROM flat JOIN principal ON principal.id = flat.principal"
        " WHERE flat.anchor = %(anchor)s AND flat.role = %(role)s AND flat.ends = %(always)s"
        " AND principal.kind NOT IN ('link', 'sender'))",  # no link may ever manage
        anchor=anchor,
        role=int(Role.MANAGER),
        always=ALWAYS[1],
    )
    if not found[0]:
        raise LastManager


async def _is_guest(work: Work, principal: int) -> bool:
    until = await work.ask("SELECT guest_until FROM principal WHERE id = %(id)s", id=principal)
    return bool(until) and until[0].guest_until is not None


async def _path(work: Work, id_: UUID) -> set[UUID]:
    """The thing and all above it."""
    rows = await work.db.execute(
        text(
            "WITH RECURSIVE up AS (SELECT id, parent FROM thing WHERE id = :id"
            " UNION ALL SELECT t.id, t.parent FROM thing t JOIN up ON t.id = up.parent) SELECT id FROM up"
        ),
        {"id": id_},
    )
    return set(rows.scalars())


async def _lock_tree(work: Work, *, exclusive: bool) -> None:
    shared = "" if exclusive else "_shared"
    await work.ask(f"SELECT pg_advisory_xact_lock{shared}({_TREE_LOCK})")
