"""What the drive keeps: a node for each thing that lies in it, and what is personal about them.

`node.anchor` follows the thing's own by cascade; the wall reads it. `folder` repeats the thing's
parent, so that one index can keep twins apart and another can give the list its order. `name_key`
makes twins of names that look alike, `sort_key` puts 第2回 before 第10回, `find_key` and its pairs of
letters (`grams`) are what a search by name reads.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base

Time = TIMESTAMP(timezone=True)
FOLDER_RANK, OTHER_RANK = 0, 1
TWINS = "ix_node_twins"


class Node(Base):
    """A folder, file or document. `root` is `own` (a person's) or `shared` (a unit's), with its owner.

    `rank` lists folders first. `revision` rises with each change of what a list shows of it. Of a file,
    `version` is the number of the one whose bytes these are. `comments` are those in threads that are open.
    What came by a receive link keeps who said they sent it (`received_from`) and the receipt's number
    (`received_as`).
    """

    __tablename__ = "node"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Text)
    folder: Mapped[UUID | None]
    root: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[UUID | None]
    rank: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    find_key: Mapped[str] = mapped_column(Text)
    grams: Mapped[list[str]] = mapped_column(ARRAY(Text))
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    media_type: Mapped[str | None] = mapped_column(Text)
    blob_id: Mapped[UUID | None]
    sha256: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int | None] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer, server_default="1")
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(Time)
    modified_by: Mapped[UUID | None]
    modified_at: Mapped[datetime] = mapped_column(Time)
    binned_at: Mapped[datetime | None] = mapped_column(Time)
    binned_by: Mapped[UUID | None]
    comments: Mapped[int] = mapped_column(Integer, server_default="0")
    received_from: Mapped[str | None] = mapped_column(Text)
    received_as: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index(TWINS, "folder", "name_key", unique=True, postgresql_where=text("binned_at IS NULL")),
        Index("ix_node_by_name", "folder", "rank", "sort_key", "thing_id"),
        Index("ix_node_by_time", "folder", "rank", text("modified_at DESC"), "thing_id"),
        Index("ix_node_binned", "binned_by", "binned_at", postgresql_where=text("binned_at IS NOT NULL")),
        Index("ix_node_blob_id", "blob_id"),
        Index("ix_node_grams", "grams", postgresql_using="gin"),
    )


class About(Base):
    """What a folder is for: a description, and tags in the order somebody gave them. `tag_keys` are the same
    folded as names are, each at the place of its tag."""

    __tablename__ = "about"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    description: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    tag_keys: Mapped[list[str]] = mapped_column(ARRAY(Text))
    revision: Mapped[int] = mapped_column(Integer)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index("ix_about_tag_keys", "tag_keys", postgresql_using="gin"),
    )


class Version(Base):
    """The bytes that a file had, has, or that came too late to be its own (`aside`; `waits`: nobody has said
    yet what is to become of them).

    `how` they came: added, replaced, returned (by who had it open in an application), edited (in the page),
    restored, chosen (from beside), copied. `based_on` is the number of the version they were made from, where
    that is known. Neither one with a `name`, nor one `kept` or `linked` to by somebody goes by age.
    """

    __tablename__ = "version"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    anchor: Mapped[int] = mapped_column(Integer)
    blob_id: Mapped[UUID] = mapped_column(index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    how: Mapped[str] = mapped_column(Text)
    based_on: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str | None] = mapped_column(Text)
    kept: Mapped[bool] = mapped_column(server_default="false")
    linked: Mapped[bool] = mapped_column(server_default="false")
    aside: Mapped[bool] = mapped_column(server_default="false")
    waits: Mapped[bool] = mapped_column(server_default="false")
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
    )


class HeldFile(Base):
    """A file whose thing is held: nobody has looked for viruses in it, or one was found.

    `why` is waits, too_large or found (`virus`: its name). It is due (again) at `due_at`, was tried `tries`
    times, and gets no answer since `silent_since`. `asked_by` is who is told of it besides its managers.
    """

    __tablename__ = "held_file"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    why: Mapped[str] = mapped_column(Text, server_default="waits")
    virus: Mapped[str | None] = mapped_column(Text)
    tries: Mapped[int] = mapped_column(Integer, server_default="0")
    due_at: Mapped[datetime] = mapped_column(Time, index=True)
    silent_since: Mapped[datetime | None] = mapped_column(Time)
    asked_by: Mapped[UUID]
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
    )


class Editing(Base):
    """Somebody has a file open, from this version on: in an application of their own, or `in_page` in an
    office editor."""

    __tablename__ = "editing"
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True)
    anchor: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    in_page: Mapped[bool] = mapped_column(server_default="false")
    since: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
    )


class FreedBlob(Base):
    """Bytes that nothing points at any more; they go a day later, when nobody reads them still."""

    __tablename__ = "freed_blob"
    blob_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Time, index=True)


class Upload(Base):
    """A file on its way in, of one person (principal number) and unseen by all others.

    `target` is the folder it goes into, or the file that gets a newer version (`replaces`: while it has
    `revision`, made from the version `based_on`; at its end `outcome` and `as_version` say what it became).
    `offset_bytes` are durable in the blob, and `sha256` is theirs. `made` is what it became; then the blob is
    the thing's own. `metadata_told` is what the client said of the file, in its own words.
    """

    __tablename__ = "upload"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(Integer)
    target: Mapped[UUID] = mapped_column(ForeignKey("thing.id", ondelete="CASCADE"), index=True)
    replaces: Mapped[bool]
    revision: Mapped[int | None] = mapped_column(Integer)
    based_on: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    metadata_told: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    offset_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    blob_id: Mapped[UUID | None] = mapped_column(index=True)
    made: Mapped[UUID | None]
    outcome: Mapped[str | None] = mapped_column(Text)
    as_version: Mapped[int | None] = mapped_column(Integer)
    begun_at: Mapped[datetime] = mapped_column(Time)
    expires_at: Mapped[datetime] = mapped_column(Time, index=True)
    __table_args__ = (Index("ix_upload_unfinished", "person", postgresql_where=text("made IS NULL")),)


class DriveQuota(Base):
    """How many bytes a shared drive may hold. `warned_at`: its managers were told that little is left."""

    __tablename__ = "drive_quota"
    drive: Mapped[UUID] = mapped_column(ForeignKey("thing.id", ondelete="CASCADE"), primary_key=True)
    limit_bytes: Mapped[int] = mapped_column(BigInteger)
    set_by: Mapped[UUID | None]
    set_at: Mapped[datetime] = mapped_column(Time)
    warned_at: Mapped[datetime | None] = mapped_column(Time)


class DriveUsage(Base):
    """Bytes that came into a drive or went from it; their sum is what it holds. Triggers alone add to it."""

    __tablename__ = "drive_usage"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    drive: Mapped[UUID]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (Index("ix_drive_usage_drive", "drive", postgresql_include=["size_bytes"]),)


class OwnDrive(Base):
    """Which root is a person's own (by principal number)."""

    __tablename__ = "own_drive"
    person: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    thing_id: Mapped[UUID] = mapped_column(
        ForeignKey("thing.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"), index=True
    )


class Recent(Base):
    """When a person (principal number) last opened and edited a thing; `at` is the later of the two."""

    __tablename__ = "recent"
    person: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    thing_id: Mapped[UUID] = mapped_column(ForeignKey("thing.id", ondelete="CASCADE"), primary_key=True)
    opened_at: Mapped[datetime | None] = mapped_column(Time)
    edited_at: Mapped[datetime | None] = mapped_column(Time)
    at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (Index("ix_recent_person_at", "person", text("at DESC")), Index(None, "thing_id"))


class Star(Base):
    """What a person (principal number) keeps at hand, and since when."""

    __tablename__ = "star"
    person: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    thing_id: Mapped[UUID] = mapped_column(
        ForeignKey("thing.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(Time)


class AccessRequest(Base):
    """Somebody asks for a role on a thing. `granted` is null while it waits."""

    __tablename__ = "access_request"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID]
    anchor: Mapped[int] = mapped_column(Integer)
    person: Mapped[UUID]
    principal: Mapped[int] = mapped_column(Integer)
    role: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime | None] = mapped_column(Time)
    asked_at: Mapped[datetime] = mapped_column(Time)
    granted: Mapped[bool | None]
    answered_at: Mapped[datetime | None] = mapped_column(Time)
    answered_by: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(
            ["thing_id", "anchor"], ["thing.id", "thing.anchor"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index(
            "ix_access_request_waiting",
            "thing_id",
            "principal",
            unique=True,
            postgresql_where=text("granted IS NULL"),
        ),
    )


class ArchiveTicket(Base):
    """What somebody (principal number) asked to take out as a zip; good for one session, for minutes."""

    __tablename__ = "archive_ticket"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(Integer, index=True)
    session_id: Mapped[UUID]
    ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    title: Mapped[str] = mapped_column(Text)
    names: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Time)


class Bulk(Base):
    """A copy of things that somebody (principal number) asked for, and how far it is.

    `state` is running, done, stopped or failed (`trouble` says by which code). `turn` rises with each step,
    so that one told twice is done once. `left_out` counts by code; `made` are the copies in the target.
    """

    __tablename__ = "bulk"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(Integer)
    session_id: Mapped[UUID]
    target: Mapped[UUID]
    state: Mapped[str] = mapped_column(Text)
    trouble: Mapped[str | None] = mapped_column(Text)
    turn: Mapped[int] = mapped_column(Integer, server_default="0")
    total: Mapped[int] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer, server_default="0")
    left_out: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    made: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    began_at: Mapped[datetime] = mapped_column(Time)
    changed_at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (Index("ix_bulk_person", "person", "changed_at"),)


class BulkPlace(Base):
    """What of a bulk is still to come: these chosen things, or what a folder holds behind `after`, each into
    `target`."""

    __tablename__ = "bulk_place"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    bulk_id: Mapped[UUID] = mapped_column(ForeignKey("bulk.id", ondelete="CASCADE"))
    person: Mapped[int] = mapped_column(Integer)
    chosen: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    source: Mapped[UUID | None]
    target: Mapped[UUID]
    after: Mapped[list[Any] | None] = mapped_column(JSONB)
    __table_args__ = (Index("ix_bulk_place_bulk_id", "bulk_id", "id"),)
