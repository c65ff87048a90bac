"""What becomes of what is held: taken to be looked into, released, held for good, thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, func, select, text

from zencho.audit.record import record
from zencho.drive.actions.content import purge_files
from zencho.drive.events import ItemChanged, ItemRemoved
from zencho.drive.tables import HeldFile, Node
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.scanning.events import FilesScanned, ScannerAnswered, ScannerFellSilent
from zencho.scanning.rules import FILE_SCAN

TAKEN_FOR = timedelta(minutes=10)
LIMIT_ASKED_AGAIN = timedelta(days=1)  # somebody may have raised it meanwhile


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is looked into now."""

    id: UUID
    blob_id: UUID


@dataclass(frozen=True, slots=True)
class Answer:
    """What the scanner said: clean, too_large, or found: a `virus`."""

    said: Literal["clean", "too_large", "found"]
    virus: str | None = None


async def take_next(work: Work) -> Taken | None:
    """The next file that is due, for a while nobody else's; None where none is."""
    moments = {"now": work.now, "again": work.now + TAKEN_FOR}
    while (id_ := await work.db.scalar(text("SELECT scanning_take(:now, :again)"), moments)) is not None:
        try:
            opened = await gate.open(work, FILE_SCAN, id_)
        except (gate.Unseen, gate.Refused):
            continue
        assert opened.thing.blob_id is not None  # a file has bytes
        return Taken(id_, opened.thing.blob_id)
    return None


async def keep_answer(work: Work, taken: Taken, answer: Answer) -> None:
    """What was said of a file; safe to be told twice. One that is gone or was released is left alone."""
    try:
        opened = await gate.open(work, FILE_SCAN, taken.id)
    except (gate.Unseen, gate.Refused):
        return
    rows = {row.thing_id: row for row in await _lock_beside(opened)}
    held = rows.get(taken.id)
    if held is None or held.why == "found" or opened.thing.blob_id != taken.blob_id:
        return
    if held.silent_since is not None:
        await _note_answering(work)
    if answer.said == "clean":
        await work.db.execute(delete(HeldFile).where(HeldFile.thing_id == taken.id))
        await sharing.release(opened)
        await record(work, "scan.clean", opened.ref)
    elif answer.said == "found":
        held.why, held.virus, held.silent_since = "found", answer.virus, None
        await record(work, "scan.find", opened.ref, virus=answer.virus)
    else:
        held.why, held.silent_since, held.due_at = "too_large", None, work.now + LIMIT_ASKED_AGAIN
        await record(work, "scan.exceed", opened.ref)
    await work.db.flush()
    work.announce(ItemChanged(opened.thing.folder, taken.id, opened.ref.kind))
    await _tell_when_settled(work, opened.thing, held.asked_by)


async def note_silence(work: Work) -> None:
    """Nothing answers. Whoever sees what waits is shown so, and administrators are told once."""
    rows = (await work.db.execute(text("SELECT * FROM scanning_silent(:now)"), {"now": work.now})).all()
    work.announce(*(ItemChanged(row.folder, row.thing, "file") for row in rows))
    work.announce(*(ScannerFellSilent(since) for since in sorted({row.since.isoformat() for row in rows})))


async def discard(opened: Opened[Node, Literal["file.discard"]]) -> None:
    """Gone for good, without lying in the bin first, where it would be restored from."""
    work, node = opened.work, opened.thing
    rows = {row.thing_id: row for row in await _lock_beside(opened)}
    held = rows[opened.ref.id]
    await purge_files(work, [node.thing_id])
    await work.db.execute(delete(Node).where(Node.thing_id == node.thing_id))
    await sharing.drop(work, [node.thing_id])
    await record(work, "file.discard", opened.ref, virus=held.virus)
    assert node.folder is not None  # a file lies in one
    work.announce(ItemRemoved(node.folder, node.thing_id, opened.ref.kind))
    await _tell_when_settled(work, node, held.asked_by)


async def _note_answering(work: Work) -> None:
    rows = (await work.db.execute(text("SELECT * FROM scanning_answers(:now)"), {"now": work.now})).all()
    work.announce(*(ItemChanged(row.folder, row.thing, "file") for row in rows))
    work.announce(*(ScannerAnswered(since) for since in sorted({row.since.isoformat() for row in rows})))


async def _lock_beside(opened: Opened[Node, Any]) -> Sequence[HeldFile]:
    """What is held in the same folder, always locked in one order: of two answers at once the later one sees
    the earlier, and so knows whether it is the last."""
    held = (
        select(HeldFile)
        .join(Node, Node.thing_id == HeldFile.thing_id)
        .where(Node.folder == opened.thing.folder)
        .order_by(HeldFile.thing_id)
        .with_for_update(of=HeldFile)
        .execution_options(populate_existing=True)
    )
    return (await opened.work.db.scalars(held)).all()


async def _tell_when_settled(work: Work, node: Node, asked_by: UUID) -> None:
    """One bell for all that came at once, when nothing of it waits any more."""
    assert node.folder is not None
    beside = select(HeldFile.why).join(Node, Node.thing_id == HeldFile.thing_id)
    held = (await work.db.scalars(beside.where(Node.folder == node.folder))).all()
    if "waits" in held:
        return
    came = select(func.count()).select_from(Node)
    came = came.where(Node.folder == node.folder, Node.received_as == node.received_as, Node.kind == "file")
    files = await work.db.scalar(came) or 0
    if files:
        work.announce(FilesScanned(node.folder, asked_by, files, held.count("found")))
