"""What travels about receive links, as JSON. Ids are UUIDs, times UTC (ISO 8601), sizes bytes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from zencho.drive.shapes import Shape

State = Literal["open", "ended", "stopped"]


def _without_signs(typed: str) -> str:
    kept = "".join(each for each in typed if each == "\n" or each.isprintable()).strip()
    if not kept:
        raise ValueError("blank")
    return kept


def _or_nothing(typed: str) -> str:
    return _without_signs(typed) if typed.strip() else ""


Line = Annotated[str, Field(max_length=100), AfterValidator(_without_signs)]
Text = Annotated[str, Field(max_length=1000), AfterValidator(_or_nothing)]
Secret = Annotated[str, Field(max_length=200)]
Passphrase = Annotated[str, Field(min_length=4, max_length=100)]


class NewLink(Shape):
    """A link to be made: `ends_on` is the last day it holds, in the agency's zone."""

    subject: Line
    ends_on: date
    note: Text = ""
    passphrase: Passphrase | None = None
    most_files: Annotated[int, Field(ge=1, le=10_000)] | None = None
    most_bytes: Annotated[int, Field(ge=1, le=100 * 2**30)] | None = None


class End(Shape):
    """Another last day."""

    ends_on: date


class MadeLink(Shape):
    """A link whose address is told this once."""

    id: UUID
    url: str


class LinkLine(Shape):
    """A link of a folder. `ends_at` is the first moment it no longer holds; what came by it is counted once
    it was sent."""

    id: UUID
    subject: str
    note: str
    ends_at: datetime
    state: State
    has_passphrase: bool
    most_files: int | None
    most_bytes: int
    receptions: int
    files: int
    size_bytes: int
    last_at: datetime | None
    made_by: UUID
    made_at: datetime
    stopped_by: UUID | None
    stopped_at: datetime | None


class LinkLines(Shape):
    """The links of a folder, the latest first."""

    links: list[LinkLine]


# Of those who hold a receive link ---------------------------------------------------------------------------


class Held(Shape):
    """The secret out of the address."""

    secret: Secret


class Begin(Held):
    """The secret, and the word that was told besides."""

    passphrase: Annotated[str, Field(max_length=100)] = ""


class Asker(Shape):
    """The unit that asks."""

    name: str
    english: str
    telephone: str


class Card(Shape):
    """What a holder is told: who asks for what until when, and how much may come. Nothing of the folder."""

    agency: str
    asker: Asker | None
    subject: str
    note: str
    ends_at: datetime
    has_passphrase: bool
    most_file_bytes: int
    most_files: int


class Begun(Shape):
    """What the files of one sending are sent under."""

    token: str


class SentFile(Shape):
    """A file that has arrived; `sha256` is 64 hex digits."""

    id: UUID
    name: str
    size_bytes: int
    sha256: str


class Finish(Shape):
    """Who sends it, as they say."""

    sender: Line


class Receipt(Shape):
    """What was received. `number` is what to name it by."""

    number: str
    sent_at: datetime
    sender: str
    files: list[SentFile]
