"""A row of the table: one figure of ours beside its peer and its limit. Lower is better everywhere."""

import json
import os
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Row:
    """`ours`, `peer` and `limit` are in `unit`; None = did not run or there is none.

    A row whose `details` hold `not_run` says why, and does not count.
    """

    name: str
    unit: str
    ours: float | None
    peer: float | None = None
    peer_name: str | None = None
    limit: float | None = None
    limit_name: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def is_counted(self) -> bool:
        """Whether it ran, with its peer where it has one."""
        return self.ours is not None and (self.peer_name is None or self.peer is not None)

    @property
    def ratio_to_peer(self) -> float | None:
        return _ratio(self.ours, self.peer)

    @property
    def ratio_to_limit(self) -> float | None:
        return _ratio(self.ours, self.limit)

    def as_json(self) -> dict[str, Any]:
        """As it stands in `results/latest.json`."""
        ratios = {"ratio_to_peer": self.ratio_to_peer, "ratio_to_limit": self.ratio_to_limit}
        plain = asdict(self)
        details = plain.pop("details")
        return plain | ratios | {"details": details}


def _ratio(ours: float | None, other: float | None) -> float | None:
    return None if ours is None or not other else round(ours / other, 3)


def median_and_spread(samples: Sequence[float]) -> tuple[float, dict[str, Any]]:
    """The median, and what the samples were: at least five alternations."""
    ordered = sorted(samples)
    spread = {
        "samples": len(ordered),
        "least": round(ordered[0], 3),
        "most": round(ordered[-1], 3),
        "all": [round(each, 3) for each in samples],
    }
    return round(statistics.median(ordered), 3), spread


def keep(rows: Sequence[Row]) -> None:
    """Put these rows in the place of their namesakes in `results/latest.json`; others stay."""
    known: dict[str, Any] = {}
    if RESULTS.exists():
        known = {row["name"]: row for row in json.loads(RESULTS.read_text("utf-8"))}
    for row in rows:
        # What else the machine did meanwhile: figures in time mean little where this is above its cores.
        known[row.name] = row.as_json()
        known[row.name]["details"] |= {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(list(known.values()), indent=1, ensure_ascii=False) + "\n", "utf-8")


def table(rows: Sequence[Row]) -> str:
    """The rows for a terminal."""
    heads = ("name", "ours", "peer", "limit", "× peer", "of limit", "")
    lines = [heads]
    for row in rows:
        verdict = "not run" if not row.is_counted else "reached"
        if row.is_counted and row.ratio_to_limit is not None and row.ratio_to_limit > 1:
            verdict = "MISSED"
        lines.append(
            (
                row.name,
                _show(row.ours, row.unit),
                _show(row.peer, row.unit),
                _show(row.limit, row.unit),
                _show(row.ratio_to_peer),
                _show(row.ratio_to_limit),
                verdict,
            )
        )
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _show(value: float | None, unit: str = "") -> str:
    return (
        "–" if value is None else f"{value:,.3g} {unit}".rstrip() if value < 1000 else f"{value:,.0f} {unit}"
    )
