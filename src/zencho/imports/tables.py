"""What is kept of imports: each run, what it could not bring, and the old place of each thing.

`imported.key` names a file or folder of an old share for good: it is made from the share, the folder above
and the name as bytes, so that the same file is known again under whatever name or place it has here now.
`above` is the key of the old folder it lay in. `path_key` is the old path as searches compare it,
`segments` the names in it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, Integer, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base

Time = TIMESTAMP(timezone=True)


def _of_a_thing() -> ForeignKeyConstraint:
    columns = (["thing_id", "anchor"], ["thing.id", "thing.anchor"])
    return ForeignKeyConstraint(*columns, onupdate="CASCADE", ondelete="CASCADE")


class Import(Base):
    """One run into the folder `thing_id`. `state` is running, done, stopped or failed; a run that was not
    seen for a minute is no longer running, whatever stands there. `counts` are those of
    `counting.Counts`."""

    __tablename__ = "import"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    share: Mapped[UUID]
    old_root: Mapped[str] = mapped_column(Text)
    started_by: Mapped[UUID | None]
    started_at: Mapped[datetime] = mapped_column(Time)
    seen_at: Mapped[datetime] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    state: Mapped[str] = mapped_column(Text)
    files_expected: Mapped[int | None] = mapped_column(Integer)
    bytes_expected: Mapped[int | None] = mapped_column(BigInteger)
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    __table_args__ = (
        _of_a_thing(),
        Index("ix_import_thing_id", "thing_id", text("started_at DESC")),
    )


class ImportNote(Base):
    """Something a person should know of a run: what was left, changed its name, or vanished, and why."""

    __tablename__ = "import_note"
    import_id: Mapped[UUID] = mapped_column(ForeignKey("import.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    old_path: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    __table_args__ = (_of_a_thing(), Index("ix_import_note_thing_id", "thing_id"))


class Imported(Base):
    """The old place of a thing; a thing that two old shares held has two. Sizes, times and hashes of files
    only."""

    __tablename__ = "imported"
    key: Mapped[UUID] = mapped_column(primary_key=True)
    above: Mapped[UUID | None]
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    old_path: Mapped[str] = mapped_column(Text)
    path_key: Mapped[str] = mapped_column(Text)
    segments: Mapped[list[str]] = mapped_column(ARRAY(Text))
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    modified_ns: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        _of_a_thing(),
        Index("ix_imported_thing_id", "thing_id"),
        Index("ix_imported_above", "above"),
        Index("ix_imported_path_key", "path_key", postgresql_using="hash"),
        Index("ix_imported_segments", "segments", postgresql_using="gin"),
    )
