"""Days of Japanese eras and numerals in kanji, as spreadsheets write them."""

from datetime import date
from typing import Final

#: First day, letter and name, the latest first. Spreadsheets know no day before 1900.
_ERAS: Final = (
    (date(2019, 5, 1), "R", "令和"),
    (date(1989, 1, 8), "H", "平成"),
    (date(1926, 12, 25), "S", "昭和"),
    (date(1912, 7, 30), "T", "大正"),
    (date(1868, 1, 25), "M", "明治"),
)
WEEKDAYS: Final = "月火水木金土日"
_DIGITS: Final = {1: "〇一二三四五六七八九", 2: "〇壱弐参四伍六七八九", 3: "０１２３４５６７８９"}
_SMALL: Final = {1: ("", "十", "百", "千"), 2: ("", "拾", "百", "阡"), 3: ("", "十", "百", "千")}
_LARGE: Final = {1: ("", "万", "億", "兆"), 2: ("", "萬", "億", "兆"), 3: ("", "万", "億", "兆")}


def era_of(day: date) -> tuple[str, str, int]:
    """Letter, name and year of the era: ("R", "令和", 8)."""
    for start, letter, name in _ERAS:
        if day >= start:
            return letter, name, day.year - start.year + 1
    return "", "", day.year


def in_digits(written: str, style: int) -> str:
    """Each digit replaced by its kanji or full-width form; `style` is the number of [DBNum1] to [DBNum3]."""
    return written.translate(str.maketrans("0123456789", _DIGITS[style])) if style in _DIGITS else written


def in_kanji(number: int, style: int) -> str:
    """A whole number in words, 1234 as 千二百三十四; beyond 兆 digit by digit."""
    if style not in _DIGITS or not 0 < number < 10**16:
        return in_digits(str(number), style)
    written, group = "", 0
    while number:
        number, four = divmod(number, 10_000)
        if four:
            written = _four(four, style) + _LARGE[style][group] + written
        group += 1
    return written


def _four(number: int, style: int) -> str:
    written = ""
    for place, letter in enumerate(reversed(str(number))):
        digit = int(letter)
        if digit:
            # 十 stands alone in kanji; legal numerals and full-width digits say how many: 壱拾, １十.
            silent = digit == 1 and place > 0 and style == 1
            written = ("" if silent else _DIGITS[style][digit]) + _SMALL[style][place] + written
    return written
