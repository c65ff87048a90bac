"""What kind of bytes a file holds, told from the bytes, and how a browser may be handed them.

What was claimed on upload is not believed. Only what no browser can run in our origin is shown in the
page; the rest is saved to disk, and both under a sandbox.
"""

from pathlib import PurePath
from urllib.parse import quote

HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"
# By signature; each shows only what it says or nothing, and none can hold a script.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
# What a container is called by its extension; the extension alone decides nothing.
_WITHIN = {
    ("application/zip", ".docx"): _OFFICE + "wordprocessingml.document",
    ("application/zip", ".xlsx"): _OFFICE + "spreadsheetml.sheet",
    ("application/zip", ".pptx"): _OFFICE + "presentationml.presentation",
    ("application/x-ole-storage", ".doc"): "application/msword",
    ("application/x-ole-storage", ".xls"): "application/vnd.ms-excel",
    ("application/x-ole-storage", ".ppt"): "application/vnd.ms-powerpoint",
    ("text/plain", ".csv"): "text/csv",
    ("text/plain", ".md"): "text/markdown",
}
_SHOWN_IN_PAGE = frozenset(
    {
        "application/pdf",
        "audio/mpeg",
        "audio/ogg",
        "audio/wav",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/plain",
        "video/mp4",
        "video/webm",
    }
)
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"


def sniff(head: bytes, name: str) -> str:
    """The media type of bytes that begin with `head`; text carries its charset."""
    found = _by_signature(head) or _as_text(head)
    base, _, charset = found.partition(";")
    within = _WITHIN.get((base, PurePath(name).suffix.lower()), base)
    return f"{within};{charset}" if charset else within


def is_shown_in_page(media_type: str) -> bool:
    """Whether the page may show it in place."""
    return media_type.partition(";")[0] in _SHOWN_IN_PAGE


def disposition(name: str, *, inline: bool) -> str:
    """The header for a name in any script: RFC 6266, with a plain form for what reads no RFC 8187."""
    plain = "".join(each if " " <= each <= "~" and each not in '"\\%;' else "_" for each in name)
    word = "inline" if inline else "attachment"
    return f"{word}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _by_signature(head: bytes) -> str | None:
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE"):
        return "image/webp" if head[8:12] == b"WEBP" else "audio/wav"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return None


def _as_text(head: bytes) -> str:
    if b"\0" in head or not head:
        return UNKNOWN
    for charset in ("utf-8", "cp932"):
        text = _decode(head, charset)
        if text is not None:
            start = text.lstrip("\ufeff \t\r\n").lower()
            if start.startswith(("<!doctype html", "<html", "<script", "<svg", "<?xml")):
                return "image/svg+xml" if "<svg" in start else "text/html"
            return f"text/plain; charset={'utf-8' if charset == 'utf-8' else 'shift_jis'}"
    return UNKNOWN


def _decode(head: bytes, charset: str) -> str | None:
    """The text, where all of it decodes but for a letter cut at the end."""
    for cut in range(4 if len(head) >= HEAD_BYTES else 1):
        try:
            return head[: len(head) - cut].decode(charset)
        except UnicodeDecodeError:
            continue
    return None
