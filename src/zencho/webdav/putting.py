"""PUT, MKCOL and DELETE: the same acts as those of the page, by a path."""

from fastapi import Response

from zencho.drive import rules
from zencho.drive.actions import binning, things
from zencho.drive.actions.content import Replacing
from zencho.drive.actions.things import Folder
from zencho.drive.names import clean_name
from zencho.drive.queries.room import expect_room
from zencho.drive.receiving import keep_whole, naming_bytes
from zencho.gate import opening as gate
from zencho.kernel.work import Work
from zencho.webdav.actions.locks import drop_locks_of, expect_free
from zencho.webdav.actions.saving import UNWANTED, remove_file, save_new, save_over
from zencho.webdav.answers import OURS, Turned
from zencho.webdav.calling import Call
from zencho.webdav.conditions import check_tags
from zencho.webdav.elements import read_body
from zencho.webdav.headers import read_depth
from zencho.webdav.queries.tree import Place, etag_of, tag_of


def expect_fit_name(name: str) -> str:
    """The name as it is kept. Raises what a name may raise, and Turned (403) for what only litters."""
    cleaned = clean_name(name)
    if cleaned.lower() in UNWANTED:
        raise Turned(403, f'<Z:unwanted xmlns:Z="{OURS}"/>')
    return cleaned


async def put(call: Call) -> Response:
    """A file's bytes: the next version of what bears the name, or a new one. Nothing waits for a transaction
    while they come; whether the person may still is asked each second."""
    headers = call.request.headers
    if "content-range" in headers:  # part of a file is no version of it
        raise Turned(400)
    announced = headers.get("content-length") or headers.get("x-expected-entity-length") or ""
    size_bytes = int(announced) if announced.isascii() and announced.isdigit() else 0

    async def ask() -> None:
        async with call.begin() as work:
            await _open_target(work, call, size_bytes=0)

    async with call.begin() as work:
        name, _target = await _open_target(work, call, size_bytes=size_bytes)
        blobs = work.database.blobs
    limit = call.upload_limit_bytes
    content = await keep_whole(blobs, call.request, name, limit_bytes=limit, expected=None, ask=ask)
    submitted = call.asked_if.tokens
    async with naming_bytes(call.begin, lambda: blobs.remove(content.blob_id)) as work:
        name, target = await _open_target(work, call, size_bytes=0)
        if target.ref.kind == "folder":
            saved = await save_new(target, content, name=name, submitted=submitted)  # type: ignore[arg-type]
        else:
            saved = await save_over(target, content, submitted=submitted)  # type: ignore[arg-type]
    tag = {"etag": tag_of(saved.sha256)} if saved.sha256 is not None else {}
    return Response(status_code=201 if saved.is_new else 204, headers=tag)


async def _open_target(work: Work, call: Call, *, size_bytes: int) -> tuple[str, Folder | Replacing]:
    """The name, and the folder that gets a file, or the file that gets bytes."""
    place = await call.find(work)
    node, submitted = place.node, call.asked_if.tokens
    if node is not None and node.kind == "folder":
        raise Turned(405)
    if node is None:
        folder = await open_folder_of(work, place)
        name = expect_fit_name(place.names[-1])
        target: Folder | Replacing = folder
    else:
        target, name = await gate.open(work, rules.FILE_REPLACE, node.thing_id), node.name
    check_tags(call.request.headers, etag_of(node), is_read=False)
    await expect_free(work, place, submitted)
    await expect_room(work, target.ref.id, size_bytes)
    return name, target


async def open_folder_of(work: Work, place: Place) -> Folder:
    """The folder that something new would lie in. Raises Turned: 403 at the top, where the administrators
    make drives; 409 where there is none."""
    if place.is_drive:
        raise Turned(403 if place.names else 405)
    if place.folder is None:
        raise Turned(409)
    return await gate.open(work, rules.FOLDER_ADD, place.folder.thing_id)


async def mkcol(call: Call) -> Response:
    """A folder."""
    async for chunk in call.request.stream():
        if chunk:
            raise Turned(415)
    async with call.begin() as work:
        place = await call.find(work)
        if place.node is not None or not place.names:
            raise Turned(405)
        folder = await open_folder_of(work, place)
        await expect_free(work, place, call.asked_if.tokens)
        await things.add_folder(folder, name=expect_fit_name(place.names[-1]))
    return Response(status_code=201)


async def delete(call: Call) -> Response:
    """Into the bin, with all inside."""
    await read_body(call.request.stream())
    async with call.begin() as work:
        place = await call.find(work)
        if place.node is None and place.names:
            raise gate.Unseen
        check_tags(call.request.headers, etag_of(place.node), is_read=False)
        if place.node is not None and place.node.kind == "folder":
            read_depth(call.request.headers, otherwise="infinity", known=("infinity",))
        await remove(work, place, call.asked_if.tokens)
    return Response(status_code=204)


async def remove(work: Work, place: Place, submitted: frozenset[str]) -> None:
    """What lies there goes. Raises Turned: 403 for a drive, 423."""
    if place.is_drive or place.node is None:
        raise Turned(403)
    await expect_free(work, place, submitted, member=True, below=True)
    node = place.node
    if node.kind == "folder":
        opened = await gate.open(work, rules.FOLDER_DELETE, node.thing_id)
        await drop_locks_of(work, place)
        await binning.delete_folder(opened)
    else:
        await gate.open(work, rules.THING_DELETE, node.thing_id)
        await drop_locks_of(work, place)
        await remove_file(work, node.thing_id)
