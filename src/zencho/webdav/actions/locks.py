"""Locks of clients, as RFC 4918 has them. They stand against other clients alone: the page writes all the
same, and what a client that held the file saves then lies beside.

While a file is held everyone sees who edits it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4
from xml.sax.saxutils import escape

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions.content import Replacing
from zencho.drive.actions.editing import begin_editing, stop_editing
from zencho.drive.tables import Editing, Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.webdav.answers import Turned
from zencho.webdav.headers import write_path
from zencho.webdav.queries.locks import list_locks, list_locks_below, list_locks_on, token_of
from zencho.webdav.queries.tree import Place
from zencho.webdav.tables import DavLock

_LOCKS = (
    7_301_011  # one is taken after the other in a drive, so that none is taken beside one it conflicts with
)


@dataclass(frozen=True, slots=True)
class LockAsked:
    """What a client wants to hold, and how; `owner` is XML of its own."""

    shared: bool
    deep: bool
    owner: str
    seconds: int


async def expect_free(
    work: Work, place: Place, submitted: Collection[str], *, member: bool = False, below: bool = False
) -> None:
    """Whether the actor may write here as far as locks go: each that holds is their own, and named by them.

    `member`: it comes or goes, which the folder's lock guards; `below`: with all inside. Raises Turned (423).
    """
    groups: list[list[DavLock]] = [await list_locks_on(work, place)]
    if (member or place.node is None) and place.folder is not None:
        found = await list_locks(work, [each.thing_id for each in place.chain])
        folder = place.folder.thing_id
        groups.append([lock for lock in found if lock.thing_id == folder or _is_above(lock, place)])
    if below and place.node is not None and place.node.kind == "folder":
        by_thing: dict[UUID, list[DavLock]] = defaultdict(list)
        for lock in await list_locks_below(work, place.node.thing_id):
            by_thing[lock.thing_id].append(lock)
        groups += by_thing.values()
    for group in groups:
        if group and not any(_is_mine(work, lock, submitted) for lock in group):
            names = place.names_of(group[0].thing_id)
            href = escape(write_path(names, is_folder=False))
            raise Turned(423, f"<D:lock-token-submitted><D:href>{href}</D:href></D:lock-token-submitted>")


def _is_above(lock: DavLock, place: Place) -> bool:
    own = place.node.thing_id if place.node is not None else None
    return lock.deep and lock.thing_id != own


def _is_mine(work: Work, lock: DavLock, submitted: Collection[str]) -> bool:
    return lock.person == work.actor.id and token_of(lock) in submitted


async def take_lock(opened: Opened[Node, Any], place: Place, asked: LockAsked) -> DavLock:
    """Begin to hold what lies at a place. Raises Turned (423) where another lock stands against it."""
    work, node = opened.work, opened.thing
    drive = place.chain[0].thing_id
    await work.ask(
        "SELECT pg_advisory_xact_lock(%(kind)s, hashtext(%(drive)s))", kind=_LOCKS, drive=str(drive)
    )
    against = await list_locks_on(work, place)
    if asked.deep and node.kind == "folder":
        against += await list_locks_below(work, node.thing_id)
    if any(not (asked.shared and lock.shared) for lock in against):
        href = escape(write_path(place.names_of(against[0].thing_id), is_folder=False))
        raise Turned(423, f"<D:no-conflicting-lock><D:href>{href}</D:href></D:no-conflicting-lock>")
    lock = DavLock(
        token=uuid4(),
        thing_id=node.thing_id,
        anchor=opened.anchor,
        person=work.actor.id,
        password_id=work.actor.session_id,
        shared=asked.shared,
        deep=asked.deep,
        owner=asked.owner,
        version=node.version,
        seconds=asked.seconds,
        ends_at=work.now + timedelta(seconds=asked.seconds),
    )
    work.db.add(lock)
    await work.db.flush()
    if node.kind == "file" and node.version is not None:
        await begin_editing(opened, version=node.version)
    else:
        await record(work, "folder.lock", opened.ref)
    return lock


async def refresh_lock(work: Work, place: Place, submitted: Collection[str], seconds: int) -> DavLock:
    """Hold it for another while. Raises Turned (412) where they name none of theirs."""
    for lock in await list_locks_on(work, place):
        if _is_mine(work, lock, submitted):
            await gate.open(work, rules.THING_RENAME, lock.thing_id)
            lock.seconds, lock.ends_at = seconds, work.now + timedelta(seconds=seconds)
            await work.db.flush()
            return lock
    raise Turned(412, "<D:lock-token-matches-request-uri/>")


async def leave_lock(opened: Opened[Node, Any], place: Place, token: str) -> None:
    """Hold it no more. Raises Turned: 409 where no such lock holds here, 403 where it is another's."""
    work = opened.work
    lock = next((each for each in await list_locks_on(work, place) if token_of(each) == token), None)
    if lock is None:
        raise Turned(409, "<D:lock-token-matches-request-uri/>")
    if lock.person != work.actor.id:
        raise Turned(403)
    await drop_locks(work, [lock])
    if opened.ref.kind == "folder":
        await record(work, "folder.unlock", opened.ref)


async def drop_locks(work: Work, locks: Iterable[DavLock]) -> None:
    """These hold no more, where the actor may change what they are on; who edited does so no more, where
    that was the actor."""
    for lock in locks:
        with suppress(gate.Unseen, gate.Refused):
            await gate.open(work, rules.THING_RENAME, lock.thing_id)
            await work.db.execute(delete(DavLock).where(DavLock.token == lock.token))
            if lock.version is not None and lock.person == work.actor.id:
                await stop_editing(await gate.open(work, rules.FILE_REPLACE, lock.thing_id))


async def drop_locks_of(work: Work, place: Place) -> None:
    """What comes here next is another thing: no lock goes with the one that lay here."""
    if place.node is not None:
        found = await list_locks(work, [place.node.thing_id])
        if place.node.kind == "folder":
            found += await list_locks_below(work, place.node.thing_id)
        await drop_locks(work, found)


async def find_own_lock(work: Work, id_: UUID, submitted: Collection[str]) -> DavLock | None:
    """The lock on a file itself that the actor names."""
    return next((each for each in await list_locks(work, [id_]) if _is_mine(work, each, submitted)), None)


async def go_on_editing(opened: Replacing, lock: DavLock, version: int) -> None:
    """What was saved ended the mark of who edits; a lock says that it goes on, from this version."""
    work, id_ = opened.work, opened.ref.id
    lock.version = version
    mark = {"version": version, "in_page": False, "since": work.now}
    mine = upsert(Editing).values(thing_id=id_, person=work.actor.id, anchor=opened.anchor, **mark)
    await work.db.execute(mine.on_conflict_do_update(index_elements=["thing_id", "person"], set_=mark))
