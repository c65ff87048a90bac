"""Writing the record: an act in its own transaction, a refusal in one that commits before the answer."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import SQLAlchemyError

from zencho.audit.tables import AuditCount, AuditEntry
from zencho.kernel import clock
from zencho.kernel.logs import log
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database, Work

FLUSH_SECONDS = 10.0


async def record(work: Work, action: str, ref: Ref | None, **detail: Any) -> None:
    """Write that `action` was done, in the transaction that does it."""
    await work.insert_rows(AuditEntry.__table__, [_entry(work, action, ref, "done", (), detail)])


async def record_each(work: Work, action: str, refs: Sequence[Ref], **detail: Any) -> None:
    """Write that `action` was done to each of many, one entry for each."""
    entries = [_entry(work, action, ref, "done", (), detail) for ref in refs]
    await work.insert_rows(AuditEntry.__table__, entries)


async def record_refusal(work: Work, action: str, ref: Ref | None, rules: tuple[str, ...]) -> None:
    """Write a refusal apart from `work`, which is about to roll back; durable when this returns."""
    async with work.database.aside.begin() as connection:
        await connection.execute(insert(AuditEntry).values(_entry(work, action, ref, "refused", rules, {})))


def _entry(
    work: Work, action: str, ref: Ref | None, decision: str, rules: tuple[str, ...], detail: dict[str, Any]
) -> dict[str, Any]:
    return {
        "at": work.now,
        "actor_kind": work.actor.kind,
        "actor_id": work.actor.id,
        "session_id": work.actor.session_id,
        "action": action,
        "ref": str(ref) if ref else None,
        "decision": decision,
        "rules": list(rules),
        "detail": detail,
        "policy_version": work.scratch.get("policy_version", 0),
        "request_id": work.request_id,
    }


class AllowCounter:
    """Counts of what was allowed, kept in memory and added to the database every 10 s.

    A crash loses at most the last 10 s of these counts, and nothing else.
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[datetime, str, str, int, str]] = Counter()

    def count(self, actor: str, permission: str, anchor: int, signature: str) -> None:
        """One more allow within this hour."""
        hour = clock.now().replace(minute=0, second=0, microsecond=0)
        self._counts[hour, actor, permission, anchor, signature] += 1

    async def flush(self, database: Database) -> None:
        """Add what was counted; on failure the counts stay for the next time."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        names = ("hour", "actor", "permission", "anchor", "signature")
        # In one order everywhere, or two processes that flush at once would wait for each other.
        rows = [dict(zip(names, key, strict=True)) | {"count": n} for key, n in sorted(counts.items())]
        statement = upsert(AuditCount)
        statement = statement.on_conflict_do_update(
            index_elements=list(names), set_={"count": AuditCount.count + statement.excluded.count}
        )
        try:
            async with database.aside.begin() as connection:
                await connection.execute(statement, rows)
        except (SQLAlchemyError, OSError) as error:
            self._counts.update(counts)
            log.warning("allow_counts_kept", error=type(error).__name__)

    async def run(self, database: Database) -> None:
        """Flush every FLUSH_SECONDS until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self.flush(database)


allows = AllowCounter()
