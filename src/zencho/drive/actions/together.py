"""Many files into one folder at once: a few statements for all, where each by itself would take a dozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from zencho.audit.record import record_each
from zencho.drive.actions.noting import note_edited_each
from zencho.drive.actions.rows import Content, Made, NewRow, insert_files
from zencho.drive.actions.things import Folder, add_file
from zencho.drive.events import ItemsAdded
from zencho.drive.names import clean_name, twin_key
from zencho.drive.problems import DriveFull
from zencho.drive.queries.nodes import find_same_file, list_taken, refuse_twin
from zencho.drive.tables import TWINS
from zencho.gate import sharing
from zencho.gate.opening import Refused, Unseen
from zencho.gate.trying import attempt
from zencho.kernel.errors import Problem
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref


class NamesTaken(Exception):
    """Of the names of many one is taken; none of them was added."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to lie in a folder; its bytes are kept already."""

    name: str
    content: Content


async def add_files(folder: Folder, files: Sequence[NewFile]) -> list[UUID | Problem]:
    """Many files into one folder -> for each its id, or why it could not be. One whose very bytes lie there
    under its very name already is that one."""
    work = folder.work
    answers: list[UUID | Problem | None] = [None] * len(files)
    names: dict[int, str] = {}
    for at, file in enumerate(files):
        try:
            names[at] = clean_name(file.name)
        except Problem as problem:
            answers[at] = problem
    keys = {at: twin_key(name) for at, name in names.items()}
    taken = await list_taken(work, folder.ref.id, list(keys.values()))
    first = {key: at for at, key in reversed(keys.items()) if key not in taken}
    stamp = Made(work.actor.id, work.now)
    rows = {
        at: NewRow(Ref("file", new_id()), names[at], files[at].content, stamp)
        for at in sorted(first.values())
    }
    try:
        await insert_together(folder, list(rows.values()))
    except (NamesTaken, DriveFull):
        rows.clear()  # each by itself: as many as there is room for
    for at, row in rows.items():
        answers[at] = row.ref.id
    for at in sorted(names.keys() - rows.keys()):
        answers[at] = await _try_one(folder, names[at], files[at].content)
    return [each for each in answers if each is not None]


async def _try_one(folder: Folder, name: str, content: Content) -> UUID | Problem:
    work, id_ = folder.work, folder.ref.id
    same = await find_same_file(work, id_, name, content.sha256)
    if same is not None:
        return same.thing_id
    try:
        async with attempt(work):
            await refuse_twin(work, id_, name, unless_size=None)
            return (await add_file(folder, name=name, content=content)).thing_id
    except (Unseen, Refused):
        raise
    except Problem as problem:
        return problem


async def insert_together(folder: Folder, rows: Sequence[NewRow]) -> None:
    """All of these or none, with their entries in the record, and one event for all. Raises NamesTaken,
    DriveFull."""
    if not rows:
        return
    work, refs = folder.work, [row.ref for row in rows]
    try:
        async with attempt(work):
            await sharing.add_things(folder, refs)
            await insert_files(folder, rows)
    except IntegrityError as error:
        if "fk_thing_parent" in str(error.orig):
            raise Unseen from error
        if TWINS not in str(error.orig):
            raise
        raise NamesTaken from error
    await record_each(work, "file.add", refs, folder=str(folder.ref.id))
    await note_edited_each(work, [ref.id for ref in refs])
    work.announce(ItemsAdded(folder.ref.id, tuple(ref.id for ref in refs), "file"))
