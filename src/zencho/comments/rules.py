"""Who may read and write comments: they belong to the file, so whoever reads it reads them all."""

from typing import Literal

from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role

# Documents will have comments of their own, at the words they are about.
_FILE = frozenset({"file"})

COMMENT_READ: Permission[Node, Literal["comment.read"]] = Permission(
    "comment.read", Role.VIEWER, load_node, _FILE, for_guests=True
)
COMMENT_WRITE: Permission[Node, Literal["comment.write"]] = Permission(
    "comment.write", Role.COMMENTER, load_node, _FILE, writes=True, for_guests=True
)
PERMISSIONS = (COMMENT_READ, COMMENT_WRITE)
