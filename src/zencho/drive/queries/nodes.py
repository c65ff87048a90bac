"""Nodes as the drive's own acts read them, once the gate has opened the thing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, select, text
from sqlalchemy.orm import aliased

from zencho.drive.names import NameTaken, suggest_names, twin_key
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Unseen
from zencho.gate.permissions import PERMISSIONS
from zencho.gate.tables import Anchor, Thing
from zencho.kernel.work import Work


async def load_node(work: Work, id_: UUID) -> Node:
    """The node of an opened thing, as it is now. Raises Unseen where the thing has none."""
    node = await find_node(work, id_)
    if node is None:
        raise Unseen
    return node


async def find_node(work: Work, id_: UUID) -> Node | None:
    """The node, where the wall is open for it."""
    return await work.db.scalar(
        select(Node).where(Node.thing_id == id_).execution_options(populate_existing=True)
    )


async def read_name(work: Work, id_: UUID) -> tuple[str, str]:
    """The name of a folder or file, for the index. Raises what the gate raises."""
    await gate.open(work, PERMISSIONS["thing.read"], id_)
    return (await load_node(work, id_)).name, ""


async def list_names(work: Work, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of those that the actor may read and that lie outside the bin."""
    seen = await gate.visible_of(work, PERMISSIONS["thing.read"], ids)
    named = select(Node.thing_id, Node.name).join(Thing, Thing.id == Node.thing_id)
    rows = await work.db.execute(named.where(seen.clause, Node.binned_at.is_(None)))
    return {row.thing_id: row.name for row in rows}


async def find_anchor_known_under(work: Work, id_: UUID) -> int | None:
    """Whoever may read at this anchor knows of the thing where it lies: the folder's own, unless it shuts
    others out."""
    above = aliased(Thing)
    return await work.db.scalar(
        select(case((Anchor.inherits, above.anchor), else_=Anchor.id))
        .select_from(Thing)
        .join(Anchor, Anchor.id == Thing.anchor)
        .join(above, above.id == Thing.parent)
        .where(Thing.id == id_)
    )


async def list_above(work: Work, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """For each thing the ids above it, the nearest first, the thing itself left out."""
    rows = await work.db.execute(
        text(
            "WITH RECURSIVE up AS ("
            " SELECT id AS start, parent, 1 AS depth FROM thing WHERE id = ANY (:ids) AND parent IS NOT NULL"
            " UNION ALL SELECT up.start, t.parent, up.depth + 1 FROM up JOIN thing t ON t.id = up.parent"
            " WHERE t.parent IS NOT NULL) SELECT start, parent FROM up ORDER BY start, depth"
        ),
        {"ids": list(ids)},
    )
    above: dict[UUID, list[UUID]] = {id_: [] for id_ in ids}
    for row in rows:
        above[row.start].append(row.parent)
    return above


async def is_same_drive(work: Work, one: UUID, other: UUID) -> bool:
    """Whether two things lie in one drive."""
    above = await list_above(work, [one, other])
    return (above[one] or [one])[-1] == (above[other] or [other])[-1]


async def list_living_above(work: Work, id_: UUID) -> list[UUID]:
    """The folders above a thing that lie outside the bin and under no binned one, the nearest first."""
    above = (await list_above(work, [id_]))[id_]
    binned = set(
        await work.db.scalars(select(Thing.id).where(Thing.id.in_(above), Thing.binned_at.is_not(None)))
    )
    dead = max((at for at, each in enumerate(above) if each in binned), default=-1)
    return above[dead + 1 :]


async def find_free_name(work: Work, folder: UUID, name: str, *, is_folder: bool) -> str | None:
    """`name (2)` or the next that no twin bears in the folder, seen or unseen."""
    return await find_first_free(work, folder, list(suggest_names(name, is_folder=is_folder)))


async def find_first_free(work: Work, folder: UUID, names: Sequence[str]) -> str | None:
    """The first of these names that no twin bears in the folder, seen or unseen."""
    place = await work.db.scalar(
        text("SELECT drive_free_name(:folder, :keys)"),
        {"folder": folder, "keys": [twin_key(each) for each in names]},
    )
    return None if place is None else names[place - 1]


async def list_taken(work: Work, folder: UUID, keys: Sequence[str]) -> set[str]:
    """Which of these keys of names a thing in the folder bears, seen or unseen."""
    statement = (
        "SELECT key FROM unnest(%(keys)s::text[]) key WHERE drive_free_name(%(folder)s, ARRAY[key]) IS NULL"
    )
    return {row.key for row in await work.ask(statement, keys=list(keys), folder=folder)}


async def list_blobs(work: Work, ids: Sequence[UUID]) -> set[UUID]:
    """The blobs of files that were just made."""
    found = await work.db.scalars(select(Node.blob_id).where(Node.thing_id.in_(ids)))
    return {each for each in found if each is not None}


async def find_twin(work: Work, folder: UUID, name: str) -> Node | None:
    """The living thing in the folder that nobody could tell from `name`, where the actor sees it."""
    return await work.db.scalar(
        select(Node).where(Node.folder == folder, Node.name_key == twin_key(name), Node.binned_at.is_(None))
    )


async def find_same_file(work: Work, folder: UUID, name: str, sha256: str) -> Node | None:
    """The file that holds these very bytes under this very name already."""
    twin = await find_twin(work, folder, name)
    return twin if twin is not None and (twin.name, twin.sha256) == (name, sha256) else None


async def refuse_twin(work: Work, folder: UUID, name: str, *, unless_size: int | None) -> None:
    """Say before the bytes come that the name is taken, unless they may be those that lie there.

    Raises NameTaken; `params["replaces"]` is the file whose bytes these could replace, as id and revision.
    """
    if await find_first_free(work, folder, [name]) is None:
        twin = await find_twin(work, folder, name)
        if twin is None or unless_size is None or twin.size_bytes != unless_size:
            free = await find_free_name(work, folder, name, is_folder=False)
            raise NameTaken(name=name, suggestion=free, replaces=await _find_replaceable(work, twin))


async def _find_replaceable(work: Work, twin: Node | None) -> dict[str, Any] | None:
    """The twin as id and revision, where the actor may put other bytes in the place of its own."""
    if twin is None or twin.kind != "file":
        return None
    may = (await gate.abilities(work, [twin.thing_id])).get(twin.thing_id, [])
    return {"id": str(twin.thing_id), "revision": twin.revision} if "file.replace" in may else None


async def list_overdue(work: Work, *, before: datetime, limit: int) -> list[UUID]:
    """What was put into the bin before this moment, the oldest first."""
    overdue = (
        select(Thing.id)
        .where(Thing.binned_at < before, Thing.kind.in_(["folder", "file", "document"]))
        .order_by(Thing.binned_at)
        .limit(limit)
    )
    return list(await work.db.scalars(overdue))
