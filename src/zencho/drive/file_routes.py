"""Bytes in and out. No transaction is held while they flow: rights are asked before and after an
upload, and again each second of a download, so that a share taken back cuts it."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Header, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from zencho.audit.record import record
from zencho.drive import media, rules
from zencho.drive.actions import content as contents
from zencho.drive.actions import noting, things
from zencho.drive.flowing import asking_again
from zencho.drive.names import clean_name
from zencho.drive.queries.items import get_item
from zencho.drive.queries.nodes import find_same_file, refuse_twin
from zencho.drive.queries.versions import load_version
from zencho.drive.ranges import part_of, span_of
from zencho.drive.receiving import keep_whole, naming_bytes
from zencho.drive.shapes import Item, ReplacedItem
from zencho.drive.tables import Node, Version
from zencho.gate import opening as gate
from zencho.kernel.blobs import Blobs
from zencho.kernel.errors import Problem
from zencho.kernel.logs import log
from zencho.kernel.web import Begin, InBegin, Router, expect_revision

UPLOAD_LIMIT_BYTES = 100 * 2**20
router = Router(prefix="/api", tags=["drive"])


ExpectedSize = Annotated[int | None, Header(alias="X-Expected-Size", ge=0)]


@router.put("/folders/{id_}/files", may="folder.add", own_work=True, status_code=201, response_model=Item)
async def add_file(
    id_: UUID, name: Annotated[str, Query()], request: Request, begin: InBegin, expected: ExpectedSize = None
) -> Response:
    """Take a file in. The same bytes under the same name are taken once: sending again is safe."""
    async with begin() as work:
        await gate.open(work, rules.FOLDER_ADD, id_)
        name = clean_name(name)
        await refuse_twin(work, id_, name, unless_size=expected)
        blobs = work.database.blobs
    content = await keep_whole(blobs, request, name, limit_bytes=UPLOAD_LIMIT_BYTES, expected=expected)
    async with naming_bytes(begin, lambda: blobs.remove(content.blob_id)) as work:
        folder = await gate.open(work, rules.FOLDER_ADD, id_)
        same = await find_same_file(work, id_, name, content.sha256)
        node = same or await things.add_file(folder, name=name, content=content)
        item = await get_item(work, node.thing_id)
    if same is not None:
        await blobs.remove(content.blob_id)
    return JSONResponse(item.model_dump(mode="json"), 200 if same else 201)


@router.put("/files/{id_}/content", may="file.replace", own_work=True, response_model=ReplacedItem)
async def replace_file(
    id_: UUID,
    request: Request,
    begin: InBegin,
    expected: ExpectedSize = None,
    based_on: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Take newer bytes for a file; those made from an older version than the current lie beside it."""
    async with begin() as work:
        opened = await gate.open(work, rules.FILE_REPLACE, id_)
        expect_revision(request, opened.thing.revision)
        name, blobs = opened.thing.name, work.database.blobs
    content = await keep_whole(blobs, request, name, limit_bytes=UPLOAD_LIMIT_BYTES, expected=expected)
    async with naming_bytes(begin, lambda: blobs.remove(content.blob_id)) as work:
        opened = await gate.open(work, rules.FILE_REPLACE, id_)
        expect_revision(request, opened.thing.revision)
        done = await contents.replace_file(opened, content=content, based_on=based_on)
        item = show_replaced(await get_item(work, id_), done)
    return JSONResponse(item.model_dump(mode="json"))


def show_replaced(item: Item, done: contents.Replaced) -> ReplacedItem:
    """The file, and what became of the bytes that came for it."""
    return ReplacedItem(**dict(item), outcome=done.outcome, as_version=done.version)


@router.get("/files/{id_}/content", may="file.download", own_work=True, response_class=StreamingResponse)
async def download(
    id_: UUID,
    request: Request,
    begin: InBegin,
    inline: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> Response:
    """The bytes, or a range of them. Shown in the page only where the type cannot run."""
    return await send_content(id_, request, begin, inline=inline)


def tag_of(sha256: str) -> str:
    """The entity tag of bytes."""
    return f'"{sha256}"'


async def send_content(
    id_: UUID,
    request: Request,
    begin: Begin,
    *,
    inline: bool,
    number: int | None = None,
    tag_by: Callable[[str], str] = tag_of,
) -> Response:
    """The bytes of a file as they are, or of one of its versions: with the rights of the file, and the same
    record. Raises NoSuchVersion, RangeNotSatisfiable."""
    async with begin() as work:
        opened = await gate.open(work, rules.FILE_DOWNLOAD, id_)
        held = opened.thing if number is None else await load_version(work, id_, number)
        size, tag = held.size_bytes or 0, tag_by(held.sha256 or "")
        span = span_of(request, size, tag)
        await noting.note_opened(opened)
        version = opened.thing.version if number is None else number
        await record(work, "file.download", opened.ref, start=span.start, end=span.stop, version=version)
        blobs = work.database.blobs
    status, headers = part_of(span, size, tag)
    headers |= _headers(opened.thing.name, held, inline=inline)
    assert held.blob_id is not None  # a file has bytes
    body = _flow(begin, blobs, id_, held.blob_id, span)
    return StreamingResponse(body, status, headers)


async def _flow(begin: Begin, blobs: Blobs, id_: UUID, blob_id: UUID, span: range) -> AsyncIterator[bytes]:
    async def ask() -> None:
        async with begin() as work:
            await gate.open(work, rules.FILE_DOWNLOAD, id_)

    try:
        async for chunk in asking_again(blobs.get(blob_id, start=span.start, end=span.stop), ask):
            yield chunk
    except Problem as problem:
        # Fewer bytes than announced: the server closes the connection, and the browser sees a cut.
        log.info("download_cut", id=str(id_), code=problem.code)


def _headers(name: str, held: Node | Version, *, inline: bool) -> dict[str, str]:
    media_type = held.media_type or media.UNKNOWN
    is_shown = inline and media.is_shown_in_page(media_type)
    return {
        "content-type": media_type,
        "content-disposition": media.disposition(name, inline=is_shown),
    }
