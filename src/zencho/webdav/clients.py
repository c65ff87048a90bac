"""What a client says of itself: who asks, by which secret, and which program it is."""

import base64
import binascii
import re
from dataclasses import dataclass

from starlette.requests import Request

from zencho.sessions.tokens import hash_of

# Programs of one system that share what was typed once: Explorer and Office, Finder and its library.
_FAMILIES = (
    (re.compile(r"Microsoft|DavClnt|MSFrontPage|MS FrontPage", re.I), "Windows"),
    (re.compile(r"WebDAVFS|WebDAVLib", re.I), "macOS"),
)
_PRODUCT = re.compile(r"[A-Za-z0-9._-]{1,40}")
_SPACES = re.compile(r"[\s-]")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """A name and the hash of a secret, with the family of programs and the address they came from."""

    number: str
    secret_hash: bytes
    client: str
    address: str


def read_shown(request: Request) -> Shown | None:
    """What a request shows (RFC 7617); None where it shows nothing."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic" or len(value) > _LONGEST:
        return None
    try:
        number, colon, secret = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not colon or not secret:
        return None
    client = family_of(request.headers.get("user-agent", ""))
    return Shown(number.strip(), hash_secret(secret), client, address_of(request))


def hash_secret(typed: str) -> bytes:
    """Of a secret as it is shown, in groups, or as somebody typed it."""
    return hash_of(_SPACES.sub("", typed).lower())


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def family_of(user_agent: str) -> str:
    """`Windows`, `macOS`, or what the program calls itself (`rclone`); a program may call itself anything."""
    for mark, family in _FAMILIES:
        if mark.search(user_agent[:_LONGEST]):
            return family
    found = _PRODUCT.match(user_agent)
    return found[0] if found else "?"
