"""Reading the comments of a file that was opened. The wall is open for them as it is for the file."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import aliased

from zencho.comments import shapes
from zencho.comments.problems import UnknownComment
from zencho.comments.tables import Comment
from zencho.drive.queries.items import read_cursor, write_cursor
from zencho.drive.tables import Node, Version
from zencho.gate import audience
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.errors import InvalidRequest
from zencho.kernel.work import Work
from zencho.people.queries.picking import search_principals
from zencho.people.queries.posts import posts_of
from zencho.people.rules import AGENCY, DIRECTORY_READ
from zencho.people.shapes import Pick

ANSWERS_SHOWN = 20
_PICKED_FROM, _PICKS_SHOWN = 20, 8
AnyFile = Opened[Node, Any]


async def list_threads(
    opened: AnyFile, *, before: str | None, limit: int, with_resolved: bool
) -> shapes.ThreadPage:
    """The newest threads, the oldest of them first."""
    work = opened.work
    firsts = _firsts(opened)
    counts = (
        await work.db.execute(
            firsts.with_only_columns(
                func.count().filter(Comment.resolved_at.is_(None)),
                func.count().filter(Comment.resolved_at.is_not(None)),
            )
        )
    ).one()
    if not with_resolved:
        firsts = firsts.where(Comment.resolved_at.is_(None))
    if before is not None:
        firsts = firsts.where(_is_before(before))
    latest = firsts.order_by(Comment.at.desc(), Comment.id.desc()).limit(limit + 1)
    rows = list(await work.db.scalars(latest))
    shown = rows[:limit][::-1]
    threads = await _threads(opened, shown)
    return shapes.ThreadPage(
        threads=threads,
        authors=await _authors(work, threads),
        earlier=_cursor(shown[0]) if len(rows) > limit else None,
        open=counts[0],
        resolved=counts[1],
        current=opened.thing.version,
    )


async def get_thread(opened: AnyFile, id_: UUID, *, before: str | None) -> shapes.OneThread:
    """The thread that a comment belongs to, with the newest answers `before`. Raises UnknownComment."""
    found = await opened.work.db.get(Comment, id_)
    wanted = None if found is None else found.thread or found.id
    first = await opened.work.db.scalar(_firsts(opened).where(Comment.id == wanted))
    if first is None:
        raise UnknownComment
    [thread] = await _threads(opened, [first], before=before)
    return shapes.OneThread(thread=thread, authors=await _authors(opened.work, [thread]))


async def find_readers(opened: AnyFile, query: str) -> list[Pick]:
    """People who fit the query and may read the file, those one works with first."""
    work = opened.work
    directory = await gate.open(work, DIRECTORY_READ, AGENCY)
    picks = await search_principals(directory, query=query, limit=_PICKED_FROM)
    people = {pick.id: pick for pick in picks if pick.kind == "person" and pick.id is not None}
    readers = await audience.list_readers_among(work, opened.anchor, people)
    return [pick for id_, pick in people.items() if id_ in readers][:_PICKS_SHOWN]


def _firsts(opened: AnyFile) -> Select[Comment]:
    """What began a thread; one that was deleted stays while somebody's answer does."""
    answer = aliased(Comment)
    is_answered = select(answer.id).where(answer.thread == Comment.id, answer.deleted_at.is_(None)).exists()
    return select(Comment).where(
        Comment.thing_id == opened.ref.id,
        Comment.thread.is_(None),
        Comment.deleted_at.is_(None) | is_answered,
    )


async def _threads(
    opened: AnyFile, firsts: Sequence[Comment], *, before: str | None = None
) -> list[shapes.Thread]:
    work, ids = opened.work, [each.id for each in firsts]
    living = (Comment.thread.in_(ids), Comment.deleted_at.is_(None))
    counted = await work.db.execute(
        select(Comment.thread, func.count()).where(*living).group_by(Comment.thread)
    )
    counts: dict[UUID | None, int] = {row[0]: row[1] for row in counted}
    behind = () if before is None else (_is_before(before),)
    place = func.row_number().over(
        partition_by=Comment.thread, order_by=(Comment.at.desc(), Comment.id.desc())
    )
    numbered = select(Comment.id, place.label("place")).where(*living, *behind).subquery()
    wanted = (
        select(Comment)
        .join(numbered, numbered.c.id == Comment.id)
        .where(numbered.c.place <= ANSWERS_SHOWN + 1)
        .order_by(Comment.at, Comment.id)
    )
    answers: dict[UUID | None, list[Comment]] = {}
    for each in await work.db.scalars(wanted):
        answers.setdefault(each.thread, []).append(each)
    said = [*firsts, *(each for thread in answers.values() for each in thread)]
    times = await _times_of(opened, {each.version for each in said if each.version is not None})
    me, is_writable = work.actor.id, "comment.write" in await gate.abilities_here(opened)

    def show(each: Comment) -> shapes.Comment:
        return _show(each, times, is_mine=is_writable and each.author == me)

    threads = []
    for first in firsts:
        found = answers.get(first.id, [])
        latest = found[-ANSWERS_SHOWN:]
        threads.append(
            shapes.Thread(
                first=show(first),
                answers=[show(each) for each in latest],
                count=counts.get(first.id, 0),
                earlier=_cursor(latest[0]) if len(found) > len(latest) else None,
                resolved_at=first.resolved_at,
                resolved_by=first.resolved_by,
            )
        )
    return threads


def _show(each: Comment, times: dict[int, datetime], *, is_mine: bool) -> shapes.Comment:
    is_deleted = each.deleted_at is not None
    return shapes.Comment(
        id=each.id,
        author=each.author,
        body="" if is_deleted else each.body,
        revision=each.revision,
        at=each.at,
        edited_at=each.edited_at,
        is_deleted=is_deleted,
        is_mine=is_mine,
        version=each.version,
        version_at=times.get(each.version or 0),
    )


async def _times_of(opened: AnyFile, numbers: Iterable[int]) -> dict[int, datetime]:
    rows = await opened.work.db.execute(
        select(Version.number, Version.made_at).where(
            Version.thing_id == opened.ref.id, Version.number.in_(list(numbers))
        )
    )
    return {row[0]: row[1] for row in rows}


async def _authors(work: Work, threads: Iterable[shapes.Thread]) -> list[shapes.Author]:
    ids = dict.fromkeys(each.author for thread in threads for each in (thread.first, *thread.answers))
    posts = await posts_of(work, ids) if ids else {}
    return [shapes.Author(id=id_, post=next(iter(posts.get(id_, [])), None)) for id_ in ids]


def _cursor(comment: Comment) -> str:
    return write_cursor(comment.at.isoformat(), comment.id)


def _is_before(cursor: str) -> ColumnElement[bool]:
    at, id_ = read_cursor(cursor, 2)
    try:
        return tuple_(Comment.at, Comment.id) < (datetime.fromisoformat(at), UUID(id_))
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidRequest(fields=["before"]) from error
