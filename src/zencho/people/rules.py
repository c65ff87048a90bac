"""What may be asked of the organisation. Everyone may look up; who manages the agency may change."""

from typing import Final, Literal
from uuid import UUID

from zencho.gate.permissions import Kind, Permission, Role
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

AGENCY: Final = UUID("00000000-0000-7000-8000-000000000001")
AGENCY_REF: Final = Ref("agency", AGENCY)
AGENCY_KIND = Kind("agency")
_AGENCY = frozenset({"agency"})
_SELF = frozenset({"self"})


async def _itself(_work: Work, id_: UUID) -> UUID:
    return id_


DIRECTORY_READ: Permission[UUID, Literal["directory.read"]] = Permission(
    "directory.read", Role.VIEWER, _itself, _AGENCY
)
PEOPLE_MANAGE: Permission[UUID, Literal["people.manage"]] = Permission(
    "people.manage", Role.MANAGER, _itself, _AGENCY, writes=True
)
# One's own: opened with `gate.open_self`.
ABSENCE_SET: Permission[UUID, Literal["absence.set"]] = Permission(
    "absence.set", Role.MANAGER, _itself, _SELF, writes=True
)
NAMES_READ: Permission[UUID, Literal["names.read"]] = Permission(
    "names.read", Role.VIEWER, _itself, _SELF, for_guests=True
)
