"""What travels about the room of drives, as JSON. Sizes are bytes, older versions and the bin included."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zencho.drive.shapes import Shape, Step

Part = Literal["current", "older", "bin"]
Sort = Literal["picture", "film", "sound", "pdf", "word", "sheet", "slides", "archive", "other"]
Age = Literal["month", "year", "years", "older"]


class Quota(Shape):
    """A shared drive: the unit whose it is, the one above, what it holds and what it may (null: no limit)."""

    drive: UUID
    name: str
    owner: UUID
    above: UUID | None
    used_bytes: int
    limit_bytes: int | None
    set_at: datetime | None


class Quotas(Shape):
    """All shared drives, by name."""

    drives: list[Quota]


class QuotaChange(Shape):
    """The limit a drive is to have, or null for none."""

    limit_bytes: Annotated[int, Field(ge=2**20, le=2**50)] | None


class Portion(Shape):
    """A part of what is held: its bytes, and how many files (current versions) are in it."""

    size_bytes: int
    files: int


class InFolder(Portion):
    """Something in the folder, with all inside it. `opens`: its own picture may be asked for."""

    id: UUID
    kind: str
    name: str
    opens: bool


class LargeFile(Shape):
    """A thing with the bytes of all its versions, and where it lies, from the topmost folder one sees."""

    id: UUID
    kind: str
    name: str
    size_bytes: int
    versions_bytes: int
    modified_at: datetime
    path: list[Step]


class Usage(Shape):
    """What fills a folder of a drive.

    `things` are the largest in it that the asker may see; `small` is the rest of those, `unseen` what they
    may not see, `binned` what was thrown away from here: together all of `here`. What lies unseen deeper
    inside counts with the folder around it. `parts`, `sorts` and `ages` each divide `here` again.
    """

    drive: UUID
    drive_bytes: int
    limit_bytes: int | None
    path: list[Step]
    name: str
    here: Portion
    things: list[InFolder]
    small: Portion
    unseen: Portion
    binned: Portion
    parts: dict[Part, Portion]
    sorts: dict[Sort, Portion]
    ages: dict[Age, Portion]
    largest: list[LargeFile]
