"""What lies over the cells of a sheet: pictures and boxes with words are drawn, the rest is told."""

from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.ooxml import Package, Relation
from zencho.previews.colours import by_value
from zencho.previews.pictures import Pictures
from zencho.previews.sheet_cells import relation_of
from zencho.previews.unshown import Unshown
from zencho.previews.xml_names import attribute, child, children, local, number, within

_EMU_OF_PIXEL: Final = 9_525
_MOST: Final = 200
_BOXES: Final = {"rect": "rect", "roundRect": "round", "ellipse": "ellipse", "flowChartProcess": "rect"}


class Drawings:
    """The drawings of one sheet."""

    def __init__(
        self, package: Package, relations: dict[str, Relation], about: Element, unshown: Unshown
    ) -> None:
        self._package, self._unshown = package, unshown
        self._found: list[dict[str, Any]] = []
        for each in children(about, "drawing"):
            relation = relations.get(relation_of(each))
            if relation is not None and not relation.is_outside and package.has_part(relation.target):
                self._read(relation.target)
        for name in ("oleObjects", "controls"):
            objects = child(about, name)
            unshown.add("object", 0 if objects is None else len(objects))

    def listed(self) -> list[dict[str, Any]]:
        """Each with its corners: [column, pixels into it, row, pixels into it], counted from 0."""
        self._unshown.add("too_many", len(self._found) - _MOST)
        return self._found[:_MOST]

    def _read(self, part: str) -> None:
        pictures = Pictures(self._package, part, self._unshown)
        for anchor in self._package.xml(part):
            start, end = _corner(child(anchor, "from")), _corner(child(anchor, "to"))
            extent = child(anchor, "ext")
            size = None if extent is None else [_pixels(extent.get("cx")), _pixels(extent.get("cy"))]
            if start is None or (end is None and size is None):
                continue
            place = {"from": start, "to": end, "size": size}
            for each in anchor:
                self._one(each, place, pictures)

    def _one(self, element: Element, place: dict[str, Any], pictures: Pictures) -> None:
        match local(element):
            case "pic":
                name = pictures.name_of(attribute(next(within(element, "blip"), None), "embed"))
                if name is not None:
                    alternative = attribute(next(within(element, "cNvPr"), None), "descr") or ""
                    self._found.append({"what": "picture", "name": name, "words": alternative} | place)
            case "sp":
                self._box(element, place)
            case "grpSp" | "cxnSp":
                self._unshown.add("shape")
            case "graphicFrame":
                self._unshown.add("diagram" if next(within(element, "relIds"), None) is not None else "chart")
            case "AlternateContent":
                self._unshown.add("shape")

    def _box(self, element: Element, place: dict[str, Any]) -> None:
        lines = [
            "".join(found.text or "" for found in within(paragraph, "t"))
            for paragraph in within(child(element, "txBody"), "p")
        ]
        form = _BOXES.get(attribute(child(element, "spPr", "prstGeom"), "prst") or "")
        if form is None:
            self._unshown.add("shape")
            if not any(lines):
                return
        fill = by_value(attribute(child(element, "spPr", "solidFill", "srgbClr"), "val"))
        has_line = child(element, "spPr", "ln", "noFill") is None
        box = {
            "what": "box",
            "words": "\n".join(lines),
            "form": form or "none",
            "fill": fill,
            "has_line": has_line,
        }
        self._found.append(box | place)


def _corner(element: Element | None) -> list[int] | None:
    if element is None:
        return None
    said = {local(each): number(each.text) for each in element}
    return [
        said.get("col", 0), round(said.get("colOff", 0) / _EMU_OF_PIXEL),
        said.get("row", 0), round(said.get("rowOff", 0) / _EMU_OF_PIXEL),
    ]  # fmt: skip


def _pixels(said: str | None) -> int:
    return max(0, min(10_000, round(number(said) / _EMU_OF_PIXEL)))
