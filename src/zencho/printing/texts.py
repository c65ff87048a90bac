"""Plain texts, tables of comma-separated values and mails as blocks of a page."""

import csv
import io
from typing import Any, Final

from zencho.documents.markdown import decode
from zencho.previews.charsets import decoded
from zencho.printing.reasons import NotPrinted

MOST_LETTERS: Final = 2_000_000
MOST_CELLS: Final = 40_000


def text_blocks(content: bytes) -> dict[str, Any]:
    """Line by line, in letters of one width. Raises NotPrinted."""
    words = _letters(content)
    lines = words.expandtabs(8).replace("\f", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise NotPrinted("empty")
    return {"title": "", "size": 10, "blocks": [{"kind": "line", "text": each} for each in lines]}


def csv_blocks(content: bytes, *, is_tabbed: bool) -> dict[str, Any]:
    """One table, its first row repeated on each page. Raises NotPrinted."""
    csv.field_size_limit(MOST_LETTERS)
    source = io.StringIO(_letters(content), newline="")
    try:
        rows = [row for row in csv.reader(source, delimiter="\t" if is_tabbed else ",") if row]
    except csv.Error as fault:
        raise NotPrinted("damaged") from fault
    if not rows:
        raise NotPrinted("empty")
    columns = max(map(len, rows))
    if sum(map(len, rows)) > MOST_CELLS or columns > 200:
        raise NotPrinted("too_large")
    cells = [
        {
            "x": x,
            "y": y,
            "across": 1,
            "down": 1,
            "heads": y == 0,
            "long": len(said) > 400,
            "runs": [{"text": said}],
        }
        | ({"align": "right"} if y and _is_number(said) else {})
        for y, row in enumerate(rows)
        for x, said in enumerate(row)
    ]
    size = max(5, min(9, 9 * 12 / max(columns, 1)))
    table = {"kind": "table", "columns": columns, "widths": [], "heads": 1, "cells": cells, "size": size}
    return {"title": "", "lying": columns > 8, "blocks": [table]}


def mail_blocks(shown: dict[str, Any]) -> dict[str, Any]:
    """Who wrote what to whom and when, the words, and what was attached."""
    heads = [(shown[name], sign) for name, sign in _HEADS.items() if shown.get(name)]
    if shown.get("at"):
        heads.append((str(shown["at"]).replace("T", " ")[:16], "日時 / Date"))
    blocks: list[dict[str, Any]] = [
        {"kind": "paragraph", "runs": [{"text": f"{sign}: ", "bold": True}, {"text": said}]}
        for said, sign in heads
    ]
    blocks += [{"kind": "divider"}, *({"kind": "line", "text": each} for each in shown["words"].split("\n"))]
    names = [each["name"] for each in shown.get("attachments", [])]
    if names:
        blocks += [
            {"kind": "divider"},
            {"kind": "paragraph", "runs": [{"text": "添付 / Attached", "bold": True}]},
        ]
        blocks += [{"kind": "bullet", "runs": [{"text": each}]} for each in names]
    return {"title": shown.get("subject") or "", "blocks": blocks}


_HEADS: Final = {"from": "差出人 / From", "to": "宛先 / To", "cc": "Cc"}


def _letters(content: bytes) -> str:
    if len(content) > 4 * MOST_LETTERS:
        raise NotPrinted("too_large")
    try:
        words = decode(content)
    except Exception:  # what no rule explains is read as far as it can be
        words = decoded(content, None)
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if len(words) > MOST_LETTERS:
        raise NotPrinted("too_large")
    return words


def _is_number(said: str) -> bool:
    return said.replace(",", "").replace(".", "", 1).strip("¥-+% ").isdigit()
