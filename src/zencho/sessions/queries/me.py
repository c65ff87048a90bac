"""Who is signed in, for the top of every page."""

from typing import Literal
from uuid import UUID

from zencho.gate import opening as gate
from zencho.gate.actors import Person as PersonActor
from zencho.gate.opening import Opened
from zencho.kernel.errors import NotSignedIn
from zencho.people.queries.posts import away_today, posts_of
from zencho.people.rules import AGENCY
from zencho.people.tables import Person
from zencho.sessions.shapes import Me, MeAgency, MePerson
from zencho.sessions.site import Site


async def open_me(opened: Opened[UUID, Literal["me.read"]], site: Site) -> Me:
    """The signed-in person with today's posts. Raises NotSignedIn where the account is gone."""
    work, me = opened.work, opened.thing
    person = await work.db.get(Person, me)
    if person is None:
        raise NotSignedIn
    posts = (await posts_of(work, [me])).get(me, [])
    away = (await away_today(work, [me])).get(me)
    abilities = (await gate.abilities(work, [AGENCY])).get(AGENCY, [])
    actor = gate.actor_of(work)
    assert isinstance(actor, PersonActor)
    return Me(
        MePerson(person.id, person.name, person.reading, person.number, person.is_guest),
        [Me.post(each) for each in posts],
        MeAgency(AGENCY, site.agency, abilities),
        site.locale,
        actor.assurance,
        away,
    )
