"""The bytes of one request on their way to disk: in parts, each durable before it is acknowledged.

While one part is written the next one comes in; never more than two are in memory. Beside it the same
questions are asked every second: may this person still, and does anything come at all.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import monotonic

from starlette.requests import ClientDisconnect, Request

from zencho.drive import flowing, media
from zencho.drive.actions.rows import Content
from zencho.drive.flowing import Ask, asking_again
from zencho.drive.growing import Growing
from zencho.drive.problems import MoreThanAnnounced, UploadIncomplete, UploadStalled
from zencho.drive.tus import Checksum
from zencho.kernel.blobs import PART_BYTES, Blobs, FileTooLarge
from zencho.kernel.web import Begin
from zencho.kernel.work import Work

STALLED_SECONDS = 30.0
_PIECE_BYTES = 2**20
Tell = Callable[[int, int, str], Awaitable[None]]  # durable before, durable now, SHA-256 of it


@asynccontextmanager
async def naming_bytes(begin: Begin, drop: Callable[[], Awaitable[None]]) -> AsyncIterator[Work]:
    """A transaction whose rows are to name bytes that are kept already; `drop` takes them away where it is
    refused.

    Where only its commit fails nobody knows whether it held: they stay, and the clock removes what no row
    names.
    """
    is_refused = False
    try:
        async with begin() as work:
            try:
                yield work
            except BaseException:
                is_refused = True
                raise
    finally:
        if is_refused:
            await drop()


async def read_whole(chunks: AsyncIterator[bytes], *, limit_bytes: int) -> bytes:
    """All of it, in memory. Raises FileTooLarge."""
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > limit_bytes:
            raise FileTooLarge(limit_bytes=limit_bytes)
    return bytes(content)


async def keep_whole(
    blobs: Blobs,
    request: Request,
    name: str,
    *,
    limit_bytes: int,
    expected: int | None,
    ask: Ask | None = None,
) -> Content:
    """Keep the bytes of a request that brings all of a file.

    Raises what `ask` raises once it does, FileTooLarge, DiskFull, and UploadIncomplete, which is also where
    nothing comes for a while; nothing stays then.
    """
    declared = request.headers.get("content-length", "")
    announced = max(expected or 0, int(declared) if declared.isascii() and declared.isdigit() else 0)
    if announced > limit_bytes:
        raise FileTooLarge(limit_bytes=limit_bytes)
    head, received = bytearray(), 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal received
        coming = until_stalled(request.stream())
        try:
            async for chunk in coming if ask is None else asking_again(coming, ask):
                received += len(chunk)
                if len(head) < media.HEAD_BYTES:
                    head.extend(chunk[: media.HEAD_BYTES - len(head)])
                if chunk:
                    yield chunk
        except UploadStalled:
            raise UploadIncomplete(expected=expected, received=received) from None

    stored = await blobs.put(chunks(), limit_bytes=limit_bytes)
    if expected is not None and expected != stored.size_bytes:
        await blobs.remove(stored.id)
        raise UploadIncomplete(expected=expected, received=stored.size_bytes)
    return Content(stored.id, stored.size_bytes, stored.sha256, media.sniff(bytes(head), name))


async def until_stalled(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What comes, for as long as something does. Raises UploadStalled."""
    while True:
        try:
            async with asyncio.timeout(STALLED_SECONDS):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise UploadStalled from None
        yield chunk


class Receiving:
    """Takes what comes into a growing file. `tell` writes down what is durable."""

    def __init__(self, growing: Growing, *, size_bytes: int, checksum: Checksum | None, tell: Tell) -> None:
        self._growing, self._size_bytes, self._checksum, self._tell = growing, size_bytes, checksum, tell
        self._told = self._marked = self._end = growing.offset_bytes
        self._pieces: list[bytes] = []
        self._pieces_bytes = 0
        self._writing: asyncio.Task[None] | None = None
        self._heard = monotonic()

    async def take(self, chunks: AsyncIterator[bytes], ask: Ask) -> None:
        """Take all of it. Raises what `ask` raises once it does, UploadStalled, MoreThanAnnounced,
        ChecksumDiffers, DiskFull, ClientDisconnect; what was told by then stays."""
        taking = asyncio.create_task(self._take(chunks))
        try:
            while not taking.done():
                await asyncio.wait({taking}, timeout=flowing.ASK_AGAIN_SECONDS)
                if not taking.done():
                    if monotonic() - self._heard > STALLED_SECONDS:
                        raise UploadStalled
                    await ask()
            taking.result()
        except (ClientDisconnect, UploadStalled):
            taking.cancel()
            await asyncio.wait({taking})
            if self._checksum is None:
                await self._hand_over(is_durable=True)
                await self._settle()
            raise
        finally:
            taking.cancel()
            # A thread that writes cannot be cancelled; the file is let go of when it has ended.
            await asyncio.wait({taking} | ({self._writing} if self._writing else set()))

    async def _take(self, chunks: AsyncIterator[bytes]) -> None:
        async for chunk in chunks:
            self._end += len(chunk)
            if self._end > self._size_bytes:
                raise MoreThanAnnounced(size_bytes=self._size_bytes)
            self._pieces.append(chunk)
            self._pieces_bytes += len(chunk)
            is_part = self._end - self._marked >= PART_BYTES and self._checksum is None
            # While a part is made durable more comes: nothing waits before the next part is whole.
            is_writing = self._writing is not None and not self._writing.done()
            if is_part or (self._pieces_bytes >= _PIECE_BYTES and not is_writing):
                await self._hand_over(is_durable=is_part)
            self._heard = monotonic()
        if self._checksum is not None:
            await self._hand_over(is_durable=False)
            await self._settle()
            self._checksum.compare()
        await self._hand_over(is_durable=True)
        await self._settle()

    async def _hand_over(self, *, is_durable: bool) -> None:
        await self._settle()
        pieces, self._pieces, self._pieces_bytes = self._pieces, [], 0
        if is_durable:
            self._marked = self._end
        self._writing = asyncio.create_task(self._keep(pieces, is_durable=is_durable))

    async def _settle(self) -> None:
        """Wait for what is being written; a cancelled wait cancels nothing."""
        if self._writing is not None:
            await asyncio.wait({self._writing})
            writing, self._writing = self._writing, None
            writing.result()

    async def _keep(self, pieces: list[bytes], *, is_durable: bool) -> None:
        await asyncio.to_thread(self._write, pieces)
        if is_durable and self._growing.offset_bytes > self._told:
            offset_bytes, sha256 = await asyncio.to_thread(self._growing.flush)
            await self._tell(self._told, offset_bytes, sha256)
            self._told = offset_bytes

    def _write(self, pieces: list[bytes]) -> None:
        self._growing.write(pieces)
        if self._checksum is not None:
            for piece in pieces:
                self._checksum.running.update(piece)
