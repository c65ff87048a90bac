"""What a folder is for: said by whoever may edit it."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive.events import ItemChanged
from zencho.drive.names import twin_key
from zencho.drive.queries.about import find_about
from zencho.drive.tables import About, Node
from zencho.gate.opening import Opened
from zencho.kernel.work import Work

Describing = Opened[Node, Literal["folder.describe"]]


async def load_to_change(opened: Describing) -> About | None:
    """What it says now. Of two that save at once the second waits here, and is told by the revision."""
    mine = select(Node.thing_id).where(Node.thing_id == opened.ref.id)
    await opened.work.db.execute(mine.with_for_update(key_share=True))
    return await find_about(opened.work, opened.ref.id)


async def describe_folder(opened: Describing, *, description: str, tags: list[str]) -> About | None:
    """Another description and other tags -> what it says now. The same again is nothing to do."""
    work, id_ = opened.work, opened.ref.id
    before = await load_to_change(opened)
    was: dict[str, Any] = {"description": before.description, "tags": before.tags} if before else {}
    said: dict[str, Any] = {"description": description, "tags": tags}
    if said == was or (before is None and not description and not tags):
        return before
    said |= {"tag_keys": [twin_key(tag) for tag in tags], "revision": before.revision + 1 if before else 1}
    mine = upsert(About).values(thing_id=id_, anchor=opened.anchor, **said)
    await work.db.execute(mine.on_conflict_do_update(index_elements=["thing_id"], set_=said))
    await record(work, "folder.describe", opened.ref, description=description, tags=tags, before=was)
    work.announce(ItemChanged(opened.thing.folder, id_, opened.ref.kind))
    return await find_about(work, id_)


async def copy_about(work: Work, source: UUID, copy: UUID, anchor: int) -> None:
    """A copy of a folder is for the same."""
    about = await find_about(work, source)
    if about is not None:
        said = {"description": about.description, "tags": about.tags, "tag_keys": about.tag_keys}
        await work.db.execute(insert(About).values(thing_id=copy, anchor=anchor, revision=1, **said))
