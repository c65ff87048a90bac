"""What the page asks: which files the editor edits, and to open one."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Query, Request

from zencho.drive.file_routes import UPLOAD_LIMIT_BYTES
from zencho.gate import opening as gate
from zencho.kernel.blobs import FileTooLarge
from zencho.kernel.web import InBegin, Router
from zencho.sessions.rules import ME_READ
from zencho.sessions.site import Site
from zencho.wopi import shapes
from zencho.wopi.actions.tokens import make_token
from zencho.wopi.editor import OfficeEditor
from zencho.wopi.rules import FILE_EDIT

router = Router(prefix="/api", tags=["wopi"])


async def _editor(request: Request) -> OfficeEditor | None:
    return cast(OfficeEditor | None, request.app.state.office_editor)


InEditor = Annotated[OfficeEditor | None, Depends(_editor)]


@router.get("/office-editor", may="me.read", own_work=True)
async def get_editor(begin: InBegin, editor: InEditor) -> shapes.EditorCard:
    """Which files can be edited in the page."""
    async with begin() as work:
        await gate.open_self(work, ME_READ)
    return shapes.EditorCard(extensions=await editor.list_extensions() if editor else [])


@router.post("/files/{id_}/office-editor", may="file.edit", own_work=True, status_code=201)
async def open_editor(
    id_: UUID,
    request: Request,
    begin: InBegin,
    editor: InEditor,
    locale: Annotated[str, Query(max_length=5)] = "ja",
) -> shapes.EditorOpening:
    """Open a file in the editor. Its address is found out while no transaction waits."""
    async with begin() as work:
        opened = await gate.open(work, FILE_EDIT, id_)
        name, size_bytes = opened.thing.name, opened.thing.size_bytes or 0
    if editor is None:
        raise gate.Unseen
    if size_bytes > UPLOAD_LIMIT_BYTES:  # it could not be saved
        raise FileTooLarge(limit_bytes=UPLOAD_LIMIT_BYTES)
    address = await editor.address_for(id_, name, locale=locale)
    site: Site = request.app.state.site
    origin = site.origin_of(request.headers.get("host")).origin
    async with begin() as work:
        token, ends_at = await make_token(await gate.open(work, FILE_EDIT, id_), origin=origin)
    return shapes.EditorOpening(
        address=address,
        origin=editor.origin,
        access_token=token,
        access_token_ttl=int(ends_at.timestamp() * 1000),
    )
