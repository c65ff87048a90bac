"""A selection as a zip, written while it flows: decided in slices, each with the rights of its moment.

Rights are asked again each second for the file that flows and for what of its slice is still to come. What
was not begun yet and may no longer be had is left out and told; a file that is under way when the right goes
cuts the whole. Nothing is held but a slice of names and the zip's own directory.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import UUID

from zencho.audit.record import record
from zencho.drive import flowing, media
from zencho.drive.archive_names import Names, Place, encode
from zencho.drive.archive_notes import Language, Notes, Reason
from zencho.drive.flowing import FlowCut
from zencho.drive.queries.taking_out import Found, list_chosen, list_inside
from zencho.drive.zip_stream import MOST_NAME_BYTES, Entry, Zip
from zencho.gate.opening import Unseen
from zencho.gate.permissions import KINDS, Piece
from zencho.kernel import clock
from zencho.kernel.blobs import Blobs
from zencho.kernel.errors import Problem
from zencho.kernel.logs import log
from zencho.kernel.refs import Ref
from zencho.kernel.web import Begin
from zencho.kernel.work import Work

SLICE: Final = 200


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder still to be walked; `path` ends with `/`."""

    id: UUID
    path: str
    modified_at: datetime


@dataclass(slots=True)
class _Slice:
    """Some things in one place, and what of each may be taken; `decided` is when that was asked last, `first`
    what was so at the beginning."""

    found: Sequence[Found]
    pieces: dict[UUID, list[Piece]]
    first: frozenset[UUID]
    decided: float = field(default_factory=monotonic)


class Archive:
    """One zip of these things, for whoever `begin` opens transactions for."""

    def __init__(
        self, begin: Begin, blobs: Blobs, ids: Sequence[UUID], *, names: Names, language: Language
    ) -> None:
        self._begin, self._blobs, self._ids, self._names = begin, blobs, ids, names
        self._zip = Zip(is_utf8=names == "utf8")
        self._notes = Notes(language)
        self._waiting: list[_Folder] = []

    async def flow(self) -> AsyncIterator[bytes]:
        """The bytes of the zip. Raises FlowCut."""
        top = Place("", self._names)
        try:
            for start in range(0, len(self._ids), SLICE):
                chosen = await self._open_chosen(self._ids[start : start + SLICE])
                async for chunk in self._add_slice(chosen, top):
                    yield chunk
            while self._waiting:
                async for chunk in self._add_folder(self._waiting.pop()):
                    yield chunk
            for name, content in self._notes.list_files(top.give):
                entry = Entry(encode(name, self._names), clock.now(), len(content))
                async for chunk in self._zip.add_file(entry, _once(content)):
                    yield chunk
            for piece in self._zip.finish():
                yield piece
        except Problem as problem:
            raise FlowCut(problem.code) from problem
        finally:
            self._zip.close()

    async def _open_chosen(self, ids: Sequence[UUID]) -> _Slice:
        async with self._begin() as work:
            return await self._open(work, await list_chosen(work, ids), None)

    async def _open_inside(self, folder: UUID, after: tuple[int, str, UUID] | None) -> _Slice:
        async with self._begin() as work:
            found = await list_inside(work, folder, after=after, limit=SLICE)
            return await self._open(work, found, Ref("folder", folder))

    async def _open(self, work: Work, found: Sequence[Found], ref: Ref | None) -> _Slice:
        """Decide what of these may be taken, and write it down before a byte of it leaves."""
        pieces = await _take_out(work, found)
        if pieces:
            things = [str(id_) for id_ in pieces]
            await record(work, "archive.take", ref, count=len(things), things=things)
        return _Slice(found, pieces, frozenset(pieces))

    async def _add_folder(self, folder: _Folder) -> AsyncIterator[bytes]:
        yield self._zip.add_folder(Entry(encode(folder.path, self._names), folder.modified_at))
        place, after = Place(folder.path, self._names), None
        while True:
            slice_ = await self._open_inside(folder.id, after)
            async for chunk in self._add_slice(slice_, place):
                yield chunk
            if len(slice_.found) < SLICE:
                return
            after = slice_.found[-1].place

    async def _add_slice(self, slice_: _Slice, place: Place) -> AsyncIterator[bytes]:
        folders = []
        for at, found in enumerate(slice_.found):
            if found.kind == "folder":
                folders.append(self._place_folder(found, place))
                continue
            await self._ask_again(slice_, at)
            pieces = slice_.pieces.get(found.id, [])
            if not pieces:
                self._notes.add_left_out(place.path + found.name, _reason(slice_, found))
            for piece in pieces:
                async for chunk in self._add_piece(slice_, at, piece, place):
                    yield chunk
        self._waiting.extend(each for each in reversed(folders) if each is not None)

    def _place_folder(self, found: Found, place: Place) -> _Folder | None:
        name = found.name or self._notes.word("own")
        path = self._give(place, name) + "/"
        if not self._fits(path):
            return None
        return _Folder(found.id, path, found.modified_at)

    def _give(self, place: Place, name: str) -> str:
        given = place.give(name)
        path = place.path + given
        if given != name:
            self._notes.add_changed(path, name)
        return path

    def _fits(self, path: str) -> bool:
        fits = len(encode(path, self._names)) <= MOST_NAME_BYTES
        if not fits:
            self._notes.add_left_out(f"{path[:200]}…", "path_too_long")
        return fits

    async def _ask_again(self, slice_: _Slice, at: int) -> None:
        """Where the last answer is older than a second: what of the slice from here on may still be taken?"""
        if monotonic() - slice_.decided <= flowing.ASK_AGAIN_SECONDS:
            return
        async with self._begin() as work:
            slice_.pieces = await _take_out(work, slice_.found[at:])
        slice_.decided = monotonic()

    async def _add_piece(self, slice_: _Slice, at: int, piece: Piece, place: Place) -> AsyncIterator[bytes]:
        # What lies deeper than its thing has names of our own making, which nothing else bears.
        path = place.path + piece.name if "/" in piece.name else self._give(place, piece.name)
        if not self._fits(path):
            return
        async with aclosing(self._content(slice_, at, piece)) as content:
            try:
                first = await anext(content, b"")
            except (FileNotFoundError, Unseen) as error:
                is_lost = isinstance(error, FileNotFoundError)
                if is_lost:
                    log.error("blob_lost", thing=str(piece.thing))
                self._notes.add_left_out(path, "lost" if is_lost else "gone")
                return
            size = len(first) if piece.blob_id is None else piece.size_bytes
            shrinks = media.shrinks(piece.media_type, first)
            entry = Entry(encode(path, self._names), piece.modified_at, size, shrinks=shrinks)
            async for chunk in self._zip.add_file(entry, _after(first, content)):
                yield chunk

    async def _content(self, slice_: _Slice, at: int, piece: Piece) -> AsyncGenerator[bytes]:
        if piece.write is not None:
            async with self._begin() as work:
                written = await piece.write(work)
            yield written
        if piece.blob_id is None:
            return
        is_begun = False
        async for chunk in self._blobs.get(piece.blob_id):
            await self._ask_again(slice_, at)
            if piece.thing not in slice_.pieces:
                raise FlowCut("taken_back") if is_begun else Unseen
            is_begun = True
            yield chunk


def _reason(slice_: _Slice, found: Found) -> Reason:
    if KINDS[found.kind].take_out is None:
        return "no_form"
    return "gone" if found.id in slice_.first else "refused"


async def _take_out(work: Work, found: Sequence[Found]) -> dict[UUID, list[Piece]]:
    by_kind: dict[str, list[UUID]] = {}
    for each in found:
        by_kind.setdefault(each.kind, []).append(each.id)
    pieces: dict[UUID, list[Piece]] = {}
    for kind, ids in by_kind.items():
        take_out = KINDS[kind].take_out
        for piece in [] if take_out is None else await take_out(work, ids):
            pieces.setdefault(piece.thing, []).append(piece)
    return pieces


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _after(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in rest:
        yield chunk
