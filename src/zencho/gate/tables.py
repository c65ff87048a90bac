"""The tables that decide. Only `gate/` writes them.

`principal` and `member` are the organisation as edges; `reach` is their closure for persons. `thing`
is the tree of all that rights apply to; its `anchor` is the nearest self-or-ancestor that may carry
grants (each folder is one, a file or document becomes one when it is shared by itself). `grant` holds
what was given where; `flat` is the same carried down to each anchor that inherits it. Dates are
compared at query time.
"""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Identity,
    Integer,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from zencho.kernel.tables import Base

Time = TIMESTAMP(timezone=True)
EVERYONE = 1
# The ends of time. PostgreSQL's own infinities cannot be read as dates by the driver.
ALWAYS = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


class Principal(Base):
    """Anybody who can be given something; `ref` is the id of the person, unit, post or group.

    `epoch` rises with each change of what a person reaches or of its sessions. `guest_until` is set for
    guests alone: until before it they count as themselves, and never as anybody else but a link.
    """

    __tablename__ = "principal"
    id: Mapped[int] = mapped_column(Integer, Identity(start=10), primary_key=True)
    ref: Mapped[UUID | None] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(Text)
    epoch: Mapped[int] = mapped_column(BigInteger, server_default="1")
    guest_until: Mapped[datetime | None] = mapped_column(Time)


class Member(Base):
    """An edge: `child` belongs to `parent` from `starts` until before `ends`."""

    __tablename__ = "member"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    child: Mapped[int] = mapped_column(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    parent: Mapped[int] = mapped_column(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    starts: Mapped[datetime] = mapped_column(Time, server_default=text("'0001-01-01Z'"))
    ends: Mapped[datetime] = mapped_column(Time, server_default=text("'9999-12-31Z'"))


class Reach(Base):
    """Closure: `person` counts as `container` within the interval; several intervals may stand."""

    __tablename__ = "reach"
    person: Mapped[int] = mapped_column(ForeignKey("principal.id", ondelete="CASCADE"), primary_key=True)
    container: Mapped[int] = mapped_column(
        ForeignKey("principal.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    starts: Mapped[datetime] = mapped_column(Time, primary_key=True)
    ends: Mapped[datetime] = mapped_column(Time, primary_key=True)


class Anchor(Base):
    """A place where grants may stand. `epoch` rises with each change of access here or above;
    `binned` is set where this or a thing above lies in the bin."""

    __tablename__ = "anchor"
    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    parent: Mapped[int | None] = mapped_column(ForeignKey("anchor.id"), index=True)
    inherits: Mapped[bool] = mapped_column(Boolean, server_default="true")
    epoch: Mapped[int] = mapped_column(BigInteger, server_default="1")
    binned: Mapped[bool] = mapped_column(Boolean, server_default="false")


class Thing(Base):
    """Anything rights apply to. `label` is the rank 1 < 2 < 3C < 3B < 3A as 1 to 5. `held`: nobody may open
    what it holds yet, because nobody has looked for viruses in it."""

    __tablename__ = "thing"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    parent: Mapped[UUID | None] = mapped_column(ForeignKey("thing.id"), index=True)
    anchor: Mapped[int] = mapped_column(ForeignKey("anchor.id"), index=True)
    label: Mapped[int] = mapped_column(SmallInteger, server_default="2")
    binned_at: Mapped[datetime | None] = mapped_column(Time)
    held: Mapped[bool] = mapped_column(Boolean, server_default="false")
    # Content tables point at (id, anchor) and follow by cascade: the wall reads their own column.
    __table_args__ = (UniqueConstraint("id", "anchor"),)


class Grant(Base):
    """`principal` has `role` on what stands at `anchor`, until before `ends`."""

    __tablename__ = "grant"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    anchor: Mapped[int] = mapped_column(ForeignKey("anchor.id", ondelete="CASCADE"))
    principal: Mapped[int] = mapped_column(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    role: Mapped[int] = mapped_column(SmallInteger)
    ends: Mapped[datetime] = mapped_column(Time, server_default=text("'9999-12-31Z'"))
    given_by: Mapped[UUID | None]
    given_at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (UniqueConstraint("anchor", "principal"),)


class Flat(Base):
    """A grant as it holds at `anchor`, its own or inherited. It goes with the grant, by a trigger."""

    __tablename__ = "flat"
    anchor: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    grant: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, index=True)
    principal: Mapped[int] = mapped_column(Integer, index=True)
    role: Mapped[int] = mapped_column(SmallInteger)
    ends: Mapped[datetime] = mapped_column(Time)


class Policy(Base):
    """One version of the guard rails (Cedar text). `shipped` = came with the product."""

    __tablename__ = "policy"
    version: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    shipped: Mapped[bool] = mapped_column(Boolean, server_default="false")
    saved_at: Mapped[datetime] = mapped_column(Time)
    saved_by: Mapped[UUID | None]
