"""Uploads: begun, moved on as their bytes become durable, ended by what they become, or given up.

Who may is asked each time of what it goes into: at the beginning, while bytes come, and at the end.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select, text, update

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.actions import content as contents
from zencho.drive.actions import things
from zencho.drive.actions.content import Replacing, free_blobs
from zencho.drive.actions.rows import Content
from zencho.drive.actions.things import Folder
from zencho.drive.growing import NOTHING_SHA256
from zencho.drive.names import clean_name
from zencho.drive.problems import TooMuchUnderWay, UploadMoved, UploadTooLarge
from zencho.drive.queries.nodes import find_same_file, refuse_twin
from zencho.drive.queries.room import expect_room
from zencho.drive.queries.uploads import Own, count_under_way
from zencho.drive.tables import Node, Upload
from zencho.gate import opening as gate
from zencho.kernel.errors import Stale
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

MOST_UNDER_WAY = 1_000
KEPT_UNFINISHED, KEPT_FINISHED = timedelta(days=7), timedelta(days=1)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How large a file may be, and how much one person may have under way."""

    file_gib: float
    under_way_gib: float


@dataclass(frozen=True, slots=True)
class Announced:
    """What the client says is coming."""

    name: str
    size_bytes: int
    metadata: str = ""
    revision: int | None = None
    based_on: int | None = None


async def begin_upload(
    own: Own, target: Folder | Replacing, announced: Announced, limits: UploadLimits
) -> Upload:
    """Begin one into a folder, or in the place of a file's bytes.

    Raises UploadTooLarge, DriveFull, TooMuchUnderWay, NameTaken, Stale, and what a name may raise.
    """
    work, size = own.work, announced.size_bytes
    if size > limits.file_gib * 2**30:
        raise UploadTooLarge(limit_gib=limits.file_gib)
    await expect_room(work, target.ref.id, size)
    # Requests at the same moment do not see each other: a few files more than the limit do no harm.
    under_way = await count_under_way(own)
    if under_way.count >= MOST_UNDER_WAY or under_way.size_bytes + size > limits.under_way_gib * 2**30:
        raise TooMuchUnderWay(limit_gib=limits.under_way_gib, limit_count=MOST_UNDER_WAY)
    upload = Upload(
        id=new_id(),
        person=own.standing.person,
        target=target.ref.id,
        replaces=target.ref.kind == "file",
        revision=announced.revision,
        based_on=announced.based_on,
        name=await _check_name(target, announced),
        metadata_told=announced.metadata,
        size_bytes=size,
        offset_bytes=0,
        sha256=NOTHING_SHA256,
        blob_id=uuid4(),
        begun_at=work.now,
        expires_at=work.now + KEPT_UNFINISHED,
    )
    work.db.add(upload)
    await work.db.flush()
    await record(work, "upload.begin", target.ref, upload=str(upload.id))
    return upload


async def _check_name(target: Folder | Replacing, announced: Announced) -> str:
    if target.ref.kind == "file":
        if announced.revision is not None and announced.revision != target.thing.revision:
            raise Stale(revision=target.thing.revision)
        return target.thing.name
    name = clean_name(announced.name)
    await refuse_twin(target.work, target.ref.id, name, unless_size=announced.size_bytes)
    return name


async def open_target(work: Work, upload: Upload) -> Folder | Replacing:
    """What it goes into, asked anew. Raises what the gate raises, and Stale where others changed the file."""
    if not upload.replaces:
        return await gate.open(work, rules.FOLDER_ADD, upload.target)
    target = await gate.open(work, rules.FILE_REPLACE, upload.target)
    if upload.revision is not None and upload.revision != target.thing.revision:
        raise Stale(revision=target.thing.revision)
    return target


async def move_on(own: Own, upload: Upload, *, before: int, offset_bytes: int, sha256: str) -> None:
    """These bytes are durable. Raises UploadMoved where it does not stand at `before` any more."""
    work = own.work
    statement = (
        update(Upload)
        .where(Upload.id == upload.id, Upload.offset_bytes == before, Upload.made.is_(None))
        .values(offset_bytes=offset_bytes, sha256=sha256, expires_at=work.now + KEPT_UNFINISHED)
        .returning(Upload.id)
    )
    if (await work.db.execute(statement.execution_options(synchronize_session=False))).first() is None:
        raise UploadMoved


async def rename_upload(own: Own, upload: Upload, name: str) -> None:
    """Another name than the one that was taken meanwhile. Raises NameTaken and what a name may raise."""
    cleaned = clean_name(name)
    if not upload.replaces and upload.made is None and cleaned != upload.name:
        await refuse_twin(own.work, upload.target, cleaned, unless_size=upload.size_bytes)
        upload.name = cleaned
        await own.work.db.flush()


async def finish_upload(
    own: Own, upload: Upload, *, media_type: str, target: Folder | Replacing | None = None
) -> UUID:
    """All bytes are there: make of them what they are to be -> its id. Done twice it is done once.

    Loaded with its lock; `target` where this transaction has opened it already. Raises NameTaken, Stale,
    DriveFull and what the gate raises; it may be tried again.
    """
    if upload.made is not None:
        return upload.made
    work, blob_id = own.work, upload.blob_id
    assert blob_id is not None  # only what was made has none
    target = target or await open_target(work, upload)
    content = Content(blob_id, upload.size_bytes, upload.sha256, media_type)
    if upload.replaces:
        done = await contents.replace_file(target, content=content, based_on=upload.based_on)  # type: ignore[arg-type]
        node, upload.outcome, upload.as_version = done.node, done.outcome, done.version
    else:
        node = await add_once(target, upload.name, content)  # type: ignore[arg-type]
    upload.made, upload.blob_id = node.thing_id, None
    upload.expires_at = work.now + KEPT_FINISHED
    await work.db.flush()
    return node.thing_id


async def add_once(folder: Folder, name: str, content: Content) -> Node:
    """A file; or the one that holds these very bytes under this very name, and then these are freed."""
    same = await find_same_file(folder.work, folder.ref.id, name, content.sha256)
    if same is None:
        return await things.add_file(folder, name=name, content=content)
    await free_blobs(folder.work, [content.blob_id])
    return same


async def cancel_upload(own: Own, upload: Upload) -> UUID | None:
    """Give it up -> the blob whose bytes may go after the commit."""
    work = own.work
    await work.db.execute(delete(Upload).where(Upload.id == upload.id))
    await record(work, "upload.cancel", Ref("folder" if not upload.replaces else "file", upload.target))
    return upload.blob_id


async def forget_uploads(work: Work) -> bool:
    """Give up what nobody went on with, for the clock -> whether more is due."""
    statement = select(text("upload_id, blob_id")).select_from(text("drive_forget_uploads(:before, :most)"))
    gone = (await work.db.execute(statement, {"before": work.now, "most": _BATCH})).all()
    for row in gone:
        await record(work, "upload.expire", Ref("upload", row.upload_id))
    await free_blobs(work, [row.blob_id for row in gone if row.blob_id is not None])
    return len(gone) == _BATCH
