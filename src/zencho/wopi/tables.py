"""Tokens and locks of the office editor. Of a token only its SHA-256 is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


class WopiToken(Base):
    """What an editor shows with each call: it stands for one session of a person (principal number) and one
    file, and gives no right of its own. `origin` is the page's that opened the editor."""

    __tablename__ = "wopi_token"
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person: Mapped[int] = mapped_column(Integer)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    thing_id: Mapped[UUID] = mapped_column(ForeignKey("thing.id", ondelete="CASCADE"), index=True)
    origin: Mapped[str] = mapped_column(Text)
    used_at: Mapped[datetime] = mapped_column(Time)
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)


class WopiLock(Base):
    """An editor has a file open, under a name of its choice (`lock`).

    `version` is the one it read or wrote last. `saved` is the one that its next saving stands for as well: an
    autosave of the run that began at `run_began_at`, or one that lies beside.
    """

    __tablename__ = "wopi_lock"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    lock: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    saved: Mapped[int | None] = mapped_column(Integer)
    run_began_at: Mapped[datetime | None] = mapped_column(Time)
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
    )
