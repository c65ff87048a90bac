"""Opening an Office file (a zip of XML parts) that a stranger made, without trusting anything in it.

Sizes are bounded before anything is unpacked, XML with a document type is refused before its first element
(so no entity is ever resolved and nothing is fetched), and no name in the archive is used as a path.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn, cast
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, XMLPullParser
from xml.parsers import expat

from zencho.drive.media import COMPOUND_FILE
from zencho.drive.office.unreadable import (
    FileDamaged,
    FileDeclaresEntities,
    FileEncrypted,
    FileIsOldWord,
    FileTypeDiffers,
    FileUnpacksTooLarge,
)

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED_BYTES: Final = 400 * 2**20
MAX_XML_BYTES: Final = 64 * 2**20
#: Real parts shrink to a fiftieth at most; only above this size does the ratio say anything.
MAX_RATIO: Final = 250
RATIO_FROM_BYTES: Final = 8 * 2**20

_PIECE_BYTES: Final = 256 * 1024
#: What Python raises of a zip that is cut off, damaged or written in ways it does not know.
BROKEN_ZIP: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError
)  # fmt: skip
_RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT: Final = "/officeDocument"

#: The strict form of the standard (ISO/IEC 29500) uses other names for the same things.
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: to another part, or (outside) to an address."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """An opened Office file: its parts by name, without the leading slash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._sizes = {entry.filename: entry for entry in archive.infolist()}

    def has_part(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._sizes

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._sizes)

    def read(self, part: str) -> bytes:
        """The bytes of a part; FileDamaged when it is missing or broken."""
        entry = self._sizes.get(part)
        if entry is None:
            raise FileDamaged(part=part)
        try:
            return self._archive.read(entry)
        except BROKEN_ZIP as fault:
            raise FileDamaged(part=part) from fault

    def pieces(self, part: str) -> Iterator[bytes]:
        """The bytes of a part as they are unpacked, for whoever stops early; FileDamaged as `read`."""
        entry = self._sizes.get(part)
        if entry is None:
            raise FileDamaged(part=part)
        try:
            with self._archive.open(entry) as source:
                while piece := source.read(_PIECE_BYTES):
                    yield piece
        except BROKEN_ZIP as fault:
            raise FileDamaged(part=part) from fault

    def xml(self, part: str) -> Element:
        """The root element of an XML part."""
        if self.has_part(part) and self._sizes[part].file_size > MAX_XML_BYTES:
            raise FileUnpacksTooLarge(bytes=MAX_XML_BYTES)
        content = self.read(part)
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
        return parse_xml(content)

    def relations(self, part: str) -> dict[str, Relation]:
        """Where a part points, by relationship id."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has_part(listed):
            return {}
        relations: dict[str, Relation] = {}
        for element in self.xml(listed).iter(_RELATIONSHIPS):
            is_outside = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relations[element.get("Id", "")] = Relation(element.get("Type", ""), target, is_outside)
        return relations

    def main_part(self) -> str:
        """The name of the part that holds the document itself."""
        for relation in self.relations("").values():
            if relation.kind.endswith(_OFFICE_DOCUMENT) and not relation.is_outside:
                return relation.target
        raise FileTypeDiffers(found="zip")


def open_package(content: bytes) -> Package:
    """Opens the bytes of an Office file. Raises what `imported` names for bytes that are none."""
    if content.startswith(COMPOUND_FILE):
        # A file with a password is wrapped in the old container, with a stream of this name.
        raise FileEncrypted if "EncryptedPackage".encode("utf-16-le") in content else FileIsOldWord
    if not content.startswith(b"PK"):
        raise FileTypeDiffers(found="other")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN_ZIP as fault:
        raise FileDamaged from fault
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileEncrypted
    if len(entries) > MAX_ENTRIES:
        raise FileUnpacksTooLarge(entries=MAX_ENTRIES)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES or any(map(_is_bomb, entries)):
        raise FileUnpacksTooLarge(bytes=MAX_UNPACKED_BYTES)
    return Package(archive)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


class _PlainTree(TreeBuilder):
    """Builds elements, and stops at a document type declaration: before any entity of it is used."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:
        raise FileDeclaresEntities


def parse_xml(content: bytes) -> Element:
    """The root element; FileDeclaresEntities for XML with a document type, FileDamaged for no XML."""
    parser = XMLParser(target=_PlainTree())  # noqa: S314 - see _PlainTree
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as fault:
        raise FileDamaged from fault
    return root


def pull_xml(pieces: Iterator[bytes]) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element) as the pieces come; whoever has seen enough stops asking.

    Elements that ended stay in their parents until they are cleared. Raises as `parse_xml`.
    """
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    prolog = _Prolog()
    try:
        for piece in pieces:
            prolog.watch(piece)
            parser.feed(piece)
            yield from cast(Iterator[tuple[str, Element]], parser.read_events())
        parser.close()
        yield from cast(Iterator[tuple[str, Element]], parser.read_events())
    except (ParseError, ValueError, LookupError) as fault:
        raise FileDamaged from fault


class _Prolog:
    """Watches what stands before the first element: a document type can stand nowhere else."""

    def __init__(self) -> None:
        self._is_over = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._end

    def _refuse(self, *_said: object) -> NoReturn:
        raise FileDeclaresEntities

    def _end(self, *_said: object) -> None:
        self._is_over = True

    def watch(self, piece: bytes) -> None:
        if not self._is_over:
            try:
                self._parser.Parse(piece)
            except expat.ExpatError as fault:
                raise FileDamaged from fault
