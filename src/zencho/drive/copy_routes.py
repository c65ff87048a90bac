"""Copies over HTTP: asked for once, then followed and stopped by their bulk."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zencho.drive import rules
from zencho.drive.actions import copying
from zencho.drive.queries.copying import list_bulks, open_bulk
from zencho.drive.shapes import Shape
from zencho.drive.tables import Bulk
from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router

router = Router(prefix="/api", tags=["drive"])


class Copies(Shape):
    """What to copy."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=20_000)]


class BulkShape(Shape):
    """How far a copy is. `made` are the copies that lie in `target`, while it can be taken back by putting
    those into the bin; `left_out` counts, by code, what could not come along."""

    id: UUID
    target: UUID
    state: Literal["running", "done", "stopped", "failed"]
    trouble: str | None
    total: int
    done: int
    left_out: dict[str, int]
    made: list[UUID]
    began_at: datetime


class Bulks(Shape):
    """One's own that run, or ended within the last hour."""

    bulks: list[BulkShape]


@router.post("/folders/{id_}/copies", may="folder.add", status_code=201)
async def copy_several(work: InWork, id_: UUID, asked: Copies) -> BulkShape:
    """Copy things into a folder; a tree goes on by itself."""
    folder = await gate.open(work, rules.FOLDER_ADD, id_)
    return _shape(await copying.begin_copy(folder, list(dict.fromkeys(asked.ids))))


@router.get("/drive/bulks", may="drive.read")
async def list_mine(work: InWork) -> Bulks:
    """How far they are."""
    mine = await gate.open_self(work, rules.DRIVE_READ)
    return Bulks(bulks=[_shape(bulk) for bulk in await list_bulks(mine)])


@router.post("/drive/bulks/{bulk}/stop", may="drive.read")
async def stop(work: InWork, bulk: UUID) -> BulkShape:
    """Copy nothing more."""
    mine = await gate.open_self(work, rules.DRIVE_READ)
    found = await open_bulk(mine, bulk)
    await copying.stop(mine, found)
    return _shape(found)


def _shape(bulk: Bulk) -> BulkShape:
    return BulkShape.model_validate({name: getattr(bulk, name) for name in BulkShape.model_fields})
