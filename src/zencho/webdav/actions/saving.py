"""What a client saves becomes a version of the file that bears the name, however its program saves.

Many programs never write over a file. They write beside it and then exchange names: the new one is moved onto
the old one; or the old one is moved aside, the new one takes its name, and the old one is deleted. The file
that people shared, linked to and commented on must stay the one under that name. So what is moved onto a file
gives it its bytes, and a name that a client left a moment ago is given back to the file that had it.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions import binning, things
from zencho.drive.actions.content import Replaced, Replacing, current_of, purge_files, replace_file
from zencho.drive.actions.rows import Content
from zencho.drive.actions.things import Folder
from zencho.drive.actions.versions import forget_version
from zencho.drive.events import ItemRemoved
from zencho.drive.names import clean_name, twin_key
from zencho.drive.tables import Node, Version
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.opening import Opened, actor_of
from zencho.gate.tables import Thing
from zencho.kernel.work import Work
from zencho.webdav.actions.locks import find_own_lock, go_on_editing
from zencho.webdav.rules import FILE_CLEAR
from zencho.webdav.tables import DavTrace

MOMENT = timedelta(minutes=2)
BEGUN_FOR = timedelta(minutes=10)
PASSING_FOR = timedelta(days=1)
# What programs call what they write beside a file while they save it: Office, LibreOffice, macOS, editors.
_PASSING = re.compile(
    r"~.*|\._.*|\.~lock\..*#|\.#.*|#.*#|.*~|\.goutputstream-.*|(?=.*[A-F])[0-9A-F]{8}"
    r"|(?i:.*\.(tmp|temp|bak|wbk|swp|swx))|.*\.sb-[0-9a-f]{8}-\w{4,8}"
)
# Of these, what nobody would ever look for in the bin.
_LITTER = re.compile(
    r"~\$.*|~WR[A-Z]\d{4}\.tmp|\.~lock\..*#|\.#.*|\.goutputstream-.*|\..*\.sw[px]|.*\.sb-[0-9a-f]{8}-\w{4,8}"
)
# How a machine shows a folder: nobody misses it, and others are not to find it.
UNWANTED = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".spotlight-v100", ".trashes", ".fseventsd"})


def is_passing(name: str) -> bool:
    """Whether a program gives such a name while it saves."""
    return _PASSING.fullmatch(name) is not None


def is_litter(name: str) -> bool:
    """Whether a program writes such a file for itself alone, and takes it away again."""
    return _LITTER.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Saved:
    """The file, its tag where its current bytes are those that came, and whether it is new."""

    thing: UUID
    sha256: str | None
    is_new: bool


def content_of(node: Node) -> Content:
    """The bytes of a file."""
    assert node.blob_id is not None  # only files are asked
    assert node.size_bytes is not None
    assert node.sha256 is not None
    assert node.media_type is not None
    return Content(node.blob_id, node.size_bytes, node.sha256, node.media_type)


async def begin_file(folder: Folder, *, name: str) -> UUID:
    """Who locks a name before writing gets a file without bytes, or the one that their client took from this
    name a moment ago. Raises what a name may raise, DriveFull."""
    left = await _take_back(folder, name, but=None)
    if left is not None:
        return left.ref.id
    stored = await folder.work.database.blobs.put_bytes(b"")
    content = Content(stored.id, 0, stored.sha256, "application/octet-stream")
    return (await things.add_file(folder, name=name, content=content)).thing_id


async def save_new(folder: Folder, content: Content, *, name: str, submitted: frozenset[str]) -> Saved:
    """Bytes under a name that nothing bears. Raises what a name may raise, NameTaken, DriveFull."""
    saved = await save_under_left(folder, content, name=name, submitted=submitted)
    if saved is not None:
        return saved
    node = await things.add_file(folder, name=name, content=content)
    return Saved(node.thing_id, node.sha256, is_new=True)


async def save_under_left(
    folder: Folder, content: Content, *, name: str, submitted: frozenset[str], but: UUID | None = None
) -> Saved | None:
    """Bytes under a name that the actor's client took from a file a moment ago: they are that file's next
    version. None where there is no such file `but` the one named."""
    left = await _take_back(folder, name, but=but)
    if left is None:
        return None
    saved = await save_over(left, content, submitted=submitted)
    return Saved(saved.thing, saved.sha256, is_new=True)  # for the client nothing lay there


async def save_over(opened: Replacing, content: Content, *, submitted: frozenset[str]) -> Saved:
    """Newer bytes for a file; who held it from an older version leaves theirs beside the current one.

    The empty version that a client began with a moment ago is forgotten. Raises DriveFull.
    """
    work, node = opened.work, opened.thing
    lock, before = await find_own_lock(work, opened.ref.id, submitted), current_of(node)
    is_lately = node.modified_by == work.actor.id and node.modified_at > work.now - BEGUN_FOR
    is_begun = node.size_bytes == 0 and is_lately
    based_on = lock.version if lock is not None else None
    done: Replaced = await replace_file(opened, content=content, based_on=based_on)
    if is_begun and done.outcome == "current":
        await forget_version(opened, before)
    if lock is not None:
        # Beside the current one stays beside: what is saved next is made from the same version.
        await go_on_editing(opened, lock, done.version if done.outcome != "aside" else lock.version or 1)
    sha256 = done.node.sha256 if done.outcome != "aside" else None
    return Saved(opened.ref.id, sha256, is_new=False)


async def merge(source: UUID, target: Replacing, *, submitted: frozenset[str], keeps_source: bool) -> None:
    """A file comes under the name of another: that one gets its bytes, and is as sensitive at the least.

    Raises DriveFull, and what the gate raises for `file.download` and for taking the source away.
    """
    work = target.work
    opened = await gate.open(work, rules.FILE_DOWNLOAD, source)
    if opened.label > target.label:
        raising = await gate.open(work, rules.THING_LABEL, target.ref.id)
        await things.set_label(raising, label=opened.label)
    await save_over(target, content_of(opened.thing), submitted=submitted)
    if not keeps_source:
        await remove_file(work, source, keeper=target.ref.id)


async def _take_back(folder: Folder, name: str, *, but: UUID | None) -> Replacing | None:
    """The file that the actor's client took from this name a moment ago, under the name again; what lies
    under the name it was given instead is a copy of it from now on."""
    work = folder.work
    found = await work.db.scalar(
        select(DavTrace.thing_id)
        .where(
            DavTrace.person == actor_of(work).principal,
            DavTrace.folder == folder.ref.id,
            DavTrace.name_key == twin_key(name),
            DavTrace.copy_of.is_(None),
            DavTrace.at > work.now - MOMENT,
        )
        .order_by(DavTrace.at.desc())
        .limit(1)
    )
    if found is None or found == but:
        return None
    await _forget_trace(work, found)
    try:
        return await _bring_back(folder, found, name)
    except (gate.Unseen, gate.Refused):  # what the page would not allow, either
        return None


async def _bring_back(folder: Folder, id_: UUID, name: str) -> Replacing | None:
    work = folder.work
    if await _is_binned(work, id_):
        restored = await binning.restore(await gate.open(work, rules.THING_RESTORE, id_))
        is_here = restored.folder == folder.ref.id and twin_key(restored.name) == twin_key(name)
        return await gate.open(work, rules.FILE_REPLACE, id_) if is_here else None
    opened = await gate.open(work, rules.THING_RENAME, id_)
    if opened.thing.folder != folder.ref.id:
        return None
    aside, content = opened.thing.name, content_of(opened.thing)
    await things.rename(opened, name=name)
    copy = await things.add_file(folder, name=aside, content=content, least_label=opened.label)
    await _trace(work, copy, folder.ref.id, aside, copy_of=id_)
    return await gate.open(work, rules.FILE_REPLACE, id_)


async def _is_binned(work: Work, id_: UUID) -> bool:
    return await work.db.scalar(select(Thing.binned_at).where(Thing.id == id_)) is not None


async def trace_renamed(work: Work, node: Node, name: str) -> None:
    """A client gave a file a name of a program's own: the name it had may be asked for in a moment."""
    if node.kind == "file" and node.folder is not None and is_passing(clean_name(name)):
        await _trace(work, node, node.folder, node.name)


async def _trace(work: Work, node: Node, folder: UUID, name: str, *, copy_of: UUID | None = None) -> None:
    values = {"folder": folder, "name_key": twin_key(name), "copy_of": copy_of, "at": work.now}
    mine = upsert(DavTrace).values(thing_id=node.thing_id, person=actor_of(work).principal, **values)
    await work.db.execute(mine.on_conflict_do_update(index_elements=["thing_id"], set_=values))


async def _forget_trace(work: Work, id_: UUID) -> None:
    await work.db.execute(delete(DavTrace).where(DavTrace.thing_id == id_))


async def remove_file(work: Work, id_: UUID, *, keeper: UUID | None = None) -> None:
    """Into the bin; for good where nothing of it is lost: all its bytes are versions of `keeper`, or it was
    what the actor's own program wrote for itself."""
    opened = await gate.open(work, rules.THING_DELETE, id_)
    node = opened.thing
    traced = select(DavTrace.copy_of).where(DavTrace.thing_id == id_)
    keeper = keeper or await work.db.scalar(traced.where(DavTrace.at > work.now - MOMENT))
    is_own = node.created_by == work.actor.id and node.created_at > work.now - PASSING_FOR
    if is_own and await _is_plain(opened) and await _is_kept(work, node, keeper):
        await _clear(await gate.open(work, FILE_CLEAR, id_))
        return
    await binning.delete_thing(opened)
    assert node.folder is not None  # a file lies in a folder
    await _trace(work, node, node.folder, node.name)


def is_passing_of(work: Work, node: Node) -> bool:
    """Whether the actor's own programs wrote it for themselves a moment ago."""
    is_own = node.created_by == work.actor.id and node.created_at > work.now - PASSING_FOR
    return node.kind == "file" and is_own and is_passing(node.name)


async def _is_plain(opened: Opened[Node, Any]) -> bool:
    """Whether nobody shared it by itself or said anything beside it."""
    above = select(Thing.anchor).where(Thing.id == opened.thing.folder)
    return opened.thing.comments == 0 and await opened.work.db.scalar(above) == opened.anchor


async def _is_kept(work: Work, node: Node, keeper: UUID | None) -> bool:
    if keeper is None:
        return is_litter(node.name)
    try:
        await gate.open(work, rules.THING_READ, keeper)  # what is kept elsewhere must be there for the actor
    except (gate.Unseen, gate.Refused):
        return False
    other = aliased(Version)
    kept = exists().where(other.thing_id == keeper, other.sha256 == Version.sha256)
    lost = select(func.count()).select_from(Version).where(Version.thing_id == node.thing_id, ~kept)
    return await work.db.scalar(lost.where(Version.size_bytes > 0)) == 0


async def _clear(opened: Opened[Node, Literal["file.clear"]]) -> None:
    work, id_, folder = opened.work, opened.ref.id, opened.thing.folder
    assert folder is not None  # a file lies in a folder
    number = current_of(opened.thing)
    await purge_files(work, [id_])
    await work.db.execute(delete(Node).where(Node.thing_id == id_))
    await sharing.drop(work, [id_])
    await record(work, "file.clear", opened.ref, version=number)
    work.announce(ItemRemoved(folder, id_, "file"))
