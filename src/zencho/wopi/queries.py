"""What a token stands for, the lock of a file, and what an editor is told of one."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zencho.drive.actions.content import Replacing
from zencho.drive.queries.items import get_paths
from zencho.drive.tables import Editing, Node
from zencho.kernel.work import Work
from zencho.people.queries.names import names_of
from zencho.sessions.tokens import hash_of
from zencho.wopi.tables import WopiLock

LONGEST_IDLE = timedelta(hours=1)
LONGEST_LOCK, LONGEST_NAME = 1024, 250


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody who shows a token asks about; the gate has not been asked yet."""

    token_hash: bytes
    session: UUID
    thing: UUID
    origin: str
    used_at: datetime


async def find_held(work: Work, token: str) -> Held | None:
    """What a token stands for, while it lives and is used."""
    hash_ = hash_of(token)
    asked = {"hash": hash_, "now": work.now, "after": work.now - LONGEST_IDLE}
    row = (await work.db.execute(text("SELECT * FROM wopi_find(:hash, :now, :after)"), asked)).first()
    return None if row is None else Held(hash_, row.session_id, row.thing_id, row.origin, row.used_at)


async def find_lock(work: Work, id_: UUID) -> WopiLock | None:
    """The lock that holds now."""
    held = select(WopiLock).where(WopiLock.thing_id == id_, WopiLock.ends_at > work.now)
    return await work.db.scalar(held.execution_options(populate_existing=True))


async def is_marked(work: Work, id_: UUID) -> bool:
    """Whether all see already that the actor edits here."""
    mine = (Editing.thing_id == id_) & (Editing.person == work.actor.id) & Editing.in_page
    return await work.db.scalar(select(Editing.person).where(mine)) is not None


async def describe(opened: Replacing, held: Held, *, agency: str) -> dict[str, Any]:
    """A file, and what this person may do with it, in WOPI's words (CheckFileInfo)."""
    work, node = opened.work, opened.thing
    person = work.actor.id
    assert person is not None
    assert node.sha256 is not None
    [who] = await names_of(work, [person])
    page = f"{held.origin}/drive/files/{node.thing_id}"
    return {
        "BaseFileName": node.name,
        "OwnerId": (node.created_by or node.thing_id).hex,
        "Size": node.size_bytes,
        "UserId": person.hex,
        "UserFriendlyName": who.name,
        "IsAnonymousUser": False,
        "Version": str(node.version),
        "LastModifiedTime": f"{node.modified_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "SHA256": base64.b64encode(bytes.fromhex(node.sha256)).decode(),
        "FileNameMaxLength": LONGEST_NAME,
        "ReadOnly": False,
        "UserCanWrite": True,
        "UserCanRename": False,
        "UserCanNotWriteRelative": True,
        "SupportsUpdate": True,
        "SupportsLocks": True,
        "SupportsGetLock": True,
        "SupportsExtendedLockLength": True,
        "SupportsRename": False,
        "SupportsDeleteFile": False,
        "SupportsCobalt": False,
        "SupportsFolders": False,
        "SupportsUserInfo": False,
        "PostMessageOrigin": held.origin,
        "ClosePostMessage": True,
        "CloseUrl": page,
        "HostViewUrl": page,
        "HostEditUrl": f"{page}/edit",
        "BreadcrumbBrandName": agency,
        "BreadcrumbBrandUrl": held.origin,
        "BreadcrumbDocName": node.name,
    } | await _tell_folder(work, node, held.origin)


async def _tell_folder(work: Work, node: Node, origin: str) -> dict[str, str]:
    """Where it lies, for whoever sees that. One's own drive has no name of its own."""
    path = (await get_paths(work, [node.thing_id]))[node.thing_id]
    if not path or not path[-1].name:
        return {}
    return {
        "BreadcrumbFolderName": path[-1].name,
        "BreadcrumbFolderUrl": f"{origin}/drive/folders/{path[-1].id}",
    }
