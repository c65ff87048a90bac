"""Which relation has this actor to this thing? Answered by SQL over the gate's own tables, at `work.now`.

What every request asks stands here in fixed words: building such an expression costs more than asking it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    Uuid,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from zencho.gate.actors import AnyActor
from zencho.gate.permissions import Role
from zencho.gate.tables import ALWAYS, Flat, Reach, Thing
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

_MINE = "SELECT container, starts, ends FROM reach WHERE person = %(person)s"
_LINKS = (
    " UNION ALL SELECT unnest(CAST(%(links)s AS integer[])),"
    " timestamptz '0001-01-01Z', timestamptz '9999-12-31Z'"
)
_HOLDS = "mine.starts <= %(now)s AND %(now)s < mine.ends AND %(now)s < flat.ends"
_RELATION = f"""
SELECT found.*, (SELECT epoch FROM principal WHERE id = %(person)s) AS person_epoch
FROM (
    SELECT thing.kind, thing.anchor, thing.label, thing.binned_at IS NOT NULL OR anchor.binned AS binned,
        thing.held, anchor.epoch, coalesce(standing.role, 0) AS role, standing.until
    FROM thing JOIN anchor ON anchor.id = thing.anchor CROSS JOIN LATERAL (
        SELECT max(flat.role) FILTER (WHERE {_HOLDS}) AS role,
            least(
                min(least(mine.ends, flat.ends)) FILTER (
                    WHERE {_HOLDS} AND least(mine.ends, flat.ends) < timestamptz '9999-12-31Z'
                ),
                min(mine.starts) FILTER (WHERE mine.starts > %(now)s)
            ) AS until
        FROM flat JOIN ({{mine}}) mine ON mine.container = flat.principal WHERE flat.anchor = thing.anchor
    ) standing
    WHERE thing.id = %(id)s
) found
"""  # noqa: S608 - put together from the words above
# The same with the second wall: its lists so far, and the anchor where the role suffices.
_RELATION_AND_WALL = _RELATION.replace(
    "AS person_epoch",
    """AS person_epoch,
    CASE WHEN found.role >= %(least)s THEN
        set_config('zencho.read', '{{' || concat_ws(',', %(read)s::text, found.anchor) || '}}', true)
    END AS reads,
    CASE WHEN found.role >= %(least)s AND %(writes)s THEN
        set_config('zencho.write', '{{' || concat_ws(',', %(write)s::text, found.anchor) || '}}', true)
    END AS writes""",
)
_ROLES = f"""
SELECT flat.anchor, max(flat.role) AS role FROM flat JOIN ({{mine}}) mine ON mine.container = flat.principal
WHERE {_HOLDS} AND flat.anchor {{among}} GROUP BY flat.anchor
"""  # noqa: S608 - put together from the words above
_ROLES_AT = _ROLES.replace("{among}", "= ANY (%(anchors)s::integer[])")
_BESIDE = f"""
chosen JOIN anchor ON anchor.id = chosen.anchor
LEFT JOIN ({_ROLES.replace("{among}", "IN (SELECT anchor FROM chosen)")}) roles
    ON roles.anchor = chosen.anchor
"""  # noqa: S608 - put together from the words above
_FOUND = f"""
WITH chosen AS (SELECT id, kind, anchor, label, binned_at, held FROM thing WHERE id = ANY (%(ids)s::uuid[])),
found AS (
    SELECT chosen.id, chosen.anchor, chosen.kind, chosen.label, chosen.held, coalesce(roles.role, 0) AS role,
        chosen.binned_at IS NOT NULL OR anchor.binned AS binned
    FROM {_BESIDE}
)
SELECT found.*{{more}} FROM found
"""  # noqa: S608 - put together from the words above
# Once for all that was found: the wall's list so far, and the anchors where the role suffices.
_OPENS_WALL = """(
    SELECT set_config('zencho.read', '{{' || concat_ws(
        ',', CAST(%(read)s AS text), string_agg(DISTINCT CAST(found.anchor AS text), ',')
    ) || '}}', true) FROM found WHERE found.role >= %(least)s
) AS reads"""
_ROLES_ON = _FOUND.replace("{more}", "")
_ROLES_ON_AND_WALL = _FOUND.replace("{more}", f", {_OPENS_WALL}")
# Where the candidates are the caller's expression, the rest is still built once.
_CHOSEN = select(
    Thing.anchor, Thing.kind, Thing.label, Thing.held, Thing.binned_at.is_not(None).label("own_binned")
).distinct()
_SORTS = f"""
SELECT chosen.anchor, chosen.kind, chosen.label, chosen.held, chosen.own_binned,
    coalesce(roles.role, 0) AS role,
    chosen.own_binned OR anchor.binned AS binned
FROM {_BESIDE}
"""  # noqa: S608 - put together from the words above
_SORT_COLUMNS = ("anchor", "kind", "label", "held", "own_binned", "role", "binned")


def _worded(statement: str, *, with_links: bool) -> str:
    return statement.format(mine=_MINE + _LINKS if with_links else _MINE)


def _beside_chosen(*, with_links: bool) -> tuple[Select[Any], CTE]:
    sorts, opens_wall = (
        text(re.sub(r"%\((\w+)\)s", r":\1", _worded(words, with_links=with_links)))
        for words in (_SORTS, _OPENS_WALL)
    )
    found = sorts.columns(*map(column, _SORT_COLUMNS)).cte("found")
    return select(found, opens_wall), found


_BESIDE_CHOSEN = {with_links: _beside_chosen(with_links=with_links) for with_links in (False, True)}


def mine(actor: AnyActor) -> Subquery:
    """All principals that the actor counts as, each with its interval: (container, starts, ends)."""
    reached = select(Reach.container, Reach.starts, Reach.ends).where(Reach.person == actor.principal)
    if not actor.links:
        return reached.subquery("mine")
    links = select(
        func.unnest(bindparam(None, list(actor.links), ARRAY(Integer))).label("container"),
        literal(ALWAYS[0], Reach.starts.type).label("starts"),
        literal(ALWAYS[1], Reach.ends.type).label("ends"),
    )
    return union_all(reached, links).subquery("mine")


async def find_relation(work: Work, actor: AnyActor, id_: UUID) -> Row[Any] | None:
    """One statement: kind, anchor, label, binned, held, epoch, role now, `until` (the next date that may
    change it) and the person's epoch. None where no such thing exists."""
    rows = await _ask(work, _RELATION, actor, id=id_)
    return rows[0] if rows else None


async def open_relation(
    work: Work, actor: AnyActor, id_: UUID, *, least: int, writes: bool
) -> Row[Any] | None:
    """The same, and the second wall opens for the anchor where the role is `least` or higher.

    Whoever asks keeps the anchor among those of the transaction, or tells the wall again what it knew.
    """
    wall = {name: _list_told(work, name) for name in ("read", "write")}
    rows = await _ask(work, _RELATION_AND_WALL, actor, id=id_, least=least, writes=writes, **wall)
    return rows[0] if rows else None


async def open_sorts(
    work: Work, actor: AnyActor, among: ColumnElement[bool], *, least: int
) -> Sequence[Row[Any]]:
    """The distinct (anchor, kind, label, held, own_binned) among those things, each with role and `binned`.
    The second wall opens for reading as with `open_relation`."""
    beside, found = _BESIDE_CHOSEN[bool(actor.links)]
    statement = beside.add_cte(_CHOSEN.where(among).cte("chosen"), found)
    values = _me(work, actor) | {"least": least, "read": _list_told(work, "read")}
    rows: Sequence[Row[Any]] = (await work.db.execute(statement, values)).all()
    return rows


async def open_relations(
    work: Work, actor: AnyActor, ids: Iterable[UUID], *, least: int
) -> Sequence[Row[Any]]:
    """For each of these things what `list_relations_of` gives, after what the transaction has changed; the
    second wall opens likewise."""
    await work.db.flush()
    told = _list_told(work, "read")
    return await _ask(work, _ROLES_ON_AND_WALL, actor, ids=list(ids), least=least, read=told)


async def list_relations_of(work: Work, actor: AnyActor, ids: Iterable[UUID]) -> Sequence[Row[Any]]:
    """For each of these things: id, anchor, kind, label, binned, held, and the role, 0 where none."""
    return await _ask(work, _ROLES_ON, actor, ids=list(ids))


def _list_told(work: Work, name: str) -> str | None:
    """What the wall knows so far, as the inside of an array; None where it is nothing."""
    return ",".join(map(str, work.scratch[name])) or None


async def roles_at(work: Work, actor: AnyActor, anchors: Iterable[int]) -> dict[int, int]:
    """The actor's role at each anchor, 0 where none."""
    wanted = list(anchors)
    rows = await _ask(work, _ROLES_AT, actor, anchors=wanted)
    return dict.fromkeys(wanted, 0) | {row.anchor: row.role for row in rows}


async def _ask(work: Work, statement: str, actor: AnyActor, **values: Any) -> Sequence[Row[Any]]:
    worded = _worded(statement, with_links=bool(actor.links))
    return await work.ask(worded, **_me(work, actor), **values)


def _me(work: Work, actor: AnyActor) -> dict[str, Any]:
    return {"person": actor.principal, "now": work.now} | (
        {"links": list(actor.links)} if actor.links else {}
    )


async def list_persons(work: Work, principal: int, *, limit: int) -> list[int]:
    """The persons (principals) that count as `principal` now, at most `limit`."""
    rows = await work.db.scalars(
        select(Reach.person)
        .where(Reach.container == principal, Reach.starts <= work.now, work.now < Reach.ends)
        .distinct()
        .limit(limit)
    )
    return list(rows)


async def find_ref(work: Work, id_: UUID) -> Ref | None:
    """The kind of a thing by its id, for what is no answer to anybody (a reaction); None where it is gone."""
    kind = await work.db.scalar(select(Thing.kind).where(Thing.id == id_))
    return None if kind is None else Ref(kind, id_)


async def list_managers(work: Work, thing_id: UUID, *, limit: int) -> list[int]:
    """The persons (principals) who manage this thing now, at most `limit`."""
    rows = await work.db.scalars(
        select(Reach.person)
        .join(Flat, Flat.principal == Reach.container)
        .join(Thing, Thing.anchor == Flat.anchor)
        .where(
            Thing.id == thing_id,
            Flat.role == int(Role.MANAGER),
            Flat.ends > work.now,
            Reach.starts <= work.now,
            work.now < Reach.ends,
        )
        .distinct()
        .limit(limit)
    )
    return list(rows)


_INTEGERS, _BIG_INTEGERS, _IDS = ARRAY(Integer), ARRAY(BigInteger), ARRAY(Uuid)


def among_integers(column: Any, values: Iterable[int], *, big: bool = False) -> ColumnElement[bool]:
    """`column = ANY(array)`: one parameter however many values, so one plan."""
    array = _BIG_INTEGERS if big else _INTEGERS
    return column == any_(bindparam(None, sorted(values), array))  # type: ignore[no-any-return]


def among_ids(column_: Any, values: Iterable[UUID]) -> ColumnElement[bool]:
    """The same for ids."""
    return column_ == any_(bindparam(None, list(values), _IDS))  # type: ignore[no-any-return]
