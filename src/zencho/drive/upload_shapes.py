"""What travels about uploads, as JSON; the bytes themselves go by tus."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field

from zencho.drive.shapes import RootKind, Shape

MOST_NAMES = 1_000


def _few_names(paths: list[list[str]]) -> list[list[str]]:
    if sum(map(len, paths)) > MOST_NAMES:
        raise ValueError(f"more than {MOST_NAMES} names")
    return paths


class UnfinishedUpload(Shape):
    """An upload of mine that can be gone on with; `target` is the folder, or the file it `replaces`.

    `last_modified` is what the machine said of the file: with name and size it tells that a file is the same.
    """

    id: UUID
    target: UUID
    target_name: str
    target_root: RootKind | None
    replaces: bool
    name: str
    size_bytes: int
    offset_bytes: int
    last_modified: datetime | None
    begun_at: datetime


class UnfinishedUploads(Shape):
    """What I began and did not end, the oldest first."""

    uploads: list[UnfinishedUpload]


class Tree(Shape):
    """Folders to be there, each as its names from the outermost: 1,000 names at most, for all are made in one
    transaction, and others who change the tree wait for it."""

    paths: Annotated[list[list[str]], Field(min_length=1, max_length=500), AfterValidator(_few_names)]


MOST_TOGETHER, MOST_EACH_BYTES, MOST_TOGETHER_BYTES = 500, 256 * 2**10, 16 * 2**20


class Announcement(Shape):
    """A small file among many: the folder it goes into, and how many of the bytes are its."""

    folder: UUID
    name: Annotated[str, Field(max_length=4_000)]
    size_bytes: Annotated[int, Field(ge=0, le=MOST_EACH_BYTES)]


def _few_bytes(files: list[Announcement]) -> list[Announcement]:
    if sum(each.size_bytes for each in files) > MOST_TOGETHER_BYTES:
        raise ValueError(f"more than {MOST_TOGETHER_BYTES} bytes")
    return files


class Announcements(Shape):
    """The first line of a request with many files, whose bytes follow in this order."""

    files: Annotated[
        list[Announcement], Field(min_length=1, max_length=MOST_TOGETHER), AfterValidator(_few_bytes)
    ]


class Come(Shape):
    """One of many: what it became, or why it could not be, `code` and `params` of the problem."""

    id: UUID | None = None
    code: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)


class CameTogether(Shape):
    """In the order of the manifest."""

    files: list[Come]


class TreePlaces(Shape):
    """In the order of the paths."""

    folders: list[Come]
