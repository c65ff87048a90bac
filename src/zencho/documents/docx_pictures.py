"""The pictures of a Word file, and what stands among them that is no picture: charts, shapes, text boxes."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from zencho.documents.blocks import ATTACHED, Image
from zencho.documents.imported import Code, ImportedImage, image_type
from zencho.documents.left_out import Tally
from zencho.drive.office.ooxml import Package, Relation
from zencho.drive.office.unreadable import FileDamaged
from zencho.drive.office.word_names import (
    BLIP,
    EXTENT,
    GRAPHIC,
    REL_EMBED,
    REL_ID,
    REL_LINK,
    VECTOR_IMAGE,
    number,
    seen,
    w,
)

MAX_IMAGES: Final = 500
MAX_IMAGE_BYTES: Final = 200 * 2**20

#: Word measures drawings in units of which 9,525 make a CSS pixel; the page's column is this wide.
_UNITS_PER_PIXEL: Final = 9_525
_PAGE_PIXELS: Final = 720

_BOX: Final = w("txbxContent")
#: What stands in the file beside a picture of it, by the end of the drawing's kind.
_KINDS: Final[tuple[tuple[str, Code], ...]] = (
    ("/chart", "chart"),
    ("/chartex", "chart"),
    ("/diagram", "diagram"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one drawing gives to the page: pictures, and text boxes as their elements."""

    pictures: tuple[Image, ...] = ()
    boxes: tuple[Element, ...] = ()


class Pictures:
    """Takes pictures out of the file, each once, however often it is shown."""

    def __init__(self, package: Package, tally: Tally) -> None:
        self._package = package
        self._tally = tally
        self._taken: dict[str, ImportedImage | None] = {}
        self._bytes = 0

    def all(self) -> tuple[ImportedImage, ...]:
        """The pictures taken so far."""
        return tuple(image for image in self._taken.values() if image is not None)

    def drawn(self, drawing: Element, relations: dict[str, Relation]) -> Drawn:
        """What a drawing (or an old picture or an embedded object) shows; what it cannot give is tallied."""
        parts = list(_below(drawing))
        boxes = tuple(part for part in parts if part.tag == _BOX)
        pictures = [
            image
            for part in parts
            if part.tag in (BLIP, VECTOR_IMAGE) and (image := self._image(part, relations, _width(parts)))
        ]
        has_picture = any(part.tag in (BLIP, VECTOR_IMAGE) for part in parts)
        kind = next((part.get("uri", "") for part in parts if part.tag == GRAPHIC), "")
        code = next((code for end, code in _KINDS if kind.endswith(end)), None)
        if drawing.tag == w("object"):
            self._tally.add("embedded_object")
        elif code is not None:
            self._tally.add(code)
        elif not has_picture and not boxes:
            self._tally.add("shape")
        for _ in boxes:
            self._tally.add("text_box")
        return Drawn(tuple(pictures), boxes)

    def _image(self, part: Element, relations: dict[str, Relation], width: int | None) -> Image | None:
        relation = relations.get(part.get(REL_EMBED) or part.get(REL_ID) or "")
        if relation is None:
            self._tally.add("linked_image" if part.get(REL_LINK) else "broken_image")
            return None
        if relation.is_outside:
            self._tally.add("linked_image")
            return None
        if relation.target not in self._taken:
            self._taken[relation.target] = self._take(relation.target)
        taken = self._taken[relation.target]
        if taken is None:
            return None
        return Image(ATTACHED + taken.name, posixpath.basename(taken.name), width=width)

    def _take(self, target: str) -> ImportedImage | None:
        try:
            content = self._package.read(target)
        except FileDamaged:
            self._tally.add("broken_image")
            return None
        kind = image_type(content)
        if kind is None:
            self._tally.add("image_format")
            return None
        if len(self._taken) >= MAX_IMAGES or self._bytes + len(content) > MAX_IMAGE_BYTES:
            self._tally.add("too_many")
            return None
        self._bytes += len(content)
        return ImportedImage(target, kind, content)


def _below(element: Element) -> Iterator[Element]:
    """Everything under a drawing, without what lies inside its text boxes."""
    for child in seen(element):
        yield child
        if child.tag != _BOX:
            yield from _below(child)


def _width(parts: list[Element]) -> int | None:
    extent = next((number(part.get("cx")) for part in parts if part.tag == EXTENT), None)
    return None if not extent or extent < 0 else min(extent // _UNITS_PER_PIXEL, _PAGE_PIXELS) or None
