"""Who can see a thing: what is given there, to how many people today, and who they are.

Only relations count here; whether one may be used from this device or this place is asked at the door.
Ended posts and ended grants count no more the moment they end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, select
from sqlalchemy.orm import aliased

from zencho.gate.permissions import Role
from zencho.gate.relations import among_integers
from zencho.gate.tables import ALWAYS, EVERYONE, Anchor, Flat, Grant, Principal, Reach, Thing
from zencho.kernel.work import Work


@dataclass(frozen=True, slots=True)
class Share:
    """A grant as it counts at `anchor`; it stands at `stands_at`. `people` is how many it reaches now.

    `ref` is None for everyone; `ends` is None where it has no end.
    """

    grant: int
    anchor: int
    stands_at: int
    principal: int
    kind: str
    ref: UUID | None
    role: Role
    people: int
    ends: datetime | None
    given_by: UUID | None
    given_at: datetime

    @property
    def is_inherited(self) -> bool:
        """Whether it stands above."""
        return self.stands_at != self.anchor


_SHARES = """
SELECT flat.anchor, flat.role, flat.ends, flat."grant", flat.principal, principal.kind, principal.ref,
    given.anchor AS stands_at, given.given_by, given.given_at
FROM flat JOIN "grant" given ON given.id = flat."grant" JOIN principal ON principal.id = flat.principal
WHERE flat.anchor = ANY (%(anchors)s::integer[]) AND flat.ends > %(now)s
    AND principal.kind <> 'sender' -- who may only send sees nothing
"""
_REACHED = """
SELECT container, count(DISTINCT person) FROM reach
WHERE container = ANY (%(principals)s::integer[]) AND starts <= %(now)s AND %(now)s < ends GROUP BY container
"""
_PEOPLE = """
SELECT flat.anchor, count(DISTINCT reach.person) FROM flat JOIN reach ON reach.container = flat.principal
WHERE flat.anchor = ANY (%(anchors)s::integer[]) AND reach.starts <= %(now)s AND %(now)s < reach.ends
    AND %(now)s < flat.ends
GROUP BY flat.anchor
"""


async def list_shares(work: Work, anchors: Iterable[int]) -> dict[int, list[Share]]:
    """What counts at each of these anchors: its own first, then by role and people, most first."""
    wanted = sorted(set(anchors))
    rows = await work.ask(_SHARES, anchors=wanted, now=work.now)
    people = await count_reached(work, {row.principal for row in rows})
    shares: dict[int, list[Share]] = {anchor: [] for anchor in wanted}
    for row in rows:
        shares[row.anchor].append(_share(row, people[row.principal]))
    for each in shares.values():
        each.sort(key=lambda share: (share.is_inherited, -share.role, -share.people, share.principal))
    return shares


def _share(row: Any, people: int) -> Share:
    return Share(
        grant=row.grant,
        anchor=row.anchor,
        stands_at=row.stands_at,
        principal=row.principal,
        kind=row.kind,
        ref=row.ref,
        role=Role(row.role),
        people=people,
        ends=None if row.ends == ALWAYS[1] else row.ends,
        given_by=row.given_by,
        given_at=row.given_at,
    )


async def count_reached(work: Work, principals: Iterable[int]) -> dict[int, int]:
    """How many people each principal stands for now (a person for one, a link for none)."""
    wanted = set(principals)
    rows = await work.ask(_REACHED, principals=list(wanted), now=work.now)
    return dict.fromkeys(wanted, 0) | _pairs(rows)


async def count_people(work: Work, shares: Mapping[int, Sequence[Share]]) -> dict[int, int]:
    """How many different people can see what stands at each anchor, given its shares."""
    counts = dict.fromkeys(shares, 0)
    mixed = []
    for anchor, given in shares.items():
        whole = next((share for share in given if share.principal == EVERYONE), None)
        if whole is not None or len(given) == 1:
            counts[anchor] = (whole or given[0]).people
        elif given:
            mixed.append(anchor)
    if mixed:
        rows = await work.ask(_PEOPLE, anchors=mixed, now=work.now)
        counts |= _pairs(rows)
    return counts


def readers(work: Work, anchor: int, *, within: int | None = None) -> Subquery:
    """Who can see what hangs at the anchor: `person` (principal) and their highest `role`; of those `within`
    a unit or group where there is one."""
    statement: Select[Any] = (
        _readers(work)
        .with_only_columns(Reach.person, func.max(Flat.role).label("role"))
        .where(Flat.anchor == anchor)
        .group_by(Reach.person)
    )
    if within is not None:
        statement = statement.where(Reach.person.in_(_people_of(work, [within])))
    return statement.subquery("readers")


async def count_within(work: Work, anchor: int, containers: Sequence[int]) -> dict[int, dict[Role, int]]:
    """Of each of these units or groups, how many of its people can see it, by their highest role."""
    seen, belongs = readers(work, anchor), aliased(Reach)
    rows = await work.db.execute(
        select(belongs.container, seen.c.role, func.count(belongs.person.distinct()))
        .join(seen, seen.c.person == belongs.person)
        .where(among_integers(belongs.container, containers), *_holds(work, belongs))
        .group_by(belongs.container, seen.c.role)
    )
    counts: dict[int, dict[Role, int]] = {container: {} for container in containers}
    for container, role, people in rows:
        counts[container][Role(role)] = people
    return counts


async def count_besides(
    work: Work, anchor: int, *, besides: Sequence[int], within: int | None = None
) -> dict[Role, int]:
    """How many can see it who belong to none of `besides`, by their highest role."""
    seen = readers(work, anchor, within=within)
    rows = await work.db.execute(
        select(seen.c.role, func.count())
        .where(seen.c.person.not_in(_people_of(work, besides)))
        .group_by(seen.c.role)
    )
    return {Role(role): people for role, people in rows}


async def count_people_besides(work: Work, within: int, besides: Sequence[int]) -> int:
    """How many people belong to a unit or group and to none of `besides`."""
    people = _people_of(work, [within]).distinct().subquery()
    count = select(func.count()).select_from(people)
    return await work.db.scalar(count.where(people.c.person.not_in(_people_of(work, besides)))) or 0


async def list_readers_among(work: Work, anchor: int, people: Iterable[UUID]) -> set[UUID]:
    """Those of these people who can see what hangs at the anchor."""
    statement = (
        _readers(work)
        .with_only_columns(Principal.ref)
        .join(Principal, Principal.id == Reach.person)
        .where(Flat.anchor == anchor, Principal.ref.in_(list(people)))
    )
    return {ref for ref in await work.db.scalars(statement) if ref is not None}


async def roles_of_people(work: Work, thing_id: UUID) -> dict[int, int]:
    """Everyone's highest role on a thing as it hangs now: person (principal) -> role."""
    anchor = select(Thing.anchor).where(Thing.id == thing_id).scalar_subquery()
    rows = await work.db.execute(
        _readers(work)
        .with_only_columns(Reach.person, func.max(Flat.role))
        .where(Flat.anchor == anchor)
        .group_by(Reach.person)
    )
    return _pairs(rows)


async def count_losing(work: Work, anchor: int, grants: Iterable[int], role: Role) -> int:
    """How many people have `role` at the anchor by these grants alone."""
    held = _readers(work).where(Flat.anchor == anchor, Flat.role >= int(role))
    by_these = held.with_only_columns(Reach.person).where(Flat.grant.in_(list(grants)))
    by_others = held.with_only_columns(Reach.person).where(Flat.grant.not_in(list(grants)))
    found = await work.db.scalar(select(func.count()).select_from(by_these.except_(by_others).subquery()))
    return found or 0


async def refs_of(work: Work, principals: Iterable[int]) -> dict[int, UUID]:
    """The ids of people, units, posts and groups by their principal."""
    rows = await work.db.execute(
        select(Principal.id, Principal.ref).where(among_integers(Principal.id, set(principals)))
    )
    return {id_: ref for id_, ref in rows if ref is not None}


async def list_apart(work: Work, anchors: Iterable[int]) -> set[int]:
    """Those of the anchors that have rules of their own: something given there, or nothing inherited."""
    wanted = sorted(set(anchors))
    rows = await work.db.scalars(
        select(Anchor.id).where(
            among_integers(Anchor.id, wanted),
            (Anchor.inherits.is_(False))
            | select(Grant.id)
            .join(Principal, Principal.id == Grant.principal)
            .where(Grant.anchor == Anchor.id, Grant.ends > work.now, Principal.kind != "sender")
            .exists(),
        )
    )
    return set(rows)


async def is_inheriting(work: Work, anchor: int) -> bool:
    """Whether what is given above counts at this anchor."""
    rows = await work.ask("SELECT inherits FROM anchor WHERE id = %(anchor)s", anchor=anchor)
    return any(row.inherits for row in rows)


def _readers(work: Work) -> Any:
    return (
        select(Reach.person)
        .select_from(Flat)
        .join(Reach, Reach.container == Flat.principal)
        .where(and_(*_holds(work, Reach), work.now < Flat.ends))
    )


def _people_of(work: Work, containers: Iterable[int]) -> Select[int]:
    belongs = aliased(Reach)
    return select(belongs.person).where(among_integers(belongs.container, containers), *_holds(work, belongs))


def _holds(work: Work, belongs: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return belongs.starts <= work.now, work.now < belongs.ends


def _pairs(rows: Iterable[Any]) -> dict[int, int]:
    # Not `dict(rows)`: a result has keys, and would be taken for a mapping.
    return {row[0]: row[1] for row in rows}
