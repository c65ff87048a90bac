"""Asking to be let in: always the same answer; those who manage hear of what exists."""

from uuid import UUID, uuid4

from sqlalchemy import text
from tests.drive.conftest import Section

ASK = {"reason": "清掃委託の積算で面積を確かめたいです", "role": "viewer"}


async def ask(section: Section, id_: UUID, *, by: str = "他人", **asked: str) -> tuple[int, bytes, set[str]]:
    answer = await section[by].post(f"/api/things/{id_}/access-requests", json=ASK | asked)
    return answer.status_code, answer.content, set(answer.headers)


async def waiting(section: Section, *, by: str = "管理") -> list[dict[str, str]]:
    return list((await section[by].get("/api/access-requests")).json()["requests"])


async def events(section: Section, name: str) -> int:
    async with section.world.as_system() as work:
        return int(
            await work.db.scalar(text("SELECT count(*) FROM outbox WHERE name = :name"), {"name": name}) or 0
        )


async def test_the_answer_tells_nothing(section: Section) -> None:
    id_ = await section.file("a")
    exists, missing = await ask(section, id_), await ask(section, uuid4())
    agency = await ask(section, UUID("00000000-0000-7000-8000-000000000001"))
    assert exists == missing == agency
    assert exists[:2] == (202, b"")
    assert await events(section, "AccessAsked") == 1


async def test_nobody_signed_in(section: Section) -> None:
    async with section.office.browser() as browser:
        answer = await browser.post(f"/api/things/{section.root}/access-requests", json=ASK)
    assert answer.status_code == 401


async def test_who_sees_it(section: Section) -> None:
    id_ = await section.file("a")
    await ask(section, id_)
    path = f"/api/things/{id_}/access-requests"
    assert await section.statuses("GET", path) == [200, 403, 403, 403, 404, 404, 404]
    for name in section.browsers:
        seen = await waiting(section, by=name)
        assert [each["thing"] for each in seen] == ([str(id_)] if name.startswith("管理") else [])
    (request,) = await waiting(section)
    assert (request["name"], request["reason"]) == ("a", ASK["reason"])
    assert request["person"] == str(section.id_of("他人"))


async def test_asked_twice_waits_once(section: Section) -> None:
    await ask(section, section.root)
    await ask(section, section.root, reason="あすの会議で使います", role="editor")
    (request,) = await waiting(section)
    assert (request["reason"], request["role"]) == ("あすの会議で使います", "editor")
    assert await events(section, "AccessAsked") == 1


async def answer(section: Section, request: dict[str, str], *, by: str = "管理", **said: object) -> int:
    path = f"/api/things/{request['thing']}/access-requests/{request['id']}"
    return (await section[by].post(path, json=said)).status_code


async def test_who_may_answer(section: Section) -> None:
    await ask(section, section.root)
    (request,) = await waiting(section)
    statuses = [await answer(section, request, by=name, grant=True) for name in section.browsers]
    #                   manager editor commenter viewer asker (sees it by now) …
    assert statuses == [204, 403, 403, 403, 403, 404, 404]


async def test_granted(section: Section) -> None:
    id_ = await section.file("a")
    await ask(section, id_)
    (request,) = await waiting(section)
    assert await answer(section, request, grant=True, role="editor") == 204
    other = await section.actor("他人")
    assert await section.world.may(other, "thing.rename", id_) == "open"
    assert await section.world.may(other, "thing.read", section.root) == "unseen"
    assert await waiting(section) == []
    assert await answer(section, request, grant=False) == 409
    assert await events(section, "AccessAnswered") == 1


async def test_declined(section: Section) -> None:
    id_ = await section.file("a")
    await ask(section, id_)
    (request,) = await waiting(section)
    assert await answer(section, request, grant=False) == 204
    assert await section.world.may(await section.actor("他人"), "thing.read", id_) == "unseen"
    assert await ask(section, id_) == await ask(section, uuid4())
    assert len(await waiting(section)) == 1


async def test_until_the_day_asked_for(section: Section) -> None:
    id_ = await section.file("a")
    await ask(section, id_, until="2099-03-31")
    (request,) = await waiting(section)
    await answer(section, request, grant=True)
    sharing = (await section["管理"].get(f"/api/things/{id_}/sharing")).json()
    assert sharing["shares"][0]["ends"] == "2099-03-31T15:00:00Z"


async def test_a_request_of_another_thing(section: Section) -> None:
    """A manager of one thing answers no request for another by way of it."""
    own = await section.folder("中", await section.own("編集"), by="編集")
    await ask(section, section.root)
    (request,) = await waiting(section)
    assert await answer(section, request | {"thing": str(own)}, by="編集", grant=True) == 409
    assert await section.world.may(await section.actor("他人"), "thing.read", section.root) == "unseen"
