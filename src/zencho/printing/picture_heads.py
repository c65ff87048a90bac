"""How large a picture is and which way it is to be turned, told by its first bytes alone."""

import struct
from collections.abc import Iterator
from typing import Final

from zencho.printing.reasons import NotPrinted

#: More points than this would take a machine's memory, however few bytes they come in.
MOST_POINTS: Final = 80_000_000
SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_SIZES: Final = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_ORIENTATION: Final = 0x0112


def is_wide(content: bytes, media_type: str) -> bool:
    """Whether it is wider than high as it is shown. Raises NotPrinted: damaged, too_large, picture_format."""
    if media_type not in SHOWN:
        raise NotPrinted("picture_format")
    try:
        wide, high, turned = _size(content, media_type)
    except (struct.error, IndexError, ValueError) as fault:
        raise NotPrinted("damaged") from fault
    if wide < 1 or high < 1:
        raise NotPrinted("damaged")
    if wide * high > MOST_POINTS:
        raise NotPrinted("too_large")
    return high > wide if turned else wide > high


def _size(content: bytes, media_type: str) -> tuple[int, int, bool]:
    if media_type == "image/png":
        return *struct.unpack_from(">II", content, 16), False
    if media_type == "image/gif":
        return *struct.unpack_from("<HH", content, 6), False
    return _webp(content) if media_type == "image/webp" else _jpeg(content)


def _webp(content: bytes) -> tuple[int, int, bool]:
    kind = content[12:16]
    if kind == b"VP8X":
        return (
            1 + int.from_bytes(content[24:27], "little"),
            1 + int.from_bytes(content[27:30], "little"),
            False,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), False
    wide, high = struct.unpack_from("<HH", content, 26)
    return wide & 0x3FFF, high & 0x3FFF, False


def _jpeg(content: bytes) -> tuple[int, int, bool]:
    turned = False
    for mark, body in _segments(content):
        if mark == 0xE1 and body[:6] == b"Exif\0\0":
            turned = _orientation(body[6:]) >= 5
        if mark in _SIZES:
            high, wide = struct.unpack_from(">HH", body, 1)
            return wide, high, turned
    raise ValueError("no frame")


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise ValueError("no mark")
        mark = content[at + 1]
        if mark == 0xFF or mark == 0x01 or 0xD0 <= mark <= 0xD8:
            at += 1 if mark == 0xFF else 2
            continue
        (size,) = struct.unpack_from(">H", content, at + 2)
        yield mark, content[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)


def _orientation(exif: bytes) -> int:
    """1 to 8, as EXIF counts; 1 where it does not say."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, at)
        for place in range(min(count, 200)):
            tag, _kind, _count, value = struct.unpack_from(order + "HHIH", exif, at + 2 + 12 * place)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1
