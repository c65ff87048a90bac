"""A sheet of a workbook laid out for paper: what is printed of it, its cells with what they cover, its scale.

The area that the workbook says is to be printed, else all that stands on the sheet. Columns are made narrower
together until they fit across the page, which lies on its side where that makes them larger.
"""

import unicodedata
from typing import Any, Final

from zencho.printing.reasons import NotPrinted

MOST_CELLS: Final = 40_000
#: Pixels across A4 inside its margins, upright and lying.
_UPRIGHT, _LYING = 680, 1008
#: Letters are never made smaller than this share; what is wider still goes on beside, on sheets of its own.
_LEAST_SCALE: Final = 0.35
_LEAST_SHRINK: Final = 0.4


def lay_sheet(name: str, sheet: dict[str, Any]) -> list[dict[str, Any]]:
    """One sheet as one or more tables, each as wide as a page; none where nothing stands on it."""
    return [
        laid
        for area in _areas(sheet)
        for columns in _split(sheet, area)
        if (laid := _lay(name, sheet, (area[0], columns[0], area[2], columns[-1])))
    ]


def _areas(sheet: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    if sheet["print"]:
        return [tuple(each) for each in sheet["print"]]
    looks = sheet["styles"]
    held = [
        each
        for each in sheet["cells"]
        if each[4] or any(key == "fill" or key.startswith("border") for key in looks.get(each[2], {}))
    ]
    if not held:
        return []
    rows, columns = [each[0] for each in held], [each[1] for each in held]
    merged = [each for each in sheet["merged"] if each[0] <= max(rows) and each[1] <= max(columns)]
    bottom = max([*rows, *(each[2] for each in merged if each[2] < max(rows) + 200)])
    right = max([*columns, *(each[3] for each in merged if each[3] < max(columns) + 50)])
    return [(1, 1, bottom, right)]


def _split(sheet: dict[str, Any], area: tuple[int, int, int, int]) -> list[list[int]]:
    """Its columns, in groups that fit across a page."""
    groups: list[list[int]] = [[]]
    wide = 0
    for column in range(area[1], area[3] + 1):
        own = _width(sheet, column)
        if own == 0:
            continue
        if groups[-1] and wide + own > _LYING / _LEAST_SCALE:
            groups.append([])
            wide = 0
        groups[-1].append(column)
        wide += own
    return [each for each in groups if each]


def _width(sheet: dict[str, Any], column: int) -> int:
    for first, last, width, _style, is_hidden in sheet["columns"]:
        if first <= column <= last:
            return 0 if is_hidden else min(int(width), 1_500)
    return int(sheet["default_width"])


def _lay(name: str, sheet: dict[str, Any], area: tuple[int, int, int, int]) -> dict[str, Any] | None:
    top, left, bottom, right = area
    heights, hidden = dict(map(tuple, sheet["heights"])), set(sheet["hidden_rows"])
    last = max([each[0] for each in sheet["cells"]] + [each[2] for each in sheet["merged"]], default=0)
    rows = [
        row
        for row in range(top, min(bottom, last) + 1)
        if row not in hidden and heights.get(row, sheet["default_height"]) > 0
    ]
    columns = [each for each in range(left, right + 1) if _width(sheet, each) > 0]
    if not rows or not columns:
        return None
    if len(rows) * len(columns) > 40 * MOST_CELLS:
        raise NotPrinted("too_large")
    x_of = {column: place for place, column in enumerate(columns)}
    y_of = {row: place for place, row in enumerate(rows)}
    widths = [_width(sheet, each) for each in columns]
    is_lying = sum(widths) > _UPRIGHT * 1.15
    scale = min(1.0, (_LYING if is_lying else _UPRIGHT) / sum(widths))
    cells = _cells(sheet, x_of, y_of)
    if len(cells) > MOST_CELLS:
        raise NotPrinted("too_large")
    return {
        "name": name,
        "wide": is_lying,
        "scale": round(scale, 4),
        "columns": widths,
        "rows": _rows(rows, heights, sheet["default_height"], cells),
        "styles": {str(key): look for key, look in sheet["styles"].items()},
        "cells": cells,
    }


def _rows(
    rows: list[int], heights: dict[int, int], default: int, cells: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """How high each is; one whose words are broken into lines may grow."""
    wrapped = {each["y"] for each in cells if each["wraps"]}
    least = [float(heights.get(row, default)) for row in rows]
    for each in cells:
        if each["down"] == 1:
            least[each["y"]] = max(least[each["y"]], each["size"] * 96 / 72 * 1.12 if each["text"] else 0)
    return [{"height": round(high, 1), "grows": y in wrapped} for y, high in enumerate(least)]


def _cells(sheet: dict[str, Any], x_of: dict[int, int], y_of: dict[int, int]) -> list[dict[str, Any]]:
    spans, covered = _spans(sheet, x_of, y_of)
    by_place = {(each[0], each[1]): each for each in sheet["cells"]}
    cells = []
    for (row, column), cell in by_place.items():
        if row not in y_of or column not in x_of or (row, column) in covered:
            continue
        across, down = spans.get((row, column), (1, 1))
        look = sheet["styles"].get(cell[2], {})
        size, wide = look.get("size", 11), sum(_width(sheet, each) for each in range(column, column + across))
        needed, wraps = _width_of(str(cell[4]), size), bool(look.get("wrap")) or "\n" in str(cell[4])
        next_one = by_place.get((row, column + 1))
        # Words that do not fit run on over empty cells beside; all else is made smaller.
        is_free = cell[3] == "s" and across == 1 and (next_one is None or not next_one[4])
        is_open = is_free and not wraps and look.get("across", "left") == "left" and needed > wide - 4
        shrink = (
            1.0
            if wraps or is_open or needed <= wide - 4
            else max(_LEAST_SHRINK, (wide - 6) / (needed * 1.04))
        )
        cells.append(
            {
                "x": x_of[column],
                "y": y_of[row],
                "across": across,
                "down": down,
                "style": str(cell[2]),
                "kind": cell[3],
                "text": cell[4],
                "colour": cell[5] if len(cell) > 5 else None,
                "size": size,
                "shrink": shrink,
                "wraps": wraps and down == 1,
                "open": is_open,
            }
        )
    # The figures of a column are of one size, or nobody could compare them by looking.
    least: dict[int, float] = {}
    for each in cells:
        if each["kind"] == "n" and each["across"] == 1:
            least[each["x"]] = min(least.get(each["x"], 1.0), each["shrink"])
    for each in cells:
        shrink = each.pop("shrink")
        is_figure = each["kind"] == "n" and each["across"] == 1
        each["size"] = round(each["size"] * (least[each["x"]] if is_figure else shrink), 2)
    return cells


def _spans(
    sheet: dict[str, Any], x_of: dict[int, int], y_of: dict[int, int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How far merged cells reach on paper, and which cells they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet["merged"]:
        rows = [row for row in range(top, min(bottom, top + 10_000) + 1) if row in y_of]
        columns = [column for column in range(left, right + 1) if column in x_of]
        places = {(row, column) for row in rows for column in columns}
        if not places or places & covered or top not in y_of or left not in x_of:
            continue
        spans[top, left] = (len(columns), len(rows))
        covered |= places - {(top, left)}
    return spans, covered


def _width_of(words: str, size: float) -> float:
    """About so many pixels in our letters, whose digits are wider than half of a kanji."""
    ems = sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.57 for each in words)
    return ems * size * 96 / 72
