"""Names inside a zip: what Windows cannot hold is replaced where one sees it, and no two are the same.

Names in the drive are clean already (`names.clean_name`): no separators, no control characters, no `..`. What
is changed here besides is told in a list inside the zip.
"""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from zencho.drive.names import split_extension, twin_key

Names = Literal["utf8", "cp932"]
# The sign of Japanese printers for a letter that was not at hand.
MISSING: Final = "〓"
# Windows takes none of these in a name; their wide forms look alike and can be typed.
_WIDE: Final = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_VARIATIONS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u200c\u200d]")
# The same signs under the codes that CP932 has: they look alike, so nothing is lost by them.
_ALIKE: Final = str.maketrans(
    {"\u2212": "\uff0d", "\u301c": "\uff5e", "\u2016": "\u2225", "\u2014": "\u2015", "\u00a5": "\uffe5"}
)


def safe_name(name: str, names: Names) -> str:
    """One step of a path as any Windows takes it; with `cp932` also as an old one shows it."""
    kept = name.translate(_WIDE)
    if names == "cp932":
        letters = _VARIATIONS.sub("", kept).translate(_ALIKE)
        kept = "".join(each if _is_in_cp932(each) else MISSING for each in letters)
    kept = kept.rstrip(". ") or "_"
    return f"_{kept}" if _DEVICES.match(kept) else kept


def _is_in_cp932(letter: str) -> bool:
    try:
        # Some codes decode to letters that are written under another code: those must come back the same.
        return letter.encode("cp932").decode("cp932") == letter
    except UnicodeEncodeError:
        return False


@dataclass(slots=True)
class Changed:
    """What stands in the list: where it lies in the zip, and what it is called in the drive."""

    path: str
    name: str


@dataclass(slots=True)
class Place:
    """A folder of the zip: `path` is empty or ends with `/`; what it holds already is not given twice."""

    path: str
    names: Names
    _taken: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)

    def give(self, name: str) -> str:
        """A name like `name` that nothing bears here yet, in any width, case or form."""
        safe = safe_name(name, self.names)
        key = twin_key(safe)
        if key not in self._taken:
            self._taken.add(key)
            return safe
        stem, extension = split_extension(safe)
        number = self._last.get(key, 1)
        while True:
            number += 1
            other = f"{stem} ({number}){extension}"
            if twin_key(other) not in self._taken:
                break
        self._last[key] = number
        self._taken.add(twin_key(other))
        return other


def encode(path: str, names: Names) -> bytes:
    """The path as its bytes stand in the zip."""
    return path.encode("cp932" if names == "cp932" else "utf-8")
