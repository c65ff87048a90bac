"""From a data folder that does not exist to the first page, without the sample city."""

from tests.kit.database import temporary_folder

from bench.rows import Row, median_and_spread
from bench.starting import start_and_stop

STARTS, MOST_S = 5, 15.0


def run() -> list[Row]:
    """One row."""
    times = []
    for _ in range(STARTS):
        with temporary_folder("cold") as folder:
            times.append(start_and_stop("run", folder / "data"))
    median, spread = median_and_spread(times)
    details = {"ours": spread, "command": "zencho run", "until": "the page and its script are read"}
    return [Row("cold_start", "s", median, limit=MOST_S, limit_name="15 s", details=details)]
