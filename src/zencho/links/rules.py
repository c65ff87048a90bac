"""What holders of links may do: of a receive link, put something into one folder and no more; of a share
link, open what it was made for. Making a share link is sharing, and asks for `thing.share`."""

from typing import Literal

from zencho.drive.queries.nodes import load_node
from zencho.drive.rules import IN_DRIVE
from zencho.drive.tables import Node
from zencho.gate.permissions import Permission, Role

_FOLDER = frozenset({"folder"})

# Whoever may add to a folder may also ask others to: nothing of what lies there is given away by it.
FOLDER_RECEIVE: Permission[Node, Literal["folder.receive"]] = Permission(
    "folder.receive", Role.EDITOR, load_node, _FOLDER, writes=True
)
# The least role, because of a holder only this is asked; the permits of all others leave senders out.
FOLDER_SEND: Permission[Node, Literal["folder.send"]] = Permission(
    "folder.send", Role.VIEWER, load_node, _FOLDER, writes=True, by_senders=True
)
# It writes down who came, and so opens the wall for changes; nothing of the thing is changed by it.
LINK_OPEN: Permission[Node, Literal["link.open"]] = Permission(
    "link.open", Role.VIEWER, load_node, IN_DRIVE, writes=True, is_offered=False, for_guests=True
)
PERMISSIONS = (FOLDER_RECEIVE, FOLDER_SEND, LINK_OPEN)
