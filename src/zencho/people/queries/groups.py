"""Groups: all of them, and one with its members and the days on which they belong."""

from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.people.problems import UnknownGroup
from zencho.people.queries.cards import people_in
from zencho.people.queries.names import names_of
from zencho.people.readings import sort_key
from zencho.people.shapes import GroupCard, GroupLine, GroupLines, MemberLine, Name
from zencho.people.tables import Group, GroupMember

Read = Opened[UUID, Literal["directory.read"]]
# As they stand on the card.
_KINDS = ("unit", "post", "group", "person")


async def list_groups(opened: Read) -> GroupLines:
    """Every group by its reading, with how many people it has today."""
    work = opened.work
    groups = (await work.db.scalars(select(Group))).all()
    counts = await people_in(work, [group.principal for group in groups])
    lines = [
        GroupLine(group.id, group.name, group.reading, counts.get(group.principal, 0))
        for group in sorted(groups, key=lambda each: (sort_key(each.reading, tie=each.name), each.id))
    ]
    return GroupLines(lines, await _abilities(opened))


async def open_group(opened: Read, group_id: UUID) -> GroupCard:
    """A group's card. Raises UnknownGroup."""
    work = opened.work
    group = await work.db.get(Group, group_id)
    if group is None:
        raise UnknownGroup
    statement = select(GroupMember).where(GroupMember.group == group_id)
    kept = {row.ref: row for row in await work.db.scalars(statement)}
    names = sorted(await names_of(work, list(kept)), key=_order)
    counts = await people_in(work, [group.principal])
    return GroupCard(
        id=group.id,
        name=group.name,
        reading=group.reading,
        count=counts.get(group.principal, 0),
        members=[_line(name, kept[name.id]) for name in names],
        abilities=await _abilities(opened),
    )


def _order(name: Name) -> tuple[int, str, UUID]:
    return _KINDS.index(name.kind), sort_key(name.reading, tie=name.name), name.id


def _line(name: Name, row: GroupMember) -> MemberLine:
    return MemberLine(name.id, name.kind, name.name, name.english, row.starts_on, row.ends_on)


async def _abilities(opened: Read) -> list[str]:
    return [each for each in await gate.abilities_here(opened) if each == "people.manage"]
