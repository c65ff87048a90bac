"""Who may do what in the drive, as data: the role each act asks for, on which kinds.

`thing.…` holds for all that lies in the drive. A shared drive's root is deleted by nobody; the act says
so. Moving something to another drive asks for `thing.share` besides, because others lose it.
"""

from typing import Literal
from uuid import UUID

from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role
from zencho.kernel.work import Work

# Kinds with a node; a package that adds one adds its name here.
IN_DRIVE = frozenset({"folder", "file", "document"})
_FOLDER, _FILE = frozenset({"folder"}), frozenset({"file"})
_AGENCY, _SELF = frozenset({"agency"}), frozenset({"self"})


async def load_id(_work: Work, id_: UUID) -> UUID:
    """Of what is opened for its id alone: nothing is read."""
    return id_


THING_READ: Permission[Node, Literal["thing.read"]] = Permission(
    "thing.read", Role.VIEWER, load_node, IN_DRIVE, while_held=True, for_guests=True
)
THING_RENAME: Permission[Node, Literal["thing.rename"]] = Permission(
    "thing.rename", Role.EDITOR, load_node, IN_DRIVE, writes=True, for_guests=True
)
THING_LABEL: Permission[Node, Literal["thing.label"]] = Permission(
    "thing.label", Role.EDITOR, load_node, IN_DRIVE, writes=True
)
THING_MOVE: Permission[Node, Literal["thing.move"]] = Permission(
    "thing.move", Role.EDITOR, load_node, IN_DRIVE, writes=True, for_guests=True
)
THING_DELETE: Permission[Node, Literal["thing.delete"]] = Permission(
    "thing.delete", Role.EDITOR, load_node, IN_DRIVE, writes=True, for_guests=True
)
THING_SHARE: Permission[Node, Literal["thing.share"]] = Permission(
    "thing.share", Role.MANAGER, load_node, IN_DRIVE, writes=True
)
THING_RESTORE: Permission[Node, Literal["thing.restore"]] = Permission(
    "thing.restore",
    Role.EDITOR,
    load_node,
    IN_DRIVE,
    writes=True,
    in_bin=True,
    outside_bin=False,
    while_held=True,
    for_guests=True,
)
THING_PURGE: Permission[Node, Literal["thing.purge"]] = Permission(
    "thing.purge",
    Role.MANAGER,
    load_node,
    IN_DRIVE,
    writes=True,
    in_bin=True,
    outside_bin=False,
    while_held=True,
)
# Who else sees it, and why: names of the agency's people beyond those who stand beside the content.
THING_AUDIENCE: Permission[Node, Literal["thing.audience"]] = Permission(
    "thing.audience", Role.VIEWER, load_node, IN_DRIVE
)
# What is recorded when somebody opens its content; a city that wants nobody to know of it forbids this one
# by its policy, and readers are then told nothing of it either.
THING_OPENINGS: Permission[Node, Literal["thing.openings"]] = Permission(
    "thing.openings", Role.MANAGER, load_node, IN_DRIVE - _FOLDER, writes=True
)
FOLDER_ADD: Permission[Node, Literal["folder.add"]] = Permission(
    "folder.add", Role.EDITOR, load_node, _FOLDER, writes=True, for_guests=True
)
FOLDER_DELETE: Permission[Node, Literal["folder.delete"]] = Permission(
    "folder.delete", Role.EDITOR, load_node, _FOLDER, writes=True, for_guests=True
)
FOLDER_DESCRIBE: Permission[Node, Literal["folder.describe"]] = Permission(
    "folder.describe", Role.EDITOR, load_node, _FOLDER, writes=True, for_guests=True
)
FILE_DOWNLOAD: Permission[Node, Literal["file.download"]] = Permission(
    "file.download", Role.VIEWER, load_node, _FILE, for_guests=True
)
FILE_REPLACE: Permission[Node, Literal["file.replace"]] = Permission(
    "file.replace", Role.EDITOR, load_node, _FILE, writes=True, for_guests=True
)
DRIVE_ADD: Permission[UUID, Literal["drive.add"]] = Permission("drive.add", Role.MANAGER, load_id, _AGENCY)
QUOTA_SET: Permission[UUID, Literal["quota.set"]] = Permission(
    "quota.set", Role.MANAGER, load_id, _AGENCY, writes=True
)
USAGE_READ: Permission[Node, Literal["usage.read"]] = Permission(
    "usage.read", Role.MANAGER, load_node, _FOLDER
)
# What one has by oneself: one's own drive, one's uploads, and asking to be let in.
DRIVE_READ: Permission[UUID, Literal["drive.read"]] = Permission(
    "drive.read", Role.VIEWER, load_id, _SELF, for_guests=True
)
DRIVE_HAND_OVER: Permission[UUID, Literal["drive.hand_over"]] = Permission(
    "drive.hand_over", Role.MANAGER, load_id, _SELF, writes=True
)
UPLOAD_OWN: Permission[UUID, Literal["upload.own"]] = Permission(
    "upload.own", Role.VIEWER, load_id, _SELF, for_guests=True
)
ACCESS_ASK: Permission[UUID, Literal["access.ask"]] = Permission("access.ask", Role.VIEWER, load_id, _SELF)

PERMISSIONS = (
    ACCESS_ASK,
    DRIVE_ADD,
    DRIVE_HAND_OVER,
    DRIVE_READ,
    FILE_DOWNLOAD,
    FILE_REPLACE,
    FOLDER_ADD,
    FOLDER_DELETE,
    FOLDER_DESCRIBE,
    QUOTA_SET,
    THING_AUDIENCE,
    THING_DELETE,
    THING_LABEL,
    THING_MOVE,
    THING_OPENINGS,
    THING_PURGE,
    THING_READ,
    THING_RENAME,
    THING_RESTORE,
    THING_SHARE,
    UPLOAD_OWN,
    USAGE_READ,
)
