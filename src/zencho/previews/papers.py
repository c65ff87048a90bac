"""Office files as they would come onto paper: laid out by LibreOffice once, and kept as other previews are.

What LibreOffice is given was looked at before in a child of ours: by its bytes it is what it says, is not
locked, and does not unpack into too much.
"""

import asyncio
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from zencho.drive.receiving import read_whole
from zencho.kernel.blobs import Blobs, DiskFull
from zencho.previews.keeping import MOST_READ_BYTES, Previews, Source
from zencho.previews.reading import NotReadable, pack, pack_reason, read_head, take_office_file
from zencho.rendering.renderer import NotRendered, Renderer

PDF: Final = "application/pdf"
#: Raised whenever the same LibreOffice gives something else for the same bytes.
_VERSION: Final = 1
_PIECE_BYTES: Final = 2**20


@dataclass(frozen=True, slots=True)
class Kept:
    """A PDF on disk: it begins at `start` of the file."""

    path: Path
    start: int
    size_bytes: int

    def read(self) -> bytes:
        """The whole of it."""
        with self.open(0) as file:
            return file.read()

    def open(self, at: int) -> BinaryIO:
        """To be read from this byte of the PDF on."""
        file = self.path.open("rb")
        file.seek(self.start + at)
        return file


class Papers:
    """Lays files out, each once, and keeps what came of it. `renderer` is None where LibreOffice is not."""

    def __init__(self, previews: Previews, renderer: Renderer | None) -> None:
        self._previews = previews
        self.renderer = renderer
        self._making: dict[str, asyncio.Task[None]] = {}

    @property
    def is_there(self) -> bool:
        """Whether files can be laid out at all."""
        return self.renderer is not None

    async def find(self, source: Source, inner: tuple[int, ...] = ()) -> Kept | None:
        """What was made of these bytes before. Raises NotReadable where that was tried in vain."""
        return await asyncio.to_thread(_find, self._previews.path_of(self.key_of(source, inner)))

    async def make(
        self, blobs: Blobs, source: Source, inner: tuple[int, ...] = (), *, person: UUID | None
    ) -> Kept:
        """Its PDF, made now where it is not kept. Who stops waiting does not stop the making.

        Raises NotReadable, TooMany, DiskFull.
        """
        kept = await self.find(source, inner)
        if kept is not None:
            return kept
        if source.size_bytes > MOST_READ_BYTES:
            raise NotReadable(reason="too_large", limit_bytes=MOST_READ_BYTES)
        key = self.key_of(source, inner)
        making = self._making.get(key)
        if making is None:
            making = asyncio.create_task(self._make(blobs, source, inner, person), name="paper")
            self._making[key] = making
            making.add_done_callback(lambda _: self._making.pop(key, None))
        await asyncio.shield(making)
        kept = await self.find(source, inner)
        if kept is None:
            raise DiskFull  # it could not be kept
        return kept

    async def _make(self, blobs: Blobs, source: Source, inner: tuple[int, ...], person: UUID | None) -> None:
        if self.renderer is None:
            raise NotReadable(reason="type_differs")
        with self._previews.one_more(person, source):
            content = await read_whole(blobs.get(source.blob_id), limit_bytes=MOST_READ_BYTES)
            packed = await self._pack(self.renderer, source.name, content, inner)
        path = self._previews.path_of(self.key_of(source, inner))
        await asyncio.to_thread(self._previews.keep, path, packed)

    async def _pack(self, renderer: Renderer, name: str, content: bytes, inner: tuple[int, ...]) -> bytes:
        try:
            ending, content = await take_office_file(self._previews.children, name, content, inner)
            return pack(PDF, "", await renderer.render(ending, content))
        except NotRendered as refused:
            return pack_reason(refused.reason)
        except NotReadable as problem:
            return pack_reason(str(problem.params["reason"]))

    def key_of(self, source: Source, inner: tuple[int, ...]) -> str:
        """Of the bytes, the LibreOffice and the place within the file."""
        office = self.renderer.office.key if self.renderer else ""
        said = ["paper", source.sha256, _VERSION, office, inner]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _find(path: Path) -> Kept | None:
    try:
        with path.open("rb") as file:
            start = read_head(file)
            size = file.seek(0, os.SEEK_END)
        os.utime(path)
    except OSError:
        return None
    return Kept(path, start, size - start)
