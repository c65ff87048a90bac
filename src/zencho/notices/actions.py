"""Ringing, reading and finishing notices."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from zencho.gate.opening import Opened, actor_of
from zencho.gate.tables import Principal
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.notices.events import NoticesChanged
from zencho.notices.tables import Notice

MyNotices = Opened[UUID, Literal["notice.read"]]


async def ring(
    work: Work, persons: Iterable[int], kind: str, thing: Ref, *, by: UUID | None, cause: str, **detail: Any
) -> None:
    """Ring for these persons (principals), once for each `cause`, never for the one who caused it."""
    wanted = await work.db.execute(
        select(Principal.id, Principal.ref).where(Principal.id.in_(set(persons)), Principal.kind == "person")
    )
    people = {id_: ref for id_, ref in wanted if ref is not None and ref != by}
    if not people:
        return
    rows = [
        {
            "id": new_id(),
            "person": person,
            "kind": kind,
            "thing_kind": thing.kind,
            "thing_id": thing.id,
            "by": by,
            "detail": detail,
            "cause": cause,
            "at": work.now,
        }
        for person in people
    ]
    # No RETURNING: the wall lets nobody read the notices of others, also not the one who rings.
    await work.db.execute(insert(Notice).on_conflict_do_nothing(), rows)
    work.announce(*(NoticesChanged(ref) for ref in people.values()))


async def finish_for_all(work: Work, cause: str) -> None:
    """What rang for several has been settled by one of them. Runs as the worker, who sees no notice."""
    settled = {"cause": cause, "at": work.now}
    people = await work.db.scalars(text("SELECT notice_finish(:cause, :at)"), settled)
    work.announce(*(NoticesChanged(person) for person in people))


async def read_notices(opened: MyNotices, ids: Iterable[UUID] | None = None) -> None:
    """Mark these of my notices (all, without `ids`) as read."""
    await _mark(opened, ids, "read_at")


async def finish_notices(opened: MyNotices, ids: Iterable[UUID]) -> None:
    """Mark these of my notices as done: they leave the home page."""
    await _mark(opened, ids, "read_at")
    await _mark(opened, ids, "done_at")


async def reopen_notices(opened: MyNotices, ids: Iterable[UUID]) -> None:
    """Undo `finish_notices`."""
    work = opened.work
    await work.db.execute(
        update(Notice)
        .where(Notice.person == actor_of(work).principal, Notice.id.in_(list(ids)))
        .values(done_at=None)
    )
    work.announce(NoticesChanged(opened.thing))


async def _mark(opened: MyNotices, ids: Iterable[UUID] | None, column: str) -> None:
    work = opened.work
    mine = update(Notice).where(Notice.person == actor_of(work).principal, getattr(Notice, column).is_(None))
    if ids is not None:
        mine = mine.where(Notice.id.in_(list(ids)))
    await work.db.execute(mine.values({column: work.now}))
    work.announce(NoticesChanged(opened.thing))
