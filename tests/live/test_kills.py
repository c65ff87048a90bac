"""Kills while typing, in small; the full play is `python -m tests.live.kills --kills 20`."""

from tests.live.kills import play


async def test_what_was_acknowledged_or_seen_is_there_once() -> None:
    counted = await play(4, acknowledgements=150, seed=3)
    assert counted["killed"]["server"] and counted["killed"]["postmaster"]
    assert counted["acknowledged"] >= 600 and counted["seen"] > 0
