"""Files read for the page, over HTTP. Who may not take the bytes gets nothing that was made of them."""

import asyncio
import zlib
from typing import Annotated, cast
from uuid import UUID

from fastapi import Query, Request, Response

from zencho.audit.record import record
from zencho.drive import media
from zencho.drive.actions.noting import note_opened
from zencho.drive.queries.versions import load_version
from zencho.drive.rules import FILE_DOWNLOAD
from zencho.gate import opening as gate
from zencho.kernel.web import InBegin, Router
from zencho.previews.keeping import Previews, Source, key_of
from zencho.previews.paper_answers import Asked, send_paper, tell_paper
from zencho.previews.reading import JSON, Found, Wanted

router = Router(prefix="/api", tags=["previews"])
# Places of files within files, the outermost first: 3.0 (no deeper than `reading.MOST_DEPTH`).
Inner = Annotated[str, Query(pattern=r"^(\d{1,5}(\.\d{1,5}){0,3})?$")]
Part = Annotated[str, Query(pattern=r"^((sheet|picture)-\d{1,5}|paper)?$")]
# Seconds for which the answer may wait for LibreOffice; 0 asks only whether it could be waited for.
Wait = Annotated[int, Query(ge=0, le=20)]
_MOST_UNPACKED_BYTES = 64 * 2**20


@router.get("/files/{id_}/preview", may="file.download", own_work=True)
async def preview(
    id_: UUID,
    request: Request,
    begin: InBegin,
    part: Part = "",
    inner: Inner = "",
    version: Annotated[int | None, Query(ge=1)] = None,
    whole: Annotated[bool, Query()] = False,  # noqa: FBT002
    inline: Annotated[bool, Query()] = False,  # noqa: FBT002
    wait: Wait = 0,
) -> Response:
    """What the page draws of a file (or of one `version`), or of a file within it (`inner`, by places); with
    `whole` its bytes. `part=paper` is how far LibreOffice is with it, and with `whole` its PDF or a range.

    Raises NotReadable with a reason, NoSuchVersion, TooMany.
    """
    places = tuple(map(int, filter(None, inner.split("."))))
    if part == "paper":
        asked = Asked(id_, places, version, wait)
        return await (send_paper if whole else tell_paper)(request, begin, asked)
    wanted = Wanted(part, places, is_whole=whole)
    async with begin() as work:
        opened = await gate.open(work, FILE_DOWNLOAD, id_)
        held = opened.thing if version is None else await load_version(work, id_, version)
        assert held.blob_id is not None and held.sha256 is not None  # a file has bytes
        source = Source(held.blob_id, held.sha256, held.size_bytes or 0, opened.thing.name)
        if not part and not inner:
            await note_opened(opened)
        await record(work, "file.preview", opened.ref, part=part, inner=inner, whole=whole, version=version)
        previews, person = cast(Previews, request.app.state.previews), work.actor.id
        blobs = work.database.blobs
    tag = f'"{key_of(source, wanted)}"'
    if not whole and request.headers.get("if-none-match") == tag:
        return Response(None, 304, _headers(tag))
    found = await previews.find(source, wanted)
    if found is None:
        found = await previews.read(blobs, source, wanted, person=person)
        async with begin() as work:  # reading took its time: the right may have gone meanwhile
            await gate.open(work, FILE_DOWNLOAD, id_)
    return await _answer(request, found, _headers(tag), whole=whole, inline=inline)


def _headers(tag: str) -> dict[str, str]:
    """The same again is 304, asked of the gate each time."""
    return {
        "etag": tag,
        "cache-control": "private, no-cache",
        "content-security-policy": media.SANDBOX,
        "vary": "accept-encoding",
    }


async def _answer(
    request: Request, found: Found, headers: dict[str, str], *, whole: bool, inline: bool
) -> Response:
    if whole:
        is_shown = inline and media.is_shown_in_page(found.media_type)
        headers["content-disposition"] = media.disposition(found.name, inline=is_shown)
        return Response(found.body, 200, headers | {"cache-control": "private, no-store"}, found.media_type)
    if found.media_type != JSON:
        return Response(found.body, 200, headers, found.media_type)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.body, 200, headers | {"content-encoding": "gzip"}, JSON)
    return Response(await asyncio.to_thread(_unzip, found.body), 200, headers, JSON)


def _unzip(body: bytes) -> bytes:
    return zlib.decompressobj(31).decompress(body, _MOST_UNPACKED_BYTES)
