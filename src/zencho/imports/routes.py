"""Imports over HTTP: the runs, what each has to tell, and where a thing once lay."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import StreamingResponse

from zencho.drive.rules import THING_READ
from zencho.gate import opening as gate
from zencho.imports import queries, report, shapes
from zencho.imports.rules import IMPORT_COUNT
from zencho.kernel.web import Begin, InBegin, InWork, Router
from zencho.people.rules import AGENCY

router = Router(prefix="/api/imports", tags=["imports"])
things = Router(prefix="/api/things", tags=["imports"])
_NOTES_AT_ONCE = 1_000


@router.get("", may="import.read")
async def list_imports(work: InWork) -> shapes.Runs:
    """Runs into what I manage."""
    return shapes.Runs(runs=await queries.list_imports(work))


@router.get("/numbers", may="import.count")
async def list_numbers(work: InWork) -> shapes.Runs:
    """All runs, for an administrator: how much and when, no names."""
    return shapes.Runs(runs=await queries.list_numbers(await gate.open(work, IMPORT_COUNT, AGENCY)))


@router.get("/{run}/notes", may="import.read")
async def list_notes(
    work: InWork,
    run: UUID,
    after: Annotated[int, Query(ge=-1)] = -1,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    reason: Annotated[str | None, Query(max_length=40)] = None,
) -> shapes.NotePage:
    """What stayed behind, changed its name or vanished, in the order it was met."""
    opened = await queries.open_import(work, run)
    return await queries.list_notes(opened, run, after=after, limit=limit, reason=reason)


@router.get("/{run}/report", may="import.read", own_work=True, response_class=StreamingResponse)
async def download_report(run: UUID, begin: InBegin) -> StreamingResponse:
    """The same as CSV."""
    async with begin() as work:
        await queries.open_import(work, run)
    headers = {"content-disposition": f'attachment; filename="import-{run}.csv"', "cache-control": "no-store"}
    return StreamingResponse(_lines(begin, run), media_type="text/csv; charset=utf-8", headers=headers)


async def _lines(begin: Begin, run: UUID) -> AsyncIterator[str]:
    yield report.HEAD
    after: int | None = -1
    while after is not None:
        async with begin() as work:
            opened = await queries.open_import(work, run)
            page = await queries.list_notes(opened, run, after=after, limit=_NOTES_AT_ONCE, reason=None)
        yield "".join(report.line(each.old_path, each.reason, each.detail) for each in page.notes)
        after = page.next


@things.get("/{id_}/old-places", may="thing.read")
async def get_old_places(work: InWork, id_: UUID) -> shapes.OldPlaces:
    """Where a thing lay before it came here."""
    await gate.open(work, THING_READ, id_)
    return shapes.OldPlaces(paths=(await queries.list_old_paths(work, [id_])).get(id_, []))
