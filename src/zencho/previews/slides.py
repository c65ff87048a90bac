"""A presentation (.pptx) as slides: boxes with words, pictures and tables at their places.

Lengths are pixels, 96 to the inch. What a placeholder does not say itself is taken from its layout, then from
the master.
"""

from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.ooxml import Package, Relation
from zencho.drive.office.unreadable import FileDamaged
from zencho.previews.colours import read_theme
from zencho.previews.pictures import Pictures
from zencho.previews.slide_text import Ground, read_body
from zencho.previews.unshown import Code, Unshown
from zencho.previews.xml_names import attribute, child, children, flag, local, number, within

EMU_OF_PIXEL: Final = 9_525
_MOST_SLIDES: Final = 500
_MOST_SHAPES: Final = 500
_FORMS: Final = {"roundRect": "round", "ellipse": "ellipse", "rect": "rect", "round2SameRect": "round"}
_STANDARD_NAMES: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
Shape = dict[str, Any]


class Slides:
    """A presentation that was taken apart."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._root = package.xml(main)
        self._relations = package.relations(main)
        self._unshown = Unshown()

    def shown(self) -> dict[str, Any]:
        """The slides in their order."""
        size = child(self._root, "sldSz")
        listed = list(children(child(self._root, "sldIdLst"), "sldId"))
        self._unshown.add("too_many", len(listed) - _MOST_SLIDES)
        slides = []
        for each in listed[:_MOST_SLIDES]:
            # Two attributes are called id here: the relation's has a namespace.
            name = next((said for key, said in each.attrib.items() if key.endswith("}id")), "")
            relation = self._relations.get(name)
            if relation is not None and self._package.has_part(relation.target):
                slides.append(_Slide(self._package, relation.target, self._unshown).shown())
        if not slides:
            raise FileDamaged
        return {
            "kind": "slides",
            "width": _pixels(None if size is None else size.get("cx")) or 960,
            "height": _pixels(None if size is None else size.get("cy")) or 540,
            "slides": slides,
            "unshown": self._unshown.listed(),
        }


class _Slide:
    """One slide with its layout, master and theme."""

    def __init__(self, package: Package, part: str, unshown: Unshown) -> None:
        self._package, self._part, self._unshown = package, part, unshown
        self._root = package.xml(part)
        self._relations = package.relations(part)
        layout = _target(self._relations, "slideLayout")
        self._layout = self._read(layout)
        master = _target(package.relations(layout), "slideMaster") if layout else None
        self._master = self._read(master)
        theme = _target(package.relations(master), "theme") if master else None
        names = dict(_STANDARD_NAMES)
        mapped = child(self._master, "clrMap")
        names |= {} if mapped is None else dict(mapped.attrib)
        self._ground = Ground(read_theme(self._read(theme)), names, child(self._master, "txStyles"))
        self._sources = [(self._layout, layout), (self._master, master)]

    def _read(self, part: str | None) -> Element | None:
        return self._package.xml(part) if part and self._package.has_part(part) else None

    def shown(self) -> dict[str, Any]:
        """Background, shapes from back to front, and the speaker's notes."""
        shapes: list[Shape] = []
        shows_master = flag(self._root.get("showMasterSp"), default=True)
        for root, part in reversed(self._sources) if shows_master else ():
            if root is not None and part is not None:
                shapes += self._shapes(child(root, "cSld", "spTree"), part, is_behind=True)
        shapes += self._shapes(child(self._root, "cSld", "spTree"), self._part, is_behind=False)
        self._unshown.add("too_many", len(shapes) - _MOST_SHAPES)
        self._unshown.add("transition", 1 if child(self._root, "timing") is not None else 0)
        return {
            "background": self._background(),
            "shapes": shapes[:_MOST_SHAPES],
            "notes": self._notes(),
            "is_hidden": not flag(self._root.get("show"), default=True),
        }

    def _background(self) -> dict[str, Any]:
        for root, part in ((self._root, self._part), *self._sources):
            about = child(root, "cSld", "bg")
            if about is None or part is None:
                continue
            blip = next(within(child(about, "bgPr", "blipFill"), "blip"), None)
            if blip is not None:
                name = Pictures(self._package, part, self._unshown).name_of(attribute(blip, "embed"))
                return {"picture": name} if name else {}
            fill = child(about, "bgPr", "solidFill")
            stops = next(within(child(about, "bgPr", "gradFill"), "gs"), None)
            colour = self._ground.colour(fill if fill is not None else stops) or self._ground.colour(
                child(about, "bgRef")
            )
            return {"colour": colour} if colour else {}
        return {}

    def _notes(self) -> str:
        root = self._read(_target(self._relations, "notesSlide"))
        lines = []
        for shape in within(root, "sp"):
            if attribute(child(shape, "nvSpPr", "nvPr", "ph"), "type") == "body":
                lines += [
                    "".join(each.text or "" for each in within(line, "t")) for line in within(shape, "p")
                ]
        return "\n".join(lines).strip()

    # Shapes.

    def _shapes(
        self, tree: Element | None, part: str, *, is_behind: bool, scale: "_Scale | None" = None
    ) -> list[Shape]:
        """Those of a tree; of layouts and masters only what is no placeholder."""
        pictures = Pictures(self._package, part, self._unshown)
        found: list[Shape] = []
        for each in () if tree is None else tree:
            kind = local(each)
            if kind == "grpSp":
                found += self._shapes(each, part, is_behind=is_behind, scale=_scale_of(each, scale))
            elif is_behind and next(within(each, "ph"), None) is not None:
                continue
            elif kind == "AlternateContent":
                found += self._shapes(child(each, "Choice"), part, is_behind=is_behind, scale=scale)
            elif (shape := self._one(kind, each, pictures, scale)) is not None:
                found.append(shape)
        return found

    def _one(self, kind: str, element: Element, pictures: Pictures, scale: "_Scale | None") -> Shape | None:
        if kind == "pic":
            name = pictures.name_of(attribute(next(within(element, "blip"), None), "embed"))
            box = _box(child(element, "spPr", "xfrm"), scale)
            if name is None or box is None:
                return None
            words = attribute(next(within(element, "cNvPr"), None), "descr") or ""
            return {"kind": "picture", "name": name, "words": words} | box
        if kind == "sp":
            return self._text_box(element, scale)
        if kind == "graphicFrame":
            return self._frame(element, scale)
        if kind == "cxnSp":
            box = _box(child(element, "spPr", "xfrm"), scale)
            line = self._line(child(element, "spPr", "ln"))
            return None if box is None else {"kind": "line", "line": line or [1, "#000000"]} | box
        return None

    def _text_box(self, element: Element, scale: "_Scale | None") -> Shape | None:
        about = child(element, "nvSpPr", "nvPr", "ph")
        kin = self._kin(about)
        places = [child(each, "spPr", "xfrm") for each in (element, *kin)]
        box = _box(next((each for each in places if each is not None), None), scale)
        if box is None:
            return None
        properties = child(element, "spPr")
        said = attribute(child(properties, "prstGeom"), "prst")
        if child(properties, "custGeom") is not None or (said is not None and said not in _FORMS):
            self._unshown.add("shape")
        fills = [self._ground.colour(child(each, "spPr", "solidFill")) for each in (element, *kin)]
        has_none = child(properties, "noFill") is not None
        style = self._ground.colour(child(element, "style", "fillRef"))
        kind = about.get("type", "body") if about is not None else "other"
        return box | {
            "kind": "text",
            "form": _FORMS.get(said or "rect", "rect"),
            "fill": None if has_none else next(filter(None, (*fills, style)), None),
            "line": self._line(child(properties, "ln")),
            **read_body(element, kin, kind, self._ground),
        }

    def _kin(self, about: Element | None) -> list[Element]:
        """The placeholders that a placeholder continues: of the layout, then of the master."""
        kin: list[Element] = []
        if about is None:
            return kin
        kind, place = about.get("type", "body"), about.get("idx")
        for root, _ in self._sources:
            for shape in within(root, "sp"):
                other = child(shape, "nvSpPr", "nvPr", "ph")
                if other is not None and (
                    (place is not None and other.get("idx") == place)
                    or _plain(other.get("type", "body")) == _plain(kind)
                ):
                    kin.append(shape)
                    kind = other.get("type", kind)
                    break
        return kin

    def _line(self, line: Element | None) -> list[Any] | None:
        colour = self._ground.colour(child(line, "solidFill"))
        if line is None or colour is None:
            return None
        return [max(1, min(20, _pixels(line.get("w")) or 1)), colour]

    def _frame(self, element: Element, scale: "_Scale | None") -> Shape | None:
        box = _box(child(element, "xfrm"), scale)
        table = next(within(element, "tbl"), None)
        if box is None:
            return None
        if table is None:
            uri = attribute(next(within(element, "graphicData"), None), "uri") or ""
            what: Code = "chart" if "chart" in uri else "diagram" if "diagram" in uri else "object"
            self._unshown.add(what)
            return {"kind": "missing", "what": what} | box
        rows = [
            {
                "height": _pixels(row.get("h")),
                "cells": [self._cell(cell) for cell in children(row, "tc")],
            }
            for row in children(table, "tr")
        ]
        widths = [_pixels(each.get("w")) for each in within(child(table, "tblGrid"), "gridCol")]
        return {"kind": "table", "widths": widths, "rows": rows} | box

    def _cell(self, cell: Element) -> dict[str, Any]:
        about = child(cell, "tcPr")
        is_covered = flag(cell.get("hMerge")) or flag(cell.get("vMerge"))
        made = {
            "span": number(cell.get("gridSpan"), 1),
            "rows": number(cell.get("rowSpan"), 1),
            "is_covered": is_covered,
            "fill": self._ground.colour(child(about, "solidFill")),
        }
        return made | read_body(cell, [], "cell", self._ground)


#: Offset and factor of each axis, for shapes within a group.
_Scale = tuple[float, float, float, float]


def _scale_of(group: Element, outer: _Scale | None) -> _Scale:
    about = child(group, "grpSpPr", "xfrm")
    numbers = {
        (name, key): number(attribute(child(about, name), key))
        for name, keys in (("off", "xy"), ("ext", ("cx", "cy")), ("chOff", "xy"), ("chExt", ("cx", "cy")))
        for key in keys
    }
    wide = numbers["ext", "cx"] / numbers["chExt", "cx"] if numbers["chExt", "cx"] else 1
    high = numbers["ext", "cy"] / numbers["chExt", "cy"] if numbers["chExt", "cy"] else 1
    left = numbers["off", "x"] - numbers["chOff", "x"] * wide
    top = numbers["off", "y"] - numbers["chOff", "y"] * high
    if outer is None:
        return left, top, wide, high
    return outer[0] + left * outer[2], outer[1] + top * outer[3], wide * outer[2], high * outer[3]


def _box(about: Element | None, scale: _Scale | None) -> Shape | None:
    if about is None:
        return None
    left, top, wide, high = scale or (0, 0, 1, 1)
    offset, extent = child(about, "off"), child(about, "ext")
    box: Shape = {
        "x": _near((left + number(attribute(offset, "x")) * wide) / EMU_OF_PIXEL),
        "y": _near((top + number(attribute(offset, "y")) * high) / EMU_OF_PIXEL),
        "width": _near(number(attribute(extent, "cx")) * wide / EMU_OF_PIXEL),
        "height": _near(number(attribute(extent, "cy")) * high / EMU_OF_PIXEL),
    }
    if turn := number(about.get("rot")):
        box["turn"] = round(turn / 60_000)
    if flag(about.get("flipV")) != flag(about.get("flipH")):
        box["flips"] = True
    return box


def _near(length: float) -> int:
    return max(-20_000, min(20_000, round(length)))


def _pixels(said: str | None) -> int:
    return _near(number(said) / EMU_OF_PIXEL)


def _plain(kind: str) -> str:
    return {"ctrTitle": "title", "subTitle": "body", "obj": "body"}.get(kind, kind)


def _target(relations: dict[str, Relation], kind: str) -> str | None:
    return next((each.target for each in relations.values() if each.kind.endswith(f"/{kind}")), None)
