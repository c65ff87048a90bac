"""The index. Only the worker writes it, through a function; a reader asks a function that gives ids alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base


class SearchEntry(Base):
    """What of a thing can be found. `body` is kept for the passage shown; `dictionary` cut the words."""

    __tablename__ = "search_index"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    title_key: Mapped[str] = mapped_column(Text)
    title_pairs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    body: Mapped[str] = mapped_column(Text)
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    dictionary: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index("ix_search_index_title_pairs", "title_pairs", postgresql_using="gin"),
        Index("ix_search_index_words", "words", postgresql_using="gin"),
    )
