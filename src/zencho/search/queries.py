"""Asking the index. What the asker may not read is neither shown nor counted, not even as a word."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, bindparam, case, func, literal, select

from zencho.gate import opening as gate
from zencho.gate.permissions import PERMISSIONS
from zencho.gate.tables import Thing
from zencho.kernel.work import Work
from zencho.search.finding import FINDERS
from zencho.search.shapes import Hit, Hits
from zencho.search.tables import SearchEntry
from zencho.search.words import Asked, read_query

_LOOKED_AT = 400
_BEFORE, _PASSAGE = 24, 120


async def search_things(work: Work, query: str, *, limit: int) -> Hits:
    """Things whose names or text hold all of the query, names first, the latest changed first."""
    asked = await read_query(query)
    ids = [] if asked.is_empty else await _candidates(work, asked)
    visible = await gate.visible_of(work, PERMISSIONS["thing.read"], ids)
    shown = (
        select(Thing.id, Thing.kind, _passage(asked.parts).label("passage"))
        .join(SearchEntry, SearchEntry.thing_id == Thing.id)
        .where(visible.clause)
    )
    found = {row.id: row for row in await work.db.execute(shown)}
    hits = [
        Hit(id=id_, kind=found[id_].kind, passage=" ".join(found[id_].passage.split()))
        for id_ in ids
        if id_ in found
    ]
    elsewhere = await _elsewhere(work, query)
    shown_first = {each.id for each in elsewhere}
    hits = [*elsewhere, *(each for each in hits if each.id not in shown_first)]
    return Hits(hits=hits[:limit], more=len(hits) > limit)


async def _elsewhere(work: Work, query: str) -> list[Hit]:
    """What other ways find, each of which asks the gate itself."""
    found = [each for find in FINDERS for each in await find(work, query)]
    return [Hit(id=each.id, kind=each.kind, passage="", was_at=each.was_at) for each in found]


async def _candidates(work: Work, asked: Asked) -> Sequence[UUID]:
    """Ids among what the asker may reach at all, in the order to show them; the gate filters them again."""
    arrays = [bindparam(None, each, ARRAY(Text)) for each in (asked.parts, asked.pairs, asked.words)]
    return list(await work.db.scalars(select(func.search_find(*arrays, work.now, _LOOKED_AT))))


def _passage(parts: Sequence[str]) -> ColumnElement[str]:
    """The piece of text around the first part that stands there as typed; empty where none does."""
    body, lowered = SearchEntry.body, func.lower(SearchEntry.body)
    whens = [
        (
            func.strpos(lowered, part) > 0,
            func.substr(body, func.greatest(1, func.strpos(lowered, part) - _BEFORE), _PASSAGE),
        )
        for part in parts
    ]
    return case(*whens, else_="") if whens else literal("")
