"""Why a thing could not be put in. Each has its words on the page and in the PDF."""

from typing import Any, Final, Literal, get_args

Reason = Literal[
    "damaged",  # the file ends early or contradicts itself
    "empty",  # it has no page
    "encrypted",  # it asks for a password
    "gone",  # not there, or not for this person any more
    "is_old_office",  # .doc, .xls, .ppt
    "is_sound_or_film",
    "is_archive",
    "no_form",  # nothing we know how to put on paper
    "picture_format",  # a picture that cannot be read here (TIFF, HEIC, BMP …)
    "printing_forbidden",  # whoever made the PDF forbade it
    "takes_too_long",
    "too_large",
    "too_many_pages",
]
REASONS: Final = frozenset(get_args(Reason))


class NotPrinted(Exception):
    """The thing gets a page that says why instead; `reason` is one of `REASONS`."""

    def __init__(self, reason: Reason, **about: Any) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.about = about
