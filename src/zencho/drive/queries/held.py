"""What of the drive is held, and why."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zencho.drive import shapes
from zencho.drive.tables import HeldFile
from zencho.kernel.work import Work


async def list_held(work: Work, ids: Sequence[UUID]) -> dict[UUID, shapes.Held]:
    """Why each of these is held; the wall is open for them."""
    if not ids:
        return {}
    rows = await work.db.scalars(select(HeldFile).where(HeldFile.thing_id.in_(ids)))
    return {row.thing_id: show_held(row) for row in rows}


def show_held(row: HeldFile) -> shapes.Held:
    """As it travels."""
    if row.why == "waits" and row.silent_since is not None:
        return shapes.Held(why="unanswered")
    return shapes.Held(why=row.why, virus=row.virus)
