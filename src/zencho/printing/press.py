"""The press: what a thing is becomes its pages, in bounded children, one at a time in this process.

It knows nothing of rights: whoever calls it has opened the thing, and asks again before keeping what it
gives.
"""

import asyncio
import errno
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from zencho.documents.blocks import ATTACHED
from zencho.documents.importing import import_file
from zencho.drive import media
from zencho.drive.office.unreadable import FileNotRead
from zencho.kernel.blobs import Blobs, DiskFull
from zencho.kernel.children import MIB, Bounds, ChildFailed, ChildOutOfMemory, ChildOutOfTime, Children
from zencho.kernel.reactions import Periodic
from zencho.kernel.work import Work
from zencho.previews.keeping import Source as Held
from zencho.previews.papers import Papers
from zencho.previews.reading import NotReadable
from zencho.printing.document_blocks import document_blocks
from zencho.printing.framing import unframe
from zencho.printing.papers import Paper, Sheet
from zencho.printing.picture_heads import is_wide
from zencho.printing.reasons import NotPrinted, Reason
from zencho.printing.texts import csv_blocks, text_blocks
from zencho.printing.typesetting import Template
from zencho.printing.ways import Way
from zencho.printing.wording import MISSING, Language, why

_READ: Final = Bounds(seconds=30, memory_bytes=1024 * MIB, result_bytes=256 * MIB)
_SET: Final = Bounds(seconds=60, memory_bytes=2048 * MIB, result_bytes=256 * MIB)
_BIND: Final = Bounds(seconds=240, memory_bytes=4096 * MIB, result_bytes=768 * MIB)
_LEFT_BEHIND_SECONDS: Final = 3600
#: What is said of a file of which LibreOffice gave no pages.
_UNRENDERED: Final[dict[str, Reason]] = {
    "encrypted": "encrypted",
    "takes_too_long": "takes_too_long",
    "too_large": "too_large",
    "type_differs": "no_form",
    "unpacks_too_large": "too_large",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A thing's own bytes, or the blocks of a document with the blobs of its pictures."""

    way: Way
    name: str
    blob_id: UUID | None = None
    media_type: str = ""
    sha256: str = ""
    size_bytes: int = 0
    data: dict[str, Any] | None = None
    pictures: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Printed:
    """Pages on the paper that was asked for. `unshown` is what of the thing they lack."""

    sheets: list[Sheet]
    content: bytes
    unshown: list[dict[str, Any]] = field(default_factory=list)


class Press:
    """Prints things, one child at a time. `folder` is where pictures lie while they are set; `papers` are
    Office files as LibreOffice lays them out, where it is there."""

    def __init__(self, folder: Path, papers: Papers) -> None:
        self._folder, self._papers = folder, papers
        self._children = Children(at_once=1)

    @property
    def renders(self) -> bool:
        """Whether LibreOffice is there."""
        return self._papers.is_there

    def list_periodic(self) -> tuple[Periodic, ...]:
        """The work by the clock."""
        return (Periodic("53 * * * *", self.sweep),)

    async def print_thing(self, blobs: Blobs, source: Source, paper: Paper, language: Language) -> Printed:
        """Its pages. Raises NotPrinted."""
        try:
            return await self._print(blobs, source, paper, language)
        except FileNotFoundError as fault:
            raise NotPrinted("damaged") from fault

    async def _print(self, blobs: Blobs, source: Source, paper: Paper, language: Language) -> Printed:
        if source.way == "document":
            assert source.data is not None  # read when it was opened
            held = {name: await _whole(blobs, blob) for name, blob in source.pictures.items()}
            return await self._set("document", source.data, held, paper, language)
        assert source.blob_id is not None  # a file has bytes
        if source.way == "rendered":
            return await self._fit(await self._rendered(blobs, source), paper)
        content = await _whole(blobs, source.blob_id)
        match source.way:
            case "pdf":
                return await self._fit(content, paper)
            case "picture":
                data = {"wide": is_wide(content, source.media_type.partition(";")[0])}
                return await self._set("picture", data, {"whole": content}, paper, language)
            case "office":
                return await self._office(blobs, source, content, paper, language)
            case "markdown":
                return await self._markdown(content, paper, language)
            case _:
                is_tabbed = source.name.lower().endswith(".tsv")
                if source.way == "csv":
                    data = await asyncio.to_thread(csv_blocks, content, is_tabbed=is_tabbed)
                else:
                    data = await asyncio.to_thread(text_blocks, content)
                return await self._set("document", data, {}, paper, language)

    async def _fit(self, content: bytes, paper: Paper) -> Printed:
        return await self._run("zencho.printing.typesetting:fit", paper.encode() + b"\n" + content, _SET)

    async def _rendered(self, blobs: Blobs, source: Source) -> bytes:
        """As LibreOffice lays it out. Raises NotPrinted."""
        assert source.blob_id is not None  # a file has bytes
        held = Held(source.blob_id, source.sha256, source.size_bytes, source.name)
        try:
            kept = await self._papers.make(blobs, held, person=None)
        except NotReadable as problem:
            raise NotPrinted(_UNRENDERED.get(str(problem.params["reason"]), "damaged")) from problem
        return await asyncio.to_thread(kept.read)

    async def _office(
        self, blobs: Blobs, source: Source, content: bytes, paper: Paper, language: Language
    ) -> Printed:
        """By LibreOffice, else by our own reader, which is then told beside it."""
        if not self.renders or source.media_type.startswith("message/"):
            return await self._read(source.name, content, paper, language)
        try:
            return await self._fit(await self._rendered(blobs, source), paper)
        except NotPrinted as refused:
            printed = await self._read(source.name, content, paper, language)
            if refused.reason == "no_form":  # it was a mail after all
                return printed
            unshown = [*printed.unshown, {"code": "not_rendered", "count": 1}]
            return Printed(printed.sheets, printed.content, unshown)

    async def _read(self, name: str, content: bytes, paper: Paper, language: Language) -> Printed:
        payload = name.replace("\n", " ").encode() + b"\n" + content
        head, bodies = unframe(await self._child("zencho.printing.office:read_office", payload, _READ))
        held = dict(zip(head["pictures"], bodies, strict=True))
        printed = await self._set(head["template"], head["data"], held, paper, language)
        return Printed(printed.sheets, printed.content, head["unshown"])

    async def _markdown(self, content: bytes, paper: Paper, language: Language) -> Printed:
        try:
            read = await import_file(self._children, "markdown", content)
        except FileNotRead as problem:
            raise NotPrinted("damaged") from problem
        held = {ATTACHED + each.name: each.content for each in read.images}
        printed = await self._set("document", document_blocks("", read.blocks), held, paper, language)
        lost = [
            {"code": each.code, "count": each.count} for each in read.left_out if each.code == "linked_image"
        ]
        return Printed(printed.sheets, printed.content, lost)

    async def notice(self, name: str, reason: Reason, paper: Paper, language: Language) -> Printed:
        """The page that stands for a thing which could not be put in."""
        return await self._set("notice", {"name": name, "why": why(reason, language)}, {}, paper, language)

    async def bind(self, asked: dict[str, Any], parts: list[bytes]) -> tuple[int, bytes]:
        """How many pages, and the whole. Raises NotPrinted."""
        async with self._settled({}) as (root, _):
            asked |= {"root": str(root), "sizes": [len(each) for each in parts]}
            payload = b"".join((json.dumps(asked).encode(), b"\n", *parts))
            head, [content] = unframe(await self._child("zencho.printing.binding:bind", payload, _BIND))
        return int(head["pages"]), content

    async def _set(
        self,
        template: Template,
        data: dict[str, Any],
        pictures: Mapping[str, bytes],
        paper: Paper,
        language: Language,
    ) -> Printed:
        async with self._settled(pictures) as (root, names):
            asked = {
                "template": template,
                "data": data | {"pictures": names},
                "missing": MISSING[language],
                "root": str(root),
                "paper": paper,
            }
            payload = json.dumps(asked).encode()
            return await self._run("zencho.printing.typesetting:typeset", payload, _SET)

    async def _run(self, work: str, payload: bytes, bounds: Bounds) -> Printed:
        head, [content] = unframe(await self._child(work, payload, bounds))
        return Printed([(float(wide), float(high)) for wide, high in head["sheets"]], content)

    async def _child(self, work: str, payload: bytes, bounds: Bounds) -> bytes:
        try:
            return await self._children.run(work, payload, bounds)
        except ChildOutOfTime as bound:
            raise NotPrinted("takes_too_long") from bound
        except ChildOutOfMemory as bound:
            raise NotPrinted("too_large") from bound
        except ChildFailed as fault:
            raise NotPrinted("damaged") from fault

    @asynccontextmanager
    async def _settled(self, pictures: Mapping[str, bytes]) -> AsyncIterator[tuple[Path, dict[str, str]]]:
        """A folder of this one child, with those pictures in it that may be drawn; it is gone afterwards."""
        root, names = await asyncio.to_thread(self._lay_out, pictures)
        try:
            yield root, names
        finally:
            await asyncio.shield(asyncio.to_thread(shutil.rmtree, root, ignore_errors=True))

    def _lay_out(self, pictures: Mapping[str, bytes]) -> tuple[Path, dict[str, str]]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        root = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            return root, _write_pictures(root, pictures)
        except BaseException as fault:
            shutil.rmtree(root, ignore_errors=True)
            if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull from fault
            raise

    async def sweep(self, _work: Work) -> None:
        """Remove folders of children whose server was killed."""
        await asyncio.to_thread(self._sweep, time.time() - _LEFT_BEHIND_SECONDS)

    def _sweep(self, before: float) -> None:
        for root in self._folder.glob("*"):
            if root.stat().st_mtime < before:
                shutil.rmtree(root, ignore_errors=True)


def _write_pictures(root: Path, pictures: Mapping[str, bytes]) -> dict[str, str]:
    names: dict[str, str] = {}
    for number, (name, content) in enumerate(pictures.items()):
        try:
            is_wide(content, media.sniff(content[: media.HEAD_BYTES], ""))
        except NotPrinted:
            if name == "whole":
                raise
            continue  # its place says that a picture is missing
        names[name] = f"p{number}"
        (root / names[name]).write_bytes(content)
    return names


async def _whole(blobs: Blobs, blob_id: UUID) -> bytes:
    return b"".join([chunk async for chunk in blobs.get(blob_id)])
