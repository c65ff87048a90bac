"""COPY and MOVE."""

from datetime import datetime
from uuid import UUID

from fastapi import Response

from zencho.drive import rules
from zencho.drive.actions import things
from zencho.drive.actions.copying import copy_one
from zencho.drive.names import NameTaken, clean_name
from zencho.drive.queries.copying import count_inside
from zencho.drive.queries.taking_out import list_inside
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.trying import attempt
from zencho.kernel.errors import Problem
from zencho.kernel.ids import new_id
from zencho.kernel.work import Work
from zencho.webdav.actions.locks import drop_locks_of, expect_free
from zencho.webdav.actions.properties import copy_properties
from zencho.webdav.actions.saving import (
    content_of,
    is_passing_of,
    merge,
    remove_file,
    save_under_left,
    trace_renamed,
)
from zencho.webdav.answers import OURS, XML, Turned
from zencho.webdav.calling import Call
from zencho.webdav.elements import multistatus, read_body, status_line
from zencho.webdav.headers import Depth, is_overwriting, read_depth, read_destination, write_path
from zencho.webdav.putting import expect_fit_name, open_folder_of, remove
from zencho.webdav.queries.tree import Place, find_place

STEP = 40
MOST_COPIED = 2_000  # in one request; the page copies any number, behind it


async def copy(call: Call) -> Response:
    """A copy of a thing, with what the person sees inside; onto a file it becomes the next version of it."""
    request = call.request
    depth: Depth = read_depth(request.headers, otherwise="infinity", known=("0", "infinity"))
    await read_body(request.stream())
    async with call.begin() as work:
        source, target = await _find_both(work, call)
        node = _expect_thing(source)
        await expect_free(work, target, call.asked_if.tokens, member=not _is_merged(node, target))
        is_new, made = await _copy_top(work, call, node, target)
        is_deep = node.kind == "folder" and depth == "infinity"
        if is_deep and await count_inside(work, [node.thing_id]) > MOST_COPIED:
            raise Turned(403, f'<Z:too-much xmlns:Z="{OURS}"/>')
        began_at = work.now
    left_out = await _copy_inside(call, node.thing_id, made, before=began_at) if is_deep else 0
    if left_out:
        href = write_path(target.names, is_folder=True)
        body = f"<D:response><D:href>{href}</D:href>{status_line(403)}</D:response>"
        return Response(multistatus([body]), 207, media_type=XML)
    return Response(status_code=201 if is_new else 204)


async def move(call: Call) -> Response:
    """To another place or name. What is moved onto a file becomes its next version."""
    request = call.request
    read_depth(request.headers, otherwise="infinity", known=("infinity",))
    await read_body(request.stream())
    async with call.begin() as work:
        source, target = await _find_both(work, call)
        node = _expect_thing(source)
        if source.is_drive:
            raise Turned(403)
        submitted = call.asked_if.tokens
        await expect_free(work, source, submitted, member=True, below=True)
        is_renamed = target.node is not None and target.node.thing_id == node.thing_id
        if not is_renamed:
            await expect_free(work, target, submitted, member=not _is_merged(node, target))
        is_new = target.node is None or is_renamed
        if is_renamed:
            await _rename(work, node, target.names[-1])
        elif _is_merged(node, target):
            await _merge(work, source, target, submitted)
        else:
            await _move(work, source, target, submitted)
    return Response(status_code=201 if is_new else 204)


async def _find_both(work: Work, call: Call) -> tuple[Place, Place]:
    """From where and to where. Raises Turned: 403 where they are one, or within each other; 412 where
    something lies there that must stay."""
    names = read_destination(call.request.headers)
    overwrites = is_overwriting(call.request.headers)
    source, target = await call.find(work), await find_place(work, names)
    if source.node is None:
        raise gate.Unseen if source.names else Turned(403)
    if target.names == source.names or target.is_drive:
        raise Turned(403)
    node = target.node
    chain = [each.thing_id for each in target.chain]
    is_within = source.node.thing_id in (chain if node is None else chain[:-1])
    is_around = node is not None and node.thing_id in [each.thing_id for each in source.chain[:-1]]
    if is_within or is_around:
        raise Turned(403)
    if target.folder is None:
        raise Turned(409)
    if node is not None and node.thing_id != source.node.thing_id and not overwrites:
        raise Turned(412)
    if call.request.method == "COPY" and node is not None and node.thing_id == source.node.thing_id:
        raise Turned(403)
    return source, target


def _expect_thing(source: Place) -> Node:
    assert source.node is not None  # _find_both
    return source.node


def _is_merged(node: Node, target: Place) -> bool:
    return target.node is not None and node.kind == target.node.kind == "file"


async def _copy_top(work: Work, call: Call, node: Node, target: Place) -> tuple[bool, UUID]:
    """The thing itself -> whether nothing lay there, and the id of what has its content now."""
    submitted, is_new = call.asked_if.tokens, target.node is None
    if _is_merged(node, target):
        assert target.node is not None
        over = await gate.open(work, rules.FILE_REPLACE, target.node.thing_id)
        await merge(node.thing_id, over, submitted=submitted, keeps_source=True)
        await copy_properties(work, node.thing_id, over.ref.id, over.anchor)
        return False, over.ref.id
    folder = await open_folder_of(work, target)
    name = expect_fit_name(target.names[-1])
    if target.node is not None:
        await remove(work, target, submitted)
    copied = await copy_one(folder, await gate.open(work, rules.THING_READ, node.thing_id), name=name)
    made = await gate.open(work, rules.THING_RENAME, copied)
    await copy_properties(work, node.thing_id, copied, made.anchor)
    return is_new, copied


async def _copy_inside(call: Call, source: UUID, target: UUID, *, before: datetime) -> int:
    """All that is seen inside, in steps with the rights of their moment -> how much could not be copied."""
    left_out, folders = 0, [(source, target)]
    while folders:
        source, target = folders.pop()
        after = None
        while True:
            async with call.begin() as work:
                folder = await gate.open(work, rules.FOLDER_ADD, target)
                found = await list_inside(work, source, after=after, limit=STEP, before=before)
                for each in found:
                    try:
                        async with attempt(work):
                            opened = await gate.open(work, rules.THING_READ, each.id)
                            made = await copy_one(folder, opened, name=each.name)
                            anchor = (await gate.open(work, rules.THING_RENAME, made)).anchor
                            await copy_properties(work, each.id, made, anchor)
                    except Problem:
                        left_out += 1
                        continue
                    if each.kind == "folder":
                        folders.append((each.id, made))
            if len(found) < STEP:
                break
            after = found[-1].place
    return left_out


async def _merge(work: Work, source: Place, target: Place, submitted: frozenset[str]) -> None:
    assert source.node is not None
    assert target.node is not None
    over = await gate.open(work, rules.FILE_REPLACE, target.node.thing_id)
    await gate.open(work, rules.THING_DELETE, source.node.thing_id)
    await copy_properties(work, source.node.thing_id, over.ref.id, over.anchor)
    await drop_locks_of(work, source)
    await merge(source.node.thing_id, over, submitted=submitted, keeps_source=False)


async def _move(work: Work, source: Place, target: Place, submitted: frozenset[str]) -> None:
    """To a place where nothing lies, or nothing any more."""
    node, name = _expect_thing(source), expect_fit_name(target.names[-1])
    assert target.folder is not None
    if target.node is not None:
        await remove(work, target, submitted)
    elif is_passing_of(work, node) and await _move_to_left_name(work, node, target, name, submitted):
        return
    await drop_locks_of(work, source)
    before, folder = node.folder, target.folder.thing_id
    if before == folder:
        await trace_renamed(work, node, name)
        await _rename(work, node, name)
    elif node.name == name:
        await _hang(work, node.thing_id, target)
    else:
        await _move_and_rename(work, node, target, name)


async def _move_to_left_name(
    work: Work, node: Node, target: Place, name: str, submitted: frozenset[str]
) -> bool:
    """Where a client took a file away from the very name a moment ago, that one gets the bytes."""
    folder = await open_folder_of(work, target)
    opened = await gate.open(work, rules.FILE_DOWNLOAD, node.thing_id)
    content, but = content_of(opened.thing), node.thing_id
    saved = await save_under_left(folder, content, name=name, submitted=submitted, but=but)
    if saved is None:
        return False
    await remove_file(work, node.thing_id, keeper=saved.thing)
    return True


async def _rename(work: Work, node: Node, name: str) -> None:
    opened = await gate.open(work, rules.THING_RENAME, node.thing_id)
    if opened.thing.name != clean_name(name):
        await things.rename(opened, name=expect_fit_name(name))


async def _hang(work: Work, id_: UUID, target: Place) -> None:
    folder = await open_folder_of(work, target)
    await things.move(await gate.open(work, rules.THING_MOVE, id_), folder)


async def _move_and_rename(work: Work, node: Node, target: Place, name: str) -> None:
    """In the order in which no twin stands in the way: the old name may be taken there, the new one here."""
    try:
        async with attempt(work):
            await _hang(work, node.thing_id, target)
            await _rename(work, node, name)
    except NameTaken:
        await _rename(work, node, f"{new_id()}")
        await _hang(work, node.thing_id, target)
        await _rename(work, node, name)
