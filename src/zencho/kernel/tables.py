"""The kernel's own tables: the outbox and what is kept of it, and answers to idempotent requests."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Base of all tables; constraint names are spelled out so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


outbox = Table(
    "outbox",
    Base.metadata,
    Column("id", BigInteger, primary_key=True),
    Column("xid", BigInteger, server_default=text("pg_current_xact_id()::text::bigint"), nullable=False),
    Column("name", Text, nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("data", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("request_id", UUID(as_uuid=True), nullable=False),
    Index("ix_outbox_order", "xid", "id"),
)
topic = Table(
    "topic",
    Base.metadata,
    Column("ref", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
topic_event = Table(
    "topic_event",
    Base.metadata,
    Column("ref", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("outbox_id", BigInteger, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
)

dispatched = Table(
    "dispatched",
    Base.metadata,
    Column("single", Boolean, primary_key=True, server_default=text("true")),
    Column("last_xid", BigInteger, nullable=False),
    Column("last_id", BigInteger, nullable=False),
    CheckConstraint("single", name="single"),
)
idempotency = Table(
    "idempotency",
    Base.metadata,
    Column("actor_id", UUID(as_uuid=True), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request", Text, nullable=False),
    Column("status", SmallInteger),
    Column("body", LargeBinary),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
)
