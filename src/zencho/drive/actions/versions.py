"""What people do with versions: go back to one, name it, keep it, hand on a link to it, choose what becomes
of one that came too late; and what the clock lets go.

Nothing of a file's past is ever changed: to go back makes a new version with the old bytes.
"""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, select, text, update

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions import things
from zencho.drive.actions.content import Replacing, current_of, free_blobs, lock_file, make_current
from zencho.drive.actions.rows import Content
from zencho.drive.events import ItemChanged
from zencho.drive.names import clean_name
from zencho.drive.problems import NoSuchVersion, NotAside, SharedByItself
from zencho.drive.queries.nodes import find_free_name
from zencho.drive.queries.versions import load_version
from zencho.drive.tables import Node, Version
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel import clock
from zencho.kernel.work import Work

# All of the last days; after that the last of each day. Kept, named and linked ones, those beside the current
# one and the current one itself stay for good.
ALL_KEPT = timedelta(days=30)
BATCH = 2_000


async def restore_version(opened: Replacing, number: int) -> Node:
    """A new version with the bytes of an older one; nothing happens where these are the current ones.

    Raises NoSuchVersion.
    """
    return await _bring_back(opened, number, how="restored")


async def _bring_back(opened: Replacing, number: int, *, how: Literal["restored", "chosen"]) -> Node:
    work = opened.work
    node = await lock_file(opened)
    version = await load_version(work, opened.ref.id, number, locked=True)
    if version.sha256 == node.sha256:
        return node
    before, content = current_of(node), content_of(version)
    node = await make_current(opened, content, how=how, based_on=number)
    await record(work, "version.restore", opened.ref, version=node.version, of=number, before=before)
    return node


def content_of(version: Version) -> Content:
    """The bytes of a version: kept once, however many versions and files have them."""
    return Content(version.blob_id, version.size_bytes, version.sha256, version.media_type)


async def settle_version(
    opened: Replacing, number: int, *, choice: Literal["current", "apart", "leave"], name: str | None = None
) -> UUID:
    """Say what becomes of a version that lies beside the current one -> the thing that has its bytes now.

    `apart` makes a file of its own, for which `folder.add` is asked, under a free name where none is given.
    Raises NoSuchVersion, NotAside where it was settled already, SharedByItself where more people would see it
    apart than here, and what a name or the folder may raise.
    """
    work, id_ = opened.work, opened.ref.id
    node = await lock_file(opened)
    version = await load_version(work, id_, number, locked=True)
    if not version.waits:
        raise NotAside
    made = id_
    if choice == "current":
        await _bring_back(opened, number, how="chosen")
    elif choice == "apart":
        assert node.folder is not None  # a file lies in a folder
        folder = await gate.open(work, rules.FOLDER_ADD, node.folder)
        if opened.anchor != folder.anchor:
            raise SharedByItself
        free = name or await find_free_name(work, node.folder, node.name, is_folder=False) or node.name
        content = content_of(version)
        made = (await things.add_file(folder, name=free, content=content, least_label=opened.label)).thing_id
    await _change(opened, number, waits=False)
    await record(work, "version.settle", opened.ref, version=number, choice=choice)
    return made


async def name_version(opened: Replacing, number: int, *, name: str | None) -> None:
    """What people call it, or nothing. Raises NoSuchVersion and what a name may raise."""
    cleaned = clean_name(name) if name else None
    await _change(opened, number, name=cleaned)
    await record(opened.work, "version.name", opened.ref, version=number, named=cleaned is not None)


async def keep_version(opened: Replacing, number: int, *, kept: bool) -> None:
    """Whether it stays for good. Raises NoSuchVersion."""
    await _change(opened, number, kept=kept)
    await record(opened.work, "version.keep", opened.ref, version=number, kept=kept)


async def forget_version(opened: Replacing, number: int) -> None:
    """Let go of a version that a later one of the same sitting says more than; the file is locked already.

    Stays where it is the current one, or where people named, kept, linked or settled it.
    """
    work, id_ = opened.work, opened.ref.id
    plain = ~(Version.kept | Version.linked) & Version.name.is_(None) & (~Version.aside | Version.waits)
    current = select(Node.version).where(Node.thing_id == id_).scalar_subquery()
    this = (Version.thing_id == id_) & (Version.number == number) & (Version.number != current)
    gone = delete(Version).where(this, plain).returning(Version.blob_id)
    await free_blobs(work, list(await work.db.scalars(gone)))


async def link_version(opened: Opened[Node, Literal["file.download"]], number: int) -> None:
    """Somebody hands on a link to it, so it must not go. Raises NoSuchVersion."""
    work, id_ = opened.work, opened.ref.id
    is_there = await work.db.scalar(
        text("SELECT drive_link_version(:thing, :number)"), {"thing": id_, "number": number}
    )
    if not is_there:
        raise NoSuchVersion(number=number)
    await record(work, "version.link", opened.ref, version=number)
    work.announce(ItemChanged(opened.thing.folder, id_, opened.ref.kind))


async def _change(opened: Replacing, number: int, **values: Any) -> None:
    work, id_ = opened.work, opened.ref.id
    this = (Version.thing_id == id_) & (Version.number == number)
    changed = update(Version).where(this).values(**values).execution_options(synchronize_session=False)
    if (await work.db.execute(changed.returning(Version.number))).first() is None:
        raise NoSuchVersion(number=number)
    work.announce(ItemChanged(opened.thing.folder, id_, opened.ref.kind))


async def forget_versions(work: Work) -> bool:
    """Let a batch of old versions go, for the clock -> whether more are due."""
    when = {"older": work.now - ALL_KEPT, "zone": str(clock.zone), "moment": work.now, "most": BATCH}
    gone = await work.db.scalar(text("SELECT drive_forget_versions(:older, :zone, :moment, :most)"), when)
    return bool(gone == BATCH)
