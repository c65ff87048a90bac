"""Who opened a thing, over HTTP, for whoever manages it: `docs/sharing.md` has what its readers are told."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zencho.drive import openings_shapes as shapes
from zencho.drive import rules
from zencho.drive.queries import openings
from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router

router = Router(prefix="/api/things", tags=["drive"])


@router.get("/{id_}/openings", may="thing.openings")
async def list_openings(work: InWork, id_: UUID) -> shapes.Openings:
    """How many of each that it is given to have opened it."""
    return await openings.list_openings(await gate.open(work, rules.THING_OPENINGS, id_))


@router.get("/{id_}/openings/people", may="thing.openings")
async def list_openings_of(
    work: InWork, id_: UUID, ids: Annotated[list[UUID], Query(max_length=200)]
) -> shapes.OpeningsOf:
    """When each of these people opened it."""
    return await openings.list_openings_of(await gate.open(work, rules.THING_OPENINGS, id_), ids)
