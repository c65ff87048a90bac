"""Groups: named sets of people, units, seats and other groups."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.tables import ALWAYS, Principal
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.people.actions.units import Managed
from zencho.people.events import GroupAdded, GroupMemberAdded, GroupMemberRemoved, GroupRenamed
from zencho.people.problems import BlankName, EndsBeforeStart, UnknownGroup, UnknownMember
from zencho.people.readings import folded
from zencho.people.tables import Group, GroupMember


async def add_group(opened: Managed, *, name: str, reading: str) -> UUID:
    """An empty group -> its id. Raises BlankName."""
    work = opened.work
    if not name.strip() or not reading.strip():
        raise BlankName
    id_ = new_id()
    principal = await belonging.add_principal(work, id_, "group")
    work.db.add(
        Group(
            id=id_,
            principal=principal,
            name=name.strip(),
            reading=reading.strip(),
            folded=folded(name, reading),
        )
    )
    await work.db.flush()
    await record(work, "group.add", Ref("group", id_))
    work.announce(GroupAdded(id_))
    return id_


async def rename_group(opened: Managed, group_id: UUID, *, name: str, reading: str) -> None:
    """Call a group otherwise; what is shared with it stays. Raises UnknownGroup, BlankName."""
    work = opened.work
    if not name.strip() or not reading.strip():
        raise BlankName
    group = await work.db.get(Group, group_id)
    if group is None:
        raise UnknownGroup
    group.name, group.reading, group.folded = name.strip(), reading.strip(), folded(name, reading)
    await work.db.flush()
    await record(work, "group.rename", Ref("group", group_id))
    work.announce(GroupRenamed(group_id))


async def add_group_member(
    opened: Managed,
    group_id: UUID,
    *,
    ref: UUID,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """The person, unit, seat or group `ref` belongs to the group, perhaps from a day to a day (included).

    Again with other days changes the days. Raises UnknownGroup, UnknownMember, BelongsToItself,
    EndsBeforeStart.
    """
    work = opened.work
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart
    group = await work.db.get(Group, group_id, with_for_update=True)
    if group is None:
        raise UnknownGroup
    child = await _member(opened, ref)
    if child.guest_until is not None:
        raise UnknownMember  # what is given to a group is for the agency's own people
    kept = await work.db.get(GroupMember, (group_id, ref))
    if kept is not None and (kept.starts_on, kept.ends_on) == (starts_on, ends_on):
        return
    if kept is None:
        kept = GroupMember(group=group_id, ref=ref, added_at=work.now)
        work.db.add(kept)
    else:
        await belonging.remove_member(work, child.id, group.principal)
    kept.starts_on, kept.ends_on = starts_on, ends_on
    await work.db.flush()
    starts = ALWAYS[0] if starts_on is None else clock.start_of_day(starts_on, clock.zone)
    ends = ALWAYS[1] if ends_on is None else clock.end_of_day(ends_on, clock.zone)
    await belonging.add_member(work, child.id, group.principal, starts=starts, ends=ends)
    await record(work, "group.member_add", Ref("group", group_id), member=str(ref))
    work.announce(GroupMemberAdded(group_id, ref))


async def remove_group_member(opened: Managed, group_id: UUID, *, ref: UUID) -> None:
    """`ref` no longer belongs to the group. Raises UnknownGroup, UnknownMember."""
    work = opened.work
    group = await work.db.get(Group, group_id, with_for_update=True)
    if group is None:
        raise UnknownGroup
    child = await _member(opened, ref)
    removed = await work.db.execute(
        delete(GroupMember)
        .where(GroupMember.group == group_id, GroupMember.ref == ref)
        .returning(GroupMember.ref)
    )
    if removed.first() is None:
        raise UnknownMember
    await belonging.remove_member(work, child.id, group.principal)
    await record(work, "group.member_remove", Ref("group", group_id), member=str(ref))
    work.announce(GroupMemberRemoved(group_id, ref))


async def _member(opened: Managed, ref: UUID) -> Principal:
    principal = await belonging.find_principal(opened.work, ref)
    if principal is None or principal.kind not in ("person", "unit", "post", "group"):
        raise UnknownMember
    return principal
