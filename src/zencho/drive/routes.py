"""Folders, things and lists over HTTP; `docs/drive.md` is the table of all routes of the drive."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Request

from zencho.drive import rules, shapes
from zencho.drive.actions import binning, drives, starring, things
from zencho.drive.queries import lists
from zencho.drive.queries.items import get_detail, get_item, get_items
from zencho.gate import opening as gate
from zencho.gate.trying import attempt
from zencho.kernel.errors import NotSignedIn, Problem
from zencho.kernel.web import InWork, Router, expect_revision
from zencho.kernel.work import Work
from zencho.people.rules import AGENCY

router = Router(prefix="/api", tags=["drive"])
After = Annotated[str | None, Query(max_length=2000)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/drive/roots", may="drive.read")
async def get_roots(work: InWork) -> shapes.Roots:
    """Where the drive begins for me."""
    own = await drives.ensure_own_drive(await gate.open_self(work, rules.DRIVE_READ))
    return await lists.list_roots(work, own)


@router.post("/drive/shared-drives", may="drive.add", status_code=201)
async def add_shared_drive(work: InWork, asked: shapes.NewSharedDrive) -> shapes.NewThing:
    """A shared drive for a unit. Whoever makes it does not see into it by that."""
    opened = await gate.open(work, rules.DRIVE_ADD, AGENCY)
    id_ = await drives.add_shared_drive(opened, asked.unit, name=asked.name, managers=asked.managers)
    return shapes.NewThing(id=id_)


@router.get("/drive/shared-with-me", may="thing.read")
async def list_shared_with_me(work: InWork, after: After = None, limit: Limit = 100) -> shapes.ItemPage:
    """What others gave me outside the drives I see."""
    return await lists.list_shared_with_me(work, after=after, limit=limit)


@router.get("/drive/recent", may="thing.read")
async def list_recent(work: InWork, after: After = None, limit: Limit = 50) -> shapes.RecentPage:
    """What I opened or edited."""
    return await lists.list_recent(work, after=after, limit=limit)


@router.get("/drive/starred", may="thing.read")
async def list_starred(
    work: InWork, sort: lists.StarredSort = "name", after: After = None, limit: Limit = 100
) -> shapes.StarredPage:
    """What I keep at hand."""
    return await lists.list_starred(work, sort=sort, after=after, limit=limit)


@router.get("/drive/find", may="thing.read")
async def find_by_name(work: InWork, query: Annotated[str, Query(max_length=200)]) -> shapes.FoundPage:
    """Things by their name."""
    return await lists.find_by_name(work, query)


@router.get("/drive/bin", may="thing.restore")
async def list_bin(
    work: InWork, whose: Literal["mine", "all"] = "mine", after: After = None, limit: Limit = 100
) -> shapes.BinPage:
    """What lies in the bin."""
    return await lists.list_bin(work, whose=whose, after=after, limit=limit)


@router.post("/drive/bin", may="thing.delete")
async def delete_several(work: InWork, asked: shapes.Several) -> shapes.Results:
    """Into the bin."""

    async def delete(id_: UUID) -> shapes.Result:
        opened = await gate.open(work, rules.THING_DELETE, id_)
        if opened.ref.kind == "folder":
            await binning.delete_folder(await gate.open(work, rules.FOLDER_DELETE, id_))
        else:
            await binning.delete_thing(opened)
        return shapes.Result(id=id_, before=opened.thing.folder)

    return await _each(work, asked.ids, delete)


@router.post("/drive/bin/restored", may="thing.restore")
async def restore_several(work: InWork, asked: shapes.Several) -> shapes.Results:
    """Out of the bin."""

    async def restore(id_: UUID) -> shapes.Result:
        await binning.restore(await gate.open(work, rules.THING_RESTORE, id_))
        return await _result(work, id_)

    return await _each(work, asked.ids, restore)


@router.post("/drive/bin/purged", may="thing.purge")
async def purge_several(work: InWork, asked: shapes.Several) -> shapes.Results:
    """Gone for good."""

    async def purge(id_: UUID) -> shapes.Result:
        await binning.purge(await gate.open(work, rules.THING_PURGE, id_))
        return shapes.Result(id=id_)

    return await _each(work, asked.ids, purge)


@router.post("/things", may="thing.read")
async def resolve(work: InWork, asked: shapes.Several) -> shapes.ResolvedList:
    """Refs in words."""
    return await lists.resolve(work, asked.ids)


@router.get("/things/{id_}", may="thing.read")
async def get_thing(work: InWork, id_: UUID) -> shapes.Detail:
    """A thing by itself."""
    return await get_detail(await gate.open(work, rules.THING_READ, id_))


@router.put("/things/{id_}/name", may="thing.rename")
async def rename(work: InWork, id_: UUID, asked: shapes.Name, request: Request) -> shapes.Item:
    """Another name."""
    opened = await gate.open(work, rules.THING_RENAME, id_)
    expect_revision(request, opened.thing.revision)
    await things.rename(opened, name=asked.name)
    return await get_item(work, id_)


@router.put("/things/{id_}/label", may="thing.label")
async def set_label(work: InWork, id_: UUID, asked: shapes.LabelChange, request: Request) -> shapes.Item:
    """Another label."""
    opened = await gate.open(work, rules.THING_LABEL, id_)
    expect_revision(request, opened.thing.revision)
    await things.set_label(opened, label=asked.label)
    # Nobody raises a label beyond what they may then see themselves: the refusal says what it would take.
    await gate.open(work, rules.THING_READ, id_)
    return await get_item(work, id_)


@router.put("/things/{id_}/star", may="thing.read", status_code=204)
async def star_thing(work: InWork, id_: UUID) -> None:
    """Keep it at hand, for myself."""
    await starring.star_thing(await gate.open(work, rules.THING_READ, id_))


@router.delete("/things/{id_}/star", may="thing.read", status_code=204)
async def unstar_thing(work: InWork, id_: UUID) -> None:
    """Keep it at hand no longer."""
    await starring.unstar_thing(await gate.open(work, rules.THING_READ, id_))


@router.get("/folders/{id_}/items", may="thing.read")
async def list_items(
    work: InWork,
    id_: UUID,
    sort: lists.Sort = "name",
    after: After = None,
    limit: Limit = 100,
    ids: Annotated[list[UUID] | None, Query(max_length=200)] = None,
) -> shapes.ItemPage:
    """What lies in a folder."""
    opened = await gate.open(work, rules.THING_READ, id_)
    return await lists.list_items(opened, sort=sort, after=after, limit=limit, ids=ids)


@router.post("/folders/{id_}/folders", may="folder.add", status_code=201)
async def add_folder(work: InWork, id_: UUID, asked: shapes.Name) -> shapes.Item:
    """A folder inside a folder."""
    node = await things.add_folder(await gate.open(work, rules.FOLDER_ADD, id_), name=asked.name)
    return await get_item(work, node.thing_id)


@router.post("/folders/{id_}/items", may="folder.add")
async def move_several(work: InWork, id_: UUID, asked: shapes.Several) -> shapes.Results:
    """Move things into a folder."""
    target = await gate.open(work, rules.FOLDER_ADD, id_)

    async def move(each: UUID) -> shapes.Result:
        opened = await gate.open(work, rules.THING_MOVE, each)
        before = opened.thing.folder
        await things.move(opened, target)
        return await _result(work, each, before=before)

    return await _each(work, asked.ids, move)


@router.delete("/folders/{id_}", may="folder.delete", status_code=204)
async def delete_folder(work: InWork, id_: UUID, request: Request) -> None:
    """A folder into the bin."""
    opened = await gate.open(work, rules.FOLDER_DELETE, id_)
    expect_revision(request, opened.thing.revision)
    await binning.delete_folder(opened)


async def _each(
    work: Work, ids: list[UUID], act: Callable[[UUID], Awaitable[shapes.Result]]
) -> shapes.Results:
    """Each by itself: what fails is told and does not stop the others."""
    results = []
    for id_ in dict.fromkeys(ids):
        try:
            async with attempt(work):
                results.append(await act(id_))
        except NotSignedIn:
            raise
        except Problem as problem:
            results.append(shapes.Result(id=id_, code=problem.code, params=problem.params))
    return shapes.Results(results=results)


async def _result(work: Work, id_: UUID, *, before: UUID | None = None) -> shapes.Result:
    items = await get_items(work, [id_])
    return shapes.Result(id=id_, item=items[0] if items else None, before=before)
