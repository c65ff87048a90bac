"""A workbook (.xlsx, .xlsm without its macros) as the grid that the page draws.

The first answer holds the list of sheets and the first rows of the one that was open; `sheet-2` holds one
sheet as far as a page shows any. Values come as the words that stand in the cell.
"""

import math
import re
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.ooxml import Package, Relation
from zencho.drive.office.unreadable import FileDamaged
from zencho.previews.cell_places import Range, range_of
from zencho.previews.colours import read_theme
from zencho.previews.number_formats import Shown, show_number, show_text
from zencho.previews.sheet_cells import (
    MOST_COLUMNS,
    Most,
    RawCell,
    RawSheet,
    pane_of,
    read_cells,
    read_shared,
    relation_of,
    settings_of,
)
from zencho.previews.sheet_drawings import Drawings
from zencho.previews.sheet_sizes import Sizes
from zencho.previews.sheet_styles import SheetStyles
from zencho.previews.unshown import Unshown
from zencho.previews.xml_names import attribute, child, children, flag, number

FIRST: Final = Most(rows=300, cells=8_000)
WHOLE: Final = Most(rows=10_000, cells=200_000)
_MOST_SHEETS: Final = 255
_MOST_LETTERS: Final = 32_767
_ERRORS: Final = re.compile(r"#[A-Z0-9/!?]{2,14}$")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    state: str
    part: str


class Workbook:
    """An opened workbook. Raises FileDamaged where its parts contradict each other."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._relations = package.relations(main)
        self._root = package.xml(main)
        self._sheets = self._list_sheets()
        self._is_1904 = flag(attribute(child(self._root, "workbookPr"), "date1904"))
        self._styles = SheetStyles(self._part("styles"), read_theme(self._part("theme")))

    def first(self) -> dict[str, Any]:
        """The list of sheets, and the beginning of the one that was open when it was saved."""
        view = child(self._root, "bookViews", "workbookView")
        active = number(attribute(view, "activeTab"))
        shown = [place for place, sheet in enumerate(self._sheets) if sheet.state == "visible"]
        if active not in shown:
            active = shown[0] if shown else 0
        unshown = Unshown()
        if any(name.endswith("vbaProject.bin") for name in self._package.names()):
            unshown.add("macro")
        return {
            "kind": "sheets",
            "sheets": [{"name": sheet.name, "is_hidden": sheet.state != "visible"} for sheet in self._sheets],
            "active": active,
            "sheet": self.sheet(active, FIRST),
            "unshown": unshown.listed(),
        }

    def sheet(self, place: int, most: Most = WHOLE) -> dict[str, Any]:
        """One sheet, by its place in the list."""
        if not 0 <= place < len(self._sheets):
            raise FileDamaged
        part, unshown = self._sheets[place].part, Unshown()
        if not self._package.has_part(part) or "/worksheets/" not in f"/{part}":
            unshown.add("chart")  # a sheet that is one chart
            return _empty(place, unshown)
        raw = read_cells(self._package, part, most, unshown)
        relations = self._package.relations(part)
        shared = self._shared(raw)
        sizes = Sizes(raw, self._styles)
        settings = settings_of(raw.about)
        cells = [
            self._shown(cell, shared, has_zeros=settings["has_zeros"])
            for cell in raw.cells
            if cell[2] or cell[4] or cell[5]
        ]
        sizes.fit(cells)
        drawings = Drawings(self._package, relations, raw.about, unshown)
        self._tell(raw.about, relations, unshown)
        used = {cell[2] for cell in raw.cells} | set(sizes.column_styles()) | set(raw.row_styles.values())
        return {
            "place": place,
            "is_whole": not raw.is_cut_below or most is WHOLE,
            "is_cut": [raw.is_cut_below, raw.is_cut_right],
            "cells": cells,
            "styles": {style: self._styles.look(style) for style in sorted(used)},
            "merged": self._merged(raw.about),
            "frozen": pane_of(raw.about),
            "has_lines": settings["has_lines"],
            "print": self._print_areas(place),
            "drawings": drawings.listed(),
            "row_styles": sorted(raw.row_styles.items()),
            "unshown": unshown.listed(),
            **sizes.listed(),
        }

    def _list_sheets(self) -> list[_Sheet]:
        sheets = []
        for each in list(children(child(self._root, "sheets"), "sheet"))[:_MOST_SHEETS]:
            relation = self._relations.get(relation_of(each))
            target = "" if relation is None or relation.is_outside else relation.target
            sheets.append(_Sheet(each.get("name", ""), each.get("state", "visible"), target))
        if not sheets:
            raise FileDamaged
        return sheets

    def _target(self, kind: str) -> str | None:
        ends = f"/{kind}"
        return next((each.target for each in self._relations.values() if each.kind.endswith(ends)), None)

    def _part(self, kind: str) -> Element | None:
        name = self._target(kind)
        return self._package.xml(name) if name and self._package.has_part(name) else None

    def _shared(self, raw: RawSheet) -> dict[int, str]:
        wanted = {int(cell[4]) for cell in raw.cells if cell[3] == "s" and cell[4].isdigit()}
        return read_shared(self._package, self._target("sharedStrings"), wanted)

    def _shown(self, cell: RawCell, shared: dict[int, str], *, has_zeros: bool) -> list[Any]:
        """Row, column, style, kind (n, s, b, e), words; then colour and formula where there are any."""
        row, column, style, kind, raw, formula = cell
        if kind in ("s", "inlineStr", "str"):
            words = shared.get(int(raw), "") if kind == "s" and raw.isdigit() else raw
            what, shown = "s", show_text(words[:_MOST_LETTERS], self._styles.format_of(style))
        elif kind == "b":
            what, shown = "b", Shown("TRUE" if raw == "1" else "FALSE")
        elif kind == "e" or _ERRORS.match(raw):
            what, shown = "e", Shown(raw)
        elif kind == "d":
            what, shown = "s", Shown(raw.replace("-", "/").replace("T00:00:00", ""))
        else:
            what, shown = "n", self._number(raw, style, has_zeros=has_zeros)
        found: list[Any] = [row, column, style, what, shown.text]
        if formula or shown.colour:
            found += [shown.colour, formula]
        return found

    def _number(self, raw: str, style: int, *, has_zeros: bool) -> Shown:
        try:
            value = float(raw)
        except ValueError:
            return Shown(raw)
        if not math.isfinite(value) or (value == 0 and not has_zeros):
            return Shown("")
        return show_number(value, self._styles.format_of(style), is_1904=self._is_1904)

    def _merged(self, about: Element) -> list[Range]:
        ranges = (range_of(each.get("ref", "")) for each in children(child(about, "mergeCells"), "mergeCell"))
        return [each for each in ranges if each is not None and each[1] <= MOST_COLUMNS][:20_000]

    def _print_areas(self, place: int) -> list[Range]:
        for name in children(child(self._root, "definedNames"), "definedName"):
            if name.get("name") == "_xlnm.Print_Area" and number(name.get("localSheetId"), -1) == place:
                # A comma inside quotes belongs to the name of a sheet.
                areas = re.findall(r"(?:'[^']*'|[^',])+", name.text or "")
                return [found for found in map(range_of, areas) if found is not None]
        return []

    def _tell(self, about: Element, relations: dict[str, Relation], unshown: Unshown) -> None:
        rules = sum(1 for _ in children(about, "conditionalFormatting"))
        unshown.add("conditional_format", rules)
        unshown.add("table_style", number(attribute(child(about, "tableParts"), "count")))
        for each in relations.values():
            if each.kind.endswith("/comments") and self._package.has_part(each.target):
                notes = child(self._package.xml(each.target), "commentList")
                unshown.add("comment", 0 if notes is None else len(notes))
        extensions = child(about, "extLst")
        if extensions is not None:
            unshown.add("sparkline", sum(each.tag.endswith("}sparkline") for each in extensions.iter()))
            unshown.add("conditional_format", sum(each.tag.endswith("}cfRule") for each in extensions.iter()))


def _empty(place: int, unshown: Unshown) -> dict[str, Any]:
    return {
        "place": place, "is_whole": True, "is_cut": [False, False], "cells": [], "styles": {}, "merged": [],
        "frozen": [0, 0], "has_lines": False, "print": [], "drawings": [], "unshown": unshown.listed(),
        "columns": [], "heights": [], "hidden_rows": [], "row_styles": [],
        "default_width": 64, "default_height": 20,
    }  # fmt: skip
