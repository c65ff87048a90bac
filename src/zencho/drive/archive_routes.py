"""Taking things out as a zip: asked for with a list, fetched by a browser's own download."""

from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import Field

from zencho.drive import media, rules
from zencho.drive.actions.taking_out import ask_for_archive
from zencho.drive.archive import SLICE, Archive
from zencho.drive.archive_names import Names
from zencho.drive.archive_notes import Language
from zencho.drive.flowing import FlowingResponse
from zencho.drive.names import clean_name
from zencho.drive.queries.taking_out import list_chosen, open_ticket
from zencho.drive.shapes import Shape
from zencho.gate import opening as gate
from zencho.kernel.web import InBegin, InWork, Router

router = Router(prefix="/api/drive/archive", tags=["drive"])


class NewArchive(Shape):
    """What to take out. `title` names the zip, without its ending, in the reader's words; `names` says for
    which readers of zips the names inside are written; `language` is that of the texts inside."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=20_000)]
    title: str
    names: Names = "utf8"
    language: Language = "ja"


class ArchiveAsked(Shape):
    """Where the zip is fetched, from the same session and within minutes."""

    url: str


@router.post("", may="drive.read", status_code=201)
async def ask(work: InWork, asked: NewArchive) -> ArchiveAsked:
    """A ticket for a zip. Raises NameNotAllowed, NameTooLong, and Unseen where there is nothing to take."""
    mine = await gate.open_self(work, rules.DRIVE_READ)
    ids, title = list(dict.fromkeys(asked.ids)), clean_name(asked.title)
    if not await list_chosen(work, ids):
        raise gate.Unseen
    ticket = await ask_for_archive(mine, ids, title=title, names=asked.names, language=asked.language)
    return ArchiveAsked(url=f"/api/drive/archive/{ticket}")


@router.get("/{ticket}", may="file.download", own_work=True, response_class=FlowingResponse)
async def fetch(ticket: UUID, begin: InBegin) -> Response:
    """The zip, as it is written. What may be in it is decided slice by slice."""
    async with begin() as work:
        asked = await open_ticket(await gate.open_self(work, rules.DRIVE_READ), ticket)
        await gate.visible_of(work, rules.FILE_DOWNLOAD, asked.ids[:SLICE])
        ids, blobs = asked.ids, work.database.blobs
        names: Names = "cp932" if asked.names == "cp932" else "utf8"
        language: Language = "en" if asked.language == "en" else "ja"
    headers = {
        "content-disposition": media.disposition(f"{asked.title}.zip", inline=False),
        "content-security-policy": media.SANDBOX,
        "cache-control": "private, no-store",
    }
    body = Archive(begin, blobs, ids, names=names, language=language).flow()
    return FlowingResponse(body, media_type="application/zip", headers=headers)
