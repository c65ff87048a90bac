"""Which relation has this actor to this thing? Answered by SQL over the gate's own tables, at `work.now`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Subquery,
    and_,
    bindparam,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from zencho.gate.actors import AnyActor
from zencho.gate.permissions import Role
from zencho.gate.tables import ALWAYS, Anchor, Flat, Principal, Reach, Thing
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work


def mine(actor: AnyActor) -> Subquery:
    """All principals that the actor counts as, each with its interval: (container, starts, ends)."""
    reached = select(Reach.container, Reach.starts, Reach.ends).where(Reach.person == actor.principal)
    if not actor.links:
        return reached.subquery("mine")
    links = select(
        func.unnest(bindparam(None, list(actor.links), ARRAY(Integer))).label("container"),
        literal(ALWAYS[0], Reach.starts.type).label("starts"),
        literal(ALWAYS[1], Reach.ends.type).label("ends"),
    )
    return union_all(reached, links).subquery("mine")


async def find_relation(work: Work, actor: AnyActor, id_: UUID) -> Row[Any] | None:
    """One statement: kind, anchor, label, binned, epoch, role now, `until` (the next date that may
    change it) and the person's epoch. None where no such thing exists."""
    me, now = mine(actor), work.now
    holds = and_(me.c.starts <= now, now < me.c.ends, now < Flat.ends)
    edges = func.least(me.c.ends, Flat.ends)
    standing = (
        select(
            func.max(Flat.role).filter(holds).label("role"),
            func.least(
                func.min(edges).filter(and_(holds, edges < ALWAYS[1])),
                func.min(me.c.starts).filter(me.c.starts > now),
            ).label("until"),
        )
        .select_from(Flat)
        .join(me, me.c.container == Flat.principal)
        .where(Flat.anchor == Thing.anchor)
        .lateral("standing")
    )
    person_epoch = select(Principal.epoch).where(Principal.id == actor.principal).scalar_subquery()
    statement = (
        select(
            Thing.kind,
            Thing.anchor,
            Thing.label,
            (Thing.binned_at.is_not(None) | Anchor.binned).label("binned"),
            Anchor.epoch,
            func.coalesce(standing.c.role, 0).label("role"),
            standing.c.until,
            person_epoch.label("person_epoch"),
        )
        .join(Anchor, Anchor.id == Thing.anchor)
        .join(standing, literal(value=True))
        .where(Thing.id == id_)
    )
    return (await work.db.execute(statement)).one_or_none()


async def list_relations(work: Work, actor: AnyActor, among: ColumnElement[bool]) -> list[Row[Any]]:
    """The distinct (kind, label, own_binned, anchor) among those things, with role and anchor_binned."""
    chosen = (
        select(Thing.anchor, Thing.kind, Thing.label, Thing.binned_at.is_not(None).label("own_binned"))
        .where(among)
        .distinct()
        .cte("chosen")
    )
    roles = _roles(work, actor).where(Flat.anchor.in_(select(chosen.c.anchor))).subquery("roles")
    statement = (
        select(chosen, roles.c.role, Anchor.binned.label("anchor_binned"))
        .join(Anchor, Anchor.id == chosen.c.anchor)
        .outerjoin(roles, roles.c.anchor == chosen.c.anchor)
    )
    return list(await work.db.execute(statement))


async def roles_at(work: Work, actor: AnyActor, anchors: Iterable[int]) -> dict[int, int]:
    """The actor's role at each anchor, 0 where none."""
    wanted = list(anchors)
    rows = await work.db.execute(_roles(work, actor).where(among_integers(Flat.anchor, wanted)))
    return dict.fromkeys(wanted, 0) | {row.anchor: row.role for row in rows}


async def list_persons(work: Work, principal: int, *, limit: int) -> list[int]:
    """The persons (principals) that count as `principal` now, at most `limit`."""
    rows = await work.db.scalars(
        select(Reach.person)
        .where(Reach.container == principal, Reach.starts <= work.now, work.now < Reach.ends)
        .distinct()
        .limit(limit)
    )
    return list(rows)


async def find_ref(work: Work, id_: UUID) -> Ref | None:
    """The kind of a thing by its id, for what is no answer to anybody (a reaction); None where it is gone."""
    kind = await work.db.scalar(select(Thing.kind).where(Thing.id == id_))
    return None if kind is None else Ref(kind, id_)


async def list_managers(work: Work, thing_id: UUID, *, limit: int) -> list[int]:
    """The persons (principals) who manage this thing now, at most `limit`."""
    rows = await work.db.scalars(
        select(Reach.person)
        .join(Flat, Flat.principal == Reach.container)
        .join(Thing, Thing.anchor == Flat.anchor)
        .where(
            Thing.id == thing_id,
            Flat.role == int(Role.MANAGER),
            Flat.ends > work.now,
            Reach.starts <= work.now,
            work.now < Reach.ends,
        )
        .distinct()
        .limit(limit)
    )
    return list(rows)


def _roles(work: Work, actor: AnyActor) -> Any:
    me, now = mine(actor), work.now
    return (
        select(Flat.anchor, func.max(Flat.role).label("role"))
        .join(me, me.c.container == Flat.principal)
        .where(me.c.starts <= now, now < me.c.ends, now < Flat.ends)
        .group_by(Flat.anchor)
    )


def among_integers(column: Any, values: Iterable[int]) -> ColumnElement[bool]:
    """`column = ANY(array)`: one parameter however many values, so one plan."""
    return column == func.any(bindparam(None, sorted(values), ARRAY(Integer)))  # type: ignore[no-any-return]
