"""Reading links: their list for those who may add to the folder, and what a holder is told."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, select, text

from zencho.drive.queries.nodes import list_above
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.links import shapes
from zencho.links.tables import ReceivedFile, ReceiveLink, Reception
from zencho.people.queries.posts import posts_of
from zencho.people.tables import Unit
from zencho.sessions.tokens import hash_of

Sent = Opened[Node, Literal["folder.send"]]


@dataclass(frozen=True, slots=True)
class Held:
    """What a secret stands for, as ids: the gate has not been asked yet. `reception` is null for a link's."""

    link: UUID
    principal: int
    folder: UUID
    reception: UUID | None = None


async def find_held(work: Work, secret: str) -> Held | None:
    """What the secret of a link stands for."""
    found = await work.db.execute(text("SELECT * FROM links_find(:hash)"), {"hash": hash_of(secret)})
    row = found.one_or_none()
    return None if row is None else Held(row.link, row.principal, row.folder)


async def find_held_reception(work: Work, token: str) -> Held | None:
    """What the token of a sending stands for."""
    found = await work.db.execute(text("SELECT * FROM links_find_reception(:hash)"), {"hash": hash_of(token)})
    row = found.one_or_none()
    return None if row is None else Held(row.link, row.principal, row.folder, row.reception)


async def find_asking_unit(folder: Opened[Node, Any]) -> UUID | None:
    """Who asks, as outsiders are told: the unit whose drive it is, else where the asker works."""
    work = folder.work
    root = ((await list_above(work, [folder.ref.id]))[folder.ref.id] or [folder.ref.id])[-1]
    node = await work.db.scalar(select(Node).where(Node.thing_id == root, Node.root == "shared"))
    if node is not None:
        return node.owner
    me = work.actor.id
    posts = (await posts_of(work, [me])).get(me, []) if me else []
    return posts[0].unit.id if posts else None


async def list_links(folder: Opened[Node, Literal["folder.receive"]]) -> list[shapes.LinkLine]:
    """All links of the folder, the latest first."""
    work = folder.work
    sent = (
        select(
            Reception.link,
            func.count(func.distinct(Reception.id)).label("receptions"),
            func.count(ReceivedFile.id).label("files"),
            func.coalesce(func.sum(ReceivedFile.size_bytes), 0).label("size_bytes"),
            func.max(Reception.sent_at).label("last_at"),
        )
        .join(ReceivedFile, ReceivedFile.reception == Reception.id)
        .where(Reception.sent_at.is_not(None), Reception.thing_id == folder.ref.id)
        .group_by(Reception.link)
        .subquery()
    )
    rows = await work.db.execute(
        select(ReceiveLink, sent.c.receptions, sent.c.files, sent.c.size_bytes, sent.c.last_at)
        .outerjoin(sent, sent.c.link == ReceiveLink.id)
        .where(ReceiveLink.thing_id == folder.ref.id)
        .order_by(ReceiveLink.made_at.desc(), ReceiveLink.id)
    )
    return [_line(folder.work, *row) for row in rows]


def _line(work: Work, link: ReceiveLink, *sent: Any) -> shapes.LinkLine:
    receptions, files, size_bytes, last_at = sent
    state: shapes.State = "open"
    if link.stopped_at is not None:
        state = "stopped"
    elif link.ends_at <= work.now:
        state = "ended"
    return shapes.LinkLine(
        id=link.id,
        subject=link.subject,
        note=link.note,
        ends_at=link.ends_at,
        state=state,
        has_passphrase=link.passphrase_hash is not None,
        most_files=link.most_files,
        most_bytes=link.most_bytes,
        receptions=receptions or 0,
        files=files or 0,
        size_bytes=int(size_bytes or 0),
        last_at=last_at,
        made_by=link.made_by,
        made_at=link.made_at,
        stopped_by=link.stopped_by,
        stopped_at=link.stopped_at,
    )


async def load_link(folder: Sent, id_: UUID) -> ReceiveLink:
    """The link that the folder was opened by, locked: of two that send at once each is counted."""
    link = await folder.work.db.scalar(select(ReceiveLink).where(ReceiveLink.id == id_).with_for_update())
    if link is None:
        raise gate.Unseen
    return link


async def load_reception(folder: Sent, id_: UUID | None) -> Reception:
    """The sending that the folder was opened by."""
    reception = await folder.work.db.scalar(select(Reception).where(Reception.id == id_))
    if reception is None:
        raise gate.Unseen
    return reception


async def list_files(folder: Sent, reception: UUID) -> list[ReceivedFile]:
    """The files of a sending, as they came."""
    rows = await folder.work.db.scalars(
        select(ReceivedFile)
        .where(ReceivedFile.reception == reception)
        .order_by(ReceivedFile.at, ReceivedFile.id)
    )
    return list(rows)


async def count_kept(folder: Sent, link: UUID) -> tuple[int, int]:
    """(files sent, bytes sent or on their way) by a link."""
    row = (
        await folder.work.db.execute(
            select(
                func.count().filter(Reception.sent_at.is_not(None)),
                func.coalesce(func.sum(ReceivedFile.size_bytes), 0),
            )
            .select_from(ReceivedFile)
            .join(Reception, Reception.id == ReceivedFile.reception)
            .where(Reception.link == link)
        )
    ).one()
    return row[0], int(row[1])


async def find_asker(work: Work, unit: UUID | None) -> shapes.Asker | None:
    """Who asks, by name."""
    found = None if unit is None else await work.db.get(Unit, unit)
    if found is None:
        return None
    return shapes.Asker(name=found.name, english=found.english or found.name, telephone=found.telephone)
