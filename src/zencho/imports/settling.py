"""What becomes of a batch that was read: new files come, changed ones take the place of what came before,
and what lies here already is only remembered."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from uuid import UUID

from zencho.drive import rules
from zencho.drive.actions.rows import Content, Made
from zencho.drive.actions.things import Folder
from zencho.drive.problems import DriveFull
from zencho.gate import opening as gate
from zencho.gate.trying import attempt
from zencho.imports import actions, queries
from zencho.imports.actions import NewFile, OldPlace
from zencho.imports.counting import Counts
from zencho.imports.placing import Names, Wanted, free_name
from zencho.imports.taking import Read, Taken
from zencho.imports.walking import Left, OldEntry
from zencho.kernel.work import Work

Pair = tuple[Wanted, Taken]


class Settling:
    """One batch. `notes` are what is to be told of it, `unused` the bytes that nothing came to point at."""

    def __init__(
        self,
        counts: Counts,
        made_of: Callable[[OldEntry], Made],
        place_of: Callable[[OldEntry, Taken], OldPlace],
    ) -> None:
        self._counts = counts
        self._made_of = made_of
        self._place_of = place_of
        self.notes: list[Left] = []
        self.unused: list[UUID] = []

    async def settle(self, work: Work, batch: Sequence[tuple[Wanted, Read]]) -> None:
        """All of it, folder by folder."""
        read: list[Pair] = []
        for wanted, taken in batch:
            if isinstance(taken, Taken):
                read.append((wanted, taken))
            else:
                self.notes.append(Left(wanted.entry.path, taken.reason, taken.detail))
        for here, pairs in groupby(read, key=lambda pair: pair[0].entry.folder.here):
            await self._settle_folder(work, here, list(pairs))

    async def _settle_folder(self, work: Work, here: UUID, pairs: Sequence[Pair]) -> None:
        fresh = [pair for pair in pairs if pair[0].known is None]
        if fresh:
            try:
                folder = await gate.open(work, rules.FOLDER_ADD, here)
            except (gate.Unseen, gate.Refused):
                self._leave(fresh, "closed_here")
            else:
                await self._bring(folder, fresh)
        for wanted, taken in pairs:
            if wanted.known is not None:
                await self._bring_again(work, wanted, taken)

    async def _bring(self, folder: Folder, pairs: Sequence[Pair]) -> None:
        plain = [pair for pair in pairs if pair[0].beside is None]
        try:
            if await actions.bring_files(folder, [self._file(*pair, pair[0].name) for pair in plain]):
                self._count(plain)
            else:  # somebody was quicker with a name
                for pair in plain:
                    await self._bring_beside(folder, *pair)
        except DriveFull:
            if len(plain) == 1:
                self._leave(plain, "drive_full")
            else:  # as many as there is room for
                for pair in plain:
                    await self._bring(folder, [pair])
        for wanted, taken in pairs:
            if wanted.beside is not None and not await self._is_the_same(folder.work, wanted, taken):
                await self._bring_beside(folder, wanted, taken)

    async def _is_the_same(self, work: Work, wanted: Wanted, taken: Taken) -> bool:
        """Whether what bears the name already is this very file: then it is only remembered where it lay."""
        assert wanted.beside is not None
        try:
            opened = await gate.open(work, rules.FILE_REPLACE, wanted.beside)
        except (gate.Unseen, gate.Refused):
            return False
        if (opened.thing.name, opened.thing.sha256) != (wanted.name, taken.sha256):
            return False
        await actions.note_place(work, opened.thing, self._place_of(wanted.entry, taken))
        self.unused.append(taken.blob_id)
        self._counts.same += 1
        return True

    async def _bring_beside(self, folder: Folder, wanted: Wanted, taken: Taken) -> None:
        """Under a name like its own, where its own is taken."""
        names = Names({})
        for _ in range(3):
            name = await free_name(folder, wanted.name, names, is_folder=False)
            if name is None:
                break
            try:
                has_come = await actions.bring_files(folder, [self._file(wanted, taken, name)])
            except DriveFull:
                self._leave([(wanted, taken)], "drive_full")
                return
            if has_come:
                self.notes.append(Left(wanted.entry.path, "twin", name))
                self._count([(wanted, taken)])
                return
        self._leave([(wanted, taken)], "name_taken")

    async def _bring_again(self, work: Work, wanted: Wanted, taken: Taken) -> None:
        assert wanted.known is not None
        place = self._place_of(wanted.entry, taken)
        try:
            opened = await gate.open(work, rules.FILE_REPLACE, wanted.known.thing_id)
        except (gate.Unseen, gate.Refused):
            self._leave([(wanted, taken)], "closed_here")
            return
        came_as = (await queries.find_came_as(work, [place.key])).get(place.key)
        if taken.sha256 == came_as:
            await actions.note_unchanged(opened, place)
            self.unused.append(taken.blob_id)
            self._counts.same += 1
        elif opened.thing.sha256 != came_as:
            # Somebody worked on it here since: theirs stays, and the two are for people to compare.
            self._leave([(wanted, taken)], "changed_here")
        else:
            made = self._made_of(wanted.entry)
            try:
                async with attempt(work):
                    await actions.bring_again(opened, content=_content(taken), made=made, place=place)
            except DriveFull:
                self._leave([(wanted, taken)], "drive_full")
                return
            self._counts.replaced += 1
            self._counts.brought_bytes += taken.size_bytes

    def _file(self, wanted: Wanted, taken: Taken, name: str) -> NewFile:
        entry = wanted.entry
        return NewFile(name, _content(taken), self._made_of(entry), self._place_of(entry, taken))

    def _leave(self, pairs: Iterable[Pair], reason: str) -> None:
        for wanted, taken in pairs:
            self.notes.append(Left(wanted.entry.path, reason))
            self.unused.append(taken.blob_id)

    def _count(self, pairs: Sequence[Pair]) -> None:
        self._counts.brought += len(pairs)
        self._counts.brought_bytes += sum(taken.size_bytes for _, taken in pairs)


def _content(taken: Taken) -> Content:
    return Content(taken.blob_id, taken.size_bytes, taken.sha256, taken.media_type)
