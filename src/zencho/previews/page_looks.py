"""How letters and paragraphs of a Word file look: what they say themselves over what their styles say.

Lengths are pixels, 96 to the inch, as the page draws them; sizes of letters too.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.word_names import find, number, switch, value, w
from zencho.previews.colours import by_value
from zencho.previews.xml_names import attribute, child, children, local, within

_TWIPS_OF_PIXEL: Final = 15
_HALF_POINTS: Final = 96 / 144
_LINES: Final = frozenset({"nil", "none"})
_DASHED: Final = frozenset({"dashed", "dashSmallGap", "dotDash", "dotDotDash"})
_HIGHLIGHTS: Final = {
    "yellow": "#FFFF00", "green": "#00FF00", "cyan": "#00FFFF", "magenta": "#FF00FF", "blue": "#0000FF",
    "red": "#FF0000", "darkBlue": "#000080", "darkCyan": "#008080", "darkGreen": "#008000",
    "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000", "darkGray": "#808080",
    "lightGray": "#C0C0C0", "black": "#000000", "white": "#FFFFFF",
}  # fmt: skip
_SWITCHES: Final = {
    "b": "bold", "i": "italic", "strike": "strike", "vanish": "hidden", "caps": "caps",
}  # fmt: skip
_INWARD: Final = {
    "start": "left", "left": "left", "end": "right", "right": "right", "firstLine": "first",
    "hanging": "hanging",
}  # fmt: skip
Look = dict[str, Any]


def pixels(twips: str | int | None) -> int | None:
    """Twentieths of a point as pixels."""
    found = number(twips) if isinstance(twips, str) else twips
    return None if found is None else round(max(-40_000, min(40_000, found)) / _TWIPS_OF_PIXEL)


class Looks:
    """The styles of one file."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._styles = {each.get(w("styleId"), ""): each for each in children(root, "style")}
        self._fonts = _theme_fonts(theme)
        defaults = find(root, "docDefaults")
        self.letters: Look = {"size": 10 * 96 / 72}
        self.letters |= self.run(find(defaults, "rPrDefault", "rPr"))
        self._paragraph = self.paragraph(find(defaults, "pPrDefault", "pPr"))
        self.default_style = next(
            (name for name, each in self._styles.items()
             if each.get(w("type")) == "paragraph" and each.get(w("default")) in ("1", "true")), None,
        )  # fmt: skip

    def chain(self, style: str | None) -> list[Element]:
        """A style after those it is based on; a ring ends where it began."""
        chain: list[Element] = []
        while style in self._styles and self._styles[style] not in chain:
            chain.append(self._styles[style])
            style = value(chain[-1], "basedOn")
        return chain[::-1]

    def of_paragraph(self, properties: Element | None, above: Iterable[Element] = ()) -> tuple[Look, Look]:
        """Of a paragraph itself and of its letters; `above` are styles of the table it stands in."""
        layers = [*above, *self.chain(value(properties, "pStyle") or self.default_style)]
        look, letters = dict(self._paragraph), dict(self.letters)
        for layer in layers:
            look |= self.paragraph(find(layer, "pPr"))
            letters |= self.run(find(layer, "rPr"))
            if find(layer, "pPr", "numPr") is not None:
                look["list_style"] = layer.get(w("styleId"))
        return look | self.paragraph(properties), letters

    def of_run(self, properties: Element | None, letters: Look) -> Look:
        """Of letters within a paragraph."""
        look = dict(letters)
        for layer in self.chain(value(properties, "rStyle")):
            look |= self.run(find(layer, "rPr"))
        return look | self.run(properties)

    def run(self, properties: Element | None) -> Look:
        """What one rPr says; "" for what it takes back."""
        if properties is None:
            return {}
        said: Look = {key: switch(properties, name) for name, key in _SWITCHES.items()}
        said |= {key: read(properties) for key, read in _LETTERS.items()}
        said["font"] = self._font(find(properties, "rFonts"))
        return {key: held for key, held in said.items() if held is not None}

    def _font(self, fonts: Element | None) -> str | None:
        if fonts is None:
            return None
        theme = fonts.get(w("eastAsiaTheme"))
        return self._fonts.get(theme or "") or fonts.get(w("eastAsia")) or None

    def paragraph(self, properties: Element | None) -> Look:
        """What one pPr says."""
        if properties is None:
            return {}
        look: Look = {key: read(properties) for key, read in _PARAGRAPH.items()}
        look = {key: held for key, held in look.items() if held is not None}
        if (spacing := find(properties, "spacing")) is not None:
            look |= _spacing(spacing)
        if (inward := find(properties, "ind")) is not None:
            look |= self._indent(inward)
        return look

    def _indent(self, inward: Element) -> Look:
        """Lengths by whole letters count before those by twips, as Word takes them."""
        look: Look = {}
        for name, key in _INWARD.items():
            letters, twips = number(inward.get(w(f"{name}Chars"))), pixels(inward.get(w(name)))
            if letters:
                look[key] = round(letters / 100 * self.letters["size"])
            elif twips is not None:
                look[key] = twips
        if "hanging" in look:
            look["first"] = -look.pop("hanging")
        return look


def _spacing(spacing: Element) -> Look:
    look: Look = {}
    for name in ("before", "after"):
        lines, twips = number(spacing.get(w(f"{name}Lines"))), pixels(spacing.get(w(name)))
        if lines:
            look[name] = round(lines / 100 * 24)
        elif twips is not None:
            look[name] = twips
    line = number(spacing.get(w("line")))
    if line is not None:
        rule = spacing.get(w("lineRule"), "auto")
        look["line"] = [rule, round(line / 240, 3) if rule == "auto" else pixels(line)]
    return look


def _size(properties: Element) -> float | None:
    size = number(value(properties, "sz"))
    return None if size is None else min(size, 400) * _HALF_POINTS


def _said(name: str, nothing: str) -> Callable[[Element], str | None]:
    def read(properties: Element) -> str | None:
        found = value(properties, name)
        return "" if found == nothing else found

    return read


def _colour(properties: Element) -> str | None:
    found = value(properties, "color")
    return None if found is None else by_value(found) or ""


def _ground(properties: Element) -> str | None:
    highlight = value(properties, "highlight")
    return ground_of(properties) if highlight is None else _HIGHLIGHTS.get(highlight, "")


def _is_framed(properties: Element) -> bool | None:
    border = find(properties, "bdr")
    return None if border is None else border.get(w("val")) not in _LINES


def _is_marked(properties: Element) -> bool | None:
    mark = value(properties, "em")
    return None if mark is None else mark != "none"


def _across(properties: Element) -> str | None:
    found = value(properties, "jc") or ""
    return {"both": "justify", "end": "right", "start": "left"}.get(found, found) or None


def _list(properties: Element) -> tuple[str | None, int | None] | None:
    listed = find(properties, "numPr")
    return None if listed is None else (value(listed, "numId"), number(value(listed, "ilvl")))


def _lines(properties: Element) -> Look | None:
    borders = find(properties, "pBdr")
    if borders is None:
        return None
    return {local(each): line for each in borders if (line := line_of(each)) is not None}


def _tabs(properties: Element) -> list[list[Any]] | None:
    stops = find(properties, "tabs")
    if stops is None:
        return None
    return [
        [pixels(each.get(w("pos"))) or 0, each.get(w("val"), "left"), each.get(w("leader"), "none")]
        for each in stops
        if each.get(w("val")) != "clear"
    ]


def line_of(element: Element) -> list[Any] | None:
    """A line of a border as [pixels, look, colour]; None for one that is not drawn."""
    kind = element.get(w("val"), "single")
    if kind in _LINES:
        return None
    width = max(1, min(8, round((number(element.get(w("sz"))) or 4) / 8 * 96 / 72)))
    drawn = (
        "double"
        if "double" in kind
        else "dotted"
        if kind == "dotted"
        else "dashed"
        if kind in _DASHED
        else "solid"
    )
    return [
        max(3, width) if drawn == "double" else width,
        drawn,
        by_value(element.get(w("color"))) or "#000000",
    ]


def ground_of(properties: Element | None) -> str | None:
    """The colour behind words or a cell."""
    shading = find(properties, "shd")
    return None if shading is None else by_value(shading.get(w("fill")))


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    fonts = {}
    for kind in ("major", "minor"):
        for each in within(theme, f"{kind}Font"):
            japanese = [
                font.get("typeface", "") for font in children(each, "font") if font.get("script") == "Jpan"
            ]
            said = attribute(child(each, "ea"), "typeface") or next(iter(japanese), "")
            if said:
                fonts[f"{kind}EastAsia"] = said
    return fonts


_LETTERS: Final[dict[str, Callable[[Element], Any]]] = {
    "size": _size,
    "underline": _said("u", "none"),
    "raised": _said("vertAlign", "baseline"),
    "colour": _colour,
    "ground": _ground,
    "spacing": lambda properties: pixels(value(properties, "spacing")),
    "fit": lambda properties: pixels(value(properties, "fitText")),
    "marked": _is_marked,
    "framed": _is_framed,
}
_PARAGRAPH: Final[dict[str, Callable[[Element], Any]]] = {
    "across": _across,
    "breaks": lambda properties: switch(properties, "pageBreakBefore"),
    "snaps": lambda properties: switch(properties, "snapToGrid"),
    "list": _list,
    "borders": _lines,
    "ground": ground_of,
    "tabs": _tabs,
}
