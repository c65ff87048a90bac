"""What an import writes: its run, folders, many files at once, other bytes for a file that changed at the
source.

Everything goes through a folder that the gate opened for adding. A batch is one transaction: a run that is
killed leaves whole batches and nothing half-visible, and its next run finds by `Imported.key` what is
there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import insert, update

from zencho.audit.record import record
from zencho.drive.actions.content import replace_file
from zencho.drive.actions.rows import Content, Made, NewRow
from zencho.drive.actions.things import Folder, add_folder
from zencho.drive.actions.together import NamesTaken, insert_together
from zencho.drive.tables import Node
from zencho.gate.opening import Opened
from zencho.imports.counting import Counts
from zencho.imports.old_paths import PathKey
from zencho.imports.tables import Import, Imported, ImportNote
from zencho.imports.walking import Left
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work


@dataclass(frozen=True, slots=True)
class OldPlace:
    """Where something lay in the old share; sizes, times and hashes of files only."""

    key: UUID
    above: UUID | None
    path: str
    path_key: PathKey
    size_bytes: int | None = None
    modified_ns: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file whose bytes are kept, and under which name it comes."""

    name: str
    content: Content
    made: Made
    place: OldPlace


async def begin_import(
    folder: Folder, *, share: UUID, old_root: PathKey, root_path: str, expected: Counts | None
) -> UUID:
    """A run into an opened folder -> its id."""
    work, id_ = folder.work, new_id()
    place = OldPlace(share, None, root_path, old_root)
    await work.db.execute(
        insert(Import).values(
            id=id_,
            thing_id=folder.ref.id,
            anchor=folder.anchor,
            share=share,
            old_root=root_path,
            started_by=work.actor.id,
            started_at=work.now,
            seen_at=work.now,
            state="running",
            files_expected=expected and expected.files,
            bytes_expected=expected and expected.size_bytes,
            counts=Counts().as_json(),
        )
    )
    if await work.db.get(Imported, share) is None:
        await note_place(work, folder.thing, place)
    await record(work, "import.begin", folder.ref, run=str(id_))
    return id_


async def keep_progress(
    folder: Folder, run: UUID, *, counts: Counts, notes: Sequence[Left], noted: int, state: str = "running"
) -> None:
    """What a run has done, and what it has to tell since the last time (`noted` were told before)."""
    work, ended = folder.work, state != "running"
    values: dict[str, Any] = {"seen_at": work.now, "state": state, "counts": counts.as_json()}
    if ended:
        values["ended_at"] = work.now
    await work.db.execute(update(Import).where(Import.id == run).values(values))
    if notes:
        rows = [
            {"import_id": run, "number": noted + at, "thing_id": folder.ref.id, "anchor": folder.anchor}
            | {"old_path": note.path, "reason": note.reason, "detail": note.detail}
            for at, note in enumerate(notes)
        ]
        await work.db.execute(insert(ImportNote), rows)
    if ended:
        await record(work, "import.end", folder.ref, run=str(run), state=state, brought=counts.brought)


async def bring_folder(folder: Folder, *, name: str, made: Made, place: OldPlace) -> UUID:
    """A folder of the old share -> its id here. Raises NameTaken."""
    node = await add_folder(folder, name=name, made=made)
    await note_place(folder.work, node, place)
    return node.thing_id


async def bring_files(folder: Folder, files: Sequence[NewFile]) -> bool:
    """Many files into one folder, or none of them where a name was taken meanwhile -> whether they came."""
    if not files:
        return True
    rows = [NewRow(Ref("file", new_id()), file.name, file.content, file.made) for file in files]
    try:
        await insert_together(folder, rows)
    except NamesTaken:
        return False
    places = [_place(row.ref.id, folder.anchor, file.place) for row, file in zip(rows, files, strict=True)]
    await folder.work.db.execute(insert(Imported), places)
    return True


async def note_place(work: Work, node: Node, place: OldPlace) -> None:
    """Remember where a thing lay: one that was here already, or a folder."""
    await work.db.execute(insert(Imported).values(_place(node.thing_id, node.anchor, place)))


async def note_unchanged(opened: Opened[Node, Any], place: OldPlace) -> None:
    """The source has another time and the same bytes: it need not be read again for that."""
    statement = update(Imported).where(Imported.key == place.key).values(modified_ns=place.modified_ns)
    await opened.work.db.execute(statement)


async def bring_again(
    opened: Opened[Node, Literal["file.replace"]], *, content: Content, made: Made, place: OldPlace
) -> None:
    """Other bytes for a file that changed at the source, in the place of those that came from there."""
    await replace_file(opened, content=content, made=made)
    came = {"size_bytes": place.size_bytes, "modified_ns": place.modified_ns, "sha256": place.sha256}
    await opened.work.db.execute(update(Imported).where(Imported.key == place.key).values(came))


def _place(thing_id: UUID, anchor: int, place: OldPlace) -> dict[str, Any]:
    return {
        "key": place.key,
        "above": place.above,
        "thing_id": thing_id,
        "anchor": anchor,
        "old_path": place.path,
        "path_key": place.path_key.text,
        "segments": place.path_key.segments,
        "size_bytes": place.size_bytes,
        "modified_ns": place.modified_ns,
        "sha256": place.sha256,
    }
