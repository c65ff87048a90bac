"""Places in a sheet: A1 as (row, column), both from 1; ranges; the references of a formula moved along."""

import re
from typing import Final

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
Range = tuple[int, int, int, int]
_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_SIDE: Final = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})$")
_REFERENCE: Final = re.compile(
    r'"[^"]*"' + r"|'[^']*'|\[[^\]]*\]|(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.])"
)


def column_of(letters: str) -> int:
    """A is 1, AA is 27."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place


def letters_of(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(said: str | None) -> tuple[int, int] | None:
    """Row and column of A1; None for what is no place of a sheet."""
    match = _PLACE.match(said or "")
    if match is None:
        return None
    row, column = int(match[2]), column_of(match[1])
    return (row, column) if 0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN else None


def range_of(said: str) -> Range | None:
    """First row, first column, last row, last column of A1:B2, A:B, 1:2 or A1."""
    first, _, last = said.rpartition("!")[2].partition(":")
    sides = [_SIDE.match(each) for each in (first, last or first)]
    if sides[0] is None or sides[1] is None or not first:
        return None
    top, left = int(sides[0][2] or 1), column_of(sides[0][1]) or 1
    bottom, right = int(sides[1][2] or LAST_ROW), column_of(sides[1][1]) or LAST_COLUMN
    return (
        (top, left, min(bottom, LAST_ROW), min(right, LAST_COLUMN))
        if top <= bottom and left <= right
        else None
    )


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula that cells share, as it stands so many rows down and columns to the right."""

    def move(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        column = column_of(match[2]) + (0 if match[1] else columns)
        row = int(match[4]) + (0 if match[3] else rows)
        if not (0 < column <= LAST_COLUMN and 0 < row <= LAST_ROW):
            return "#REF!"
        return f"{match[1]}{letters_of(column)}{match[3]}{row}"

    return _REFERENCE.sub(move, formula)
