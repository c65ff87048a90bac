"""The demo's eight people: a page of cards, and a host name each under which one is that person.

These routes exist only under `zencho demo`, which listens on loopback alone: whoever reaches them sits
at this machine. The host name decides who one becomes, so several can be signed in side by side.
"""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from zencho.entry.city.shapes import City, Persona
from zencho.kernel.errors import Problem
from zencho.kernel.web import InWork, Router
from zencho.sessions.actions.sessions import begin_session
from zencho.sessions.cookie import set_cookie
from zencho.sessions.routes import InClient

WHY = "only under `zencho demo`, only on this machine"


class NoSuchPersona(Problem):
    """No persona of the sample city has this host name."""

    status = 404


class PersonaCard(BaseModel):
    """One card. `enter` signs in as that person, under that person's own host name."""

    host: str
    name: str
    unit: str
    title: str
    title_english: str
    shows: str
    shows_english: str
    enter: str


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
        port = request.url.port or 80
        return PersonaCards(city=city.name, personas=[_card(city, each, port) for each in city.personas])

    @router.get("/enter", public=WHY)
    async def enter(work: InWork, request: Request, client: InClient) -> Response:
        persona = by_host.get((request.url.hostname or "").removesuffix(".localhost"))
        if persona is None:
            raise NoSuchPersona
        answer = RedirectResponse("/", 303)
        set_cookie(answer, await begin_session(work, people[persona.person], how="demo", client=client))
        return answer

    return router


def enter_url(host: str, port: int) -> str:
    """Opening it signs that persona in, under a host name of their own."""
    return f"http://{host}.localhost:{port}/demo/enter"


def _card(city: City, persona: Persona, port: int) -> PersonaCard:
    person = next(each for each in city.people if each.number == persona.person)
    posts = [post for post in city.posts if post.person == persona.person and not post.is_concurrent]
    units = {unit.key: unit for unit in city.units}
    return PersonaCard(
        host=persona.host,
        name=person.name,
        unit=units[posts[-1].unit].name if posts else "",
        title=persona.title,
        title_english=persona.title_english,
        shows=persona.shows,
        shows_english=persona.shows_english,
        enter=enter_url(persona.host, port),
    )
