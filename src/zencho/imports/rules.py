"""Who may follow an import: whoever manages what it was brought into; an administrator learns the numbers.

Bringing things in asks for `folder.add` as everything does, sharing them for `thing.share`.
"""

from typing import Literal
from uuid import UUID

from zencho.drive.queries.nodes import load_node
from zencho.drive.rules import load_id
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role

IMPORT_READ: Permission[Node, Literal["import.read"]] = Permission(
    "import.read", Role.MANAGER, load_node, frozenset({"folder"})
)
IMPORT_COUNT: Permission[UUID, Literal["import.count"]] = Permission(
    "import.count", Role.MANAGER, load_id, frozenset({"agency"})
)
