"""Who can see a thing, over HTTP: a page of them, where they work, and all of them as a file."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from zencho.drive import media, rules
from zencho.drive import readers_shapes as shapes
from zencho.drive.actions.writing_out import write_out_readers
from zencho.drive.queries import readers
from zencho.gate import opening as gate
from zencho.kernel import clock
from zencho.kernel.web import InWork, Router

router = Router(prefix="/api/things", tags=["drive"])


@router.get("/{id_}/readers", may="thing.audience")
async def list_readers(
    work: InWork,
    id_: UUID,
    query: Annotated[str, Query(max_length=100)] = "",
    unit: UUID | None = None,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> shapes.ReaderPage:
    """The people who can see a thing, by reading; of one unit or of one name where asked."""
    opened = await gate.open(work, rules.THING_AUDIENCE, id_)
    return await readers.list_readers(opened, query=query, unit=unit, after=after, limit=limit)


@router.get("/{id_}/readers/units", may="thing.audience")
async def count_by_unit(work: InWork, id_: UUID, unit: UUID | None = None) -> shapes.ReadersByUnit:
    """How many of each unit can see it."""
    return await readers.count_by_unit(await gate.open(work, rules.THING_AUDIENCE, id_), unit)


@router.get("/{id_}/readers/file", may="thing.share", response_class=Response)
async def write_out(work: InWork, id_: UUID) -> Response:
    """All of them as CSV."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    content = await write_out_readers(opened)
    name = f"{opened.thing.name} を見られる人 {clock.day_of(work.now)}.csv"
    headers = {"content-disposition": media.disposition(name, inline=False), "cache-control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
