"""What fills a drive, and how full each is. Sizes are summed behind the wall, names are read by the gate."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, select

from zencho.drive import rules
from zencho.drive import usage_shapes as shapes
from zencho.drive.queries.items import get_paths
from zencho.drive.queries.room import find_room
from zencho.drive.tables import DriveUsage, Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened
from zencho.gate.tables import Thing
from zencho.kernel.work import Work

MOST_THINGS, MOST_LARGEST = 40, 20
# More are looked at than shown: those out of the asker's sight fall out.
_LOOKED_AT = 400, 100


async def list_quotas(opened: Opened[UUID, Literal["quota.set"]]) -> list[shapes.Quota]:
    """All shared drives of the agency, by name."""
    rows = await opened.work.ask("SELECT * FROM drive_list_quotas()")
    return [shapes.Quota.model_validate(dict(row._mapping)) for row in rows]


async def get_usage(opened: Opened[Node, Literal["usage.read"]]) -> shapes.Usage:
    """What fills an opened folder."""
    work, id_ = opened.work, opened.ref.id
    rows = await work.ask(
        "SELECT * FROM drive_fill(%(top)s, %(now)s, %(children)s, %(files)s)",
        top=id_,
        now=work.now,
        children=_LOOKED_AT[0],
        files=_LOOKED_AT[1],
    )
    by = {name: [row for row in rows if row.by == name] for name in ("child", "part", "sort", "age", "file")}
    here = _sum(by["part"])
    things, seen = await _list_things(work, [row for row in by["child"] if row.thing is not None])
    binned = _sum(row for row in by["child"] if row.thing is None)
    unseen = _sum(row for row in by["child"] if row.thing is not None and row.thing not in seen)
    path = (await get_paths(work, [id_]))[id_]
    room = await find_room(work, id_)
    drive = await _find_drive(work, id_)
    return shapes.Usage(
        drive=drive,
        drive_bytes=room.used_bytes if room else await _sum_drive(work, drive),
        limit_bytes=room.limit_bytes if room else None,
        path=path,
        name=opened.thing.name,
        here=here,
        things=things,
        small=_less(here, [binned, unseen, *things]),
        unseen=unseen,
        binned=binned,
        parts={row.key: _portion(row) for row in by["part"]},
        sorts={row.key: _portion(row) for row in by["sort"]},
        ages={row.key: _portion(row) for row in by["age"]},
        largest=await _list_largest(work, by["file"]),
    )


async def _list_things(work: Work, rows: Sequence[Row[Any]]) -> tuple[list[shapes.InFolder], frozenset[UUID]]:
    """The largest of these that are seen, and the ids of all that are."""
    seen, names = await _read_nodes(work, rows)
    opening = await gate.visible_of(work, rules.USAGE_READ, [row.thing for row in rows])
    shown = [row for row in rows if row.thing in names][:MOST_THINGS]
    things = [
        shapes.InFolder(
            id=row.thing,
            kind=names[row.thing].kind,
            name=names[row.thing].name,
            opens=row.thing in opening.ids and names[row.thing].kind == "folder",
            size_bytes=row.size_bytes,
            files=row.files,
        )
        for row in shown
    ]
    return things, seen


async def _list_largest(work: Work, rows: Sequence[Row[Any]]) -> list[shapes.LargeFile]:
    """By what they hold with their older versions, among those that are large themselves."""
    _, nodes = await _read_nodes(work, rows)
    rows = sorted(rows, key=lambda row: row.size_bytes, reverse=True)
    shown = [row for row in rows if row.thing in nodes][:MOST_LARGEST]
    paths = await get_paths(work, [row.thing for row in shown])
    return [
        shapes.LargeFile(
            id=row.thing,
            kind=nodes[row.thing].kind,
            name=nodes[row.thing].name,
            size_bytes=nodes[row.thing].size_bytes or row.size_bytes,
            versions_bytes=row.size_bytes,
            modified_at=nodes[row.thing].modified_at,
            path=paths[row.thing],
        )
        for row in shown
    ]


async def _read_nodes(work: Work, rows: Sequence[Row[Any]]) -> tuple[frozenset[UUID], dict[UUID, Node]]:
    seen = await gate.visible_of(work, rules.THING_READ, [row.thing for row in rows])
    nodes = await work.db.scalars(select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause))
    return seen.ids, {node.thing_id: node for node in nodes}


async def _find_drive(work: Work, id_: UUID) -> UUID:
    [row] = await work.ask("SELECT drive_of(%(id)s) AS drive", id=id_)
    return UUID(str(row.drive))


async def _sum_drive(work: Work, drive: UUID) -> int:
    return sum(await work.db.scalars(select(DriveUsage.size_bytes).where(DriveUsage.drive == drive)))


def _sum(rows: Iterable[Any]) -> shapes.Portion:
    held = list(rows)
    return shapes.Portion(
        size_bytes=sum(each.size_bytes for each in held), files=sum(each.files for each in held)
    )


def _portion(row: Row[Any]) -> shapes.Portion:
    return shapes.Portion(size_bytes=row.size_bytes, files=row.files)


def _less(whole: shapes.Portion, parts: Sequence[shapes.Portion]) -> shapes.Portion:
    taken = _sum(parts)
    return shapes.Portion(size_bytes=whole.size_bytes - taken.size_bytes, files=whole.files - taken.files)
