"""Copies of things and trees, in steps: each a transaction with the rights of its moment.

What the actor may not read is left out and counted; bytes are shared with the original, not written again.
The first step is done at once: a small copy is made when the request answers, of a tree the rest follows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, insert, select

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions.describing import copy_about
from zencho.drive.actions.rows import (
    Content,
    Made,
    free_name_in,
    insert_node,
    insert_version,
    no_twin,
    update_node,
)
from zencho.drive.events import BulkChanged, BulkGoesOn, ItemAdded
from zencho.drive.problems import CannotBeCopied, RootStays
from zencho.drive.queries.copying import count_inside, find_bulk
from zencho.drive.queries.nodes import list_above, load_node
from zencho.drive.queries.taking_out import Found, list_chosen, list_inside
from zencho.drive.tables import Bulk, BulkPlace, Node
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.opening import Opened, actor_of
from zencho.gate.permissions import KINDS
from zencho.gate.sharing import InsideItself
from zencho.gate.trying import attempt
from zencho.kernel.errors import Problem
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

Folder = Opened[Node, Literal["folder.add"]]
STEP = 40


async def begin_copy(folder: Folder, ids: Sequence[UUID]) -> Bulk:
    """Copy these things into the folder; small ones are there when this returns, others go on by themselves.

    Raises InsideItself where the folder lies in one of them, Unseen where none is seen, RootStays for drives.
    """
    work, target = folder.work, folder.ref.id
    chosen = await list_chosen(work, ids)
    if not chosen:
        raise gate.Unseen
    # Asked of what is seen alone: an id of something unseen is answered like one of nothing.
    if {target, *(await list_above(work, [target]))[target]} & {each.id for each in chosen}:
        raise InsideItself
    if not all(each.name for each in chosen):
        raise RootStays
    actor, id_ = actor_of(work), new_id()
    values = {
        "id": id_,
        "person": actor.principal,
        "session_id": actor.session_id,
        "target": target,
        "state": "running",
        "total": await count_inside(work, [each.id for each in chosen]),
        "began_at": work.now,
        "changed_at": work.now,
    }
    await work.db.execute(insert(Bulk).values(values))
    await _add_place(work, id_, target, chosen=[each.id for each in chosen])
    bulk = await find_bulk(work, id_)
    assert bulk is not None  # just written
    await _step(work, bulk)
    return bulk


async def go_on(work: Work, event: BulkGoesOn) -> None:
    """The next step of a bulk that runs; one told twice, stopped or gone meanwhile is nothing to do."""
    bulk = await find_bulk(work, event.bulk_id, locks=True)
    if bulk is None or bulk.state != "running" or bulk.turn != event.turn:
        return
    try:
        async with attempt(work):
            await _step(work, bulk)
    except Problem as problem:
        await work.db.refresh(bulk)
        await end(work, bulk, "failed", trouble=problem.code)


async def end_without_session(work: Work, event: BulkGoesOn) -> None:
    """Whoever asked has signed out: nothing is read with their rights any more."""
    bulk = await find_bulk(work, event.bulk_id, locks=True)
    if bulk is not None and bulk.state == "running":
        await end(work, bulk, "failed", trouble="not_signed_in")


async def stop(opened: Opened[UUID, Literal["drive.read"]], bulk: Bulk) -> None:
    """Nothing more is copied; what was stays."""
    if bulk.state == "running":
        await end(opened.work, bulk, "stopped")
        await record(opened.work, "bulk.stop", None, bulk=str(bulk.id), done=bulk.done)


async def end(work: Work, bulk: Bulk, state: str, *, trouble: str | None = None) -> None:
    """It runs no more."""
    bulk.state, bulk.trouble, bulk.changed_at = state, trouble, work.now
    await work.db.execute(delete(BulkPlace).where(BulkPlace.bulk_id == bulk.id))
    work.announce(BulkChanged(_person(work), bulk.id))


async def copy_file(work: Work, source: UUID, copy: UUID) -> None:
    """The same bytes for a file whose node was just made. Raises what the gate raises for `file.download`."""
    node = (await gate.open(work, rules.FILE_DOWNLOAD, source)).thing
    made = await load_node(work, copy)
    assert node.blob_id and node.size_bytes is not None and node.sha256 and node.media_type
    content = Content(node.blob_id, node.size_bytes, node.sha256, node.media_type)
    await work.db.execute(update_node(copy).values(asdict(content) | {"version": 1}))
    await insert_version(work, copy, made.anchor, 1, content, Made(work.actor.id, work.now), how="copied")


async def _step(work: Work, bulk: Bulk) -> None:
    """Up to STEP things, then say how far it is, and that there is more."""
    left, done, left_out, made = STEP, bulk.done, Counter(bulk.left_out), list(bulk.made)
    while left > 0:
        place = await work.db.scalar(
            select(BulkPlace).where(BulkPlace.bulk_id == bulk.id).order_by(BulkPlace.id.desc()).limit(1)
        )
        if place is None:
            break
        target, found = place.target, await _take(work, place, left, before=bulk.began_at)
        if not found:
            continue
        left -= len(found)
        folder = await gate.open(work, rules.FOLDER_ADD, target)
        for each in found:
            try:
                async with attempt(work):
                    copy = await _copy(folder, bulk.id, each)
            except Problem as problem:
                left_out[problem.code] += 1
                continue
            done += 1
            if target == bulk.target:
                made.append(copy)
    bulk.done, bulk.left_out, bulk.made = done, dict(left_out), made
    bulk.changed_at, bulk.turn = work.now, bulk.turn + 1
    if await work.db.scalar(select(BulkPlace.id).where(BulkPlace.bulk_id == bulk.id).limit(1)) is None:
        await end(work, bulk, "done")
        return
    work.announce(BulkChanged(_person(work), bulk.id))
    work.announce(BulkGoesOn(bulk.id, _person(work), bulk.session_id, bulk.turn))


async def _take(work: Work, place: BulkPlace, most: int, *, before: datetime) -> list[Found]:
    """The next things of a place, which then begins behind them; it goes with the last. Only what was there
    before the copy began: a copy never feeds on what it makes, wherever that is moved meanwhile."""
    if place.chosen is not None:
        now, rest = place.chosen[:most], place.chosen[most:]
        place.chosen = rest
        if not rest:
            await work.db.delete(place)
        await work.db.flush()
        return await list_chosen(work, now)
    assert place.source is not None  # one of the two is there
    after = None if place.after is None else (place.after[0], place.after[1], UUID(place.after[2]))
    found = await list_inside(work, place.source, after=after, limit=most, before=before)
    if len(found) < most:
        await work.db.delete(place)
    else:
        rank, key, id_ = found[-1].place
        place.after = [rank, key, str(id_)]
    await work.db.flush()
    return found


async def _copy(folder: Folder, bulk: UUID, found: Found) -> UUID:
    """One thing into the folder under a free name; of a folder what is inside comes later."""
    work, is_folder = folder.work, found.kind == "folder"
    source = await gate.open(work, rules.THING_READ, found.id)
    name = await free_name_in(work, folder.ref.id, source.thing.name, is_folder=is_folder)
    copy = await copy_one(folder, source, name=name)
    if is_folder:
        await _add_place(work, bulk, copy, source=found.id)
    return copy


async def copy_one(folder: Folder, source: Opened[Node, Literal["thing.read"]], *, name: str) -> UUID:
    """One thing into the folder: its node, its label, its content -> the copy's id; of a folder not what is
    inside. Raises CannotBeCopied, NameTaken, DriveFull, and what the gate raises for the content."""
    work, kind, found = folder.work, source.ref.kind, source.ref.id
    ref, is_folder = Ref(kind, new_id()), kind == "folder"
    fill = KINDS[kind].copy
    if fill is None and not is_folder:
        raise CannotBeCopied
    async with no_twin(work, folder.ref.id, name, is_folder=is_folder), attempt(work):
        label = max(source.label, folder.label)
        anchor = await sharing.add_thing(folder, ref, own_anchor=is_folder, label=label)
        await insert_node(work, ref, anchor, name=name, folder=folder.ref.id)
    if fill is not None:
        await fill(work, found, ref.id)
    if is_folder:
        await copy_about(work, found, ref.id, anchor)
    await record(work, f"{kind}.copy", ref, source=str(found), folder=str(folder.ref.id))
    work.announce(ItemAdded(folder.ref.id, ref.id, kind))
    return ref.id


async def _add_place(
    work: Work,
    bulk: UUID,
    target: UUID,
    *,
    chosen: Sequence[UUID] | None = None,
    source: UUID | None = None,
) -> None:
    values = {"bulk_id": bulk, "person": actor_of(work).principal, "target": target}
    values |= {"chosen": None if chosen is None else list(chosen), "source": source}
    await work.db.execute(insert(BulkPlace).values(values))


def _person(work: Work) -> UUID:
    assert work.actor.id is not None  # only persons have a drive
    return work.actor.id
