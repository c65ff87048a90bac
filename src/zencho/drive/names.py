"""Names of things: what one may be, which two are twins, how they sort and how they are found.

Names are kept in Unicode's form C, otherwise as typed. Two names are twins in one folder when they
differ only in width, case, form or by variation selectors: nobody could tell them apart in a list.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from zencho.kernel.errors import Problem

MOST_CHARACTERS = 255
# What an index entry of PostgreSQL takes with room to spare; only names made of ligatures come near.
_MOST_KEY_BYTES = 1800
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
# Signs that turn the direction of text make `exe.pdf` out of `fdp.exe`.
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WIDE_SLASHES = str.maketrans("/\\", "／＼")
_JOINERS = frozenset("\u200c\u200d")


class NameNotAllowed(Problem):
    """The name cannot be one; `params["reason"]`: empty, path, control or direction."""

    status = 422


class NameTooLong(Problem):
    """More characters than `params["limit"]`."""

    status = 422


class NameTaken(Problem):
    """A twin lies in the folder; `params["suggestion"]` is free (null where fifty are taken too)."""

    status = 409


class QueryTooShort(Problem):
    """A search by name takes two characters in a row."""

    status = 422


@dataclass(frozen=True, slots=True)
class Keys:
    """What is kept beside a name."""

    name_key: str
    sort_key: str
    find_key: str
    grams: list[str]


def clean_name(typed: str) -> str:
    """The name as it is kept. Raises NameNotAllowed, NameTooLong."""
    name = unicodedata.normalize("NFC", typed).strip()
    if not name or name in (".", ".."):
        raise NameNotAllowed(reason="path" if name else "empty")
    for character in name:
        reason = _refusal(character)
        if reason is not None:
            raise NameNotAllowed(reason=reason)
    twin = twin_key(name)
    key_bytes = max(len(key.encode()) for key in (twin, _sort_key(twin)))
    if len(name) > MOST_CHARACTERS or key_bytes > _MOST_KEY_BYTES:
        raise NameTooLong(limit=MOST_CHARACTERS)
    return name


def keys_of(name: str) -> Keys:
    """The keys of a clean name."""
    twin = twin_key(name)
    find_key = _find_key(twin)
    return Keys(twin, _sort_key(twin), find_key, sorted(_pairs(find_key)))


def words_of(query: str) -> tuple[list[str], list[str]]:
    """A query as (words, pairs of letters), folded as names are. Raises QueryTooShort."""
    words = [_find_key(twin_key(word)) for word in query.split()]
    pairs = {pair for word in words for pair in _pairs(word)}
    if not pairs:
        raise QueryTooShort
    return sorted(words, key=len, reverse=True), sorted(pairs)


def suggest_names(name: str, *, is_folder: bool) -> Iterator[str]:
    """`name (2)`, `name (3)` … before the extension, each short enough."""
    stem, extension = (name, "") if is_folder else split_extension(name)
    for number in range(2, 52):
        tail = f" ({number}){extension}"
        yield stem[: MOST_CHARACTERS - len(tail)].rstrip() + tail


def split_extension(name: str) -> tuple[str, str]:
    """`name` and what follows its last dot, the dot included; a name that is all extension has none."""
    dot = name.rfind(".")
    return (name, "") if dot < 1 or len(name) - dot > 16 else (name[:dot], name[dot:])


def mend_name(typed: str, *, is_folder: bool, otherwise: str) -> str:
    """The nearest name that may be one, for what comes with a name and cannot be asked for another;
    `otherwise` where nothing is left of it. A slash becomes its wide form."""
    composed = unicodedata.normalize("NFC", typed).translate(_WIDE_SLASHES)
    name = "".join(each for each in composed if not _refusal(each)).strip()
    if name in ("", ".", ".."):
        return otherwise
    stem, extension = (name, "") if is_folder else split_extension(name)
    most = MOST_CHARACTERS - len(extension)
    while most > 1:
        try:
            return clean_name((stem if len(stem) <= most else stem[:most].rstrip()) + extension)
        except NameTooLong:  # few letters of many bytes
            most //= 2
    return otherwise + extension


def twin_key(name: str) -> str:
    """What two names share that nobody could tell apart in a list."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _SPACES.sub(" ", _VARIATION.sub("", folded)).strip()


def _refusal(character: str) -> str | None:
    if character in "/\\":
        return "path"
    if character in _DIRECTION:
        return "direction"
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and character not in _JOINERS):
        return "control"
    is_nothing = category == "Cn" and (
        ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    )
    return "control" if is_nothing else None


def _sort_key(twin: str) -> str:
    return _DIGITS.sub(lambda number: number[0].lstrip("0").rjust(8, "0"), twin)


def _find_key(twin: str) -> str:
    return _SPACES.sub("", twin).translate(_KATAKANA)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
