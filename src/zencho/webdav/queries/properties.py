"""What clients noted at things."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from zencho.gate import relations
from zencho.kernel.work import Work
from zencho.webdav.elements import join_name
from zencho.webdav.tables import DavProperty


async def list_noted(work: Work, ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """For each thing whose wall is open: names of elements and the elements."""
    wanted = select(DavProperty).where(relations.among_ids(DavProperty.thing_id, ids))
    found: dict[UUID, dict[str, str]] = {}
    for row in await work.db.scalars(wanted.order_by(DavProperty.namespace, DavProperty.name)):
        found.setdefault(row.thing_id, {})[join_name(row.namespace, row.name)] = row.value
    return found
