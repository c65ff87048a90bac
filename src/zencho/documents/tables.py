"""A document beside its node in the drive. What is written in it lives in coedit; its pictures here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base

Time = TIMESTAMP(timezone=True)


def _follows_thing() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
    )


class Document(Base):
    """`source` is blank, word or markdown; `left_out` what the import could not carry."""

    __tablename__ = "document"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    __table_args__ = (_follows_thing(),)


class DocumentImage(Base):
    """A picture of a document; it is read with the document's rights and by no other way."""

    __tablename__ = "document_image"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(index=True)
    anchor: Mapped[int] = mapped_column(Integer)
    blob_id: Mapped[UUID] = mapped_column(index=True)
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    added_by: Mapped[UUID | None]
    added_at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (_follows_thing(),)


class DocumentMention(Base):
    """Who is mentioned in a document, so that each is rung once and again only after being taken out."""

    __tablename__ = "document_mention"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (_follows_thing(),)
