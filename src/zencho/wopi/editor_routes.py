"""What the editor asks, in the words of WOPI. Each call shows a token, is signed where the editor has keys,
and acts as the person who opened the file: the gate is asked each time.

Statuses are the protocol's: 401 for a token, 404 where the person may not, 409 for another lock, 500 for a
signature, 501 for what we do not do.
"""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated
from urllib.parse import unquote
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse

from zencho.drive.actions.content import Replacing
from zencho.drive.file_routes import UPLOAD_LIMIT_BYTES, send_content
from zencho.drive.receiving import keep_whole, naming_bytes
from zencho.drive.rules import FILE_REPLACE
from zencho.gate import opening as gate
from zencho.kernel import clock
from zencho.kernel.errors import NotSignedIn
from zencho.kernel.web import InBegin, Router
from zencho.kernel.work import Work
from zencho.sessions.site import Site
from zencho.wopi.actions import locks, saving
from zencho.wopi.actions.locks import LockDiffers
from zencho.wopi.actions.tokens import open_held
from zencho.wopi.editor import OfficeEditor
from zencho.wopi.proofs import Proof, is_recent, is_signed
from zencho.wopi.queries import LONGEST_LOCK, Held, describe, find_lock
from zencho.wopi.routes import InEditor

router = Router(prefix="/wopi/files", tags=["wopi"])
HELD = "asked by the office editor with a token of a person: each call opens file.edit as that person"
LOCK, VERSION = "X-WOPI-Lock", "X-WOPI-ItemVersion"
_TOKEN = re.compile(r"(?:^|&)access_token=([^&]*)")
_AUTOSAVE = ("X-COOL-WOPI-IsAutosave", "X-LOOL-WOPI-IsAutosave")


class Call:
    """One call of the editor, its signature checked."""

    def __init__(self, request: Request, begin: InBegin, token: str) -> None:
        self.request, self._begin, self._token = request, begin, token
        self._id = UUID(request.path_params["id_"])

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[Replacing, Held]]:
        """A transaction that acts as the person, with the file. Raises what `open_held` raises."""
        async with self._begin() as work:
            yield await open_held(work, self._token, self._id)

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """The same, where the file is opened further on."""

        @asynccontextmanager
        async def begun() -> AsyncIterator[Work]:
            async with self.opened() as (opened, _):
                yield opened.work

        return begun()

    async def ask(self) -> None:
        """Whether the person may still."""
        async with self.opened():
            pass

    def told(self, name: str) -> str | None:
        """A lock as a header names it."""
        value = self.request.headers.get(name)
        return value if value and len(value) <= LONGEST_LOCK else None


async def _call(id_: UUID, request: Request, begin: InBegin, editor: InEditor) -> Call | Response:
    """Raises Unseen where there is no editor, NotSignedIn without a token."""
    if editor is None:
        raise gate.Unseen
    query = request.scope["query_string"].decode("latin-1")
    found = _TOKEN.search(query)
    if found is None:
        raise NotSignedIn
    if not await _is_by_editor(request, editor, found[1], query):
        return Response(status_code=500, headers={"X-WOPI-ServerError": "proof"})
    return Call(request, begin, unquote(found[1]))


async def _is_by_editor(request: Request, editor: OfficeEditor, token: str, query: str) -> bool:
    keys = (await editor.discover()).keys
    if keys is None:
        return True
    headers = request.headers
    ticks = headers.get("X-WOPI-TimeStamp", "")
    if not re.fullmatch(r"[0-9]{1,18}", ticks) or not is_recent(int(ticks), clock.now()):
        return False
    proof = Proof(headers.get("X-WOPI-Proof", ""), headers.get("X-WOPI-ProofOld", ""), int(ticks))
    url = editor.url_of(f"{request.scope['raw_path'].decode('latin-1')}?{query}")
    if is_signed(keys, proof, token, url):
        return True
    keys = (await editor.discover(anew=True)).keys  # it may have taken up other keys
    return keys is not None and is_signed(keys, proof, token, url)


InCall = Annotated[Call | Response, Depends(_call)]


@router.get("/{id_}", public=HELD, own_work=True)
async def check_file_info(id_: UUID, request: Request, call: InCall) -> Response:
    """CheckFileInfo. Whoever comes to a file that an editor holds edits it, too."""
    if isinstance(call, Response):
        return call
    site: Site = request.app.state.site
    async with call.opened() as (opened, held):
        if await find_lock(opened.work, id_) is not None:
            await locks.mark_editing(opened)
        told = await describe(opened, held, agency=site.agency)
    return JSONResponse(told, headers={"cache-control": "no-store"})


@router.get("/{id_}/contents", public=HELD, own_work=True)
async def get_file(id_: UUID, request: Request, call: InCall) -> Response:
    """GetFile: the bytes of the current version."""
    if isinstance(call, Response):
        return call
    most = request.headers.get("X-WOPI-MaxExpectedSize", "")
    async with call.opened() as (opened, _):
        number = await saving.note_read(opened)
        size_bytes = opened.thing.size_bytes or 0
    if re.fullmatch(r"[0-9]{1,18}", most) and size_bytes > int(most):
        return Response(status_code=412)
    answer = await send_content(id_, request, call.begin, inline=False, number=number)
    answer.headers[VERSION] = str(number)
    return answer


@router.post("/{id_}/contents", public=HELD, own_work=True)
async def put_file(id_: UUID, request: Request, call: InCall) -> Response:
    """PutFile: newer bytes, by whoever holds the lock. Nothing waits for a transaction while they come."""
    if isinstance(call, Response):
        return call
    if request.headers.get("X-WOPI-Override") != "PUT":
        return Response(status_code=501)
    lock = call.told(LOCK)
    is_autosave = any(request.headers.get(name, "").lower() == "true" for name in _AUTOSAVE)
    try:
        async with call.opened() as (opened, _):
            await saving.expect_room(opened, lock)
            name, blobs = opened.thing.name, opened.work.database.blobs
        content = await keep_whole(
            blobs, request, name, limit_bytes=UPLOAD_LIMIT_BYTES, expected=None, ask=call.ask
        )
        async with naming_bytes(call.begin, lambda: blobs.remove(content.blob_id)) as work:
            opened = await gate.open(work, FILE_REPLACE, id_)
            done = await saving.save(opened, lock, content, is_autosave=is_autosave)
    except LockDiffers as differs:
        return _conflict(differs)
    modified = f"{done.node.modified_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    return JSONResponse({"LastModifiedTime": modified}, headers={VERSION: str(done.version)})


@router.post("/{id_}", public=HELD, own_work=True)
async def change_lock(id_: UUID, request: Request, call: InCall) -> Response:
    """Lock, GetLock, RefreshLock, Unlock, UnlockAndRelock, as X-WOPI-Override says."""
    if isinstance(call, Response):
        return call
    asked = request.headers.get("X-WOPI-Override", "")
    if asked == "GET_LOCK":
        async with call.opened() as (opened, _):
            held = await find_lock(opened.work, id_)
        return Response(headers={LOCK: held.lock if held else ""})
    if asked not in ("LOCK", "REFRESH_LOCK", "UNLOCK"):
        return Response(status_code=501)
    lock, old = call.told(LOCK), call.told("X-WOPI-OldLock")
    if lock is None:
        return Response(status_code=400)
    try:
        async with call.opened() as (opened, _):
            version = await _change(opened, asked, lock, old)
    except LockDiffers as differs:
        return _conflict(differs)
    return Response(headers={VERSION: str(version)})


async def _change(opened: Replacing, asked: str, lock: str, old: str | None) -> int:
    if asked == "LOCK" and old is not None:
        return await locks.change_lock(opened, old, lock)
    acts = {"LOCK": locks.take_lock, "REFRESH_LOCK": locks.refresh_lock, "UNLOCK": locks.leave_lock}
    return await acts[asked](opened, lock)


def _conflict(differs: LockDiffers) -> Response:
    why = "held" if differs.held else "not held"
    return Response(status_code=409, headers={LOCK: differs.held, "X-WOPI-LockFailureReason": why})
