"""What a person may do with her own notices."""

from typing import Literal
from uuid import UUID

from zencho.gate.permissions import Permission, Role
from zencho.kernel.work import Work


async def _load_self(_work: Work, id_: UUID) -> UUID:
    return id_


NOTICE_READ: Permission[UUID, Literal["notice.read"]] = Permission(
    "notice.read", Role.VIEWER, _load_self, frozenset({"self"}), for_guests=True
)
