"""Beginning a bundle, stopping one, and removing one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import func, insert, select, text, update

from zencho.drive.actions.content import free_blobs
from zencho.drive.names import clean_name
from zencho.drive.queries.taking_out import list_chosen
from zencho.gate.opening import Opened, Unseen, actor_of
from zencho.kernel.ids import new_id
from zencho.kernel.work import Work
from zencho.printing.events import BundleChanged, BundleGoesOn
from zencho.printing.papers import Paper
from zencho.printing.problems import TooManyBundles, TooManyToPrint
from zencho.printing.queries import find_bundle, list_parts
from zencho.printing.shapes import MOST_THINGS, Wanted
from zencho.printing.tables import Bundle, BundlePart
from zencho.printing.wording import Language

KEPT: Final = timedelta(days=7)
#: Longer than a step takes: one that is told too early is done twice, and kept once.
STALLS_AFTER: Final = timedelta(minutes=4)
MOST_RUNNING: Final = 3
#: Of one person; the oldest goes when another one is made.
MOST_KEPT: Final = 20
Making = Opened[UUID, Literal["bundle.make"]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the whole is to be."""

    title: str
    paper: Paper
    language: Language
    has_numbers: bool
    has_contents: bool


async def begin(opened: Making, plan: Plan, things: Sequence[Wanted]) -> Bundle:
    """Take down what is to be printed; the first step follows by itself.

    What the actor does not see is a part without a name, like one that is not there. Raises Unseen where
    none is seen, TooManyToPrint, TooManyBundles, and what a name may raise.
    """
    work = opened.work
    if len(things) > MOST_THINGS:
        raise TooManyToPrint(most=MOST_THINGS)
    title = clean_name(plan.title)
    await _make_room(opened)
    seen = {
        each.id: each for each in await list_chosen(work, list(dict.fromkeys(each.id for each in things)))
    }
    if not seen:
        raise Unseen
    actor, id_ = actor_of(work), new_id()
    values = {
        "id": id_,
        "person": actor.principal,
        "person_id": actor.id,
        "session_id": actor.session_id,
        "title": title,
        "paper": plan.paper,
        "language": plan.language,
        "has_numbers": plan.has_numbers,
        "has_contents": plan.has_contents,
        "state": "running",
        "began_at": work.now,
        "changed_at": work.now,
        "expires_at": work.now + KEPT,
    }
    await work.db.execute(insert(Bundle).values(values))
    parts = [
        {
            "bundle_id": id_,
            "place": place,
            "person": actor.principal,
            "thing_id": each.id,
            "kind": seen[each.id].kind if each.id in seen else "file",
            "name": seen[each.id].name if each.id in seen else "",
            "mark": each.mark,
            "state": "waiting",
        }
        for place, each in enumerate(things)
    ]
    await work.db.execute(insert(BundlePart), parts)
    bundle = await find_bundle(work, id_)
    assert bundle is not None  # just written
    announce_step(work, bundle)
    return bundle


def announce_step(work: Work, bundle: Bundle) -> None:
    """Tell how far it is, and that its next step is due."""
    person = person_of(work)
    work.announce(BundleChanged(person, bundle.id))
    work.announce(BundleGoesOn(bundle.id, person, bundle.session_id, bundle.turn))


async def stop(opened: Opened[UUID, Any], bundle: Bundle) -> None:
    """Nothing more is read; what was made of it goes."""
    if bundle.state == "running":
        await end(opened.work, bundle, "stopped")


async def end(work: Work, bundle: Bundle, state: str, *, trouble: str | None = None) -> None:
    """It runs no more; the pages of its parts are needed no more."""
    bundle.state, bundle.trouble, bundle.changed_at = state, trouble, work.now
    bundle.turn += 1
    await free_parts(work, bundle.id)
    work.announce(BundleChanged(person_of(work), bundle.id))


async def free_parts(work: Work, id_: UUID) -> None:
    """Let go of the pages of its parts."""
    held = [part.blob_id for part in await list_parts(work, [id_]) if part.blob_id is not None]
    await free_blobs(work, held)
    await work.db.execute(
        update(BundlePart)
        .where(BundlePart.bundle_id == id_)
        .values(blob_id=None)
        .execution_options(synchronize_session=False)
    )


async def remove(opened: Opened[UUID, Any], bundle: Bundle) -> None:
    """Gone before its time, as its maker wants."""
    await _drop(opened.work, bundle)
    opened.work.announce(BundleChanged(person_of(opened.work), bundle.id))


async def forget_expired(work: Work) -> bool:
    """Forget what was kept for its time, for the clock -> whether more is due."""
    gone = text("SELECT printing_forget(:before, :most)")
    blobs = list(await work.db.scalars(gone, {"before": work.now, "most": _BATCH}))
    await free_blobs(work, [each for each in blobs if each is not None])
    return len(blobs) >= _BATCH


async def tell_stalled(work: Work) -> None:
    """Tell the next step again of what has not moved for minutes, for the clock."""
    stalled = text("SELECT id, person_id, session_id, turn FROM printing_stalled(:before, :most)")
    values = {"before": work.now - STALLS_AFTER, "most": _BATCH}
    for row in await work.db.execute(stalled, values):
        work.announce(BundleGoesOn(row.id, row.person_id, row.session_id, row.turn))


async def _make_room(opened: Making) -> None:
    work, mine = opened.work, Bundle.person == opened.standing.person
    # Whoever begins two at the same moment waits here for the other.
    await work.db.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended('bundle', :person))"),
        {"person": opened.standing.person},
    )
    running = select(func.count()).select_from(Bundle).where(mine, Bundle.state == "running")
    if (await work.db.scalar(running) or 0) >= MOST_RUNNING:
        raise TooManyBundles(most=MOST_RUNNING)
    kept = select(Bundle).where(mine, Bundle.state != "running").order_by(Bundle.began_at.desc())
    for bundle in await work.db.scalars(kept.offset(MOST_KEPT - 1)):
        await _drop(work, bundle)


async def _drop(work: Work, bundle: Bundle) -> None:
    await free_parts(work, bundle.id)
    if bundle.blob_id is not None:
        await free_blobs(work, [bundle.blob_id])
    await work.db.delete(bundle)
    await work.db.flush()


def person_of(work: Work) -> UUID:
    """Whose bundles these are."""
    assert work.actor.id is not None  # only persons make bundles
    return work.actor.id


_BATCH: Final = 200
