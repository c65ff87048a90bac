"""How the cells of a workbook look (styles.xml): fonts, fills, borders, alignment, number formats."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.previews.colours import Theme, of_sheet
from zencho.previews.number_formats import BUILT_IN
from zencho.previews.xml_names import child, children, flag, local, number, real

#: Line of a border: width in pixels and what it looks like on a page.
_LINES: Final = {
    "hair": (1, "dotted"), "thin": (1, "solid"), "dotted": (1, "dotted"), "dashed": (1, "dashed"),
    "dashDot": (1, "dashed"), "dashDotDot": (1, "dashed"), "medium": (2, "solid"),
    "mediumDashed": (2, "dashed"),
    "mediumDashDot": (2, "dashed"), "mediumDashDotDot": (2, "dashed"), "slantDashDot": (2, "dashed"),
    "thick": (3, "solid"), "double": (3, "double"),
}  # fmt: skip
_SIDES: Final = {"left": "l", "start": "l", "right": "r", "end": "r", "top": "t", "bottom": "b"}
_HORIZONTAL: Final = frozenset(
    {"left", "center", "right", "justify", "distributed", "centerContinuous", "fill"}
)
_VERTICAL: Final = frozenset({"top", "center", "bottom", "justify", "distributed"})
#: Share of ink of a patterned fill, for which a flat colour stands.
_PATTERNS: Final = {
    "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625,
}  # fmt: skip
Look = dict[str, Any]


class SheetStyles:
    """The looks of a workbook, by the number that cells carry."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._fonts = self._read(root, "fonts", self._font)
        self._fills = self._read(root, "fills", self._fill)
        self._borders = self._read(root, "borders", self._border)
        self._formats = dict(BUILT_IN)
        for each in children(child(root, "numFmts"), "numFmt"):
            self._formats[number(each.get("numFmtId"))] = each.get("formatCode", "General")
        self._cells = [_Cell(each) for each in children(child(root, "cellXfs"), "xf")]
        self._looks: dict[int, Look] = {}

    @property
    def normal_font(self) -> tuple[str, float]:
        """Name and points of the font that columns are measured by."""
        font = self._fonts[0] if self._fonts else {}
        return font.get("font", "Calibri"), font.get("size", 11.0)

    def format_of(self, style: int) -> str:
        """The code of the number format of a style."""
        return self._formats.get(self._cell(style).format, "General")

    def look(self, style: int) -> Look:
        """What the page needs to draw a cell of this style; what is ordinary is left out."""
        if style not in self._looks:
            cell = self._cell(style)
            look = (
                dict(_at(self._fonts, cell.font))
                | _at(self._fills, cell.fill)
                | _at(self._borders, cell.border)
            )
            self._looks[style] = look | cell.alignment
        return self._looks[style]

    def _cell(self, style: int) -> "_Cell":
        return self._cells[style] if 0 <= style < len(self._cells) else _PLAIN

    def _read(self, root: Element | None, name: str, read: Callable[[Element], Look]) -> list[Look]:
        found = child(root, name)
        return [] if found is None else [read(each) for each in found]

    def _font(self, element: Element) -> Look:
        look: Look = {"size": real(value(element, "sz"), 11.0), "font": value(element, "name") or "Calibri"}
        for name, key in (("b", "bold"), ("i", "italic"), ("strike", "strike")):
            if (found := child(element, name)) is not None and flag(found.get("val"), default=True):
                look[key] = True
        underline = child(element, "u")
        if underline is not None and underline.get("val") != "none":
            look["underline"] = "double" if "double" in underline.get("val", "") else "single"
        if value(element, "vertAlign") in ("superscript", "subscript"):
            look["raised"] = value(element, "vertAlign")
        colour = of_sheet(child(element, "color"), self._theme)
        return look | ({"colour": colour} if colour else {})

    def _fill(self, element: Element) -> Look:
        pattern = child(element, "patternFill")
        if pattern is None:
            stop = next((each for each in element.iter() if local(each) == "color"), None)
            colour = of_sheet(stop, self._theme)
            return {"fill": colour} if colour else {}
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return {}
        front = of_sheet(child(pattern, "fgColor"), self._theme)
        if kind == "solid":
            return {"fill": front} if front else {}
        ink = _PATTERNS.get(kind, 0.3)
        return {
            "fill": _mixed(
                front or "#000000", of_sheet(child(pattern, "bgColor"), self._theme) or "#FFFFFF", ink
            )
        }

    def _border(self, element: Element) -> Look:
        look: Look = {}
        for side in element:
            line = _LINES.get(side.get("style", ""))
            if line is None:
                continue
            drawn = [*line, of_sheet(child(side, "color"), self._theme) or "#000000"]
            name = local(side)
            if name in _SIDES:
                look[f"border_{_SIDES[name]}"] = drawn
            elif name == "diagonal":
                look |= {
                    f"border_{key}": drawn for key, said in (("up", "diagonalUp"), ("down", "diagonalDown"))
                    if flag(element.get(said))
                }  # fmt: skip
        return look


class _Cell:
    """A line of cellXfs."""

    __slots__ = ("alignment", "border", "fill", "font", "format")

    def __init__(self, element: Element | None) -> None:
        self.alignment: Look = {}
        self.font = self.fill = self.border = self.format = 0
        if element is not None:
            self.font, self.fill = number(element.get("fontId")), number(element.get("fillId"))
            self.border, self.format = number(element.get("borderId")), number(element.get("numFmtId"))
            self.alignment = _alignment(child(element, "alignment"))


def _alignment(element: Element | None) -> Look:
    if element is None:
        return {}
    look: Look = {}
    if element.get("horizontal") in _HORIZONTAL:
        look["across"] = element.get("horizontal")
    if element.get("vertical") in _VERTICAL:
        look["down"] = element.get("vertical")
    for said, key in (("wrapText", "wrap"), ("shrinkToFit", "shrink")):
        if flag(element.get(said)):
            look[key] = True
    for said, key in (("indent", "indent"), ("textRotation", "turn")):
        if amount := number(element.get(said)):
            look[key] = min(amount, 255)
    return look


def value(element: Element, name: str) -> str | None:
    """The `val` of a child."""
    found = child(element, name)
    return None if found is None else found.get("val")


def _at(looks: Sequence[Look], place: int) -> Look:
    return looks[place] if 0 <= place < len(looks) else {}


def _mixed(front: str, back: str, ink: float) -> str:
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * ink + other * (1 - ink)):02X}" for one, other in pairs)


_PLAIN: Final = _Cell(None)
