"""Persons: registering them and correcting their names."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.opening import Opened
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.actions.units import Managed
from zencho.people.events import PersonAdded, PersonRenamed
from zencho.people.problems import BlankName, NumberTaken, UnknownPerson
from zencho.people.readings import folded, sort_key
from zencho.people.tables import Person


@dataclass(frozen=True, slots=True)
class Naming:
    """How a person is called and found: 氏名, ふりがな, 旧姓 (empty where none), 内線 and 席."""

    surname: str
    given: str
    surname_reading: str
    given_reading: str
    former_surname: str = ""
    telephone: str = ""
    place: str = ""


async def add_person(opened: Managed, *, number: str, naming: Naming, id_: UUID | None = None) -> UUID:
    """An account, without posts or a way to sign in yet -> its id. Raises NumberTaken, BlankName."""
    work = opened.work
    number = await _free_number(work, number)
    id_ = id_ or new_id()
    principal = await belonging.add_principal(work, id_, "person")
    columns = naming_columns(number, naming)
    work.db.add(Person(id=id_, principal=principal, number=number, is_guest=False, **columns))
    await work.db.flush()
    await record(work, "person.add", Ref("person", id_))
    work.announce(PersonAdded(id_))
    return id_


async def add_guest(opened: Opened[Any, Any], *, naming: Naming, until: datetime) -> tuple[UUID, int, str]:
    """An account for somebody from outside, until before `until` -> its id, principal and number.

    Raises BlankName.
    """
    work, id_ = opened.work, new_id()
    number = await _draw_number(work)
    columns = naming_columns(number, naming)
    principal = await belonging.add_principal(work, id_, "person", guest_until=until)
    work.db.add(Person(id=id_, principal=principal, number=number, is_guest=True, **columns))
    await work.db.flush()
    return id_, principal, number


async def rename_person(
    opened: Managed, person_id: UUID, *, naming: Naming, number: str | None = None
) -> None:
    """Correct how a person is called, perhaps the 職員番号 too.

    Raises UnknownPerson, BlankName, NumberTaken.
    """
    work = opened.work
    person = await work.db.get(Person, person_id, with_for_update=True)
    if person is None:
        raise UnknownPerson
    if number is not None and number.strip() != person.number:
        person.number = await _free_number(work, number)
    for column, value in naming_columns(person.number, naming).items():
        setattr(person, column, value)
    await work.db.flush()
    await record(work, "person.rename", Ref("person", person_id))
    work.announce(PersonRenamed(person_id))


async def _draw_number(work: Work) -> str:
    """What a guest signs in under. Drawn and not counted: it tells nobody how many there are."""
    while True:
        number = f"G{secrets.randbelow(10**7):07}"
        if await work.db.scalar(select(Person.id).where(Person.number == number)) is None:
            return number


async def _free_number(work: Work, number: str) -> str:
    number = number.strip()
    if not number or await work.db.scalar(select(Person.id).where(Person.number == number)):
        raise NumberTaken(number=number)
    return number


def naming_columns(number: str, naming: Naming) -> dict[str, str]:
    """The columns of `person` that follow from a naming. Raises BlankName."""
    surname, given = naming.surname.strip(), naming.given.strip()
    readings = naming.surname_reading.strip(), naming.given_reading.strip()
    if not (surname and given and all(readings)):
        raise BlankName
    former = naming.former_surname.strip()
    return {
        "surname": surname,
        "given": given,
        "surname_reading": readings[0],
        "given_reading": readings[1],
        "former_surname": former,
        "telephone": naming.telephone.strip(),
        "place": naming.place.strip(),
        "sort_key": sort_key(" ".join(readings), tie=surname + given),
        "folded": folded(surname + given, "".join(readings), former, number, naming.telephone),
    }
