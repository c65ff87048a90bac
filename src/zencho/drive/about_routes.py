"""What folders are for, over HTTP; `docs/drive.md` is the table of all routes of the drive."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request

from zencho.drive import about_shapes, rules, shapes
from zencho.drive.actions import describing
from zencho.drive.queries import tags
from zencho.drive.queries.about import show_about
from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router, expect_revision

router = Router(prefix="/api", tags=["drive"])


@router.put("/folders/{id_}/about", may="folder.describe")
async def describe_folder(
    work: InWork, id_: UUID, asked: about_shapes.NewAbout, request: Request
) -> about_shapes.About:
    """What the folder is for."""
    opened = await gate.open(work, rules.FOLDER_DESCRIBE, id_)
    expect_revision(request, show_about(await describing.load_to_change(opened)).revision)
    said = await describing.describe_folder(opened, description=asked.description, tags=asked.tags)
    return show_about(said)


@router.get("/drive/tags", may="thing.read")
async def list_tags(work: InWork, query: Annotated[str, Query(max_length=100)] = "") -> about_shapes.UsedTags:
    """Tags that folders I see bear."""
    return about_shapes.UsedTags(tags=await tags.list_tags(work, query))


@router.get("/drive/tagged", may="thing.read")
async def list_tagged(work: InWork, tag: Annotated[str, Query(max_length=100)]) -> shapes.FoundPage:
    """Folders with this tag."""
    return await tags.list_tagged(work, tag)
