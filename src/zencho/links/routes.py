"""Receive links over HTTP, for those who may add to a folder; `docs/links.md` is the table of all routes."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Request

from zencho.gate import opening as gate
from zencho.kernel.clock import end_of_day
from zencho.kernel.web import InWork, Router
from zencho.links import shapes
from zencho.links.actions import making
from zencho.links.queries import receiving as queries
from zencho.links.rules import FOLDER_RECEIVE
from zencho.sessions.hashing import hash_password
from zencho.sessions.site import Site

router = Router(prefix="/api/folders", tags=["links"])


@router.get("/{id_}/receive-links", may="folder.receive")
async def list_links(work: InWork, id_: UUID) -> shapes.LinkLines:
    """The receive links of a folder."""
    folder = await gate.open(work, FOLDER_RECEIVE, id_)
    return shapes.LinkLines(links=await queries.list_links(folder))


@router.post("/{id_}/receive-links", may="folder.receive", status_code=201)
async def make_link(work: InWork, id_: UUID, asked: shapes.NewLink, request: Request) -> shapes.MadeLink:
    """A link by which people outside send files into the folder. Its address is answered this once."""
    folder = await gate.open(work, FOLDER_RECEIVE, id_)
    wanted = making.Wanted(
        subject=asked.subject,
        note=asked.note,
        ends_at=_end(request, asked.ends_on),
        passphrase_hash=None if asked.passphrase is None else await hash_password(asked.passphrase),
        most_files=asked.most_files,
        most_bytes=asked.most_bytes or making.MOST_BYTES,
    )
    link, secret = await making.make_link(folder, wanted)
    return _made(request, link, secret)


@router.put("/{id_}/receive-links/{link}/end", may="folder.receive", status_code=204)
async def set_end(work: InWork, id_: UUID, link: UUID, asked: shapes.End, request: Request) -> None:
    """Another last day."""
    folder = await gate.open(work, FOLDER_RECEIVE, id_)
    await making.set_end(folder, link, ends_at=_end(request, asked.ends_on))


@router.post("/{id_}/receive-links/{link}/secret", may="folder.receive")
async def renew_secret(work: InWork, id_: UUID, link: UUID, request: Request) -> shapes.MadeLink:
    """Another address for the same link; the one before opens nothing from now on."""
    folder = await gate.open(work, FOLDER_RECEIVE, id_)
    return _made(request, link, await making.renew_secret(folder, link))


@router.delete("/{id_}/receive-links/{link}", may="folder.receive", status_code=204)
async def stop_link(work: InWork, id_: UUID, link: UUID) -> None:
    """Nothing comes in by it any more."""
    await making.stop_link(await gate.open(work, FOLDER_RECEIVE, id_), link)


def _made(request: Request, link: UUID, secret: str) -> shapes.MadeLink:
    site: Site = request.app.state.site
    origin = site.origin_of(request.headers.get("host")).origin
    return shapes.MadeLink(id=link, url=f"{origin}/receive#{secret}")


def _end(request: Request, day: date) -> datetime:
    return end_of_day(day, ZoneInfo(request.app.state.settings.zone))
