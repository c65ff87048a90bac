"""The drive's lists. Each begins with the gate's filter; pages go on where the last one ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, bindparam, func, select
from sqlalchemy.orm import aliased

from zencho.drive import rules, shapes
from zencho.drive.names import words_of
from zencho.drive.queries.items import (
    get_item,
    get_paths,
    later_than,
    list_folders,
    read_cursor,
    select_rows,
    show,
    write_cursor,
)
from zencho.drive.tables import Node, Recent, Star
from zencho.gate import opening as gate
from zencho.gate import relations
from zencho.gate.opening import Opened, Visible
from zencho.gate.tables import EVERYONE, Flat, Grant, Thing
from zencho.kernel.errors import InvalidRequest
from zencho.kernel.work import Work

BIN_DAYS = 30
FOUND_SHOWN = 50
_FOUND_LOOKED_AT = 200
Sort = Literal["name", "modified"]
StarredSort = Literal["name", "modified", "starred"]


async def list_items(
    opened: Opened[Node, Any], *, sort: Sort, after: str | None, limit: int, ids: Sequence[UUID] | None
) -> shapes.ItemPage:
    """What lies in an opened folder, folders first; with `ids`, those of them that lie there."""
    work = opened.work
    among = Thing.parent == opened.ref.id
    if ids is not None:
        among &= Thing.id.in_(ids)
    seen = await gate.visible(work, rules.THING_READ, among)
    second: tuple[Any, bool] = (Node.sort_key, False) if sort == "name" else (Node.modified_at, True)
    order = [(Node.rank, False), second, (Node.thing_id, False)]
    statement = select_rows(seen).where(Node.folder == opened.ref.id)
    if after is not None:
        rank, value, id_ = read_cursor(after, 3)
        statement = statement.where(later_than(order, [int(bool(rank)), _value(sort, value), _uuid(id_)]))
    rows = (
        await work.db.execute(statement.order_by(Node.rank, _ordered(second), Node.thing_id).limit(limit + 1))
    ).all()
    total = None
    if after is None and ids is None:
        total = await _count(work, seen)
    last = rows[limit - 1].Node if len(rows) > limit else None
    return shapes.ItemPage(
        items=await show(work, seen, rows[:limit], folder_anchor=opened.anchor),
        next=last and write_cursor(last.rank, getattr(last, second[0].key), last.thing_id),
        total=total,
    )


async def list_roots(work: Work, own: UUID | None) -> shapes.Roots:
    """One's own drive and all other roots one may see, by name."""
    seen = await gate.visible(
        work,
        rules.THING_READ,
        Thing.parent.is_(None)
        & (Thing.kind == "folder")
        & (Thing.id != own)
        & Thing.anchor.in_(reached(work)),
    )
    rows = (await work.db.execute(select_rows(seen).order_by(Node.sort_key, Node.thing_id))).all()
    mine = None if own is None else await get_item(work, own)
    return shapes.Roots(own=mine, shared=await show(work, seen, rows))


async def list_shared_with_me(work: Work, *, after: str | None, limit: int) -> shapes.ItemPage:
    """What others gave to me, or to what I belong to, inside folders I do not see; the latest first. Whole
    drives are no part of it but for guests, who have no other list."""
    me, folder = relations.mine(gate.actor_of(work)), aliased(Thing)
    given = (
        select(Grant.anchor, func.max(Grant.given_at).label("at"))
        .join(me, me.c.container == Grant.principal)
        .where(me.c.starts <= work.now, work.now < me.c.ends, work.now < Grant.ends)
        .where(Grant.principal != EVERYONE, Grant.given_by.is_distinct_from(work.actor.id))
        .group_by(Grant.anchor)
        .subquery("given")
    )
    # The thing a grant stands on is the one whose folder hangs elsewhere; the rest at its anchor follow.
    elsewhere: ColumnElement[bool] = (
        select(folder.id)
        .where(folder.id == Thing.parent, folder.anchor != Thing.anchor, folder.anchor.not_in(reached(work)))
        .exists()
    )
    if gate.is_guest(work):
        elsewhere = Thing.parent.is_(None) | elsewhere
    among = Thing.anchor.in_(select(given.c.anchor)) & Thing.binned_at.is_(None) & elsewhere
    seen = await gate.visible(work, rules.THING_READ, among)
    statement = select_rows(seen).add_columns(given.c.at).join(given, given.c.anchor == Thing.anchor)
    if after is not None:
        at, id_ = read_cursor(after, 2)
        order = [(given.c.at, True), (Node.thing_id, False)]
        statement = statement.where(later_than(order, [_time(at), _uuid(id_)]))
    rows = (
        await work.db.execute(statement.order_by(given.c.at.desc(), Node.thing_id).limit(limit + 1))
    ).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return shapes.ItemPage(
        items=await show(work, seen, rows[:limit]),
        next=last and write_cursor(last.at, last.Node.thing_id),
        total=None,
    )


async def list_recent(work: Work, *, after: str | None, limit: int) -> shapes.RecentPage:
    """What the actor opened or edited and still sees, the latest first."""
    person = gate.actor_of(work).principal
    mine = select(Recent.thing_id).where(Recent.person == person)
    seen = await gate.visible(work, rules.THING_READ, Thing.id.in_(mine))
    statement = (
        select_rows(seen)
        .add_columns(Recent.opened_at, Recent.edited_at, Recent.at)
        .join(Recent, (Recent.thing_id == Node.thing_id) & (Recent.person == person))
    )
    if after is not None:
        at, id_ = read_cursor(after, 2)
        order = [(Recent.at, True), (Node.thing_id, False)]
        statement = statement.where(later_than(order, [_time(at), _uuid(id_)]))
    rows = (await work.db.execute(statement.order_by(Recent.at.desc(), Node.thing_id).limit(limit + 1))).all()
    shown = rows[:limit]
    paths = await get_paths(work, [row.Node.thing_id for row in shown])
    items = await show(work, seen, shown, folders=list_folders(paths))
    last = shown[-1] if len(rows) > limit else None
    return shapes.RecentPage(
        items=[
            shapes.RecentItem(
                item=item, path=paths[item.id], opened_at=row.opened_at, edited_at=row.edited_at
            )
            for item, row in zip(items, shown, strict=True)
        ],
        next=last and write_cursor(last.at, last.Node.thing_id),
    )


async def list_starred(work: Work, *, sort: StarredSort, after: str | None, limit: int) -> shapes.StarredPage:
    """What the actor keeps at hand and still sees: folders first, or the one starred last."""
    seen, person = await _at_hand(work), gate.actor_of(work).principal
    order: list[tuple[Any, bool]] = [(Node.sort_key, False) if sort == "name" else (Node.modified_at, True)]
    order = [(Star.at, True)] if sort == "starred" else [(Node.rank, False), *order]
    order.append((Node.thing_id, False))
    statement = (
        select_rows(seen)
        .add_columns(Star.at)
        .join(Star, (Star.thing_id == Node.thing_id) & (Star.person == person))
    )
    if after is not None:
        *rank, value, id_ = read_cursor(after, len(order))
        behind = [*(int(bool(each)) for each in rank), _value(sort, value), _uuid(id_)]
        statement = statement.where(later_than(order, behind))
    rows = (await work.db.execute(statement.order_by(*map(_ordered, order)).limit(limit + 1))).all()
    shown = rows[:limit]
    paths = await get_paths(work, [row.Node.thing_id for row in shown])
    items = await show(work, seen, shown, folders=list_folders(paths))
    return shapes.StarredPage(
        items=[
            shapes.StarredItem(item=item, path=paths[item.id], starred_at=row.at)
            for item, row in zip(items, shown, strict=True)
        ],
        next=_starred_cursor(shown[-1], sort) if len(rows) > limit else None,
        total=await _count(work, seen) if after is None else None,
    )


def _starred_cursor(row: Any, sort: StarredSort) -> str:
    node: Node = row.Node
    if sort == "starred":
        return write_cursor(row.at, node.thing_id)
    return write_cursor(node.rank, node.sort_key if sort == "name" else node.modified_at, node.thing_id)


async def count_starred(work: Work) -> int:
    """How many things the actor keeps at hand and still sees."""
    return await _count(work, await _at_hand(work))


async def _at_hand(work: Work) -> Visible:
    mine = select(Star.thing_id).where(Star.person == gate.actor_of(work).principal)
    return await gate.visible(work, rules.THING_READ, Thing.id.in_(mine))


async def _count(work: Work, seen: Visible) -> int:
    return await work.db.scalar(select(func.count()).select_from(Thing).where(seen.clause)) or 0


async def list_bin(
    work: Work, *, whose: Literal["mine", "all"], after: str | None, limit: int
) -> shapes.BinPage:
    """What was put into the bin by the actor, or by anybody, and the actor may restore."""
    among = Thing.binned_at.is_not(None) & Thing.anchor.in_(reached(work))
    seen = await gate.visible(work, rules.THING_RESTORE, among)
    statement = select_rows(seen).where(Node.binned_at.is_not(None))
    if whose == "mine":
        statement = statement.where(Node.binned_by == work.actor.id)
    if after is not None:
        at, id_ = read_cursor(after, 2)
        order = [(Node.binned_at, True), (Node.thing_id, False)]
        statement = statement.where(later_than(order, [_time(at), _uuid(id_)]))
    rows = (
        await work.db.execute(statement.order_by(Node.binned_at.desc(), Node.thing_id).limit(limit + 1))
    ).all()
    shown = rows[:limit]
    last = shown[-1].Node if len(rows) > limit else None
    return shapes.BinPage(
        items=[
            shapes.BinnedItem(
                item=item,
                binned_at=row.Node.binned_at,
                binned_by=row.Node.binned_by,
                purged_on=row.Node.binned_at + timedelta(days=BIN_DAYS),
            )
            for item, row in zip(await show(work, seen, shown), shown, strict=True)
        ],
        next=last and write_cursor(last.binned_at, last.thing_id),
    )


async def find_by_name(work: Work, query: str) -> shapes.FoundPage:
    """Things whose names hold all words of the query, names beginning with it first. Raises QueryTooShort."""
    words, pairs = words_of(query)
    candidates = func.drive_find(
        bindparam(None, words, ARRAY(Text)), bindparam(None, pairs, ARRAY(Text)), work.now, _FOUND_LOOKED_AT
    )
    ids = list(await work.db.scalars(select(candidates)))
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = {row.Node.thing_id: row for row in await work.db.execute(select_rows(seen))}
    found = [rows[id_] for id_ in ids if id_ in rows]
    paths = await get_paths(work, [row.Node.thing_id for row in found[:FOUND_SHOWN]])
    items = await show(work, seen, found[:FOUND_SHOWN], folders=list_folders(paths))
    return shapes.FoundPage(
        items=[shapes.FoundItem(item=item, path=paths[item.id]) for item in items],
        more=len(found) > FOUND_SHOWN or len(ids) == _FOUND_LOOKED_AT,
    )


async def resolve(work: Work, ids: Sequence[UUID]) -> shapes.ResolvedList:
    """Refs in words, for those the actor sees."""
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = {row.Node.thing_id: row for row in await work.db.execute(select_rows(seen))}
    found = [rows[id_] for id_ in ids if id_ in rows]
    paths = await get_paths(work, list(rows))
    return shapes.ResolvedList(
        things=[
            shapes.Resolved(
                id=row.Node.thing_id,
                kind=row.Node.kind,
                name=row.Node.name,
                root=row.Node.root,
                owner=row.Node.owner,
                path=paths[row.Node.thing_id],
                abilities=seen.abilities(
                    row.Node.kind, row.Node.anchor, row.label, binned=row.anchor_binned, held=row.held
                ),
            )
            for row in found
        ]
    )


def reached(work: Work) -> Any:
    """The anchors where anything was given to the actor: a first sieve that keeps the gate's work small."""
    me = relations.mine(gate.actor_of(work))
    return (
        select(Flat.anchor)
        .join(me, me.c.container == Flat.principal)
        .where(me.c.starts <= work.now, work.now < me.c.ends, work.now < Flat.ends)
    )


def _ordered(column: tuple[Any, bool]) -> Any:
    return column[0].desc() if column[1] else column[0]


def _value(sort: StarredSort, value: Any) -> Any:
    return str(value) if sort == "name" else _time(value)


def _time(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InvalidRequest(fields=["after"]) from error


def _uuid(value: Any) -> UUID:
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidRequest(fields=["after"]) from error
