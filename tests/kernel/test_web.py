"""Routes: one transaction each, what they declare they open, one shape of error, a repeat answered once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import httpx
import psycopg
import pytest
from fastapi import FastAPI, Query, Request
from fastapi.responses import StreamingResponse
from sqlalchemy import text
from tests.kit.world import World

from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, Person
from zencho.gate.permissions import PERMISSIONS, Permission, Role
from zencho.kernel.errors import Problem
from zencho.kernel.ids import new_id
from zencho.kernel.web import (
    HEADERS,
    MOST_BODY_BYTES,
    Guard,
    InBegin,
    InWork,
    Router,
    answer_problems,
    expect_revision,
)
from zencho.kernel.work import Actor, Work

Client = httpx.AsyncClient


class TeapotOnly(Problem):
    """For these tests."""

    status = 418


async def _load(_work: Work, id_: UUID) -> UUID:
    return id_


READ = Permission("self.read", Role.VIEWER, _load, frozenset({"self"}))
router = Router(prefix="/api")


@router.get("/me", may="self.read")
async def me(work: InWork) -> dict[str, str]:
    opened = await gate.open_self(work, READ)
    return {"id": str(opened.thing)}


@router.get("/forgetful", may="self.read")
async def forgetful(work: InWork) -> dict[str, str]:
    return {"opened": "nothing"}


@router.post("/topics/{name}", public="for these tests anybody may", status_code=201)
async def add_topic(work: InWork, name: str, fail: bool = False, wait: float = 0) -> dict[str, str]:
    await work.db.execute(text("INSERT INTO topic (ref, seq) VALUES (:ref, 1)"), {"ref": name})
    await asyncio.sleep(wait)
    if fail:
        raise TeapotOnly(name=name)
    return {"name": name, "request": str(work.request_id)}


@router.get("/strict", public="for these tests anybody may")
async def strict(number: Annotated[int, Query(ge=1)]) -> int:
    return number


@router.put("/revised", public="for these tests anybody may")
async def revised(request: Request) -> str:
    expect_revision(request, 7)
    return "changed"


@router.post("/told", public="for these tests anybody may")
async def tell(told: dict[str, str]) -> int:
    return len(told["text"])


@router.put("/streamed", public="for these tests anybody may", own_work=True)
async def take_stream(request: Request) -> int:
    return sum([len(chunk) async for chunk in request.stream()])


@router.get("/broken", public="for these tests anybody may")
async def broken() -> None:
    raise LookupError("secret of the house")


@router.get("/stream", may="self.read", own_work=True)
async def stream(begin: InBegin) -> StreamingResponse:
    async with begin() as work:
        await gate.open_self(work, READ)

    async def parts() -> AsyncIterator[bytes]:
        # Nothing is held while bytes flow.
        yield str(work.db.in_transaction()).encode()

    return StreamingResponse(parts())


@pytest.fixture
async def person(world: World, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setitem(PERMISSIONS, READ.name, READ)
    return await world.person()


@pytest.fixture
async def client(world: World, person: Person) -> AsyncIterator[Client]:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    async def authenticate(work: Work, request: Request) -> Actor:
        return person if request.headers.get("x-who") == "me" else work.actor

    app.state.database, app.state.authenticate = world.database, authenticate
    app.state.anonymous, app.state.strict = Anonymous(), True
    app.add_middleware(Guard)
    answer_problems(app)
    app.include_router(router)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with Client(transport=transport, base_url="http://localhost", headers={"x-who": "me"}) as made:
        yield made


def topics(world: World) -> list[str]:
    with psycopg.connect(world.dsns.owner) as connection:
        return [ref for (ref,) in connection.execute("SELECT ref FROM topic ORDER BY ref").fetchall()]


async def test_who_asks_reaches_the_handler(client: Client, person: Person) -> None:
    assert (await client.get("/api/me")).json() == {"id": str(person.id)}


async def test_nobody_is_told_to_sign_in(client: Client) -> None:
    answer = await client.get("/api/me", headers={"x-who": "nobody"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


async def test_a_route_that_does_not_open_what_it_declares_fails(client: Client) -> None:
    answer = await client.get("/api/forgetful")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")


async def test_success_is_durable_and_failure_leaves_nothing(client: Client, world: World) -> None:
    assert (await client.post("/api/topics/kept")).status_code == 201
    assert topics(world) == ["kept"]
    answer = await client.post("/api/topics/lost?fail=true")
    assert answer.status_code == 418
    assert topics(world) == ["kept"]


async def test_errors_have_one_shape(client: Client) -> None:
    for request, status, code, params in (
        (client.post("/api/topics/x?fail=true"), 418, "teapot_only", {"name": "x"}),
        (client.get("/api/strict?number=0"), 422, "invalid_request", None),
        (client.get("/api/nowhere"), 404, "not_found", {}),
        (client.delete("/api/me"), 405, "http", {}),
    ):
        answer = await request
        body = answer.json()
        assert list(body) == ["type", "title", "status", "code", "params"]
        assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
        assert params is None or body["params"] == params
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_that_is_read_whole_is_bounded(client: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        yield b'{"text": "'
        for _ in range(100):
            taken += 1
            yield b"x" * 2**20

    for headers in ({}, {"x-who": "nobody"}, {"content-length": "20"}):
        taken = 0
        answer = await client.post(
            "/api/told", content=endless(), headers={"content-type": "application/json"} | headers
        )
        assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (413, 413, "http")
        assert taken <= MOST_BODY_BYTES // 2**20 + 1
    fits = {"text": "x" * (MOST_BODY_BYTES - 100)}
    assert (await client.post("/api/told", json=fits)).json() == MOST_BODY_BYTES - 100
    streamed = await client.put("/api/streamed", content=b"x" * (MOST_BODY_BYTES + 1))
    assert streamed.json() == MOST_BODY_BYTES + 1


async def test_what_nobody_foresaw_tells_nothing_of_the_house(client: Client) -> None:
    answer = await client.get("/api/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["params"]["request_id"]


async def test_every_answer_has_its_headers(client: Client) -> None:
    for path in ("/api/me", "/api/nowhere", "/api/broken"):
        answer = await client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name.decode()] == value.decode(), (path, name)
        assert answer.headers["cache-control"] == "no-store"
    assert (
        "unsafe-inline"
        not in HEADERS[b"content-security-policy"].decode().split("script-src")[1].split(";")[0]
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),  # not a browser
        ({"sec-fetch-site": "same-origin"}, 201),
        ({"sec-fetch-site": "none"}, 201),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://localhost"}, 201),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, 403),
    ],
)
async def test_a_change_comes_from_our_own_pages(
    client: Client, headers: dict[str, str], status: int, world: World
) -> None:
    answer = await client.post("/api/topics/x", headers=headers)
    assert answer.status_code == status
    assert topics(world) == (["x"] if status == 201 else [])


async def test_a_repeat_gets_the_first_answer_and_changes_nothing(client: Client, world: World) -> None:
    key = {"idempotency-key": str(new_id())}
    first = await client.post("/api/topics/once", headers=key)
    again = await client.post("/api/topics/once", headers=key)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert topics(world) == ["once"]


async def test_two_at_once_are_one(client: Client, world: World) -> None:
    key = {"idempotency-key": str(new_id())}
    answers = await asyncio.gather(*(client.post("/api/topics/once?wait=0.1", headers=key) for _ in range(3)))
    assert {answer.text for answer in answers} == {answers[0].text}
    assert topics(world) == ["once"]


async def test_a_key_for_something_else_is_refused(client: Client, world: World) -> None:
    key = {"idempotency-key": str(new_id())}
    await client.post("/api/topics/one", headers=key)
    answer = await client.post("/api/topics/other", headers=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert topics(world) == ["one"]


async def test_a_failed_try_may_be_tried_again(client: Client, world: World) -> None:
    key = {"idempotency-key": str(new_id())}
    assert (await client.post("/api/topics/x?fail=true", headers=key)).status_code == 418
    assert (await client.post("/api/topics/x?fail=true", headers=key)).status_code == 418
    assert topics(world) == []


async def test_another_persons_key_is_another_key(client: Client, world: World, person: Person) -> None:
    """Behind the wall, too: answers kept are for the one who asked."""
    key = str(new_id())
    await client.post("/api/topics/one", headers={"idempotency-key": key})
    other = await world.person()
    count = text("SELECT count(*) FROM idempotency")
    async with world.as_(other) as work:
        assert await work.db.scalar(count) == 0
    async with world.as_(person) as work:
        assert await work.db.scalar(count) == 1


async def test_if_match(client: Client) -> None:
    assert (await client.put("/api/revised")).status_code == 200
    assert (await client.put("/api/revised", headers={"if-match": '"7"'})).status_code == 200
    stale = await client.put("/api/revised", headers={"if-match": '"6"'})
    assert (stale.status_code, stale.json()["params"]) == (412, {"revision": 7})


async def test_a_stream_holds_no_transaction(client: Client) -> None:
    assert (await client.get("/api/stream")).text == "False"
