"""The second start, of an empty server and of one with the sample city inside."""

from tests.kit.database import temporary_folder

from bench.rows import Row, median_and_spread
from bench.starting import start_and_stop

STARTS, MOST_S = 5, 3.0


def run() -> list[Row]:
    """A row without and a row with the sample city."""
    return [_measure("warm_start", "run"), _measure("warm_start_city", "demo")]


def _measure(name: str, verb: str) -> Row:
    with temporary_folder("warm") as folder:
        first = start_and_stop(verb, folder / "data")
        times = [start_and_stop(verb, folder / "data") for _ in range(STARTS)]
    median, spread = median_and_spread(times)
    details = {"ours": spread, "command": f"zencho {verb}", "first_start_s": round(first, 1)}
    return Row(name, "s", median, limit=MOST_S, limit_name="3 s", details=details)
