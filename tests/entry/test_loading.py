"""The sample city in the database: bells rung at plausible times by somebody, and nothing left to ring."""

from datetime import UTC, date, timedelta

import psycopg
from tests.kit.world import World

from zencho.entry.city.build import SMALLEST, build_city
from zencho.entry.city.cast import SATO
from zencho.entry.city.shapes import City
from zencho.entry.demo import SEED
from zencho.entry.loading.load import Loaded, load_city
from zencho.entry.loading.past_years import fill_past_years
from zencho.kernel import clock

TODAY = date(2026, 11, 24)


async def test_bells_rang_over_the_last_days(world: World) -> None:
    city = build_city(SEED, SMALLEST, today=TODAY)
    loaded = await load_city(world.database, city, lambda _done, _steps: None)
    morning = clock.start_of_day(TODAY, clock.zone)
    with psycopg.connect(world.dsns.owner) as connection:
        rows = connection.execute(
            "SELECT p.ref, n.kind, n.by, n.at FROM notice n JOIN principal p ON p.id = n.person"
        ).fetchall()
        left = connection.execute(
            "SELECT DISTINCT name FROM outbox WHERE name IN ('AccessGiven', 'AccessAsked', 'PersonMentioned')"
        ).fetchall()
    assert left == []
    assert {kind for _, kind, _, _ in rows} == {"shared", "access_asked", "mentioned"}
    assert all(by is not None for _, _, by, _ in rows)
    times = [at.astimezone(UTC) for *_, at in rows]
    assert all(morning - timedelta(days=21) < at < morning for at in times)
    assert len({clock.day_of(at) for at in times}) >= 3
    mentions = {
        (loaded.people[each.person], loaded.people[each.mentioned_by], each.mentioned_at.astimezone(UTC))
        for each in city.mentions
    }
    assert {(ref, by, at.astimezone(UTC)) for ref, kind, by, at in rows if kind == "mentioned"} == mentions
    assert {kind for ref, kind, _, _ in rows if ref == loaded.people[SATO]} >= {"shared", "mentioned"}
    await past_years_lie_in_the_drives(world, city, loaded)


async def past_years_lie_in_the_drives(world: World, city: City, loaded: Loaded) -> None:
    """As many as asked, of bytes that are kept once, and nothing to ring or to index."""
    steps: list[int] = []
    with psycopg.connect(world.dsns.owner) as connection:
        count = (
            "SELECT (SELECT count(*) FROM node), (SELECT count(DISTINCT blob_id) FROM version),"
            " (SELECT count(*) FROM outbox)"
        )
        nodes, blobs, events = connection.execute(count).fetchone() or ()
        await fill_past_years(world.database, city, loaded, 1_500, lambda done, _all: steps.append(done))
        connection.rollback()
        after = connection.execute(count).fetchone() or ()
    assert steps[-1] == 1_500
    assert 1_500 < after[0] - nodes < 1_600
    assert (after[1] - blobs, after[2]) == (4, events)
