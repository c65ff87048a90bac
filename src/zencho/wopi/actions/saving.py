"""What the editor saves becomes a version, by the same act as bytes that come any other way.

Editors save by themselves every few minutes. Such savings of one sitting stand for each other: within ten
minutes the next takes the place of the last, so that a day of writing leaves some dozens of versions and not
hundreds. What somebody saved on purpose stays. Beside the current version a sitting leaves one, the last.
"""

from datetime import timedelta

from zencho.drive.actions.content import Replaced, Replacing, current_of, lock_file, replace_file
from zencho.drive.actions.rows import Content
from zencho.drive.actions.versions import forget_version
from zencho.wopi.actions.locks import LockDiffers, expect_lock
from zencho.wopi.queries import find_lock
from zencho.wopi.tables import WopiLock

RUN = timedelta(minutes=10)


async def expect_room(opened: Replacing, lock: str | None) -> WopiLock | None:
    """Asked before the bytes come, and again with them: the lock by which they may; none on an empty file
    that nobody holds. Raises LockDiffers."""
    node = await lock_file(opened)
    if await find_lock(opened.work, opened.ref.id) is None:
        if node.size_bytes == 0:
            return None
        raise LockDiffers("")
    return await expect_lock(opened, lock)


async def save(opened: Replacing, lock: str | None, content: Content, *, is_autosave: bool) -> Replaced:
    """Newer bytes from the editor. Raises LockDiffers."""
    held = await expect_room(opened, lock)
    based_on = None if held is None else held.version
    done = await replace_file(opened, content=content, based_on=based_on, in_page=True)
    if held is not None and done.outcome == "aside":
        await _note_aside(opened, held, done.version)
    elif held is not None and done.outcome == "current":
        await _note_current(opened, held, done.version, is_autosave=is_autosave)
    return done


async def _note_aside(opened: Replacing, held: WopiLock, number: int) -> None:
    """Of this sitting only the last lies beside; an autosave that was the current one once stays."""
    was_aside = held.saved is not None and held.run_began_at is None
    if held.saved is not None and was_aside and held.saved != number:
        await forget_version(opened, held.saved)
    held.saved, held.run_began_at = number, None


async def _note_current(opened: Replacing, held: WopiLock, number: int, *, is_autosave: bool) -> None:
    """This one stands for the autosave before it, within the run that began with the first."""
    now, began_at = opened.work.now, held.run_began_at
    if began_at is not None and now - began_at > RUN:
        began_at = None
    if held.saved is not None and began_at is not None:
        await forget_version(opened, held.saved)
    held.version, held.saved, held.run_began_at = number, None, None
    if is_autosave:
        held.saved, held.run_began_at = number, began_at or now


async def note_read(opened: Replacing) -> int:
    """The editor reads the file: what it saves from now on is made of the current version -> its number."""
    node = await lock_file(opened)
    held = await find_lock(opened.work, opened.ref.id)
    if held is not None and held.version != node.version:
        held.version, held.saved, held.run_began_at = current_of(node), None, None
    return current_of(node)
