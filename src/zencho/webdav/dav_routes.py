"""The methods of WebDAV (RFC 4918), each below `/dav`. Who asks shows an app password in each call; each
opens `webdav.use` as its person, and for what it does the permission of the same act in the page."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from zencho.kernel.errors import NotSignedIn, Problem
from zencho.kernel.web import Begin, Handler, InBegin, Router
from zencho.webdav import carrying, finding, holding, noting, putting
from zencho.webdav.answers import Turned, turn_away
from zencho.webdav.calling import Call, count_failure, open_call
from zencho.webdav.problems import OfAnotherProgram

router = Router(tags=["webdav"])
PATH = "/dav{rest:path}"
SWALLOWED_BYTES = 32 * 2**20
Answering = Callable[[Call], Awaitable[Response]]
METHODS: dict[str, Answering] = {
    "GET": finding.get,
    "HEAD": finding.head,
    "PROPFIND": finding.propfind,
    "PROPPATCH": noting.proppatch,
    "PUT": putting.put,
    "MKCOL": putting.mkcol,
    "DELETE": putting.delete,
    "COPY": carrying.copy,
    "MOVE": carrying.move,
    "LOCK": holding.lock,
    "UNLOCK": holding.unlock,
}
HEADERS = {"dav": "1, 2", "ms-author-via": "DAV", "allow": ", ".join(["OPTIONS", *METHODS])}


@router.declare(
    "OPTIONS", PATH, public="says what the protocol can do, and nothing of anybody", own_work=True
)
async def options(request: Request) -> Response:
    """Programs ask this before they show anything."""
    if not request.app.state.webdav:
        return turn_away(Turned(404))
    return Response(headers=HEADERS)


def _declare(method: str, answering: Answering) -> None:
    async def answer(request: Request, begin: InBegin) -> Response:
        return await _told(request, begin, answering)

    handler: Handler = answer
    handler.__name__ = f"dav_{method.lower()}"
    router.declare(method, PATH, may="webdav.use", own_work=True, response_class=Response)(handler)


async def _told(request: Request, begin: Begin, answering: Answering) -> Response:
    """Whatever stands against it is said in the protocol's words."""
    try:
        return await answering(open_call(request, begin))
    except (Turned, Problem) as fault:
        answer = turn_away(await _counted(request, begin, fault))
    except ClientDisconnect:
        answer = Response(status_code=400)  # nobody hears it
    # Only an answer of success must have opened what its route declares.
    request.state.opened.add(request.state.may)
    announced = request.headers.get("content-length", "0")
    if "transfer-encoding" in request.headers or not announced.isdigit() or int(announced) > SWALLOWED_BYTES:
        answer.headers["connection"] = "close"  # what still comes is not waited for
    return answer


async def _counted(request: Request, begin: Begin, fault: Turned | Problem) -> Turned | Problem:
    if isinstance(fault, NotSignedIn | OfAnotherProgram):
        try:
            await count_failure(request, begin, of_another=isinstance(fault, OfAnotherProgram))
        except Problem as problem:
            return problem
    return fault


for _method, _answering in METHODS.items():
    _declare(_method, _answering)
