r"""Old paths as people know them: `Z:\契約管理課\R8委託\清掃.xlsx`, `\\fs01\keiyaku\…`, with either slash.

They are compared as names are: width, case, form and the kind of slash do not matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zencho.drive.names import twin_key

# ￥ is what a Japanese keyboard types for the backslash; a full-width one comes from a kana mode left on.
_SLASHES = re.compile(r"[\\/¥￥＼／]+")
_DRIVE = re.compile(r"^[a-z]:$")
_AROUND = "\"'「」『』<>〈〉 \t\r\n\u3000"


# More is no path that anybody had; each guess costs some statements.
MOST_NAMES, MOST_GUESSES = 60, 8


@dataclass(frozen=True, slots=True)
class PathKey:
    """An old path as it is compared: `text` joined by backslashes, and the names in it."""

    text: str
    segments: list[str]


def fold_path(path: str) -> PathKey:
    """The key of an old path."""
    segments = [each for part in _SLASHES.split(path) if (each := twin_key(part))]
    return PathKey("\\".join(segments), segments)


def key_below(above: PathKey, name: str) -> PathKey:
    """The key of what lies in a folder under this name."""
    segment = twin_key(name)
    return PathKey(f"{above.text}\\{segment}", [*above.segments, segment])


def join_path(above: str, name: str) -> str:
    r"""`above\name`."""
    return f"{above.rstrip(chr(92))}\\{name}"


def known_part(path: str, names: int | None) -> str:
    """The last names of a path; all of it where `names` is None."""
    return path if names is None else "\\".join(["…", *path.split("\\")[-names:]])


def is_path(typed: str) -> bool:
    """Whether what was typed into the search box is a path rather than words."""
    return len(fold_path(strip_marks(typed)).segments) > 1 and bool(_SLASHES.search(typed))


def strip_marks(typed: str) -> str:
    """Without the brackets, quotation marks and `file:` that a path is pasted with."""
    stripped = typed.strip(_AROUND)
    return stripped[5:] if stripped[:5].lower() == "file:" else stripped


def list_guesses(asked: PathKey) -> Iterator[PathKey]:
    """The path, then what is left of it without its first names: a share is known as Z: to one and as
    \\\\server\\share to another. At least two names stay."""
    for start in range(min(MOST_GUESSES, max(1, len(asked.segments) - 1))):
        segments = asked.segments[start:]
        yield PathKey("\\".join(segments), segments)


def list_whole(piece: PathKey) -> list[list[str]]:
    """The names in a piece that cannot be cut: those between two slashes and a drive's letter; where there is
    none, the first or the last is taken for whole -> the ways to take it."""
    inner = piece.segments[1:-1]
    if _DRIVE.match(piece.segments[0]):
        inner = [piece.segments[0], *inner]
    if len(piece.segments) > 2:
        return [inner]
    return [[*inner, piece.segments[-1]], [piece.segments[0]]]
