"""What travels about comments, as JSON. Ids are UUIDs, times UTC (ISO 8601)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from zencho.drive.shapes import Shape
from zencho.people.shapes import HeldPost, Pick


def _clean(typed: str) -> str:
    kept = "".join(each for each in typed if each in "\n\t" or each.isprintable()).strip()
    if not kept:
        raise ValueError("blank")
    return kept


Body = Annotated[str, Field(max_length=5000), AfterValidator(_clean)]


class NewComment(Shape):
    """Something to be said: in a `thread` (the id of its first comment), or as the first of a new one.
    `version` is the one that was looked at; null means the current one."""

    body: Body
    thread: UUID | None = None
    version: int | None = None


class Words(Shape):
    """Other words for a comment."""

    body: Body


class Comment(Shape):
    """One thing said. What was deleted has no words. `version_at` is null where that version went by age.
    `is_mine`: the asker may change and delete it."""

    id: UUID
    author: UUID
    body: str
    revision: int
    at: datetime
    edited_at: datetime | None
    is_deleted: bool
    is_mine: bool
    version: int | None
    version_at: datetime | None


class Thread(Shape):
    """A comment and what was answered, the first first. `earlier` is what `before` takes for the answers
    before these; `count` is how many answers there are."""

    first: Comment
    answers: list[Comment]
    count: int
    earlier: str | None
    resolved_at: datetime | None
    resolved_by: UUID | None


class Author(Shape):
    """Who wrote, with the post they hold today."""

    id: UUID
    post: HeldPost | None


class ThreadPage(Shape):
    """The newest threads, the oldest of them first; `earlier` is what `before` takes for those before them.
    `open` and `resolved` count threads; `current` is the number of the file's version."""

    threads: list[Thread]
    authors: list[Author]
    earlier: str | None
    open: int
    resolved: int
    current: int | None


class OneThread(Shape):
    """A thread by itself."""

    thread: Thread
    authors: list[Author]


class Said(Shape):
    """The comment that was written."""

    id: UUID


class Readers(Shape):
    """People who may read the file, to be mentioned."""

    people: list[Pick]
