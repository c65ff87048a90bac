"""What a signed-in person may do with bundles: make them of what they may read, and have what they made.

A bundle is asked for with the highest label of what went into it, so that the guard rails hold for it, too.
"""

from typing import Literal
from uuid import UUID

from zencho.gate.permissions import Permission, Role
from zencho.kernel.work import Work

_SELF = frozenset({"self"})


async def _itself(_work: Work, id_: UUID) -> UUID:
    return id_


BUNDLE_MAKE: Permission[UUID, Literal["bundle.make"]] = Permission(
    "bundle.make", Role.MANAGER, _itself, _SELF, writes=True, for_guests=True
)
BUNDLE_READ: Permission[UUID, Literal["bundle.read"]] = Permission(
    "bundle.read", Role.VIEWER, _itself, _SELF, for_guests=True
)
PERMISSIONS = (BUNDLE_MAKE, BUNDLE_READ)
