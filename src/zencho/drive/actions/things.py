"""What lies in a folder: made, renamed, labelled, moved. Each act takes the opened thing, writes its entry in
the audit record and announces what lists and open pages must hear."""

from dataclasses import asdict
from typing import Literal
from uuid import UUID

from sqlalchemy import insert

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions.noting import note_edited
from zencho.drive.actions.rows import Content, Made, change_node, insert_node, no_twin, write_node
from zencho.drive.events import ItemAdded, ItemRemoved
from zencho.drive.names import clean_name, keys_of
from zencho.drive.problems import LabelOnlyRises, RootStays
from zencho.drive.queries.nodes import (
    find_anchor_known_under,
    is_same_drive,
    load_node,
)
from zencho.drive.queries.room import expect_room, get_size
from zencho.drive.tables import HeldFile, Node
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.gate.trying import attempt
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref

Folder = Opened[Node, Literal["folder.add"]]
# Where something new may be put: by whoever may add there, or by the holder of a receive link.
Into = Opened[Node, Literal["folder.add", "folder.send"]]


async def add_folder(folder: Into, *, name: str, made: Made | None = None) -> Node:
    """A folder inside a folder. Raises NameTaken and what a name may raise."""
    return await add_node(folder, kind="folder", name=name, made=made)


async def add_file(
    folder: Into, *, name: str, content: Content, made: Made | None = None, least_label: int = 0
) -> Node:
    """A file inside a folder; the bytes are kept already. Raises NameTaken and what a name may raise."""
    return await add_node(folder, kind="file", name=name, content=content, made=made, least_label=least_label)


async def add_held_file(
    folder: Opened[Node, Literal["folder.send"]], *, name: str, content: Content, made: Made, asked_by: UUID
) -> Node:
    """The same for a file that nobody may open before it was looked for viruses in."""
    node = await add_node(folder, kind="file", name=name, content=content, made=made, held=True)
    row = {"thing_id": node.thing_id, "anchor": node.anchor, "due_at": folder.work.now, "asked_by": asked_by}
    await folder.work.db.execute(insert(HeldFile).values(row))
    return node


async def add_node(
    folder: Into,
    *,
    kind: str,
    name: str,
    id_: UUID | None = None,
    content: Content | None = None,
    made: Made | None = None,
    least_label: int = 0,
    held: bool = False,
) -> Node:
    """Something of any kind inside a folder, with the folder's label and rights. What is made from another
    thing gives its label as `least_label`: none falls by that.

    Raises NameTaken, NameNotAllowed, NameTooLong.
    """
    work, ref, cleaned = folder.work, Ref(kind, id_ or new_id()), clean_name(name)
    async with no_twin(folder.work, folder.ref.id, cleaned, is_folder=kind == "folder"), attempt(work):
        label = max(least_label, folder.label)
        anchor = await sharing.add_thing(folder, ref, own_anchor=kind == "folder", label=label, held=held)
        node = await insert_node(
            work, ref, anchor, name=cleaned, folder=folder.ref.id, content=content, made=made
        )
    await record(work, f"{kind}.add", ref, folder=str(folder.ref.id))
    if kind != "folder":
        await note_edited(work, ref.id)
    work.announce(ItemAdded(folder.ref.id, ref.id, kind))
    return node


async def rename(opened: Opened[Node, Literal["thing.rename"]], *, name: str) -> Node:
    """Another name. Raises NameTaken, RootStays (one's own drive has no name) and what a name may raise."""
    if opened.thing.root == "own":
        raise RootStays
    work, cleaned = opened.work, clean_name(name)
    values = {"name": cleaned} | asdict(keys_of(cleaned))
    is_folder = opened.ref.kind == "folder"
    async with no_twin(work, opened.thing.folder, cleaned, is_folder=is_folder), attempt(work):
        return await change_node(opened, values)


async def set_label(
    opened: Opened[Node, Literal["thing.label"]], *, label: int, made: Made | None = None
) -> Node:
    """Another label. Raises LabelOnlyRises for whoever does not manage the sharing."""
    if label < opened.label and opened.role < Role.MANAGER:
        raise LabelOnlyRises
    await sharing.set_label(opened, label)
    return await change_node(opened, {}, made=made, label=label, before=opened.label)


async def move(opened: Opened[Node, Literal["thing.move"]], target: Folder) -> Node:
    """Into another folder, with all inside it.

    To another drive only whoever manages the thing may move it, for others lose it; all its bytes need room
    there. Raises InsideItself, NameTaken, RootStays, DriveFull, and what the gate raises for `thing.share`.
    """
    work, before, node = opened.work, opened.thing.folder, opened.thing
    if before is None:
        raise RootStays
    if before == target.ref.id:
        return node
    if not await is_same_drive(work, opened.ref.id, target.ref.id):
        await gate.open(work, rules.THING_SHARE, opened.ref.id)
        await expect_room(work, target.ref.id, await get_size(work, opened.ref.id))
    known_under = await find_anchor_known_under(work, opened.ref.id)
    async with no_twin(work, target.ref.id, node.name, is_folder=node.kind == "folder"), attempt(work):
        await sharing.move(opened, target)
        before = (await load_node(work, opened.ref.id)).folder or before
        await write_node(opened, {"folder": target.ref.id, "revision": Node.revision + 1})
    await record(work, "thing.move", opened.ref, folder=str(target.ref.id), before=str(before))
    work.announce(ItemRemoved(before, opened.ref.id, opened.ref.kind, known_under))
    work.announce(ItemAdded(target.ref.id, opened.ref.id, opened.ref.kind))
    return await load_node(work, opened.ref.id)
