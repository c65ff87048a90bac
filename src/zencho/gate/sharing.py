"""Things, where they hang, and what is given on them. The only writer of thing, anchor, grant and flat.

A grant is written once at its anchor and once in `flat` for each anchor that inherits it; the rows of
the things below are never touched. Changes of one tree exclude each other by an advisory lock, and
what makes a new anchor shares it, so that none is made beside a grant it should inherit.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.gate.events import AccessChanged, AccessGiven
from zencho.gate.opening import Opened, open_wall
from zencho.gate.permissions import Role
from zencho.gate.tables import ALWAYS, Anchor, Flat, Grant, Principal, Thing
from zencho.kernel.errors import Problem
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

_TREE_LOCK = 7_301_003
AnyOpened = Opened[Any, Any]


class InsideItself(Problem):
    """A folder would come to lie inside itself."""

    status = 409


class LastManager(Problem):
    """Nobody would be left who manages this."""

    status = 409


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


async def add_thing(opened_parent: AnyOpened, ref: Ref, *, own_anchor: bool, label: int | None = None) -> int:
    """A thing inside an opened one; folders take `own_anchor=True`. Returns its anchor."""
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
        )
    )
    return anchor


async def give(opened: AnyOpened, principal: int, role: Role, *, ends: datetime | None = None) -> int:
    """Give `principal` a role on this and all inside that inherits. Replaces what it had here.

    Returns the anchor where the grant stands. Raises EndsInThePast, LastManager.
    """
    work = opened.work
    if ends is not None and ends <= work.now:
        raise EndsInThePast
    await _lock_tree(work, exclusive=True)
    anchor = await _own_anchor(work, opened)
    await _give(work, anchor, principal, role, ends or ALWAYS[1])
    await _keep_a_manager(work, anchor)
    await _changed(work, anchor)
    work.announce(
        AccessGiven(opened.ref.kind, opened.ref.id, principal, int(role), work.actor.id, work.request_id)
    )
    return anchor


async def take(opened: AnyOpened, principal: int) -> None:
    """Take back what was given to `principal` on this thing itself. Raises LastManager."""
    work = opened.work
    await _lock_tree(work, exclusive=True)
    await work.db.execute(delete(Grant).where(Grant.anchor == opened.anchor, Grant.principal == principal))
    await _keep_a_manager(work, opened.anchor)
    await _changed(work, opened.anchor)


async def stop_inheriting(opened: AnyOpened, keep: Sequence[tuple[int, Role]]) -> None:
    """From now on only what stands on the thing itself counts; `keep` is given here first.

    Raises LastManager.
    """
    work = opened.work
    await _lock_tree(work, exclusive=True)
    anchor = await _own_anchor(work, opened)
    for principal, role in keep:
        await _give(work, anchor, principal, role, ALWAYS[1])
    await _set_inherits(work, anchor, inherits=False)
    await _keep_a_manager(work, anchor)


async def inherit_again(opened: AnyOpened) -> None:
    """What is given above counts here again."""
    await _lock_tree(opened.work, exclusive=True)
    await _set_inherits(opened.work, opened.anchor, inherits=True)


async def move(opened: AnyOpened, target: AnyOpened) -> int:
    """Hang a thing elsewhere: it leaves the rights of the old place and takes those of the new.

    Raises InsideItself. Returns the anchor after the move.
    """
    work = opened.work
    await _lock_tree(work, exclusive=True)
    if opened.ref.id in await _path(work, target.ref.id):
        raise InsideItself
    anchor = target.anchor
    if await _is_own(work, opened):
        anchor = opened.anchor
        await work.db.execute(update(Anchor).where(Anchor.id == anchor).values(parent=target.anchor))
        await _flatten(work, anchor)
        await _changed(work, anchor)
    else:
        work.announce(AccessChanged(anchors=(opened.anchor,)))
    await work.db.execute(
        update(Thing).where(Thing.id == opened.ref.id).values(parent=target.ref.id, anchor=anchor)
    )
    return anchor


async def set_binned(opened: AnyOpened, *, binned: bool) -> None:
    """Into the bin with all inside, or out of it; there only the permissions for the bin apply."""
    work = opened.work
    await _lock_tree(work, exclusive=True)
    at = work.now if binned else None
    await work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(binned_at=at))
    if await _is_own(work, opened):
        await work.db.execute(text("SELECT gate_mark_binned(:anchor)"), {"anchor": opened.anchor})
    await _changed(work, opened.anchor)


async def set_label(opened: AnyOpened, label: int) -> None:
    """Set the label of one thing."""
    await opened.work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(label=label))
    await _changed(opened.work, opened.anchor)


async def drop(work: Work, ids: Sequence[UUID]) -> None:
    """Remove things for good, those without children first; their content must be gone already."""
    await work.db.execute(delete(Thing).where(Thing.id.in_(ids)))


async def list_below(work: Work, id_: UUID) -> list[tuple[UUID, str]]:
    """(id, kind) of the thing and all inside it, deepest first: what a purge removes."""
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
    return anchor


async def _give(work: Work, anchor: int, principal: int, role: Role, ends: datetime) -> None:
    values = {
        "anchor": anchor,
        "principal": principal,
        "role": int(role),
        "ends": ends,
        "given_by": work.actor.id,
        "given_at": work.now,
    }
    grant = await work.db.scalar(
        upsert(Grant)
        .values(values)
        .on_conflict_do_update(
            index_elements=["anchor", "principal"],
            set_={name: values[name] for name in ("role", "ends", "given_by", "given_at")},
        )
        .returning(Grant.id)
    )
    await work.db.execute(text("SELECT gate_carry_grant(:grant)"), {"grant": grant})


async def _own_anchor(work: Work, opened: AnyOpened) -> int:
    """The thing's own anchor, made now where it had none (a file shared by itself)."""
    if await _is_own(work, opened):
        return opened.anchor
    anchor = await _add_anchor(work, opened.anchor)
    await open_wall(work, read=(), write=[anchor])
    await work.db.execute(update(Thing).where(Thing.id == opened.ref.id).values(anchor=anchor))
    # Whoever has it open was let in at the old anchor.
    work.announce(AccessChanged(anchors=(opened.anchor,)))
    return anchor


async def _is_own(work: Work, opened: AnyOpened) -> bool:
    """Whether the thing is the one that its anchor was made for: its parent hangs on another."""
    Above = select(Thing.anchor).where(  # noqa: N806 - an alias of a table
        Thing.id == select(Thing.parent).where(Thing.id == opened.ref.id).scalar_subquery()
    )
    above = await work.db.scalar(Above)
    return above is None or above != opened.anchor


async def _set_inherits(work: Work, anchor: int, *, inherits: bool) -> None:
    await work.db.execute(update(Anchor).where(Anchor.id == anchor).values(inherits=inherits))
    await _flatten(work, anchor)
    await _changed(work, anchor)


async def _flatten(work: Work, anchor: int) -> None:
    await work.db.execute(text("SELECT gate_flatten(:anchor)"), {"anchor": anchor})


async def _changed(work: Work, anchor: int) -> None:
    """Raise the epoch of the anchor and of all below, and announce it."""
    rows = await work.db.execute(text("SELECT gate_raise_epochs(:anchor)"), {"anchor": anchor})
    anchors = tuple(sorted(rows.scalars()))
    many = len(anchors) > 1000
    work.announce(AccessChanged(anchors=() if many else anchors, everything=many))


async def _keep_a_manager(work: Work, anchor: int) -> None:
    managers = await work.db.scalar(
        select(func.count())
        .select_from(Flat)
        .join(Principal, Principal.id == Flat.principal)
        .where(Flat.anchor == anchor, Flat.role == int(Role.MANAGER), Flat.ends > work.now)
    )
    if not managers:
        raise LastManager


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
    await work.db.execute(text(f"SELECT pg_advisory_xact_lock{shared}({_TREE_LOCK})"))
