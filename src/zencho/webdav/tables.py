"""App passwords, of which only the SHA-256 is kept; and what WebDAV clients keep at things."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


class AppPassword(Base):
    """A secret for one device of a person (principal number); it opens WebDAV and nothing else.

    `client` is the family of programs that used it first, from then on the only one. `used_…` is the last
    use, `refused_…` the last one by another program.
    """

    __tablename__ = "app_password"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    name: Mapped[str] = mapped_column(Text)
    client: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Time)
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Time)
    used_from: Mapped[str | None] = mapped_column(Text)
    refused_at: Mapped[datetime | None] = mapped_column(Time)
    refused_client: Mapped[str | None] = mapped_column(Text)


class DavLock(Base):
    """A client holds a thing, or with `deep` all inside it; with `shared` others may hold it as well.

    `owner` is XML of the client's own. Of a file, `version` is the one that it read or wrote last. Without
    `password_id` (it was ended) the lock holds no more.
    """

    __tablename__ = "dav_lock"
    token: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(index=True)
    anchor: Mapped[int] = mapped_column(Integer)
    person: Mapped[UUID]
    password_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("app_password.id", ondelete="SET NULL"), index=True
    )
    shared: Mapped[bool]
    deep: Mapped[bool]
    owner: Mapped[str] = mapped_column(Text)
    version: Mapped[int | None] = mapped_column(Integer)
    seconds: Mapped[int] = mapped_column(Integer)
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
    )


class DavProperty(Base):
    """What a client noted at a thing (a dead property): an XML element, kept as it came."""

    __tablename__ = "dav_property"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    namespace: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    value: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
    )


class DavTrace(Base):
    """A file that a person's client took away from a name a moment ago: programs save by renaming.

    `copy_of` is set where the file is what such a saving left behind: its bytes are a version of that one.
    """

    __tablename__ = "dav_trace"
    thing_id: Mapped[UUID] = mapped_column(ForeignKey("thing.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[int] = mapped_column(Integer)
    folder: Mapped[UUID]
    name_key: Mapped[str] = mapped_column(Text)
    copy_of: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(Time, index=True)
