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
    if held is not None and done.outcome == "current":
        await _end_run(opened, held, goes_on=True)
        held.version = done.version
        held.saved = done.version if is_autosave else None
        held.run_began_at = held.run_began_at if is_autosave else None
        if is_autosave and held.run_began_at is None:
            held.run_began_at = opened.work.now
    elif held is not None and done.outcome == "aside" and done.version != held.saved:
        await _end_run(opened, held, goes_on=held.run_began_at is None)
        held.saved, held.run_began_at = done.version, None
    return done


async def _end_run(opened: Replacing, held: WopiLock, *, goes_on: bool) -> None:
    """The version saved last goes where the new one stands for it."""
    if held.saved is None:
        return
    is_over = held.run_began_at is not None and opened.work.now - held.run_began_at > RUN
    if goes_on and not is_over:
        await forget_version(opened, held.saved)
    if is_over:
        held.run_began_at = None


async def note_read(opened: Replacing) -> int:
    """The editor reads the file: what it saves from now on is made of the current version -> its number."""
    node = await lock_file(opened)
    held = await find_lock(opened.work, opened.ref.id)
    if held is not None and held.version != node.version:
        held.version, held.saved, held.run_began_at = current_of(node), None, None
    return current_of(node)
