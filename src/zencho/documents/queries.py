"""Reading documents and their pictures."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from zencho.documents.tables import Document, DocumentImage
from zencho.gate.opening import Opened, Unseen
from zencho.kernel.work import Work


async def load_document(work: Work, id_: UUID) -> Document:
    """The row of a document that the gate has allowed. A new one may not have its row yet."""
    found = await work.db.get(Document, id_)
    return found or Document(thing_id=id_, anchor=0, source="blank", left_out=[])


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
