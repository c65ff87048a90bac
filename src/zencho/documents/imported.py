"""What a file gives when it becomes a document: title, blocks, pictures, and what could not be carried.

It crosses the pipe from the child that read the file as JSON with the pictures after it, never as pickled
objects: the child has read a stranger's bytes and is believed only in its form.
"""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from zencho.documents.blocknote import from_json, to_json
from zencho.documents.blocks import Block
from zencho.drive.office.unreadable import FileDamaged, FileNotRead

#: What could not be carried, or not in the same form. The page words each code.
Code = Literal[
    "broken_image",  # a picture whose bytes are missing or damaged
    "chart",
    "columns",  # several columns became one
    "comment",
    "contents_page",  # the page shows its own outline
    "diagram",  # SmartArt
    "embedded_object",  # a sheet, a sound, … inside the file
    "endnote",  # carried as text at the end
    "footer",
    "footnote",  # carried as text at the end
    "form_field",
    "formula",  # its letters are carried, its shape is not
    "header",
    "hidden_text",
    "html",  # HTML inside Markdown
    "image_format",  # a picture in a format browsers do not show (EMF, WMF, TIFF)
    "image_in_table",  # a picture of a cell stands after its table
    "included_file",  # text kept in another file
    "indent",  # a left indent is gone
    "link_address",  # a link to something else than the web, mail or a telephone: its text is carried
    "linked_image",  # a picture kept outside the file
    "list_number",  # a number the page does not count itself is carried as text
    "macro",
    "nested_table",  # a table in a cell became lines
    "raised_text",  # superscript and subscript
    "ruby",  # the reading follows in brackets
    "shape",  # arrows, frames, lines
    "symbol",  # a sign of a symbol font without a letter of its own
    "text_box",  # its text follows the paragraph it stood beside
    "too_many",  # more than a document may hold
    "tracked_change",  # changes under record are taken as accepted
    "vertical_text",
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many of one kind under one heading (its first letters; "" before the first heading)."""

    code: Code
    count: int
    where: str


@dataclass(frozen=True, slots=True)
class ImportedImage:
    """A picture of the file; its block has the url `attached:<name>`. `type` is told by its bytes alone."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """A file read. `title` is what the file calls itself, or ""."""

    title: str
    blocks: tuple[Block, ...]
    images: tuple[ImportedImage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


_SIZE: Final = struct.Struct(">I")


def pack(imported: Imported) -> bytes:
    """`imported` as bytes for `unpack`."""
    head = {
        "title": imported.title,
        "blocks": to_json(imported.blocks),
        "images": [[image.name, image.type, len(image.content)] for image in imported.images],
        "left_out": [[left.code, left.count, left.where] for left in imported.left_out],
    }
    return _framed(head) + b"".join(image.content for image in imported.images)


def pack_problem(problem: FileNotRead) -> bytes:
    """A file that was not read, as bytes for `unpack`."""
    return _framed({"problem": problem.code, "params": problem.params})


def unpack(packed: bytes) -> Imported:
    """What `pack` was given. Raises the problem `pack_problem` was given, FileDamaged for other bytes."""
    try:
        (size,) = _SIZE.unpack_from(packed)
        head = json.loads(packed[_SIZE.size : _SIZE.size + size])
        if "problem" not in head:
            return _imported(head, packed[_SIZE.size + size :])
    except (ValueError, KeyError, TypeError, AttributeError, struct.error) as fault:
        raise FileDamaged from fault
    raise FileNotRead.known.get(head["problem"], FileDamaged)(**head.get("params", {}))


def _framed(head: dict[str, Any]) -> bytes:
    encoded = json.dumps(head, ensure_ascii=False).encode()
    return _SIZE.pack(len(encoded)) + encoded


def _imported(head: dict[str, Any], rest: bytes) -> Imported:
    return Imported(
        title=str(head["title"]),
        blocks=from_json(head["blocks"]),
        images=tuple(_images(head["images"], rest)),
        left_out=tuple(LeftOut(code, int(count), str(where)) for code, count, where in head["left_out"]),
    )


def _images(listed: list[Any], rest: bytes) -> Iterable[ImportedImage]:
    position = 0
    for name, kind, size in listed:
        yield ImportedImage(str(name), str(kind), rest[position : position + int(size)])
        position += int(size)


def image_type(content: bytes) -> str | None:
    """The type of a picture that browsers show, by its first bytes; None for all else, SVG included."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
