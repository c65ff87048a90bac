"""Saying something beside a file, changing and deleting what one said, resolving a thread.

Each act takes the file opened for `comment.write`; only who wrote a comment changes it. What was said before
stays in the record.
"""

from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from zencho.audit.record import record
from zencho.comments.events import CommentSaid, CommentsChanged
from zencho.comments.mentions import mentioned_in
from zencho.comments.problems import CommentOfAnother, MentionedCannotRead, UnknownComment
from zencho.comments.tables import Comment
from zencho.drive.actions.noting import note_comments
from zencho.drive.queries.versions import load_version
from zencho.drive.tables import Node
from zencho.gate import audience
from zencho.gate.opening import Opened
from zencho.kernel.ids import new_id

Commenting = Opened[Node, Literal["comment.write"]]
# Of whom a comment is told besides those who are named in it: enough for any conversation.
MOST_TOLD = 100


async def add_comment(
    opened: Commenting, *, body: str, thread: UUID | None = None, version: int | None = None
) -> UUID:
    """Say something, in a thread or as the first of one. To answer what was resolved takes it up again.

    Raises UnknownComment, NoSuchVersion, MentionedCannotRead.
    """
    work, id_ = opened.work, new_id()
    first = None if thread is None else await _load(opened, thread)
    if first is not None and first.thread is not None:
        raise UnknownComment
    if version is not None:
        await load_version(work, opened.ref.id, version)
    await _refuse_unread(opened, mentioned_in(body))
    comment = Comment(
        id=id_,
        thing_id=opened.ref.id,
        anchor=opened.anchor,
        thread=thread,
        version=version or opened.thing.version,
        author=_author(opened),
        body=body,
        at=work.now,
    )
    work.db.add(comment)
    if first is not None:
        first.resolved_at = first.resolved_by = None
    await work.db.flush()
    detail = {} if thread is None else {"thread": str(thread)}
    await record(work, "comment.add", opened.ref, comment=str(id_), **detail)
    await _tell(opened, comment)
    await _changed(opened, id_)
    return id_


async def edit_comment(opened: Commenting, id_: UUID, *, body: str) -> None:
    """Other words; the record keeps those before.

    Raises UnknownComment, CommentOfAnother, MentionedCannotRead.
    """
    work, comment = opened.work, await load_mine(opened, id_)
    if comment.deleted_at is not None:
        raise UnknownComment
    if comment.body == body:
        return
    before, known = comment.body, set(mentioned_in(comment.body))
    fresh = [person for person in mentioned_in(body) if person not in known]
    await _refuse_unread(opened, fresh)
    comment.body, comment.edited_at, comment.revision = body, work.now, comment.revision + 1
    await work.db.flush()
    await record(work, "comment.edit", opened.ref, comment=str(id_), before=before)
    if fresh:
        _announce_said(opened, id_, mentioned=fresh)
    await _changed(opened, id_)


async def delete_comment(opened: Commenting, id_: UUID) -> None:
    """Take back what one said; doing it twice is doing it once. Raises UnknownComment, CommentOfAnother."""
    comment = await load_mine(opened, id_)
    if comment.deleted_at is None:
        comment.deleted_at = opened.work.now
        await opened.work.db.flush()
        await record(opened.work, "comment.delete", opened.ref, comment=str(id_), before=comment.body)
        await _changed(opened, id_)


async def restore_comment(opened: Commenting, id_: UUID) -> None:
    """Undo `delete_comment`. Raises UnknownComment, CommentOfAnother."""
    comment = await load_mine(opened, id_)
    if comment.deleted_at is not None:
        comment.deleted_at = None
        await opened.work.db.flush()
        await record(opened.work, "comment.restore", opened.ref, comment=str(id_))
        await _changed(opened, id_)


async def resolve_thread(opened: Commenting, id_: UUID) -> None:
    """What the thread asked is settled. Raises UnknownComment."""
    first = await _load_first(opened, id_)
    if first.resolved_at is None:
        first.resolved_at, first.resolved_by = opened.work.now, _author(opened)
        await opened.work.db.flush()
        await record(opened.work, "comment.resolve", opened.ref, comment=str(id_))
        await _changed(opened, id_)


async def reopen_thread(opened: Commenting, id_: UUID) -> None:
    """It is not settled after all. Raises UnknownComment."""
    first = await _load_first(opened, id_)
    if first.resolved_at is not None:
        first.resolved_at = first.resolved_by = None
        await opened.work.db.flush()
        await record(opened.work, "comment.reopen", opened.ref, comment=str(id_))
        await _changed(opened, id_)


async def load_mine(opened: Commenting, id_: UUID) -> Comment:
    """A comment of the actor's own, locked. Raises UnknownComment, CommentOfAnother."""
    comment = await _load(opened, id_)
    if comment.author != _author(opened):
        raise CommentOfAnother
    return comment


async def _load_first(opened: Commenting, id_: UUID) -> Comment:
    first = await _load(opened, id_)
    if first.thread is not None:
        raise UnknownComment
    return first


async def _load(opened: Commenting, id_: UUID) -> Comment:
    mine = select(Comment).where(Comment.id == id_, Comment.thing_id == opened.ref.id)
    comment = await opened.work.db.scalar(mine.with_for_update())
    if comment is None:
        raise UnknownComment
    return comment


async def _refuse_unread(opened: Commenting, people: list[UUID]) -> None:
    """A mention calls somebody to the file: who may not read it would be called in vain."""
    readers = await audience.list_readers_among(opened.work, opened.anchor, people) if people else set()
    apart = [str(person) for person in people if person not in readers]
    if apart:
        raise MentionedCannotRead(persons=apart)


async def _tell(opened: Commenting, comment: Comment) -> None:
    """Who hears of it: who is mentioned; in a thread, who spoke there; at a new one, who speaks in those that
    are open; and whose file it is."""
    work, first = opened.work, aliased(Comment)
    spoke = select(Comment.author).where(Comment.thing_id == opened.ref.id, Comment.deleted_at.is_(None))
    if comment.thread is None:
        is_open = first.resolved_at.is_(None)
        spoke = spoke.join(first, first.id == func.coalesce(Comment.thread, Comment.id)).where(is_open)
    else:
        spoke = spoke.where(func.coalesce(Comment.thread, Comment.id) == comment.thread)
    people = list(await work.db.scalars(spoke.distinct().limit(MOST_TOLD)))
    owner = [opened.thing.created_by] if opened.thing.created_by is not None else []
    answered = people if comment.thread is not None else []
    _announce_said(
        opened, comment.id, mentioned=mentioned_in(comment.body), answered=answered, concerned=people + owner
    )


def _announce_said(
    opened: Commenting,
    id_: UUID,
    *,
    mentioned: list[UUID],
    answered: list[UUID] | None = None,
    concerned: list[UUID] | None = None,
) -> None:
    me = _author(opened)
    told: set[UUID] = {me}
    apart = []
    for people in (mentioned, answered or [], concerned or []):
        apart.append(tuple(each for each in dict.fromkeys(people) if each not in told))
        told.update(people)
    opened.work.announce(CommentSaid(opened.ref.kind, opened.ref.id, id_, me, *apart))


async def _changed(opened: Commenting, id_: UUID) -> None:
    """The file's row counts what is said in threads that are open."""
    first = aliased(Comment)
    count = (
        select(func.count())
        .select_from(Comment)
        .join(first, first.id == func.coalesce(Comment.thread, Comment.id))
        .where(Comment.thing_id == opened.ref.id, Comment.deleted_at.is_(None), first.resolved_at.is_(None))
    )
    await note_comments(opened, count)
    opened.work.announce(CommentsChanged(opened.thing.folder, opened.ref.id, opened.ref.kind, id_))


def _author(opened: Commenting) -> UUID:
    id_ = opened.work.actor.id
    assert id_ is not None  # a person: the gate gives nobody else the permission
    return id_
