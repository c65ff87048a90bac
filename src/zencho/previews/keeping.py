"""Previews are read once and kept on disk for a day: a folder of files named by hashes, bounded in bytes.

What is kept is reached only after the gate opened a file whose bytes have this hash, so it gives nobody more
than the bytes would. It is no part of a backup, and may be thrown away at any time.
"""

import asyncio
import hashlib
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final
from uuid import UUID

from zencho.drive.receiving import read_whole
from zencho.kernel.blobs import Blobs
from zencho.kernel.children import Children
from zencho.kernel.errors import TooMany
from zencho.kernel.logs import log
from zencho.kernel.reactions import Periodic
from zencho.kernel.work import Work
from zencho.previews.reading import VERSION, Found, NotReadable, Wanted, read_file, unpack

KEPT_SECONDS: Final = 24 * 3600
MOST_KEPT_BYTES: Final = 2 * 2**30
MOST_READ_BYTES: Final = 64 * 2**20
# Of one person, waiting at once. A file is left sooner than it is read, and a page asks for all its pictures.
MOST_FILES, MOST_QUESTIONS = 8, 128
_AT_ONCE: Final = 2
_RETRY_SECONDS: Final = 5


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
        self.children = Children(at_once=_AT_ONCE)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._reading: dict[str, asyncio.Task[bytes]] = {}
        self._waiting: defaultdict[UUID | None, Counter[str]] = defaultdict(Counter)

    def list_periodic(self) -> tuple[Periodic, ...]:
        """The work by the clock."""
        return (Periodic("43 * * * *", self.forget_old),)

    async def find(self, source: Source, wanted: Wanted) -> Found | None:
        """What was read of these bytes before. Raises NotReadable where that was known."""
        return await asyncio.to_thread(self._find, self.path_of(key_of(source, wanted)))

    def _find(self, path: Path) -> Found | None:
        try:
            packed = path.read_bytes()
        except OSError:
            return None
        found = unpack(packed)
        with suppress(OSError):
            os.utime(path)  # not of a failure: that one is tried again the next day
        return found

    async def read(self, blobs: Blobs, source: Source, wanted: Wanted, *, person: UUID | None) -> Found:
        """Read it now; whoever asks the same meanwhile waits for the same child.

        Raises NotReadable, and TooMany where this person waits for much already.
        """
        if source.size_bytes > MOST_READ_BYTES:
            raise NotReadable(reason="too_large", limit_bytes=MOST_READ_BYTES)
        key = key_of(source, wanted)
        with self.one_more(person, source):
            reading = self._reading.get(key)
            if reading is None:
                reading = asyncio.create_task(self._read(blobs, source, wanted, key), name="preview")
                self._reading[key] = reading
                reading.add_done_callback(lambda _: self._reading.pop(key, None))
            return unpack(await asyncio.shield(reading))

    @contextmanager
    def one_more(self, person: UUID | None, source: Source) -> Iterator[None]:
        """Counts what this person waits for. Raises TooMany where that is much already."""
        waiting = self._waiting[person]
        is_one_file_more = source.sha256 not in waiting and len(waiting) >= MOST_FILES
        if is_one_file_more or waiting.total() >= MOST_QUESTIONS:
            raise TooMany(retry_seconds=_RETRY_SECONDS)
        waiting[source.sha256] += 1
        try:
            yield
        finally:
            waiting[source.sha256] -= 1
            if not waiting[source.sha256]:
                del waiting[source.sha256]
            if not waiting:
                del self._waiting[person]

    async def _read(self, blobs: Blobs, source: Source, wanted: Wanted, key: str) -> bytes:
        async with self._places:
            content = await read_whole(blobs.get(source.blob_id), limit_bytes=MOST_READ_BYTES)
            packed = await read_file(self.children, source.name, content, wanted)
        await asyncio.to_thread(self.keep, self.path_of(key), packed)
        return packed

    def keep(self, path: Path, packed: bytes) -> None:
        """Write it there, if there is room."""
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

    def path_of(self, key: str) -> Path:
        """Where what has this key is kept."""
        return self._folder / key[:2] / key


def key_of(source: Source, wanted: Wanted) -> str:
    """Of the bytes, the readers and what is asked; of the name only what decides how bytes are read."""
    ending = PurePath(source.name).suffix.lower()
    said = [source.sha256, VERSION, ending, wanted.part, wanted.inner, wanted.is_whole]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
