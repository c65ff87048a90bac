"""The clock: UTC inside, the agency's zone where a day begins or ends.

Tests move `offset`; the product never does. `zone` is the agency's, set once when the server starts.
Rights with dates are decided with `work.now`, so that one transaction sees one time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

offset = timedelta(0)
zone = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC) + offset


def day_of(moment: datetime) -> date:
    """The day on which a moment falls in the agency's zone."""
    return moment.astimezone(zone).date()


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in the agency's zone."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment after a day: an end date includes its day."""
    return start_of_day(day + timedelta(days=1), zone)
