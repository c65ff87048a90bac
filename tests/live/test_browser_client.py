"""The browser's own provider (web/src/live) against a real hub, run by vitest."""

import asyncio
import json
from pathlib import Path

import hatch_build

from tests.kit.pens import open_desk
from tests.kit.world import World
from zencho.gate.permissions import Role

WEB = Path(__file__).parents[2] / "web"
SECONDS = 120


async def test_the_provider_of_the_browser(world: World, tmp_path: Path) -> None:
    async with open_desk(world) as desk:
        person = await world.person()
        note = await desk.note((person, Role.EDITOR))
        desk.live.sessions[str(person.session_id)] = person
        report = tmp_path / "report.json"
        vitest = await asyncio.create_subprocess_exec(
            hatch_build.npm_command()[0], "node_modules/vitest/vitest.mjs", "run", "src/live/real.test.ts",
            "--reporter=default", "--reporter=json", f"--outputFile.json={report}",
            "--config", "vitest.live.ts",
            cwd=WEB,
            env=hatch_build.node_environment() | {
                "LIVE_PORT": str(desk.live.port),
                "LIVE_NOTE": str(note),
                "LIVE_SESSION": str(person.session_id),
                "LIVE_PERSON": str(person.id),
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        async with asyncio.timeout(SECONDS):
            said, _ = await vitest.communicate()
        results = json.loads(report.read_text("utf-8")) if report.exists() else {}
        assert vitest.returncode == 0, said.decode()[-4000:]
        assert results["numPassedTests"] == 4, "the file ran without its server"
