"""What travels between the page and us about app passwords."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """What we answer is fixed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AppPasswordLine(Shape):
    """One of one's own. `client` is the family of programs that used it first and alone may; `used_from` the
    address of the last use; `refused_client` the program that was turned away at `refused_at`."""

    id: UUID
    name: str
    client: str | None
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None
    used_from: str | None
    refused_at: datetime | None
    refused_client: str | None


class AppPasswords(Shape):
    """All of one's own, the last made first. `address` is where a client connects to, null where this city
    has no WebDAV; `number` is the name that the client is told."""

    address: str | None
    number: str
    limit: int
    passwords: list[AppPasswordLine]


class AppPasswordWanted(BaseModel):
    """For which device, and the last day on which it opens anything."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1, max_length=60)]
    ends_on: date


class MadeAppPassword(Shape):
    """Shown this once: the server keeps its hash alone."""

    id: UUID
    secret: str
