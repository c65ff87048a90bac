"""Bundles and their parts; both belong to one person (principal number), and the wall shows them to
nobody else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


class Bundle(Base):
    """Several things as one PDF for paper, and how far it is.

    `state` is running, done, stopped or failed (`trouble` says by which code). `turn` rises with each
    step, so that one told twice is done once. `label` is the highest of what went in. The bytes go at
    `expires_at`.
    """

    __tablename__ = "bundle"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[UUID]
    session_id: Mapped[UUID]
    title: Mapped[str] = mapped_column(Text)
    paper: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    has_numbers: Mapped[bool]
    has_contents: Mapped[bool]
    state: Mapped[str] = mapped_column(Text)
    trouble: Mapped[str | None] = mapped_column(Text)
    turn: Mapped[int] = mapped_column(Integer, server_default="0")
    label: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    pages: Mapped[int] = mapped_column(Integer, server_default="0")
    blob_id: Mapped[UUID | None] = mapped_column(index=True)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(Time)
    changed_at: Mapped[datetime] = mapped_column(Time)
    expires_at: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (Index("ix_bundle_person", "person", "began_at"),)


class BundlePart(Base):
    """One thing of a bundle, by its place. `state` is waiting, done or left_out (`reason` says why).

    `mark` is its 資料番号. `sheets` are its pages as [width, height] in points; they lie in a blob until the
    whole is bound. `unshown` counts, by code, what of it could not be put on paper.
    """

    __tablename__ = "bundle_part"
    bundle_id: Mapped[UUID] = mapped_column(ForeignKey("bundle.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    person: Mapped[int] = mapped_column(Integer)
    thing_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    mark: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    sheets: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    unshown: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    blob_id: Mapped[UUID | None] = mapped_column(index=True)
