"""Numbers as Japanese documents write them: 第1, ア, (ア), ①, 一, 甲 — by Word's names of number formats."""

from collections.abc import Callable
from typing import Final

_AIUEO: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_AIUEO_HALF: Final = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
)
_IROHA_HALF: Final = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")
_LEGAL: Final = str.maketrans("一二三十", "壱弐参拾")

#: Beyond this no list is real, and a Roman number would grow without end.
_LARGEST: Final = 9_999


def numbered(value: int, form: str) -> str:
    """`value` in one of Word's number formats; a format not known here is written in digits."""
    if not 0 <= value <= _LARGEST:
        return str(value)
    return _FORMS.get(form, str)(value)


def is_digits(form: str) -> bool:
    """Whether the format shows plain digits, half or full width."""
    return form in ("decimal", "decimalHalfWidth", "decimalFullWidth", "decimalFullWidth2")


def _from(letters: str) -> Callable[[int], str]:
    """The letters in turn; after the last, they are doubled, as Word does."""

    def form(value: int) -> str:
        if value < 1:
            return str(value)
        turn, place = divmod(value - 1, len(letters))
        return letters[place] * (turn + 1)

    return form


def _series(first: str, count: int, otherwise: Callable[[int], str]) -> Callable[[int], str]:
    """Characters that follow one another in Unicode, as ① to ⑳."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else otherwise(value)


def _roman(value: int) -> str:
    letters = ""
    for size, sign in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        letters += sign * (value // size)
        value %= size
    return letters or "0"


def _kanji(value: int) -> str:
    """Counting in kanji: 十一, 二百三."""
    if value == 0:
        return "〇"
    letters = ""
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            letters += ("" if digit == 1 and sign else "〇一二三四五六七八九"[digit]) + sign
    return letters


def _circled(value: int) -> str:
    if 21 <= value <= 35:
        return chr(ord("㉑") + value - 21)
    if 36 <= value <= 50:
        return chr(ord("㊱") + value - 36)
    return f"({value})"


def _in_brackets(value: int) -> str:
    return f"({value})"


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _from("abcdefghijklmnopqrstuvwxyz"),
    "aiueo": _from(_AIUEO_HALF),
    "aiueoFullWidth": _from(_AIUEO),
    "iroha": _from(_IROHA_HALF),
    "irohaFullWidth": _from(_IROHA),
    "decimalEnclosedCircle": _series("①", 20, _circled),
    "decimalEnclosedCircleChinese": _series("①", 20, _circled),
    "decimalEnclosedParen": _series("⑴", 20, _in_brackets),
    "decimalEnclosedFullstop": _series("⒈", 20, lambda value: f"{value}."),
    "japaneseCounting": _kanji,
    "chineseCounting": _kanji,
    "chineseCountingThousand": _kanji,
    "japaneseLegal": lambda value: _kanji(value).translate(_LEGAL),
    "japaneseDigitalTenThousand": lambda value: str(value).translate(_KANJI_DIGITS),
    "ideographDigital": lambda value: str(value).translate(_KANJI_DIGITS),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographEnclosedCircle": _series("㊀", 10, str),
    "numberInDash": lambda value: f"- {value} -",
    "none": lambda _: "",
}
