"""Who can see this, and why: the ways by which one person comes to a thing, and what would change it.

A way is a chain: the person, what they belong to, to whom it was given, the thing it was given on, and
down from there. What flips an allow is taking every grant that carries it; what flips a refusal is the
smallest change of facts that the same policies answer otherwise. Tests apply both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zencho.gate.audience import Share, count_losing, list_shares
from zencho.gate.explaining import smallest_change
from zencho.gate.opening import Opened, actor_of, policies
from zencho.gate.permissions import Permission, Role
from zencho.gate.policy import Facts, Policies, facts_of
from zencho.gate.tables import ALWAYS, Principal
from zencho.kernel.work import Work


@dataclass(frozen=True, slots=True)
class Edge:
    """`child` belongs to `parent` (principals) within the interval; None = no date."""

    child: int
    parent: int
    starts: datetime | None
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Chain:
    """One way: `edges` from the person to whom `share` was given (none where to the person), and
    `down`, the ids of the things from the one it stands on to this one."""

    edges: tuple[Edge, ...]
    share: Share
    down: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What flips the answer: all of `take` go (`people` lose it then), or `needs` become so.

    `needs` holds attributes as in a refusal: role, assurance, device, place, binned, held, label.
    """

    take: tuple[Share, ...]
    needs: Mapping[str, Any]
    people: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """The answer for one person. `conditions` are the attributes of sign-in, device and place without
    which the same role would not do; `until` is the end of the longest way."""

    allowed: bool
    role: Role
    rules: tuple[str, ...]
    conditions: Mapping[str, Any]
    until: datetime | None
    chains: tuple[Chain, ...]
    remedy: Remedy | None


async def explain(
    work: Work, opened: Opened[Any, Any], person: Principal, permission: Permission[Any, str]
) -> Reasons:
    """Why `person` may, or may not, do what `permission` names to the opened thing, now.

    The one who asks is judged as they came; anybody else as if signed in as strongly as can be.
    """
    ways = {} if _has_ended(work, person) else _shortest_ways(person.id, await _edges_up(work, person.id))
    shares = (await list_shares(work, [opened.anchor]))[opened.anchor]
    path = await list_path(work, opened.ref.id)
    chains = tuple(
        Chain(ways[share.principal], share, down_from(path, share.stands_at))
        for share in shares
        if share.principal in ways
    )
    role = max((chain.share.role for chain in chains), default=Role.NONE)
    book = await policies(work)
    facts = _facts(work, opened, person, role, is_binned=path[0].is_binned)
    decision = book.decide(permission, facts)
    remedy = await _remedy(work, opened, book, permission, facts, chains)
    return Reasons(
        allowed=decision.allowed,
        role=role,
        rules=decision.rules,
        conditions=_conditions(book, permission, facts),
        until=_until(chains, role, person.guest_until),
        chains=chains,
        remedy=remedy,
    )


def _facts(work: Work, opened: Opened[Any, Any], person: Principal, role: Role, *, is_binned: bool) -> Facts:
    actor, held = actor_of(work), opened.facts.held
    if actor.principal == person.id:
        return facts_of(actor, role, opened.label, opened.ref.kind, binned=is_binned, held=held)
    return Facts(
        "Person",
        role,
        opened.label,
        opened.ref.kind,
        is_binned,
        held,
        assurance=2,
        device=3,
        place="office",
        guest=person.guest_until is not None,
    )


def _has_ended(work: Work, person: Principal) -> bool:
    """Whether it is a guest whose account is over: nobody's edges count for them then."""
    return person.guest_until is not None and person.guest_until <= work.now


def _conditions(book: Policies, permission: Permission[Any, str], facts: Facts) -> Mapping[str, Any]:
    """What the guard rails ask of the weakest sign-in with the same role; nothing where they refuse
    whatever one does, or the role is missing."""
    weakest = replace(facts, assurance=1, device=0, place="outside")
    needs = smallest_change(book, permission, weakest) or {}
    if not book.decide(permission, weakest).allowed and not set(needs) & {"role", "label", "binned", "held"}:
        return needs
    return {}


async def _remedy(
    work: Work,
    opened: Opened[Any, Any],
    book: Policies,
    permission: Permission[Any, str],
    facts: Facts,
    chains: Sequence[Chain],
) -> Remedy | None:
    if not book.decide(permission, facts).allowed:
        needs = smallest_change(book, permission, facts)
        return None if needs is None else Remedy((), needs, 0)
    carrying = tuple(
        chain.share
        for chain in chains
        if book.decide(permission, replace(facts, role=chain.share.role)).allowed
    )
    if not carrying:
        return None
    least = min(share.role for share in carrying)
    grants = [share.grant for share in carrying]
    return Remedy(carrying, {}, await count_losing(work, opened.anchor, grants, least))


def _until(chains: Sequence[Chain], role: Role, account_ends: datetime | None) -> datetime | None:
    ends = []
    for chain in chains:
        if chain.share.role == role:
            chained = (account_ends, chain.share.ends, *(edge.ends for edge in chain.edges))
            dates = [date for date in chained if date]
            if not dates:
                return None
            ends.append(min(dates))
    return max(ends, default=None)


async def _edges_up(work: Work, person: int) -> dict[int, list[Edge]]:
    """All edges that hold now on the person's way up, by child."""
    rows = await work.db.execute(
        text(
            "WITH RECURSIVE up AS (SELECT CAST(:person AS integer) AS id UNION"
            " SELECT m.parent FROM member m JOIN up ON m.child = up.id"
            " WHERE m.starts <= :now AND :now < m.ends)"
            " SELECT m.child, m.parent, m.starts, m.ends FROM member m JOIN up ON m.child = up.id"
            " WHERE m.starts <= :now AND :now < m.ends ORDER BY m.ends DESC, m.id"
        ),
        {"person": person, "now": work.now},
    )
    edges: dict[int, list[Edge]] = {}
    for row in rows:
        starts = None if row.starts == ALWAYS[0] else row.starts
        ends = None if row.ends == ALWAYS[1] else row.ends
        edges.setdefault(row.child, []).append(Edge(row.child, row.parent, starts, ends))
    return edges


def _shortest_ways(person: int, edges: Mapping[int, Sequence[Edge]]) -> dict[int, tuple[Edge, ...]]:
    """For each principal the person counts as, the shortest way to it."""
    ways: dict[int, tuple[Edge, ...]] = {person: ()}
    waiting = [person]
    while waiting:
        at = waiting.pop(0)
        for edge in edges.get(at, ()):
            if edge.parent not in ways:
                ways[edge.parent] = (*ways[at], edge)
                waiting.append(edge.parent)
    return ways


@dataclass(frozen=True, slots=True)
class Step:
    """A thing on the way up; `is_binned` counts the bin above it too."""

    id: UUID
    anchor: int
    is_binned: bool


async def list_path(work: Work, id_: UUID) -> list[Step]:
    """The thing and all above it, itself first."""
    rows = await work.db.execute(
        text(
            "WITH RECURSIVE up AS (SELECT id, parent, anchor, binned_at, 0 AS depth FROM thing WHERE id = :id"
            " UNION ALL SELECT t.id, t.parent, t.anchor, t.binned_at, up.depth + 1"
            " FROM thing t JOIN up ON t.id = up.parent)"
            " SELECT up.id, up.anchor, (up.binned_at IS NOT NULL OR a.binned) AS is_binned"
            " FROM up JOIN anchor a ON a.id = up.anchor ORDER BY depth"
        ),
        {"id": id_},
    )
    return [Step(row.id, row.anchor, row.is_binned) for row in rows]


def down_from(path: Sequence[Step], stands_at: int) -> tuple[UUID, ...]:
    """From the thing a grant stands on (the topmost at its anchor) down to the thing itself."""
    top = max((at for at, step in enumerate(path) if step.anchor == stands_at), default=0)
    return tuple(step.id for step in reversed(path[: top + 1]))
