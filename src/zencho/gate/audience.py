"""Who can see a thing: what is given there, to how many people today, and who they are.

Only relations count here; whether one may be used from this device or this place is asked at the door.
Ended posts and ended grants count no more the moment they end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

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


async def list_shares(work: Work, anchors: Iterable[int]) -> dict[int, list[Share]]:
    """What counts at each of these anchors: its own first, then by role and people, most first."""
    wanted = sorted(set(anchors))
    rows = (
        await work.db.execute(
            select(Flat.anchor, Flat.role, Flat.ends, Grant, Principal.kind, Principal.ref)
            .join(Grant, Grant.id == Flat.grant)
            .join(Principal, Principal.id == Flat.principal)
            .where(among_integers(Flat.anchor, wanted), Flat.ends > work.now)
        )
    ).all()
    people = await count_reached(work, {row.Grant.principal for row in rows})
    shares: dict[int, list[Share]] = {anchor: [] for anchor in wanted}
    for row in rows:
        shares[row.anchor].append(_share(row, people[row.Grant.principal]))
    for each in shares.values():
        each.sort(key=lambda share: (share.is_inherited, -share.role, -share.people, share.principal))
    return shares


def _share(row: Any, people: int) -> Share:
    grant: Grant = row.Grant
    return Share(
        grant=grant.id,
        anchor=row.anchor,
        stands_at=grant.anchor,
        principal=grant.principal,
        kind=row.kind,
        ref=row.ref,
        role=Role(row.role),
        people=people,
        ends=None if row.ends == ALWAYS[1] else row.ends,
        given_by=grant.given_by,
        given_at=grant.given_at,
    )


async def count_reached(work: Work, principals: Iterable[int]) -> dict[int, int]:
    """How many people each principal stands for now (a person for one, a link for none)."""
    wanted = set(principals)
    rows = await work.db.execute(
        select(Reach.container, func.count(Reach.person.distinct()))
        .where(among_integers(Reach.container, wanted), Reach.starts <= work.now, work.now < Reach.ends)
        .group_by(Reach.container)
    )
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
        rows = await work.db.execute(
            _readers(work)
            .with_only_columns(Flat.anchor, func.count(Reach.person.distinct()))
            .where(among_integers(Flat.anchor, mixed))
            .group_by(Flat.anchor)
        )
        counts |= _pairs(rows)
    return counts


async def list_readers(
    work: Work, anchor: int, *, at_least: Role = Role.VIEWER, after: UUID | None = None, limit: int = 100
) -> list[tuple[UUID, Role]]:
    """The people who have `at_least` this role, each with the highest, by id."""
    role = func.max(Flat.role)
    statement = (
        _readers(work)
        .with_only_columns(Principal.ref, role)
        .join(Principal, Principal.id == Reach.person)
        .where(Flat.anchor == anchor)
        .group_by(Principal.ref)
        .having(role >= int(at_least))
        .order_by(Principal.ref)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(Principal.ref > after)
    return [(ref, Role(highest)) for ref, highest in await work.db.execute(statement)]


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
            | select(Grant.id).where(Grant.anchor == Anchor.id, Grant.ends > work.now).exists(),
        )
    )
    return set(rows)


async def is_inheriting(work: Work, anchor: int) -> bool:
    """Whether what is given above counts at this anchor."""
    return bool(await work.db.scalar(select(Anchor.inherits).where(Anchor.id == anchor)))


def _readers(work: Work) -> Any:
    return (
        select(Reach.person)
        .select_from(Flat)
        .join(Reach, Reach.container == Flat.principal)
        .where(and_(Reach.starts <= work.now, work.now < Reach.ends, work.now < Flat.ends))
    )


def _pairs(rows: Iterable[Any]) -> dict[int, int]:
    # Not `dict(rows)`: a result has keys, and would be taken for a mapping.
    return {row[0]: row[1] for row in rows}
