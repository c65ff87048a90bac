"""Nodes as the page shows them: what may be offered on each, who sees it, and where it lies."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from zencho.drive import rules, shapes
from zencho.drive.queries.about import find_about, show_about
from zencho.drive.queries.held import list_held
from zencho.drive.queries.nodes import list_above
from zencho.drive.queries.room import Room, find_room
from zencho.drive.queries.versions import list_editing
from zencho.drive.tables import Node, Star
from zencho.gate import audience
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Visible
from zencho.gate.permissions import Role
from zencho.gate.tables import Anchor, Thing
from zencho.kernel.errors import InvalidRequest
from zencho.kernel.work import Work

PARTIES_SHOWN = 3


def role_name(role: int) -> shapes.RoleName:
    """A role as it travels."""
    return Role(role).name.lower()  # type: ignore[return-value]


def select_rows(seen: Visible) -> Select[Node, int, bool, bool, bool]:
    """Rows of (Node, label, held, anchor_binned, starred) for what is seen."""
    # Asked once for the whole page: what one person keeps at hand is a few hundred rows at most.
    at_hand = Node.thing_id.in_(select(Star.thing_id).where(Star.person == seen.actor.principal))
    return (
        select(Node, Thing.label, Thing.held, Anchor.binned.label("anchor_binned"), at_hand.label("starred"))
        .join(Thing, Thing.id == Node.thing_id)
        .join(Anchor, Anchor.id == Thing.anchor)
        .where(seen.clause)
    )


async def show(
    work: Work,
    seen: Visible,
    rows: Sequence[Any],
    *,
    folder_anchor: int | None = None,
    folders: Set[UUID] | None = None,
) -> list[shapes.Item]:
    """Rows of `select_rows` as items. With `folder_anchor` all lie in that folder, and who sees one is said
    only where it differs; `folders` are those around them that are seen, where this is known already."""
    anchors, around = {row.Node.anchor for row in rows}, {row.Node.folder for row in rows if row.Node.folder}
    if folder_anchor is not None:
        anchors, folders = await audience.list_apart(work, anchors - {folder_anchor}), around
    elif folders is None:
        folders = (await gate.visible_of(work, rules.THING_READ, around)).ids if around else around
    # Who else sees it is nothing to guests: two of them may compete for the same order.
    audiences = {} if gate.is_guest(work) else await audiences_at(work, anchors)
    files = [row.Node.thing_id for row in rows if row.Node.version is not None]
    editing = await list_editing(work, files) if files else {}
    held = await list_held(work, [row.Node.thing_id for row in rows if row.held])
    offers: dict[tuple[str, int, int, bool, bool], list[str]] = {}
    items = []
    for row in rows:
        node: Node = row.Node
        is_binned = node.binned_at is not None or row.anchor_binned
        sort = (node.kind, node.anchor, row.label, is_binned, row.held)
        if sort not in offers:
            offers[sort] = seen.abilities(node.kind, node.anchor, row.label, binned=is_binned, held=row.held)
        item = _item(node, row.label, offers[sort], folders, audiences.get(node.anchor))
        marks = {
            "editing": editing.get(node.thing_id),
            "starred": row.starred,
            "held": held.get(node.thing_id),
        }
        more = {name: mark for name, mark in marks.items() if mark}
        items.append(item.model_copy(update=more) if more else item)
    return items


def _item(
    node: Node, label: int, abilities: list[str], folders: Set[UUID], seen_by: shapes.Audience | None
) -> shapes.Item:
    return shapes.Item(
        id=node.thing_id,
        kind=node.kind,
        name=node.name,
        folder=node.folder if node.folder in folders else None,
        root=node.root,
        owner=node.owner,
        label=label,
        revision=node.revision,
        size_bytes=node.size_bytes,
        media_type=node.media_type,
        created_at=node.created_at,
        created_by=node.created_by,
        modified_at=node.modified_at,
        modified_by=node.modified_by,
        abilities=abilities,
        audience=seen_by,
        version=node.version,
        comments=node.comments,
        received=_received(node),
    )


def _received(node: Node) -> shapes.Received | None:
    if node.received_from is None or node.received_as is None:
        return None
    return shapes.Received(sender=node.received_from, number=node.received_as)


async def audiences_at(work: Work, anchors: Iterable[int]) -> dict[int, shapes.Audience]:
    """Who sees what hangs at each anchor."""
    shares = await audience.list_shares(work, anchors)
    people = await audience.count_people(work, shares)
    return {anchor: _audience(given, people[anchor]) for anchor, given in shares.items()}


def _audience(given: Sequence[audience.Share], people: int) -> shapes.Audience:
    best: dict[int, audience.Share] = {}
    for share in given:
        known = best.get(share.principal)
        if known is None or known.role < share.role:
            best[share.principal] = share
    parties = sorted(best.values(), key=lambda share: (-share.people, -share.role, share.principal))
    return shapes.Audience(
        # Whoever reads this sees the thing, so the one is they; by a link it may be anybody.
        only_me=people <= 1 and all(share.kind != "link" for share in best.values()),
        people=people,
        parties=[
            shapes.SharedParty(
                kind=share.kind,
                id=share.ref,
                role=role_name(share.role),
                people=share.people,
            )
            for share in parties[:PARTIES_SHOWN]
        ],
        more=max(0, len(parties) - PARTIES_SHOWN),
    )


async def get_items(work: Work, ids: Sequence[UUID]) -> list[shapes.Item]:
    """Items in the order asked; those unseen are left out."""
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = {row.Node.thing_id: row for row in await work.db.execute(select_rows(seen))}
    return await show(work, seen, [rows[id_] for id_ in ids if id_ in rows])


async def get_item(work: Work, id_: UUID) -> shapes.Item:
    """An item that was opened in this transaction and stays seen."""
    return (await get_items(work, [id_]))[0]


async def get_detail(opened: Opened[Node, Any]) -> shapes.Detail:
    """A thing by itself: what it is, where it lies, who sees it."""
    work, id_ = opened.work, opened.ref.id
    above = (await list_above(work, [id_]))[id_]
    seen = await gate.visible_of(work, rules.THING_READ, [id_, *above])
    rows = {row.Node.thing_id: row for row in await work.db.execute(select_rows(seen))}
    [item] = await show(work, seen, [rows[id_]], folders=seen.ids)
    room = await find_room(work, id_) if rules.FOLDER_ADD.name in item.abilities else None
    return shapes.Detail(
        item=item,
        path=_path(above, {each: _step(rows[each].Node) for each in above if each in rows}),
        audience=item.audience,
        inherits=await audience.is_inheriting(work, opened.anchor),
        about=show_about(await find_about(work, id_)) if opened.ref.kind == "folder" else None,
        openings_told=await gate.is_for_managers(opened, rules.THING_OPENINGS),
        little_room=_little(room) if room is not None and room.is_nearly_full else None,
    )


def _little(room: Room) -> shapes.LittleRoom:
    return shapes.LittleRoom(used_bytes=room.used_bytes, limit_bytes=room.limit_bytes)


async def get_paths(work: Work, ids: Sequence[UUID]) -> dict[UUID, list[shapes.Step]]:
    """For each thing what lies above it, the topmost first, from where the actor sees all the way down."""
    above = await list_above(work, ids)
    ids_above = {each for chain in above.values() for each in chain}
    seen = await gate.visible_of(work, rules.THING_READ, ids_above)
    nodes = await work.db.scalars(select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause))
    steps = {node.thing_id: _step(node) for node in nodes}
    return {id_: _path(chain, steps) for id_, chain in above.items()}


def list_folders(paths: Mapping[UUID, Sequence[shapes.Step]]) -> set[UUID]:
    """The folders that things lie in, where those are seen."""
    return {path[-1].id for path in paths.values() if path}


def _path(above: Sequence[UUID], steps: Mapping[UUID, shapes.Step]) -> list[shapes.Step]:
    seen = [steps[each] for each in takewhile(steps.__contains__, above)]
    return seen[::-1]


def _step(node: Node) -> shapes.Step:
    return shapes.Step(id=node.thing_id, name=node.name, root=node.root, owner=node.owner)


def write_cursor(*values: Any) -> str:
    """Where a page ended, to be given back as `after`."""
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def read_cursor(cursor: str, count: int) -> list[Any]:
    """The values of a cursor. Raises InvalidRequest for what we did not write."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise InvalidRequest(fields=["after"]) from error
    if not isinstance(values, list) or len(values) != count:
        raise InvalidRequest(fields=["after"])
    return values


def later_than(columns: Sequence[tuple[Any, bool]], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows behind `values` in an order of (column, descending); the last column decides ties."""
    (column, is_descending), value = columns[0], values[0]
    behind: ColumnElement[bool] = column < value if is_descending else column > value
    if len(columns) == 1:
        return behind
    same: ColumnElement[bool] = column == value
    return behind | (same & later_than(columns[1:], values[1:]))
