"""Where each file and folder of an old folder goes, and under which name: known ones to what they became,
new ones beside what lies there, twins under a name of their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from zencho.drive.actions.things import Folder
from zencho.drive.names import suggest_names, twin_key
from zencho.imports import queries
from zencho.imports.queries import Known
from zencho.imports.walking import Left, Listed, OldEntry


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file whose bytes are to be read. `known`: what it became before. `beside`: something that is not
    from here bears its very name already, and may be the same."""

    entry: OldEntry
    name: str
    known: Known | None = None
    beside: UUID | None = None


@dataclass(slots=True)
class Placed:
    """What is to be done with one old folder."""

    fresh: list[tuple[OldEntry, str]] = field(default_factory=list)
    merged: list[tuple[OldEntry, UUID]] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    same: int = 0
    notes: list[Left] = field(default_factory=list)
    gone: list[UUID] = field(default_factory=list)


class Names:
    """The names of one folder here: those that are borne, and those given out in this run."""

    def __init__(self, borne: Mapping[str, UUID]) -> None:
        self.borne = dict(borne)
        self._given: set[str] = set()

    def is_free(self, name: str) -> bool:
        """Whether nothing bears it or a twin of it."""
        key = twin_key(name)
        return key not in self.borne and key not in self._given

    def give(self, name: str) -> str:
        """Nobody else may have it now."""
        self._given.add(twin_key(name))
        return name


async def place(folder: Folder | None, listed: Listed) -> Placed:
    """Decide for all that lies in an old folder. Without `folder` nothing is here yet (a dry run)."""
    placed = Placed(notes=list(listed.left))
    known = {} if folder is None else await queries.list_known(folder.work, listed.folder.key)
    entries = [*listed.folders, *listed.files]
    new = [each for each in entries if each.key not in known]
    names = Names(await _borne(folder, [each.name.name for each in new]))
    ours = {each.thing_id for each in known.values()}
    for entry in listed.folders:
        if entry.key in known:
            entry.here = known[entry.key].thing_id
        else:
            await _place_folder(folder, entry, names, ours, placed)
    for entry in listed.files:
        before = known.get(entry.key)
        if before is None:
            await _place_file(folder, entry, names, ours, placed)
        elif (before.size_bytes, before.modified_ns) == (entry.size_bytes, entry.modified_ns):
            placed.same += 1
        else:
            placed.wanted.append(Wanted(entry, entry.name.name, known=before))
    there = {each.key for each in entries}
    placed.gone = [each.thing_id for key, each in known.items() if key not in there]
    return placed


async def free_name(folder: Folder | None, name: str, names: Names, *, is_folder: bool) -> str | None:
    """A name like this one that nothing bears; None where fifty are taken."""
    suggested = list(suggest_names(name, is_folder=is_folder))
    names.borne.update(await _borne(folder, suggested))
    return next((each for each in suggested if names.is_free(each)), None)


async def _borne(folder: Folder | None, names: Iterable[str]) -> dict[str, UUID]:
    wanted: Sequence[str] = [twin_key(name) for name in names]
    return await queries.list_taken(folder.work, folder.ref.id, wanted) if folder and wanted else {}


async def _place_folder(
    folder: Folder | None, entry: OldEntry, names: Names, ours: set[UUID], placed: Placed
) -> None:
    name = entry.name.name
    beside = names.borne.get(twin_key(name))
    if folder is not None and beside is not None and beside not in ours:
        node = (await queries.find_seen(folder.work, [beside])).get(beside)
        if node is not None and (node.kind, node.name) == ("folder", name):
            ours.add(beside)
            placed.merged.append((entry, beside))
            return
    chosen = await _choose(folder, entry, names, placed, is_folder=True)
    if chosen is not None:
        placed.fresh.append((entry, chosen))


async def _place_file(
    folder: Folder | None, entry: OldEntry, names: Names, ours: set[UUID], placed: Placed
) -> None:
    name = entry.name.name
    beside = names.borne.get(twin_key(name))
    if beside is not None and beside not in ours:
        ours.add(beside)
        placed.wanted.append(Wanted(entry, name, beside=beside))
        return
    chosen = await _choose(folder, entry, names, placed, is_folder=False)
    if chosen is not None:
        placed.wanted.append(Wanted(entry, chosen))


async def _choose(
    folder: Folder | None, entry: OldEntry, names: Names, placed: Placed, *, is_folder: bool
) -> str | None:
    """The name under which it comes; what differs from the old one is told."""
    name = entry.name.name
    chosen = name if names.is_free(name) else await free_name(folder, name, names, is_folder=is_folder)
    if chosen is None:
        placed.notes.append(Left(entry.path, "name_taken", name))
        return None
    names.give(chosen)
    if chosen != name:
        placed.notes.append(Left(entry.path, "twin", chosen))
    for change in entry.name.changes:
        if change != "cp932":
            placed.notes.append(Left(entry.path, change, chosen))
    return chosen
