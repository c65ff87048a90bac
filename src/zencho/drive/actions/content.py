"""The bytes of files: other ones in their place, and freed when nothing points at them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.drive.actions.noting import note_edited
from zencho.drive.actions.rows import Content, Made, change_node
from zencho.drive.tables import (
    FreedBlob,
    Node,
)
from zencho.gate.opening import Opened
from zencho.kernel.work import Work

KEPT_AFTER_FREED = timedelta(days=1)


async def replace_file(
    opened: Opened[Node, Literal["file.replace"]], *, content: Content, made: Made | None = None
) -> Node:
    """Other bytes for a file; the old ones are freed."""
    work, old = opened.work, opened.thing.blob_id
    node = await change_node(opened, asdict(content), made=made)
    if old is not None:
        await free_blobs(work, [old])
    await note_edited(work, node.thing_id)
    return node


async def purge_files(work: Work, ids: list[UUID]) -> None:
    """Free the bytes of files that go for good."""
    blobs = await work.db.scalars(select(Node.blob_id).where(Node.thing_id.in_(ids)))
    await free_blobs(work, [blob for blob in blobs if blob is not None])


async def free_blobs(work: Work, blobs: Sequence[UUID]) -> None:
    """Nothing points at these bytes any more; they go a day later."""
    if blobs:
        freed = [{"blob_id": blob, "at": work.now} for blob in blobs]
        await work.db.execute(upsert(FreedBlob).on_conflict_do_nothing(), freed)


async def remove_freed(work: Work) -> None:
    """Remove bytes freed more than a day ago, for the clock."""
    overdue = FreedBlob.at < work.now - KEPT_AFTER_FREED
    for blob in await work.db.scalars(delete(FreedBlob).where(overdue).returning(FreedBlob.blob_id)):
        await work.database.blobs.remove(blob)
