"""`python -m bench [name]` runs one case or all, prints the table and keeps `results/latest.json`.

A case is a module of its name with `run() -> list[Row]`.
"""

import importlib
import sys

from bench.rows import Row, keep, table

CASES = (
    "coedit_room_50",
    "gate_share",
    "listing",
    "find_name",
    "share_top",
    "zip_stream",
    "download",
    "upload",
    "many_small",
    "importing",
    "cold_start",
    "warm_start",
)


def main(only: str | None) -> int:
    """Exit code 1 where a limit was missed."""
    if only is not None and only not in CASES:
        print(f"no bench is called {only}; there are: {', '.join(CASES)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in CASES if only is None else (only,):
        print(f"{name} …", file=sys.stderr, flush=True)
        done = importlib.import_module(f"bench.{name}").run()
        keep(done)
        rows += done
    print(table(rows))
    missed = [row for row in rows if row.is_counted and (row.ratio_to_limit or 0) > 1]
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] else None))
