"""Names of an old share: bytes of another encoding made readable, names that cannot be ours mended, and
what is no content of anybody told by its name."""

import os
import unicodedata
from dataclasses import dataclass

from zencho.drive.names import NameNotAllowed, NameTooLong, clean_name, mend_name

# What Windows, macOS and Office leave behind; nobody ever wrote into these.
_LEFT_BEHIND = {
    "thumbs.db": "system_file",
    "desktop.ini": "system_file",
    ".ds_store": "system_file",
    "ehthumbs.db": "system_file",
    "$recycle.bin": "system_file",
    "system volume information": "system_file",
    ".snapshot": "system_file",
    "~snapshot": "system_file",
}
_SLASHES = str.maketrans("/\\", "__")
_SHORTCUTS = (".lnk", ".url")


@dataclass(frozen=True, slots=True)
class OldName:
    """A name of the old share: `text` as it read there, `name` as it is kept here; `changes` say why they
    differ (`cp932` and `unreadable` of the bytes, `mended` of what is not allowed here)."""

    text: str
    name: str
    changes: tuple[str, ...]


def read_name(raw: bytes, *, is_folder: bool) -> OldName:
    """The name of a file or folder given as bytes. A Linux server that once spoke Shift_JIS still keeps
    such."""
    text, changes = _decode(raw)
    try:
        name = clean_name(text)
        is_ours = name == unicodedata.normalize("NFC", text) and not name.endswith((".", " "))
    except (NameNotAllowed, NameTooLong):
        is_ours = False
    if not is_ours:
        name = _mend(text, is_folder=is_folder)
        changes = (*changes, "mended")
    return OldName(text, name, changes)


def _mend(text: str, *, is_folder: bool) -> str:
    """No share of Windows could hold what ends in a dot or space, nor a backslash."""
    otherwise = "フォルダー" if is_folder else "ファイル"
    mended = mend_name(text.translate(_SLASHES), is_folder=is_folder, otherwise=otherwise)
    return mended.rstrip(". ") or otherwise


def find_reason_to_skip(text: str) -> str | None:
    """Why a file or folder of this name is nothing to bring: shortcut, lock_file or system_file."""
    folded = text.casefold()
    if folded.startswith(("~$", ".~lock")) or folded.endswith((".ldb", ".laccdb")):
        return "lock_file"
    if folded.endswith(_SHORTCUTS):
        return "shortcut"
    # A Mac writes its own half of each file beside it on a share that cannot hold both.
    return "system_file" if folded.startswith("._") else _LEFT_BEHIND.get(folded)


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    for encoding, changes in (("utf-8", ()), ("cp932", ("cp932",))):
        try:
            return raw.decode(encoding), changes
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace"), ("unreadable",)


def show_raw(path: bytes) -> str:
    """A path of this machine for messages."""
    return os.fsdecode(path).encode("utf-8", "replace").decode()
