"""Groups: named sets of people, units, seats and other groups."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.tables import Principal
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.people.actions.units import Managed
from zencho.people.events import GroupAdded, GroupMemberAdded, GroupMemberRemoved
from zencho.people.problems import BlankName, UnknownGroup, UnknownMember
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


async def add_group_member(opened: Managed, group_id: UUID, *, ref: UUID) -> None:
    """The person, unit, seat or group `ref` belongs to the group; again is the same.

    Raises UnknownGroup, UnknownMember, BelongsToItself.
    """
    work = opened.work
    group = await work.db.get(Group, group_id, with_for_update=True)
    if group is None:
        raise UnknownGroup
    child = await _member(opened, ref)
    added = await work.db.execute(
        insert(GroupMember)
        .values(group=group_id, ref=ref, added_at=work.now)
        .on_conflict_do_nothing()
        .returning(GroupMember.ref)
    )
    if added.first() is None:
        return
    await belonging.add_member(work, child.id, group.principal)
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
