"""What the kernel keeps only for a while: events for catch-up, answers to repeated requests, and bytes that
no row names (a server killed between storing them and its commit leaves such)."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import TextClause, text

from zencho.kernel.logs import log
from zencho.kernel.reactions import Periodic
from zencho.kernel.settings import Settings
from zencho.kernel.work import Work

BATCH = 2_000
# More than this many unnamed, and more of them than named: then it is the database that is a wrong one.
SUSPICIOUS = 100

_FORGET_EVENTS = text(
    "WITH gone AS (DELETE FROM topic_event WHERE ctid = ANY (ARRAY ("
    "SELECT ctid FROM topic_event WHERE at < :before ORDER BY at LIMIT :most)) RETURNING 1)"
    " SELECT count(*) FROM gone"
)
_FORGET_ANSWERS = text("SELECT forget_answers(:before, :most)")


@dataclass(frozen=True)
class Pruning:
    """The work by the clock, at the ages that an administrator chose."""

    settings: Settings

    def list_periodic(self) -> tuple[Periodic, ...]:
        """Everything this does, and when."""
        return (
            Periodic("11 * * * *", self.forget_events),
            Periodic("23 * * * *", self.forget_answers),
            Periodic("31 18 * * *", self.remove_unnamed),
        )

    async def forget_events(self, work: Work) -> bool:
        """Forget a batch -> whether more are due. Whoever was away for longer reads the whole again."""
        return await _forget(work, _FORGET_EVENTS, days=self.settings.events_kept_days)

    async def forget_answers(self, work: Work) -> bool:
        """Forget a batch -> whether more are due. A request repeated later than this is a new one."""
        return await _forget(work, _FORGET_ANSWERS, days=self.settings.answers_kept_days)

    async def remove_unnamed(self, work: Work) -> None:
        """Remove bytes that no row names. What is young may be named in a moment, by an upload that runs."""
        blobs, named, unnamed = work.database.blobs, 0, list[UUID]()
        before = work.now - timedelta(days=self.settings.unnamed_kept_days)
        for part in blobs.list_parts():
            # Part by part: a city has millions, and nothing here may wait for all of them.
            seen = await asyncio.to_thread(blobs.list_older, part, before)
            found = set(await work.db.scalars(text("SELECT list_named_blobs(:ids)"), {"ids": seen}))
            named += len(found)
            unnamed += [id_ for id_ in seen if id_ not in found]
        if len(unnamed) > max(named, SUSPICIOUS):
            log.error("blobs_not_removed", unnamed=len(unnamed), named=named)
            return
        for id_ in unnamed:
            await blobs.remove(id_)
        if unnamed:
            log.info("blobs_removed", count=len(unnamed))


async def _forget(work: Work, statement: TextClause, *, days: int) -> bool:
    before = work.now - timedelta(days=days)
    return bool(await work.db.scalar(statement, {"before": before, "most": BATCH}) == BATCH)
