"""LOCK and UNLOCK."""

from typing import Any
from xml.etree.ElementTree import Element

from fastapi import Response

from zencho.drive.rules import FILE_REPLACE, FOLDER_ADD, THING_RENAME
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.webdav.actions.locks import LockAsked, expect_free, leave_lock, refresh_lock, take_lock
from zencho.webdav.actions.saving import begin_file
from zencho.webdav.answers import XML, Turned
from zencho.webdav.calling import Call
from zencho.webdav.elements import DAV, OPENING, read_body, write_element
from zencho.webdav.headers import read_depth, read_timeout, read_token
from zencho.webdav.properties import Held, write_lock
from zencho.webdav.putting import expect_fit_name
from zencho.webdav.queries.locks import token_of
from zencho.webdav.queries.tree import Place, find_place

MOST_OWNER = 4_000  # characters


async def lock(call: Call) -> Response:
    """Hold a thing, or go on holding it; where nothing lies an empty file is made (RFC 4918, 9.10.4)."""
    headers = call.request.headers
    depth = read_depth(headers, otherwise="infinity", known=("0", "infinity"))
    seconds = read_timeout(headers)
    body = await read_body(call.request.stream())
    asked = None if body is None else _read_asked(body, deep=depth == "infinity", seconds=seconds)
    is_new = False
    async with call.begin() as work:
        place = await call.find(work)
        if asked is None:
            held = await refresh_lock(work, place, call.asked_if.tokens, seconds)
        else:
            is_new = place.node is None
            opened, place = await _open_for_lock(work, call, place)
            held = await take_lock(opened, place, asked)
        now = work.now
    said = write_lock(Held(held, place.names_of(held.thing_id)), now)
    text = f'{OPENING}<D:prop xmlns:D="DAV:"><D:lockdiscovery>{said}</D:lockdiscovery></D:prop>'
    answer = Response(text, 201 if is_new else 200, media_type=XML)
    if asked is not None:
        answer.headers["lock-token"] = f"<{token_of(held)}>"
    return answer


async def _open_for_lock(work: Work, call: Call, place: Place) -> tuple[Opened[Node, Any], Place]:
    """What is to be held, opened for whoever may change it."""
    node = place.node
    if node is not None:
        if node.kind == "folder":
            return await gate.open(work, FOLDER_ADD, node.thing_id), place
        return await gate.open(work, FILE_REPLACE, node.thing_id), place
    if place.is_drive:
        raise Turned(403)
    if place.folder is None:
        raise Turned(409)
    name = expect_fit_name(place.names[-1])
    await expect_free(work, place, call.asked_if.tokens, member=True)
    folder = await gate.open(work, FOLDER_ADD, place.folder.thing_id)
    made = await begin_file(folder, name=name)
    opened = await gate.open(work, FILE_REPLACE, made)
    return opened, await find_place(work, place.names)


def _read_asked(body: Element, *, deep: bool, seconds: int) -> LockAsked:
    scope, kind, owner = (body.find(DAV + name) for name in ("lockscope", "locktype", "owner"))
    if body.tag != f"{DAV}lockinfo" or scope is None or kind is None or kind.find(f"{DAV}write") is None:
        raise Turned(400)
    shared, exclusive = (scope.find(DAV + name) is not None for name in ("shared", "exclusive"))
    if shared == exclusive:
        raise Turned(400)
    said = "" if owner is None else write_element(owner)
    if len(said) > MOST_OWNER:
        raise Turned(400)
    return LockAsked(shared=shared, deep=deep, owner=said, seconds=seconds)


async def unlock(call: Call) -> Response:
    """Hold it no more."""
    token = read_token(call.request.headers)
    async with call.begin() as work:
        place = await call.find(work)
        if place.node is None:
            raise gate.Unseen if place.names else Turned(409)
        opened = await gate.open(work, THING_RENAME, place.node.thing_id)
        await leave_lock(opened, place, token)
    return Response(status_code=204)
