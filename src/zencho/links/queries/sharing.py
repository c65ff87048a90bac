"""Reading share links: what a thing has, and what people outside are shown of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zencho.drive.queries.items import get_paths
from zencho.drive.queries.lists import list_items
from zencho.drive.shapes import Item
from zencho.drive.tables import Node
from zencho.gate.audience import count_reached
from zencho.gate.opening import Opened
from zencho.gate.permissions import Label, Role
from zencho.kernel.work import Work
from zencho.links import share_shapes as shapes
from zencho.links.actions.sharing_by_link import MOST_DAYS_OUTSIDE, Shared
from zencho.links.tables import ShareLink


async def get_state(opened: Shared, *, most: shapes.Most) -> shapes.LinkState:
    """The link of a thing, and how wide one may be."""
    work = opened.work
    link = await work.db.scalar(select(ShareLink).where(ShareLink.thing_id == opened.ref.id))
    return shapes.LinkState(
        link=None if link is None else await _show(work, opened, link, most),
        most=most,
        most_days_outside=MOST_DAYS_OUTSIDE,
        is_labelled=opened.label >= Label.L3C,
    )


async def _show(work: Work, opened: Shared, link: ShareLink, most: shapes.Most) -> shapes.ShareLink:
    people = await count_reached(work, [link.principal])
    return shapes.ShareLink(
        scope="anyone" if link.scope == "anyone" else "agency",
        role=Role(link.role).name.lower(),
        ends_at=link.ends_at,
        has_passphrase=link.passphrase_hash is not None,
        views=link.views,
        people=people[link.principal],
        last_viewed_at=link.last_viewed_at,
        made_by=link.made_by,
        made_at=link.made_at,
        is_ended=link.ends_at is not None and link.ends_at <= work.now,
        is_closed_outside=link.scope == "anyone" and (opened.label >= Label.L3C or most != "anyone"),
    )


async def find_card(opened: Opened[Node, Any], id_: UUID) -> ShareLink | None:
    """The link by which a thing was opened."""
    return await opened.work.db.scalar(select(ShareLink).where(ShareLink.id == id_))


async def find_visits(work: Work, token_hashes: Sequence[bytes]) -> list[tuple[UUID, int]]:
    """(visit, principal of its link) of those that stand, the latest first."""
    asked = {"tokens": list(token_hashes), "now": work.now}
    rows = await work.db.execute(text("SELECT visit, principal FROM links_find_visits(:tokens, :now)"), asked)
    return [(row.visit, row.principal) for row in rows]


async def get_outside(opened: Opened[Node, Any], *, agency: str) -> shapes.OutsideDetail:
    """A thing as people outside are shown it."""
    path = (await get_paths(opened.work, [opened.ref.id]))[opened.ref.id]
    return shapes.OutsideDetail(
        agency=agency,
        thing=_outside(opened.thing),
        path=[shapes.OutsideStep(id=step.id, name=step.name) for step in path],
    )


async def list_outside(opened: Opened[Node, Any], *, after: str | None, limit: int) -> shapes.OutsidePage:
    """What lies in a folder, folders first, by name."""
    page = await list_items(opened, sort="name", after=after, limit=limit, ids=None)
    return shapes.OutsidePage(items=[_outside(item) for item in page.items], next=page.next)


def _outside(thing: Node | Item) -> shapes.OutsideThing:
    return shapes.OutsideThing(
        id=thing.thing_id if isinstance(thing, Node) else thing.id,
        kind=thing.kind,
        name=thing.name,
        size_bytes=thing.size_bytes,
        media_type=thing.media_type,
        modified_at=thing.modified_at,
    )
