"""Receive links, what was sent by them, and the files on their way in; share links and who came by one.

All carry the `anchor` of their thing: the wall shows them to whoever opened it. Secrets are kept as SHA-256.
Until when a link holds is decided by its grant in the gate; `ends_at` repeats it for the list.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


def _of_thing() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
    )


class ReceiveLink(Base):
    """A link by which people outside send files into the folder `thing_id`.

    `principal` is who its holders count as. `unit` is who asks, as they are told. `most_bytes` bounds all
    that lies there by it, sent or not; `most_files` what was sent (null: any number).
    """

    __tablename__ = "receive_link"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    principal: Mapped[int] = mapped_column(ForeignKey("principal.id"))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    passphrase_hash: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    unit: Mapped[UUID | None]
    most_files: Mapped[int | None] = mapped_column(Integer)
    most_bytes: Mapped[int] = mapped_column(BigInteger)
    ends_at: Mapped[datetime] = mapped_column(Time)
    made_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(Time)
    stopped_by: Mapped[UUID | None]
    stopped_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (_of_thing(), Index(None, "thing_id", "made_at"), Index(None, "principal"))


class Reception(Base):
    """One sending: begun by whoever holds the link, and sent at `sent_at` as `number` by `sender` (as they
    say). `landed_in` is the folder that was made for it."""

    __tablename__ = "reception"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    link: Mapped[UUID] = mapped_column(ForeignKey("receive_link.id", ondelete="CASCADE"), index=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    begun_at: Mapped[datetime] = mapped_column(Time)
    number: Mapped[str | None] = mapped_column(Text, unique=True)
    sender: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None] = mapped_column(Time)
    landed_in: Mapped[UUID | None]
    __table_args__ = (_of_thing(), Index(None, "thing_id"))


class ReceivedFile(Base):
    """A file of a reception. `blob_id` is set until it was sent; then the file in the drive has it."""

    __tablename__ = "received_file"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    reception: Mapped[UUID] = mapped_column(ForeignKey("reception.id", ondelete="CASCADE"), index=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    blob_id: Mapped[UUID | None] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (_of_thing(), Index(None, "thing_id"))


class ShareLink(Base):
    """The link of a thing: whoever holds one of its addresses may open it.

    `principal` is what people come to belong to by opening it, and what outsiders hold. `scope` is who may:
    `agency` = who signs in, `anyone` = also who has no account. `unit` is who shares, as outsiders are told.
    """

    __tablename__ = "share_link"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(unique=True)
    anchor: Mapped[int] = mapped_column(Integer)
    principal: Mapped[int] = mapped_column(ForeignKey("principal.id"), index=True)
    scope: Mapped[str] = mapped_column(Text)
    role: Mapped[int] = mapped_column(SmallInteger)
    passphrase_hash: Mapped[str | None] = mapped_column(Text)
    ends_at: Mapped[datetime | None] = mapped_column(Time)
    unit: Mapped[UUID | None]
    views: Mapped[int] = mapped_column(Integer, server_default="0")
    last_viewed_at: Mapped[datetime | None] = mapped_column(Time)
    made_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (_of_thing(),)


class ShareAddress(Base):
    """One address of a link. Each copying makes another, since none can be read again; all open the same."""

    __tablename__ = "share_address"
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    link: Mapped[UUID] = mapped_column(ForeignKey("share_link.id", ondelete="CASCADE"), index=True)
    thing_id: Mapped[UUID] = mapped_column(index=True)
    anchor: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (_of_thing(),)


class ShareVisit(Base):
    """A browser outside that opened a link and may come back with its cookie until `ends_at`."""

    __tablename__ = "share_visit"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    link: Mapped[UUID] = mapped_column(ForeignKey("share_link.id", ondelete="CASCADE"), index=True)
    thing_id: Mapped[UUID] = mapped_column(index=True)
    anchor: Mapped[int] = mapped_column(Integer)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    begun_at: Mapped[datetime] = mapped_column(Time)
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (_of_thing(),)
