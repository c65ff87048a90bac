"""Files of any size come in by tus 1.0 (`docs/uploads.md`). No transaction is held while bytes flow.

An upload is its maker's alone: all others are told that it is not there. A part is acknowledged once it is
durable. What an upload became is named by `Content-Location`; who says `Prefer: return=representation` is
answered with the item itself, so that a page needs no further question.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from zencho.drive import media, rules, tus
from zencho.drive.actions import trees, uploads
from zencho.drive.actions.content import Replacing
from zencho.drive.actions.things import Folder
from zencho.drive.actions.uploads import Announced, UploadLimits
from zencho.drive.growing import NOTHING_SHA256, Growing, remove_growing
from zencho.drive.problems import BytesNotMarked, MoreThanAnnounced, UploadIncomplete
from zencho.drive.queries.items import get_items
from zencho.drive.queries.uploads import Own, list_unfinished, load_upload
from zencho.drive.receiving import Receiving, naming_bytes
from zencho.drive.shapes import Item, ReplacedItem
from zencho.drive.tables import Upload
from zencho.drive.upload_shapes import Come, Tree, TreePlaces, UnfinishedUploads
from zencho.gate import opening as gate
from zencho.gate.trying import attempt
from zencho.kernel.blobs import Blobs
from zencho.kernel.errors import Problem
from zencho.kernel.web import Begin, InBegin, InWork, Router
from zencho.kernel.work import Work

SMALL_BYTES = 256 * 2**10
SWALLOWED_BYTES = 32 * 2**20
router = Router(prefix="/api", tags=["drive"])
OpenTarget = Callable[[Work], Awaitable[Folder | Replacing]]


@router.declare("OPTIONS", "/uploads", public="says what the protocol can do, and nothing of anybody")
async def describe_tus(request: Request) -> Response:
    """What of tus we speak."""
    limits: UploadLimits = request.app.state.upload_limits
    said = {
        "Tus-Version": tus.VERSION,
        "Tus-Extension": tus.EXTENSIONS,
        "Tus-Max-Size": str(int(limits.file_gib * 2**30)),
        "Tus-Checksum-Algorithm": ",".join(tus.CHECKSUMS),
    }
    return _answer(204, said)


@router.get("/uploads", may="upload.own")
async def list_uploads(work: InWork) -> UnfinishedUploads:
    """What I began and did not end, on whichever machine."""
    own = await gate.open_self(work, rules.UPLOAD_OWN)
    return UnfinishedUploads(uploads=list(await list_unfinished(own)))


@router.post("/folders/{id_}/tree", may="folder.add")
async def ensure_tree(work: InWork, id_: UUID, asked: Tree) -> TreePlaces:
    """The folders of a tree that is about to come in: made, or used where they lie there."""
    folder = await gate.open(work, rules.FOLDER_ADD, id_)
    places: list[Come] = []
    known: dict[tuple[str, ...], Folder] = {}
    for path in asked.paths:
        try:
            async with attempt(work):
                opened = await trees.ensure_folder(folder, path, known)
            known |= opened  # not before: what a failed attempt made is gone with it
            places.append(Come(id=opened[tuple(path)].ref.id))
        except Problem as problem:
            places.append(Come(code=problem.code, params=problem.params))
    return TreePlaces(folders=places)


@router.post("/folders/{id_}/uploads", may="folder.add", own_work=True, status_code=201, response_model=Item)
async def begin_upload(id_: UUID, request: Request, begin: InBegin) -> Response:
    """Begin an upload into a folder; with all bytes at hand a small file needs no other request."""

    async def open_target(work: Work) -> Folder:
        folder = await gate.open(work, rules.FOLDER_ADD, id_)
        path = tus.read_told(_metadata(request)).path
        return (await trees.ensure_folder(folder, path))[path]

    return await _told(request, _create(request, begin, open_target))


@router.post(
    "/files/{id_}/uploads", may="file.replace", own_work=True, status_code=201, response_model=ReplacedItem
)
async def begin_replacing(
    id_: UUID, request: Request, begin: InBegin, based_on: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """Begin an upload of newer bytes for a file; with If-Match only while it has that revision."""

    async def open_target(work: Work) -> Replacing:
        return await gate.open(work, rules.FILE_REPLACE, id_)

    return await _told(request, _create(request, begin, open_target, based_on))


@router.declare("HEAD", "/uploads/{id_}", may="upload.own", own_work=True)
async def tell_offset(id_: UUID, request: Request, begin: InBegin) -> Response:
    """How many bytes are durable."""
    return await _told(request, _head(id_, request, begin))


@router.patch("/uploads/{id_}", may="upload.own", own_work=True, response_model=Item)
async def go_on(id_: UUID, request: Request, begin: InBegin) -> Response:
    """Take more bytes in; the last of them end the upload."""
    return await _told(request, _go_on(id_, request, begin))


@router.delete("/uploads/{id_}", may="upload.own", own_work=True, status_code=204)
async def cancel_upload(id_: UUID, request: Request, begin: InBegin) -> Response:
    """Give it up; its bytes go at once."""
    return await _told(request, _cancel(id_, request, begin))


@router.post("/uploads/{id_}", may="upload.own", own_work=True, response_model=Item)
async def override_method(id_: UUID, request: Request, begin: InBegin) -> Response:
    """For clients behind a proxy that lets no PATCH or DELETE through, as the protocol asks."""
    is_cancelled = request.headers.get("x-http-method-override", "").upper() == "DELETE"
    return await _told(request, (_cancel if is_cancelled else _go_on)(id_, request, begin))


async def _told(request: Request, answering: Awaitable[Response]) -> Response:
    """Every answer says that it is of tus, also one of a problem."""
    try:
        return await answering
    except Problem as problem:
        # Only an answer of success must have opened what its route declares.
        request.state.opened.add(request.state.may)
        answer = JSONResponse(problem.as_json(), problem.status, media_type="application/problem+json")
        answer.headers["Tus-Resumable"] = answer.headers["Tus-Version"] = tus.VERSION
        announced = request.headers.get("content-length", "")
        if not announced.isdigit() or int(announced) > SWALLOWED_BYTES:
            # What still comes is not waited for. (Less is read to its end, or a browser would not hear us.)
            answer.headers["Connection"] = "close"
        return answer
    except ClientDisconnect:
        request.state.opened.add(request.state.may)
        return _answer(400, {})  # nobody hears it


def _answer(status: int, headers: dict[str, str], item: Item | None = None) -> Response:
    said = headers | {"Tus-Resumable": tus.VERSION, "Cache-Control": "no-store"}
    if item is None:
        return Response(status_code=status, headers=said)
    return JSONResponse(item.model_dump(mode="json"), status, said)


def _metadata(request: Request) -> str:
    return request.headers.get("upload-metadata", "")


def _standing(upload: Upload) -> dict[str, str]:
    said = {"Upload-Offset": str(upload.offset_bytes), "Upload-Expires": tus.write_time(upload.expires_at)}
    return said if upload.made is None else said | {"Content-Location": f"/api/things/{upload.made}"}


async def _own(work: Work) -> Own:
    return await gate.open_self(work, rules.UPLOAD_OWN)


async def _create(
    request: Request, begin: Begin, open_target: OpenTarget, based_on: int | None = None
) -> Response:
    tus.expect_version(request.headers)
    size, told = tus.read_count(request.headers, "Upload-Length"), tus.read_told(_metadata(request))
    matched = request.headers.get("if-match", "").strip('W/"')
    revision = int(matched) if matched.isascii() and matched.isdigit() else None
    announced = Announced(told.name, size, _metadata(request), revision, based_on)
    limits: UploadLimits = request.app.state.upload_limits
    has_bytes = request.headers.get("content-type") == tus.BYTES
    is_whole = has_bytes and request.headers.get("content-length") == str(size)
    if size == 0 or (is_whole and size <= SMALL_BYTES):
        return await _take_small(request, begin, open_target, announced, limits)
    checksum = tus.read_checksum(request.headers)
    async with begin() as work:
        own = await _own(work)
        upload = await uploads.begin_upload(own, await open_target(work), announced, limits)
        blobs = work.database.blobs
    location = {"Location": f"/api/uploads/{upload.id}"}
    if not has_bytes:
        return _answer(201, location | _standing(upload))
    await _receive(request, begin, blobs, upload, checksum)
    return await _end_request(request, begin, upload.id, 201, location)


async def _take_small(
    request: Request, begin: Begin, open_target: OpenTarget, announced: Announced, limits: UploadLimits
) -> Response:
    """All of a small file, in one transaction and one piece: nobody waits for bytes in it."""
    content, checksum = await _read_small(request, announced.size_bytes), tus.read_checksum(request.headers)
    if len(content) != announced.size_bytes:
        raise UploadIncomplete(expected=announced.size_bytes, received=len(content))
    if checksum is not None:
        checksum.running.update(content)
        checksum.compare()
    kept: list[tuple[Blobs, UUID]] = []

    async def drop() -> None:
        for blobs, blob_id in kept:
            await asyncio.to_thread(remove_growing, blobs, blob_id)

    async with naming_bytes(begin, drop) as work:
        own, blobs = await _own(work), work.database.blobs
        target = await open_target(work)
        upload = await uploads.begin_upload(own, target, announced, limits)
        assert upload.blob_id is not None
        kept.append((blobs, upload.blob_id))
        upload.offset_bytes = len(content)
        upload.sha256 = await asyncio.to_thread(_keep_small, blobs, upload.blob_id, content)
        media_type = media.sniff(content[: media.HEAD_BYTES], upload.name)
        await uploads.finish_upload(own, upload, media_type=media_type, target=target)
        item = await _find_item(work, upload)
    return _answer(201, {"Location": f"/api/uploads/{upload.id}"} | _standing(upload), item)


async def _read_small(request: Request, most_bytes: int) -> bytes:
    """No more than was announced is ever in memory: nobody has been asked who this is yet."""
    content = bytearray()
    async for chunk in _chunks(request):
        content += chunk
        if len(content) > most_bytes:
            raise MoreThanAnnounced(size_bytes=most_bytes)
    return bytes(content)


def _keep_small(blobs: Blobs, blob_id: UUID, content: bytes) -> str:
    with Growing(blobs, blob_id, offset_bytes=0, sha256=NOTHING_SHA256) as growing:
        growing.write([content])
        return growing.flush()[1]


async def _head(id_: UUID, request: Request, begin: Begin) -> Response:
    tus.expect_version(request.headers)
    async with begin() as work:
        upload = await load_upload(await _own(work), id_)
    said = _standing(upload) | {"Upload-Length": str(upload.size_bytes)}
    return _answer(200, said | ({"Upload-Metadata": upload.metadata_told} if upload.metadata_told else {}))


async def _go_on(id_: UUID, request: Request, begin: Begin) -> Response:
    tus.expect_version(request.headers)
    if request.headers.get("content-type") != tus.BYTES:
        raise BytesNotMarked(content_type=tus.BYTES)
    offset, checksum = tus.read_count(request.headers, "Upload-Offset"), tus.read_checksum(request.headers)
    async with begin() as work:
        own = await _own(work)
        upload = await load_upload(own, id_)
        if offset != upload.offset_bytes:
            raise tus.OffsetDiffers(offset_bytes=upload.offset_bytes)
        if upload.made is None:
            await uploads.open_target(work, upload)
        name = tus.read_told(_metadata(request)).name
        if name:
            await uploads.rename_upload(own, upload, name)
        blobs = work.database.blobs
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and offset + int(announced) > upload.size_bytes:
        raise MoreThanAnnounced(size_bytes=upload.size_bytes)
    if offset < upload.size_bytes:
        await _receive(request, begin, blobs, upload, checksum)
        if upload.offset_bytes < upload.size_bytes:
            return _answer(204, _standing(upload))
    return await _end_request(request, begin, id_, 204, {})


async def _receive(
    request: Request, begin: Begin, blobs: Blobs, upload: Upload, checksum: tus.Checksum | None
) -> None:
    """Take what comes, asking again for the right to it each second and with each part. `upload`, whose
    transaction has ended, then says what is durable."""

    async def ask() -> None:
        async with begin() as work:
            await uploads.open_target(work, await load_upload(await _own(work), upload.id))

    async def tell(before: int, offset_bytes: int, sha256: str) -> None:
        async with begin() as work:
            own = await _own(work)
            await uploads.open_target(work, upload)
            await uploads.move_on(own, upload, before=before, offset_bytes=offset_bytes, sha256=sha256)
        upload.offset_bytes, upload.sha256 = offset_bytes, sha256

    assert upload.blob_id is not None  # it is unfinished
    with await asyncio.to_thread(
        Growing, blobs, upload.blob_id, offset_bytes=upload.offset_bytes, sha256=upload.sha256
    ) as growing:
        receiving = Receiving(growing, size_bytes=upload.size_bytes, checksum=checksum, tell=tell)
        await receiving.take(_chunks(request), ask)


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        if chunk:
            yield chunk


async def _end_request(
    request: Request, begin: Begin, id_: UUID, status: int, headers: dict[str, str]
) -> Response:
    """Where the upload stands now; with its last byte it becomes what it was to be."""
    async with begin() as work:
        own = await _own(work)
        upload = await load_upload(own, id_, lock=True)
        if upload.offset_bytes < upload.size_bytes:
            return _answer(status, headers | _standing(upload))
        media_type = ""
        if upload.made is None:
            assert upload.blob_id is not None
            place = work.database.blobs.place_of(upload.blob_id)
            media_type = media.sniff(await asyncio.to_thread(_read_head, place), upload.name)
        await uploads.finish_upload(own, upload, media_type=media_type)
        wants_item = status == 201 or "return=representation" in request.headers.get("prefer", "")
        item = await _find_item(work, upload) if wants_item else None
    if item is not None and status == 204:
        status = 200
    return _answer(status, headers | _standing(upload), item)


async def _find_item(work: Work, upload: Upload) -> Item:
    """What it became. Raises Unseen where that is gone by now."""
    assert upload.made is not None  # it is at its end
    found = await get_items(work, [upload.made])
    if not found:
        raise gate.Unseen
    if upload.outcome is None or upload.as_version is None:
        return found[0]
    return ReplacedItem(**dict(found[0]), outcome=upload.outcome, as_version=upload.as_version)


def _read_head(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(media.HEAD_BYTES)


async def _cancel(id_: UUID, request: Request, begin: Begin) -> Response:
    tus.expect_version(request.headers)
    async with begin() as work:
        own = await _own(work)
        blob_id = await uploads.cancel_upload(own, await load_upload(own, id_, lock=True))
        blobs = work.database.blobs
    if blob_id is not None:
        await asyncio.to_thread(remove_growing, blobs, blob_id)
    return _answer(204, {})
