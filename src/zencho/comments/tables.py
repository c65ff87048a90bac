"""Comments lie beside their file and carry its `anchor`: who reads the file reads them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


class Comment(Base):
    """One thing said. `thread` is null for what began a thread, else the comment that did.

    `version` is the number of the file's version it was said about. A mention stands in `body` as
    `@{person id}`. What was deleted keeps its words here until the thread goes, so that its author may put it
    back; nobody is shown them. `resolved_at` is of the first alone and holds for its thread.
    """

    __tablename__ = "comment"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    thread: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))
    version: Mapped[int | None] = mapped_column(Integer)
    author: Mapped[UUID]
    body: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, server_default="1")
    at: Mapped[datetime] = mapped_column(Time)
    edited_at: Mapped[datetime | None] = mapped_column(Time)
    deleted_at: Mapped[datetime | None] = mapped_column(Time)
    resolved_at: Mapped[datetime | None] = mapped_column(Time)
    resolved_by: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index(None, "thing_id", "at"),
        Index(None, "thread", "at"),
    )
