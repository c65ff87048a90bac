"""Who can see a thing and why, changing it, and asking to be let in."""

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Request, Response

from zencho.drive import rules, shapes, sharing_several
from zencho.drive import sharing as acts
from zencho.drive.actions import asking
from zencho.drive.queries import sharing
from zencho.gate import opening as gate
from zencho.gate.audience import refs_of
from zencho.gate.permissions import Role
from zencho.gate.trying import attempt
from zencho.kernel.clock import end_of_day
from zencho.kernel.errors import NotSignedIn, Problem
from zencho.kernel.web import InWork, Router, expect_revision
from zencho.kernel.work import Work

router = Router(prefix="/api", tags=["drive"])


@router.get("/things/{id_}/sharing", may="thing.audience")
async def get_sharing(work: InWork, id_: UUID) -> shapes.Sharing:
    """All that is given on a thing and above it."""
    return await sharing.get_sharing(await gate.open(work, rules.THING_AUDIENCE, id_))


@router.post("/things/{id_}/sharing", may="thing.share")
async def change_sharing(
    work: InWork, id_: UUID, asked: shapes.SharingChange, request: Request
) -> shapes.Sharing:
    """Give, change, take, stop inheriting or take it up again, all at once."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    expect_revision(request, opened.thing.revision)
    await acts.change_sharing(opened, await _change(work, request, asked))
    return await sharing.get_sharing(opened)


@router.post("/things/{id_}/sharing/preview", may="thing.share")
async def preview_sharing(
    work: InWork, id_: UUID, asked: shapes.SharingChange, request: Request
) -> shapes.Preview:
    """What the change would do."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    effect = await acts.preview_sharing(opened, await _change(work, request, asked))
    named = [*effect.gaining[: acts.NAMED], *effect.losing[: acts.NAMED]]
    refs = await refs_of(work, named)
    return shapes.Preview(
        before=effect.before,
        after=effect.after,
        gain=len(effect.gaining),
        lose=len(effect.losing),
        other_role=effect.other_role,
        gaining=[refs[each] for each in effect.gaining[: acts.NAMED]],
        losing=[refs[each] for each in effect.losing[: acts.NAMED]],
    )


@router.post("/drive/sharing", may="thing.share")
async def share_several(work: InWork, asked: shapes.SeveralShared, request: Request) -> shapes.SharedResults:
    """Give the same on several things: each by itself, nobody gets less than they had."""
    results = []
    for id_ in dict.fromkeys(asked.ids):
        try:
            async with attempt(work):
                opened = await gate.open(work, rules.THING_SHARE, id_)
                lacking = await _lacking(opened, asked, request)
                if lacking.give:
                    change = await _change(work, request, shapes.SharingChange(give=lacking.give))
                    await acts.change_sharing(opened, change)
                back = lacking.back if lacking.give else None
                results.append(shapes.SharedResult(id=id_, back=back))
        except NotSignedIn:
            raise
        except Problem as problem:
            results.append(shapes.SharedResult(id=id_, code=problem.code, params=problem.params))
    return shapes.SharedResults(results=results)


@router.post("/drive/sharing/preview", may="thing.share")
async def preview_several(
    work: InWork, asked: shapes.SeveralShared, request: Request
) -> shapes.SeveralPreview:
    """What it would do. What cannot be shared is left out here, and told when it is tried."""
    gaining: set[int] = set()
    other_role = 0
    for id_ in dict.fromkeys(asked.ids):
        with suppress(gate.Unseen, gate.Refused):
            opened = await gate.open(work, rules.THING_SHARE, id_)
            lacking = await _lacking(opened, asked, request)
            change = await _change(work, request, shapes.SharingChange(give=lacking.give))
            effect = await acts.preview_sharing(opened, change)
            gaining.update(effect.gaining)
            other_role = max(other_role, effect.other_role)
    first = sorted(gaining)[: acts.NAMED]
    refs = await refs_of(work, first)
    return shapes.SeveralPreview(
        gain=len(gaining), gaining=[refs[each] for each in first], other_role=other_role
    )


async def _lacking(
    opened: acts.Shared, asked: shapes.SeveralShared, request: Request
) -> sharing_several.Lacking:
    now = await sharing.get_sharing(opened)
    return sharing_several.find_lacking(now, asked.give, ZoneInfo(request.app.state.settings.zone))


@router.get("/things/{id_}/reasons", may="thing.audience")
async def get_reasons(
    work: InWork, id_: UUID, person: UUID, permission: str = "thing.read"
) -> shapes.Reasons:
    """Why one person may or may not."""
    opened = await gate.open(work, rules.THING_AUDIENCE, id_)
    return await sharing.get_reasons(opened, person, permission)


@router.post("/things/{id_}/access-requests", may="access.ask", status_code=202)
async def ask_access(work: InWork, id_: UUID, asked: shapes.Ask, request: Request) -> Response:
    """Ask to be let in. The answer is the same whether the thing exists or not."""
    opened = await gate.open_self(work, rules.ACCESS_ASK)
    until = end_of(request, asked.until)
    await asking.ask_access(opened, id_, reason=asked.reason, role=Role[asked.role.upper()], until=until)
    return Response(status_code=202)


@router.get("/things/{id_}/access-requests", may="thing.share")
async def list_requests(work: InWork, id_: UUID) -> shapes.AccessRequests:
    """Who waits at one thing."""
    return await sharing.list_requests(await gate.open(work, rules.THING_SHARE, id_))


@router.post("/things/{id_}/access-requests/{request_id}", may="thing.share", status_code=204)
async def answer_request(
    work: InWork, id_: UUID, request_id: UUID, asked: shapes.Answer, request: Request
) -> None:
    """Let in, or decline."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    waiting = await sharing.find_request(opened, request_id)
    if waiting is None:
        raise sharing.NoLongerWaiting
    role = None if asked.role is None else Role[asked.role.upper()]
    ends = end_of(request, asked.ends_on)
    await asking.answer_request(opened, waiting, grant=asked.grant, role=role, ends=ends)


@router.get("/access-requests", may="thing.share")
async def list_requests_for_me(work: InWork) -> shapes.AccessRequests:
    """Who waits for my answer."""
    return await sharing.list_requests_for_me(work)


async def _change(work: Work, request: Request, asked: shapes.SharingChange) -> acts.Change:
    gifts = [
        acts.Gift(
            await sharing.find_party(work, each.party), Role[each.role.upper()], end_of(request, each.ends_on)
        )
        for each in asked.give
    ]
    taken = [await sharing.find_party(work, party) for party in asked.take]
    return acts.Change(gifts, taken, asked.inherits)


def end_of(request: Request, day: date | None) -> datetime | None:
    """An end date includes its day, as days go in the agency."""
    return None if day is None else end_of_day(day, ZoneInfo(request.app.state.settings.zone))
