"""Names for what comes from outside: nobody is there to be asked for a better one, so each is mended."""

import secrets
from collections.abc import Iterable
from datetime import date

from zencho.drive.names import mend_name, suggest_names, twin_key

NAMELESS = "名前なし"
_ERA_BEGAN = 2018  # 令和1 is 2019
_MOST_SENDER = 60


def tell_apart(names: Iterable[str]) -> list[str]:
    """The same names in their order; what nobody could tell from one before gets a number."""
    taken: set[str] = set()
    apart = []
    for name in names:
        tried = (name, *suggest_names(name, is_folder=False))
        free = next(each for each in tried if twin_key(each) not in taken)
        taken.add(twin_key(free))
        apart.append(free)
    return apart


def name_reception(sender: str, number: str, day: date) -> str:
    """The folder of one sending, as a clerk looks for it: 「11月28日 株式会社みほん (受付 R8-0123-4567)」."""
    short = mend_name(sender, is_folder=True, otherwise=NAMELESS)[:_MOST_SENDER].rstrip()
    return f"{day.month}月{day.day}日 {short} (受付 {number})"


def draw_number(day: date) -> str:
    """A receipt number. Drawn and not counted: it tells nobody how many others have sent something."""
    drawn = f"{secrets.randbelow(10**8):08}"
    return f"R{day.year - _ERA_BEGAN}-{drawn[:4]}-{drawn[4:]}"
