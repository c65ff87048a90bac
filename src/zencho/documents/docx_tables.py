"""The tables of a Word file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element

from zencho.documents.blocks import (
    DEFAULT_COLOUR,
    Alignment,
    Cell,
    Content,
    Image,
    Look,
    Table,
    Text,
    joined,
    plain,
)
from zencho.documents.docx_styles import ground_name
from zencho.documents.grid import squared
from zencho.documents.left_out import Tally
from zencho.drive.office.word_names import find, number, seen, switch, value, w

#: Word measures columns in twentieths of a point; fifteen of them make a CSS pixel.
_TWIPS_PER_PIXEL: Final = 15
_PAGE_PIXELS: Final = 720
_NARROWEST_PIXELS: Final = 24

ALIGNMENTS: Final[dict[str, Alignment]] = {
    "center": "center",
    "right": "right",
    "end": "right",
    "distribute": "center",
}

#: Gives the words of a paragraph of a cell and the pictures in it.
ReadParagraph = Callable[[Element], tuple[Content, list[Image]]]


class TableReader:
    """Reads tables; a cell holds words only, so what else stands in one is moved or told."""

    def __init__(self, read: ReadParagraph, tally: Tally) -> None:
        self._read = read
        self._tally = tally

    def table(self, element: Element) -> tuple[Table, list[Image]]:
        """The table, and the pictures of its cells, which are to stand after it."""
        pictures: list[Image] = []
        rows: list[list[_Stretch]] = []
        for row in _through(element, w("tr")):
            rows.append(self._row(row, pictures))
        table = Table(
            rows=tuple(tuple(stretch.cell for stretch in row if stretch.cell) for row in _merged(rows)),
            header_rows=_header_rows(list(_through(element, w("tr")))),
            column_widths=_widths(element),
        )
        for _ in pictures:
            self._tally.add("image_in_table")
        return squared(table), pictures

    def _row(self, row: Element, pictures: list[Image]) -> list["_Stretch"]:
        stretches = _gap(row, "gridBefore")
        for cell in _through(row, w("tc")):
            span = max(1, number(value(cell, "tcPr", "gridSpan")) or 1)
            merge = find(cell, "tcPr", "vMerge")
            is_below = merge is not None and merge.get(w("val"), "continue") == "continue"
            stretches.append(_Stretch(span, None if is_below else self._cell(cell, span, pictures)))
        return stretches + _gap(row, "gridAfter")

    def _cell(self, cell: Element, span: int, pictures: list[Image]) -> Cell:
        alignment: Alignment = next(
            (ALIGNMENTS[said] for p in cell.iter(w("p")) if (said := value(p, "pPr", "jc")) in ALIGNMENTS),
            "left",
        )
        if value(cell, "tcPr", "textDirection") in ("tbRl", "tbRlV"):
            self._tally.add("vertical_text")
        look = Look(alignment, DEFAULT_COLOUR, ground_name(find(cell, "tcPr")))
        return Cell(self._lines(cell, pictures), span, 1, look)

    def _lines(self, cell: Element, pictures: list[Image]) -> Content:
        """The paragraphs of a cell as lines; a table inside it gives a line for each of its rows."""
        lines: list[Content] = []
        for part in _parts(cell):
            if part.tag == w("p"):
                content, found = self._read(part)
                pictures.extend(found)
                lines.append(content)
            else:
                self._tally.add("nested_table")
                for row in _through(part, w("tr")):
                    words = (plain(self._lines(inner, pictures)) for inner in _through(row, w("tc")))
                    lines.append((Text("\t".join(words).replace("\n", " ")),))
        while lines and not plain(lines[-1]).strip():
            lines.pop()
        content = lines[0] if lines else ()
        for line in lines[1:]:
            content = (*content, Text("\n"), *line)
        return joined(content)


class _Stretch:
    """So many columns of a row: a cell, or none where the cell above reaches down."""

    def __init__(self, columns: int, cell: Cell | None) -> None:
        self.columns = columns
        self.cell = cell


def _gap(row: Element, side: str) -> list[_Stretch]:
    columns = number(value(row, "trPr", side)) or 0
    return [_Stretch(1, Cell()) for _ in range(min(max(columns, 0), 63))]


def _merged(rows: list[list[_Stretch]]) -> list[list[_Stretch]]:
    """Lets each cell reach down over the stretches below it that say they continue it."""
    open_cells: dict[int, _Stretch] = {}
    for row in rows:
        column = 0
        for place, stretch in enumerate(row):
            above = open_cells.get(column)
            if stretch.cell is None and above is not None and above.cell and above.columns == stretch.columns:
                above.cell = replace(above.cell, rowspan=above.cell.rowspan + 1)
            elif stretch.cell is None:
                # Nothing above fits: the cell stands alone.
                row[place] = stretch = _Stretch(stretch.columns, Cell(colspan=stretch.columns))
            if stretch.cell is not None:
                open_cells[column] = stretch
            column += stretch.columns
    return rows


def _header_rows(rows: list[Element]) -> int:
    """Rows that Word repeats on each page; else a first row that is shaded throughout."""
    repeated = 0
    while repeated < len(rows) and switch(rows[repeated], "trPr", "tblHeader"):
        repeated += 1
    if repeated or len(rows) < 2:
        return repeated
    grounds = [ground_name(find(cell, "tcPr")) for cell in _through(rows[0], w("tc"))]
    return int(len(grounds) > 1 and DEFAULT_COLOUR not in grounds)


def _widths(table: Element) -> tuple[int, ...]:
    columns = [] if (grid := find(table, "tblGrid")) is None else grid.findall(w("gridCol"))
    widths = [(number(column.get(w("w"))) or 0) // _TWIPS_PER_PIXEL for column in columns]
    if not widths or min(widths) <= 0:
        return ()
    shrink = min(1.0, _PAGE_PIXELS / sum(widths))
    return tuple(max(_NARROWEST_PIXELS, int(width * shrink)) for width in widths)


def _through(element: Element, tag: str) -> Iterator[Element]:
    """The children of one name, also those inside content controls and recorded insertions."""
    for child in seen(element):
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, tag)


def _parts(cell: Element) -> Iterator[Element]:
    for child in seen(cell):
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _parts(child)


_WRAPPERS: Final = frozenset({w("sdt"), w("sdtContent"), w("ins"), w("customXml"), w("moveTo")})
