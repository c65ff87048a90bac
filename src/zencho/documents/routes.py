"""Documents over HTTP: made, imported, and their pictures. What is written in them goes over the socket."""

from pathlib import PurePath
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from zencho.coedit import queries as coedit
from zencho.documents import actions, queries
from zencho.documents.imported import Imported, image_type
from zencho.documents.importing import import_file, kind_of
from zencho.documents.rules import DOCUMENT_READ, DOCUMENT_WRITE
from zencho.documents.shapes import DocumentMade, DocumentShape, ImageShape, LeftOutShape, NewDocument
from zencho.drive.actions.noting import note_opened
from zencho.drive.office.unreadable import FileTypeDiffers
from zencho.drive.receiving import read_whole
from zencho.drive.rules import FILE_DOWNLOAD, FOLDER_ADD
from zencho.gate import opening as gate
from zencho.kernel.blobs import Blobs, Stored
from zencho.kernel.children import Children
from zencho.kernel.errors import Problem
from zencho.kernel.web import Begin, InBegin, InWork, Router

MOST_IMPORTED_BYTES = 50 * 2**20
MOST_IMAGE_BYTES = 20 * 2**20


class NotAPicture(Problem):
    """The bytes are not a picture that browsers show (PNG, JPEG, GIF, WebP)."""

    status = 415


router = Router(prefix="/api")


@router.post("/folders/{id}/documents", may="folder.add", status_code=201)
async def add_document(work: InWork, id: UUID, new: NewDocument) -> DocumentMade:  # noqa: A002
    opened = await gate.open(work, FOLDER_ADD, id)
    made = await actions.add_document(opened, new.name)
    return DocumentMade(id=made.ref.id, left_out=[])


@router.post("/folders/{id}/documents/import", may="folder.add", own_work=True, status_code=201)
async def import_document(begin: InBegin, request: Request, id: UUID, name: str) -> DocumentMade:  # noqa: A002
    """The body is the file itself; `name` its name with ending. Raises FileNotRead's kinds, FileTooLarge."""
    async with begin() as work:
        await gate.open(work, FOLDER_ADD, id)
    content = await read_whole(request.stream(), limit_bytes=MOST_IMPORTED_BYTES)
    return await _import(begin, request.app.state.children, id, name, content)


@router.post("/files/{id}/document", may="file.download", own_work=True, status_code=201)
async def import_file_beside(begin: InBegin, request: Request, id: UUID) -> DocumentMade:  # noqa: A002
    """A Word or Markdown file of the drive becomes a document beside it; the file stays."""
    async with begin() as work:
        opened = await gate.open(work, FILE_DOWNLOAD, id)
        blob, name, folder = opened.thing.blob_id, opened.thing.name, opened.thing.folder
        label = opened.label
        if folder is None or blob is None:
            raise gate.Unseen
        await gate.open(work, FOLDER_ADD, folder)
        blobs = work.database.blobs
    content = await read_whole(blobs.get(blob), limit_bytes=MOST_IMPORTED_BYTES)
    return await _import(begin, request.app.state.children, folder, name, content, least_label=label)


async def _import(
    begin: Begin, children: Children, folder: UUID, name: str, content: bytes, *, least_label: int = 0
) -> DocumentMade:
    kind = kind_of(name)
    if kind is None:
        raise FileTypeDiffers
    imported = await import_file(children, kind, content)
    async with begin() as work:
        opened = await gate.open(work, FOLDER_ADD, folder)
        stored = await _store(work.database.blobs, imported)
        made = await actions.import_document(
            opened,
            PurePath(name).stem or name,
            imported,
            source=kind,
            stored=stored,
            least_label=least_label,
        )
    left_out = [
        LeftOutShape(code=each.code, count=each.count, where=each.where) for each in imported.left_out
    ]
    return DocumentMade(id=made.ref.id, left_out=left_out)


async def _store(blobs: Blobs, imported: Imported) -> dict[str, Stored]:
    return {image.name: await blobs.put_bytes(image.content) for image in imported.images}


@router.get("/documents/{id}", may="document.read")
async def read_document(work: InWork, id: UUID) -> DocumentShape:  # noqa: A002
    opened = await gate.open(work, DOCUMENT_READ, id)
    await note_opened(opened)
    return DocumentShape(
        id=id,
        source=opened.thing.source,
        left_out=[LeftOutShape(**line) for line in opened.thing.left_out],
        abilities=await gate.abilities_here(opened),
    )


@router.get("/documents/{id}/state", may="document.read")
async def read_state(work: InWork, id: UUID) -> Response:  # noqa: A002
    """All that was written, as one Yjs update: for whoever only reads and hears of nothing more."""
    opened = await gate.open(work, DOCUMENT_READ, id)
    await note_opened(opened)
    return Response(await coedit.read_state(opened), media_type="application/octet-stream")


@router.put("/documents/{id}/images", may="document.write", own_work=True, status_code=201)
async def add_image(begin: InBegin, request: Request, id: UUID) -> ImageShape:  # noqa: A002
    """The body is the picture. Raises NotAPicture, FileTooLarge."""
    async with begin() as work:
        await gate.open(work, DOCUMENT_WRITE, id)
        blobs = work.database.blobs
    content = await read_whole(request.stream(), limit_bytes=MOST_IMAGE_BYTES)
    media_type = image_type(content)
    if media_type is None:
        raise NotAPicture
    stored = await blobs.put_bytes(content)
    async with begin() as work:
        opened = await gate.open(work, DOCUMENT_WRITE, id)
        image = await actions.add_image(opened, stored, media_type)
    return ImageShape(id=image, url=actions.image_url(id, image))


@router.get("/documents/{id}/images/{image}", may="document.read", own_work=True)
async def read_image(begin: InBegin, id: UUID, image: UUID) -> Response:  # noqa: A002
    """The picture, asked of the gate each time: browsers keep it only together with its rights."""
    async with begin() as work:
        opened = await gate.open(work, DOCUMENT_READ, id)
        found = await queries.open_image(opened, image)
        blobs = work.database.blobs
    headers = {
        "content-length": str(found.size_bytes),
        "cache-control": "private, no-cache",
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline",
    }
    return StreamingResponse(blobs.get(found.blob_id), media_type=found.media_type, headers=headers)
