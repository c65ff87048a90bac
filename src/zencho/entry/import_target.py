"""What the words of `zencho import-folder` mean: who acts, into which folder, and the list of old rights."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from zencho.drive import rules
from zencho.drive.actions.drives import add_shared_drive
from zencho.drive.actions.things import Folder, add_folder
from zencho.drive.names import clean_name, twin_key
from zencho.gate import opening as gate
from zencho.gate.actors import AnyActor, Person, System
from zencho.imports import queries
from zencho.imports.acl import MapUnreadable, OldRights, read_rights
from zencho.imports.bringing import NOWHERE
from zencho.imports.old_paths import fold_path
from zencho.kernel.errors import Problem
from zencho.kernel.ids import new_id
from zencho.kernel.starting import CannotStart
from zencho.kernel.work import Database, Work
from zencho.people.queries.exactly import Named, list_named
from zencho.people.rules import AGENCY


class ImportFault(CannotStart):
    """Something stands against an import; `code` says what."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(**params)
        self.code = code  # type: ignore[misc]


class SourceNotReadable(CannotStart):
    """The old share is not there, or does not answer."""


class ImportRuns(CannotStart):
    """Another import runs on this server."""


@dataclass(frozen=True, slots=True)
class Target:
    """The folder that everything goes into."""

    ref: UUID
    anchor: int


async def find_actor(database: Database, number: str) -> Person:
    """The person of a 職員番号, as one who did not sign in: what asks for a passkey is closed. Raises
    ImportFault."""
    async with database.work(System("import")) as work:
        found = [each for each in (await list_named(work, [number]))[number] if each.kind == "person"]
    if len(found) != 1:
        raise ImportFault("import_no_person", number=number)
    # No session stands behind it; the record shows one number for all that this command does.
    return Person(found[0].id, found[0].principal, new_id())


async def find_target(
    database: Database, actor: AnyActor, unit: str, into: str | None, *, is_sharing: bool, is_dry: bool
) -> Target:
    """The folder; what is missing of it is made, or is NOWHERE in a dry run. Raises ImportFault."""
    async with database.work(actor) as work:
        try:
            id_, nearest = await _find(work, unit, into, is_dry=is_dry)
            anchor = 0
            if nearest != NOWHERE:
                anchor = (await gate.open(work, rules.FOLDER_ADD, nearest)).anchor
            if is_sharing and nearest != NOWHERE:
                # Asked before anything comes: a closed folder must never come as an open one.
                await gate.open(work, rules.THING_SHARE, nearest)
        except (gate.Unseen, gate.Refused) as problem:
            raise ImportFault("import_refused") from problem
        except Problem as problem:
            raise ImportFault("import_no_folder", folder=into or "") from problem
        return Target(id_, anchor)


async def _find(work: Work, unit: str, into: str | None, *, is_dry: bool) -> tuple[UUID, UUID]:
    """-> the folder, and the nearest that is there."""
    named = [each for each in (await list_named(work, [unit]))[unit] if each.kind == "unit"]
    if len(named) != 1:
        code = "import_several_units" if named else "import_no_unit"
        raise ImportFault(code, unit=unit, count=len(named))
    drives = await queries.list_shared_drives(work, named[0].id)
    id_ = _uuid(into or "")
    if id_ is not None:
        if not await queries.is_in_drive(work, id_, [drive.thing_id for drive in drives]):
            raise ImportFault("import_no_folder", folder=into)
        return id_, id_
    if len(drives) > 1:
        raise ImportFault("import_several_drives", unit=unit, count=len(drives))
    at = drives[0].thing_id if drives else await _add_drive(work, named[0], is_dry=is_dry)
    nearest = at
    for name in [each for each in (into or "").replace("\\", "/").split("/") if each.strip()]:
        if at != NOWHERE:
            nearest = at
            at = await _go_into(work, at, name, is_dry=is_dry)
    return at, nearest if at == NOWHERE else at


async def _add_drive(work: Work, unit: Named, *, is_dry: bool) -> UUID:
    agency = await gate.open(work, rules.DRIVE_ADD, AGENCY)
    return NOWHERE if is_dry else await add_shared_drive(agency, unit.id, name=unit.name)


async def _go_into(work: Work, above: UUID, name: str, *, is_dry: bool) -> UUID:
    folder: Folder = await gate.open(work, rules.FOLDER_ADD, above)
    key = twin_key(clean_name(name))
    found = (await queries.list_taken(work, above, [key])).get(key)
    if found is not None or is_dry:
        return found or NOWHERE
    return (await add_folder(folder, name=name)).thing_id


def read_map(file: Path, old_root: str) -> OldRights:
    """The list of old rights. Raises ImportFault, with the line that is not clear."""
    try:
        return read_rights(file.read_bytes(), fold_path(old_root))
    except OSError as error:
        raise ImportFault("import_no_map", file=file, reason=error.strerror) from error
    except MapUnreadable as error:
        raise ImportFault("import_map_unclear", file=file, line=error.line, value=error.value) from error


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
