"""What has ended is removed by the clock; what still stands stays."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.kit.office import Office
from zencho.gate.actors import System
from zencho.kernel import clock
from zencho.sessions.actions.links import make_link
from zencho.sessions.actions.purge import purge_ended
from zencho.sessions.actions.throttle import count_attempt

TABLES = ("session", "challenge", "one_time_link", "attempt")


async def _counts(office: Office) -> dict[str, int]:
    async with office.world.as_system() as work:
        return {
            table: (await work.db.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()
            for table in TABLES
        }


@pytest.mark.parametrize(
    ("later", "left"),
    [
        (timedelta(minutes=1), {"session": 1, "challenge": 1, "one_time_link": 1, "attempt": 2}),
        (timedelta(hours=7), {"session": 1, "challenge": 0, "one_time_link": 1, "attempt": 0}),
        (timedelta(hours=25), dict.fromkeys(TABLES, 0)),
    ],
)
async def test_removes_what_no_request_can_use(
    office: Office, monkeypatch: pytest.MonkeyPatch, later: timedelta, left: dict[str, int]
) -> None:
    async with office.browser("佐藤 みのり") as browser:
        await browser.post("/api/sessions/passkeys/options")
    async with office.world.as_system() as work:
        await make_link(work, office.persons["鈴木 航"], "sign-in")
        await count_attempt(work, "020418", "192.0.2.1")
    monkeypatch.setattr(clock, "offset", later)
    for _ in range(2):  # as a job may be, run twice
        async with office.world.database.work(System("purge")) as work:
            await purge_ended(work)
    assert await _counts(office) == left
