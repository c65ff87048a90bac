"""What travels about imports."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

# A run says what it has done every few seconds. One that was silent for so long was killed.
LOST_SECONDS = 60


class CountsShown(BaseModel):
    """`refused` stayed behind; `reasons` counts what the report lists."""

    folders: int
    files: int
    size_bytes: int
    brought: int
    brought_bytes: int
    replaced: int
    same: int
    refused: int
    reasons: dict[str, int]


class Run(BaseModel):
    """One run. Folder, name and old root are null for an administrator who does not see the drive."""

    id: UUID
    folder: UUID | None
    folder_name: str | None
    old_root: str | None
    started_by: UUID | None
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    state: Literal["running", "done", "stopped", "failed"]
    files_expected: int | None
    bytes_expected: int | None
    counts: CountsShown


class Runs(BaseModel):
    """Runs, the latest first."""

    runs: list[Run]


class Note(BaseModel):
    """Something the report lists: `detail` is the new name, or what the old server answered."""

    number: int
    old_path: str
    reason: str
    detail: str


class NotePage(BaseModel):
    """`next` is the number behind which the next page begins."""

    notes: list[Note]
    next: int | None


class OldPlaces(BaseModel):
    """Where a thing lay in old shares."""

    paths: list[str]
