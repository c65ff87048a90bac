"""Sessions and credentials. No secret is stored: tokens and challenges as SHA-256, passwords as argon2id."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


class Session(Base):
    """A signed-in browser, until `ends_at` or until unseen for too long."""

    __tablename__ = "session"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    how: Mapped[str] = mapped_column(Text)
    assurance: Mapped[int] = mapped_column(SmallInteger)
    place: Mapped[str] = mapped_column(Text)
    browser: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Time)
    seen_at: Mapped[datetime] = mapped_column(Time)
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)


class Password(Base):
    """The argon2id hash of a person's password, its parameters and salt inside."""

    __tablename__ = "password"
    person: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Time)


class Passkey(Base):
    """A WebAuthn credential: its public key, and the counter that must only rise."""

    __tablename__ = "passkey"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Time)
    used_at: Mapped[datetime | None] = mapped_column(Time)


class Challenge(Base):
    """A WebAuthn challenge that was given out and not answered yet; answering removes it."""

    __tablename__ = "challenge"
    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    purpose: Mapped[str] = mapped_column(Text)
    person: Mapped[UUID | None]
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)


class OneTimeLink(Base):
    """A link that signs in once; using it removes it. `person` is unset for the first administrator's."""

    __tablename__ = "one_time_link"
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    purpose: Mapped[str] = mapped_column(Text)
    person: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ends_at: Mapped[datetime] = mapped_column(Time, index=True)


class Attempt(Base):
    """Failed sign-ins of one account or from one address since `since`; `key` is a hash of which."""

    __tablename__ = "attempt"
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(Time, index=True)
