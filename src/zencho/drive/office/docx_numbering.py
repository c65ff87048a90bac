"""The numbers Word counts for list items and headings: which sign stands before which paragraph."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.etree.ElementTree import Element

from zencho.drive.office.list_numbers import is_digits, numbered
from zencho.drive.office.word_names import find, number, switch, value, w

_DEEPEST: Final = 8
#: Bullets that say something; any other is a dot of some form.
_SPEAKING: Final = frozenset("※＊*→⇒注")
#: What may follow a number that the page's own list shows well enough.
_PLAIN_ENDS: Final = frozenset({"", ".", "．", "、"})


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list as the file defines it; `text` holds %1 to %9 for the numbers of the levels."""

    start: int
    form: str
    text: str
    follows: str
    restarts: bool
    in_digits: bool
    style: str | None


@dataclass(slots=True)
class _List:
    """One list of paragraphs: its levels, and the counting it shares with lists of the same definition."""

    levels: dict[int, _Level]
    counts: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before one item.

    A "dot" and plain "digits" are shown by the page's own lists; "words" (第1, ア, ①, ※) are kept as text.
    """

    level: int
    kind: Literal["dot", "digits", "words"]
    value: int
    prefix: str


class Numbering:
    """Counts through a file from its first paragraph to its last."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        shared: dict[str, _List] = {}
        links: dict[str, str] = {}
        for definition in root.findall(w("abstractNum")):
            name = definition.get(w("abstractNumId"), "")
            shared[name] = _List(_levels(definition), {})
            if (link := value(definition, "styleLink")) is not None:
                links[link] = name
        for definition in root.findall(w("abstractNum")):
            linked = links.get(value(definition, "numStyleLink") or "")
            if linked is not None:
                shared[definition.get(w("abstractNumId"), "")] = shared[linked]
        for item in root.findall(w("num")):
            base = shared.get(value(item, "abstractNumId") or "")
            if base is not None:
                self._lists[item.get(w("numId"), "")] = _overridden(base, item)

    def mark(self, place: tuple[str, int | None, str | None]) -> Mark | None:
        """Counts one item on, at the place `Styles.list_place` gave; None when there is no such list."""
        name, level, style = place
        listed = self._lists.get(name)
        if listed is None:
            return None
        if level is None:
            level = next(
                (depth for depth, known in listed.levels.items() if style and known.style == style), 0
            )
        level = min(max(level, 0), _DEEPEST)
        shape = listed.levels.get(level)
        if shape is None:
            return None
        if shape.form == "bullet":
            sign = shape.text.strip()
            return Mark(level, "words" if sign in _SPEAKING else "dot", 0, _prefix(sign, shape))
        count = _count(listed, level, shape)
        own = shape.text.strip().removeprefix(f"%{level + 1}")
        is_plain = is_digits(shape.form) and own in _PLAIN_ENDS
        return Mark(
            level, "digits" if is_plain else "words", count, _prefix(_label(listed, shape, level), shape)
        )


def _levels(definition: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in definition.findall(w("lvl")):
        depth = number(level.get(w("ilvl")))
        if depth is not None:
            levels[depth] = _level(level)
    return levels


def _level(level: Element) -> _Level:
    start = number(value(level, "start"))
    return _Level(
        start=1 if start is None else start,
        form=value(level, "numFmt") or _custom_form(level) or "decimal",
        text=value(level, "lvlText") or "",
        follows=value(level, "suff") or "tab",
        restarts=value(level, "lvlRestart") != "0",
        in_digits=switch(level, "isLgl") or False,
        style=value(level, "pStyle"),
    )


def _custom_form(level: Element) -> str | None:
    """Newer formats stand in a choice of two forms; the old one is good enough."""
    return next((found.get(w("val")) for found in level.iter(w("numFmt"))), None)


def _overridden(base: _List, item: Element) -> _List:
    levels = dict(base.levels)
    starts: dict[int, int] = {}
    for override in item.findall(w("lvlOverride")):
        depth = number(override.get(w("ilvl")))
        if depth is None:
            continue
        own = find(override, "lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = number(value(override, "startOverride"))
        if start is not None:
            starts[depth] = start
    return _List(levels, base.counts, starts)


def _count(listed: _List, level: int, shape: _Level) -> int:
    counts = listed.counts
    if level in listed.starts:
        counts[level] = listed.starts.pop(level)  # this list begins anew, once
    else:
        counts[level] = counts[level] + 1 if level in counts else shape.start
    for deeper in [depth for depth in counts if depth > level]:
        below = listed.levels.get(deeper)
        if below is None or below.restarts:
            del counts[deeper]
    return counts[level]


def _label(listed: _List, shape: _Level, level: int) -> str:
    def shown(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        known = listed.levels.get(depth)
        if known is None or depth > level:
            return ""
        form = "decimal" if shape.in_digits else known.form
        return numbered(listed.counts.get(depth, known.start), form)

    return re.sub(r"%([1-9])", shown, shape.text).strip()


def _prefix(label: str, shape: _Level) -> str:
    """The label as text before the words, with a space that suits it."""
    if not label or shape.follows == "nothing":
        return label
    return label + (" " if label[-1].isascii() else "　")
