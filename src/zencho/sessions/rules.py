"""What a signed-in person may do with what is their own. Each is opened with `gate.open_self`."""

from typing import Literal
from uuid import UUID

from zencho.gate.permissions import Permission, Role
from zencho.kernel.work import Work

_SELF = frozenset({"self"})


async def _itself(_work: Work, id_: UUID) -> UUID:
    return id_


ME_READ: Permission[UUID, Literal["me.read"]] = Permission(
    "me.read", Role.VIEWER, _itself, _SELF, for_guests=True
)
SESSION_LIST: Permission[UUID, Literal["session.list"]] = Permission(
    "session.list", Role.VIEWER, _itself, _SELF, for_guests=True
)
SESSION_END: Permission[UUID, Literal["session.end"]] = Permission(
    "session.end", Role.MANAGER, _itself, _SELF, writes=True, for_guests=True
)
CREDENTIAL_LIST: Permission[UUID, Literal["credential.list"]] = Permission(
    "credential.list", Role.VIEWER, _itself, _SELF, for_guests=True
)
CREDENTIAL_CHANGE: Permission[UUID, Literal["credential.change"]] = Permission(
    "credential.change", Role.MANAGER, _itself, _SELF, writes=True, for_guests=True
)
PERMISSIONS = (ME_READ, SESSION_LIST, SESSION_END, CREDENTIAL_LIST, CREDENTIAL_CHANGE)
