"""`python -m tests.gate.million` compares 1,000,000 answers with the oracle and prints the figure."""

import asyncio
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.gate.test_worlds import assert_closures
from tests.gate.worlds import RandomWorld, live, only_probes
from tests.kit.database import FAST, clone_database, temporary_folder
from tests.kit.world import open_world
from zencho.kernel.migrate import migrate
from zencho.postgres import supervisor

CHECKS = 1_000_000
WORLDS = 20


async def _one(cluster: supervisor.Cluster, seed: int, checks: int) -> tuple[int, int]:
    with clone_database(cluster) as dsns, TemporaryDirectory() as folder:
        async with open_world(dsns, Path(folder)) as world:
            random = RandomWorld(world.database, Random(seed), opens=40, told=120, lists=6)
            with only_probes():
                await random.begin(people=30, containers=16, things=160)
                await live(random, checks)
            assert_closures(dsns.owner)
            return random.checks, random.opened


def main(checks: int) -> None:
    """Raises AssertionError at the first answer that differs, naming who asked what."""
    done = opened = 0
    began = time.monotonic()
    with temporary_folder("million") as folder:
        cluster = supervisor.start(folder / "data", parameters=FAST)
        try:
            migrate(cluster.dsns.owner)
            for seed in range(WORLDS):
                compared, by_open = asyncio.run(_one(cluster, seed, checks // WORLDS))
                done, opened = done + compared, opened + by_open
                print(f"world {seed}: {done:,} answers compared, {opened:,} by open, 0 differ", flush=True)
        finally:
            cluster.stop()
    print(f"{done:,} answers compared in {time.monotonic() - began:,.0f} s, 0 mismatches")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CHECKS)
