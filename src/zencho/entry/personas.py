"""The demo's eight people: a page of cards, and a host name each under which one is that person.

These routes exist only under `zencho demo`, which listens on loopback alone: whoever reaches them sits
at this machine. The host name decides who one becomes, so several can be signed in side by side.
"""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from zencho.entry.city.shapes import City, Persona
from zencho.entry.loading.naming import NO_PLACE_YET
from zencho.gate import opening as gate
from zencho.gate.actors import Person, System
from zencho.gate.belonging import find_principal
from zencho.kernel.errors import Problem
from zencho.kernel.web import InWork, Router
from zencho.kernel.work import Database
from zencho.notices.queries import list_notices
from zencho.notices.rules import NOTICE_READ
from zencho.sessions.actions.sessions import begin_session
from zencho.sessions.cookie import set_cookie
from zencho.sessions.routes import InClient

# A page of ours, never another host: `//elsewhere` would be one.
OUR_PAGE = r"^/([\w-][\w/-]*)?$"
# What home shows as to be done; answers to one's own requests only ring.
TO_DO = frozenset({"access_asked", "shared", "mentioned"})
WHY = "only under `zencho demo`, only on this machine"


class NoSuchPersona(Problem):
    """No persona of the sample city has this host name."""

    status = 404


class PersonaCard(BaseModel):
    """One card. `enter` signs in as that person, under that person's own host name; `waiting` counts
    what is to do on that person's home now."""

    host: str
    person: UUID
    name: str
    is_guest: bool
    unit: str
    title: str
    title_english: str
    shows: str
    shows_english: str
    enter: str
    waiting: int


class PersonaCards(BaseModel):
    """All cards, in the order to show them."""

    city: str
    personas: list[PersonaCard]


def personas_router(city: City, people: dict[str, UUID]) -> Router:
    """The routes of the demo for this city; `people` are ids by 職員番号."""
    router = Router(prefix="/demo")
    by_host = {persona.host: persona for persona in city.personas}

    @router.get("/personas", public=WHY, own_work=True)
    async def list_personas(request: Request) -> PersonaCards:
        port, database = request.url.port or 80, request.app.state.database
        cards = [
            _card(city, each, people[each.person], port, await _count_waiting(database, people[each.person]))
            for each in city.personas
        ]
        return PersonaCards(city=city.name, personas=cards)

    @router.get("/enter", public=WHY)
    async def enter(
        work: InWork, request: Request, client: InClient, to: Annotated[str, Query(pattern=OUR_PAGE)] = "/"
    ) -> Response:
        persona = by_host.get((request.url.hostname or "").removesuffix(".localhost"))
        if persona is None:
            raise NoSuchPersona
        answer = RedirectResponse(to, 303)
        set_cookie(answer, await begin_session(work, people[persona.person], how="demo", client=client))
        return answer

    return router


def enter_url(host: str, port: int) -> str:
    """Opening it signs that persona in, under a host name of their own."""
    return f"http://{host}.localhost:{port}/demo/enter"


async def _count_waiting(database: Database, person: UUID) -> int:
    async with database.work(System("sample-city")) as work:
        principal = await find_principal(work, person)
    if principal is None:
        return 0
    async with database.work(Person(person, principal.id, NO_PLACE_YET, assurance=2)) as work:
        notices = await list_notices(await gate.open_self(work, NOTICE_READ), waiting=True)
    return sum(notice.kind in TO_DO for notice in notices)


def _card(city: City, persona: Persona, id_: UUID, port: int, waiting: int) -> PersonaCard:
    person = next(each for each in city.people if each.number == persona.person)
    posts = [post for post in city.posts if post.person == persona.person and not post.is_concurrent]
    units = {unit.key: unit for unit in city.units}
    return PersonaCard(
        host=persona.host,
        person=id_,
        name=person.name,
        is_guest=person.is_guest,
        unit=units[posts[-1].unit].name if posts else "",
        title=persona.title,
        title_english=persona.title_english,
        shows=persona.shows,
        shows_english=persona.shows_english,
        enter=enter_url(persona.host, port),
        waiting=waiting,
    )
