"""Whom somebody means who writes a whole name or number: for files and commands, where nobody can be asked
back."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from zencho.kernel.work import Work
from zencho.people.readings import fold
from zencho.people.tables import Group, Person, Unit


@dataclass(frozen=True, slots=True)
class Named:
    """A person, unit or group that bears the name."""

    principal: int
    id: UUID
    kind: str
    name: str


async def list_named(work: Work, words: Iterable[str]) -> dict[str, list[Named]]:
    """For each word the staff of that 職員番号 or full name, and the units and groups called so; width, old
    forms and the space between 氏 and 名 do not matter."""
    wanted: dict[str, list[str]] = {}
    for word in words:
        wanted.setdefault(_plain(word), []).append(word)
    found: dict[str, list[Named]] = {word: [] for given in wanted.values() for word in given}
    for key, named in [*await _persons(work, list(wanted)), *await _groups_and_units(work)]:
        for word in wanted.get(key, ()):
            if named not in found[word]:
                found[word].append(named)
    return found


async def _persons(work: Work, keys: list[str]) -> list[tuple[str, Named]]:
    full = func.concat(Person.surname, Person.given)
    named_so = Person.number.in_(keys) | full.in_(keys) | Person.folded.in_(keys)
    statement = select(Person).where(named_so, Person.is_guest.is_(False))
    found = []
    for person in await work.db.scalars(statement):
        named = Named(person.principal, person.id, "person", person.name)
        found += [(person.number, named), (_plain(person.name), named)]
    return found


async def _groups_and_units(work: Work) -> list[tuple[str, Named]]:
    # A city has some hundreds of each: their names are compared here, as people read them.
    found = []
    for unit in await work.db.scalars(select(Unit)):
        found.append((_plain(unit.name), Named(unit.principal, unit.id, "unit", unit.name)))
    for group in await work.db.scalars(select(Group)):
        found.append((_plain(group.name), Named(group.principal, group.id, "group", group.name)))
    return found


def _plain(word: str) -> str:
    return fold(word).replace(" ", "")
