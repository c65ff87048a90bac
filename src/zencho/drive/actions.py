"""Acts on what lies in the drive. Each takes the opened thing, writes its entry in the audit record and
announces what lists and open pages must hear."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, Update, Uuid, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.events import AccessAnswered, AccessAsked, ItemAdded, ItemChanged, ItemRemoved
from zencho.drive.names import NameTaken, clean_name, keys_of
from zencho.drive.problems import KeptByOthers, LabelOnlyRises, NoSuchUnit, NotInBin, RootStays
from zencho.drive.queries.nodes import (
    find_anchor_known_under,
    find_free_name,
    is_same_drive,
    list_living_above,
    list_overdue,
    load_node,
)
from zencho.drive.tables import (
    FOLDER_RANK,
    OTHER_RANK,
    TWINS,
    AccessRequest,
    FreedBlob,
    Node,
    OwnDrive,
    Recent,
)
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.belonging import find_principal
from zencho.gate.opening import Opened, open_wall
from zencho.gate.permissions import KINDS, Role
from zencho.gate.tables import Thing
from zencho.gate.trying import attempt
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

Folder = Opened[Node, Literal["folder.add"]]
BIN_DAYS = 30
KEPT_AFTER_FREED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when something was made, where that is not here and now (the sample city)."""

    by: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file as they were kept."""

    blob_id: UUID
    size_bytes: int
    sha256: str
    media_type: str


async def ensure_own_drive(opened: Opened[UUID, Literal["drive.read"]]) -> UUID:
    """The root of the actor's own drive, made on first need -> its id."""
    work = opened.work
    return await add_own_drive(work, opened.thing, opened.standing.person)


async def add_own_drive(work: Work, person: UUID, principal: int) -> UUID:
    """The root of a person's own drive -> its id; made where it was not there."""
    id_ = new_id()
    mine = upsert(OwnDrive).values(person=principal, thing_id=id_).on_conflict_do_nothing()
    if (await work.db.execute(mine.returning(OwnDrive.person))).first() is None:
        found = await work.db.scalar(select(OwnDrive.thing_id).where(OwnDrive.person == principal))
        assert found is not None  # the wall shows everybody their own row
        return found
    ref = Ref("folder", id_)
    anchor = await sharing.add_root(work, ref, grants=[(principal, Role.MANAGER)])
    await _insert_node(work, ref, anchor, name="", root="own", owner=person)
    await record(work, "drive.add", ref, owner=str(person))
    return id_


async def add_shared_drive(
    opened: Opened[UUID, Literal["drive.add"]],
    unit: UUID,
    *,
    name: str,
    role: Role = Role.EDITOR,
    managers: Sequence[UUID] = (),
    made: Made | None = None,
) -> UUID:
    """A shared drive owned by a unit, all of whom get `role`; `managers` (people, posts, groups) manage
    it, or the whole unit where there are none -> its id. Raises NameNotAllowed, NoSuchUnit."""
    work, ref = opened.work, Ref("folder", new_id())
    grants = [(await _principal(work, unit), role if managers else Role.MANAGER)]
    grants += [(await _principal(work, each), Role.MANAGER) for each in managers if each != unit]
    anchor = await sharing.add_root(work, ref, grants=grants)
    await _insert_node(work, ref, anchor, name=clean_name(name), root="shared", owner=unit, made=made)
    await record(work, "drive.add", ref, owner=str(unit))
    return ref.id


async def _principal(work: Work, ref: UUID) -> int:
    principal = await find_principal(work, ref)
    if principal is None:
        raise NoSuchUnit
    return principal.id


async def add_folder(folder: Folder, *, name: str, made: Made | None = None) -> Node:
    """A folder inside a folder. Raises NameTaken and what a name may raise."""
    return await add_node(folder, kind="folder", name=name, made=made)


async def add_file(folder: Folder, *, name: str, content: Content, made: Made | None = None) -> Node:
    """A file inside a folder; the bytes are kept already. Raises NameTaken and what a name may raise."""
    return await add_node(folder, kind="file", name=name, content=content, made=made)


async def add_node(
    folder: Folder,
    *,
    kind: str,
    name: str,
    id_: UUID | None = None,
    content: Content | None = None,
    made: Made | None = None,
) -> Node:
    """Something of any kind inside a folder, with the folder's label and rights.

    Raises NameTaken, NameNotAllowed, NameTooLong.
    """
    work, ref, cleaned = folder.work, Ref(kind, id_ or new_id()), clean_name(name)
    async with _no_twin(folder.work, folder.ref.id, cleaned, is_folder=kind == "folder"), attempt(work):
        anchor = await sharing.add_thing(folder, ref, own_anchor=kind == "folder")
        node = await _insert_node(
            work, ref, anchor, name=cleaned, folder=folder.ref.id, content=content, made=made
        )
    await record(work, f"{kind}.add", ref, folder=str(folder.ref.id))
    if kind != "folder":
        await note_edited(work, ref.id)
    work.announce(ItemAdded(folder.ref.id, ref.id, kind))
    return node


async def replace_file(
    opened: Opened[Node, Literal["file.replace"]], *, content: Content, made: Made | None = None
) -> Node:
    """Other bytes for a file; the old ones are freed."""
    work, old = opened.work, opened.thing.blob_id
    node = await _change(opened, asdict(content), made=made)
    if old is not None:
        await free_blobs(work, [old])
    await note_edited(work, node.thing_id)
    return node


async def rename(opened: Opened[Node, Literal["thing.rename"]], *, name: str) -> Node:
    """Another name. Raises NameTaken, RootStays (one's own drive has no name) and what a name may raise."""
    if opened.thing.root == "own":
        raise RootStays
    work, cleaned = opened.work, clean_name(name)
    values = {"name": cleaned} | asdict(keys_of(cleaned))
    is_folder = opened.ref.kind == "folder"
    async with _no_twin(work, opened.thing.folder, cleaned, is_folder=is_folder), attempt(work):
        return await _change(opened, values)


async def set_label(
    opened: Opened[Node, Literal["thing.label"]], *, label: int, made: Made | None = None
) -> Node:
    """Another label. Raises LabelOnlyRises for whoever does not manage the sharing."""
    if label < opened.label and opened.role < Role.MANAGER:
        raise LabelOnlyRises
    await sharing.set_label(opened, label)
    return await _change(opened, {}, made=made, label=label, before=opened.label)


async def move(opened: Opened[Node, Literal["thing.move"]], target: Folder) -> Node:
    """Into another folder, with all inside it.

    To another drive only whoever manages the thing may move it, for others lose it. Raises InsideItself,
    NameTaken, RootStays, and what the gate raises for `thing.share`.
    """
    work, before, node = opened.work, opened.thing.folder, opened.thing
    if before is None:
        raise RootStays
    if before == target.ref.id:
        return node
    if not await is_same_drive(work, opened.ref.id, target.ref.id):
        await gate.open(work, rules.THING_SHARE, opened.ref.id)
    known_under = await find_anchor_known_under(work, opened.ref.id)
    async with _no_twin(work, target.ref.id, node.name, is_folder=node.kind == "folder"), attempt(work):
        await sharing.move(opened, target)
        before = (await load_node(work, opened.ref.id)).folder or before
        await _write(opened, {"folder": target.ref.id, "revision": Node.revision + 1})
    await record(work, "thing.move", opened.ref, folder=str(target.ref.id), before=str(before))
    work.announce(ItemRemoved(before, opened.ref.id, opened.ref.kind, known_under))
    work.announce(ItemAdded(target.ref.id, opened.ref.id, opened.ref.kind))
    return await load_node(work, opened.ref.id)


async def delete_folder(opened: Opened[Node, Literal["folder.delete"]]) -> None:
    """Into the bin, with all inside. Raises RootStays."""
    await _put_into_bin(opened)


async def delete_thing(opened: Opened[Node, Literal["thing.delete"]]) -> None:
    """A file or document into the bin; folders have an act of their own."""
    await _put_into_bin(opened)


async def _put_into_bin(opened: Opened[Node, Any]) -> None:
    work = opened.work
    if opened.thing.folder is None:
        raise RootStays
    await sharing.set_binned(opened, binned=True)
    folder = (await load_node(work, opened.ref.id)).folder
    assert folder is not None  # what lies in a folder never becomes a root
    await _write(opened, {"binned_at": work.now, "binned_by": work.actor.id})
    await record(work, f"{opened.ref.kind}.delete", opened.ref, folder=str(folder))
    work.announce(ItemRemoved(folder, opened.ref.id, opened.ref.kind))


async def restore(opened: Opened[Node, Literal["thing.restore"]]) -> Node:
    """Out of the bin: to where it lay, or the nearest folder above that lives; under a free name where
    a twin came meanwhile. Raises NotInBin, NameTaken, and what the gate raises for `folder.add`."""
    work, node, id_ = opened.work, opened.thing, opened.ref.id
    if node.binned_at is None or node.folder is None:
        raise NotInBin
    target = await gate.open(work, rules.FOLDER_ADD, (await list_living_above(work, id_))[0])
    before, name = node.folder, await _free_in(work, target.ref.id, node)
    values: dict[str, Any] = {"name": name, "folder": target.ref.id, "binned_at": None, "binned_by": None}
    async with _no_twin(work, target.ref.id, name, is_folder=node.kind == "folder"), attempt(work):
        await sharing.set_binned(opened, binned=False)
        if target.ref.id != before:
            await sharing.move(opened, target)
        await _write(opened, values | asdict(keys_of(name)))
    await record(work, "thing.restore", opened.ref, folder=str(target.ref.id), before=str(before))
    work.announce(ItemAdded(target.ref.id, id_, opened.ref.kind))
    return await load_node(work, id_)


async def _free_in(work: Work, folder: UUID, node: Node) -> str:
    is_taken = await work.db.scalar(
        text("SELECT drive_free_name(:folder, :keys) IS NULL"), {"folder": folder, "keys": [node.name_key]}
    )
    if not is_taken:
        return node.name
    free = await find_free_name(work, folder, node.name, is_folder=node.kind == "folder")
    if free is None:
        raise NameTaken(name=node.name, suggestion=None)
    return free


async def purge(opened: Opened[Node, Literal["thing.purge"]]) -> int:
    """For good, with all inside, whoever put it there -> how many things went.

    Each thing inside is asked for by itself. Raises KeptByOthers where one of them may not be purged by the
    actor; then nothing goes before the clock removes all of it (`empty_bin`).
    """
    work = opened.work
    below = await sharing.list_below(work, opened.ref.id)
    ids = [id_ for id_, _kind in below]
    inside = Thing.id == func.any(literal(ids, ARRAY(Uuid)))
    allowed = await gate.visible(work, rules.THING_PURGE, inside)
    if await work.db.scalar(select(Thing.id).where(inside, ~allowed.clause).limit(1)):
        raise KeptByOthers
    await open_wall(work, read=(), write=allowed.roles)
    by_kind: dict[str, list[UUID]] = {}
    for id_, kind in below:
        by_kind.setdefault(kind, []).append(id_)
    for kind, each in by_kind.items():
        purge_content = KINDS[kind].purge
        if purge_content is not None:
            await purge_content(work, each)
    await work.db.execute(delete(Node).where(Node.thing_id.in_(ids)))
    await sharing.drop(work, ids)
    await record(work, "thing.purge", opened.ref, count=len(ids))
    if opened.thing.folder is not None:
        work.announce(ItemRemoved(opened.thing.folder, opened.ref.id, opened.ref.kind))
    return len(ids)


async def purge_files(work: Work, ids: list[UUID]) -> None:
    """Free the bytes of files that go for good."""
    blobs = await work.db.scalars(select(Node.blob_id).where(Node.thing_id.in_(ids)))
    await free_blobs(work, [blob for blob in blobs if blob is not None])


async def free_blobs(work: Work, blobs: Sequence[UUID]) -> None:
    """Nothing points at these bytes any more; they go a day later."""
    if blobs:
        freed = [{"blob_id": blob, "at": work.now} for blob in blobs]
        await work.db.execute(upsert(FreedBlob).on_conflict_do_nothing(), freed)


async def remove_freed(work: Work) -> None:
    """Remove bytes freed more than a day ago, for the clock."""
    overdue = FreedBlob.at < work.now - KEPT_AFTER_FREED
    for blob in await work.db.scalars(delete(FreedBlob).where(overdue).returning(FreedBlob.blob_id)):
        await work.database.blobs.remove(blob)


async def empty_bin(work: Work) -> None:
    """Purge what lay in the bin for BIN_DAYS, for the clock."""
    before = work.now - timedelta(days=BIN_DAYS)
    for id_ in await list_overdue(work, before=before, limit=200):
        with suppress(gate.Unseen):  # gone with the folder it lay in
            await purge(await gate.open(work, rules.THING_PURGE, id_))


async def note_opened(opened: Opened[Any, Any]) -> None:
    """Remember for the actor that they opened it, and write it down: opening content is audited."""
    await _note(opened.work, opened.ref.id, "opened_at")
    await record(opened.work, f"{opened.ref.kind}.open", opened.ref)


async def note_edited(work: Work, id_: UUID) -> None:
    """Remember for the actor that they edited it."""
    await _note(work, id_, "edited_at")


async def _note(work: Work, id_: UUID, column: Literal["opened_at", "edited_at"]) -> None:
    principal = gate.actor_of(work).principal
    if not principal:
        return
    values = {column: work.now, "at": work.now}
    mine = upsert(Recent).values(person=principal, thing_id=id_, **values)
    await work.db.execute(mine.on_conflict_do_update(index_elements=["person", "thing_id"], set_=values))


async def touch(opened: Opened[Any, Any], *, by: UUID, at: datetime) -> None:
    """A thing whose content lives elsewhere was edited: its row and the editor's list say so.

    Its revision stays: whoever renames it meanwhile changes nothing that was typed.
    """
    work, id_ = opened.work, opened.ref.id
    statement = _update(id_).where(Node.modified_at <= at).values(modified_by=by, modified_at=at)
    row = (await work.db.execute(statement.returning(Node.folder, Node.kind))).one_or_none()
    editor = await find_principal(work, by)
    if editor is not None:
        edit = {"editor": editor.id, "thing": id_, "at": at}
        await work.db.execute(text("SELECT drive_note_edited(:editor, :thing, :at)"), edit)
    if row is not None:
        work.announce(ItemChanged(row.folder, id_, row.kind))


async def ask_access(
    opened: Opened[UUID, Literal["access.ask"]],
    thing_id: UUID,
    *,
    reason: str,
    role: Role,
    until: datetime | None,
) -> None:
    """Ask those who manage a thing to be let in. The same statements run whether it exists or not.

    Asking again words the waiting request anew and rings nobody twice.
    """
    work, request_id = opened.work, new_id()
    person, principal = opened.thing, opened.standing.person
    wanted = select(
        literal(request_id),
        Thing.id,
        Thing.anchor,
        literal(person),
        literal(principal),
        literal(int(role)),
        literal(reason),
        literal(until, AccessRequest.until.type),
        literal(work.now),
    ).where(Thing.id == thing_id, Thing.kind.in_(rules.IN_DRIVE))
    columns = ["id", "thing_id", "anchor", "person", "principal", "role", "reason", "until", "asked_at"]
    statement = upsert(AccessRequest).from_select(columns, wanted)
    again = {name: statement.excluded[name] for name in ("role", "reason", "until")}
    row = (
        await work.db.execute(
            statement.on_conflict_do_update(
                index_elements=["thing_id", "principal"],
                index_where=AccessRequest.granted.is_(None),
                set_=again,
            ).returning(AccessRequest.id)
        )
    ).one_or_none()
    # Written down alike for what exists and what does not: the record is no oracle either.
    await record(work, "access.ask", Ref("thing", thing_id), role=int(role))
    if row is not None and row.id == request_id:
        work.announce(AccessAsked(thing_id, request_id, person))


async def answer_request(
    opened: Opened[Node, Literal["thing.share"]],
    request: AccessRequest,
    *,
    grant: bool,
    role: Role | None = None,
    ends: datetime | None = None,
) -> None:
    """Let the person in with `role` (as asked where None) until `ends`, or decline."""
    work = opened.work
    if grant:
        await sharing.give(opened, request.principal, role or Role(request.role), ends=ends or request.until)
        work.announce(ItemChanged(opened.thing.folder, opened.ref.id, opened.ref.kind))
    answered = {"granted": grant, "answered_at": work.now, "answered_by": work.actor.id}
    await work.db.execute(update(AccessRequest).where(AccessRequest.id == request.id).values(answered))
    await record(work, "access.grant" if grant else "access.decline", opened.ref, person=str(request.person))
    work.announce(
        AccessAnswered(opened.ref.kind, opened.ref.id, request.id, request.person, work.actor.id, grant)
    )


async def _change(
    opened: Opened[Node, Any], values: Mapping[str, Any], *, made: Made | None = None, **detail: Any
) -> Node:
    work, stamp = opened.work, made or Made(opened.work.actor.id, opened.work.now)
    changed = {"modified_by": stamp.by, "modified_at": stamp.at, "revision": Node.revision + 1}
    await _write(opened, changed | dict(values))
    await record(work, opened.permission.name, opened.ref, **detail)
    work.announce(ItemChanged(opened.thing.folder, opened.ref.id, opened.ref.kind))
    return await load_node(work, opened.ref.id)


async def _insert_node(
    work: Work,
    ref: Ref,
    anchor: int,
    *,
    name: str,
    folder: UUID | None = None,
    root: str | None = None,
    owner: UUID | None = None,
    content: Content | None = None,
    made: Made | None = None,
) -> Node:
    stamp = made or Made(work.actor.id, work.now)
    values: dict[str, Any] = {
        "thing_id": ref.id,
        "anchor": anchor,
        "kind": ref.kind,
        "folder": folder,
        "root": root,
        "owner": owner,
        "rank": FOLDER_RANK if ref.kind == "folder" else OTHER_RANK,
        "name": name,
        "created_by": stamp.by,
        "created_at": stamp.at,
        "modified_by": stamp.by,
        "modified_at": stamp.at,
    }
    kept = {} if content is None else asdict(content)
    await work.db.execute(insert(Node).values(values | asdict(keys_of(name)) | kept))
    return await load_node(work, ref.id)


@asynccontextmanager
async def _no_twin(work: Work, folder: UUID | None, name: str, *, is_folder: bool) -> AsyncIterator[None]:
    """Say NameTaken, with a free name, where the index of twins refuses; Unseen, where the folder went."""
    try:
        yield
    except IntegrityError as error:
        if "fk_thing_parent" in str(error.orig):
            raise gate.Unseen from error
        if folder is None or TWINS not in str(error.orig):
            raise
        suggestion = await find_free_name(work, folder, name, is_folder=is_folder)
        raise NameTaken(name=name, suggestion=suggestion) from error


async def _write(opened: Opened[Node, Any], values: Mapping[str, Any]) -> None:
    """Change the row of an opened thing. Raises Unseen where it was moved behind the wall, or is gone."""
    statement = _update(opened.ref.id).values(dict(values)).returning(Node.thing_id)
    if (await opened.work.db.execute(statement)).first() is None:
        raise gate.Unseen


def _update(id_: UUID) -> Update:
    # What was read stays as it was read: nodes are looked at again where an act answers with them.
    return update(Node).where(Node.thing_id == id_).execution_options(synchronize_session=False)
