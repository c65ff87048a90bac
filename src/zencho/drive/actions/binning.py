"""Into the bin, out of it, and gone for good."""

from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, delete, func, literal, select

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions.rows import free_name_in, no_twin, write_node
from zencho.drive.events import ItemAdded, ItemRemoved
from zencho.drive.names import keys_of
from zencho.drive.problems import KeptByOthers, NotInBin, RootStays
from zencho.drive.queries.nodes import (
    list_living_above,
    list_overdue,
    load_node,
)
from zencho.drive.tables import (
    Node,
)
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.opening import Opened, open_wall
from zencho.gate.permissions import KINDS
from zencho.gate.tables import Thing
from zencho.gate.trying import attempt
from zencho.kernel.work import Work

BIN_DAYS = 30


async def delete_folder(opened: Opened[Node, Literal["folder.delete"]]) -> None:
    """Into the bin, with all inside. Raises RootStays."""
    await _put_into_bin(opened)


async def delete_thing(opened: Opened[Node, Literal["thing.delete"]]) -> None:
    """A file or document into the bin; folders have an act of their own."""
    await _put_into_bin(opened)


async def _put_into_bin(opened: Opened[Node, Any]) -> None:
    work = opened.work
    if opened.thing.folder is None:
        raise RootStays
    await sharing.set_binned(opened, binned=True)
    folder = (await load_node(work, opened.ref.id)).folder
    assert folder is not None  # what lies in a folder never becomes a root
    await write_node(opened, {"binned_at": work.now, "binned_by": work.actor.id})
    await record(work, f"{opened.ref.kind}.delete", opened.ref, folder=str(folder))
    work.announce(ItemRemoved(folder, opened.ref.id, opened.ref.kind))


async def restore(opened: Opened[Node, Literal["thing.restore"]]) -> Node:
    """Out of the bin: to where it lay, or the nearest folder above that lives; under a free name where
    a twin came meanwhile. Raises NotInBin, NameTaken, and what the gate raises for `folder.add`."""
    work, node, id_ = opened.work, opened.thing, opened.ref.id
    if node.binned_at is None or node.folder is None:
        raise NotInBin
    target = await gate.open(work, rules.FOLDER_ADD, (await list_living_above(work, id_))[0])
    before, name = (
        node.folder,
        await free_name_in(work, target.ref.id, node.name, is_folder=node.kind == "folder"),
    )
    values: dict[str, Any] = {"name": name, "folder": target.ref.id, "binned_at": None, "binned_by": None}
    async with no_twin(work, target.ref.id, name, is_folder=node.kind == "folder"), attempt(work):
        await sharing.set_binned(opened, binned=False)
        if target.ref.id != before:
            await sharing.move(opened, target)
        await write_node(opened, values | asdict(keys_of(name)))
    await record(work, "thing.restore", opened.ref, folder=str(target.ref.id), before=str(before))
    work.announce(ItemAdded(target.ref.id, id_, opened.ref.kind))
    return await load_node(work, id_)


async def purge(opened: Opened[Node, Literal["thing.purge"]]) -> int:
    """For good, with all inside, whoever put it there -> how many things went.

    Each thing inside is asked for by itself. Raises KeptByOthers where one of them may not be purged by the
    actor; then nothing goes before the clock removes all of it (`empty_bin`).
    """
    work = opened.work
    below = await sharing.list_below(work, opened.ref.id)
    ids = [id_ for id_, _kind in below]
    inside = Thing.id == func.any(literal(ids, ARRAY(Uuid)))
    allowed = await gate.visible(work, rules.THING_PURGE, inside)
    if await work.db.scalar(select(Thing.id).where(inside, ~allowed.clause).limit(1)):
        raise KeptByOthers
    await open_wall(work, read=(), write=allowed.roles)
    by_kind: dict[str, list[UUID]] = {}
    for id_, kind in below:
        by_kind.setdefault(kind, []).append(id_)
    for kind, each in by_kind.items():
        purge_content = KINDS[kind].purge
        if purge_content is not None:
            await purge_content(work, each)
    await work.db.execute(delete(Node).where(Node.thing_id.in_(ids)))
    await sharing.drop(work, ids)
    await record(work, "thing.purge", opened.ref, count=len(ids))
    if opened.thing.folder is not None:
        work.announce(ItemRemoved(opened.thing.folder, opened.ref.id, opened.ref.kind))
    return len(ids)


async def empty_bin(work: Work) -> None:
    """Purge what lay in the bin for BIN_DAYS, for the clock."""
    before = work.now - timedelta(days=BIN_DAYS)
    for id_ in await list_overdue(work, before=before, limit=200):
        with suppress(gate.Unseen):  # gone with the folder it lay in
            await purge(await gate.open(work, rules.THING_PURGE, id_))
