"""Comments over HTTP, for those who may read the file; `docs/comments.md` is the table of all routes."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request

from zencho.comments import actions, queries, shapes
from zencho.comments.rules import COMMENT_READ, COMMENT_WRITE
from zencho.drive.rules import THING_AUDIENCE
from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router, expect_revision

router = Router(prefix="/api/files", tags=["comments"])
Before = Annotated[str | None, Query(max_length=2000)]


@router.get("/{id_}/comments", may="comment.read")
async def list_threads(
    work: InWork,
    id_: UUID,
    *,
    before: Before = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    resolved: bool = False,
) -> shapes.ThreadPage:
    """What is said beside a file."""
    opened = await gate.open(work, COMMENT_READ, id_)
    return await queries.list_threads(opened, before=before, limit=limit, with_resolved=resolved)


@router.post("/{id_}/comments", may="comment.write", status_code=201)
async def add_comment(work: InWork, id_: UUID, asked: shapes.NewComment) -> shapes.Said:
    """Say something."""
    opened = await gate.open(work, COMMENT_WRITE, id_)
    made = await actions.add_comment(opened, body=asked.body, thread=asked.thread, version=asked.version)
    return shapes.Said(id=made)


@router.get("/{id_}/comments/readers", may="thing.audience")
async def find_readers(
    work: InWork, id_: UUID, query: Annotated[str, Query(max_length=100)]
) -> shapes.Readers:
    """Whom a comment may mention."""
    await gate.open(work, THING_AUDIENCE, id_)
    opened = await gate.open(work, COMMENT_WRITE, id_)
    return shapes.Readers(people=await queries.find_readers(opened, query))


@router.get("/{id_}/comments/{comment}", may="comment.read")
async def get_thread(work: InWork, id_: UUID, comment: UUID, before: Before = None) -> shapes.OneThread:
    """The thread that a comment belongs to."""
    return await queries.get_thread(await gate.open(work, COMMENT_READ, id_), comment, before=before)


@router.put("/{id_}/comments/{comment}", may="comment.write", status_code=204)
async def edit_comment(work: InWork, id_: UUID, comment: UUID, asked: shapes.Words, request: Request) -> None:
    """Other words for what I said."""
    opened = await gate.open(work, COMMENT_WRITE, id_)
    expect_revision(request, (await actions.load_mine(opened, comment)).revision)
    await actions.edit_comment(opened, comment, body=asked.body)


@router.delete("/{id_}/comments/{comment}", may="comment.write", status_code=204)
async def delete_comment(work: InWork, id_: UUID, comment: UUID) -> None:
    """Take back what I said."""
    await actions.delete_comment(await gate.open(work, COMMENT_WRITE, id_), comment)


@router.post("/{id_}/comments/{comment}/restored", may="comment.write", status_code=204)
async def restore_comment(work: InWork, id_: UUID, comment: UUID) -> None:
    """Put back what I deleted."""
    await actions.restore_comment(await gate.open(work, COMMENT_WRITE, id_), comment)


@router.put("/{id_}/comments/{comment}/resolved", may="comment.write", status_code=204)
async def resolve_thread(work: InWork, id_: UUID, comment: UUID) -> None:
    """A thread is settled."""
    await actions.resolve_thread(await gate.open(work, COMMENT_WRITE, id_), comment)


@router.delete("/{id_}/comments/{comment}/resolved", may="comment.write", status_code=204)
async def reopen_thread(work: InWork, id_: UUID, comment: UUID) -> None:
    """A thread is taken up again."""
    await actions.reopen_thread(await gate.open(work, COMMENT_WRITE, id_), comment)
