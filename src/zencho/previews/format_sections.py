"""The sections of a number format (ECMA-376 part 1, 18.8.31), cut into tokens."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

_COLOURS: Final = {
    "black": "#000000", "blue": "#0000FF", "cyan": "#00FFFF", "green": "#00FF00", "magenta": "#FF00FF",
    "red": "#FF0000", "white": "#FFFFFF", "yellow": "#FFFF00", "color10": "#008000", "黒": "#000000",
    "青": "#0000FF", "水": "#00FFFF", "緑": "#00FF00", "紫": "#FF00FF", "赤": "#FF0000", "白": "#FFFFFF",
    "黄": "#FFFF00", "色10": "#008000",
}  # fmt: skip
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq,
    "<>": operator.ne,
}  # fmt: skip
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: `kind` is literal, digit, date, elapsed, half (of the day), general, text, power or sign."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format."""

    tokens: tuple[Token, ...]
    colour: str | None = None
    condition: tuple[str, float] | None = None
    kanji: int = 0
    counts_first_year: bool = False
    is_japanese: bool = False
    kinds: frozenset[str] = frozenset()

    def has(self, *kinds: str) -> bool:
        """Whether any token is of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    def holds(self, value: float) -> bool:
        """Whether the section's own condition lets the value in."""
        return self.condition is not None and _COMPARE[self.condition[0]](value, self.condition[1])


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[Section, ...]:
    """The up to four sections of a format; what is longer than any program writes is cut."""
    return tuple(_section(part) for part in _split(code[:_LONGEST]))[:4] or (Section(()),)


def _split(code: str) -> list[str]:
    """At each semicolon that is no literal."""
    pieces = re.findall(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|[^;]|;', code, re.DOTALL)
    parts = [""]
    for piece in pieces:
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/標準)|(?P<half>AM/PM|A/P|午前/午後)"
    r"|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,}|g+|e+|b{2,4})|(?P<digit>[0#?])|(?P<text>@)"
    r"|(?P<sign>[.,%/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


def _section(part: str) -> Section:
    tokens: list[Token] = []
    brackets: list[str] = []
    for match in _TOKEN.finditer(part):
        kind, said = match.lastgroup or "other", match.group(match.lastgroup or 0)
        if kind == "bracket":
            brackets.append(said)
            tokens += _shown_bracket(said)
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(Token("literal", said))
        elif kind == "gap":
            tokens.append(Token("literal", " "))
        elif kind != "fill":
            tokens.append(Token(kind, said if kind == "half" else said.lower()))
    kinds = frozenset(token.kind for token in tokens)
    return replace(_with_brackets(brackets), tokens=tuple(tokens), kinds=kinds)


def _shown_bracket(said: str) -> list[Token]:
    """What a bracket shows by itself: a length of time, or a currency before its language."""
    if re.fullmatch(r"h+|m+|s+", said, re.IGNORECASE):
        return [Token("elapsed", said.lower())]
    return [Token("literal", said[1:].partition("-")[0])] if said.startswith("$") else []


def _with_brackets(brackets: list[str]) -> Section:
    """What brackets say about a section: colour, condition, numerals, language."""
    section = Section(())
    for said in brackets:
        lower = said.lower()
        if compared := _CONDITION.match(said):
            section = replace(section, condition=(compared[1], float(compared[2])))
        elif lower in _COLOURS:
            section = replace(section, colour=_COLOURS[lower])
        elif lower.startswith("dbnum"):
            section = replace(section, kanji=int(lower[5:6]) if lower[5:6] in "123" else 0)
        elif lower.endswith("-411") or "-ja-jp" in lower:
            section = replace(section, is_japanese=True, counts_first_year="gannen" in lower)
    return section
