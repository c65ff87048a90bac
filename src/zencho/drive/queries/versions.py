"""The versions of an opened file, and who edits it elsewhere."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from zencho.drive import version_shapes as shapes
from zencho.drive.problems import NoSuchVersion
from zencho.drive.tables import Editing, Node, Version
from zencho.gate.opening import Opened
from zencho.kernel.work import Work

EDITING_ENDS_AFTER = timedelta(hours=12)
AnyFile = Opened[Node, Any]


async def load_version(work: Work, id_: UUID, number: int, *, locked: bool = False) -> Version:
    """One version of an opened file; `locked`: it stays until this transaction ends. Raises NoSuchVersion."""
    wanted = select(Version).where(Version.thing_id == id_, Version.number == number)
    if locked:
        wanted = wanted.with_for_update(read=True)
    version = await work.db.scalar(wanted.execution_options(populate_existing=True))
    if version is None:
        raise NoSuchVersion(number=number)
    return version


async def list_versions(opened: AnyFile, *, before: int | None, limit: int) -> shapes.VersionPage:
    """The latest first. What waits beside the current one comes whole with the first page."""
    work, node = opened.work, opened.thing
    mine = Version.thing_id == node.thing_id
    wanted = select(Version).where(mine).order_by(Version.number.desc()).limit(limit + 1)
    if before is not None:
        wanted = wanted.where(Version.number < before)
    found = list(await work.db.scalars(wanted))
    page, rest = found[:limit], found[limit:]
    waiting, total = list[Version](), None
    if before is None:
        total = await work.db.scalar(select(func.count()).select_from(Version).where(mine))
        beside = select(Version).where(mine, Version.waits).order_by(Version.number)
        waiting = list(await work.db.scalars(beside))
    return shapes.VersionPage(
        versions=[show_version(node, each) for each in page],
        waiting=[show_version(node, each) for each in waiting],
        current=node.version or 0,
        next=page[-1].number if rest else None,
        total=total,
    )


def show_version(node: Node, version: Version) -> shapes.Version:
    """A version as it travels."""
    return shapes.Version(
        number=version.number,
        is_current=version.number == node.version,
        how=version.how,
        based_on=version.based_on,
        name=version.name,
        kept=version.kept,
        linked=version.linked,
        aside=version.aside,
        waits=version.waits,
        size_bytes=version.size_bytes,
        media_type=version.media_type,
        sha256=version.sha256,
        made_by=version.made_by,
        made_at=version.made_at,
    )


async def list_editing(work: Work, ids: Iterable[UUID]) -> dict[UUID, list[shapes.Editing]]:
    """Who edits each of these, the first to begin first; the wall is open for them."""
    since = work.now - EDITING_ENDS_AFTER
    wanted = select(Editing).where(Editing.thing_id.in_(list(ids)), Editing.since > since)
    editing: dict[UUID, list[shapes.Editing]] = {}
    for row in await work.db.scalars(wanted.order_by(Editing.since, Editing.person)):
        mark = shapes.Editing(person=row.person, version=row.version, in_page=row.in_page, since=row.since)
        editing.setdefault(row.thing_id, []).append(mark)
    return editing
