"""HTTP as everyone above sees it: a route is one transaction and names what it asks of the gate.

`Router` refuses a route that says neither `may=` (the permission it opens) nor `public=` (why nobody
is asked), and `refuse_undeclared` stops the server where one came in by another way. The transaction
ends before the answer leaves, so an answer of success is always durable.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from starlette import exceptions
from starlette.types import Message, Receive, Scope, Send

from zencho.kernel.errors import CrossOrigin, InvalidRequest, KeyReused, Problem, Stale
from zencho.kernel.ids import new_id
from zencho.kernel.logs import log
from zencho.kernel.tables import idempotency
from zencho.kernel.work import Actor, Database, Work

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BODY_BYTES = 4 * 2**20  # of what is read whole; what streams has limits of its own
Authenticate = Callable[[Work, Request], Awaitable[Actor]]
Begin = Callable[[], AbstractAsyncContextManager[Work]]
Handler = Callable[..., Any]


class UndeclaredRoute(RuntimeError):
    """A route that says neither `may=` nor `public=`; the server does not start."""


class _Route(APIRoute):
    """Wraps the handler in one `Work`; `own_work` ones (streams) open theirs with `InBegin`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        extra = self.openapi_extra or {}

        async def run(request: Request) -> Response:
            _check_origin(request)
            request.state.may = extra.get("x-may")
            request.state.opened = set()
            if self.body_field is not None or not extra.get("x-own-work"):
                request = Request(request.scope, _bounded(request.receive))
            if extra.get("x-own-work"):
                answer = await handle(request)
                _check_opened(request)
                return answer
            async with begin(request) as work:
                request.state.work = work
                answer = await _once(work, request, handle)
                request.state.opened |= work.permissions
                _check_opened(request)
                return answer

        return run


def _bounded(receive: Receive) -> Receive:
    """What a route reads whole comes to its end here: most are asked before it is known who asks."""
    left = MOST_BODY_BYTES

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413)
        return message

    return bounded


def begin(request: Request) -> AbstractAsyncContextManager[Work]:
    """A transaction for the request's actor. Raises NotSignedIn and what `authenticate` raises."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Work]:
        database: Database = request.app.state.database
        authenticate: Authenticate = request.app.state.authenticate
        anonymous, request_id = request.app.state.anonymous, request.state.request_id
        async with database.work(anonymous, request_id=request_id, is_named=False) as work:
            await database.rename_actor(work, await authenticate(work, request))
            yield work
            request.state.opened |= work.permissions

    return opened()


def _check_opened(request: Request) -> None:
    """In tests: what a route declares, it must have opened by the time it answers well."""
    may, opened = request.state.may, request.state.opened
    if may and request.app.state.strict and may not in opened:
        raise UndeclaredRoute(f"{request.url.path} declares {may}, opened {sorted(opened)}")


async def _work_of(request: Request) -> Work:
    return cast(Work, request.state.work)


async def _begin_of(request: Request) -> Begin:
    return lambda: begin(request)


InWork = Annotated[Work, Depends(_work_of)]
InBegin = Annotated[Begin, Depends(_begin_of)]


class Router(APIRouter):
    """Routes of one feature. `may` names the permission that every call opens; `public` says why none is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=_Route, **options)

    def declare(self, method: str, path: str, **says: Any) -> Callable[[Handler], Handler]:
        may, public = says.pop("may", None), says.pop("public", None)
        if (may is None) == (public is None):
            raise UndeclaredRoute(f"{method} {path} must say may= or public=")
        extra = {"x-may": may} if may else {"x-public": public}
        if says.pop("own_work", False):
            extra["x-own-work"] = "yes"
        return super().api_route(path, methods=[method], openapi_extra=extra, **says)

    # Each takes `may` or `public`, `own_work=True` for handlers that take InBegin and open their own
    # transactions (streams), and what FastAPI's own take.
    def get(self, path: str, **says: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        return self.declare("GET", path, **says)

    def post(self, path: str, **says: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        return self.declare("POST", path, **says)

    def put(self, path: str, **says: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        return self.declare("PUT", path, **says)

    def patch(self, path: str, **says: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        return self.declare("PATCH", path, **says)

    def delete(self, path: str, **says: Any) -> Callable[[Handler], Handler]:  # type: ignore[override]
        return self.declare("DELETE", path, **says)


def expect_revision(request: Request, revision: int) -> None:
    """Raises Stale where the request's If-Match names another revision of the thing."""
    wanted = request.headers.get("if-match")
    if wanted is not None and wanted.strip('W/"') != str(revision):
        raise Stale(revision=revision)


async def _once(work: Work, request: Request, handle: Callable[[Request], Awaitable[Response]]) -> Response:
    """Run a change under its Idempotency-Key: a repeat waits for the first and gets the same answer."""
    key = request.headers.get("idempotency-key")
    if key is None or request.method in SAFE_METHODS or work.actor.id is None:
        return await handle(request)
    if len(key) > 200:
        raise InvalidRequest(fields=["Idempotency-Key"])
    digest = hashlib.sha256(await request.body()).hexdigest()
    name = f"{request.method} {request.url.path} {digest}"
    mine = {"actor_id": work.actor.id, "key": key}
    first = await work.db.execute(
        insert(idempotency)
        .values(**mine, request=name, at=work.now)
        .on_conflict_do_nothing()
        .returning(idempotency.c.key)
    )
    same = (idempotency.c.actor_id == work.actor.id) & (idempotency.c.key == key)
    if first.first() is None:
        stored = (await work.db.execute(select(idempotency).where(same))).one()
        if stored.request != name:
            raise KeyReused
        work.permissions.add(request.state.may)
        return Response(stored.body, stored.status, media_type="application/json")
    answer = await handle(request)
    await work.db.execute(
        update(idempotency).where(same).values(status=answer.status_code, body=bytes(answer.body))
    )
    return answer


def _check_origin(request: Request) -> None:
    """A change must come from our own pages: Fetch Metadata first, Origin where a client lacks it."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise CrossOrigin
        return
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        raise CrossOrigin


def answer_problems(app: FastAPI) -> None:
    """Give every error the one shape."""

    def answer(problem: Problem) -> Response:
        retry = problem.params.get("retry_seconds")
        headers = {"Retry-After": str(retry)} if retry is not None else {}
        return JSONResponse(problem.as_json(), problem.status, headers, media_type="application/problem+json")

    async def on_problem(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return answer(error)

    async def on_validation(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = [{"at": [str(part) for part in e["loc"]], "kind": e["type"]} for e in error.errors()]
        return answer(InvalidRequest(fields=fields))

    async def on_http(_request: Request, error: Exception) -> Response:
        assert isinstance(error, exceptions.HTTPException)
        body = Problem().as_json() | {"status": error.status_code, "code": "not_found", "title": "not_found"}
        if error.status_code != 404:
            body |= {"code": "http", "title": "http"}
        return JSONResponse(body, error.status_code, media_type="application/problem+json")

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(exceptions.HTTPException, on_http)


def refuse_undeclared(app: FastAPI, *, mounts: frozenset[str] = frozenset()) -> None:
    """Raises UndeclaredRoute for any route or mount that does not say what it asks of the gate."""
    for route in list_routes(app.routes):
        extra = getattr(route, "openapi_extra", None) or {}
        path = getattr(route, "path", repr(route))
        if not ({"x-may", "x-public"} & set(extra)) and path not in mounts:
            raise UndeclaredRoute(f"{path} says neither may= nor public=")


def list_routes(routes: Iterable[Any]) -> Iterator[Any]:
    """All routes and mounts, also those of included routers."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from list_routes(included.routes)


# BlockNote positions its menus with inline styles; scripts stay strict.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"same-origin",
    b"x-content-type-options": b"nosniff",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware: a request id, and the security headers on every answer that lacks its own.

    What nobody foresaw is answered here too: Starlette would do it outside of us, without the headers.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = scope.setdefault("state", {})["request_id"] = new_id()
        is_started = False

        async def guarded(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                present = {name.lower() for name, _ in message["headers"]}
                headers = list(message["headers"])
                headers += [(name, value) for name, value in HEADERS.items() if name not in present]
                if scope["path"].startswith("/api") and b"cache-control" not in present:
                    headers.append((b"cache-control", b"no-store"))
                message["headers"] = headers
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            log.error("unexpected", exc_info=error, request_id=str(request_id))
            if is_started:
                raise
            await _answer_unexpected(request_id)(scope, receive, guarded)


def _answer_unexpected(request_id: UUID) -> Response:
    body = {"type": "about:blank", "title": "unexpected", "status": 500, "code": "unexpected"}
    params = {"request_id": str(request_id)}
    return JSONResponse(body | {"params": params}, 500, media_type="application/problem+json")
