"""The cells of a sheet, read in a stream and no further than a page shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.ooxml import Package, parse_xml, pull_xml
from zencho.drive.office.unreadable import FileDamaged
from zencho.previews.cell_places import LAST_COLUMN, LAST_ROW, column_of, moved
from zencho.previews.unshown import Unshown
from zencho.previews.xml_names import attribute, child, flag, local, number, real

MOST_COLUMNS: Final = 200
_MOST_TAIL_BYTES: Final = 32 * 2**20
_ROOT: Final = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_END: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>")
#: A cell: row, column, style, kind, raw value, formula.
RawCell = tuple[int, int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Most:
    """How much of a sheet is read at once."""

    rows: int
    cells: int


@dataclass(slots=True)
class RawSheet:
    """A sheet as its part has it, before styles and shared words are looked up.

    `about` holds all that stands around the cells: columns, merges, panes …
    """

    about: Element
    cells: list[RawCell] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    row_styles: dict[int, int] = field(default_factory=dict)
    is_cut_below: bool = False
    is_cut_right: bool = False


def read_cells(package: Package, part: str, most: Most, unshown: Unshown) -> RawSheet:
    """The first rows of a sheet and what stands around them. Raises FileDamaged and its kin."""
    keeping = _Keeping(package.pieces(part))
    reader = _Rows(most, unshown)
    root: Element | None = None
    for step, element in pull_xml(keeping.pieces()):
        if root is None:
            root = element
        if step == "end" and element.tag.endswith("}row"):
            is_full = not reader.take(element)
            element.clear()
            if is_full:
                reader.sheet.is_cut_below = True
                return reader.finish(keeping.rest())
    if root is None:
        raise FileDamaged(part=part)
    return reader.finish(root)


class _Keeping:
    """Hands pieces on, and finds the end of the rows by itself once nobody reads them."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source
        self._last = b""
        self._head = b""

    def pieces(self) -> Iterator[bytes]:
        for piece in self._source:
            self._head = self._head or piece
            self._last = piece
            yield piece

    def rest(self) -> Element:
        """What stands before and behind the rows, as a sheet without any."""
        opened = _ROOT.search(self._head)
        if opened is None:
            raise FileDamaged
        before = re.split(rb"<(?:\w+:)?sheetData\b", self._head[opened.end() :], maxsplit=1)[0]
        tail, is_behind, overlap = b"", False, self._last
        while True:
            if not is_behind and b"sheetData" in overlap and (end := _END.search(overlap)):
                tail, is_behind = overlap[end.end() :], True
            elif is_behind:
                tail += overlap
            piece = next(self._source, b"")
            if not piece or len(tail) > _MOST_TAIL_BYTES:
                break
            overlap = piece if is_behind else overlap[-64:] + piece
        return (
            parse_xml(opened[0] + before + tail)
            if tail
            else parse_xml(opened[0] + before + _close(opened[0]))
        )


def _close(opened: bytes) -> bytes:
    return b"</" + re.split(rb"[\s>]", opened[1:], maxsplit=1)[0] + b">"


class _Rows:
    """Takes rows until there are enough."""

    def __init__(self, most: Most, unshown: Unshown) -> None:
        self._most, self._unshown = most, unshown
        self.sheet = RawSheet(Element("worksheet"))
        self._row = 0
        self._shared: dict[str, tuple[str, int, int]] = {}

    def finish(self, about: Element) -> RawSheet:
        """All that was taken."""
        self.sheet.about = about
        return self.sheet

    def take(self, row: Element) -> bool:
        """Whether the row still had its place."""
        self._row = max(number(row.get("r")), self._row + 1)
        if self._row > min(self._most.rows, LAST_ROW) or len(self.sheet.cells) >= self._most.cells:
            return False
        if (height := row.get("ht")) is not None:
            self.sheet.heights[self._row] = real(height)
        if flag(row.get("hidden")):
            self.sheet.hidden_rows.append(self._row)
        if flag(row.get("customFormat")) and number(row.get("s")):
            self.sheet.row_styles[self._row] = number(row.get("s"))
        column = 0
        for cell in row:
            said = cell.get("r")
            column = _column(said.rstrip("0123456789")) if said else column + 1
            if column > MOST_COLUMNS:
                self.sheet.is_cut_right |= len(cell) > 0
                continue
            self._cell(cell, column)
        return True

    def _cell(self, cell: Element, column: int) -> None:
        kind = cell.get("t", "n")
        raw = formula = ""
        for part in cell:
            tag = part.tag
            if tag.endswith("}v"):
                raw = part.text or ""
            elif tag.endswith("}f"):
                formula = self._formula(part, column)
            elif tag.endswith("}is"):
                raw = words_of(part)
        if formula and not raw and kind != "str":
            self._unshown.add("not_calculated")
        self.sheet.cells.append((self._row, column, number(cell.get("s")), kind, raw, formula))

    def _formula(self, element: Element, column: int) -> str:
        said = element.text or ""
        name = element.get("si")
        if element.get("t") != "shared" or name is None:
            return said
        if said:
            self._shared[name] = (said, self._row, column)
            return said
        first = self._shared.get(name)
        return moved(first[0], self._row - first[1], column - first[2]) if first else ""


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """The column of a cell's place; one beyond the sheet where it is none."""
    column = column_of(letters) if letters.isascii() and letters.isalpha() and len(letters) < 4 else 0
    return column if 0 < column <= LAST_COLUMN else LAST_COLUMN + 1


def words_of(element: Element) -> str:
    """The words of a text with runs; readings above kanji (rPh) are not part of it."""
    words = ""
    for part in element:
        name = local(part)
        if name == "t":
            words += part.text or ""
        elif name == "r":
            found = child(part, "t")
            words += "" if found is None else found.text or ""
    return words.replace("_x000D_", "")


def read_shared(package: Package, part: str | None, wanted: set[int]) -> dict[int, str]:
    """Those of the workbook's shared words that are wanted, read no further than the last of them."""
    found: dict[int, str] = {}
    if part is None or not wanted or not package.has_part(part):
        return found
    last, place, root = max(wanted), 0, None
    for step, element in pull_xml(package.pieces(part)):
        root = element if root is None else root
        if step == "end" and element.tag.endswith("}si"):
            if place in wanted:
                found[place] = words_of(element)
            element.clear()
            place += 1
            if place % 1000 == 0:
                root.clear()
            if place > last:
                break
    return found


def pane_of(about: Element) -> tuple[int, int]:
    """How many rows and columns stay where they are."""
    pane = child(about, "sheetViews", "sheetView", "pane")
    if pane is None or pane.get("state") not in ("frozen", "frozenSplit"):
        return 0, 0
    return number(pane.get("ySplit")), number(pane.get("xSplit"))


def relation_of(element: Element | None) -> str:
    """The id of the relation an element names (r:id)."""
    return attribute(element, "id") or ""


def settings_of(about: Element) -> dict[str, Any]:
    """What the view of a sheet says: whether lines between cells and zeros are shown."""
    view = child(about, "sheetViews", "sheetView")
    said = {} if view is None else view.attrib
    return {
        "has_lines": flag(said.get("showGridLines"), default=True),
        "has_zeros": flag(said.get("showZeros"), default=True),
    }
