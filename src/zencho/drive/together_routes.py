"""Many small files in one request: a manifest on the first line, then the bytes of all in its order.

A file that comes by itself (`upload_routes.py`) costs a request, a transaction and some waits for the disk;
of hundreds that come together each costs a small part of these. Nothing is gone on with: where the answer
was lost the request is sent again, and what came the first time is the same file.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from uuid import UUID

from fastapi import Request
from pydantic import ValidationError

from zencho.drive import media, rules
from zencho.drive.actions import together
from zencho.drive.actions.rows import Content
from zencho.drive.actions.things import Folder
from zencho.drive.keeping import Batch
from zencho.drive.problems import MoreThanAnnounced, UploadIncomplete
from zencho.drive.queries.nodes import list_blobs
from zencho.drive.receiving import naming_bytes, until_stalled
from zencho.drive.upload_shapes import Announcement, Announcements, CameTogether, Come
from zencho.gate import opening as gate
from zencho.kernel.errors import InvalidRequest, Problem
from zencho.kernel.web import InBegin, Router
from zencho.kernel.work import Work

MOST_MANIFEST_BYTES = 512 * 2**10
_PIECE_BYTES = 2**20

router = Router(prefix="/api", tags=["drive"])


@router.post("/uploads/together", may="folder.add", own_work=True, status_code=201)
async def add_together(request: Request, begin: InBegin) -> CameTogether:
    """Small files into folders: for each what it became, or why it could not be."""
    chunks = until_stalled(request.stream())
    announced, ahead = await _read_manifest(chunks)
    async with begin() as work:
        await _expect_some(work, announced)
        batch = Batch(work.database.blobs)
    try:
        contents = await _keep(batch, announced, _joined(ahead, chunks))
    except BaseException:
        await asyncio.to_thread(batch.drop)
        raise
    async with naming_bytes(begin, lambda: asyncio.to_thread(batch.drop)) as work:
        answers = await _add(work, announced, contents)
        named = await list_blobs(work, [each for each in answers if isinstance(each, UUID)])
    await asyncio.to_thread(batch.drop, keep=named)
    return CameTogether(files=[_show(each) for each in answers])


async def _expect_some(work: Work, announced: Sequence[Announcement]) -> None:
    """Whether any of it may go anywhere, before the bytes come. Raises what the gate raises if not."""
    ids = sorted({each.folder for each in announced})
    if not (await gate.visible_of(work, rules.FOLDER_ADD, ids)).ids:
        await gate.open(work, rules.FOLDER_ADD, ids[0])


async def _open_folders(work: Work, announced: Sequence[Announcement]) -> dict[UUID, Folder | Problem]:
    """Each folder opened for adding, or why not. Raises that where it is so of all."""
    opened: dict[UUID, Folder | Problem] = {}
    for id_ in sorted({each.folder for each in announced}):  # in one order: batches never wait in a circle
        try:
            opened[id_] = await gate.open(work, rules.FOLDER_ADD, id_)
        except (gate.Unseen, gate.Refused) as problem:
            opened[id_] = problem
    problems = [each for each in opened.values() if isinstance(each, Problem)]
    if len(problems) == len(opened):
        raise problems[0]
    return opened


async def _add(
    work: Work, announced: Sequence[Announcement], contents: Sequence[Content]
) -> list[UUID | Problem]:
    answers: dict[int, UUID | Problem] = {}
    for id_, folder in (await _open_folders(work, announced)).items():
        places = [at for at, each in enumerate(announced) if each.folder == id_]
        if isinstance(folder, Problem):
            answers |= dict.fromkeys(places, folder)
            continue
        files = [together.NewFile(announced[at].name, contents[at]) for at in places]
        answers |= zip(places, await together.add_files(folder, files), strict=True)
    return [answers[at] for at in range(len(announced))]


async def _keep(
    batch: Batch, announced: Sequence[Announcement], chunks: AsyncIterator[bytes]
) -> list[Content]:
    """Cut what comes into files, kept about a megabyte at a time while more comes; durable at the end."""
    contents: list[Content] = []
    pending, waiting_bytes = bytearray(), 0
    waiting: list[tuple[str, bytes]] = []

    async def keep() -> None:
        kept = await asyncio.to_thread(batch.keep, [content for _, content in waiting])
        for (name, content), stored in zip(waiting, kept, strict=True):
            media_type = media.sniff(content[: media.HEAD_BYTES], name)
            contents.append(Content(stored.id, stored.size_bytes, stored.sha256, media_type))
        waiting.clear()

    left = deque(announced)
    async for chunk in chunks:
        pending += chunk
        start = 0
        while left and len(pending) - start >= left[0].size_bytes:
            file = left.popleft()
            waiting.append((file.name, bytes(pending[start : start + file.size_bytes])))
            start += file.size_bytes
        del pending[:start]
        waiting_bytes += start
        if waiting_bytes >= _PIECE_BYTES:
            await keep()
            waiting_bytes = 0
        if pending and not left:
            raise MoreThanAnnounced(size_bytes=_total(announced))
    if left:
        received = _total(announced) - _total(left) + len(pending)
        raise UploadIncomplete(expected=_total(announced), received=received)
    await keep()
    await asyncio.to_thread(batch.flush)
    return contents


def _total(announced: Iterable[Announcement]) -> int:
    return sum(each.size_bytes for each in announced)


async def _read_manifest(chunks: AsyncIterator[bytes]) -> tuple[list[Announcement], bytes]:
    """The first line -> what is announced, and what came behind it already. Raises InvalidRequest."""
    head = bytearray()
    async for chunk in chunks:
        head += chunk
        line, end, behind = head.partition(b"\n")
        if end or len(head) > MOST_MANIFEST_BYTES:
            break
    else:
        line, behind = head, bytearray()
    if len(line) > MOST_MANIFEST_BYTES:
        raise InvalidRequest(fields=["manifest"])
    try:
        return Announcements.model_validate_json(bytes(line)).files, bytes(behind)
    except ValidationError as error:
        fields = sorted({".".join(map(str, each["loc"])) for each in error.errors()})
        raise InvalidRequest(fields=fields) from None


async def _joined(ahead: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield ahead  # empty too: files may be
    async for chunk in chunks:
        yield chunk


def _show(answer: UUID | Problem) -> Come:
    if isinstance(answer, Problem):
        return Come(code=answer.code, params=answer.params)
    return Come(id=answer)
