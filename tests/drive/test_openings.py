"""Who opened a thing is told to whoever manages it, its readers know so, and the agency's policy ends it."""

from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import ARRAY, Uuid, bindparam, text
from tests.drive.conftest import Section

from zencho.drive import rules
from zencho.gate import opening as gate
from zencho.gate.policy import SHIPPED

OFF = """
@id("openings-are-nobodys") forbid (principal, action == Action::"thing.openings", resource);
"""


async def openings(section: Section, id_: UUID) -> dict[Any, tuple[int, int, bool]]:
    """By whom it is given to: people, of whom opened, and whether a time is told."""
    shares = (await section["管理"].get(f"/api/things/{id_}/openings")).json()["shares"]
    return {
        each["party"]["id"]: (each["people"], each["opened"], each["last"] is not None) for each in shares
    }


async def look(section: Section, id_: UUID, *, by: str) -> None:
    answer = await section[by].get(f"/api/files/{id_}/content", params={"inline": "true"})
    assert answer.status_code == 200, answer.text


async def test_who_may(section: Section) -> None:
    file = await section.file("通知.txt")
    expected = [200, 403, 403, 403, 404, 404, 404]
    assert await section.statuses("GET", f"/api/things/{file}/openings") == expected
    one = f"/api/things/{file}/openings/people?ids={section.id_of('閲覧')}"
    assert await section.statuses("GET", one) == expected
    assert (await section["管理"].get(f"/api/things/{section.root}/openings")).status_code == 404  # a folder


async def test_unread_and_opened(section: Section) -> None:
    file = await section.file("通知.txt")
    unit, person = str(section.office.units["財政課"]), str(section.id_of("意見"))
    before = await openings(section, file)
    assert (before[unit], before[person]) == ((1, 0, False), (1, 0, False))
    for _ in range(2):
        await look(section, file, by="閲覧")
    await look(section, file, by="意見")
    after = await openings(section, file)
    assert (after[unit], after[person]) == ((1, 1, True), (1, 1, True))
    asked = [section.id_of(each) for each in ("閲覧", "編集", "他人")]
    path = f"/api/things/{file}/openings/people"
    people = (await section["管理"].get(path, params={"ids": list(map(str, asked))})).json()["people"]
    assert [(each["person"], each["opened_at"] is not None) for each in people] == [
        (str(asked[0]), True),
        (str(asked[1]), False),
    ]


async def test_who_lost_the_right_is_not_told_of(section: Section) -> None:
    file = await section.file("通知.txt")
    await look(section, file, by="閲覧")
    await section.share(section.root, take=[section.unit("財政課")])
    path = f"/api/things/{file}/openings/people"
    people = (await section["管理"].get(path, params={"ids": str(section.id_of("閲覧"))})).json()["people"]
    assert people == []


async def test_readers_know_and_the_policy_ends_it(section: Section) -> None:
    file = await section.file("通知.txt")

    async def told() -> list[bool]:
        details = [(await section[by].get(f"/api/things/{file}")).json() for by in ("管理", "閲覧")]
        return [each["openings_told"] for each in details]

    assert await told() == [True, True]
    assert not (await section["閲覧"].get(f"/api/things/{section.root}")).json()["openings_told"]
    _set_policy(section, OFF)
    assert await told() == [False, False]
    refused = await section["管理"].get(f"/api/things/{file}/openings")
    assert (refused.status_code, refused.json()["params"]["rules"]) == (403, ["openings-are-nobodys"])


async def test_whoever_only_opened_it_to_read_learns_nothing(section: Section) -> None:
    """The second wall: the functions answer where the thing was opened as who manages it."""
    file = await section.file("通知.txt")
    await look(section, file, by="閲覧")
    asked = text("SELECT count(*) FROM drive_list_openings(:thing, :people)").bindparams(
        bindparam("people", [section.id_of("閲覧")], ARRAY(Uuid)), thing=file
    )
    async with section.world.as_(await section.actor("管理")) as work:
        await gate.open(work, rules.THING_READ, file)
        assert await work.db.scalar(asked) == 0
        await gate.open(work, rules.THING_OPENINGS, file)
        assert await work.db.scalar(asked) == 1


def _set_policy(section: Section, more: str) -> None:
    with psycopg.connect(section.world.dsns.owner) as connection:
        connection.execute("INSERT INTO policy (text, saved_at) VALUES (%s, now())", [SHIPPED + more])
