"""An Office file as LibreOffice lays it out, over HTTP: how far that is, and the PDF by ranges.

The gate is asked as for every preview: before, again after waiting, and while bytes flow.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal, cast
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from zencho.audit.record import record
from zencho.drive import media
from zencho.drive.actions.noting import note_opened
from zencho.drive.flowing import asking_again
from zencho.drive.queries.versions import load_version
from zencho.drive.ranges import part_of, span_of
from zencho.drive.rules import FILE_DOWNLOAD
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.errors import Problem
from zencho.kernel.logs import log
from zencho.kernel.web import Begin
from zencho.kernel.work import Work
from zencho.previews.keeping import Source
from zencho.previews.papers import PDF, Kept, Papers
from zencho.previews.reading import NotReadable

_PIECE_BYTES = 2**20
State = Literal["none", "offered", "making", "ready"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which file, which file within it (by places) and which version; `wait`: so many seconds at most."""

    id: UUID
    inner: tuple[int, ...]
    version: int | None
    wait: int


async def tell_paper(request: Request, begin: Begin, asked: Asked) -> Response:
    """`state` and, once it is ready, `size_bytes`. Asking with no `wait` begins nothing.

    Raises NotReadable with a reason.
    """
    papers = _papers(request)
    async with begin() as work:
        _, source = await _open(work, asked)
        blobs, person = work.database.blobs, work.actor.id
    if not papers.is_there:
        return _told("none")
    kept = await papers.find(source, asked.inner) if asked.wait else None
    if kept is None and not asked.wait:
        return _told("offered")
    try:
        async with asyncio.timeout(asked.wait):
            kept = kept or await papers.make(blobs, source, asked.inner, person=person)
    except TimeoutError:
        return _told("making")
    async with begin() as work:  # it took its time: the right may have gone meanwhile
        opened = await gate.open(work, FILE_DOWNLOAD, asked.id)
        await note_opened(opened)
        await record(work, "file.preview", opened.ref, **_detail(asked))
    return _told("ready", kept.size_bytes)


async def send_paper(request: Request, begin: Begin, asked: Asked) -> Response:
    """The PDF, or a range of it, once it is ready. Raises NotReadable, RangeNotSatisfiable."""
    papers = _papers(request)
    async with begin() as work:
        opened, source = await _open(work, asked)
        await record(work, "file.preview", opened.ref, **_detail(asked))
    kept = await papers.find(source, asked.inner) if papers.is_there else None
    if kept is None:
        raise NotReadable(reason="not_rendered")
    tag = f'"{papers.key_of(source, asked.inner)}"'
    span = span_of(request, kept.size_bytes, tag)
    status, headers = part_of(span, kept.size_bytes, tag)
    headers["content-disposition"] = media.disposition(f"{source.name}.pdf", inline=True)
    return StreamingResponse(_flow(begin, asked.id, kept, span), status, headers, PDF)


def _papers(request: Request) -> Papers:
    return cast(Papers, request.app.state.papers)


async def _open(work: Work, asked: Asked) -> tuple[Opened[Node, Any], Source]:
    opened = await gate.open(work, FILE_DOWNLOAD, asked.id)
    held = opened.thing if asked.version is None else await load_version(work, asked.id, asked.version)
    assert held.blob_id is not None and held.sha256 is not None  # a file has bytes
    return opened, Source(held.blob_id, held.sha256, held.size_bytes or 0, opened.thing.name)


def _detail(asked: Asked) -> dict[str, object]:
    inner = ".".join(map(str, asked.inner))
    return {"part": "paper", "inner": inner, "whole": False, "version": asked.version}


def _told(state: State, size_bytes: int | None = None) -> Response:
    answer = {"kind": "paper", "state": state, "size_bytes": size_bytes}
    return JSONResponse(answer, headers={"cache-control": "no-store"})


async def _flow(begin: Begin, id_: UUID, kept: Kept, span: range) -> AsyncIterator[bytes]:
    async def ask() -> None:
        async with begin() as work:
            await gate.open(work, FILE_DOWNLOAD, id_)

    try:
        async for chunk in asking_again(_pieces(kept, span), ask):
            yield chunk
    except Problem as problem:
        # Fewer bytes than announced: the server closes the connection, and the browser sees a cut.
        log.info("paper_cut", id=str(id_), code=problem.code)


async def _pieces(kept: Kept, span: range) -> AsyncIterator[bytes]:
    left = len(span)
    with await asyncio.to_thread(kept.open, span.start) as file:
        while left > 0 and (piece := await asyncio.to_thread(file.read, min(_PIECE_BYTES, left))):
            left -= len(piece)
            yield piece
