"""Which relation has this actor to this thing? Answered by SQL over the gate's own tables, at `work.now`.

What every request asks stands here in fixed words: building such an expression costs more than asking it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    any_,
    bindparam,
    func,
    literal,
    literal_column,
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
        anchor.epoch, coalesce(standing.role, 0) AS role, standing.until
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
_ROLES_OF_CHOSEN = _ROLES.replace("{among}", "IN (SELECT anchor FROM chosen)")
_ROLES_ON = f"""
WITH chosen AS (SELECT id, kind, anchor, label, binned_at FROM thing WHERE id = ANY (%(ids)s::uuid[]))
SELECT chosen.id, chosen.kind, chosen.label, roles.role,
    chosen.binned_at IS NOT NULL OR anchor.binned AS binned
FROM chosen JOIN anchor ON anchor.id = chosen.anchor
LEFT JOIN ({_ROLES_OF_CHOSEN}) roles ON roles.anchor = chosen.anchor
"""  # noqa: S608 - put together from the words above
# The candidates are the caller's expression; what they are joined to is built once.
_CHOSEN = select(
    Thing.anchor, Thing.kind, Thing.label, Thing.binned_at.is_not(None).label("own_binned")
).distinct()


def _worded(statement: str, *, with_links: bool) -> str:
    return statement.format(mine=_MINE + _LINKS if with_links else _MINE)


def _beside_chosen(*, with_links: bool) -> Select[Any]:
    roles = re.sub(r"%\((\w+)\)s", r":\1", _worded(_ROLES_OF_CHOSEN, with_links=with_links))
    names = ("chosen.anchor", "chosen.kind", "chosen.label", "chosen.own_binned", "roles.role")
    columns: list[ColumnElement[Any]] = [literal_column(name).label(name.partition(".")[2]) for name in names]
    return select(*columns, literal_column("anchor.binned").label("anchor_binned")).select_from(
        text(
            "chosen JOIN anchor ON anchor.id = chosen.anchor"
            f" LEFT JOIN ({roles}) roles ON roles.anchor = chosen.anchor"
        )
    )


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
    """One statement: kind, anchor, label, binned, epoch, role now, `until` (the next date that may
    change it) and the person's epoch. None where no such thing exists."""
    rows = await _ask(work, _RELATION, actor, id=id_)
    return rows[0] if rows else None


async def open_relation(
    work: Work, actor: AnyActor, id_: UUID, *, least: int, writes: bool
) -> Row[Any] | None:
    """The same, and the second wall opens for the anchor where the role is `least` or higher.

    Whoever asks keeps the anchor among those of the transaction, or tells the wall again what it knew.
    """
    lists = {name: ",".join(map(str, work.scratch[name])) or None for name in ("read", "write")}
    rows = await _ask(work, _RELATION_AND_WALL, actor, id=id_, least=least, writes=writes, **lists)
    return rows[0] if rows else None


async def list_relations(work: Work, actor: AnyActor, among: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """The distinct (kind, label, own_binned, anchor) among those things, with role and anchor_binned."""
    statement = _BESIDE_CHOSEN[bool(actor.links)].add_cte(_CHOSEN.where(among).cte("chosen"))
    rows: Sequence[Row[Any]] = (await work.db.execute(statement, _me(work, actor))).all()
    return rows


async def list_relations_of(work: Work, actor: AnyActor, ids: Iterable[UUID]) -> Sequence[Row[Any]]:
    """For each of these things: id, kind, label, binned, and the role or None."""
    return await _ask(work, _ROLES_ON, actor, ids=list(ids))


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


_INTEGERS, _BIG_INTEGERS = ARRAY(Integer), ARRAY(BigInteger)


def among_integers(column: Any, values: Iterable[int], *, big: bool = False) -> ColumnElement[bool]:
    """`column = ANY(array)`: one parameter however many values, so one plan."""
    array = _BIG_INTEGERS if big else _INTEGERS
    return column == any_(bindparam(None, sorted(values), array))  # type: ignore[no-any-return]
