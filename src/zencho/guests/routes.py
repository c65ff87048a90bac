"""Guests over HTTP: invited where a thing is shared, kept by whoever vouches for them."""

from datetime import datetime
from typing import cast
from uuid import UUID

from fastapi import Request

from zencho.drive.rules import THING_READ, THING_SHARE
from zencho.gate import opening as gate
from zencho.gate.permissions import Role
from zencho.guests import actions, queries, shapes
from zencho.guests.actions import Terms
from zencho.guests.rules import GUEST_KEEP, GUEST_LIST
from zencho.kernel.web import InWork, Router
from zencho.people.actions.persons import Naming
from zencho.people.rules import AGENCY, PEOPLE_MANAGE
from zencho.sessions.actions.links import LASTS
from zencho.sessions.site import Site

router = Router(prefix="/api", tags=["guests"])


@router.get("/things/{id_}/guests", may="thing.share")
async def get_guest_rules(work: InWork, id_: UUID, request: Request) -> shapes.GuestRules:
    """Whether guests may be invited to a thing."""
    opened, terms = await gate.open(work, THING_SHARE, id_), _terms(request)
    is_labelled = not await gate.is_for_guests(opened, THING_READ)
    return shapes.GuestRules(is_on=terms.is_on, is_labelled=is_labelled, most_days=terms.most_days)


@router.post("/things/{id_}/guests", may="thing.share", status_code=201)
async def invite_guest(work: InWork, id_: UUID, asked: shapes.Invitation, request: Request) -> shapes.Invited:
    """An account for somebody from outside, with this thing alone. The link is answered this once."""
    opened = await gate.open(work, THING_SHARE, id_)
    wanted = actions.Wanted(
        naming=Naming(
            asked.surname,
            asked.given,
            asked.surname_reading or asked.surname,
            asked.given_reading or asked.given,
        ),
        organisation=asked.organisation,
        address=asked.address,
        role=Role[asked.role.upper()],
        ends_on=asked.ends_on,
    )
    made = await actions.invite(opened, wanted, terms=_terms(request))
    link = _link(work.now, request, made.token)
    return shapes.Invited(person=made.person, number=made.number, **dict(link))


@router.get("/guests", may="guest.list")
async def list_guests(work: InWork, request: Request) -> shapes.GuestLines:
    """Those whom I vouch for."""
    return _lines(request, await queries.list_mine(await gate.open_self(work, GUEST_LIST)))


@router.get("/guests/all", may="people.manage")
async def list_all_guests(work: InWork, request: Request) -> shapes.GuestLines:
    """All of the agency."""
    return _lines(request, await queries.list_all(await gate.open(work, PEOPLE_MANAGE, AGENCY)))


@router.put("/guests/{person}/last-day", may="guest.keep", status_code=204)
async def set_last_day(work: InWork, person: UUID, asked: shapes.LastDay, request: Request) -> None:
    """Until another day."""
    opened = await gate.open_self(work, GUEST_KEEP)
    await actions.set_last_day(opened, person, asked.ends_on, terms=_terms(request))


@router.post("/guests/{person}/end", may="guest.keep", status_code=204)
async def end_guest(work: InWork, person: UUID) -> None:
    """The account is over now."""
    await actions.end_now(await gate.open_self(work, GUEST_KEEP), person)


@router.post("/guests/{person}/link", may="guest.keep", status_code=201)
async def make_guest_link(work: InWork, person: UUID, request: Request) -> shapes.GuestLink:
    """One more way in. It is answered this once."""
    token = await actions.make_link(await gate.open_self(work, GUEST_KEEP), person)
    return _link(work.now, request, token)


@router.put("/guests/{person}/voucher", may="people.manage", status_code=204)
async def set_voucher(work: InWork, person: UUID, asked: shapes.Voucher) -> None:
    """Who vouches from now on."""
    await actions.set_voucher(await gate.open(work, PEOPLE_MANAGE, AGENCY), person, asked.person)


def _terms(request: Request) -> Terms:
    settings = request.app.state.settings
    return Terms(settings.guests == "on", settings.guest_days)


def _lines(request: Request, lines: list[shapes.GuestLine]) -> shapes.GuestLines:
    terms = _terms(request)
    return shapes.GuestLines(guests=lines, most_days=terms.most_days, is_on=terms.is_on)


def _link(now: datetime, request: Request, token: str) -> shapes.GuestLink:
    site = cast(Site, request.app.state.site)
    origin = site.origin_of(request.headers.get("host")).origin
    return shapes.GuestLink(url=f"{origin}/link#{token}", link_ends_at=now + LASTS["guest"])
