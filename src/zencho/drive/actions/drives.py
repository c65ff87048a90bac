"""Where the drive begins: a person's own root and the shared drives of units."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.actions.rows import Made, insert_node
from zencho.drive.names import clean_name
from zencho.drive.problems import NoSuchUnit
from zencho.drive.tables import (
    OwnDrive,
)
from zencho.gate import sharing
from zencho.gate.belonging import find_principal
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work


async def ensure_own_drive(opened: Opened[UUID, Literal["drive.read"]]) -> UUID | None:
    """The root of the actor's own drive, made on first need -> its id; guests have none."""
    work = opened.work
    if opened.facts.guest:
        return None
    return await add_own_drive(work, opened.thing, opened.standing.person)


async def add_own_drive(work: Work, person: UUID, principal: int) -> UUID:
    """The root of a person's own drive -> its id; made where it was not there."""
    id_ = new_id()
    mine = upsert(OwnDrive).values(person=principal, thing_id=id_).on_conflict_do_nothing()
    if (await work.db.execute(mine.returning(OwnDrive.person))).first() is None:
        found = await work.db.scalar(select(OwnDrive.thing_id).where(OwnDrive.person == principal))
        assert found is not None  # the wall shows everybody their own row
        return found
    ref = Ref("folder", id_)
    anchor = await sharing.add_root(work, ref, grants=[(principal, Role.MANAGER)])
    await insert_node(work, ref, anchor, name="", root="own", owner=person)
    await record(work, "drive.add", ref, owner=str(person))
    return id_


async def add_shared_drive(
    opened: Opened[UUID, Literal["drive.add"]],
    unit: UUID,
    *,
    name: str,
    role: Role = Role.EDITOR,
    managers: Sequence[UUID] = (),
    made: Made | None = None,
) -> UUID:
    """A shared drive owned by a unit, all of whom get `role`; `managers` (people, posts, groups) manage
    it, or the whole unit where there are none -> its id. Raises NameNotAllowed, NoSuchUnit."""
    work, ref = opened.work, Ref("folder", new_id())
    grants = [(await _principal(work, unit), role if managers else Role.MANAGER)]
    grants += [(await _principal(work, each), Role.MANAGER) for each in managers if each != unit]
    anchor = await sharing.add_root(work, ref, grants=grants)
    await insert_node(work, ref, anchor, name=clean_name(name), root="shared", owner=unit, made=made)
    await record(work, "drive.add", ref, owner=str(unit))
    return ref.id


async def _principal(work: Work, ref: UUID) -> int:
    principal = await find_principal(work, ref)
    if principal is None:
        raise NoSuchUnit
    return principal.id
