"""Previews are read once and kept on disk for a day: a folder of files named by hashes, bounded in bytes.

What is kept is reached only after the gate opened a file whose bytes have this hash, so it gives nobody more
than the bytes would. It is no part of a backup, and may be thrown away at any time.
"""

import asyncio
import hashlib
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final
from uuid import UUID

from zencho.kernel.blobs import Blobs
from zencho.kernel.children import Children
from zencho.kernel.logs import log
from zencho.kernel.reactions import Periodic
from zencho.kernel.work import Work
from zencho.previews.reading import VERSION, Found, NotReadable, Wanted, read_file, unpack

KEPT_SECONDS: Final = 24 * 3600
MOST_KEPT_BYTES: Final = 2 * 2**30
MOST_READ_BYTES: Final = 64 * 2**20
_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that are read: of a file as it is, or of one of its versions."""

    blob_id: UUID
    sha256: str
    size_bytes: int
    name: str


class Previews:
    """Reads files in children of its own, each question once, and keeps the answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children = Children(at_once=_AT_ONCE)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._reading: dict[str, asyncio.Task[bytes]] = {}

    def list_periodic(self) -> tuple[Periodic, ...]:
        """The work by the clock."""
        return (Periodic("43 * * * *", self.forget_old),)

    def find(self, source: Source, wanted: Wanted) -> Found | None:
        """What was read of these bytes before. Raises NotReadable where that was known."""
        path = self._path(_key(source, wanted))
        try:
            packed = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return unpack(packed)

    async def read(self, blobs: Blobs, source: Source, wanted: Wanted) -> Found:
        """Read it now; whoever asks the same meanwhile waits for the same child. Raises NotReadable."""
        if source.size_bytes > MOST_READ_BYTES:
            raise NotReadable(reason="too_large", limit_bytes=MOST_READ_BYTES)
        key = _key(source, wanted)
        reading = self._reading.get(key)
        if reading is None:
            reading = asyncio.create_task(self._read(blobs, source, wanted, key), name="preview")
            self._reading[key] = reading
            reading.add_done_callback(lambda _: self._reading.pop(key, None))
        return unpack(await asyncio.shield(reading))

    async def _read(self, blobs: Blobs, source: Source, wanted: Wanted, key: str) -> bytes:
        async with self._places:
            content = await _whole(blobs.get(source.blob_id))
            packed = await read_file(self._children, source.name, content, wanted)
        await asyncio.to_thread(self._keep, self._path(key), packed)
        return packed

    def _keep(self, path: Path, packed: bytes) -> None:
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(packed)
            unfinished.replace(path)
        except OSError as fault:  # a full disk: it is read again next time
            with suppress(OSError):
                unfinished.unlink()
            log.warning("preview_not_kept", error=type(fault).__name__)

    async def forget_old(self, _work: Work) -> None:
        """Remove what nobody looked at for a day, and the oldest of what is too much."""
        await asyncio.to_thread(self._forget, time.time() - KEPT_SECONDS, MOST_KEPT_BYTES)

    def _forget(self, before: float, most_bytes: int) -> None:
        kept = []
        for path in self._folder.glob("*/*"):
            with suppress(FileNotFoundError):
                kept.append((path.stat().st_mtime, path.stat().st_size, path))
        room = most_bytes
        for at, size, path in sorted(kept, reverse=True):
            room -= size
            if at < before or room < 0:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _key(source: Source, wanted: Wanted) -> str:
    """Of the bytes, the readers and what is asked; of the name only what decides how bytes are read."""
    ending = PurePath(source.name).suffix.lower()
    said = [source.sha256, VERSION, ending, wanted.part, wanted.inner, wanted.is_whole]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


async def _whole(chunks: AsyncIterator[bytes]) -> bytes:
    content = bytearray()
    async for chunk in chunks:
        content += chunk
    return bytes(content)
