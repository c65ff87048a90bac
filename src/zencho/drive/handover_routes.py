"""Handing over everything one has, by oneself or for somebody who has left (`docs/handover.md`)."""

from uuid import UUID

from fastapi import Request

from zencho.drive import handover_shapes as shapes
from zencho.drive import rules
from zencho.drive.actions.handover import hand_over
from zencho.drive.problems import StillHere
from zencho.drive.queries import handover
from zencho.gate import opening as gate
from zencho.gate.actors import System
from zencho.kernel.web import InBegin, InWork, Router
from zencho.people.rules import AGENCY, PEOPLE_MANAGE

router = Router(prefix="/api", tags=["drive"])


@router.get("/drive/handover", may="drive.hand_over")
async def get_mine(work: InWork) -> shapes.Belongings:
    """What I would hand over."""
    mine = await gate.open_self(work, rules.DRIVE_HAND_OVER)
    return await handover.get_belongings(mine, await handover.find_giver(work, mine.thing))


@router.post("/drive/handover", may="drive.hand_over")
async def hand_over_mine(work: InWork, asked: shapes.HandingOver) -> shapes.HandedOver:
    """Hand everything of mine over."""
    mine = await gate.open_self(work, rules.DRIVE_HAND_OVER)
    giver = await handover.find_giver(work, mine.thing)
    to = await handover.find_recipient(work, asked.to, giver=giver.id)
    return await hand_over(work, giver, to, name=asked.name, by=giver.id)


@router.get("/drive/handovers", may="people.manage")
async def list_left_behind(work: InWork) -> shapes.LeftBehindList:
    """Who has left, and nobody has taken over what they had."""
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return shapes.LeftBehindList(people=await handover.list_left_behind(opened))


@router.get("/people/{person}/handover", may="people.manage")
async def get_theirs(work: InWork, person: UUID) -> shapes.Belongings:
    """What somebody has, in numbers."""
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return await handover.get_belongings(opened, await handover.find_giver(work, person))


@router.post("/people/{person}/handover", may="people.manage", own_work=True)
async def hand_over_theirs(
    request: Request, begin: InBegin, person: UUID, asked: shapes.HandingOver
) -> shapes.HandedOver:
    """Hand over what somebody has who has left."""
    async with begin() as work:
        opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
        giver = await handover.find_giver(work, person)
        if not giver.has_left:
            raise StillHere
        to = await handover.find_recipient(work, asked.to, giver=person)
        by, database = opened.work.actor.id, work.database
    async with database.work(System("handover"), request_id=work.request_id) as own:
        return await hand_over(own, giver, to, name=asked.name, by=by)
