"""Inviting guests, and how long they stay. An account ends by its date; ending it now is a date too."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import update

from zencho.audit.record import record
from zencho.drive import sharing
from zencho.drive.rules import THING_READ
from zencho.drive.sharing import Shared
from zencho.gate import belonging
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.gate.tables import Principal
from zencho.guests.events import GuestChanged
from zencho.guests.problems import (
    CannotVouch,
    GuestEndsInThePast,
    GuestHasEnded,
    GuestsAreOff,
    GuestStaysTooLong,
    NotForGuests,
    UnknownGuest,
)
from zencho.guests.queries import works_here
from zencho.guests.tables import Guest
from zencho.kernel import clock
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.actions.persons import Naming, add_guest
from zencho.people.rules import AGENCY
from zencho.people.tables import Person
from zencho.sessions.actions.links import forget_links, make_guest_link
from zencho.sessions.actions.sessions import end_sessions_of, shorten_sessions_of

Keep = Opened[UUID, Literal["guest.keep"]]
Managed = Opened[UUID, Literal["people.manage"]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the agency chose: whether guests are invited, and how many days they may stay from today."""

    is_on: bool
    most_days: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is invited, from where, as what, and their last day."""

    naming: Naming
    organisation: str
    address: str
    role: Role
    ends_on: date


@dataclass(frozen=True, slots=True)
class Made:
    """A new guest and the secret of their first link."""

    person: UUID
    number: str
    token: str


async def invite(opened: Shared, wanted: Wanted, *, terms: Terms) -> Made:
    """An account for somebody from outside, with this thing and nothing else; whoever invites vouches for
    them. Raises GuestsAreOff, NotForGuests, GuestStaysTooLong, GuestEndsInThePast, BlankName."""
    work, me = opened.work, opened.work.actor.id
    if not terms.is_on:
        raise GuestsAreOff
    if not await gate.is_for_guests(opened, THING_READ):
        raise NotForGuests(label=opened.label)
    until = _until(work, wanted.ends_on, terms)
    person, principal, number = await add_guest(opened, naming=wanted.naming, until=until)
    work.db.add(
        Guest(
            person=person,
            organisation=wanted.organisation,
            address=wanted.address,
            voucher=me,
            invited_by=me,
            invited_at=work.now,
        )
    )
    await work.db.flush()
    await record(
        work, "guest.invite", Ref("person", person), thing=str(opened.ref.id), ends=until.isoformat()
    )
    gift = sharing.Gift(principal, wanted.role, None)
    await sharing.change_sharing(opened, sharing.Change(gifts=(gift,)))
    _tell(work, person, me)
    return Made(person, number, await make_guest_link(opened, person))


async def note_guest(opened: Managed, person: UUID, *, organisation: str, voucher: UUID) -> None:
    """Where a guest of an organisation that was brought in as a whole comes from, and who vouches."""
    work = opened.work
    work.db.add(Guest(person=person, organisation=organisation, voucher=voucher, invited_at=work.now))
    await work.db.flush()


async def set_last_day(opened: Keep, person: UUID, ends_on: date, *, terms: Terms) -> None:
    """Let a guest stay until another day, also one whose account had ended.

    Raises UnknownGuest, GuestsAreOff (for a later day), GuestStaysTooLong, GuestEndsInThePast.
    """
    work, guest = opened.work, await _mine(opened, person)
    principal = await _principal(work, person)
    until = _until(work, ends_on, terms)
    assert principal.guest_until is not None
    if until > principal.guest_until and not terms.is_on:
        raise GuestsAreOff
    await belonging.set_guests_until(work, [principal.id], until)
    await shorten_sessions_of(work, person, until)
    guest.ended_at = None
    await work.db.flush()
    await record(work, "guest.stay", Ref("person", person), ends=until.isoformat())
    _tell(work, person, guest.voucher)


async def end_now(opened: Keep, person: UUID) -> None:
    """A guest's account is over: they are signed out, and what they have open is cut. Raises UnknownGuest,
    GuestHasEnded."""
    work, guest = opened.work, await _mine(opened, person)
    principal = await _standing(work, person)
    await belonging.set_guests_until(work, [principal.id], work.now)
    await forget_links(work, person)
    await end_sessions_of(work, person)
    guest.ended_at = work.now
    await work.db.flush()
    await record(work, "guest.end", Ref("person", person))
    _tell(work, person, guest.voucher)


async def make_link(opened: Keep, person: UUID) -> str:
    """One more way in for a guest who lost theirs -> the secret of the link; those before end.

    Raises UnknownGuest, GuestHasEnded.
    """
    await _mine(opened, person)
    await _standing(opened.work, person)
    return await make_guest_link(opened, person)


async def set_voucher(opened: Managed, person: UUID, voucher: UUID) -> None:
    """Another member of staff vouches for a guest. Raises UnknownGuest, CannotVouch."""
    work = opened.work
    guest = await _any(work, person)
    if not await works_here(work, [voucher]):
        raise CannotVouch
    before, guest.voucher = guest.voucher, voucher
    await work.db.flush()
    await record(work, "guest.vouch", Ref("person", person), voucher=str(voucher))
    _tell(work, person, before, voucher)


async def note_sign_in(work: Work, person: UUID) -> None:
    """When a guest was here last; of anybody else nothing is kept. Runs as the worker."""
    await work.db.execute(update(Guest).where(Guest.person == person).values(signed_in_at=work.now))


async def hand_over_guests(work: Work, giver: UUID, principal: int) -> None:
    """After everything of somebody went to another (a principal): that one vouches for their guests. A unit
    cannot: administrators find them. Runs as the worker."""
    taker = await work.db.get(Principal, principal)
    if taker is None or taker.kind != "person" or taker.ref is None:
        return
    recipient = taker.ref
    moved = update(Guest).where(Guest.voucher == giver).values(voucher=recipient).returning(Guest.person)
    for person in (await work.db.scalars(moved)).all():
        await record(work, "guest.vouch", Ref("person", person), voucher=str(recipient))
        _tell(work, person, giver, recipient)


def _until(work: Work, ends_on: date, terms: Terms) -> datetime:
    today = clock.day_of(work.now)
    if ends_on < today:
        raise GuestEndsInThePast
    if ends_on > today + timedelta(days=terms.most_days):
        raise GuestStaysTooLong(most_days=terms.most_days)
    return clock.end_of_day(ends_on, clock.zone)


async def _mine(opened: Keep, person: UUID) -> Guest:
    """The guest, where whoever asks vouches for them or manages people. Raises UnknownGuest."""
    work = opened.work
    guest = await work.db.get(Guest, person, with_for_update=True)
    if guest is not None and guest.voucher == opened.thing:
        return guest
    if "people.manage" not in (await gate.abilities(work, [AGENCY])).get(AGENCY, []):
        raise UnknownGuest
    return await _any(work, person)


async def _any(work: Work, person: UUID) -> Guest:
    """The guest, whoever vouches; what is known of one who came without a word begins here."""
    human = await work.db.get(Person, person)
    if human is None or not human.is_guest:
        raise UnknownGuest
    guest = await work.db.get(Guest, person, with_for_update=True)
    if guest is None:
        guest = Guest(person=person, organisation="", invited_at=work.now)
        work.db.add(guest)
    return guest


async def _principal(work: Work, person: UUID) -> Principal:
    principal = await belonging.find_principal(work, person)
    if principal is None or principal.guest_until is None:
        raise UnknownGuest
    return principal


async def _standing(work: Work, person: UUID) -> Principal:
    principal = await _principal(work, person)
    assert principal.guest_until is not None
    if principal.guest_until <= work.now:
        raise GuestHasEnded
    return principal


def _tell(work: Work, person: UUID, *vouchers: UUID | None) -> None:
    work.announce(GuestChanged(person, tuple({each for each in vouchers if each is not None})))
