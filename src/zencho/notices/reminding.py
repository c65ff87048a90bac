"""What is said before something happens by its date alone, and nobody's act could say it."""

from datetime import timedelta

from zencho.gate.ending import Ending, list_ending, list_losing
from zencho.gate.relations import list_managers
from zencho.kernel.work import Work
from zencho.notices.actions import ring
from zencho.notices.reactions import MOST_RUNG, principals_of

BEFORE = timedelta(days=3)
_LATE = timedelta(days=1)  # a server that stood still for a day still reminds


async def remind_of_ends(work: Work) -> None:
    """Three days before a share ends, tell who gave it (else who manages the thing) and those who lose it."""
    latest = work.now + BEFORE
    for ending in await list_ending(work, after=latest - _LATE, until=latest):
        givers = await principals_of(work, [ending.given_by] if ending.given_by else [])
        givers = givers or await list_managers(work, ending.thing.id, limit=MOST_RUNG)
        losing = await list_losing(work, ending, limit=MOST_RUNG + 1)
        # What many lose at once does not ring for each, as it did not when it was given.
        others = set(losing) - set(givers) if len(losing) <= MOST_RUNG else set()
        thing, ends = ending.thing, ending.ends.isoformat()
        await ring(work, givers, "share_ends", thing, by=None, cause=_cause("share", ending), ends=ends)
        await ring(work, others, "access_ends", thing, by=None, cause=_cause("access", ending), ends=ends)


def _cause(what: str, ending: Ending) -> str:
    return f"{what}_ends:{ending.grant}:{ending.ends.isoformat()}"
