"""A zip as a list. Nothing is unpacked for it; one entry is, when it is asked for, and within bounds."""

import io
import zipfile
from typing import Any, Final

from zencho.drive import media
from zencho.drive.office.ooxml import BROKEN_ZIP
from zencho.drive.office.unreadable import FileDamaged, FileEncrypted, FileUnpacksTooLarge
from zencho.previews.unshown import Unshown

MOST_ENTRIES: Final = 5_000
MOST_ENTRY_BYTES: Final = 50 * 2**20
_MOST_NAME: Final = 1_000
_UTF8: Final = 0x800
_ENCRYPTED: Final = 0x1
_UNICODE_PATH: Final = 0x7075


def is_archive(content: bytes) -> bool:
    """By its first bytes; what a program put before a zip is not looked behind."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """A zip. Raises FileDamaged for bytes that only begin like one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN_ZIP as fault:
            raise FileDamaged from fault
        self._entries = self._archive.infolist()

    def shown(self) -> dict[str, Any]:
        """The entries with size, time and whether a password is needed."""
        unshown = Unshown()
        unshown.add("too_many", len(self._entries) - MOST_ENTRIES)
        return {
            "kind": "archive",
            "count": len(self._entries),
            "size_bytes": sum(entry.file_size for entry in self._entries),
            "entries": [
                {
                    "place": place,
                    "name": name_of(entry)[:_MOST_NAME],
                    "is_folder": entry.is_dir() or name_of(entry).endswith("/"),
                    "size_bytes": entry.file_size,
                    "at": "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*entry.date_time),
                    "is_encrypted": bool(entry.flag_bits & _ENCRYPTED),
                    "media_type": self._media_type(entry),
                }
                for place, entry in enumerate(self._entries[:MOST_ENTRIES])
            ],
            "unshown": unshown.listed(),
        }

    def _media_type(self, entry: zipfile.ZipInfo) -> str:
        """Told from the first bytes, of those that the page may show without being asked for."""
        if entry.is_dir() or entry.flag_bits & _ENCRYPTED or len(self._entries) > 500:
            return ""
        try:
            with self._archive.open(entry) as source:
                return media.sniff(source.read(media.HEAD_BYTES), name_of(entry))
        except BROKEN_ZIP:
            return ""

    def entry(self, place: int) -> tuple[str, bytes]:
        """The last part of its name, and its bytes."""
        if not 0 <= place < len(self._entries):
            raise FileDamaged
        entry = self._entries[place]
        if entry.flag_bits & _ENCRYPTED:
            raise FileEncrypted
        if entry.file_size > MOST_ENTRY_BYTES:
            raise FileUnpacksTooLarge(bytes=MOST_ENTRY_BYTES)
        try:
            # What the directory says of the size is not believed: a zip may give more than it announces.
            with self._archive.open(entry) as source:
                content = source.read(MOST_ENTRY_BYTES + 1)
        except BROKEN_ZIP as fault:
            raise FileDamaged from fault
        if len(content) > MOST_ENTRY_BYTES:
            raise FileUnpacksTooLarge(bytes=MOST_ENTRY_BYTES)
        return name_of(entry).rstrip("/").rpartition("/")[2] or "file", content


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name in the charset it was written in: UTF-8 where the zip says so or its bytes are, else CP932."""
    told = _told(entry.extra)
    if told is not None:
        return told
    if entry.flag_bits & _UTF8:
        return entry.filename.replace("\\", "/")
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for charset in ("utf-8", "cp932"):
        try:
            return raw.decode(charset).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def _told(extra: bytes) -> str | None:
    """The name that some programs write beside the one in the old charset (Info-ZIP's Unicode path)."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_PATH and size > 5:
            try:
                return extra[9 : 4 + size].decode()
            except UnicodeDecodeError:
                return None
        extra = extra[4 + size :]
    return None
