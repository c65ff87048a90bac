"""Reading documents and their pictures."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from zencho.coedit.queries import read_state
from zencho.documents.tables import Document, DocumentImage
from zencho.documents.ydoc import plain_text
from zencho.drive.queries.nodes import load_node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Unseen
from zencho.gate.permissions import PERMISSIONS
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
