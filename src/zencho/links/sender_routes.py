"""What the page `/receive` asks for whoever holds a link. Secrets come in bodies and headers, never in an
address; each call asks the gate as a `Sender`, whoever may be signed in in that browser."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import Header, Query, Request

from zencho.drive.receiving import keep_whole, naming_bytes
from zencho.kernel.blobs import FileTooLarge
from zencho.kernel.errors import TooMany
from zencho.kernel.web import InBegin, Router
from zencho.kernel.work import Work
from zencho.links import shapes
from zencho.links.actions import sending
from zencho.links.limits import MOST_CALLS, MOST_GUESSES, MOST_GUESSES_IN_ALL, address_of, count
from zencho.links.problems import WrongPassphrase
from zencho.links.queries import receiving as queries
from zencho.links.queries.receiving import Held
from zencho.sessions.actions import throttle
from zencho.sessions.hashing import is_password
from zencho.sessions.site import Site

router = Router(prefix="/api/receive", tags=["links"])
HELD = "asked by whoever holds a receive link, as a Sender: each call opens folder.send"
FILE_LIMIT_BYTES = 100 * 2**20
MOST_FILES = 1000  # in a quarter of an hour; a contest may bring a hundred offices behind one address
MOST_AT_ONCE = 20  # files under way by one link: what is on its way counts for no limit of the link yet
_under_way: Counter[UUID] = Counter()

Token = Annotated[str, Header(alias="X-Reception", max_length=200)]
ExpectedSize = Annotated[int, Header(alias="X-Expected-Size", ge=0)]


@router.post("/look", public=HELD, own_work=True)
async def look(asked: shapes.Held, request: Request, begin: InBegin) -> shapes.Card:
    """Who asks for what, until when."""
    await count(begin, f"link {address_of(request)}", MOST_CALLS)
    async with begin() as work:
        held = await queries.find_held(work, asked.secret)
        folder = await sending.open_folder(work, held)
        assert held is not None
        link = await sending.open_link(folder, held.link)
        site: Site = request.app.state.site
        return shapes.Card(
            agency=site.agency,
            asker=await queries.find_asker(work, link.unit),
            subject=link.subject,
            note=link.note,
            ends_at=link.ends_at,
            has_passphrase=link.passphrase_hash is not None,
            most_file_bytes=FILE_LIMIT_BYTES,
            most_files=sending.MOST_FILES,
        )


@router.post("/begin", public=HELD, own_work=True, status_code=201)
async def begin_reception(asked: shapes.Begin, request: Request, begin: InBegin) -> shapes.Begun:
    """Begin to send, with the word where the link asks for one."""
    await count(begin, f"link {address_of(request)}", MOST_CALLS)
    async with begin() as work:
        held = await queries.find_held(work, asked.secret)
        folder = await sending.open_folder(work, held)
        assert held is not None
        wanted = (await sending.open_link(folder, held.link)).passphrase_hash
    guess = f"word {held.link} {address_of(request)}"
    if wanted is not None:
        # Counted and committed before comparing; the comparison itself holds no transaction open.
        await count(begin, guess, MOST_GUESSES)
        await count(begin, f"word {held.link}", MOST_GUESSES_IN_ALL)
        if not await is_password(wanted, asked.passphrase):
            raise WrongPassphrase
    async with begin() as work:
        folder = await sending.open_folder(work, held)
        if wanted is not None:
            await throttle.forget_use(work, guess)
        link = await sending.open_link(folder, held.link)
        return shapes.Begun(token=await sending.begin_reception(folder, link))


@router.put("/files", public=HELD, own_work=True, status_code=201)
async def add_file(
    name: Annotated[str, Query(max_length=1000)],
    request: Request,
    begin: InBegin,
    token: Token,
    expected: ExpectedSize,
) -> shapes.SentFile:
    """Take a file in. It waits, seen by nobody, until all is sent."""
    await count(begin, f"files {address_of(request)}", MOST_FILES)
    if expected > FILE_LIMIT_BYTES:
        raise FileTooLarge(limit_bytes=FILE_LIMIT_BYTES)
    async with begin() as work:
        held, folder = await _open(work, token)
        await sending.expect_room(folder, held, size_bytes=expected)
        blobs = work.database.blobs

    async def ask() -> None:
        async with begin() as work:
            await sending.open_folder(work, held)

    with _one_more(held):
        content = await keep_whole(blobs, request, name, limit_bytes=expected, expected=expected, ask=ask)
    async with naming_bytes(begin, lambda: blobs.remove(content.blob_id)) as work:
        folder = await sending.open_folder(work, held)
        return sending.show_file(await sending.add_file(folder, held, name=name, content=content))


@router.delete("/files/{id_}", public=HELD, own_work=True, status_code=204)
async def remove_file(id_: UUID, request: Request, begin: InBegin, token: Token) -> None:
    """Take a file back before it was sent."""
    await count(begin, f"files {address_of(request)}", MOST_FILES)
    async with begin() as work:
        held, folder = await _open(work, token)
        await sending.remove_file(folder, held, id_)


@router.post("/send", public=HELD, own_work=True)
async def send(asked: shapes.Finish, request: Request, begin: InBegin, token: Token) -> shapes.Receipt:
    """Send off what arrived."""
    await count(begin, f"link {address_of(request)}", MOST_CALLS)
    is_scanned: bool = request.app.state.scans.is_on
    async with begin() as work:
        held, folder = await _open(work, token)
        return await sending.send(folder, held, sender=asked.sender, is_scanned=is_scanned)


async def _open(work: Work, token: str) -> tuple[Held, queries.Sent]:
    held = await queries.find_held_reception(work, token)
    folder = await sending.open_folder(work, held)
    assert held is not None
    return held, folder


@contextmanager
def _one_more(held: Held) -> Iterator[None]:
    """A file of this link is under way in this process. Raises TooMany where very many are."""
    if _under_way[held.link] >= MOST_AT_ONCE:
        raise TooMany(retry_seconds=10)
    _under_way[held.link] += 1
    try:
        yield
    finally:
        _under_way[held.link] -= 1
        if not _under_way[held.link]:
            del _under_way[held.link]
