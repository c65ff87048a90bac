"""What a preview does not show, counted while a file is read, so that the page can say it."""

from collections import Counter
from typing import Final, Literal, get_args

Code = Literal[
    "attachment",  # more attachments than are listed
    "broken_image",  # a picture whose bytes are missing
    "chart",
    "columns",  # several columns became one
    "comment",
    "conditional_format",  # colours that depend on values
    "depth",  # an archive within archives deeper than is looked into
    "diagram",  # SmartArt
    "formula",  # a mathematical formula: its letters only
    "html",  # a mail written as a web page: its words only
    "image_format",  # a picture in a format browsers do not show (EMF, WMF, TIFF)
    "linked_image",  # a picture kept outside the file, which is not fetched
    "macro",
    "not_calculated",  # a formula whose result was not saved
    "not_rendered",  # LibreOffice could not lay it out for paper: our own reader did
    "object",  # a file of another kind inside this one, a sound, a film
    "rich_text",  # words kept in a form that only Outlook reads
    "shape",  # arrows, lines, free forms
    "sparkline",
    "table_style",  # stripes of a table
    "too_many",  # more than one preview holds
    "tracked_change",  # changes under record are shown as accepted
    "transition",  # movement of slides
    "vertical_text",  # shown in horizontal lines
]
CODES: Final = frozenset(get_args(Code))


class Unshown:
    """So many of each kind."""

    def __init__(self) -> None:
        self._counts: Counter[Code] = Counter()

    def add(self, code: Code, count: int = 1) -> None:
        """So many more of a kind are not shown."""
        if count > 0:
            self._counts[code] += count

    def listed(self) -> list[dict[str, str | int]]:
        """As it travels: code and count, in the order met."""
        return [{"code": code, "count": count} for code, count in self._counts.items()]
