"""Who belongs to what: principals, their edges, and the closure for persons. The only writer of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update

from zencho.gate.events import AccessChanged
from zencho.gate.tables import ALWAYS, EVERYONE, Member, Principal
from zencho.kernel.errors import Problem
from zencho.kernel.work import Work

# One change of the organisation at a time: a closure computed from half of another's edges would be wrong.
_BELONGING_LOCK = 7_301_002


class BelongsToItself(Problem):
    """A unit or group would, directly or through others, belong to itself."""

    status = 409


async def add_principal(work: Work, ref: UUID, kind: str, *, guest_until: datetime | None = None) -> int:
    """A new principal for a person, unit, post or group. Persons reach themselves and everyone; guests
    themselves alone, until the end of their account."""
    id_: int | None = await work.db.scalar(
        insert(Principal).values(ref=ref, kind=kind, guest_until=guest_until).returning(Principal.id)
    )
    assert id_ is not None
    if guest_until is not None:
        await rebuild_reach(work, [id_])
    elif kind == "person":
        await add_member(work, id_, EVERYONE)
    return id_


async def add_principals(work: Work, kind: str, refs: Sequence[UUID]) -> dict[UUID, int]:
    """Many at once, without edges: follow with `add_members` and one `rebuild_reach`."""
    rows = await work.db.execute(
        insert(Principal).returning(Principal.ref, Principal.id), [{"ref": r, "kind": kind} for r in refs]
    )
    return {ref: id_ for ref, id_ in rows if ref is not None}


async def set_guests_until(work: Work, persons: Sequence[int], until: datetime) -> None:
    """These persons (principals) are guests, and count as anybody until before `until`."""
    await work.db.execute(update(Principal).where(Principal.id.in_(persons)).values(guest_until=until))
    await rebuild_reach(work, persons)
    await raise_epoch(work, persons)


async def find_principal(work: Work, ref: UUID) -> Principal | None:
    """The principal of a person, unit, post or group."""
    return await work.db.scalar(select(Principal).where(Principal.ref == ref))


async def add_member(
    work: Work, child: int, parent: int, *, starts: datetime = ALWAYS[0], ends: datetime = ALWAYS[1]
) -> int:
    """`child` belongs to `parent` within the interval. Raises BelongsToItself."""
    await lock_belonging(work)
    if child == parent or parent in await _below(work, child):
        raise BelongsToItself
    id_: int | None = await work.db.scalar(
        insert(Member).values(child=child, parent=parent, starts=starts, ends=ends).returning(Member.id)
    )
    await _changed(work, child)
    assert id_ is not None
    return id_


async def add_members(work: Work, edges: Sequence[tuple[int, int, datetime, datetime]]) -> None:
    """Many edges of a fresh organisation, (child, parent, starts, ends); follow with `rebuild_reach`."""
    await lock_belonging(work)
    names = ("child", "parent", "starts", "ends")
    await work.db.execute(insert(Member), [dict(zip(names, edge, strict=True)) for edge in edges])


async def end_member(work: Work, member_id: int, *, at: datetime) -> None:
    """The edge holds until before `at`."""
    await lock_belonging(work)
    child = await work.db.scalar(
        update(Member).where(Member.id == member_id).values(ends=at).returning(Member.child)
    )
    if child is not None:
        await _changed(work, child)


async def remove_member(work: Work, child: int, parent: int) -> None:
    """`child` no longer belongs to `parent`, as if it never had."""
    await lock_belonging(work)
    await work.db.execute(delete(Member).where(Member.child == child, Member.parent == parent))
    await _changed(work, child)


async def remove_members(work: Work, parent: int, *, unless_in: int | None = None) -> None:
    """No person belongs to `parent` any more, but those who belong to `unless_in`: empties what has persons
    alone inside, such as a link."""
    await lock_belonging(work)
    gone = delete(Member).where(Member.parent == parent).returning(Member.child)
    if unless_in is not None:
        gone = gone.where(Member.child.not_in(select(Member.child).where(Member.parent == unless_in)))
    persons = (await work.db.scalars(gone)).all()
    if persons:
        await rebuild_reach(work, persons)
        await raise_epoch(work, persons)


async def is_member(work: Work, child: int, parent: int) -> bool:
    """Whether `child` belongs to `parent` directly, at whatever time."""
    edge = select(Member.id).where(Member.child == child, Member.parent == parent).limit(1)
    return await work.db.scalar(edge) is not None


async def rebuild_reach(work: Work, persons: Sequence[int] | None = None) -> None:
    """Compute the closure again for these persons, or for all."""
    await work.db.execute(text("SELECT gate_rebuild_reach(:persons)"), {"persons": _or_none(persons)})


async def raise_epoch(work: Work, persons: Sequence[int]) -> None:
    """What these persons hold open must be decided again (a session ended, an account was closed)."""
    await work.db.execute(
        update(Principal).where(Principal.id.in_(sorted(persons))).values(epoch=Principal.epoch + 1)
    )
    many = len(persons) > 1000
    work.announce(AccessChanged(persons=() if many else tuple(sorted(persons)), everything=many))


async def lock_belonging(work: Work) -> None:
    """Wait until no other transaction changes edges; held to the end of this one."""
    await work.db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _BELONGING_LOCK})


def _or_none(persons: Sequence[int] | None) -> list[int] | None:
    return None if persons is None else sorted(persons)


async def _changed(work: Work, child: int) -> None:
    persons = (
        await work.db.scalars(
            select(Principal.id).where(
                Principal.kind == "person", Principal.id.in_(await _below(work, child))
            )
        )
    ).all()
    if persons:
        await rebuild_reach(work, persons)
        await raise_epoch(work, persons)


async def _below(work: Work, principal: int) -> set[int]:
    """The principal and all that belong to it, directly or not, at any time."""
    rows = await work.db.execute(
        text(
            "WITH RECURSIVE below AS (SELECT CAST(:top AS integer) AS id"
            " UNION SELECT m.child FROM member m JOIN below b ON m.parent = b.id) SELECT id FROM below"
        ),
        {"top": principal},
    )
    return set(rows.scalars())
