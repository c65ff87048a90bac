"""Tables made exact rectangles, because a browser repairs every table that is not one.

The editor's table plugin mends a ragged table when it opens it and sends the mended rows to everybody, and a
row without a cell of its own makes the editor drop the whole table. What is laid out here needs no mending.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zencho.documents.blocks import Cell, Table

#: Word ends at 63 columns; more than this comes from a damaged or hostile file.
MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and the rectangle it covers, counted from 0."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


def places(rows: Sequence[Sequence[Cell]]) -> list[list[Place]]:
    """Rows of cells as an exact rectangle, left to right: gaps filled, overhangs cut, covered rows taken out.

    At least one row with one cell comes back, whatever goes in.
    """
    filled = _filled(rows)
    # A row in which no cell begins shows nothing of its own: it goes, and the cells over it shrink.
    begun = sorted({place.row for place in filled})
    result: list[list[Place]] = [[] for _ in begun]
    for place in sorted(filled, key=lambda place: place.column):
        first = bisect_left(begun, place.row)
        end = bisect_left(begun, place.row + place.rows)
        result[first].append(replace(place, row=first, rows=end - first))
    return result


def squared(table: Table) -> Table:
    """The same table as `places` lays it out, its spans made true."""
    laid = places(table.rows)
    width = sum(place.columns for place in laid[0])
    return replace(
        table,
        rows=tuple(
            tuple(replace(place.cell, colspan=place.columns, rowspan=place.rows) for place in row)
            for row in laid
        ),
        column_widths=table.column_widths if len(table.column_widths) == width else (),
    )


def _filled(rows: Sequence[Sequence[Cell]]) -> list[Place]:
    """Every cell with the rectangle it may have, and an empty cell for each gap."""
    taken: set[tuple[int, int]] = set()
    found: list[Place] = []
    for row_number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (row_number, column) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                break
            height = max(1, min(cell.rowspan, len(rows) - row_number))
            width = _free_width(taken, row_number, column, cell.colspan)
            found.append(Place(row_number, column, height, width, cell))
            taken.update(
                (row_number + down, column + right) for down in range(height) for right in range(width)
            )
            column += width
    columns = max((place.column + place.columns for place in found), default=1)
    found.extend(
        Place(row, column, 1, 1, Cell())
        for row in range(max(len(rows), 1))
        for column in range(columns)
        if (row, column) not in taken
    )
    return found


def _free_width(taken: set[tuple[int, int]], row: int, column: int, wanted: int) -> int:
    width = 1
    while width < wanted and column + width < MAX_COLUMNS and (row, column + width) not in taken:
        width += 1
    return width
