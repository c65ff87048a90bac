"""Who may open a file in the office editor. Each call of the editor asks it again, as the person who opened.

Bytes go to another server by it: a city may forbid that by label, whoever may replace the file.
"""

from typing import Literal

from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role

FILE_EDIT: Permission[Node, Literal["file.edit"]] = Permission(
    "file.edit", Role.EDITOR, load_node, frozenset({"file"}), writes=True, for_guests=True
)
PERMISSIONS = (FILE_EDIT,)
