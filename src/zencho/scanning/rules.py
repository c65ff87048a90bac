"""What may be done with what is held: the scanner reads it, and whoever may change the folder may throw it
away. Everything else is refused by the gate for as long as it is held, whatever the role."""

from typing import Literal

from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role

_FILE = frozenset({"file"})

FILE_DISCARD: Permission[Node, Literal["file.discard"]] = Permission(
    "file.discard", Role.EDITOR, load_node, _FILE, writes=True, while_held=True, unless_held=False
)
# Asked by the product alone, also of what lies in the bin by now: it may be restored.
FILE_SCAN: Permission[Node, Literal["file.scan"]] = Permission(
    "file.scan",
    Role.MANAGER,
    load_node,
    _FILE,
    writes=True,
    in_bin=True,
    while_held=True,
    unless_held=False,
    is_offered=False,
)
PERMISSIONS = (FILE_DISCARD, FILE_SCAN)
