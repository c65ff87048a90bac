"""Shares that end soon, and who will no longer see a thing then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

# What was given for a few days only ends as everybody knows.
_LONG_ENOUGH = timedelta(days=4)
_ENDING = """
SELECT given.id, given.anchor, given.principal, given.given_by, given.ends, top.kind, top.id AS thing
FROM "grant" given
JOIN principal ON principal.id = given.principal AND principal.kind <> 'sender' -- who sends sees nothing
JOIN anchor ON anchor.id = given.anchor AND NOT anchor.binned
CROSS JOIN LATERAL (
    SELECT thing.id, thing.kind FROM thing LEFT JOIN thing above ON above.id = thing.parent
    WHERE thing.anchor = given.anchor AND above.anchor IS DISTINCT FROM given.anchor LIMIT 1
) top
WHERE given.ends > %(after)s AND given.ends <= %(until)s AND given.given_at < given.ends - %(long)s::interval
ORDER BY given.id
"""
_LOSING = """
SELECT DISTINCT reach.person FROM reach
WHERE reach.container = %(principal)s AND reach.starts <= %(ends)s AND %(ends)s < reach.ends
    AND NOT EXISTS (
        SELECT FROM flat JOIN reach other ON other.container = flat.principal
        WHERE flat.anchor = %(anchor)s AND flat."grant" <> %(grant)s AND other.person = reach.person
            AND %(ends)s < flat.ends AND other.starts <= %(ends)s AND %(ends)s < other.ends
    )
LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Ending:
    """A share with the thing it stands on; `ends` is the first moment it no longer holds."""

    grant: int
    anchor: int
    principal: int
    thing: Ref
    given_by: UUID | None
    ends: datetime


async def list_ending(work: Work, *, after: datetime, until: datetime) -> list[Ending]:
    """The shares that end after `after` and by `until`, outside the bin."""
    rows = await work.ask(_ENDING, after=after, until=until, long=_LONG_ENOUGH)
    return [
        Ending(row.id, row.anchor, row.principal, Ref(row.kind, row.thing), row.given_by, row.ends)
        for row in rows
    ]


async def list_losing(work: Work, ending: Ending, *, limit: int) -> Sequence[int]:
    """The persons (principals) who then see the thing by nothing else any more, at most `limit`."""
    rows = await work.ask(
        _LOSING,
        principal=ending.principal,
        anchor=ending.anchor,
        grant=ending.grant,
        ends=ending.ends,
        limit=limit,
    )
    return [row.person for row in rows]
