"""Who is rung when something happens elsewhere. Rights are asked when the notice is read, not here."""

from zencho.gate.events import AccessGiven
from zencho.gate.relations import list_persons
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.notices.actions import ring

# What is shared with more people than this does not ring: it is found under 共有されたもの.
MOST_RUNG = 200


async def ring_for_share(work: Work, event: AccessGiven) -> None:
    """Tell those who were given something."""
    persons = await list_persons(work, event.principal, limit=MOST_RUNG + 1)
    if len(persons) > MOST_RUNG:
        return
    await ring(
        work,
        persons,
        "shared",
        Ref(event.thing_kind, event.thing_id),
        by=event.given_by,
        cause=f"shared:{event.thing_id}:{event.principal}:{event.request_id}",
        role=event.role,
    )
