"""What the hub reads: events already numbered, and which of the things in them a person may know of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, or_, select, text
from sqlalchemy.orm import aliased

from zencho.gate import opening as gate
from zencho.gate.permissions import PERMISSIONS
from zencho.gate.relations import roles_at
from zencho.gate.tables import Anchor, Thing
from zencho.kernel.refs import Ref
from zencho.kernel.tables import topic, topic_event
from zencho.kernel.work import Work

MOST_MISSED = 500


@dataclass(frozen=True, slots=True)
class Past:
    """Where a topic stands: `seq` is its newest, `missed` those after `since` (None: too many or gone)."""

    seq: int
    missed: list[tuple[int, str, dict[str, Any]]] | None


async def read_past(work: Work, ref: Ref, since: int | None) -> Past:
    """What a listener who knows everything up to `since` has missed; with None it only learns the number."""
    name = str(ref)
    seq = await work.db.scalar(select(topic.c.seq).where(topic.c.ref == name)) or 0
    if since is None or since == seq:
        return Past(seq, [])
    if since > seq:  # it knows a future that this database does not have: a restored backup
        return Past(seq, None)
    rows = await work.db.execute(
        select(topic_event.c.seq, topic_event.c.name, topic_event.c.data)
        .where(topic_event.c.ref == name, topic_event.c.seq > since)
        .order_by(topic_event.c.seq)
        .limit(MOST_MISSED + 1)
    )
    missed = [(row.seq, row.name, row.data) for row in rows]
    newest = missed[-1][0] if missed else since
    # Events are forgotten by age, which is not quite their order: one may be gone from the middle.
    is_whole = newest >= seq and newest - since == len(missed)
    if len(missed) > MOST_MISSED or not is_whole:
        return Past(max(seq, newest), None)
    return Past(newest, missed)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands for the gate; things of one place and person are decided alike. `above` is the
    anchor from which its own inherits, so that whoever has a role there has it here."""

    anchor: int
    above: int | None
    label: int
    kind: str
    is_binned: bool


async def list_places(work: Work, ids: Collection[UUID]) -> dict[UUID, Place]:
    """The places of these things; those gone for good are missing."""
    rows = await work.db.execute(
        select(
            Thing.id,
            Thing.anchor,
            case((Anchor.inherits, Anchor.parent)).label("above"),
            Thing.label,
            Thing.kind,
            or_(Anchor.binned, Thing.binned_at.is_not(None)).label("is_binned"),
        )
        .join(Anchor, Anchor.id == Thing.anchor)
        .where(Thing.id.in_(ids))
    )
    return {row.id: Place(*row[1:]) for row in rows}


async def list_knowable(work: Work, places: Mapping[UUID, Place]) -> set[UUID]:
    """Which of these things the actor may know of: what it may read, and in the bin what it has a role on,
    so that it learns that the thing left the list."""
    known = set((await gate.visible_of(work, PERMISSIONS["thing.read"], places)).ids)
    binned = {id_: place.anchor for id_, place in places.items() if place.is_binned}
    if binned:
        roles = await roles_at(work, gate.actor_of(work), set(binned.values()))
        known |= {id_ for id_, anchor in binned.items() if roles[anchor]}
    return known


async def list_readable(work: Work, ids: Collection[UUID]) -> list[Ref]:
    """Those of these things that the actor may read."""
    visible = await gate.visible_of(work, PERMISSIONS["thing.read"], ids)
    rows = await work.db.execute(select(Thing.kind, Thing.id).where(visible.clause))
    return [Ref(row.kind, row.id) for row in rows]


async def list_reached_anchors(work: Work, anchors: Iterable[int]) -> set[int]:
    """At which of these anchors the actor has any role."""
    roles = await roles_at(work, gate.actor_of(work), set(anchors))
    return {anchor for anchor, role in roles.items() if role}


async def list_above(work: Work, anchors: Collection[int]) -> set[Ref]:
    """The things that hold, directly, one which stands at one of these anchors by itself."""
    above = aliased(Thing)
    rows = await work.db.execute(
        select(above.kind, above.id)
        .join(Thing, Thing.parent == above.id)
        .where(Thing.anchor.in_(anchors), above.anchor != Thing.anchor)
        .distinct()
    )
    return {Ref(row.kind, row.id) for row in rows}


async def read_policy_version(work: Work) -> int:
    """The policy version now; also the sign that the database answers."""
    return await work.db.scalar(text("SELECT coalesce(max(version), 0) FROM policy")) or 0
