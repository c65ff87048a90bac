"""What somebody has that would be left without them: their own drive, and what they manage by name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zencho.drive import handover_shapes as shapes
from zencho.drive import rules
from zencho.drive.problems import CannotReceive
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.belonging import find_principal
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.gate.tables import ALWAYS, Principal, Thing
from zencho.kernel import clock
from zencho.kernel.work import Work
from zencho.people.tables import Person, Post

MOST_PLACES = 200
_PLACES = """
SELECT t.id, t.kind, NOT EXISTS (
    SELECT FROM flat JOIN principal p ON p.id = flat.principal
    WHERE flat.anchor = g.anchor AND flat.role = %(manager)s AND flat.ends = %(always)s
        AND flat.principal <> g.principal AND p.kind NOT IN ('link', 'sender')) AS is_last
FROM "grant" g JOIN thing t ON t.anchor = g.anchor LEFT JOIN thing above ON above.id = t.parent
WHERE g.principal = %(person)s AND g.role = %(manager)s AND g.ends > %(now)s
    AND above.anchor IS DISTINCT FROM t.anchor AND t.id IS DISTINCT FROM %(own)s
ORDER BY is_last DESC, t.id
"""
_INSIDE = """
WITH RECURSIVE below AS (
    SELECT id, kind, anchor, binned_at IS NOT NULL AS binned FROM thing WHERE parent = %(own)s
    UNION ALL SELECT t.id, t.kind, t.anchor, b.binned OR t.binned_at IS NOT NULL
    FROM below b JOIN thing t ON t.parent = b.id)
SELECT count(*) FILTER (WHERE kind = 'folder' AND NOT binned) AS folders,
    count(*) FILTER (WHERE kind = 'file' AND NOT binned) AS files,
    count(*) FILTER (WHERE kind = 'document' AND NOT binned) AS documents,
    count(*) FILTER (WHERE binned) AS in_bin,
    (SELECT count(*) FROM "grant" g WHERE g.principal <> %(person)s AND g.anchor IN (
        SELECT anchor FROM below UNION SELECT anchor FROM thing WHERE id = %(own)s)) AS shares,
    (SELECT coalesce(sum(size_bytes), 0)::bigint FROM drive_usage WHERE drive = %(own)s) AS size_bytes
FROM below
"""


@dataclass(frozen=True, slots=True)
class Giver:
    """Whose things are handed over: id, principal number, their own drive if they have one."""

    id: UUID
    principal: int
    own: UUID | None
    has_left: bool


@dataclass(frozen=True, slots=True)
class Managed:
    """Something that is managed by name."""

    id: UUID
    kind: str
    is_last: bool


async def find_giver(work: Work, person: UUID) -> Giver:
    """Raises Unseen where there is no such person."""
    principal = await _principal_of_person(work, person)
    own = await work.ask("SELECT drive_own_of(%(person)s) AS id", person=principal.id)
    return Giver(person, principal.id, own[0].id, await _has_left(work, person))


async def find_recipient(work: Work, to: shapes.Recipient, *, giver: UUID) -> Principal:
    """Raises CannotReceive for the giver, for guests, for whoever has left, and where there is nobody."""
    principal = await find_principal(work, to.id)
    is_there = principal is not None and principal.kind == to.kind and to.id != giver
    if is_there and to.kind == "person":
        human = await work.db.get(Person, to.id)
        is_there = human is not None and not human.is_guest and await _works_here(work, to.id)
    if principal is None or not is_there:
        raise CannotReceive
    return principal


async def list_managed(work: Work, giver: Giver) -> list[Managed]:
    """What they manage by name outside the root of their own drive; first what nobody else manages."""
    rows = await work.ask(
        _PLACES,
        person=giver.principal,
        manager=int(Role.MANAGER),
        now=work.now,
        always=ALWAYS[1],
        own=giver.own,
    )
    return [Managed(row.id, row.kind, row.is_last) for row in rows]


async def get_belongings(opened: Opened[Any, Any], giver: Giver) -> shapes.Belongings:
    """Everything that would be handed over, in numbers; names where the asker sees the thing."""
    work, managed = opened.work, await list_managed(opened.work, giver)
    [inside] = await work.ask(_INSIDE, own=giver.own, person=giver.principal)
    links = await work.ask("SELECT drive_count_links(%(by)s, %(now)s) AS links", by=giver.id, now=work.now)
    names = await _list_names(work, [each.id for each in managed[:MOST_PLACES]])
    return shapes.Belongings(
        person=giver.id,
        has_left=giver.has_left,
        **inside._mapping,
        receive_links=links[0].links,
        places=[
            shapes.Place(id=each.id, kind=each.kind, name=names.get(each.id), is_last=each.is_last)
            for each in managed[:MOST_PLACES]
        ],
        places_total=len(managed),
    )


async def list_left_behind(opened: Opened[Any, Any]) -> list[shapes.LeftBehind]:
    """Whose things nobody has taken over."""
    rows = await opened.work.ask(
        "SELECT * FROM drive_list_left_behind(%(today)s)", today=clock.day_of(opened.work.now)
    )
    return [shapes.LeftBehind.model_validate(dict(row._mapping)) for row in rows]


async def _list_names(work: Work, ids: list[UUID]) -> dict[UUID, str]:
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = await work.db.execute(
        select(Node.thing_id, Node.name).join(Thing, Thing.id == Node.thing_id).where(seen.clause)
    )
    return {row.thing_id: row.name for row in rows}


async def _principal_of_person(work: Work, person: UUID) -> Principal:
    principal = await find_principal(work, person)
    if principal is None or principal.kind != "person":
        raise gate.Unseen
    return principal


async def _works_here(work: Work, person: UUID) -> bool:
    today = clock.day_of(work.now)
    holds = select(Post.id).where(
        Post.person == person, Post.starts_on <= today, (Post.ends_on.is_(None)) | (Post.ends_on >= today)
    )
    return (await work.db.scalar(holds.limit(1))) is not None


async def _has_left(work: Work, person: UUID) -> bool:
    """Whether they had posts, and the last of them is over. (Guests have none: they never leave by that.)"""
    ends = list(await work.db.scalars(select(Post.ends_on).where(Post.person == person)))
    return bool(ends) and all(each is not None and each < clock.day_of(work.now) for each in ends)
