"""One run: the old share is walked once, what is new or changed is taken in batches, and each batch is
committed.

Three things go on at once: the walk looks ahead in a thread, files are read by a few threads, and what was
read before is written to the database. Of all of it one batch each is in memory. Nothing is removed here,
whatever vanished there, and what somebody changed here is not overwritten.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

from zencho.drive import rules
from zencho.drive.actions.rows import Made
from zencho.drive.actions.things import Folder
from zencho.gate import opening as gate
from zencho.gate.actors import AnyActor
from zencho.imports import actions, queries
from zencho.imports.actions import OldPlace
from zencho.imports.counting import Counts
from zencho.imports.placing import Placed, Wanted, place
from zencho.imports.settling import Settling
from zencho.imports.taking import Read, Taken, Taking
from zencho.imports.walking import Left, Listed, OldEntry, OldFolder, make_key, open_share, walk
from zencho.kernel.errors import Problem
from zencho.kernel.work import Database

BATCH_FILES, BATCH_BYTES = 400, 64 * 2**20
PROGRESS_SECONDS = 2.0
# Where a folder would come to lie in a dry run, which makes none; the target too may be there.
NOWHERE = UUID(int=0)

Share = Callable[[Folder, UUID, OldEntry], Awaitable[Sequence[Left]]]


async def _share_nothing(_folder: Folder, _id: UUID, _entry: OldEntry) -> Sequence[Left]:
    return ()


def _no_owner(_entry: OldEntry) -> UUID | None:
    return None


@dataclass(frozen=True, slots=True)
class Order:
    """What is brought where, and by whom. `owner_of` knows who wrote a file or folder, `share` gives a new
    folder what its old one gave. `notes` are told with the run. `tell` hears each thing worth telling,
    `progress` every few moments."""

    source: bytes
    target: UUID
    old_root: str
    actor: AnyActor
    expected: Counts | None = None
    notes: Sequence[Left] = ()
    owner_of: Callable[[OldEntry], UUID | None] = _no_owner
    share: Share = _share_nothing
    tell: Callable[[Left], None] = lambda _left: None
    progress: Callable[[Counts, int], None] = lambda _counts, _bytes: None


class TargetClosed(Exception):
    """The actor may no longer add to the folder that everything goes into."""


@dataclass(slots=True)
class _Batch:
    wanted: list[Wanted] = field(default_factory=list)
    size_bytes: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.wanted) >= BATCH_FILES or self.size_bytes >= BATCH_BYTES


async def look(database: Database, order: Order) -> Counts:
    """A dry run: everything is looked at and told, nothing is read or written. Raises OSError, Problem."""
    return await _Run(database, order, is_dry=True).go()


async def bring(database: Database, order: Order) -> Counts:
    """Bring it. Cancelled, it ends in order, and the next run goes on there. Raises OSError, Problem,
    TargetClosed."""
    return await _Run(database, order, is_dry=False).go()


class _Run:
    def __init__(self, database: Database, order: Order, *, is_dry: bool) -> None:
        self._database = database
        self._order = order
        self._is_dry = is_dry
        self._counts = Counts()
        self._notes: list[Left] = []
        self._noted = 0
        self._id: UUID | None = None
        self._told_at = 0.0
        self._kept_at = monotonic()
        self._taking = Taking(database.blobs)
        self._committing: asyncio.Task[None] | None = None

    async def go(self) -> Counts:
        share = make_key(self._order.target, self._order.old_root.encode())
        top = open_share(self._order.source, share, self._order.old_root, self._order.target)
        await self._begin(share, top)
        self._note(self._order.notes)
        state = "failed"
        try:
            await self._go_through(top)
            state = "done"
        except asyncio.CancelledError:
            state = "stopped"
            raise
        finally:
            await asyncio.to_thread(self._taking.close)
            await asyncio.shield(self._end(state))
        return self._counts

    async def _begin(self, share: UUID, top: OldFolder) -> None:
        if self._order.target == NOWHERE:
            return
        async with self._open_target() as target:
            if self._is_dry:
                return
            order = self._order
            self._id = await actions.begin_import(
                target, share=share, old_root=top.path_key, root_path=order.old_root, expected=order.expected
            )

    async def _end(self, state: str) -> None:
        if self._committing is not None:
            await asyncio.wait([self._committing])
        if self._id is not None:
            await self._keep(state)

    async def _go_through(self, top: OldFolder) -> None:
        batch, folders = _Batch(), walk(top)
        while (listed := await asyncio.to_thread(_next, folders)) is not None:
            placed = await self._place(listed)
            self._note(placed.notes)
            self._counts.same += placed.same
            for wanted in placed.wanted:
                batch.wanted.append(wanted)
                batch.size_bytes += wanted.entry.size_bytes
                if batch.is_full:
                    batch = await self._take(batch)
            self._say()
            if monotonic() - self._kept_at > PROGRESS_SECONDS and self._id is not None:
                await self._committed()
                await self._keep("running")
        await self._take(batch)
        await self._committed()

    async def _place(self, listed: Listed) -> Placed:
        """Decide for one old folder, and make its new folders: they are there before anything goes into
        them."""
        counts = self._counts
        counts.folders += listed.is_read
        for entry in listed.files:
            counts.files += 1
            counts.size_bytes += entry.size_bytes
        counts.old_encoding += sum("cp932" in each.name.changes for each in [*listed.files, *listed.folders])
        if not listed.is_read:
            return Placed(notes=list(listed.left))
        if listed.folder.here == NOWHERE:
            return self._pretend(await place(None, listed))
        try:
            async with self._database.work(self._order.actor) as work:
                folder = await gate.open(work, rules.FOLDER_ADD, listed.folder.here)
                placed = await place(folder, listed)
                await self._tell_gone(folder, placed)
                if self._is_dry:
                    return self._pretend(placed)
                await self._make_folders(folder, placed)
                return placed
        except (gate.Unseen, gate.Refused):
            for entry in listed.folders:
                entry.here = None
            return Placed(notes=[Left(listed.folder.path, "closed_here")])

    def _pretend(self, placed: Placed) -> Placed:
        for entry, _ in placed.fresh:
            entry.here = NOWHERE
        for entry, id_ in placed.merged:
            entry.here = id_
        for wanted in placed.wanted:
            self._order.owner_of(wanted.entry)
        self._counts.brought += sum(wanted.known is None for wanted in placed.wanted)
        self._counts.brought_bytes += sum(wanted.entry.size_bytes for wanted in placed.wanted)
        self._counts.replaced += sum(wanted.known is not None for wanted in placed.wanted)
        return Placed(notes=placed.notes, same=placed.same)

    async def _make_folders(self, folder: Folder, placed: Placed) -> None:
        for entry, name in placed.fresh:
            made, at = self._made(entry), _place_of(entry)
            entry.here = await actions.bring_folder(folder, name=name, made=made, place=at)
            placed.notes += await self._order.share(folder, entry.here, entry)
        for entry, id_ in placed.merged:
            opened = await gate.open(folder.work, rules.FOLDER_ADD, id_)
            await actions.note_place(folder.work, opened.thing, _place_of(entry))
            entry.here = id_

    async def _tell_gone(self, folder: Folder, placed: Placed) -> None:
        if placed.gone:
            paths = await queries.list_old_paths(folder.work, placed.gone)
            placed.notes += [Left(path, "gone") for each in paths.values() for path in each]

    async def _take(self, batch: _Batch) -> _Batch:
        """Read a batch while the one before is written; then it is written in its turn."""
        if batch.wanted:
            taking = asyncio.to_thread(self._taking.take, [each.entry for each in batch.wanted])
            taken = await self._watched(taking)
            await self._committed()
            self._committing = asyncio.create_task(self._commit(list(zip(batch.wanted, taken, strict=True))))
        return _Batch()

    async def _watched(self, taking: Awaitable[list[Read]]) -> list[Read]:
        """A large file takes its time: what was read of it is told meanwhile."""
        task = asyncio.ensure_future(taking)
        try:
            while not (await asyncio.wait([task], timeout=0.5))[0]:
                self._say()
        except asyncio.CancelledError:
            self._taking.stop()
            await asyncio.wait([task])
            self._taking.drop([taken.blob_id for taken in task.result() if isinstance(taken, Taken)])
            raise
        return task.result()

    async def _committed(self) -> None:
        """Wait for the batch before. Whoever stops the run does not stop it: half of a commit is no
        commit."""
        if self._committing is not None:
            await asyncio.shield(self._committing)
            self._committing = None

    async def _commit(self, batch: Sequence[tuple[Wanted, Read]]) -> None:
        settling = Settling(self._counts, self._made, _place_of)
        async with self._open_target() as target:
            await settling.settle(target.work, batch)
            self._note(settling.notes)
            await self._keep_in(target, "running")
        # Where that failed, nobody knows whether the database kept it: bytes that nothing names go by the
        # clock.
        await asyncio.to_thread(self._taking.drop, settling.unused)

    @asynccontextmanager
    async def _open_target(self) -> AsyncIterator[Folder]:
        """Asked again for each batch: a right that was taken back ends the run."""
        async with self._database.work(self._order.actor) as work:
            try:
                target = await gate.open(work, rules.FOLDER_ADD, self._order.target)
            except (gate.Unseen, gate.Refused) as problem:
                raise TargetClosed from problem
            yield target

    async def _keep(self, state: str) -> None:
        try:
            async with self._open_target() as target:
                await self._keep_in(target, state)
        except (TargetClosed, Problem):
            if state == "running":
                raise

    async def _keep_in(self, target: Folder, state: str) -> None:
        assert self._id is not None
        notes, self._notes = self._notes, []
        await actions.keep_progress(
            target, self._id, counts=self._counts, notes=notes, noted=self._noted, state=state
        )
        self._noted += len(notes)
        self._kept_at = monotonic()

    def _note(self, notes: Sequence[Left]) -> None:
        for note in notes:
            self._counts.reasons[note.reason] += 1
            self._order.tell(note)
        if not self._is_dry:
            self._notes += notes

    def _say(self) -> None:
        if monotonic() - self._told_at > 0.2:
            self._told_at = monotonic()
            self._order.progress(self._counts, self._taking.bytes_read)

    def _made(self, entry: OldEntry) -> Made:
        return Made(self._order.owner_of(entry) or self._order.actor.id, _time_of(entry.modified_ns))


def _next(folders: Iterator[Listed]) -> Listed | None:
    return next(folders, None)


def _place_of(entry: OldEntry, taken: Taken | None = None) -> OldPlace:
    """Where it lay; of what was read, as it was then."""
    if taken is None:
        return OldPlace(entry.key, entry.folder.key, entry.path, entry.path_key)
    facts = (taken.size_bytes, taken.modified_ns, taken.sha256)
    return OldPlace(entry.key, entry.folder.key, entry.path, entry.path_key, *facts)


def _time_of(nanoseconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(nanoseconds / 1e9, UTC)
    except (ValueError, OverflowError, OSError):  # a clock that was never set
        return datetime.fromtimestamp(0, UTC)
