"""What is known of a guest beside the account itself; until when it holds stands in the gate alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from zencho.gate.tables import Time
from zencho.kernel.tables import Base


class Guest(Base):
    """`voucher` is whoever in the agency answers for them (引受人); `address` is empty where none was said.

    `ended_at` is set where somebody ended the account before its day.
    """

    __tablename__ = "guest"
    person: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    organisation: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, server_default="")
    voucher: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    invited_by: Mapped[UUID | None]
    invited_at: Mapped[datetime] = mapped_column(Time)
    signed_in_at: Mapped[datetime | None] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
