"""Locks of the editor, as WOPI has them: a name of the editor's choice that holds for half an hour.

A lock shuts out nobody but another editor. People see who edits, and newer bytes that came another way make
what the editor saves lie beside, as with every application.
"""

from datetime import timedelta

from sqlalchemy import delete

from zencho.audit.record import record
from zencho.drive.actions.content import Replacing, current_of, lock_file
from zencho.drive.actions.editing import begin_editing, end_editing_in_page
from zencho.wopi.queries import find_lock, is_marked
from zencho.wopi.tables import WopiLock

HELD_FOR = timedelta(minutes=30)


class LockDiffers(Exception):
    """Another lock holds than the one named: `held`, empty where none does."""

    def __init__(self, held: str) -> None:
        super().__init__()
        self.held = held


async def take_lock(opened: Replacing, lock: str) -> int:
    """Begin to hold the file, or go on -> the current version. Raises LockDiffers."""
    work, node = opened.work, await lock_file(opened)
    held = await find_lock(work, opened.ref.id)
    if held is not None:
        return await refresh_lock(opened, lock)
    await work.db.execute(delete(WopiLock).where(WopiLock.thing_id == opened.ref.id))  # one that has ended
    work.db.add(
        WopiLock(
            thing_id=opened.ref.id,
            anchor=node.anchor,
            lock=lock,
            version=current_of(node),
            ends_at=work.now + HELD_FOR,
        )
    )
    await work.db.flush()
    await mark_editing(opened)
    return current_of(node)


async def refresh_lock(opened: Replacing, lock: str) -> int:
    """Hold it for another while -> the current version. Raises LockDiffers."""
    held = await expect_lock(opened, lock)
    held.ends_at = opened.work.now + HELD_FOR
    await mark_editing(opened)
    return current_of(opened.thing)


async def change_lock(opened: Replacing, old: str, lock: str) -> int:
    """Hold it under another name -> the current version. Raises LockDiffers."""
    held = await expect_lock(opened, old)
    held.lock, held.ends_at = lock, opened.work.now + HELD_FOR
    return current_of(opened.thing)


async def leave_lock(opened: Replacing, lock: str) -> int:
    """Hold it no more: nobody edits in the page now -> the current version. Raises LockDiffers."""
    held = await expect_lock(opened, lock)
    await opened.work.db.delete(held)
    await opened.work.db.flush()
    await end_editing_in_page(opened)
    await record(opened.work, "file.stop_editing", opened.ref)
    return current_of(opened.thing)


async def expect_lock(opened: Replacing, lock: str | None) -> WopiLock:
    """The lock of this name, and the file locked until the transaction ends. Raises LockDiffers."""
    await lock_file(opened)
    held = await find_lock(opened.work, opened.ref.id)
    if held is None or held.lock != lock:
        raise LockDiffers("" if held is None else held.lock)
    return held


async def mark_editing(opened: Replacing) -> None:
    """All see that the actor edits here, where a lock says that an editor has the file open."""
    work, id_ = opened.work, opened.ref.id
    if not await is_marked(work, id_):
        await begin_editing(opened, version=current_of(opened.thing), in_page=True)
