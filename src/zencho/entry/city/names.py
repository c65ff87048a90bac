"""Surnames and given names with their readings, drawn about as often as one meets them in Japan.

Old forms (髙橋, 﨑, 邊), and forms that only an ideographic variation sequence tells apart (辻󠄀, 葛󠄀), are
here on purpose: a city hall must write a name as its owner does. Readings are hiragana.
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from random import Random


@dataclass(frozen=True, slots=True)
class Written:
    """A name as it is written, and as it is read."""

    text: str
    reading: str


def _parse(table: str) -> tuple[Written, ...]:
    cells = (cell.strip() for cell in table.replace("\n", "").split(","))
    return tuple(Written(*cell.split(" ")) for cell in cells if cell)


_TABLE = tomllib.loads((files("zencho.entry.city") / "names.toml").read_text("utf-8"))
SURNAMES = _parse(_TABLE["surnames"])
GIVEN_NAMES = _parse(_TABLE["given_names"])
# A hyperbola close to the real distribution: the first comes fourteen times as often as the last.
_WEIGHTS = tuple(1 / (place + 12) for place in range(len(SURNAMES)))


def draw_surnames(random: Random, count: int) -> list[Written]:
    """`count` surnames, common ones more often."""
    return random.choices(SURNAMES, weights=_WEIGHTS, k=count)


def draw_given_names(random: Random, count: int) -> list[Written]:
    """`count` given names, each as likely as the other."""
    return random.choices(GIVEN_NAMES, k=count)
