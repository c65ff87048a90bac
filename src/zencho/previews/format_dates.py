"""Days and times under a number format, counted from 1900 (with a 29 February that never was) or 1904."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zencho.previews.eras import WEEKDAYS, era_of, in_digits, in_kanji
from zencho.previews.format_sections import Section, Token

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_DAY: Final = 2_958_466
_SECONDS_OF_DAY: Final = 86_400
NOT_A_DAY: Final = "########"


@dataclass(frozen=True, slots=True)
class Moment:
    """`shown` is the day as it is written; `day` the one its weekday and era are told from."""

    shown: tuple[int, int, int]
    day: date
    seconds: float


def moment_of(value: float, *, is_1904: bool, keeps_parts: bool) -> Moment | None:
    """The moment of a count of days; None beyond what can be written. Without parts, to the second."""
    days = int(value // 1)
    seconds = round((value - days) * _SECONDS_OF_DAY, 3)
    if not keeps_parts:
        seconds = float(int(seconds + 0.5))
    if seconds >= _SECONDS_OF_DAY:
        days, seconds = days + 1, seconds - _SECONDS_OF_DAY
    if not 0 <= days < _LAST_DAY:
        return None
    if is_1904:
        day = date(1904, 1, 1) + timedelta(days)
    elif days < 60:
        day = date(1899, 12, 31) + timedelta(days)
    else:
        day = date(1899, 12, 30) + timedelta(days)
    shown = (day.year, day.month, day.day)
    if not is_1904 and days in (0, 60):
        shown = (1900, 1, 0) if days == 0 else (1900, 2, 29)
    return Moment(shown, day, seconds)


def show_date(value: float, section: Section, *, is_1904: bool) -> str:
    """A day, a time or a length of time under a section that has codes of them."""
    keeps_parts = any("." in token.text for token in section.tokens if token.kind == "date")
    moment = moment_of(value, is_1904=is_1904, keeps_parts=keeps_parts)
    if moment is None:
        return NOT_A_DAY
    has_half = section.has("half")
    return "".join(
        _show(token, place, value, moment, section, has_half=has_half)
        for place, token in enumerate(section.tokens)
    )


def _show(token: Token, place: int, value: float, moment: Moment, section: Section, *, has_half: bool) -> str:
    if token.kind == "half":
        is_before_noon = moment.seconds < _SECONDS_OF_DAY / 2
        if section.is_japanese or token.text == "午前/午後":
            return "午前" if is_before_noon else "午後"
        return token.text.partition("/")[0 if is_before_noon else 2]
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        count = int(round(value * _SECONDS_OF_DAY) // unit)
        return in_digits(str(count).zfill(len(token.text)), section.kanji)
    if token.kind != "date":
        return token.text
    code = token.text
    if code[0] == "m" and _is_minute(place, section):
        return _two(int(moment.seconds // 60 % 60), code, section)
    if code[0] in "hs":
        return _time(code, moment, section, has_half=has_half)
    return _day(code, moment, section)


def _is_minute(place: int, section: Section) -> bool:
    """An m beside hours or seconds is a minute."""
    codes = [(at, each.text) for at, each in enumerate(section.tokens) if each.kind in ("date", "elapsed")]
    here = next(index for index, (at, _) in enumerate(codes) if at == place)
    before = codes[here - 1][1] if here else ""
    after = codes[here + 1][1] if here + 1 < len(codes) else ""
    return before.startswith("h") or after.startswith("s")


def _time(code: str, moment: Moment, section: Section, *, has_half: bool) -> str:
    if code[0] == "h":
        hour = int(moment.seconds // 3600)
        return _two((hour % 12 or 12) if has_half else hour, code, section)
    whole, _, parts = code.partition(".")
    seconds = _two(int(moment.seconds % 60), whole, section)
    return f"{seconds}.{f'{moment.seconds % 1:.3f}'[2 : 2 + len(parts)]}" if parts else seconds


def _day(code: str, moment: Moment, section: Section) -> str:
    year, month, day = moment.shown
    letter, era, era_year = era_of(moment.day)
    match code[0]:
        case "y" | "b":
            return in_digits(str(year) if len(code) > 2 else f"{year % 100:02}", section.kanji)
        case "g":
            return {1: letter, 2: era[:1]}.get(len(code), era)
        case "e":
            if era_year == 1 and section.counts_first_year:
                return "元"
            return _two(era_year, code, section)
        case "m" if len(code) > 2:
            name = _MONTHS[month - 1]
            return {3: name[:3], 4: name}.get(len(code), name[0])
        case "m":
            return _two(month, code, section)
        case "a":
            return WEEKDAYS[moment.day.weekday()] + ("曜日" if len(code) > 3 else "")
        case "d" if len(code) > 2:
            name = _DAYS[moment.day.weekday()]
            return name if len(code) > 3 else name[:3]
        case _:
            return _two(day, code, section)


def _two(number: int, code: str, section: Section) -> str:
    """With a leading zero where the code is doubled; in kanji as words."""
    if section.kanji in (1, 2):
        return in_kanji(number, section.kanji)
    return in_digits(str(number).zfill(min(len(code), 2)), section.kanji)
