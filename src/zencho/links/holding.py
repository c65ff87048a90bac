"""Who has no account and holds a share link: told by a cookie, and asked for by a few addresses alone.

Everywhere else they are nobody, so that no list, name or number inside the city is one forgotten condition
away from people outside.
"""

import re

from starlette.requests import Request, cookie_parser
from starlette.responses import Response

from zencho.gate.actors import LinkHolder
from zencho.kernel.work import Work
from zencho.links.queries.sharing import find_visits
from zencho.sessions.tokens import hash_of

COOKIE = "__Host-link"
MOST_LINKS = 8  # in one browser; the one opened longest ago goes first
_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# A reviewed list: each of these answers with nothing but what was shared.
_OPEN = re.compile(
    rf"/api/shared/things/{_ID}(/(items|archive))?"
    rf"|/api/files/{_ID}/(content|preview)"
    rf"|/api/documents/{_ID}/(state|images/{_ID})"
)


def is_open_to_holders(method: str, path: str) -> bool:
    """Whether who asks here may be the holder of a link."""
    return method in ("GET", "HEAD") and _OPEN.fullmatch(path) is not None


async def find_holder(work: Work, request: Request) -> LinkHolder | None:
    """Whoever holds the links that the request's cookie tells of; None where it tells of none that stands."""
    tokens = tokens_in(request.headers.get("cookie"))
    if not tokens or not is_open_to_holders(request.method, request.url.path):
        return None
    visits = await find_visits(work, [hash_of(token) for token in tokens])
    if not visits:
        return None
    return LinkHolder(tuple(principal for _, principal in visits), session_id=visits[0][0])


def tokens_in(cookie_header: str | None) -> list[str]:
    """The tokens in a Cookie header, the latest first."""
    kept = cookie_parser(cookie_header).get(COOKIE, "") if cookie_header else ""
    return [each for each in kept.split(".") if each][:MOST_LINKS]


def add_token(response: Response, request: Request, token: str) -> None:
    """Give the browser one more link to hold. It ends with the browser, or by the server's clock."""
    tokens = [token, *tokens_in(request.headers.get("cookie"))][:MOST_LINKS]
    response.set_cookie(COOKIE, ".".join(tokens), path="/", secure=True, httponly=True, samesite="lax")
