"""HTTP of the organisation. Everyone signed in looks up; who manages the agency changes."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zencho.gate import opening as gate
from zencho.kernel.errors import InvalidRequest
from zencho.kernel.web import InWork, Router
from zencho.people import shapes
from zencho.people.actions import absences, groups, persons, posts, units
from zencho.people.queries import cards, directory, names, picking
from zencho.people.queries import groups as group_queries
from zencho.people.rules import ABSENCE_SET, AGENCY, DIRECTORY_READ, NAMES_READ, PEOPLE_MANAGE

router = Router(prefix="/api")
Limit = Annotated[int, Query(ge=1, le=200)]
MOST_NAMES = 300


@router.get("/names", may="names.read")
async def list_names(work: InWork, ids: Annotated[list[UUID], Query()]) -> shapes.Names:
    opened = await gate.open_self(work, NAMES_READ)
    if len(ids) > MOST_NAMES:
        raise InvalidRequest(fields=["ids"])
    return shapes.Names(await names.list_names(opened, ids))


@router.get("/principals", may="directory.read")
async def search_principals(
    work: InWork, query: Annotated[str, Query(max_length=100)], limit: Annotated[int, Query(ge=1, le=20)] = 6
) -> shapes.Picks:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return shapes.Picks(await picking.search_principals(opened, query=query, limit=limit))


@router.get("/people", may="directory.read")
async def search_people(
    work: InWork,
    query: Annotated[str, Query(max_length=100)] = "",
    *,
    away: bool = False,
    after: UUID | None = None,
    limit: Limit = 50,
) -> shapes.PersonPage:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return await directory.search_people(opened, query=query, is_away=away, after=after, limit=limit)


@router.post("/people", may="people.manage", status_code=201)
async def add_person(work: InWork, wanted: shapes.PersonWanted) -> shapes.Made:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return shapes.Made(await persons.add_person(opened, number=wanted.number, naming=_naming(wanted)))


@router.get("/people/{person_id}", may="directory.read")
async def open_person(work: InWork, person_id: UUID) -> shapes.PersonCard:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return await cards.open_person(opened, person_id)


@router.patch("/people/{person_id}", may="people.manage", status_code=204)
async def rename_person(work: InWork, person_id: UUID, wanted: shapes.PersonRenaming) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await persons.rename_person(opened, person_id, naming=_naming(wanted), number=wanted.number)


@router.post("/people/{person_id}/posts", may="people.manage", status_code=201)
async def add_post(work: InWork, person_id: UUID, wanted: shapes.PostWanted) -> shapes.Made:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return shapes.Made(await posts.add_post(opened, person=person_id, **dict(wanted)))


@router.post("/posts/{post_id}/end", may="people.manage", status_code=204)
async def end_post(work: InWork, post_id: UUID, wanted: shapes.PostEndWanted) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await posts.end_post(opened, post_id, on=wanted.on)


@router.post("/me/absences", may="absence.set", status_code=201)
async def set_own_absence(work: InWork, wanted: shapes.AbsenceWanted) -> shapes.Made:
    opened = await gate.open_self(work, ABSENCE_SET)
    return shapes.Made(await absences.set_absence(opened, **dict(wanted)))


@router.delete("/me/absences/{absence_id}", may="absence.set", status_code=204)
async def remove_own_absence(work: InWork, absence_id: UUID) -> None:
    await absences.remove_absence(await gate.open_self(work, ABSENCE_SET), absence_id)


@router.post("/people/{person_id}/absences", may="people.manage", status_code=201)
async def set_absence(work: InWork, person_id: UUID, wanted: shapes.AbsenceWanted) -> shapes.Made:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return shapes.Made(await absences.set_absence(opened, person=person_id, **dict(wanted)))


@router.delete("/people/{person_id}/absences/{absence_id}", may="people.manage", status_code=204)
async def remove_absence(work: InWork, person_id: UUID, absence_id: UUID) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await absences.remove_absence(opened, absence_id, person=person_id)


@router.get("/units", may="directory.read")
async def list_units(work: InWork, parent: UUID | None = None) -> shapes.UnitLines:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return shapes.UnitLines(await cards.list_units(opened, parent=parent))


@router.post("/units", may="people.manage", status_code=201)
async def add_unit(work: InWork, wanted: shapes.UnitWanted) -> shapes.Made:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return shapes.Made(await units.add_unit(opened, **dict(wanted)))


@router.get("/units/{unit_id}", may="directory.read")
async def open_unit(work: InWork, unit_id: UUID) -> shapes.UnitCard:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return await cards.open_unit(opened, unit_id)


@router.patch("/units/{unit_id}", may="people.manage", status_code=204)
async def rename_unit(work: InWork, unit_id: UUID, wanted: shapes.UnitRenaming) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await units.rename_unit(opened, unit_id, **dict(wanted))


@router.get("/units/{unit_id}/people", may="directory.read")
async def list_unit_people(
    work: InWork,
    unit_id: UUID,
    order: shapes.Order = "reading",
    after: UUID | None = None,
    limit: Limit = 50,
) -> shapes.PersonPage:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return await directory.list_unit_people(opened, unit_id, order=order, after=after, limit=limit)


@router.get("/ranks", may="directory.read")
async def list_ranks(work: InWork) -> shapes.Ranks:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return shapes.Ranks(await cards.list_ranks(opened))


@router.get("/groups", may="directory.read")
async def list_groups(work: InWork) -> shapes.GroupLines:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return await group_queries.list_groups(opened)


@router.post("/groups", may="people.manage", status_code=201)
async def add_group(work: InWork, wanted: shapes.GroupWanted) -> shapes.Made:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    return shapes.Made(await groups.add_group(opened, name=wanted.name, reading=wanted.reading))


@router.get("/groups/{group_id}", may="directory.read")
async def open_group(work: InWork, group_id: UUID) -> shapes.GroupCard:
    opened = await gate.open(work, DIRECTORY_READ, AGENCY)
    return await group_queries.open_group(opened, group_id)


@router.patch("/groups/{group_id}", may="people.manage", status_code=204)
async def rename_group(work: InWork, group_id: UUID, wanted: shapes.GroupWanted) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await groups.rename_group(opened, group_id, name=wanted.name, reading=wanted.reading)


@router.post("/groups/{group_id}/members", may="people.manage", status_code=204)
async def add_group_member(work: InWork, group_id: UUID, wanted: shapes.MemberWanted) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await groups.add_group_member(opened, group_id, ref=wanted.id, **wanted.model_dump(exclude={"id"}))


@router.delete("/groups/{group_id}/members/{ref}", may="people.manage", status_code=204)
async def remove_group_member(work: InWork, group_id: UUID, ref: UUID) -> None:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    await groups.remove_group_member(opened, group_id, ref=ref)


def _naming(wanted: shapes.NamingWanted) -> persons.Naming:
    return persons.Naming(**wanted.model_dump(exclude={"number"}))
