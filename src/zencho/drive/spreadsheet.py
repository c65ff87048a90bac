"""Lines of CSV as Excel opens them: UTF-8 with its mark, CRLF, nothing taken for a formula."""

import csv
import io
from collections.abc import Iterable

MARK = "\ufeff"


def line(cells: Iterable[str]) -> str:
    """One line, with its end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(map(_plain, cells))
    return text.getvalue()


def _plain(value: str) -> str:
    # A spreadsheet takes what begins so for a formula and would run it.
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
