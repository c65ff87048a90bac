"""Notices hold refs and ids only; what they are about is read with the receiver's rights, each time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base

Time = TIMESTAMP(timezone=True)


class Notice(Base):
    """One ring for one person. `cause` makes a reaction that runs twice ring once."""

    __tablename__ = "notice"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Text)
    thing_kind: Mapped[str] = mapped_column(Text)
    thing_id: Mapped[UUID]
    by: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)
    cause: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Time)
    read_at: Mapped[datetime | None] = mapped_column(Time)
    done_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (
        UniqueConstraint("person", "cause"),
        Index("ix_notice_person_at", "person", text("at DESC"), text("id DESC")),
        Index(None, "cause"),
    )
