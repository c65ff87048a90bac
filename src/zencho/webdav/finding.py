"""What a client reads: what lies where, what it is, and its bytes."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Response
from fastapi.responses import StreamingResponse

from zencho.drive import rules
from zencho.drive.file_routes import send_content
from zencho.drive.media import UNKNOWN
from zencho.drive.queries.room import find_room
from zencho.drive.tables import Node
from zencho.drive.tus import write_time
from zencho.gate import opening as gate
from zencho.kernel.work import Work
from zencho.webdav.answers import XML, Turned
from zencho.webdav.calling import Call
from zencho.webdav.conditions import check_tags
from zencho.webdav.elements import OPENING, read_body
from zencho.webdav.headers import read_depth
from zencho.webdav.properties import Asked, Held, Told, describe, read_asked
from zencho.webdav.queries.locks import list_locks
from zencho.webdav.queries.properties import list_noted
from zencho.webdav.queries.tree import Place, etag_of, list_drives, list_inside, tag_of

FINITE = "<D:propfind-finite-depth/>"
TOLD_AT_ONCE = 64


async def propfind(call: Call) -> Response:
    """The properties of what lies at a path, and of what is in it."""
    depth = read_depth(call.request.headers, otherwise="infinity", known=("0", "1", "infinity"))
    asked = read_asked(await read_body(call.request.stream()))
    if depth == "infinity":
        raise Turned(403, FINITE)
    async with call.begin() as work:
        place = await call.find(work)
        if place.names and place.node is None:
            raise gate.Unseen
        things = await _list_told(work, place, asked, with_inside=depth == "1")

    async def write() -> AsyncIterator[str]:
        yield f'{OPENING}<D:multistatus xmlns:D="DAV:">'
        for at in range(0, len(things), TOLD_AT_ONCE):
            yield "".join(describe(each, asked) for each in things[at : at + TOLD_AT_ONCE])
            await asyncio.sleep(0)  # others are not to wait for thousands
        yield "</D:multistatus>"

    headers = {"cache-control": "no-store"}
    return StreamingResponse(write(), 207, headers, media_type=XML)


async def _list_told(work: Work, place: Place, asked: Asked, *, with_inside: bool) -> list[Told]:
    node, found = place.node, list[tuple[tuple[str, ...], Node | None]]()
    found.append((place.names, node))
    if with_inside and not place.names:
        found += [((name,), drive) for name, drive in await list_drives(work)]
    elif with_inside and node is not None and node.kind == "folder":
        inside = await list_inside(work, node.thing_id)
        found += [((*place.names, each.name), each) for each in inside]
    nodes = {each.thing_id: names for names, each in found if each is not None}
    above = {each.thing_id: place.names_of(each.thing_id) for each in place.chain}
    locks = await list_locks(work, {*nodes, *above})
    noted = await list_noted(work, nodes)
    room = None
    if asked.is_about_room and node is not None:
        room = await find_room(work, node.thing_id)
    deep = [Held(lock, above[lock.thing_id]) for lock in locks if lock.deep and lock.thing_id in above]
    told = []
    for names, each in found:
        id_ = each.thing_id if each is not None else None
        own = [Held(lock, names) for lock in locks if lock.thing_id == id_]
        held = own + [one for one in deep if one.lock.thing_id != id_]
        things = noted.get(id_, {}) if id_ is not None else {}
        told.append(Told(names, each, work.now, held, things, room))
    return told


async def head(call: Call) -> Response:
    """What GET would say of it."""
    async with call.begin() as work:
        place = await call.find(work)
        node = place.node
        if node is not None and node.kind == "file":
            await gate.open(work, rules.FILE_DOWNLOAD, node.thing_id)
    if node is None or node.kind != "file":
        return _answer_folder(place)
    check_tags(call.request.headers, etag_of(node), is_read=True)
    return _with_time(node, _head_of(node))


def _head_of(node: Node) -> Response:
    said = {
        "content-length": str(node.size_bytes or 0),
        "etag": etag_of(node) or "",
        "accept-ranges": "bytes",
    }
    said["content-type"] = node.media_type or UNKNOWN
    answer = Response(headers={"cache-control": "private, no-store"})
    answer.raw_headers = [
        *((name, value) for name, value in answer.raw_headers if name != b"content-length"),
        *((name.encode(), value.encode()) for name, value in said.items()),
    ]
    return answer


async def get(call: Call) -> Response:
    """The bytes of a file, or a range; cut within a second of a right or the password being taken back."""
    async with call.begin() as work:
        place = await call.find(work)
        node = place.node
    if node is None or node.kind != "file":
        return _answer_folder(place)
    check_tags(call.request.headers, etag_of(node), is_read=True)
    answer = await send_content(node.thing_id, call.request, call.begin, inline=False, tag_by=tag_of)
    return _with_time(node, answer)


def _answer_folder(place: Place) -> Response:
    """Folders have no bytes: programs that look whether one is there are told so."""
    if place.names and place.node is None:
        raise gate.Unseen
    return Response(headers={"cache-control": "no-store"}, media_type="text/plain")


def _with_time(node: Node, answer: Response) -> Response:
    answer.headers["last-modified"] = write_time(node.modified_at)
    return answer
