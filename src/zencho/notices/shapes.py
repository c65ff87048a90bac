"""What travels about notices."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field


class NoticeShape(BaseModel):
    """One notice; the page words it from `kind` and resolves the ids with the reader's rights."""

    id: UUID
    kind: str
    thing_kind: str
    thing_id: UUID
    by: UUID | None
    detail: dict[str, Any]
    at: datetime
    is_read: bool
    is_done: bool


class NoticeList(BaseModel):
    """`unread` counts at most 200."""

    notices: list[NoticeShape]
    unread: int


class NoticeIds(BaseModel):
    """Which notices; null means all."""

    ids: list[UUID] | None = Field(default=None, max_length=200)
