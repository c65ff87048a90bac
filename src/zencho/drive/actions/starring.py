"""What a person keeps at hand. A mark of their own: it shows nothing and changes nothing for anybody else,
so the record has no entry of it (docs/drive.md)."""

from typing import Literal
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from zencho.drive.events import ThingStarred, ThingUnstarred
from zencho.drive.problems import TooManyStarred
from zencho.drive.queries.lists import count_starred
from zencho.drive.tables import Node, Star
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.work import Work

MOST_STARRED = 500


async def star_thing(opened: Opened[Node, Literal["thing.read"]]) -> None:
    """Keep it at hand; what is there already stays as it is. Raises TooManyStarred."""
    work, id_ = opened.work, opened.ref.id
    mine = {"person": gate.actor_of(work).principal, "thing_id": id_, "at": work.now}
    kept = insert(Star).values(mine).on_conflict_do_nothing().returning(Star.thing_id)
    if (await work.db.execute(kept)).one_or_none() is None:
        return
    # Requests at the same moment do not see each other: a few more than the limit do no harm.
    if await count_starred(work) > MOST_STARRED:
        raise TooManyStarred(limit=MOST_STARRED)
    work.announce(ThingStarred(_person(work), id_))


async def unstar_thing(opened: Opened[Node, Literal["thing.read"]]) -> None:
    """Keep it at hand no longer."""
    work, id_ = opened.work, opened.ref.id
    mine = delete(Star).where(Star.person == gate.actor_of(work).principal, Star.thing_id == id_)
    if (await work.db.execute(mine.returning(Star.thing_id))).one_or_none() is not None:
        work.announce(ThingUnstarred(_person(work), id_))


def _person(work: Work) -> UUID:
    assert work.actor.id is not None  # only persons keep anything at hand
    return work.actor.id
