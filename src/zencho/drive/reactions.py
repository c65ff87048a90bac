"""What the drive does behind a request: the further steps of a copy, as whoever asked for it."""

from zencho.drive.actions import copying
from zencho.drive.events import BulkGoesOn
from zencho.gate.actors import Person
from zencho.gate.belonging import find_principal
from zencho.kernel.reactions import Reaction
from zencho.kernel.work import Work
from zencho.sessions.queries.sessions import find_actor


async def go_on_copying(work: Work, event: BulkGoesOn) -> None:
    """One step, as the person and only while their session stands: a sign-out ends what they began."""
    actor = await find_actor(work, event.session_id)
    if actor is not None:
        async with work.database.work(actor) as own:
            await copying.go_on(own, event)
        return
    principal = await find_principal(work, event.person_id)
    if principal is not None:
        # The bulk is theirs: the wall shows it to nobody else. Nothing is opened for this actor.
        async with work.database.work(Person(event.person_id, principal.id, event.session_id)) as own:
            await copying.end_without_session(own, event)


REACTIONS = (Reaction(BulkGoesOn, go_on_copying),)
