"""What WebDAV asks of the gate beside what each act asks in the drive."""

from typing import Literal
from uuid import UUID

from zencho.drive.queries.nodes import load_node
from zencho.drive.rules import load_id
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role

# Asked in each call: by it a city forbids WebDAV, or from where it may be used.
WEBDAV_USE: Permission[UUID, Literal["webdav.use"]] = Permission(
    "webdav.use", Role.VIEWER, load_id, frozenset({"self"})
)
# A file goes for good and not into the bin, where nothing of it is lost: its bytes are a version of another,
# or it was a passing one of a program's own. Pages do not offer it.
FILE_CLEAR: Permission[Node, Literal["file.clear"]] = Permission(
    "file.clear", Role.EDITOR, load_node, frozenset({"file"}), writes=True, is_offered=False
)
PERMISSIONS = (FILE_CLEAR, WEBDAV_USE)
