"""How the drive's acts write a node: its row, the stamp of who changed it, and the twin that is refused."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Update, insert, update
from sqlalchemy.exc import IntegrityError

from zencho.audit.record import record
from zencho.drive.events import ItemChanged
from zencho.drive.names import NameTaken, keys_of
from zencho.drive.queries.nodes import (
    find_first_free,
    find_free_name,
    load_node,
)
from zencho.drive.queries.room import expect_room
from zencho.drive.tables import (
    FOLDER_RANK,
    OTHER_RANK,
    TWINS,
    Node,
    Version,
)
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work


@dataclass(frozen=True, slots=True)
class Received:
    """From outside: who said they sent it, and the number on their receipt."""

    sender: str
    number: str


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when something was made, where that is not here and now (the sample city), or who sent
    it in from outside."""

    by: UUID | None
    at: datetime
    received: Received | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file as they were kept."""

    blob_id: UUID
    size_bytes: int
    sha256: str
    media_type: str


async def change_node(
    opened: Opened[Node, Any], values: Mapping[str, Any], *, made: Made | None = None, **detail: Any
) -> Node:
    work, stamp = opened.work, made or Made(opened.work.actor.id, opened.work.now)
    changed = {"modified_by": stamp.by, "modified_at": stamp.at, "revision": Node.revision + 1}
    await write_node(opened, changed | dict(values))
    await record(work, opened.permission.name, opened.ref, **detail)
    work.announce(ItemChanged(opened.thing.folder, opened.ref.id, opened.ref.kind))
    return await load_node(work, opened.ref.id)


async def insert_node(
    work: Work,
    ref: Ref,
    anchor: int,
    *,
    name: str,
    folder: UUID | None = None,
    root: str | None = None,
    owner: UUID | None = None,
    content: Content | None = None,
    made: Made | None = None,
) -> Node:
    stamp = made or Made(work.actor.id, work.now)
    values: dict[str, Any] = {
        "thing_id": ref.id,
        "anchor": anchor,
        "kind": ref.kind,
        "folder": folder,
        "root": root,
        "owner": owner,
        "rank": FOLDER_RANK if ref.kind == "folder" else OTHER_RANK,
        "name": name,
        "created_by": stamp.by,
        "created_at": stamp.at,
        "modified_by": stamp.by,
        "modified_at": stamp.at,
    }
    if stamp.received is not None:
        values |= {"received_from": stamp.received.sender, "received_as": stamp.received.number}
    kept = {} if content is None else asdict(content) | {"version": 1}
    await work.db.execute(insert(Node).values(values | asdict(keys_of(name)) | kept))
    if content is not None:
        await insert_version(work, ref.id, anchor, 1, content, stamp, how="added")
    return await load_node(work, ref.id)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A file that is to lie in a folder; its bytes are kept already."""

    ref: Ref
    name: str
    content: Content
    made: Made


async def insert_files(folder: Opened[Node, Literal["folder.add"]], files: Sequence[NewRow]) -> None:
    """The rows of many files at once, each with its first version; their things have the folder's anchor.

    Raises DriveFull.
    """
    await expect_room(folder.work, folder.ref.id, sum(each.content.size_bytes for each in files))
    nodes, versions = [], []
    for each in files:
        stamp, content = each.made, each.content
        kept = {
            "blob_id": content.blob_id,
            "size_bytes": content.size_bytes,
            "sha256": content.sha256,
            "media_type": content.media_type,
        }
        nodes.append(
            {
                "thing_id": each.ref.id,
                "anchor": folder.anchor,
                "kind": each.ref.kind,
                "folder": folder.ref.id,
                "rank": OTHER_RANK,
                "name": each.name,
                "version": 1,
                "created_by": stamp.by,
                "created_at": stamp.at,
                "modified_by": stamp.by,
                "modified_at": stamp.at,
            }
            | asdict(keys_of(each.name))
            | kept
        )
        first = {"thing_id": each.ref.id, "anchor": folder.anchor, "number": 1, "how": "added"}
        versions.append(first | kept | {"made_by": stamp.by, "made_at": stamp.at})
    await folder.work.insert_rows(Node.__table__, nodes)
    await folder.work.insert_rows(Version.__table__, versions)


async def insert_version(
    work: Work, id_: UUID, anchor: int, number: int, content: Content, stamp: Made, **more: Any
) -> None:
    """Every version of a single file is kept by this. Raises DriveFull."""
    await expect_room(work, id_, content.size_bytes)
    values = {"thing_id": id_, "anchor": anchor, "number": number, "made_by": stamp.by, "made_at": stamp.at}
    await work.db.execute(insert(Version).values(values | asdict(content) | more))


@asynccontextmanager
async def no_twin(work: Work, folder: UUID | None, name: str, *, is_folder: bool) -> AsyncIterator[None]:
    """Say NameTaken, with a free name, where the index of twins refuses; Unseen, where the folder went."""
    try:
        yield
    except IntegrityError as error:
        if "fk_thing_parent" in str(error.orig):
            raise gate.Unseen from error
        if folder is None or TWINS not in str(error.orig):
            raise
        suggestion = await find_free_name(work, folder, name, is_folder=is_folder)
        raise NameTaken(name=name, suggestion=suggestion) from error


async def free_name_in(work: Work, folder: UUID, name: str, *, is_folder: bool) -> str:
    """`name` itself where no twin bears it in the folder, else the next that is free. Raises NameTaken."""
    free = await find_first_free(work, folder, [name])
    free = free or await find_free_name(work, folder, name, is_folder=is_folder)
    if free is None:
        raise NameTaken(name=name, suggestion=None)
    return free


async def write_node(opened: Opened[Node, Any], values: Mapping[str, Any]) -> None:
    """Change the row of an opened thing. Raises Unseen where it was moved behind the wall, or is gone."""
    statement = update_node(opened.ref.id).values(dict(values)).returning(Node.thing_id)
    if (await opened.work.db.execute(statement)).first() is None:
        raise gate.Unseen


def update_node(id_: UUID) -> Update:
    # What was read stays as it was read: nodes are looked at again where an act answers with them.
    return update(Node).where(Node.thing_id == id_).execution_options(synchronize_session=False)
