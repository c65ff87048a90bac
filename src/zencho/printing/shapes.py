"""What travels about bundles, as JSON. Ids are UUIDs, times UTC (ISO 8601), sizes bytes."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from zencho.drive.shapes import Shape
from zencho.printing.reasons import Reason

MOST_THINGS = 200
State = Literal["running", "done", "stopped", "failed"]


def _one_line(typed: str) -> str:
    return "".join(each for each in typed if each.isprintable()).strip()


Mark = Annotated[str, Field(max_length=20), AfterValidator(_one_line)]


class Chosen(Shape):
    """Things as they were chosen; a folder stands for what may be read inside it."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=2_000)]


class Found(Shape):
    """A thing that would be printed. `folder` is the name of the one it lies in, where that was chosen;
    `reason` says why only a page that tells so would stand for it."""

    id: UUID
    kind: str
    name: str
    folder: str
    media_type: str | None
    reason: Reason | None


class FoundThings(Shape):
    """In the order of paper."""

    things: list[Found]


class Wanted(Shape):
    """A thing and its 資料番号 ("" for none)."""

    id: UUID
    mark: Mark = ""


class NewBundle(Shape):
    """What to make. `title` names the PDF, without its ending; `language` is that of the words we add."""

    things: Annotated[list[Wanted], Field(min_length=1, max_length=2_000)]
    title: str
    paper: Literal["a4", "a3"] = "a4"
    numbers: bool = True
    contents: bool = True
    language: Literal["ja", "en"] = "ja"


class Unshown(Shape):
    """So much of a thing could not be put on paper; the codes are those of previews."""

    code: str
    count: int


class PartShape(Shape):
    """A thing of a bundle. A `reason` stands where it was left out."""

    thing: UUID
    kind: str
    name: str
    mark: str
    state: Literal["waiting", "done", "left_out"]
    reason: Reason | None
    pages: int
    unshown: list[Unshown]


class BundleShape(Shape):
    """How far a bundle is, and what became of each thing. `keeps_until`: then its PDF is gone."""

    id: UUID
    title: str
    state: State
    trouble: str | None
    done: int
    total: int
    pages: int
    size_bytes: int | None
    began_at: datetime
    keeps_until: datetime
    parts: list[PartShape]


class Bundles(Shape):
    """One's own, the newest first."""

    bundles: list[BundleShape]


class Into(Shape):
    """The folder that gets the PDF as a file."""

    folder: UUID


class Saved(Shape):
    """The file as it lies there; its name may have a number, where another bears it already."""

    id: UUID
    name: str
    folder: UUID
    label: int
