"""不在: one's own, or set by who manages the agency for somebody who cannot."""

from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zencho.audit.record import record
from zencho.gate.opening import Opened
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.actions.units import Managed
from zencho.people.events import AbsenceRemoved, AbsenceSet
from zencho.people.problems import (
    AbsenceOverlaps,
    AbsencePassed,
    EndsBeforeStart,
    StandsInForSelf,
    UnknownAbsence,
    UnknownPerson,
)
from zencho.people.tables import Absence, Person

Own = Opened[UUID, Literal["absence.set"]]


async def set_absence(
    opened: Own | Managed,
    *,
    starts_on: date,
    ends_on: date,
    stand_in: UUID | None = None,
    person: UUID | None = None,
) -> UUID:
    """Somebody is away on these days, both included -> the absence's id.

    Opened as one's own, it is for oneself whatever `person` says. Raises UnknownPerson, EndsBeforeStart,
    AbsencePassed, AbsenceOverlaps, StandsInForSelf.
    """
    work = opened.work
    away = _whose(opened, person)
    if ends_on < starts_on:
        raise EndsBeforeStart
    if ends_on < clock.day_of(work.now):
        raise AbsencePassed
    if stand_in == away:
        raise StandsInForSelf
    # Locked, so that the same absence sent twice is found overlapping, not kept twice.
    if await work.db.get(Person, away, with_for_update=True) is None:
        raise UnknownPerson
    if stand_in is not None and await work.db.get(Person, stand_in) is None:
        raise UnknownPerson
    other = await work.db.scalar(
        select(Absence).where(
            Absence.person == away, Absence.starts_on <= ends_on, Absence.ends_on >= starts_on
        )
    )
    if other is not None:
        raise AbsenceOverlaps(starts_on=other.starts_on.isoformat(), ends_on=other.ends_on.isoformat())
    id_ = new_id()
    work.db.add(Absence(id=id_, person=away, starts_on=starts_on, ends_on=ends_on, stand_in=stand_in))
    await work.db.flush()
    await record(
        work,
        "absence.set",
        Ref("person", away),
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
        stand_in=str(stand_in) if stand_in else None,
    )
    work.announce(AbsenceSet(away))
    return id_


async def remove_absence(opened: Own | Managed, absence_id: UUID, *, person: UUID | None = None) -> None:
    """Somebody is not away after all. Raises UnknownAbsence."""
    work = opened.work
    away = _whose(opened, person)
    absence = await _find(work, absence_id, away)
    await work.db.delete(absence)
    await work.db.flush()
    await record(work, "absence.remove", Ref("person", away))
    work.announce(AbsenceRemoved(away))


async def _find(work: Work, absence_id: UUID, person: UUID) -> Absence:
    absence = await work.db.get(Absence, absence_id)
    if absence is None or absence.person != person:
        raise UnknownAbsence
    return absence


def _whose(opened: Own | Managed, person: UUID | None) -> UUID:
    if opened.ref.kind == "person":
        return opened.thing
    if person is None:
        raise UnknownPerson
    return person
