"""Reading documents and their pictures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from zencho.coedit.queries import read_state
from zencho.documents.markdown_text import write_markdown
from zencho.documents.tables import Document, DocumentImage
from zencho.documents.ydoc import plain_text, read_blocks
from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Unseen
from zencho.gate.permissions import PERMISSIONS, Piece
from zencho.gate.tables import Thing
from zencho.kernel.work import Work


async def load_document(work: Work, id_: UUID) -> Document:
    """The row of a document that the gate has allowed. A new one may not have its row yet."""
    found = await work.db.get(Document, id_)
    return found or Document(thing_id=id_, anchor=0, source="blank", left_out=[])


async def read_text(work: Work, id_: UUID) -> tuple[str, str]:
    """Name and text of a document, for the index. Raises what the gate raises."""
    opened = await gate.open(work, PERMISSIONS["document.read"], id_)
    node = await load_node(work, id_)
    return node.name, plain_text(await read_state(opened))


async def open_image(opened: Opened[Document, Literal["document.read"]], id_: UUID) -> DocumentImage:
    """A picture of this document. Raises Unseen."""
    wanted = select(DocumentImage).where(DocumentImage.id == id_, DocumentImage.thing_id == opened.ref.id)
    found = await opened.work.db.scalar(wanted)
    if found is None:
        raise Unseen
    return found


async def list_images(opened: Opened[Document, Any]) -> list[DocumentImage]:
    """All pictures of this document."""
    rows = await opened.work.db.scalars(select(DocumentImage).where(DocumentImage.thing_id == opened.ref.id))
    return list(rows)


async def take_out_documents(work: Work, ids: Sequence[UUID]) -> list[Piece]:
    """Those of these documents that the actor may read now: each as Markdown, with its pictures beside it in
    a folder whose name nothing else bears."""
    seen = await gate.visible_of(work, PERMISSIONS["document.read"], ids)
    rows = await work.db.execute(
        select(Node.thing_id, Node.name, Node.modified_at)
        .join(Thing, Thing.id == Node.thing_id)
        .where(seen.clause)
    )
    pieces = {row.thing_id: [_as_markdown(row.thing_id, row.name, row.modified_at)] for row in rows}
    for image in await work.db.scalars(select(DocumentImage).where(DocumentImage.thing_id.in_(pieces))):
        name = _picture_path(image.thing_id, image.id, image.media_type)
        pieces[image.thing_id].append(
            Piece(
                image.thing_id,
                name,
                image.added_at,
                image.media_type,
                size_bytes=image.size_bytes,
                blob_id=image.blob_id,
            )
        )
    return [piece for each in pieces.values() for piece in each]


def _as_markdown(id_: UUID, name: str, modified_at: datetime) -> Piece:
    async def write(work: Work) -> bytes:
        opened = await gate.open(work, PERMISSIONS["document.read"], id_)
        images = await list_images(opened)
        paths = {str(image.id): _picture_path(id_, image.id, image.media_type) for image in images}
        blocks = read_blocks(await read_state(opened))

        def address_of(url: str) -> str:
            return paths.get(url.rpartition("/")[2], url)

        return write_markdown(name, blocks, address_of).encode()

    return Piece(id_, f"{name}.md", modified_at, "text/markdown", write=write)


def _picture_path(document: UUID, image: UUID, media_type: str) -> str:
    return f"pictures-{document.hex[-12:]}/{image.hex}.{media_type.rpartition('/')[2]}"
