"""A zip file as it is written, nothing of it held: local headers, bytes, and the directory at the end.

Our own, because the few libraries that stream hold a thread for each download and write no names in CP932.
Sizes and checksums follow each file (data descriptors), so that the first byte leaves before the last is
read. References are to PKWARE's APPNOTE 6.3.10.
"""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import Final

from zencho.kernel import clock

_LIMIT_32: Final = 0xFFFFFFFF
_LIMIT_16: Final = 0xFFFF
# Deflate may make what does not shrink a little larger: sizes near the limit are written in the large form.
_LARGE_BYTES: Final = _LIMIT_32 - 2**24
_STORED, _DEFLATED = 0, 8
_DESCRIPTOR_FOLLOWS, _UTF8 = 0x0008, 0x0800
_VERSION, _VERSION_LARGE = 20, 45
_MADE_ON_UNIX, _MADE_ON_WINDOWS = 3 << 8, 0
_FOLDER = (0o40755 << 16) | 0x10
_FILE = 0o100644 << 16
MOST_NAME_BYTES: Final = _LIMIT_16
# Of the directory this much waits in memory; more goes to a file without a name.
_DIRECTORY_IN_MEMORY: Final = 4 * 2**20
_COPY_BYTES: Final = 2**20
# Below this the loop does it at once: to hand it to a thread takes longer.
_SMALL_BYTES: Final = 2**15


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder (`name` ends with `/`) in the zip; `size_bytes` is what is expected to come."""

    name: bytes
    modified_at: datetime
    size_bytes: int = 0
    shrinks: bool = False


class Zip:
    """Writes one zip: each method gives the bytes to send on. `is_utf8` says how all names are encoded."""

    def __init__(self, *, is_utf8: bool) -> None:
        self._flags = _UTF8 if is_utf8 else 0
        self._made_on = _MADE_ON_UNIX if is_utf8 else _MADE_ON_WINDOWS
        self._directory = SpooledTemporaryFile(_DIRECTORY_IN_MEMORY)  # noqa: SIM115 - `close` ends it
        self._count = 0
        self._sent = 0

    def add_folder(self, entry: Entry) -> bytes:
        """A folder, also one with nothing in it."""
        start = self._sent
        header = self._local_header(entry, _STORED, self._flags, _VERSION)
        self._list(entry, _STORED, self._flags, start, checksum=0, packed=0, size=0)
        return self._count_sent(header)

    async def add_file(self, entry: Entry, content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """A file, with whatever comes of `content`."""
        start, is_large = self._sent, entry.size_bytes > _LARGE_BYTES
        method = _DEFLATED if entry.shrinks else _STORED
        flags = self._flags | _DESCRIPTOR_FOLLOWS
        version = _VERSION_LARGE if is_large else _VERSION
        yield self._count_sent(self._local_header(entry, method, flags, version, is_large=is_large))
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS) if entry.shrinks else None
        checksum = packed = size = 0
        async for chunk in content:
            checksum, size = zlib.crc32(chunk, checksum), size + len(chunk)
            piece = chunk if packer is None else await _pack(packer, chunk)
            if piece:
                packed += len(piece)
                yield self._count_sent(piece)
        rest = b"" if packer is None else packer.flush()
        packed += len(rest)
        sizes = struct.pack("<QQ" if is_large else "<LL", packed, size)
        yield self._count_sent(rest + struct.pack("<4sL", b"PK\x07\x08", checksum) + sizes)
        self._list(entry, method, flags, start, checksum=checksum, packed=packed, size=size)

    def finish(self) -> Iterator[bytes]:
        """The directory and the end of the file."""
        start, length = self._sent, self._directory.tell()
        self._directory.seek(0)
        while piece := self._directory.read(_COPY_BYTES):
            yield piece
        yield self._end(start, length)
        self.close()

    def close(self) -> None:
        """Let go of what was kept for the directory; safe to call twice."""
        self._directory.close()

    def _local_header(
        self, entry: Entry, method: int, flags: int, version: int, *, is_large: bool = False
    ) -> bytes:
        # 4.5.3: in a local header the large form holds both sizes; with a descriptor behind they are zero.
        extra = struct.pack("<HHQQ", 1, 16, 0, 0) if is_large else b""
        extra += _time_extra(entry.modified_at)
        sizes = (_LIMIT_32, _LIMIT_32) if is_large else (0, 0)
        fixed = struct.pack(
            "<4sHHHLLLLHH",
            b"PK\x03\x04",
            version,
            flags,
            method,
            _dos_time(entry.modified_at),
            0,
            *sizes,
            len(entry.name),
            len(extra),
        )
        return fixed + entry.name + extra

    def _list(
        self, entry: Entry, method: int, flags: int, start: int, *, checksum: int, packed: int, size: int
    ) -> None:
        # 4.5.3: in the directory only those values stand in the large form that need it, in this order.
        large = [value for value in (size, packed, start) if value >= _LIMIT_32]
        extra = struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""
        extra += _time_extra(entry.modified_at)
        is_folder = entry.name.endswith(b"/")
        is_large = bool(large) or entry.size_bytes > _LARGE_BYTES
        version = _VERSION_LARGE if is_large else _VERSION
        self._directory.write(
            struct.pack(
                "<4sHHHHLLLLHHHHHLL",
                b"PK\x01\x02",
                self._made_on | version,
                version,
                flags,
                method,
                _dos_time(entry.modified_at),
                checksum,
                min(packed, _LIMIT_32),
                min(size, _LIMIT_32),
                len(entry.name),
                len(extra),
                0,  # no comment
                0,  # one disk
                0,  # nothing known of its text
                _FOLDER if is_folder else _FILE,
                min(start, _LIMIT_32),
            )
            + entry.name
            + extra
        )
        self._count += 1

    def _end(self, start: int, length: int) -> bytes:
        end = b""
        if self._count >= _LIMIT_16 or start >= _LIMIT_32 or length >= _LIMIT_32:
            made = self._made_on | _VERSION_LARGE
            counts = (self._count, self._count, length, start)
            end = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, made, _VERSION_LARGE, 0, 0, *counts)
            end += struct.pack("<4sLQL", b"PK\x06\x07", 0, start + length, 1)
        count = min(self._count, _LIMIT_16)
        small = (count, count, min(length, _LIMIT_32), min(start, _LIMIT_32))
        return end + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, *small, 0)

    def _count_sent(self, piece: bytes) -> bytes:
        self._sent += len(piece)
        return piece


async def _pack(packer: "zlib._Compress", chunk: bytes) -> bytes:
    if len(chunk) <= _SMALL_BYTES:
        return packer.compress(chunk)
    return await asyncio.to_thread(packer.compress, chunk)


def _dos_time(moment: datetime) -> int:
    """Date and time of the agency's zone in two seconds' steps, from 1980 on; date in the upper half."""
    local = moment.astimezone(clock.zone)
    if local.year < 1980:
        return (1 << 21) | (1 << 16)
    date = (min(local.year, 2107) - 1980) << 9 | local.month << 5 | local.day
    return date << 16 | local.hour << 11 | local.minute << 5 | local.second // 2


def _time_extra(moment: datetime) -> bytes:
    """The same moment in UTC to the second, for programs that know zones ("extended timestamp")."""
    seconds = int(moment.astimezone(UTC).timestamp())
    return struct.pack("<HHBl", 0x5455, 5, 1, max(-(2**31), min(seconds, 2**31 - 1)))
