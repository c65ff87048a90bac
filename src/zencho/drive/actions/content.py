"""The bytes of files: newer ones, which leave the older as versions, and freed when nothing points at them.

What was made from a version that is no longer the current one never takes its place: it lies beside, until
somebody who may replace the file says what becomes of it. So the bytes of both people are there, always.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.actions.noting import note_edited
from zencho.drive.actions.rows import Content, Made, insert_version, write_node
from zencho.drive.events import ItemChanged
from zencho.drive.problems import NoSuchVersion
from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import (
    Editing,
    FreedBlob,
    Node,
    Version,
)
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.gate.tables import Thing
from zencho.kernel.work import Work

KEPT_AFTER_FREED = timedelta(days=1)
Replacing = Opened[Node, Literal["file.replace"]]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of bytes that came for a file. `version` is the number they have now: the current one; one
    beside it; or, where they say nothing new, the one that holds what the file is now."""

    node: Node
    version: int
    outcome: Literal["current", "aside", "unchanged"]


async def replace_file(
    opened: Replacing,
    *,
    content: Content,
    based_on: int | None = None,
    made: Made | None = None,
    in_page: bool = False,
) -> Replaced:
    """Newer bytes for a file. Made from an older version than the current (`based_on`) they lie beside it.

    What comes from an editor `in_page` ends no mark of who edits: there it goes on.

    The same bytes as the current ones, or as those they were made from, are no new version. Raises
    NoSuchVersion where the file never had the version named.
    """
    work, id_ = opened.work, opened.ref.id
    node = await lock_file(opened)
    current = current_of(node)
    how = "edited" if in_page else await _end_own_mark(work, id_)
    found = await _find_same(work, node, content, based_on)
    if found is not None:
        await free_blobs(work, [content.blob_id])
        work.announce(ItemChanged(node.folder, id_, opened.ref.kind))  # who edited does so no more
        return Replaced(node, found, "unchanged" if found == current else "aside")
    if based_on is not None and not await _is_current(work, node, based_on):
        return Replaced(node, await _put_aside(opened, content, how, based_on, made), "aside")
    node = await make_current(opened, content, how=how, based_on=based_on, made=made)
    await record(work, "file.replace", opened.ref, version=node.version, based_on=based_on)
    return Replaced(node, current_of(node), "current")


async def _end_own_mark(work: Work, id_: UUID) -> Literal["returned", "replaced"]:
    """What comes back from an application is not edited there any more -> how it came."""
    mine = (Editing.thing_id == id_) & (Editing.person == work.actor.id) & ~Editing.in_page
    is_return = (await work.db.execute(delete(Editing).where(mine).returning(Editing.person))).first()
    return "replaced" if is_return is None else "returned"


async def lock_file(opened: Replacing) -> Node:
    """The file as it is now: nobody else gives it a version before this transaction ends.

    First the thing, as whoever shares or moves it does: two who lock in one order never wait for each other.
    """
    work, id_ = opened.work, opened.ref.id
    await work.db.execute(select(Thing.id).where(Thing.id == id_).with_for_update(key_share=True, read=True))
    locked = select(Node).where(Node.thing_id == id_).with_for_update()
    node = await work.db.scalar(locked.execution_options(populate_existing=True))
    if node is None:
        raise gate.Unseen
    return node


def current_of(node: Node) -> int:
    """The number of a file's current version."""
    assert node.version is not None  # only files have bytes, and these are those of a version
    return node.version


async def make_current(
    opened: Replacing, content: Content, *, how: str, based_on: int | None, made: Made | None = None
) -> Node:
    """A new version with these bytes, which the file has from now on; the file is locked already."""
    work, id_ = opened.work, opened.ref.id
    stamp, number = made or Made(work.actor.id, work.now), await _next_number(work, id_)
    changed = {"modified_by": stamp.by, "modified_at": stamp.at, "revision": Node.revision + 1}
    await write_node(opened, changed | asdict(content) | {"version": number})
    node = await load_node(work, id_)
    await insert_version(work, id_, node.anchor, number, content, stamp, how=how, based_on=based_on)
    await note_edited(work, id_)
    work.announce(ItemChanged(node.folder, id_, opened.ref.kind))
    return node


async def _put_aside(opened: Replacing, content: Content, how: str, based_on: int, made: Made | None) -> int:
    work, node = opened.work, opened.thing
    stamp, number = made or Made(work.actor.id, work.now), await _next_number(work, node.thing_id)
    beside = {"how": how, "based_on": based_on, "aside": True, "waits": True}
    await insert_version(work, node.thing_id, node.anchor, number, content, stamp, **beside)
    await note_edited(work, node.thing_id)
    await record(work, "version.put_aside", opened.ref, version=number, based_on=based_on)
    work.announce(ItemChanged(node.folder, node.thing_id, opened.ref.kind))
    return number


async def _find_same(work: Work, node: Node, content: Content, based_on: int | None) -> int | None:
    """The version that already says what these bytes say: they change nothing, or were sent twice."""
    current = current_of(node)
    if content.sha256 == node.sha256:
        return current
    if based_on is None:
        return None
    held = await work.db.execute(
        select(Version.number, Version.waits).where(
            Version.thing_id == node.thing_id,
            Version.sha256 == content.sha256,
            (Version.number == based_on) | (Version.waits & (Version.made_by == work.actor.id)),
        )
    )
    # What was sent twice lies beside; what equals its own base was never changed.
    return next((row.number if row.waits and row.number != based_on else current for row in held), None)


async def _is_current(work: Work, node: Node, based_on: int) -> bool:
    """Whether these are the current bytes, under this number or brought back under another."""
    if based_on == node.version:
        return True
    if based_on < 1 or based_on >= await _next_number(work, node.thing_id):
        raise NoSuchVersion(number=based_on)
    base = select(Version.sha256).where(Version.thing_id == node.thing_id, Version.number == based_on)
    return await work.db.scalar(base) == node.sha256


async def _next_number(work: Work, id_: UUID) -> int:
    """The last number is always there: the current version and those beside it never go by age."""
    newest = select(func.max(Version.number)).where(Version.thing_id == id_)
    return (await work.db.scalar(newest) or 0) + 1


async def purge_files(work: Work, ids: list[UUID]) -> None:
    """Free the bytes of all versions of files that go for good.

    The versions go before the things: what counts a drive's bytes must still find the drive.
    """
    gone = delete(Version).where(Version.thing_id.in_(ids)).returning(Version.blob_id)
    await free_blobs(work, list(await work.db.scalars(gone)))


async def free_blobs(work: Work, blobs: Sequence[UUID]) -> None:
    """One thing less points at these bytes. A day later they go, where nothing does any more (a copy may)."""
    if blobs:
        freed = [{"blob_id": blob, "at": work.now} for blob in sorted(set(blobs))]
        statement = upsert(FreedBlob)
        later = {"at": statement.excluded.at}  # who reads them since the last time has a day, too
        await work.db.execute(statement.on_conflict_do_update(index_elements=["blob_id"], set_=later), freed)


async def remove_freed(work: Work) -> None:
    """Remove bytes freed more than a day ago, for the clock; never any that a row still names."""
    before = {"before": work.now - KEPT_AFTER_FREED}
    for blob in await work.db.scalars(text("SELECT drive_take_freed(:before)"), before):
        await work.database.blobs.remove(blob)
