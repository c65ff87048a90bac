"""What kind of bytes a file holds, told from the bytes, and how a browser may be handed them.

What was claimed on upload is not believed. Only what no browser can run in our origin is shown in the
page; the rest is saved to disk, and both under a sandbox.
"""

import zlib
from pathlib import PurePath
from urllib.parse import quote

HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"
# How the old containers of Office begin (MS-CFB).
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# By signature; each shows only what it says or nothing, and none can hold a script.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (COMPOUND_FILE, "application/x-ole-storage"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# What a container is called by its extension; the extension alone decides nothing.
_WITHIN = {
    ("application/zip", ".docx"): _OFFICE + "wordprocessingml.document",
    ("application/zip", ".xlsx"): _OFFICE + "spreadsheetml.sheet",
    ("application/zip", ".pptx"): _OFFICE + "presentationml.presentation",
    ("application/x-ole-storage", ".doc"): "application/msword",
    ("application/x-ole-storage", ".xls"): "application/vnd.ms-excel",
    ("application/x-ole-storage", ".ppt"): "application/vnd.ms-powerpoint",
    ("application/zip", ".docm"): "application/vnd.ms-word.document.macroEnabled.12",
    ("application/zip", ".xlsm"): "application/vnd.ms-excel.sheet.macroEnabled.12",
    ("application/zip", ".pptm"): "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
    ("application/x-ole-storage", ".msg"): "application/vnd.ms-outlook",
    ("application/zip", ".odt"): _OPEN_DOCUMENT + "text",
    ("application/zip", ".ods"): _OPEN_DOCUMENT + "spreadsheet",
    ("application/zip", ".odp"): _OPEN_DOCUMENT + "presentation",
    ("text/plain", ".eml"): "message/rfc822",
    ("text/plain", ".csv"): "text/csv",
    ("text/plain", ".md"): "text/markdown",
}
# Brands of the ISO base media format (ISO/IEC 14496-12): what is called mp4 holds much else.
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_BYTE_ORDERS = ((b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
# ISO-2022-JP (RFC 1468) says which letters follow by escapes, and has no byte above 0x7F.
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I")
_SHOWN_IN_PAGE = frozenset(
    {
        "application/pdf",
        "audio/flac",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "audio/wav",
        "image/avif",
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


# What is packed already by its kind; all else is tried on its first bytes.
_PACKED = (
    *("image/png", "image/jpeg", "image/gif", "image/webp", "video/", "audio/mpeg", "audio/ogg"),
    *(_OFFICE, _OPEN_DOCUMENT),
)
_TRIED_BYTES = 2**16


def sniff(head: bytes, name: str) -> str:
    """The media type of bytes that begin with `head`; text carries its charset."""
    found = _by_signature(head) or _as_text(head)
    base, _, charset = found.partition(";")
    within = _WITHIN.get((base, PurePath(name).suffix.lower()), base)
    return f"{within};{charset}" if charset else within


def is_shown_in_page(media_type: str) -> bool:
    """Whether the page may show it in place."""
    return media_type.partition(";")[0] in _SHOWN_IN_PAGE


def shrinks(media_type: str, head: bytes) -> bool:
    """Whether it is worth deflating bytes of this type that begin with `head`."""
    if media_type.startswith((*_PACKED, "application/zip")):
        return False
    tried = head[:_TRIED_BYTES]
    return len(tried) > 128 and len(zlib.compress(tried, 1)) < 0.9 * len(tried)


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
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    return None


def _as_text(head: bytes) -> str:
    found = _decode_any(head)
    if found is None:
        return UNKNOWN
    text, charset = found
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<script", "<svg", "<?xml")):
        return "image/svg+xml" if "<svg" in start else "text/html"
    return f"text/plain; charset={charset}"


def _decode_any(head: bytes) -> tuple[str, str] | None:
    """The text and its charset, by the names that browsers know (WHATWG Encoding)."""
    for mark, charset in _BYTE_ORDERS:
        if head.startswith(mark):
            text = _decode(head, charset)
            return (text, charset) if text is not None and "\0" not in text else None
    if b"\0" in head or not head:
        return None
    if any(escape in head for escape in _ESCAPES):
        text = _decode(head, "iso2022_jp")
        if text is not None:
            return text, "iso-2022-jp"
    text = _decode(head, "utf-8")
    if text is not None:
        return text, "utf-8"
    found = [
        (text, name)
        for text, name in ((_decode(head, "cp932"), "shift_jis"), (_decode(head, "euc_jp"), "euc-jp"))
        if text
    ]
    # Bytes of EUC-JP are half-width kana in CP932, so both may decode: people write few of those.
    return min(found, key=lambda each: _rareness(each[0]), default=None)


def _rareness(text: str) -> int:
    """How many letters stand there that people hardly write: half-width kana, private letters."""
    return sum("\uff61" <= each <= "\uff9f" or "\ue000" <= each <= "\uf8ff" for each in text)


def _decode(head: bytes, charset: str) -> str | None:
    """The text, where all of it decodes but for a letter cut at the end."""
    for cut in range(4 if len(head) >= HEAD_BYTES else 1):
        try:
            return head[: len(head) - cut].decode(charset)
        except UnicodeDecodeError:
            continue
    return None
