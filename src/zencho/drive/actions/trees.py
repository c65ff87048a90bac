"""Folders of a tree that comes from a machine: each is made, or the one that lies there is used."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from zencho.drive import rules
from zencho.drive.actions.things import Folder, add_folder
from zencho.drive.names import NameTaken, clean_name, twin_key
from zencho.drive.problems import TreeTooDeep
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.tables import Thing

MOST_DEEP = 100


async def ensure_folder(
    folder: Folder, path: Sequence[str], known: Mapping[tuple[str, ...], Folder] | None = None
) -> dict[tuple[str, ...], Folder]:
    """The folder at the end of `path` (names, the outermost first), with all on the way -> opened for adding,
    by their paths. Those that are `known` are not looked for again.

    Folders that nobody could tell apart by name are one. Raises NameTaken where something else bears the name
    (also a folder that the actor does not see), TreeTooDeep, and what a name or the gate may raise.
    """
    if len(path) > MOST_DEEP:
        raise TreeTooDeep(limit=MOST_DEEP)
    opened: dict[tuple[str, ...], Folder] = {(): folder}
    for depth in range(1, len(path) + 1):
        here = tuple(path[:depth])
        folder = (known or {}).get(here) or await _ensure_one(folder, clean_name(here[-1]))
        opened[here] = folder
    return opened


async def _ensure_one(folder: Folder, name: str) -> Folder:
    work = folder.work
    found = await _find_folder(folder, name)
    if found is None:
        try:
            found = (await add_folder(folder, name=name)).thing_id
        except NameTaken:
            # Somebody made it in this moment, such as the next file of the same tree; or it is no folder.
            found = await _find_folder(folder, name)
            if found is None:
                raise
    return await gate.open(work, rules.FOLDER_ADD, found)


async def _find_folder(folder: Folder, name: str) -> UUID | None:
    """The folder in this one that bears the name or a twin of it, where the actor sees it."""
    work = folder.work
    twins = (
        select(Node.thing_id)
        .where(Node.folder == folder.ref.id, Node.name_key == twin_key(name), Node.kind == "folder")
        .where(Node.binned_at.is_(None))
    )
    children = (Thing.parent == folder.ref.id) & (Thing.kind == "folder")
    seen = await gate.visible(work, rules.THING_READ, children)
    return await work.db.scalar(twins.join(Thing, Thing.id == Node.thing_id).where(seen.clause))
