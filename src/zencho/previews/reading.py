"""The bytes of a file become what the page draws, in a bounded child. Nothing of it is HTML.

A child is asked for a part of a file: "" is what the page shows first, `sheet-2` or `picture-5` what it asks
for after. `inner` leads to a file within the file, by places: the third attachment of the second entry.
"""

import gzip
import json
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Literal

from zencho.drive import media
from zencho.drive.office.ooxml import open_package
from zencho.drive.office.unreadable import FileDamaged, FileEncrypted, FileNotRead, FileTypeDiffers
from zencho.kernel.children import MIB, Bounds, ChildFailed, ChildOutOfMemory, ChildOutOfTime, Children
from zencho.kernel.errors import Problem
from zencho.previews.archives import Archive, is_archive
from zencho.previews.compound import is_compound, open_compound
from zencho.previews.containers import Container
from zencho.previews.mails import is_mail, open_mail
from zencho.previews.messages import is_message, open_message
from zencho.previews.office_kinds import ending_of
from zencho.previews.pages import Pages
from zencho.previews.pictures import read_picture
from zencho.previews.sheets import Workbook
from zencho.previews.slides import Slides

#: Raised whenever a reader gives something else for the same bytes: what the old one gave is not asked for.
VERSION: Final = 1
BOUNDS: Final = Bounds(seconds=20, memory_bytes=1024 * MIB, result_bytes=64 * MIB)
MOST_DEPTH: Final = 4
JSON: Final = "application/json"
_SIZE: Final = struct.Struct(">I")
_MOST_HEAD: Final = 4096
Reason = Literal[
    "damaged", "declares_entities", "depth", "encrypted", "is_old_office", "not_rendered", "takes_too_long",
    "too_large", "type_differs", "unpacks_too_large",
]  # fmt: skip


class NotReadable(Problem):
    """The page cannot show the file; `params["reason"]` says what is so with it."""

    status = 422


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a file. `is_whole`: the bytes of the inner file, not what a reader makes of them."""

    part: str = ""
    inner: tuple[int, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a child gave. The body is gzipped where it is JSON; `name` is that of an inner file."""

    media_type: str
    name: str
    body: bytes


async def read_file(children: Children, name: str, content: bytes, wanted: Wanted) -> bytes:
    """What the child packed for `unpack`; where it met its bounds or broke off, that."""
    asked = {"name": name, "part": wanted.part, "inner": wanted.inner, "is_whole": wanted.is_whole}
    return await _run(children, "convert", asked, content)


async def take_office_file(
    children: Children, name: str, content: bytes, inner: tuple[int, ...]
) -> tuple[str, bytes]:
    """The ending and the bytes of an Office file, or of one within a file. Raises NotReadable."""
    found = unpack(await _run(children, "take_out", {"name": name, "inner": inner}, content))
    return found.name, found.body


async def _run(children: Children, work: str, asked: dict[str, Any], content: bytes) -> bytes:
    payload = json.dumps(asked).encode() + b"\n" + content
    try:
        return await children.run(f"zencho.previews.reading:{work}", payload, BOUNDS)
    except (ChildOutOfTime, ChildOutOfMemory):
        return pack_reason("takes_too_long")
    except ChildFailed:
        return pack_reason("damaged")


def unpack(packed: bytes) -> Found:
    """What a child found. Raises NotReadable where it said so, or said nothing that makes sense."""
    try:
        (size,) = _SIZE.unpack_from(packed)
        head = json.loads(packed[_SIZE.size : _SIZE.size + size])
        reason = head.get("reason")
        if reason is None:
            return Found(str(head["media_type"]), str(head["name"]), packed[_SIZE.size + size :])
    except (ValueError, KeyError, TypeError, AttributeError, struct.error) as fault:
        raise NotReadable(reason="damaged") from fault
    raise NotReadable(reason=str(reason))


def take_out(payload: bytes) -> bytes:
    """Inside the child: as `convert`, but the file's own bytes, its `name` the ending that they deserve; for
    LibreOffice to open."""
    head, _, content = payload.partition(b"\n")
    asked = json.loads(head)
    return _answered(lambda: ("", *_as_office(*_descend(asked["name"], content, asked["inner"]))))


def _as_office(_name: str, content: bytes) -> tuple[str, bytes]:
    return ending_of(content), content


def read_head(file: BinaryIO) -> int:
    """Where the body begins in what was packed. Raises NotReadable as `unpack`."""
    start = file.read(_SIZE.size)
    head = start + file.read(min(_SIZE.unpack(start)[0], _MOST_HEAD)) if len(start) == _SIZE.size else b""
    unpack(head)
    return len(head)


def convert(payload: bytes) -> bytes:
    """Inside the child: what is asked, a line end and the bytes of the file in; what `unpack` reads out."""
    head, _, content = payload.partition(b"\n")
    return _answered(lambda: _convert(json.loads(head), content))


def _convert(asked: dict[str, Any], content: bytes) -> tuple[str, str, bytes]:
    name, content = _descend(asked["name"], content, asked["inner"])
    if asked["is_whole"]:
        return media.sniff(content[: media.HEAD_BYTES], name), name, content
    media_type, body = _read(name, content, asked["part"])
    return media_type, name, body


def _answered(read: Callable[[], tuple[str, str, bytes]]) -> bytes:
    """Media type, name and bytes as `unpack` reads them; or why there are none."""
    try:
        return pack(*read())
    except FileNotRead as problem:
        return pack_reason(problem.code.removeprefix("file_").replace("old_word", "old_office"))
    except NotReadable as problem:
        return pack_reason(str(problem.params["reason"]))
    except (RecursionError, zlib.error, struct.error, UnicodeError, ValueError, IndexError, KeyError):
        # A reader met what no program writes.
        return pack_reason("damaged")


def pack_reason(reason: str) -> bytes:
    """The answer that there is nothing to show, and why."""
    return _framed({"reason": reason}, b"")


def pack(media_type: str, name: str, body: bytes) -> bytes:
    """The answer that `unpack` reads."""
    return _framed({"media_type": media_type, "name": name}, body)


def _framed(head: dict[str, Any], body: bytes) -> bytes:
    encoded = json.dumps(head).encode()
    return _SIZE.pack(len(encoded)) + encoded + body


def _descend(name: str, content: bytes, inner: Sequence[int]) -> tuple[str, bytes]:
    if len(inner) > MOST_DEPTH:
        raise NotReadable(reason="depth")
    for place in inner:
        container = _open_container(name, content)
        if container is None:
            raise FileTypeDiffers
        name, content = container.entry(place)
    return name, content


def _open_container(name: str, content: bytes) -> Container | None:
    """A mail or an archive; None for all else."""
    if is_compound(content):
        compound = open_compound(content)
        return open_message(compound) if is_message(compound) else None
    if is_archive(content):
        return Archive(content)
    return open_mail(content) if is_mail(name, content) else None


def _read(name: str, content: bytes, part: str) -> tuple[str, bytes]:
    if is_compound(content):
        compound = open_compound(content)
        if compound.has("EncryptedPackage"):
            raise FileEncrypted
        if not is_message(compound):
            raise NotReadable(reason="is_old_office")
    elif is_archive(content) and b"[Content_Types].xml" in content:
        return _read_office(content, part)
    container = _open_container(name, content)
    if container is None or part:
        raise FileTypeDiffers
    return JSON, _as_json(container.shown())


def _read_office(content: bytes, part: str) -> tuple[str, bytes]:
    package = open_package(content)
    main = package.main_part()
    kind, _, place = part.partition("-")
    if kind == "picture":
        return read_picture(package, int(place))
    folder = main.partition("/")[0]
    if folder == "xl":
        workbook = Workbook(package, main)
        return JSON, _as_json(workbook.sheet(int(place)) if kind == "sheet" else workbook.first())
    if part:
        raise FileDamaged(part=part)
    if folder == "word":
        return JSON, _as_json(Pages(package, main).shown())
    if folder == "ppt":
        return JSON, _as_json(Slides(package, main).shown())
    raise FileTypeDiffers(found="office")


def _as_json(shown: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode(), 1, mtime=0)
