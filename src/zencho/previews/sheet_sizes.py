"""Widths and heights of a sheet in pixels (96 to the inch), as the program that wrote it would draw them."""

import unicodedata
from typing import Any, Final

from zencho.previews.cell_places import place_of
from zencho.previews.sheet_cells import MOST_COLUMNS, RawSheet
from zencho.previews.sheet_styles import SheetStyles
from zencho.previews.xml_names import child, children, flag, number, real

_PIXELS_OF_POINT: Final = 96 / 72
_MOST_WIDTH, _MOST_HEIGHT = 2_000, 600
#: Fonts whose digits are 7 pixels wide at 11 points; those of Japanese fonts are 8.
_NARROW: Final = frozenset({"Calibri", "Arial", "Aptos Narrow", "Aptos", "Carlito", "Liberation Sans"})


class Sizes:
    """Columns and rows of one sheet."""

    def __init__(self, raw: RawSheet, styles: SheetStyles) -> None:
        self._raw, self._styles = raw, styles
        name, points = styles.normal_font
        self._digit = max(4, round(points * (7 if name in _NARROW else 8) / 11))
        self._points = points
        about = child(raw.about, "sheetFormatPr")
        said = {} if about is None else about.attrib
        default = real(said.get("defaultColWidth")) or real(said.get("baseColWidth"), 8) + 0.7
        self._default_width = self._pixels(default)
        self._default_height = _height(real(said.get("defaultRowHeight")) or points * 1.4 + 2)
        self._is_hidden = flag(said.get("zeroHeight"))
        self._columns = [
            [
                max(1, number(each.get("min"), 1)),
                min(MOST_COLUMNS, number(each.get("max"), 1)),
                self._pixels(real(each.get("width"), default)),
                number(each.get("style")),
                flag(each.get("hidden")),
            ]
            for each in children(child(raw.about, "cols"), "col")
        ]
        self._heights = {row: _height(points) for row, points in raw.heights.items()}

    def _pixels(self, letters: float) -> int:
        """A width counted in digits of the ordinary font (18.3.1.13)."""
        return max(0, min(_MOST_WIDTH, int((256 * letters + int(128 / self._digit)) / 256 * self._digit)))

    def column_styles(self) -> list[int]:
        """Styles that whole columns have."""
        return [each[3] for each in self._columns if each[3]]

    def fit(self, cells: list[list[Any]]) -> None:
        """Rows without a height of their own grow with what they hold, as the program does on opening."""
        merges = children(child(self._raw.about, "mergeCells"), "mergeCell")
        merged = {place_of(each.get("ref", "").partition(":")[0]) for each in merges}
        for row, column, style, _, words, *_ in cells:
            if row in self._raw.heights or not words or (row, column) in merged:
                continue
            look = self._styles.look(style)
            size = look.get("size", self._points) * _PIXELS_OF_POINT
            lines = words.count("\n") + 1 if look.get("wrap") else 1
            if look.get("wrap") and size > 0:
                lines = sum(self._lines(line, column, size) for line in words.split("\n"))
            needed = min(_MOST_HEIGHT, round(size * 1.3 * lines + 3))
            if needed > self._heights.get(row, self._default_height):
                self._heights[row] = needed

    def _lines(self, words: str, column: int, size: float) -> int:
        width = next((each[2] for each in self._columns if each[0] <= column <= each[1]), self._default_width)
        halves = sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in words)
        return max(1, -int(-halves * size / 2 // max(width - 4, 8)))

    def listed(self) -> dict[str, Any]:
        """As it travels: columns as [first, last, width, style, is hidden], rows as [row, height]."""
        return {
            "columns": self._columns,
            "heights": sorted(self._heights.items()),
            "hidden_rows": self._raw.hidden_rows,
            "default_width": self._default_width,
            "default_height": 0 if self._is_hidden else self._default_height,
        }


def _height(points: float) -> int:
    return max(0, min(_MOST_HEIGHT, round(points * _PIXELS_OF_POINT)))
