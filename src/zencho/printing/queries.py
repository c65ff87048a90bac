"""What is to be printed, each thing with the rights of its moment; and one's own bundles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from zencho.coedit.queries import read_state
from zencho.documents.queries import list_images
from zencho.documents.rules import DOCUMENT_READ
from zencho.documents.ydoc import read_blocks
from zencho.drive import rules as drive
from zencho.drive.queries.nodes import load_node
from zencho.drive.queries.taking_out import Found as Listed
from zencho.drive.queries.taking_out import list_chosen, list_inside
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Unseen
from zencho.kernel.work import Work
from zencho.printing.document_blocks import document_blocks
from zencho.printing.press import Source
from zencho.printing.problems import NothingToPrint, TooManyToPrint
from zencho.printing.reasons import NotPrinted
from zencho.printing.rules import BUNDLE_READ
from zencho.printing.shapes import MOST_THINGS, Found
from zencho.printing.tables import Bundle, BundlePart
from zencho.printing.ways import reason_of, way_of

_SLICE = 200
_MOST_FOLDERS = 2_000
# What failed or was stopped is told this long; what was made, until it expires.
SHOWN_AFTER_END = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ready:
    """A thing that was opened for printing, and its label."""

    source: Source
    label: int


async def list_to_print(work: Work, ids: Sequence[UUID], *, renders: bool) -> list[Found]:
    """These things in the order chosen, each folder as all that may be read inside it, in the order of
    its list. `renders`: LibreOffice is there.

    Raises TooManyToPrint, NothingToPrint, and Unseen where none of them is seen.
    """
    chosen = await list_chosen(work, ids)
    if not chosen:
        raise Unseen
    listed: list[tuple[Listed, str]] = []
    for each in chosen:
        if each.kind != "folder":
            listed.append((each, ""))
        else:
            listed += [(inner, each.name) for inner in await _inside(work, each.id, len(listed))]
        if len(listed) > MOST_THINGS:
            raise TooManyToPrint(most=MOST_THINGS)
    if not listed:
        raise NothingToPrint
    about = await _about(work, [each.id for each, _ in listed])
    return [
        _found(each, folder, about[each.id], renders=renders) for each, folder in listed if each.id in about
    ]


async def _inside(work: Work, folder: UUID, had: int) -> list[Listed]:
    """All in a folder and the folders inside it. Raises TooManyToPrint."""
    found: list[Listed] = []
    waiting, walked = [folder], 0
    while waiting:
        after, here = None, list[UUID]()
        walked += 1
        inside = waiting.pop()
        while True:
            slice_ = await list_inside(work, inside, after=after, limit=_SLICE)
            here += [each.id for each in slice_ if each.kind == "folder"]
            found += [each for each in slice_ if each.kind != "folder"]
            if had + len(found) > MOST_THINGS or walked > _MOST_FOLDERS:
                raise TooManyToPrint(most=MOST_THINGS)
            if len(slice_) < _SLICE:
                break
            after = slice_[-1].place
        waiting += reversed(here)
    return found


async def _about(work: Work, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await work.db.execute(
        select(Node.thing_id, Node.media_type, Node.size_bytes).where(Node.thing_id.in_(ids))
    )
    return {row.thing_id: row for row in rows}


def _found(listed: Listed, folder: str, row: Any, *, renders: bool) -> Found:
    reason = reason_of(listed.kind, listed.name, row.media_type, row.size_bytes, renders=renders)
    return Found(
        id=listed.id,
        kind=listed.kind,
        name=listed.name,
        folder=folder,
        media_type=row.media_type,
        reason=reason,
    )


async def open_thing(work: Work, kind: str, id_: UUID, *, renders: bool) -> Ready:
    """A thing whose turn has come, opened for whoever asked. Raises what the gate raises, and NotPrinted."""
    if kind == "document":
        document = await gate.open(work, DOCUMENT_READ, id_)
        name = (await load_node(work, id_)).name
        images = {str(image.id): image.blob_id for image in await list_images(document)}
        data = document_blocks(name, read_blocks(await read_state(document)))
        return Ready(Source("document", name, data=data, pictures=images), document.label)
    if kind != "file":
        await gate.open(work, drive.THING_READ, id_)
        raise NotPrinted("no_form")
    file = await gate.open(work, drive.FILE_DOWNLOAD, id_)
    node = file.thing
    way = way_of(kind, node.name, node.media_type, node.size_bytes, renders=renders)
    source = Source(
        way, node.name, node.blob_id, node.media_type or "", node.sha256 or "", node.size_bytes or 0
    )
    return Ready(source, file.label)


async def ask_again(work: Work, kind: str, id_: UUID) -> int:
    """Whether it may be had still -> its label. Raises what the gate raises."""
    if kind == "document":
        return (await gate.open(work, DOCUMENT_READ, id_)).label
    return (await gate.open(work, drive.FILE_DOWNLOAD, id_)).label


async def find_bundle(work: Work, id_: UUID, *, locks: bool = False) -> Bundle | None:
    """One's own, where the wall shows it; `locks` keeps others from a step meanwhile."""
    statement = select(Bundle).where(Bundle.id == id_).execution_options(populate_existing=True)
    return await work.db.scalar(statement.with_for_update() if locks else statement)


async def open_bundle(work: Work, id_: UUID, *, locks: bool = False) -> tuple[Opened[UUID, Any], Bundle]:
    """One's own, opened with its label. Raises Unseen, and Refused where a guard rail forbids the label."""
    bundle = await find_bundle(work, id_, locks=locks)
    opened = await gate.open_self(work, BUNDLE_READ, label=1 if bundle is None else bundle.label)
    if bundle is None or bundle.expires_at <= work.now:
        raise Unseen
    return opened, bundle


async def list_bundles(opened: Opened[UUID, Any]) -> list[tuple[Bundle, list[BundlePart]]]:
    """One's own that run, ended of late, or are kept; the newest first."""
    work, person = opened.work, opened.standing.person
    is_fresh = Bundle.changed_at > work.now - SHOWN_AFTER_END
    is_shown = Bundle.state.in_(("running", "done")) | is_fresh
    bundles = list(
        await work.db.scalars(
            select(Bundle)
            .where(Bundle.person == person, is_shown, Bundle.expires_at > work.now)
            .order_by(Bundle.began_at.desc())
        )
    )
    parts = await list_parts(work, [each.id for each in bundles])
    return [(each, [part for part in parts if part.bundle_id == each.id]) for each in bundles]


async def list_parts(work: Work, ids: Sequence[UUID]) -> list[BundlePart]:
    """The things of bundles, in their order."""
    wanted = select(BundlePart).where(BundlePart.bundle_id.in_(ids))
    return list(await work.db.scalars(wanted.order_by(BundlePart.bundle_id, BundlePart.place)))


async def find_waiting(work: Work, bundle: Bundle) -> BundlePart | None:
    """The next thing."""
    waiting = select(BundlePart).where(BundlePart.bundle_id == bundle.id, BundlePart.state == "waiting")
    return await work.db.scalar(waiting.order_by(BundlePart.place).limit(1))


async def measure(work: Work, bundle: Bundle) -> tuple[int, int]:
    """How many pages and bytes its parts have so far."""
    row = (
        await work.db.execute(
            select(
                func.coalesce(func.sum(func.jsonb_array_length(BundlePart.sheets)), 0).label("pages"),
                func.coalesce(func.sum(BundlePart.size_bytes), 0).label("size_bytes"),
            ).where(BundlePart.bundle_id == bundle.id)
        )
    ).one()
    return int(row.pages), int(row.size_bytes)
