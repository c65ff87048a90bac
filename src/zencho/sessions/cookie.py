"""The cookie that is the session: `__Host-` binds it to this very host, scripts cannot read it."""

from starlette.requests import cookie_parser
from starlette.responses import Response

NAME = "__Host-session"


def set_cookie(response: Response, token: str) -> None:
    """Give the browser its session. No expiry: the server decides when it ends."""
    response.set_cookie(NAME, token, path="/", secure=True, httponly=True, samesite="lax")


def clear_cookie(response: Response) -> None:
    """Take it back."""
    response.delete_cookie(NAME, path="/", secure=True, httponly=True, samesite="lax")


def token_in(cookie_header: str | None) -> str | None:
    """The token in a Cookie header, if it has one."""
    return cookie_parser(cookie_header).get(NAME) if cookie_header else None
