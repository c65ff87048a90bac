"""What was typed: updates in order, the snapshot they follow, and whose each Yjs client id is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base

Time = TIMESTAMP(timezone=True)


def _follows_thing(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["thing_id", "anchor"],
        ["thing.id", "thing.anchor"],
        name=f"fk_{table}_thing",
        onupdate="CASCADE",
        ondelete="CASCADE",
    )


class CoeditUpdate(Base):
    """One update, as it was acknowledged. `n` counts the updates of `client_id`, so that one sent again
    is known; `session_id` is kept as evidence of authorship."""

    __tablename__ = "coedit_update"
    __table_args__ = (_follows_thing("coedit_update"),)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    author: Mapped[UUID]
    session_id: Mapped[UUID]
    client_id: Mapped[int] = mapped_column(BigInteger)
    n: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Time)


class CoeditSnapshot(Base):
    """The document with all updates up to `seq`; those rows are gone."""

    __tablename__ = "coedit_snapshot"
    __table_args__ = (_follows_thing("coedit_snapshot"),)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[bytes] = mapped_column(LargeBinary)
    state_vector: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Time)


class CoeditClient(Base):
    """A Yjs client id belongs to the person who wrote with it first; `n` is its last update in the snapshot.
    No person: the server wrote it (an import)."""

    __tablename__ = "coedit_client"
    __table_args__ = (_follows_thing("coedit_client"),)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    person: Mapped[UUID | None]
    n: Mapped[int] = mapped_column(BigInteger)


class CoeditAnnounced(Base):
    """Up to which update others were told of edits; what is stored beyond it is told at the next start."""

    __tablename__ = "coedit_announced"
    thing_id: Mapped[UUID] = mapped_column(ForeignKey("thing.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
