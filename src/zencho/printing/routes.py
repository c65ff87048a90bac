"""Bundles over HTTP; `docs/print-together.md` is the table of all routes."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from zencho.drive import media
from zencho.drive.flowing import asking_again
from zencho.drive.ranges import part_of, span_of
from zencho.drive.rules import FOLDER_ADD
from zencho.gate import opening as gate
from zencho.kernel.errors import Problem
from zencho.kernel.logs import log
from zencho.kernel.web import Begin, InBegin, InWork, Router
from zencho.previews.papers import Papers
from zencho.printing import queries, shapes
from zencho.printing.actions import beginning, saving
from zencho.printing.rules import BUNDLE_MAKE, BUNDLE_READ
from zencho.printing.tables import Bundle, BundlePart

router = Router(prefix="/api/bundles", tags=["printing"])


@router.post("/things", may="thing.read")
async def find_things(request: Request, work: InWork, chosen: shapes.Chosen) -> shapes.FoundThings:
    """What would be printed of these, in order: folders as what is in them, and what cannot be, with its
    reason."""
    papers: Papers = request.app.state.papers
    ids = list(dict.fromkeys(chosen.ids))
    found = await queries.list_to_print(work, ids, renders=papers.is_there)
    return shapes.FoundThings(things=found)


@router.post("", may="bundle.make", status_code=201)
async def make(work: InWork, asked: shapes.NewBundle) -> shapes.BundleShape:
    """Begin a bundle; it goes on by itself."""
    opened = await gate.open_self(work, BUNDLE_MAKE)
    plan = beginning.Plan(asked.title, asked.paper, asked.language, asked.numbers, asked.contents)
    bundle = await beginning.begin(opened, plan, asked.things)
    return _shape(bundle, await queries.list_parts(work, [bundle.id]))


@router.get("", may="bundle.read")
async def list_mine(work: InWork) -> shapes.Bundles:
    """How far they are."""
    mine = await gate.open_self(work, BUNDLE_READ)
    return shapes.Bundles(bundles=[_shape(*each) for each in await queries.list_bundles(mine)])


@router.get("/{id_}", may="bundle.read")
async def show(work: InWork, id_: UUID) -> shapes.BundleShape:
    """One of them."""
    _, bundle = await queries.open_bundle(work, id_)
    return _shape(bundle, await queries.list_parts(work, [id_]))


@router.post("/{id_}/stop", may="bundle.read")
async def stop(work: InWork, id_: UUID) -> shapes.BundleShape:
    """Read nothing more."""
    opened, bundle = await queries.open_bundle(work, id_, locks=True)
    await beginning.stop(opened, bundle)
    return _shape(bundle, await queries.list_parts(work, [id_]))


@router.delete("/{id_}", may="bundle.read", status_code=204)
async def remove(work: InWork, id_: UUID) -> None:
    """Have it no longer; a file that was saved of it stays."""
    await beginning.remove(*await queries.open_bundle(work, id_, locks=True))


@router.get("/{id_}/content", may="bundle.read", own_work=True, response_class=StreamingResponse)
async def content(
    id_: UUID,
    request: Request,
    begin: InBegin,
    inline: Annotated[bool, Query()] = False,  # noqa: FBT002
) -> Response:
    """The PDF or a range of it, to its maker alone and while their session stands. Raises BundleNotReady,
    RangeNotSatisfiable."""
    async with begin() as work:
        _, bundle = await queries.open_bundle(work, id_)
        held, name, blobs = saving.content_of(bundle), saving.file_name(bundle), work.database.blobs
    tag = f'"{held.sha256}"'
    span = span_of(request, held.size_bytes, tag)
    status, headers = part_of(span, held.size_bytes, tag)
    headers["content-disposition"] = media.disposition(name, inline=inline)
    body = _flow(begin, id_, blobs.get(held.blob_id, start=span.start, end=span.stop))
    return StreamingResponse(body, status, headers, saving.PDF)


async def _flow(begin: Begin, id_: UUID, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async def ask() -> None:
        async with begin() as work:
            await queries.open_bundle(work, id_)

    try:
        async for chunk in asking_again(chunks, ask):
            yield chunk
    except Problem as problem:
        # Fewer bytes than announced: the server closes the connection, and the browser sees a cut.
        log.info("bundle_cut", id=str(id_), code=problem.code)


@router.post("/{id_}/file", may="folder.add", status_code=201)
async def save(work: InWork, id_: UUID, into: shapes.Into) -> shapes.Saved:
    """A file of it in a folder, with no label lower than what went in."""
    opened, bundle = await queries.open_bundle(work, id_)
    folder = await gate.open(work, FOLDER_ADD, into.folder)
    node = await saving.save(opened, bundle, folder)
    label = max(bundle.label, folder.label)
    return shapes.Saved(id=node.thing_id, name=node.name, folder=into.folder, label=label)


def _shape(bundle: Bundle, parts: Sequence[BundlePart]) -> shapes.BundleShape:
    return shapes.BundleShape(
        id=bundle.id,
        title=bundle.title,
        state=bundle.state,
        trouble=bundle.trouble,
        done=sum(part.state != "waiting" for part in parts),
        total=len(parts),
        pages=bundle.pages,
        size_bytes=bundle.size_bytes,
        began_at=bundle.began_at,
        keeps_until=bundle.expires_at,
        parts=[_part(part) for part in parts],
    )


def _part(part: BundlePart) -> shapes.PartShape:
    return shapes.PartShape(
        thing=part.thing_id,
        kind=part.kind,
        name=part.name,
        mark=part.mark,
        state=part.state,
        reason=part.reason,
        pages=len(part.sheets),
        unshown=[shapes.Unshown(**each) for each in part.unshown],
    )
