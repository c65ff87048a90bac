"""Days of the sample city: holidays, 和暦, office days."""

from datetime import date

import pytest

from zencho.entry.city.days import (
    fiscal_year,
    holidays,
    is_working_day,
    reiwa,
    shift_working_days,
    wareki_with_weekday,
    working_day_from,
    working_days_before,
)


def test_holidays_of_2026_are_those_of_the_cabinet_office() -> None:
    expected = {
        (1, 1), (1, 12), (2, 11), (2, 23), (3, 20), (4, 29), (5, 3), (5, 4), (5, 5), (5, 6), (7, 20), (8, 11),
        (9, 21), (9, 22), (9, 23), (10, 12), (11, 3), (11, 23),
    }  # fmt: skip
    assert {(day.month, day.day) for day in holidays(2026)} == expected


def test_a_holiday_on_sunday_moves_to_monday() -> None:
    assert date(2023, 1, 2) in holidays(2023)
    assert not is_working_day(date(2027, 3, 22))


@pytest.mark.parametrize(
    ("day", "written"),
    [(date(2026, 11, 24), "令和8年11月24日(火)"), (date(2019, 5, 1), "令和元年5月1日(水)")],
)
def test_days_are_written_in_wareki(day: date, written: str) -> None:
    assert wareki_with_weekday(day) == written


def test_the_fiscal_year_turns_in_april() -> None:
    assert (fiscal_year(date(2027, 3, 31)), fiscal_year(date(2027, 4, 1))) == (2026, 2027)
    assert reiwa(2026) == "8"


def test_working_days_skip_holidays_and_the_turn_of_the_year() -> None:
    assert working_day_from(date(2026, 11, 21)) == date(2026, 11, 24)
    assert shift_working_days(date(2026, 12, 28), 1) == date(2027, 1, 4)
    assert shift_working_days(date(2026, 11, 24), -1) == date(2026, 11, 20)
    assert working_days_before(date(2026, 11, 24), weeks=1)[-1] == date(2026, 11, 20)
