"""How a thing comes onto paper, told by its kind and what its bytes are said to be; before any of them is
read."""

from pathlib import PurePath
from typing import Final, Literal

from zencho.printing.picture_heads import SHOWN
from zencho.printing.reasons import NotPrinted, Reason

Way = Literal["document", "pdf", "picture", "office", "rendered", "markdown", "csv", "text"]
MOST_BYTES: Final = 64 * 2**20
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_KINDS: Final[dict[str, Way]] = {
    "application/pdf": "pdf",
    "application/vnd.ms-word.document.macroEnabled.12": "office",
    "application/vnd.ms-excel.sheet.macroEnabled.12": "office",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12": "office",
    "application/vnd.ms-outlook": "office",
    # A new Office file under a password, or one whose name says nothing: its reader tells.
    "application/x-ole-storage": "office",
    "message/rfc822": "office",
    "text/csv": "csv",
    "text/markdown": "markdown",
}
_OLD: Final = frozenset({"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"})
#: What LibreOffice alone reads; a file that came before we knew its type is known by its name.
_RENDERED: Final = ("application/rtf", "application/vnd.oasis.opendocument.", *_OLD)
_RENDERED_ENDINGS: Final = frozenset((".doc", ".odp", ".ods", ".odt", ".ppt", ".rtf", ".xls"))
_UNTOLD: Final = frozenset(("application/zip", "application/x-ole-storage", "text/plain"))
_ARCHIVES: Final = (
    "application/zip",
    "application/x-7z",
    "application/gzip",
    "application/x-rar",
    "application/x-tar",
)


def way_of(
    kind: str, name: str, media_type: str | None, size_bytes: int | None, *, renders: bool = False
) -> Way:
    """`renders`: LibreOffice is there. Raises NotPrinted where it is known already that it cannot be."""
    if kind == "document":
        return "document"
    base = (media_type or "").partition(";")[0]
    if kind != "file":
        raise NotPrinted("no_form")
    way = _way(base, PurePath(name).suffix.lower(), renders=renders)
    if (size_bytes or 0) > MOST_BYTES:
        raise NotPrinted("too_large")
    if not size_bytes:
        raise NotPrinted("empty")
    return way


def reason_of(
    kind: str, name: str, media_type: str | None, size_bytes: int | None, *, renders: bool = False
) -> Reason | None:
    """The same as an answer."""
    try:
        way_of(kind, name, media_type, size_bytes, renders=renders)
    except NotPrinted as refused:
        return refused.reason
    return None


def _way(base: str, ending: str, *, renders: bool) -> Way:
    if renders and (base.startswith(_RENDERED) or (base in _UNTOLD and ending in _RENDERED_ENDINGS)):
        return "rendered"
    if base in SHOWN:
        return "picture"
    if base in _KINDS:
        return _KINDS[base]
    if base.startswith(_OFFICE):
        return "office"
    if base.startswith("text/"):
        return "csv" if ending == ".tsv" else "text"
    raise NotPrinted(_why_not(base))


def _why_not(base: str) -> Reason:
    if base in _OLD:
        return "is_old_office"
    if base.startswith("image/"):
        return "picture_format"
    if base.startswith(("audio/", "video/")):
        return "is_sound_or_film"
    return "is_archive" if base.startswith(_ARCHIVES) else "no_form"
