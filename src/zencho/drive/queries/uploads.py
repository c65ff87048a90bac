"""Uploads of the person who asks; those of others are not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select

from zencho.drive import rules, tus
from zencho.drive.tables import Node, Upload
from zencho.drive.upload_shapes import UnfinishedUpload
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, Unseen
from zencho.gate.tables import Thing

Own = Opened[UUID, Literal["upload.own"]]
MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How much one person has under way."""

    count: int
    size_bytes: int


async def load_upload(own: Own, id_: UUID, *, lock: bool = False) -> Upload:
    """The actor's upload. Raises Unseen, also where it is somebody else's or was forgotten."""
    work = own.work
    statement = select(Upload).where(
        Upload.id == id_, Upload.person == own.standing.person, Upload.expires_at > work.now
    )
    if lock:
        statement = statement.with_for_update()
    upload = await work.db.scalar(statement.execution_options(populate_existing=True))
    if upload is None:
        raise Unseen
    return upload


async def count_under_way(own: Own) -> UnderWay:
    """What the actor has begun and not ended."""
    unfinished = Upload.person == own.standing.person, Upload.made.is_(None)
    row = await own.work.db.execute(
        select(func.count(), func.coalesce(func.sum(Upload.size_bytes), 0)).where(*unfinished)
    )
    count, size = row.one()
    return UnderWay(count, int(size))


async def list_unfinished(own: Own) -> Sequence[UnfinishedUpload]:
    """What the actor began and may still go on with, the oldest first."""
    work = own.work
    mine = (Upload.person == own.standing.person, Upload.made.is_(None), Upload.expires_at > work.now)
    rows = list(
        await work.db.scalars(select(Upload).where(*mine).order_by(Upload.begun_at).limit(MOST_LISTED))
    )
    seen = await gate.visible_of(work, rules.THING_READ, {row.target for row in rows})
    nodes = {
        node.thing_id: node
        for node in await work.db.scalars(
            select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause)
        )
    }
    return [
        UnfinishedUpload(
            id=row.id,
            target=row.target,
            target_name=nodes[row.target].name,
            target_root=nodes[row.target].root,
            replaces=row.replaces,
            name=row.name,
            size_bytes=row.size_bytes,
            offset_bytes=row.offset_bytes,
            last_modified=tus.read_told(row.metadata_told).last_modified,
            begun_at=row.begun_at,
        )
        for row in rows
        if row.target in nodes
    ]
