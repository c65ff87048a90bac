"""The steps of a bundle: one thing each, and at the end the whole.

A step reads with the rights of its moment and asks again once its pages are made; no transaction of the
person's is held while a child works. What is refused, gone or cannot be read gets a page that says so.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from zencho.audit.record import record
from zencho.drive.names import split_extension
from zencho.gate.trying import attempt
from zencho.kernel.blobs import Blobs, Stored
from zencho.kernel.errors import Problem
from zencho.kernel.work import Work
from zencho.printing.actions.beginning import KEPT, announce_step, end, free_parts, person_of
from zencho.printing.events import BundleChanged, BundleGoesOn
from zencho.printing.papers import PAPERS, Paper
from zencho.printing.press import Press, Printed, Source
from zencho.printing.problems import BundleTooLarge, BundleTooLong
from zencho.printing.queries import ask_again, find_bundle, find_waiting, list_parts, measure, open_thing
from zencho.printing.reasons import NotPrinted, Reason
from zencho.printing.tables import Bundle, BundlePart
from zencho.printing.wording import CONTENTS, NAMELESS, OUT, Language

MOST_PAGES: Final = 2_000
MOST_MIB: Final = 300


@dataclass(frozen=True, slots=True)
class Turn:
    """What one step is to do, read in a transaction that has ended. `source` is None where the thing is left
    out for a reason known already; `part` is None where the whole is to be bound."""

    paper: Paper
    language: Language
    part: int | None = None
    kind: str = ""
    thing: UUID | None = None
    name: str = ""
    source: Source | None = None
    reason: Reason | None = None
    whole: dict[str, Any] | None = None
    blobs: tuple[UUID, ...] = ()


async def begin_turn(work: Work, event: BundleGoesOn, *, renders: bool) -> Turn | None:
    """What is due; None for a step that was told twice, or a bundle that runs no more. `renders`: LibreOffice
    is there."""
    bundle = await find_bundle(work, event.bundle_id)
    if bundle is None or bundle.state != "running" or bundle.turn != event.turn:
        return None
    paper: Paper = "a3" if bundle.paper == "a3" else "a4"
    language: Language = "en" if bundle.language == "en" else "ja"
    part = await find_waiting(work, bundle)
    if part is None:
        whole, blobs = await _plan_whole(work, bundle, paper, language)
        return Turn(paper, language, whole=whole, blobs=blobs)
    turn = Turn(paper, language, part.place, part.kind, part.thing_id, part.name or NAMELESS[language])
    source, reason = await _open(work, part, renders=renders)
    return Turn(paper, language, turn.part, turn.kind, turn.thing, turn.name, source, reason)


async def _open(work: Work, part: BundlePart, *, renders: bool) -> tuple[Source | None, Reason | None]:
    try:
        async with attempt(work):
            return (await open_thing(work, part.kind, part.thing_id, renders=renders)).source, None
    except NotPrinted as refused:
        return None, refused.reason
    except Problem:
        # Refused, binned and gone are told alike.
        return None, "gone"


async def print_turn(press: Press, blobs: Blobs, turn: Turn) -> tuple[Printed, Reason | None]:
    """The pages of a thing, or the page that stands for it."""
    reason = turn.reason
    if turn.source is not None:
        try:
            return await press.print_thing(blobs, turn.source, turn.paper, turn.language), None
        except NotPrinted as refused:
            reason = refused.reason
    return await press.notice(turn.name, reason or "damaged", turn.paper, turn.language), reason or "damaged"


async def keep_part(
    work: Work, event: BundleGoesOn, turn: Turn, printed: Printed, reason: Reason | None, stored: Stored
) -> bool:
    """Keep the pages of a thing -> whether they were taken. Where the right went meanwhile they are not: the
    step is then taken again, and finds that."""
    bundle = await find_bundle(work, event.bundle_id, locks=True)
    if bundle is None or bundle.state != "running" or bundle.turn != event.turn:
        return False
    part = await work.db.get(BundlePart, (bundle.id, turn.part))
    assert part is not None and turn.thing is not None  # a turn is of one of its parts
    if turn.source is not None:
        try:
            async with attempt(work):
                label = await ask_again(work, turn.kind, turn.thing)
        except Problem:
            announce_step(work, bundle)
            return False
        if reason is None:
            bundle.label = max(bundle.label, label)
    part.state, part.reason = ("done", None) if reason is None else ("left_out", reason)
    part.sheets, part.unshown = [list(each) for each in printed.sheets], list(printed.unshown)
    part.blob_id, part.size_bytes = stored.id, stored.size_bytes
    bundle.turn, bundle.changed_at = bundle.turn + 1, work.now
    await work.db.flush()
    pages, size_bytes = await measure(work, bundle)
    if pages > MOST_PAGES:
        raise BundleTooLong(most=MOST_PAGES)
    if size_bytes > MOST_MIB * 2**20:
        raise BundleTooLarge(most_mib=MOST_MIB)
    bundle.pages = pages
    announce_step(work, bundle)
    return True


async def keep_whole(work: Work, event: BundleGoesOn, pages: int, stored: Stored) -> bool:
    """The bundle is made -> whether it was taken. Written down with all that went in, before anybody has
    it."""
    bundle = await find_bundle(work, event.bundle_id, locks=True)
    if bundle is None or bundle.state != "running" or bundle.turn != event.turn:
        return False
    parts = await list_parts(work, [bundle.id])
    await free_parts(work, bundle.id)
    bundle.state, bundle.pages, bundle.turn = "done", pages, bundle.turn + 1
    bundle.blob_id, bundle.size_bytes, bundle.sha256 = stored.id, stored.size_bytes, stored.sha256
    bundle.changed_at, bundle.expires_at = work.now, work.now + KEPT
    things = [str(part.thing_id) for part in parts if part.reason is None]
    left_out = [str(part.thing_id) for part in parts if part.reason is not None]
    await record(
        work, "bundle.make", None, bundle=str(bundle.id), count=len(things), things=things, left_out=left_out
    )
    work.announce(BundleChanged(person_of(work), bundle.id))
    return True


async def fail(work: Work, event: BundleGoesOn, trouble: str) -> None:
    """It ends here; `trouble` is the code of what stood against it."""
    bundle = await find_bundle(work, event.bundle_id, locks=True)
    if bundle is not None and bundle.state == "running":
        await end(work, bundle, "failed", trouble=trouble)


async def _plan_whole(
    work: Work, bundle: Bundle, paper: Paper, language: Language
) -> tuple[dict[str, Any], tuple[UUID, ...]]:
    parts = await list_parts(work, [bundle.id])
    things = [
        {
            "mark": part.mark,
            "name": _title_of(part) or NAMELESS[language],
            "out": part.reason is not None,
            "sheets": part.sheets,
        }
        for part in parts
    ]
    data = {
        "title": bundle.title,
        "contents": bundle.has_contents,
        "numbers": bundle.has_numbers,
        "paper": PAPERS[paper],
        "words": {"contents": CONTENTS[language], "out": OUT[language]},
        "things": things,
        "pictures": {},
    }
    blobs = [part.blob_id for part in parts]
    return {"data": data}, tuple(each for each in blobs if each is not None)


def _title_of(part: BundlePart) -> str:
    """As it stands in the contents: without the ending that tells machines what a file is."""
    return split_extension(part.name)[0] if part.kind == "file" else part.name
