"""The clock: UTC inside, the agency's zone where a day begins or ends.

Tests move `offset`; the product never does. Rights with dates are decided with `work.now`, so that
one transaction sees one time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

offset = timedelta(0)


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC) + offset


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in the agency's zone."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment after a day: an end date includes its day."""
    return start_of_day(day + timedelta(days=1), zone)
