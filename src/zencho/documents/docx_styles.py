"""What the styles of a Word file say about a paragraph or a run that does not say it itself."""

import colorsys
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from zencho.documents.blocks import DEFAULT_COLOUR, Level, Text
from zencho.drive.office.word_names import find, number, switch, value, w

_HEADING: Final = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|目次)\s*(?:[1-9]|heading|の見出し)", re.IGNORECASE)
_QUOTES: Final = frozenset({"quote", "intense quote", "引用文", "引用文 2"})
_TITLES: Final = frozenset({"title", "表題"})
_BODY_TEXT: Final = 9  # the outline level that means "no heading"


class Styles:
    """The styles of one file. Questions go to the element itself first, then to its styles, nearest first."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self._default = next(
            (
                style.get(w("styleId"))
                for style in found
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")
            ),
            None,
        )
        self._chains: dict[str | None, tuple[Element, ...]] = {}

    def chain(self, style: str | None) -> tuple[Element, ...]:
        """A style and what it is based on; a ring ends where it began."""
        if style not in self._chains:
            chain: list[Element] = []
            name = style
            while name in self._styles and self._styles[name] not in chain:
                chain.append(self._styles[name])
                name = value(chain[-1], "basedOn")
            self._chains[style] = tuple(chain)
        return self._chains[style]

    def of(self, paragraph: Element) -> str | None:
        """The id of a paragraph's style."""
        return value(paragraph, "pPr", "pStyle") or self._default

    def names(self, paragraph: Element) -> Iterator[str]:
        """The names of a paragraph's style and of those it is based on, in small letters."""
        for style in self.chain(self.of(paragraph)):
            yield (value(style, "name") or "").lower()

    def holders(self, paragraph: Element) -> Iterator[Element]:
        """Where a property of a paragraph may be said: itself, then its styles."""
        yield paragraph
        yield from self.chain(self.of(paragraph))

    def heading_level(self, paragraph: Element) -> Level | None:
        """The level of a heading, by outline level or by the name of its style; None for running text."""
        for holder in self.holders(paragraph):
            outline = number(value(holder, "pPr", "outlineLvl"))
            if outline is not None:
                return None if outline >= _BODY_TEXT else _level(outline + 1)
            named = _HEADING.fullmatch((value(holder, "name") or "").strip())
            if named:
                return _level(int(named[1]))
        return None

    def is_title(self, paragraph: Element) -> bool:
        """Whether it is the title of the whole."""
        return any(name in _TITLES for name in self.names(paragraph))

    def is_contents(self, paragraph: Element) -> bool:
        """Whether it is a line of a contents page."""
        return any(_CONTENTS.match(name) for name in self.names(paragraph))

    def is_quote(self, paragraph: Element) -> bool:
        """Whether it quotes."""
        return any(name in _QUOTES for name in self.names(paragraph))

    def attribute(self, paragraph: Element, element: str, *names: str) -> str | None:
        """The nearest value of an attribute (or of its other names) of one paragraph property."""
        for holder in self.holders(paragraph):
            said = find(holder, "pPr", element)
            if said is None:
                continue
            for name in names:
                if (text := said.get(w(name))) is not None:
                    return text
        return None

    def list_place(self, paragraph: Element) -> tuple[str, int | None, str | None] | None:
        """The list a paragraph is an item of: (list id, level or None, style that says so or None)."""
        level = number(value(paragraph, "pPr", "numPr", "ilvl"))
        for holder in self.holders(paragraph):
            listed = value(holder, "pPr", "numPr", "numId")
            if level is None:
                level = number(value(holder, "pPr", "numPr", "ilvl"))
            if listed is not None:
                return None if listed == "0" else (listed, level, holder.get(w("styleId")))
        return None

    def run_style(self, run: Element, paragraph: Element, *, is_heading: bool) -> Text:
        """An empty run with the styles of `run`; headings are bold anyway, so there bold says nothing."""
        own = find(run, "rPr")
        holders = [own] if own is not None else []
        holders += [
            properties
            for style in (*self.chain(value(own, "rStyle")), *self.chain(self.of(paragraph)))
            if (properties := find(style, "rPr")) is not None
        ]

        def is_on(name: str) -> bool:
            return next((said for holder in holders if (said := switch(holder, name)) is not None), False)

        underline = next((said for holder in holders if (said := value(holder, "u")) is not None), "none")
        return Text(
            "",
            bold=not is_heading and is_on("b"),
            italic=is_on("i"),
            underline=underline != "none",
            strike=is_on("strike") or is_on("dstrike"),
            colour=DEFAULT_COLOUR if is_heading else colour_name(value(own, "color")),
            ground=ground_name(own),
        )


def _level(value: int) -> Level:
    level: Level = 1
    for known in (2, 3, 4, 5, 6):
        if value >= known:
            level = known
    return level


def colour_name(hexadecimal: str | None) -> str:
    """The editor's name for a colour of letters; black and gray follow the theme."""
    if not hexadecimal or not re.fullmatch(r"[0-9A-Fa-f]{6}", hexadecimal):
        return DEFAULT_COLOUR
    red, green, blue = (int(hexadecimal[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, saturation, brightness = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.25 or brightness < 0.3:
        return DEFAULT_COLOUR
    return next(name for end, name in _HUES if hue * 360 <= end)


_HUES: Final = (
    *((15, "red"), (42, "orange"), (68, "yellow"), (170, "green")),
    *((255, "blue"), (290, "purple"), (340, "pink"), (360, "red")),
)


def ground_name(properties: Element | None) -> str:
    """The editor's name for the colour behind letters or a cell: a highlight or a shading."""
    highlight = value(properties, "highlight")
    if highlight and highlight != "none":
        return _HIGHLIGHTS.get(highlight, "gray")
    shading = find(properties, "shd")
    fill = None if shading is None else shading.get(w("fill"))
    if not fill or fill.lower() in ("auto", "ffffff"):
        return DEFAULT_COLOUR
    named = _tint_name(fill)
    return "gray" if named == DEFAULT_COLOUR else named


def _tint_name(fill: str) -> str:
    """Grounds are pale: their hue counts from a much smaller saturation than that of letters."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return DEFAULT_COLOUR
    red, green, blue = (int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    return DEFAULT_COLOUR if saturation < 0.06 else next(name for end, name in _HUES if hue * 360 <= end)


_HIGHLIGHTS: Final = {
    "yellow": "yellow",
    "green": "green",
    "darkGreen": "green",
    "cyan": "blue",
    "blue": "blue",
    "darkBlue": "blue",
    "darkCyan": "blue",
    "red": "red",
    "darkRed": "red",
    "magenta": "pink",
    "darkMagenta": "purple",
    "darkYellow": "brown",
}
