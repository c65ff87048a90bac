"""Who may do what with guests. Inviting is sharing, and asks for `thing.share`; all of them are seen by who
manages people; one's own by whoever vouches for them."""

from typing import Literal
from uuid import UUID

from zencho.gate.permissions import Permission, Role
from zencho.kernel.work import Work

_SELF = frozenset({"self"})


async def _itself(_work: Work, id_: UUID) -> UUID:
    return id_


GUEST_LIST: Permission[UUID, Literal["guest.list"]] = Permission("guest.list", Role.VIEWER, _itself, _SELF)
GUEST_KEEP: Permission[UUID, Literal["guest.keep"]] = Permission(
    "guest.keep", Role.MANAGER, _itself, _SELF, writes=True
)
PERMISSIONS = (GUEST_LIST, GUEST_KEEP)
