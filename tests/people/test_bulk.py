"""A whole organisation at once is the same as the one made verb by verb."""

from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

from sqlalchemy import text

from tests.kit.world import World
from zencho.entry.city.people import build_staff
from zencho.entry.city.ranks import RANKS
from zencho.entry.city.units import build_organisation
from zencho.gate import belonging
from zencho.gate import opening as gate
from zencho.people.actions.bulk import add_organisation
from zencho.people.rules import AGENCY, PEOPLE_MANAGE


def _plan() -> Any:
    organisation = build_organisation(2000)
    staff = build_staff(Random(1), organisation, date(2026, 11, 23))
    return SimpleNamespace(
        ranks=RANKS, units=organisation.units, people=staff.people, posts=staff.posts,
        absences=staff.absences, groups=(),
    )  # fmt: skip


async def test_writes_a_city_and_its_reach(world: World) -> None:
    plan = _plan()
    async with world.as_system() as work:
        opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
        made = await add_organisation(opened, plan)
    assert len(made.persons) == len(plan.people)
    async with world.as_system() as work:
        written = set((await work.db.execute(text("SELECT * FROM reach"))).all())
        assert len(written) > 4 * len(plan.people)
        posts = await work.db.scalar(text("SELECT count(*) FROM post WHERE member IS NOT NULL"))
        assert posts == len(plan.posts)
        # The edge each post keeps is the person's own, to the seat it names.
        wrong = await work.db.scalar(
            text(
                "SELECT count(*) FROM post JOIN person ON person.id = post.person"
                " JOIN seat ON seat.id = post.seat"
                " JOIN member ON member.id = post.member"
                " WHERE member.child <> person.principal OR member.parent <> seat.principal"
            )
        )
        assert wrong == 0
        await belonging.rebuild_reach(work)
        assert set((await work.db.execute(text("SELECT * FROM reach"))).all()) == written
