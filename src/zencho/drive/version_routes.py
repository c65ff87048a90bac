"""Versions of files over HTTP, and who edits one in an application. Rights are always those of the file."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from zencho.drive import rules, shapes
from zencho.drive import version_shapes as versions
from zencho.drive.actions import editing
from zencho.drive.actions import versions as acts
from zencho.drive.file_routes import send_content
from zencho.drive.queries import versions as queries
from zencho.drive.queries.items import get_item
from zencho.gate import opening as gate
from zencho.kernel.web import InBegin, InWork, Router

router = Router(prefix="/api/files", tags=["drive"])


@router.get("/{id_}/versions", may="file.download")
async def list_versions(
    work: InWork,
    id_: UUID,
    before: Annotated[int | None, Query(ge=1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> versions.VersionPage:
    """The versions of a file, the latest first."""
    opened = await gate.open(work, rules.FILE_DOWNLOAD, id_)
    return await queries.list_versions(opened, before=before, limit=limit)


@router.get("/{id_}/versions/{number}", may="file.download")
async def get_version(work: InWork, id_: UUID, number: int) -> versions.Version:
    """One version, for whoever was given a link to it."""
    opened = await gate.open(work, rules.FILE_DOWNLOAD, id_)
    return queries.show_version(opened.thing, await queries.load_version(work, id_, number))


@router.get(
    "/{id_}/versions/{number}/content",
    may="file.download",
    own_work=True,
    response_class=StreamingResponse,
)
async def download_version(
    id_: UUID,
    number: int,
    request: Request,
    begin: InBegin,
    inline: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> Response:
    """The bytes of one version, or a range of them."""
    return await send_content(id_, request, begin, inline=inline, number=number)


@router.post("/{id_}/versions/{number}/restored", may="file.replace")
async def restore_version(work: InWork, id_: UUID, number: int) -> shapes.Item:
    """Back to the bytes of a version, as a new one."""
    await acts.restore_version(await gate.open(work, rules.FILE_REPLACE, id_), number)
    return await get_item(work, id_)


@router.post("/{id_}/versions/{number}/settled", may="file.replace")
async def settle_version(work: InWork, id_: UUID, number: int, asked: versions.Choice) -> shapes.Item:
    """What becomes of a version beside the current one -> the thing that has its bytes then."""
    opened = await gate.open(work, rules.FILE_REPLACE, id_)
    made = await acts.settle_version(opened, number, choice=asked.choice, name=asked.name)
    return await get_item(work, made)


@router.put("/{id_}/versions/{number}/name", may="file.replace")
async def name_version(work: InWork, id_: UUID, number: int, asked: versions.VersionName) -> versions.Version:
    """What people call a version."""
    opened = await gate.open(work, rules.FILE_REPLACE, id_)
    await acts.name_version(opened, number, name=asked.name)
    return queries.show_version(opened.thing, await queries.load_version(work, id_, number))


@router.put("/{id_}/versions/{number}/kept", may="file.replace")
async def keep_version(work: InWork, id_: UUID, number: int, asked: versions.Keeping) -> versions.Version:
    """Whether a version stays for good."""
    opened = await gate.open(work, rules.FILE_REPLACE, id_)
    await acts.keep_version(opened, number, kept=asked.kept)
    return queries.show_version(opened.thing, await queries.load_version(work, id_, number))


@router.post("/{id_}/versions/{number}/linked", may="file.download", status_code=204)
async def link_version(work: InWork, id_: UUID, number: int) -> None:
    """A link to this version is handed on: it stays."""
    await acts.link_version(await gate.open(work, rules.FILE_DOWNLOAD, id_), number)


@router.put("/{id_}/editing", may="file.replace")
async def begin_editing(work: InWork, id_: UUID, asked: versions.BeginEditing) -> shapes.Item:
    """I have it open in an application."""
    await editing.begin_editing(await gate.open(work, rules.FILE_REPLACE, id_), version=asked.version)
    return await get_item(work, id_)


@router.delete("/{id_}/editing", may="file.replace")
async def stop_editing(work: InWork, id_: UUID) -> shapes.Item:
    """I do not bring anything back."""
    await editing.stop_editing(await gate.open(work, rules.FILE_REPLACE, id_))
    return await get_item(work, id_)
