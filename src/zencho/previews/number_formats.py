"""Values as a spreadsheet's number format shows them (ECMA-376 part 1, 18.8.30/31), Japanese ones included.

A format has up to four sections: positive, negative, zero, text; any may carry a colour and a condition. What
is not known of a format is shown as it stands, never dropped in silence.
"""

from dataclasses import dataclass
from typing import Final

from zencho.previews.format_dates import show_date
from zencho.previews.format_figures import general, show_figure, show_general_in_kanji
from zencho.previews.format_sections import Section, sections_of

#: Formats that files name by number only (18.8.30, with what Japanese programs mean by 27 to 58).
BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "[$-411]ge.m.d", 28: '[$-411]ggge"年"m"月"d"日"', 29: '[$-411]ggge"年"m"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"', 36: "[$-411]ge.m.d", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 41: "#,##0;-#,##0;-;@", 42: '"¥"#,##0;"¥"-#,##0;"¥"-;@',
    43: "#,##0.00;-#,##0.00;-;@", 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-;@',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: "[$-411]ge.m.d", 51: '[$-411]ggge"年"m"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: '[$-411]ggge"年"m"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: "[$-411]ge.m.d",
    58: '[$-411]ggge"年"m"月"d"日"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the cell, and the colour the format gives it (#RRGGBB)."""

    text: str
    colour: str | None = None


def show_number(value: float, code: str, *, is_1904: bool = False) -> Shown:
    """A number under a format."""
    if code == "General":
        return Shown(general(value))
    sections = sections_of(code)
    section, is_bare = _choose(value, sections)
    if section is None:
        return Shown("")
    if section.has("date", "elapsed", "half"):
        return Shown(show_date(value, section, is_1904=is_1904), section.colour)
    if section.has("digit"):
        return Shown(show_figure(value, section, is_bare=is_bare), section.colour)
    if section.has("general", "text"):
        words = show_general_in_kanji(value, section.kanji) if section.kanji else general(value)
        if is_bare:
            words = words.removeprefix("-")
        put = "".join(words if each.kind in ("general", "text") else each.text for each in section.tokens)
        return Shown(put, section.colour)
    return Shown("".join(each.text for each in section.tokens), section.colour)


def show_text(value: str, code: str) -> Shown:
    """Words under a format: its fourth section, or an @ in its only one."""
    if code in ("General", "@"):
        return Shown(value)
    sections = sections_of(code)
    section = (
        sections[3] if len(sections) > 3 else next((each for each in sections if each.has("text")), None)
    )
    if section is None:
        return Shown(value)
    put = "".join(value if each.kind == "text" else each.text for each in section.tokens)
    return Shown(put, section.colour)


def _choose(value: float, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section for a number, and whether it says the sign itself."""
    figures = [section for section in sections[:3] if not (section.has("text") and len(sections) > 1)]
    if any(section.condition for section in figures):
        held = next((section for section in figures if section.holds(value)), None)
        rest = next((section for section in reversed(figures) if section.condition is None), None)
        return held or rest, (held or rest) is not figures[0] and value < 0 and len(figures) == 2
    if not figures:
        return sections[0], False
    if value < 0 and len(figures) > 1:
        return figures[1], True
    if value == 0 and len(figures) > 2:
        return figures[2], False
    return figures[0], False
