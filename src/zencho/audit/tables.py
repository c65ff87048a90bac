"""The record. The application may insert and read, never change: the database refuses it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base


class AuditEntry(Base):
    """One act or refusal. `ref` is written `kind:id`; `detail` holds ids, codes, numbers, never text.

    The canonical form of an entry (RFC 8785) is its columns as one JSON object without `id`.
    """

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), index=True)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    session_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(Text)
    ref: Mapped[str | None] = mapped_column(Text, index=True)
    decision: Mapped[str] = mapped_column(Text)
    rules: Mapped[list[str]] = mapped_column(JSONB)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)
    policy_version: Mapped[int] = mapped_column(Integer)
    request_id: Mapped[UUID]


class AuditCount(Base):
    """How often a permission was allowed, by the attributes its policies read; flushed every 10 s."""

    __tablename__ = "audit_count"
    hour: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), primary_key=True)
    actor: Mapped[str] = mapped_column(Text, primary_key=True)
    permission: Mapped[str] = mapped_column(Text, primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer, primary_key=True)
    signature: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
