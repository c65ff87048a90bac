"""A small office over the real application: people who work somewhere, and browsers they sign in with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI

from tests.kit.world import World
from zencho.entry.app import build_app
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Person
from zencho.gate.permissions import Role
from zencho.kernel.ids import new_id
from zencho.kernel.settings import Settings
from zencho.kernel.work import Work
from zencho.people import tables
from zencho.people.actions.bulk import add_organisation
from zencho.people.actions.persons import Naming, add_person
from zencho.people.actions.posts import add_post
from zencho.people.actions.units import Kind, Managed, add_unit
from zencho.people.rules import AGENCY, PEOPLE_MANAGE
from zencho.sessions.actions.sessions import Client, How, begin_session
from zencho.sessions.cookie import NAME
from zencho.sessions.hashing import hash_password
from zencho.sessions.tables import Password

_hashes: dict[str, str] = {}
ORIGIN = "http://localhost:8080"
LONG_AGO = date(2020, 4, 1)


@dataclass
class Office:
    """`app` with its routes, strict about what they open; `units` and `persons` by the names used here."""

    world: World
    app: FastAPI
    units: dict[str, UUID] = field(default_factory=dict)
    persons: dict[str, UUID] = field(default_factory=dict)

    @asynccontextmanager
    async def managed(self) -> AsyncIterator[Managed]:
        """The agency, opened for changes by the product itself."""
        async with self.world.as_system() as work:
            yield await gate.open(work, PEOPLE_MANAGE, AGENCY)

    async def unit(self, name: str, parent: str | None = None, *, kind: Kind = "section") -> UUID:
        """A unit whose reading is its name."""
        async with self.managed() as opened:
            above = self.units[parent] if parent else None
            self.units[name] = await add_unit(opened, kind=kind, name=name, reading=name, parent=above)
        return self.units[name]

    async def person(
        self,
        name: str,
        reading: str,
        *,
        number: str,
        unit: str | None = None,
        rank: str = "clerk",
        password: str | None = None,
        manages: bool = False,
        former: str = "",
        telephone: str = "",
    ) -> UUID:
        """A person, seated in a unit since long ago; `manages` makes an administrator."""
        surname, given = name.split(" ")
        surname_reading, given_reading = reading.split(" ")
        naming = Naming(surname, given, surname_reading, given_reading, former, telephone)
        async with self.managed() as opened:
            id_ = await add_person(opened, number=number, naming=naming)
            if unit:
                where = self.units[unit]
                await add_post(opened, person=id_, unit=where, rank=rank, starts_on=LONG_AGO)
            if password:
                await self._give_password(opened.work, id_, password)
            if manages:
                await sharing.give(opened, await _principal(opened.work, id_), Role.MANAGER)
        self.persons[name] = id_
        return id_

    async def guest(self, name: str, reading: str, *, number: str) -> UUID:
        """A guest: an account that is not part of everyone."""
        guest = _Guest(number, *name.split(" "), *reading.split(" "))
        async with self.managed() as opened:
            made = await add_organisation(opened, _Guests(people=(guest,)))
        self.persons[name] = made.persons[number]
        return self.persons[name]

    async def _give_password(self, work: Work, person: UUID, password: str) -> None:
        # Hashing takes long on purpose; the same password is hashed once for all tests.
        hash_ = _hashes[password] = _hashes.get(password) or await hash_password(password)
        work.db.add(Password(person=person, hash=hash_, changed_at=work.now))
        await work.db.flush()

    async def actor(self, name: str) -> Person:
        """The person as an actor, without a session."""
        async with self.world.as_system() as work:
            return Person(self.persons[name], await _principal(work, self.persons[name]), new_id())

    async def sign_in(self, name: str, *, how: How = "password") -> str:
        """A new session of that person -> its cookie."""
        async with self.world.as_system() as work:
            client = Client("Firefox, Linux", "office")
            return f"{NAME}={await begin_session(work, self.persons[name], how=how, client=client)}"

    @asynccontextmanager
    async def browser(
        self, name: str | None = None, *, how: How = "password", cookie: str | None = None
    ) -> AsyncIterator[httpx.AsyncClient]:
        """A browser, signed in as that person (or with that cookie) or as nobody."""
        if name is not None:
            cookie = await self.sign_in(name, how=how)
        # The cookie is sent by hand: it is for https, and tests speak http.
        headers: dict[str, Any] = {"cookie": cookie} if cookie else {}
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as client_:
            yield client_


@dataclass(frozen=True)
class _Guest:
    number: str
    surname: str
    given: str
    surname_reading: str
    given_reading: str
    former_surname: str = ""
    telephone: str = ""
    is_guest: bool = True


@dataclass(frozen=True)
class _Guests:
    people: tuple[_Guest, ...]
    ranks: tuple[()] = ()
    units: tuple[()] = ()
    posts: tuple[()] = ()
    absences: tuple[()] = ()
    groups: tuple[()] = ()


async def _principal(work: Work, person: UUID) -> int:
    row = await work.db.get(tables.Person, person)
    assert row is not None
    return row.principal


@asynccontextmanager
async def open_office(world: World, folder: Path) -> AsyncIterator[Office]:
    """The real application over the world's database, without its background jobs."""
    settings = Settings(
        data=folder, port=8080, share_links="anyone", guests="on", webdav="on", libreoffice="off"
    )
    app = build_app(settings, world.dsns, strict=True)
    try:
        yield Office(world, app)
    finally:
        await app.state.engine.database.close()
        await app.state.engine.for_jobs.close()
