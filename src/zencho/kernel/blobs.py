"""Bytes of files, on a folder through obstore. A blob is durable (fsync) before its id is known to anyone.

Keys are random: nobody can learn from them what others have stored.
"""

import asyncio
import errno
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore

from zencho.kernel.errors import Problem

PART_BYTES = 8 * 2**20
_UNFINISHED = "#"  # obstore writes `<id>#<number>` and renames it at the end


class FileTooLarge(Problem):
    """More bytes than allowed; `params["limit_bytes"]`."""

    status = 413


class DiskFull(Problem):
    """The folder for blobs has no room; nothing was kept."""

    status = 507


@dataclass(frozen=True, slots=True)
class Stored:
    """A blob as it lies on disk; `sha256` is 64 hex digits."""

    id: UUID
    size_bytes: int
    sha256: str


class Blobs:
    """Blobs under one folder; `place_of` says where one lies, or would."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._store = LocalStore(str(folder))

    def place_of(self, id_: UUID) -> Path:
        return self._folder / key_of(id_)

    async def put(self, chunks: AsyncIterator[bytes], *, limit_bytes: int) -> Stored:
        """Keep the bytes; durable when this returns. Raises FileTooLarge, DiskFull; nothing stays then."""
        id_ = uuid4()
        digest, size = hashlib.sha256(), 0

        async def counted() -> AsyncIterator[bytes]:
            nonlocal size
            async for chunk in chunks:
                size += len(chunk)
                if size > limit_bytes:
                    raise FileTooLarge(limit_bytes=limit_bytes)
                digest.update(chunk)
                yield chunk

        try:
            await obstore.put_async(
                self._store, key_of(id_), counted(), chunk_size=PART_BYTES, max_concurrency=2
            )
        except BaseError as error:
            if any(f"(os error {number})" in str(error) for number in (errno.ENOSPC, errno.EDQUOT)):
                raise DiskFull from error
            raise
        await asyncio.to_thread(flush, self.place_of(id_))
        return Stored(id_, size, digest.hexdigest())

    async def put_bytes(self, content: bytes) -> Stored:
        """Keep a few bytes that are in memory already."""

        async def once() -> AsyncIterator[bytes]:
            yield content

        return await self.put(once(), limit_bytes=len(content))

    async def get(self, id_: UUID, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, in chunks of about 1 MiB. Raises FileNotFoundError."""
        if end is not None and end <= start:
            return
        if start == 0 and end is None:  # an empty file has no valid range
            found = await obstore.get_async(self._store, key_of(id_))
        else:
            found = await obstore.get_async(self._store, key_of(id_), options=_range(start, end))
        async for chunk in found.stream(min_chunk_size=2**20):
            yield bytes(chunk)

    async def remove(self, id_: UUID) -> None:
        """Remove the bytes, also those of a writing that never ended; nothing happens where they are gone."""
        key = self.place_of(id_)
        for path in (key, *key.parent.glob(f"{id_}{_UNFINISHED}*")):
            path.unlink(missing_ok=True)

    def list_parts(self) -> list[Path]:
        """The folders (256 at most) that `list_older` goes through one at a time."""
        return sorted(each for each in self._folder.iterdir() if each.is_dir())

    def list_older(self, part: Path, before: datetime) -> list[UUID]:
        """Ids of a part's blobs that were last written to before this moment, finished or not. Blocks."""
        found = set()
        for path in part.glob("*/*"):
            with suppress(ValueError, FileNotFoundError):  # nothing of ours; or removed meanwhile
                id_ = UUID(path.name.partition(_UNFINISHED)[0])
                if path.stat().st_mtime < before.timestamp():
                    found.add(id_)
        return sorted(found)


def key_of(id_: UUID) -> str:
    return f"{id_.hex[:2]}/{id_.hex[2:4]}/{id_}"


def _range(start: int, end: int | None) -> "obstore.GetOptions":
    return {"range": {"offset": start} if end is None else (start, end)}


def flush(path: Path) -> None:
    for each in (path, path.parent, path.parent.parent, path.parent.parent.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
