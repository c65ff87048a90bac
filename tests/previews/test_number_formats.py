"""Values as the programs of offices show them, Japanese formats first."""

from datetime import date

import pytest

from zencho.previews.number_formats import BUILT_IN, show_number, show_text

DAY = (date(2026, 11, 19) - date(1899, 12, 30)).days
FIRST_OF_REIWA = 43586
ACCOUNTING = '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (DAY, '[$-411]ggge"年"m"月"d"日"', "令和8年11月19日"),
        (DAY, "[$-411]ge.m.d", "R8.11.19"),
        (DAY, 'ggge"年"m"月"d"日"(aaa)', "令和8年11月19日(木)"),
        (DAY, "yyyy/mm/dd(aaaa)", "2026/11/19(木曜日)"),
        (DAY, '[DBNum1][$-411]ggge"年"m"月"d"日"', "令和八年十一月十九日"),
        (DAY, '[DBNum3]yyyy"年"m"月"d"日"', "２０２６年１１月１９日"),
        (FIRST_OF_REIWA, '[$-411]ggge"年"m"月"d"日"', "令和1年5月1日"),
        (FIRST_OF_REIWA, '[$-ja-JP-x-gannen]ggge"年"m"月"d"日"', "令和元年5月1日"),
        (FIRST_OF_REIWA - 1, '[$-411]ggge"年"m"月"d"日"', "平成31年4月30日"),
        (DAY + 0.6055, "yyyy/m/d h:mm:ss", "2026/11/19 14:31:55"),
        (DAY + 0.6055, "h:mm AM/PM", "2:31 PM"),
        (DAY + 0.6055, "[$-411]AM/PMh:mm", "午後2:31"),
        (0.5, 'h"時"mm"分"', "12時00分"),
        (1.5, "[h]:mm", "36:00"),
        (0.999999, "h:mm:ss", "0:00:00"),
        (60, "yyyy/m/d", "1900/2/29"),
        (0, "yyyy/m/d", "1900/1/0"),
        (-1, "yyyy/m/d", "########"),
        (1e12, "yyyy/m/d", "########"),
    ],
)
def test_days_and_times(value: float, code: str, shown: str) -> None:
    assert show_number(value, code).text == shown


def test_days_counted_from_1904() -> None:
    assert show_number(DAY - 1462, "yyyy/m/d", is_1904=True).text == "2026/11/19"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234567, '#,##0"円"', "1,234,567円"),
        (1234.5, "#,##0円", "1,235円"),
        (-1234, '#,##0;"△"#,##0', "△1,234"),
        (0, '#,##0;"△"#,##0;"－"', "－"),
        (1234567, '#,##0,"千円"', "1,235千円"),
        (1234, ACCOUNTING, " ¥1,234 "),
        (0, ACCOUNTING, " ¥- "),
        (0.1234, "0.0%", "12.3%"),
        (5, '"第"0"号"', "第5号"),
        (9000001, "000\\-0000", "900-0001"),
        (150, '[>=1000]#,##0,"千";0', "150"),
        (1500, '[>=1000]#,##0,"千";0', "2千"),
        (12345, "[DBNum1]General", "一万二千三百四十五"),
        (12345, "[DBNum2]General", "壱萬弐阡参百四拾伍"),
        (12345, "[DBNum3]General", "１万２千３百４十５"),
        (1234, "[DBNum3]#,##0", "１,２３４"),
        (1.25, "# ?/?", "1 1/4"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.5, "#.##", ".5"),
        (1.5, "0.###", "1.5"),
        (-0.001, "0.0", "0.0"),
        (5, ";;;", ""),
        (1, 'G/標準"個"', "1個"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (12345678901234, "General", "1.23457E+13"),
    ],
)
def test_figures(value: float, code: str, shown: str) -> None:
    assert show_number(value, code).text == shown


def test_a_format_may_colour() -> None:
    assert show_number(-5, "#,##0;[Red]-#,##0").colour == "#FF0000"
    assert show_number(-5, "#,##0;[赤]-#,##0").colour == "#FF0000"
    assert show_number(5, "#,##0;[Red]-#,##0").colour is None


def test_words_under_a_format() -> None:
    assert show_text("鈴木", '0;0;0;@"様"').text == "鈴木様"
    assert show_text("鈴木", "#,##0").text == "鈴木"


@pytest.mark.parametrize(
    "code", [*BUILT_IN.values(), "", '"', "[", "\\", "_", "[$", "e", "0" * 5000, "??/0", "/"]
)
@pytest.mark.parametrize("value", [0.0, -1.5, 1e300, 1e-300, 46345.5])
def test_no_format_is_too_strange(code: str, value: float) -> None:
    assert isinstance(show_number(value, code).text, str)
