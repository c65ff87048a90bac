"""Reading a document as a whole: for search, export, preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pycrdt import Doc
from sqlalchemy import Row, literal, select, text

from zencho.coedit.tables import CoeditSnapshot, CoeditUpdate
from zencho.gate.opening import Opened
from zencho.hub.frames import varuint
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

# An update without structs or deletions: the state of a document in which nothing was ever typed.
EMPTY_STATE = varuint(0) + varuint(0)


Past = tuple[tuple[int, bytes] | None, list[tuple[int, bytes]]]


async def read_past(opened: Opened[Any, Any], since: int) -> Past:
    """What a reader who has everything up to `since` lacks: (seq, state) or None, then (seq, update)s."""
    snapshot, tail = None, []
    for seq, payload, is_state in await _list_rows(opened, since):
        if is_state:
            snapshot = (seq, bytes(payload))
        else:
            tail.append((seq, bytes(payload)))
    return snapshot, tail


async def read_state(opened: Opened[Any, Any]) -> bytes:
    """Everything stored of the document, as one Yjs update."""
    rows = await _list_rows(opened, 0)
    if not rows:
        return EMPTY_STATE
    if len(rows) == 1:
        return bytes(rows[0].state)
    document: Doc[Any] = Doc()
    for _, payload, _ in rows:
        document.apply_update(payload)
    return document.get_update()


@dataclass(frozen=True, slots=True)
class Unannounced:
    """Stored up to `seq`, and others were not told of all of it; `persons` wrote what they were not told."""

    ref: Ref
    seq: int
    persons: tuple[UUID, ...]


async def list_unannounced(work: Work) -> list[Unannounced]:
    """Documents with edits that nobody was told of; ids only, so it asks no rights."""
    rows = await work.db.execute(text("SELECT * FROM coedit_unannounced()"))
    return [Unannounced(Ref(row.kind, row.thing_id), row.newest, tuple(row.authors)) for row in rows]


async def _list_rows(opened: Opened[Any, Any], since: int) -> Sequence[Row[int, bytes, bool]]:
    # One statement: a compaction between two could hide what it moved.
    thing_id = opened.ref.id
    snapshot = select(CoeditSnapshot.seq, CoeditSnapshot.state, literal(value=True)).where(
        CoeditSnapshot.thing_id == thing_id, CoeditSnapshot.seq > since
    )
    tail = select(CoeditUpdate.seq, CoeditUpdate.payload, literal(value=False)).where(
        CoeditUpdate.thing_id == thing_id, CoeditUpdate.seq > since
    )
    return (await opened.work.db.execute(snapshot.union_all(tail).order_by("seq"))).all()
