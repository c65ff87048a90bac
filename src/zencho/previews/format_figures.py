"""Figures under a number format: digits in their places, thousands, per cent, powers and fractions."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from typing import Final

from zencho.previews.eras import in_digits, in_kanji
from zencho.previews.format_sections import Section, Token

_WIDTH: Final = 11
#: Digits enough for the largest number a cell holds, written out with its parts.
_PRECISION: Final = 400


def general(value: float) -> str:
    """A number as a cell of no format shows it: at most eleven places wide."""
    if value == int(value) and abs(value) < 10**_WIDTH:
        return str(int(value))
    size = abs(value)
    if 1e-4 <= size < 10**_WIDTH:
        places = max(0, _WIDTH - 1 - len(str(int(size))))
        return _trimmed(f"{value:.{places}f}")
    mantissa, _, power = f"{value:.5E}".partition("E")
    return f"{_trimmed(mantissa)}E{power}"


def show_general_in_kanji(value: float, style: int) -> str:
    """A number of no format in kanji: 千二百三十四."""
    if value == int(value):
        return ("-" if value < 0 else "") + in_kanji(abs(int(value)), style)
    whole, point, parts = general(value).partition(".")
    return in_digits(f"{whole}{point}{parts}", style)


def show_figure(value: float, section: Section, *, is_bare: bool) -> str:
    """A number under a section with digit places. `is_bare`: the section says the sign itself."""
    with localcontext(Context(prec=_PRECISION)):
        return _show(value, section, is_bare=is_bare)


def _show(value: float, section: Section, *, is_bare: bool) -> str:
    tokens = section.tokens
    size = abs(Decimal(repr(value)))
    for token in tokens:
        if token.kind == "sign" and token.text == "%":
            size *= 100
    if any(token.kind == "sign" and token.text == "/" for token in tokens):
        shown = _fraction(size, tokens)
    elif any(token.kind == "power" for token in tokens):
        shown = _power(size, tokens)
    else:
        shown = _places(size, tokens)
    is_nothing = not any(letter in "123456789" for letter in shown)
    sign = "" if is_bare or value >= 0 or is_nothing else "-"
    return sign + in_digits(shown, section.kanji)


def _places(size: Decimal, tokens: tuple[Token, ...]) -> str:
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    point = next((at for at, token in enumerate(tokens) if token.kind == "sign" and token.text == "."), None)
    whole_places = [at for at in digits if point is None or at < point]
    part_places = [at for at in digits if point is not None and at > point]
    commas = [at for at, token in enumerate(tokens) if token.kind == "sign" and token.text == ","]
    has_thousands = any(whole_places and whole_places[0] < at < whole_places[-1] for at in commas)
    last = max(whole_places + part_places, default=-1)
    scaled = [at for at in commas if at > last or (whole_places and point and whole_places[-1] < at < point)]
    size = (size / 1000 ** len(scaled)).quantize(Decimal(1).scaleb(-len(part_places)), ROUND_HALF_UP)
    whole, _, parts = f"{size:f}".partition(".")
    put = _whole(whole, whole_places, tokens, has_thousands=has_thousands)
    put |= _parts(parts, part_places, tokens)
    for at in commas:
        put[at] = ""
    if point is not None and not whole_places:
        put[point] = ("" if whole == "0" else whole) + "."
    return "".join(put.get(at, token.text) for at, token in enumerate(tokens))


def _whole(
    whole: str, places: list[int], tokens: tuple[Token, ...], *, has_thousands: bool
) -> dict[int, str]:
    """What stands at each place before the point; what is longer than them stands at the first."""
    put: dict[int, str] = {}
    left = "" if whole == "0" else whole
    count = 0
    for at in reversed(places):
        digit = left[-1:] or {"0": "0", "?": " "}.get(tokens[at].text, "")
        left = left[:-1]
        comma = "," if has_thousands and count and count % 3 == 0 and digit.strip() else ""
        put[at] = digit + comma
        count += bool(digit)
    if left and places:
        more = ""
        for digit in reversed(left):
            more = digit + ("," if has_thousands and count % 3 == 0 else "") + more
            count += 1
        put[places[0]] = more + put[places[0]]
    return put


def _parts(parts: str, places: list[int], tokens: tuple[Token, ...]) -> dict[int, str]:
    put: dict[int, str] = {}
    is_end = True
    for index, at in reversed(list(enumerate(places))):
        digit = parts[index : index + 1] or "0"
        is_end = is_end and digit == "0"
        put[at] = {"#": "", "?": " "}.get(tokens[at].text, "0") if is_end else digit
    return put


def _power(size: Decimal, tokens: tuple[Token, ...]) -> str:
    at = next(index for index, token in enumerate(tokens) if token.kind == "power")
    mantissa = tokens[:at]
    whole = sum(1 for token in _before_point(mantissa) if token.kind == "digit")
    power = 0 if size == 0 else size.adjusted() // max(whole, 1) * max(whole, 1)
    scaled = size.scaleb(-power)
    sign = "-" if power < 0 else "+" if tokens[at].text.endswith("+") else ""
    return f"{_places(scaled, mantissa)}E{sign}{_places(Decimal(abs(power)), tokens[at + 1 :])}"


def _before_point(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    point = next((at for at, token in enumerate(tokens) if token.text == "."), len(tokens))
    return tokens[:point]


def _fraction(size: Decimal, tokens: tuple[Token, ...]) -> str:
    slash = next(at for at, token in enumerate(tokens) if token.kind == "sign" and token.text == "/")
    below = [token.text for token in tokens[slash + 1 :] if token.kind in ("digit", "literal")]
    fixed = "".join(below).strip()
    most = 10 ** max(1, len(fixed)) - 1
    has_whole = any(token.kind == "literal" and token.text == " " for token in tokens[:slash])
    whole = int(size) if has_whole else 0
    rest = Fraction(size) - whole
    if fixed.isdigit() and int(fixed) > 0:
        top, bottom = round(rest * int(fixed)), int(fixed)
    else:
        near = rest.limit_denominator(most)
        top, bottom = near.numerator, near.denominator
    if top == bottom and has_whole:
        whole, top = whole + 1, 0
    if top == 0:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def _trimmed(written: str) -> str:
    return written.rstrip("0").rstrip(".") if "." in written else written
