"""What the hub itself asks of the gate: hearing what is one's own. All else is `thing.read`."""

from typing import Literal
from uuid import UUID

from zencho.gate.permissions import Permission, Role
from zencho.kernel.work import Work


async def _load_self(_work: Work, id_: UUID) -> UUID:
    return id_


LISTEN_SELF: Permission[UUID, Literal["live.listen"]] = Permission(
    "live.listen", Role.MANAGER, _load_self, frozenset({"self"}), for_guests=True
)
PERMISSIONS = (LISTEN_SELF,)
