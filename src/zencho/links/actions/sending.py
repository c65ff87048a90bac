"""What the holder of a receive link does: begins, lets files arrive, and sends them off.

Nothing of it is in the folder before it was sent; then all of it is, in a folder of its own.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text

from zencho.audit.record import record
from zencho.drive.actions import content as contents
from zencho.drive.actions import things
from zencho.drive.actions.rows import Content, Made, Received
from zencho.drive.names import mend_name
from zencho.drive.problems import DriveFull
from zencho.drive.queries import room
from zencho.gate import opening as gate
from zencho.gate.actors import Sender
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.work import Work
from zencho.links import shapes
from zencho.links.events import FilesHeld, FilesReceived, LinksChanged
from zencho.links.naming import NAMELESS, draw_number, name_reception, tell_apart
from zencho.links.problems import (
    AlreadySent,
    LinkClosed,
    NoRoomLeft,
    NothingToSend,
    TooManyFiles,
    UnknownFile,
)
from zencho.links.queries import receiving as queries
from zencho.links.queries.receiving import Held, Sent
from zencho.links.rules import FOLDER_SEND
from zencho.links.tables import ReceivedFile, ReceiveLink, Reception
from zencho.sessions.tokens import hash_of, new_token

MOST_FILES = 50  # in one sending
UNSENT_KEPT = timedelta(days=1)
_BATCH = 500


async def open_folder(work: Work, held: Held | None) -> Sent:
    """Ask the gate for the folder as whoever holds this. Raises LinkClosed, whatever the reason."""
    if held is None:
        raise LinkClosed
    await work.database.rename_actor(work, Sender((held.principal,), session_id=held.reception))
    try:
        return await gate.open(work, FOLDER_SEND, held.folder)
    except (gate.Unseen, gate.Refused):
        raise LinkClosed from None


async def open_link(folder: Sent, id_: UUID) -> ReceiveLink:
    """The link, where something may still come by it. Raises LinkClosed."""
    link = await queries.load_link(folder, id_)
    files, size_bytes = await queries.count_kept(folder, id_)
    if size_bytes >= link.most_bytes or (link.most_files is not None and files >= link.most_files):
        raise LinkClosed
    return link


async def begin_reception(folder: Sent, link: ReceiveLink) -> str:
    """Begin a sending -> the token its files come under."""
    work, id_, token = folder.work, new_id(), new_token()
    work.db.add(
        Reception(
            id=id_,
            link=link.id,
            thing_id=folder.ref.id,
            anchor=folder.anchor,
            token_hash=hash_of(token),
            begun_at=work.now,
        )
    )
    await work.db.flush()
    await record(work, "reception.begin", folder.ref, link=str(link.id), reception=str(id_))
    return token


async def expect_room(folder: Sent, held: Held, *, size_bytes: int) -> Reception:
    """Asked before the bytes come, and again with them. Raises LinkClosed where they are more than the link
    takes, TooManyFiles, AlreadySent, NoRoomLeft."""
    link, reception = await _open_unsent(folder, held)
    arrived = await queries.list_files(folder, reception.id)
    if len(arrived) >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    files, kept_bytes = await queries.count_kept(folder, link.id)
    if kept_bytes + size_bytes > link.most_bytes:
        raise LinkClosed
    if link.most_files is not None and files + len(arrived) >= link.most_files:
        raise TooManyFiles(most=link.most_files)
    try:
        # What has arrived lies in no drive before it is sent, and needs its room then.
        await room.expect_room(
            folder.work, folder.ref.id, size_bytes + sum(each.size_bytes for each in arrived)
        )
    except DriveFull:
        raise NoRoomLeft from None
    return reception


async def add_file(folder: Sent, held: Held, *, name: str, content: Content) -> ReceivedFile:
    """A file has arrived; its bytes are kept. Raises what `expect_room` raises."""
    work, reception = folder.work, await expect_room(folder, held, size_bytes=content.size_bytes)
    file = ReceivedFile(
        id=new_id(),
        reception=reception.id,
        thing_id=folder.ref.id,
        anchor=folder.anchor,
        name=mend_name(name, is_folder=False, otherwise=NAMELESS),
        size_bytes=content.size_bytes,
        sha256=content.sha256,
        media_type=content.media_type,
        blob_id=content.blob_id,
        at=work.now,
    )
    work.db.add(file)
    await work.db.flush()
    return file


async def remove_file(folder: Sent, held: Held, id_: UUID) -> None:
    """Take a file back before it was sent. Raises UnknownFile, AlreadySent."""
    work, (_, reception) = folder.work, await _open_unsent(folder, held)
    file = await work.db.scalar(
        select(ReceivedFile).where(ReceivedFile.id == id_, ReceivedFile.reception == reception.id)
    )
    if file is None:
        raise UnknownFile
    if file.blob_id is not None:
        await contents.free_blobs(work, [file.blob_id])
    await work.db.delete(file)
    await work.db.flush()


async def send(folder: Sent, held: Held, *, sender: str, is_scanned: bool = False) -> shapes.Receipt:
    """Put all that arrived into a folder of its own -> the receipt; asked again, the same receipt. Where it
    `is_scanned` nobody may open it before that; whoever sent it is told nothing of it.

    Raises NothingToSend, TooManyFiles, NoRoomLeft; what arrived waits on.
    """
    work = folder.work
    link = await queries.load_link(folder, held.link)
    reception = await queries.load_reception(folder, held.reception)
    arrived = await queries.list_files(folder, reception.id)
    if reception.sent_at is not None:
        return _receipt(reception, arrived)
    if not arrived:
        raise NothingToSend
    files, _ = await queries.count_kept(folder, link.id)
    if link.most_files is not None and files + len(arrived) > link.most_files:
        raise TooManyFiles(most=link.most_files)
    today = clock.day_of(work.now)
    reception.number, reception.sender, reception.sent_at = draw_number(today), sender, work.now
    try:
        asked_by = link.made_by if is_scanned else None
        reception.landed_in = await _land(folder, reception, arrived, asked_by)
    except DriveFull:
        raise NoRoomLeft from None
    await work.db.flush()
    await record(
        work,
        "reception.send",
        folder.ref,
        link=str(link.id),
        reception=str(reception.id),
        number=reception.number,
        files=len(arrived),
    )
    received = FilesReceived(folder.ref.id, reception.landed_in, reception.id, link.made_by, len(arrived))
    work.announce(FilesHeld(reception.landed_in) if is_scanned else received, LinksChanged(folder.ref.id))
    return _receipt(reception, arrived)


async def forget_unsent(work: Work) -> bool:
    """Forget what was begun and never sent, for the clock -> whether more is due."""
    before = work.now - UNSENT_KEPT
    asked = {"before": before, "most": _BATCH}
    return bool(await work.db.scalar(text("SELECT links_forget_unsent(:before, :most)"), asked) == _BATCH)


async def _open_unsent(folder: Sent, held: Held) -> tuple[ReceiveLink, Reception]:
    link = await queries.load_link(folder, held.link)
    reception = await queries.load_reception(folder, held.reception)
    if reception.sent_at is not None:
        raise AlreadySent
    return link, reception


async def _land(
    folder: Sent, reception: Reception, arrived: list[ReceivedFile], asked_by: UUID | None
) -> UUID:
    """`asked_by` is set where the files are held."""
    work = folder.work
    assert reception.sender is not None
    assert reception.number is not None
    made = Made(None, work.now, Received(reception.sender, reception.number))
    name = name_reception(reception.sender, reception.number, clock.day_of(work.now))
    node = await things.add_folder(folder, name=name, made=made)
    inside = await gate.open(work, FOLDER_SEND, node.thing_id)
    for file, free_name in zip(arrived, tell_apart([each.name for each in arrived]), strict=True):
        assert file.blob_id is not None
        content = Content(file.blob_id, file.size_bytes, file.sha256, file.media_type)
        if asked_by is None:
            await things.add_file(inside, name=free_name, content=content, made=made)
        else:
            await things.add_held_file(inside, name=free_name, content=content, made=made, asked_by=asked_by)
        file.blob_id = None
    return node.thing_id


def _receipt(reception: Reception, files: list[ReceivedFile]) -> shapes.Receipt:
    assert reception.number is not None
    assert reception.sent_at is not None
    assert reception.sender is not None
    return shapes.Receipt(
        number=reception.number,
        sent_at=reception.sent_at,
        sender=reception.sender,
        files=[show_file(each) for each in files],
    )


def show_file(file: ReceivedFile) -> shapes.SentFile:
    """A file as its sender is told of it."""
    return shapes.SentFile(id=file.id, name=file.name, size_bytes=file.size_bytes, sha256=file.sha256)
