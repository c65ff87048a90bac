"""Verbs that make documents and give them pictures. Their text is written through coedit."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, insert, select

from zencho.audit.record import record
from zencho.coedit.actions import write_state
from zencho.coedit.queries import read_state
from zencho.documents.blocks import Block, Image, change_each, place_images
from zencho.documents.events import PersonMentioned
from zencho.documents.imported import Imported, LeftOut
from zencho.documents.mentions import mentioned_people
from zencho.documents.queries import list_images
from zencho.documents.rules import DOCUMENT_READ, DOCUMENT_WRITE
from zencho.documents.tables import Document, DocumentImage, DocumentMention
from zencho.documents.ydoc import read_blocks, write_blocks
from zencho.drive.actions.content import free_blobs
from zencho.drive.actions.rows import Made
from zencho.drive.actions.things import add_node
from zencho.drive.queries.room import expect_room
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.blobs import Stored
from zencho.kernel.ids import new_id
from zencho.kernel.work import Work

OpenedFolder = Opened[Node, Literal["folder.add"]]
OpenedDocument = Opened[Document, Literal["document.write"]]


async def add_document(
    opened: OpenedFolder,
    name: str,
    blocks: Sequence[Block] = (),
    *,
    source: str = "blank",
    id_: UUID | None = None,
    made: Made | None = None,
) -> OpenedDocument:
    """A new document in the opened folder, holding these blocks.

    Raises what `add_node` raises about names (twins, control characters, length).
    """
    written = await _add(opened, name, source, (), id_=id_, made=made)
    await _write(written, blocks)
    return written


async def import_document(
    opened: OpenedFolder,
    name: str,
    imported: Imported,
    *,
    source: str,
    stored: Mapping[str, Stored],
    least_label: int = 0,
) -> OpenedDocument:
    """A file that was read becomes a document; `stored` has the blob of each of its pictures by name, and
    `least_label` is that of the file."""
    written = await _add(opened, name, source, imported.left_out, least_label=least_label)
    urls = {}
    for image in imported.images:
        urls[image.name] = image_url(written.ref.id, await add_image(written, stored[image.name], image.type))
    await _write(written, place_images(imported.blocks, urls))
    return written


async def add_image(
    opened: OpenedDocument, stored: Stored, media_type: str, *, id_: UUID | None = None
) -> UUID:
    """Keep a picture with the document. Returns its id. Raises DriveFull."""
    work = opened.work
    await expect_room(work, opened.ref.id, stored.size_bytes)
    id_ = id_ or new_id()
    await work.db.execute(
        insert(DocumentImage).values(
            id=id_,
            thing_id=opened.ref.id,
            anchor=opened.anchor,
            blob_id=stored.id,
            media_type=media_type,
            size_bytes=stored.size_bytes,
            added_by=work.actor.id,
            added_at=work.now,
        )
    )
    await record(work, "document.image", opened.ref, size_bytes=stored.size_bytes)
    return id_


async def copy_document(work: Work, source: UUID, copy: UUID) -> None:
    """Fill a new document with the text and pictures of another; who wrote it stays with that one.

    Raises what the gate raises for `document.read`.
    """
    opened = await gate.open(work, DOCUMENT_READ, source)
    written = await gate.open(work, DOCUMENT_WRITE, copy)
    row = {"thing_id": copy, "anchor": written.anchor, "source": opened.thing.source}
    await work.db.execute(insert(Document).values(row | {"left_out": opened.thing.left_out}))
    urls = {}
    for image in await list_images(opened):
        stored = Stored(image.blob_id, image.size_bytes, "")
        urls[image_url(source, image.id)] = image_url(
            copy, await add_image(written, stored, image.media_type)
        )

    def moved(block: Block) -> Block:
        return replace(block, url=urls.get(block.url, block.url)) if isinstance(block, Image) else block

    blocks = await asyncio.to_thread(read_blocks, await read_state(opened))
    await _write(written, change_each(blocks, moved))


async def purge_documents(work: Work, ids: list[UUID]) -> None:
    """Documents go for good: their pictures are freed; all else goes with the thing."""
    gone = delete(DocumentImage).where(DocumentImage.thing_id.in_(ids)).returning(DocumentImage.blob_id)
    await free_blobs(work, list(await work.db.scalars(gone)))


def image_url(document: UUID, image: UUID) -> str:
    """Where a picture is read; this is what its block holds."""
    return f"/api/documents/{document}/images/{image}"


async def note_mentions(opened: Opened[Document, Any], blocks: Sequence[Block], *, by: UUID | None) -> None:
    """Remember who is mentioned now, and announce those who were not before."""
    work = opened.work
    now = set(mentioned_people(blocks))
    rows = await work.db.scalars(
        select(DocumentMention.person_id).where(DocumentMention.thing_id == opened.ref.id)
    )
    before = set(rows)
    if before - now:
        await work.db.execute(
            delete(DocumentMention).where(
                DocumentMention.thing_id == opened.ref.id, DocumentMention.person_id.in_(before - now)
            )
        )
    for person in sorted(now - before):
        await work.db.execute(
            insert(DocumentMention).values(
                thing_id=opened.ref.id, person_id=person, anchor=opened.anchor, at=work.now
            )
        )
        cause = f"mentioned:{opened.ref.id}:{person}:{work.now.isoformat()}"
        work.announce(PersonMentioned(opened.ref.id, person, by, cause))


async def _add(
    opened: OpenedFolder,
    name: str,
    source: str,
    left_out: Iterable[LeftOut],
    *,
    id_: UUID | None = None,
    made: Made | None = None,
    least_label: int = 0,
) -> OpenedDocument:
    work = opened.work
    node = await add_node(opened, kind="document", name=name, id_=id_, made=made, least_label=least_label)
    written = await gate.open(work, DOCUMENT_WRITE, node.thing_id)
    lines = [{"code": line.code, "count": line.count, "where": line.where} for line in left_out]
    row = {"thing_id": node.thing_id, "anchor": written.anchor, "source": source, "left_out": lines}
    await work.db.execute(insert(Document).values(row))
    await record(work, "document.add", written.ref, source=source)
    return written


async def _write(opened: OpenedDocument, blocks: Sequence[Block]) -> None:
    # A file of hundreds of pages takes a second to write down: not on the loop that serves everyone.
    written = await asyncio.to_thread(write_blocks, blocks)
    await write_state(opened, written.update)
    await note_mentions(opened, blocks, by=opened.work.actor.id)
