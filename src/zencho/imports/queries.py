"""Reading what imports left: what is known of an old folder, where an old path leads, the runs and their
notes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, Text, bindparam, func, select

from zencho.drive import rules
from zencho.drive.queries.nodes import list_above
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.gate.tables import Thing
from zencho.imports import shapes
from zencho.imports.counting import counts_of
from zencho.imports.old_paths import (
    MOST_NAMES,
    fold_path,
    is_path,
    known_part,
    list_guesses,
    list_whole,
    strip_marks,
)
from zencho.imports.rules import IMPORT_READ
from zencho.imports.tables import Import, Imported, ImportNote
from zencho.kernel.work import Work
from zencho.search.finding import Elsewhere

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What was brought before: the thing it became, and size and time at the source then."""

    thing_id: UUID
    size_bytes: int | None
    modified_ns: int | None


async def list_known(work: Work, old_folder: UUID) -> dict[UUID, Known]:
    """What an import brought from one old folder, by key; also what the actor does not see any more."""
    rows = await work.ask("SELECT * FROM import_known(%(folder)s)", folder=old_folder)
    return {row.key: Known(row.thing_id, row.size_bytes, row.modified_ns) for row in rows}


async def list_taken(work: Work, folder: UUID, name_keys: Sequence[str]) -> dict[str, UUID]:
    """Which of these names are borne in a folder, seen or unseen, and by what."""
    statement = "SELECT * FROM import_taken(%(folder)s, %(keys)s)"
    return {
        row.name_key: row.thing_id for row in await work.ask(statement, folder=folder, keys=list(name_keys))
    }


async def find_seen(work: Work, ids: Sequence[UUID]) -> dict[UUID, Node]:
    """Those of the things that the actor may read, as they are now."""
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    nodes = await work.db.scalars(select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause))
    return {node.thing_id: node for node in nodes}


async def find_came_as(work: Work, keys: Sequence[UUID]) -> dict[UUID, str | None]:
    """The hashes with which files came, by key, of those whose things were opened."""
    rows = await work.db.execute(select(Imported.key, Imported.sha256).where(Imported.key.in_(keys)))
    return {row.key: row.sha256 for row in rows}


async def list_old_paths(work: Work, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Where things lay in old shares, for those the actor may read; others and those without are left out."""
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    found = await work.db.execute(
        select(Imported.key, Imported.thing_id, Imported.old_path)
        .join(Thing, Thing.id == Imported.thing_id)
        .where(seen.clause)
        .order_by(Imported.thing_id, Imported.old_path)
    )
    rows = found.all()
    names = await _count_known_names(work, [row.key for row in rows])
    paths: dict[UUID, list[str]] = {}
    for row in rows:
        paths.setdefault(row.thing_id, []).append(known_part(row.old_path, names[row.key]))
    return paths


async def _count_known_names(work: Work, keys: Sequence[UUID]) -> dict[UUID, int | None]:
    """How many names at the end of an old path the actor may know, by key: its own, and those of the folders
    above as far up as they see them without a gap; None where that is all the way."""
    above = await work.ask("SELECT * FROM import_above(%(keys)s)", keys=list(keys))
    seen = (await gate.visible_of(work, rules.THING_READ, {row.thing_id for row in above})).ids
    names: dict[UUID, int | None] = dict.fromkeys(keys, 0)
    for row in above:  # from the thing itself upward
        if names[row.start] == row.depth and row.thing_id in seen:
            names[row.start] = None if row.is_top else row.depth + 1
    return names


async def find_by_old_path(work: Work, typed: str) -> list[Elsewhere]:
    """What lay at this path of an old share, or where a piece of one leads; the folder where only that
    came."""
    typed = strip_marks(typed)
    asked = fold_path(typed)
    if not is_path(typed) or len(asked.segments) > MOST_NAMES:
        return []
    for guess in list_guesses(asked):
        ids = await _at(work, [guess.text]) or await _piece(work, guess.text, list_whole(guess))
        found = await _shown(work, ids, guess.text)
        if found:
            return found
    # Nothing of that name came: the nearest folder above that did.
    above = ["\\".join(asked.segments[:end]) for end in range(len(asked.segments) - 1, 0, -1)]
    return (await _shown(work, await _at(work, above), ""))[:1]


async def _at(work: Work, keys: Sequence[str]) -> list[UUID]:
    at = func.import_find_at(bindparam(None, list(keys), ARRAY(Text)), work.now, _LOOKED_AT)
    return list(await work.db.scalars(select(at)))


async def _piece(work: Work, piece: str, ways: Sequence[Sequence[str]]) -> list[UUID]:
    for whole in ways:
        names = bindparam(None, list(whole), ARRAY(Text))
        found = list(
            await work.db.scalars(select(func.import_find_piece(piece, names, work.now, _LOOKED_AT)))
        )
        if found:
            return found
    return []


async def _shown(work: Work, ids: Sequence[UUID], piece: str) -> list[Elsewhere]:
    """Those that the actor may read, where the piece stands in what they may know of the path; who asks for
    the whole path knows it already."""
    if not ids:
        return []
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    matching = await work.db.execute(
        select(Imported.key, Imported.thing_id, Imported.old_path, Imported.path_key, Thing.kind)
        .join(Thing, Thing.id == Imported.thing_id)
        .where(seen.clause, Imported.path_key.contains(piece, autoescape=True))
    )
    rows = matching.all()
    names = await _count_known_names(work, [row.key for row in rows])
    found = {}
    for row in rows:
        known = known_part(row.old_path, names[row.key])
        if row.path_key == piece or piece in fold_path(known).text:
            found[row.thing_id] = Elsewhere(row.thing_id, row.kind, known)
    return [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]


async def list_imports(work: Work) -> list[shapes.Run]:
    """Runs into what the actor manages, the latest first."""
    places = select(func.import_places())
    seen = await gate.visible(work, IMPORT_READ, Thing.id.in_(places))
    rows = await work.db.execute(
        select(Import, Node.name)
        .join(Thing, Thing.id == Import.thing_id)
        .join(Node, Node.thing_id == Import.thing_id)
        .where(seen.clause)
        .order_by(Import.started_at.desc(), Import.id)
        .limit(200)
    )
    return [_run(work, row.Import, name=row.name, old_root=row.Import.old_root) for row in rows]


async def list_numbers(opened: Opened[UUID, Literal["import.count"]]) -> list[shapes.Run]:
    """All runs for an administrator, without names and paths of what she does not see."""
    rows = await opened.work.ask("SELECT * FROM import_numbers()")
    return [_run(opened.work, row, name=None, old_root=None) for row in rows]


async def open_import(work: Work, run: UUID) -> Opened[Node, Literal["import.read"]]:
    """The folder that a run went into. Raises Unseen, also where there is no such run."""
    seen = await gate.visible(work, IMPORT_READ, Thing.id.in_(select(func.import_places())))
    into = select(Import.thing_id).join(Thing, Thing.id == Import.thing_id)
    found = await work.db.scalar(into.where(Import.id == run, seen.clause))
    return await gate.open(work, IMPORT_READ, found or run)


async def list_notes(
    opened: Opened[Node, Literal["import.read"]], run: UUID, *, after: int, limit: int, reason: str | None
) -> shapes.NotePage:
    """What a run has to tell, in its order, behind number `after`."""
    mine = select(ImportNote).where(ImportNote.import_id == run)
    if reason is not None:
        mine = mine.where(ImportNote.reason == reason)
    rows = (
        await opened.work.db.scalars(
            mine.where(ImportNote.number > after).order_by(ImportNote.number).limit(limit + 1)
        )
    ).all()
    notes = [
        shapes.Note(number=row.number, old_path=row.old_path, reason=row.reason, detail=row.detail)
        for row in rows[:limit]
    ]
    return shapes.NotePage(notes=notes, next=notes[-1].number if len(rows) > limit else None)


def _run(work: Work, row: Any, *, name: str | None, old_root: str | None) -> shapes.Run:
    counts = counts_of(row.counts)
    # Whoever brings it may have been killed: then nobody says the end.
    is_lost = row.state == "running" and (work.now - row.seen_at).total_seconds() > shapes.LOST_SECONDS
    return shapes.Run(
        id=row.id,
        folder=row.thing_id if name is not None else None,
        folder_name=name,
        old_root=old_root,
        started_by=row.started_by,
        started_at=row.started_at,
        seen_at=row.seen_at,
        ended_at=row.ended_at,
        state="stopped" if is_lost else row.state,
        files_expected=row.files_expected,
        bytes_expected=row.bytes_expected,
        counts=shapes.CountsShown(
            folders=counts.folders,
            files=counts.files,
            size_bytes=counts.size_bytes,
            brought=counts.brought,
            brought_bytes=counts.brought_bytes,
            replaced=counts.replaced,
            same=counts.same,
            refused=counts.refused,
            reasons=dict(counts.reasons),
        ),
    )


async def list_shared_drives(work: Work, unit: UUID) -> list[Node]:
    """The shared drives of a unit that the actor may read."""
    roots = Thing.parent.is_(None) & (Thing.kind == "folder")
    seen = await gate.visible(work, rules.THING_READ, roots)
    owned = (Node.root == "shared") & (Node.owner == unit)
    statement = select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause, owned)
    return list(await work.db.scalars(statement.order_by(Node.sort_key)))


async def is_in_drive(work: Work, id_: UUID, drives: Collection[UUID]) -> bool:
    """Whether a thing is one of these drives, or lies in one."""
    above = (await list_above(work, [id_]))[id_]
    return id_ in drives or any(each in drives for each in above)


async def count_people_of(work: Work, principals: Collection[int]) -> int:
    """How many different people these principals stand for now."""
    [row] = await work.ask(
        "SELECT count(DISTINCT person) FROM reach WHERE container = ANY (%(principals)s::integer[])"
        " AND starts <= %(now)s AND %(now)s < ends",
        principals=sorted(principals),
        now=work.now,
    )
    return int(row[0])
