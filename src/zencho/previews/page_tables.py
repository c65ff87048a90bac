"""Tables of a Word file as they are ruled: merged cells, borders, grounds, heights."""

from collections.abc import Callable
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.word_names import find, number, seen, switch, value, w
from zencho.previews.page_looks import Looks, ground_of, line_of, pixels
from zencho.previews.xml_names import children, local

_MOST_COLUMNS: Final = 100
_MOST_ROWS: Final = 5_000
_SIDES: Final = {"top": "t", "bottom": "b", "left": "l", "start": "l", "right": "r", "end": "r"}
_WRAPPERS: Final = frozenset(map(w, ("sdt", "sdtContent", "ins", "customXml")))
Cell = dict[str, Any]
Blocks = Callable[[Element, list[Element]], list[Any]]


class TableReader:
    """Reads tables with what their styles add."""

    def __init__(self, looks: Looks, blocks: Blocks) -> None:
        self._looks, self._blocks = looks, blocks

    def table(self, element: Element) -> dict[str, Any]:
        """Widths of the columns, and rows of cells; a cell that is merged upward is part of the one above."""
        properties = find(element, "tblPr")
        styles = self._looks.chain(value(properties, "tblStyle"))
        borders = _borders(
            [*(find(each, "tblPr", "tblBorders") for each in styles), find(properties, "tblBorders")]
        )
        margins = _margins(
            [*(find(each, "tblPr", "tblCellMar") for each in styles), find(properties, "tblCellMar")]
        )
        widths = [pixels(each.get(w("w"))) or 0 for each in children(find(element, "tblGrid"), "gridCol")]
        grid: dict[int, Cell] = {}
        rows = []
        for place, row in enumerate(_parts(element, "tr")):
            if place >= _MOST_ROWS:
                break
            parts = (each for style in styles for each in children(style, "tblStylePr"))
            first = [each for each in parts if _is_first(each, place, properties)]
            rows.append(self._row(row, styles, first, borders, grid, is_top=place == 0))
        for last in rows[-1:]:
            _close_below(last["cells"], borders)
        indent = pixels(attribute_of(properties, "tblInd", "w")) or 0
        return {
            "kind": "table",
            "widths": widths[:_MOST_COLUMNS],
            "rows": rows,
            "across": value(properties, "jc") or "left",
            "indent": indent,
            "margins": margins,
        }

    def _row(
        self,
        row: Element,
        styles: list[Element],
        first: list[Element],
        borders: Cell,
        grid: dict[int, Cell],
        *,
        is_top: bool,
    ) -> dict[str, Any]:
        properties = find(row, "trPr")
        height = find(properties, "trHeight")
        column = min(number(value(properties, "gridBefore")) or 0, _MOST_COLUMNS)
        cells: list[Cell] = [] if column == 0 else [{"span": column, "blocks": [], "borders": {}}]
        for cell in _parts(row, "tc"):
            about = find(cell, "tcPr")
            span = max(1, min(number(value(about, "gridSpan")) or 1, _MOST_COLUMNS))
            merge = find(about, "vMerge")
            if merge is not None and merge.get(w("val")) != "restart" and column in grid:
                grid[column]["rows"] = grid[column].get("rows", 1) + 1
                own = _borders([find(about, "tcBorders")])
                grid[column]["borders"] |= {key: line for key, line in own.items() if key == "b"}
            elif column < _MOST_COLUMNS:
                made = self._cell(cell, about, styles, first)
                made["span"] = span
                made["borders"] = _cell_borders(about, borders, is_top=is_top, is_left=column == 0)
                cells.append(made)
                grid.pop(column, None)
                if merge is not None:
                    grid[column] = made
            column += span
        for last in cells[-1:]:
            if borders.get("r") and not last.pop("ends", False):
                last["borders"]["r"] = borders["r"]
        for each in cells:
            each.pop("ends", None)
        return {
            "cells": cells,
            "height": None if height is None else pixels(height.get(w("val"))),
            "exact": height is not None and height.get(w("hRule")) == "exact",
            "heads": bool(switch(properties, "tblHeader")),
        }

    def _cell(
        self, cell: Element, about: Element | None, styles: list[Element], first: list[Element]
    ) -> Cell:
        grounds = [ground_of(about), *(ground_of(find(each, "tcPr")) for each in reversed(first))]
        made: Cell = {"blocks": self._blocks(cell, [*styles, *first])}
        if (ground := next(filter(None, grounds), None)) is not None:
            made["ground"] = ground
        if (down := value(about, "vAlign")) in ("center", "bottom"):
            made["down"] = down
        if value(about, "textDirection") in ("tbRl", "tbRlV"):
            made["vertical"] = True
        if (own := find(about, "tcMar")) is not None:
            made["margins"] = _margins([own])
        if (slants := find(about, "tcBorders")) is not None:
            for name in ("tl2br", "tr2bl"):
                line = find(slants, name)
                if line is not None and (drawn := line_of(line)) is not None:
                    made[name] = drawn
        # Whether it says itself what stands at its right side.
        return made | {"ends": "r" in _borders([find(about, "tcBorders")])}


def _parts(parent: Element, name: str) -> list[Element]:
    """Rows of a table or cells of a row, also those inside controls."""
    found: list[Element] = []
    for part in seen(parent):
        if part.tag == w(name):
            found.append(part)
        elif part.tag in _WRAPPERS:
            found += _parts(part, name)
    return found


def attribute_of(element: Element | None, name: str, key: str) -> str | None:
    """An attribute of a child."""
    found = find(element, name)
    return None if found is None else found.get(w(key))


def _is_first(style: Element, place: int, properties: Element | None) -> bool:
    """Whether a part of a table style is for this row: only the first row's is drawn."""
    look = find(properties, "tblLook")
    said = None if look is None else look.get(w("firstRow"))
    return place == 0 and style.get(w("type")) == "firstRow" and said not in ("0", "false")


def _borders(layers: list[Element | None]) -> dict[str, Any]:
    """The nearest line of each side; None for one that is said not to be drawn."""
    found: dict[str, Any] = {}
    for layer in layers:
        for side in () if layer is None else layer:
            key = _SIDES.get(local(side)) or local(side)
            found[key] = line_of(side)
    return found


def _cell_borders(
    about: Element | None, table: dict[str, Any], *, is_top: bool, is_left: bool
) -> dict[str, Any]:
    """A cell's own lines, else those of the table: of its edge outside, inside ones between cells."""
    inner = {
        "t": table.get("t" if is_top else "insideH"),
        "b": table.get("insideH"),
        "l": table.get("l" if is_left else "insideV"),
        "r": table.get("insideV"),
    }
    own = _borders([find(about, "tcBorders")])
    joined = inner | {key: line for key, line in own.items() if key in inner}
    return {key: line for key, line in joined.items() if line is not None}


def _close_below(cells: list[Cell], table: dict[str, Any]) -> None:
    for cell in cells:
        if table.get("b") is not None and "b" not in cell["borders"]:
            cell["borders"]["b"] = table["b"]


def _margins(layers: list[Element | None]) -> list[int]:
    """Room inside a cell: top, right, bottom, left."""
    found = {"t": 0, "r": 7, "b": 0, "l": 7}
    for layer in layers:
        for side in () if layer is None else layer:
            key = _SIDES.get(local(side))
            if key is not None:
                found[key] = max(0, min(200, pixels(side.get(w("w"))) or 0))
    return [found["t"], found["r"], found["b"], found["l"]]
