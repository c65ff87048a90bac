"""The old container of Office (MS-CFB): storages and streams in one file, as Outlook's messages are kept.

Every chain is followed no further than the file is long, so a ring in it ends.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zencho.drive.media import COMPOUND_FILE
from zencho.drive.office.unreadable import FileDamaged

_LAST_SECTOR: Final = 0xFFFFFFFA
_NONE: Final = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def is_compound(content: bytes) -> bool:
    """By its first bytes."""
    return content.startswith(COMPOUND_FILE)


class Compound:
    """Streams by their path, names joined by "/"."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        self._streams = streams

    def has(self, path: str) -> bool:
        """Whether there is such a stream."""
        return path in self._streams

    def read(self, path: str) -> bytes | None:
        """The bytes of a stream; None where there is none."""
        return self._streams.get(path)

    def folders(self, start: str) -> list[str]:
        """Names of the storages at the top that begin so."""
        tops = {path.partition("/")[0] for path in self._streams if "/" in path}
        return sorted(top for top in tops if top.startswith(start))

    def within(self, folder: str) -> "Compound":
        """What lies in a storage, with paths from there."""
        start = f"{folder}/"
        kept = {
            path.removeprefix(start): found for path, found in self._streams.items() if path.startswith(start)
        }
        return Compound(kept)


def open_compound(content: bytes) -> Compound:
    """All streams. Raises FileDamaged for chains that lead nowhere."""
    try:
        return Compound(dict(_File(content).streams()))
    except (struct.error, IndexError) as fault:
        raise FileDamaged from fault


class _File:
    """The sectors of one file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if not 7 <= shift <= 16 or not 4 <= mini_shift <= shift:
            raise FileDamaged
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        fat_count, first_folder = (
            struct.unpack_from("<I4xI", content, 44)[0],
            struct.unpack_from("<I", content, 48)[0],
        )
        self._cutoff, first_mini, _, first_more, _ = struct.unpack_from("<IIIII", content, 56)
        self._fat = self._read_fat(fat_count, first_more)
        self._mini_fat = self._numbers(self._chain(first_mini)) if first_mini < _LAST_SECTOR else ()
        self._entries = self._read_entries(first_folder)
        self._mini = self._chain(self._entries[0].start) if self._entries[0].start < _LAST_SECTOR else b""

    def _sector(self, place: int) -> bytes:
        start = (place + 1) * self._size
        if start >= len(self._content):
            raise FileDamaged
        return self._content[start : start + self._size]

    def _numbers(self, raw: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _read_fat(self, count: int, more: int) -> tuple[int, ...]:
        places = list(struct.unpack_from("<109I", self._content, 76))
        most = len(self._content) // self._size + 1
        steps = 0
        while more < _LAST_SECTOR and steps < most:
            *listed, more = self._numbers(self._sector(more))
            places += listed
            steps += 1
        used = [place for place in places if place < _LAST_SECTOR][: min(count, most)]
        return self._numbers(b"".join(map(self._sector, used)))

    def _chain(self, place: int) -> bytes:
        pieces, steps = [], 0
        while place < _LAST_SECTOR:
            if steps > len(self._fat):
                raise FileDamaged
            pieces.append(self._sector(place))
            place = self._fat[place]
            steps += 1
        return b"".join(pieces)

    def _mini_chain(self, place: int) -> bytes:
        pieces, steps = [], 0
        while place < _LAST_SECTOR:
            if steps > len(self._mini_fat):
                raise FileDamaged
            pieces.append(self._mini[place * self._mini_size : (place + 1) * self._mini_size])
            place = self._mini_fat[place]
            steps += 1
        return b"".join(pieces)

    def _read_entries(self, first: int) -> list[_Entry]:
        raw = self._chain(first)
        entries = []
        for start in range(0, min(len(raw), 128 * _MOST_ENTRIES) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, start + 64)
            left, right, child = struct.unpack_from("<III", raw, start + 68)
            sector, size = struct.unpack_from("<IQ", raw, start + 116)
            name = raw[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entries.append(_Entry(name, kind, left, right, child, sector, size & 0xFFFFFFFF))
        if not entries or entries[0].kind != _ROOT:
            raise FileDamaged
        return entries

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each."""
        seen = {0}
        waiting = [(self._entries[0].child, "")]
        while waiting:
            place, above = waiting.pop()
            if place == _NONE or place in seen or place >= len(self._entries):
                continue
            seen.add(place)
            entry = self._entries[place]
            path = f"{above}{entry.name}"
            waiting += [(entry.left, above), (entry.right, above)]
            if entry.kind == _STORAGE:
                waiting.append((entry.child, f"{path}/"))
            elif entry.kind == _STREAM:
                is_small = entry.size < self._cutoff
                content = self._mini_chain(entry.start) if is_small else self._chain(entry.start)
                yield path, content[: entry.size]
