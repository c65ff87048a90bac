"""Days as a city hall lives them: fiscal years, 和暦, public holidays, office hours.

Holidays follow 国民の祝日に関する法律 as in force since 2020; the equinoxes use the usual astronomical
approximation, right until 2099.
"""

from datetime import date, datetime, time, timedelta, timezone
from functools import cache

JST = timezone(timedelta(hours=9), "JST")
REIWA_BEGINS = 2019
_WEEKDAYS = "月火水木金土日"
_FIXED = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))
_MONDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))


def fiscal_year(day: date) -> int:
    """The Western year in which the fiscal year of `day` began (it begins on 1 April)."""
    return day.year if day.month >= 4 else day.year - 1


def reiwa(year: int) -> str:
    """The year of the era as people write it: 2019 is 元, 2026 is 8."""
    count = year - REIWA_BEGINS + 1
    return "元" if count == 1 else str(count)


def wareki(day: date) -> str:
    """令和8年11月24日."""
    return f"令和{reiwa(day.year)}年{day.month}月{day.day}日"


def wareki_with_weekday(day: date) -> str:
    """令和8年11月24日(火)."""
    return f"{wareki(day)}({_WEEKDAYS[day.weekday()]})"


def month_day(day: date) -> str:
    """11月24日(火)."""
    return f"{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"


@cache
def holidays(year: int) -> frozenset[date]:
    """All public holidays of a year, substitute days and days between two holidays included."""
    leap = (year - 1980) // 4
    spring = date(year, 3, int(20.8431 + 0.242194 * (year - 1980)) - leap)
    autumn = date(year, 9, int(23.2488 + 0.242194 * (year - 1980)) - leap)
    named = {date(year, month, day) for month, day in _FIXED} | {spring, autumn}
    named |= {_monday(year, month, nth) for month, nth in _MONDAYS}
    found = set(named)
    for day in sorted(named):
        if day.weekday() == 6:
            while day in named:
                day += timedelta(days=1)
            found.add(day)
        between = day + timedelta(days=1)
        if between + timedelta(days=1) in named and between.weekday() != 6:
            found.add(between)
    return frozenset(found)


def is_working_day(day: date) -> bool:
    """Whether the office is open: no weekend, no holiday, not 29 December to 3 January."""
    if day.weekday() >= 5 or (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return False
    return day not in holidays(day.year)


def working_day_from(day: date) -> date:
    """`day` itself when the office is open, else the next day it is."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def shift_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it when negative)."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_before(day: date, *, weeks: int) -> tuple[date, ...]:
    """The working days of the `weeks` before `day`, `day` itself left out, in order."""
    span = (day - timedelta(days=back) for back in range(weeks * 7, 0, -1))
    return tuple(one for one in span if is_working_day(one))


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment on the clock of the city hall."""
    return datetime.combine(day, time(hour, minute, second), JST)


def _monday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (nth - 1))
