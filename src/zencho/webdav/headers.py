"""What the headers of WebDAV say: how deep, how long, where to, and whether what lies there may go."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import quote, unquote_to_bytes, urlsplit

from zencho.webdav.answers import Turned

BASE = "/dav"
MOST_SEGMENTS = 110
Depth = Literal["0", "1", "infinity"]
SHORTEST, USUAL, LONGEST = 60, 600, 3600  # seconds of a lock
_SAFE = "!$&'()*+,;=:@-._~"


def read_path(raw: bytes | str) -> tuple[str, ...]:
    """The names in a path below `/dav`, as they were meant (form C). Raises Turned (400, 404)."""
    written = raw.decode("latin-1") if isinstance(raw, bytes) else raw
    written = written.partition("?")[0]
    if written != BASE and not written.startswith(BASE + "/"):
        raise Turned(404)
    parts = [part for part in written[len(BASE) :].split("/") if part]
    if len(parts) > MOST_SEGMENTS:
        raise Turned(414)
    try:
        names = [unquote_to_bytes(part).decode() for part in parts]
    except UnicodeDecodeError:
        raise Turned(400) from None
    if any(name in (".", "..") or "/" in name or "\0" in name for name in names):
        raise Turned(400)
    return tuple(unicodedata.normalize("NFC", name) for name in names)


def write_path(names: Sequence[str], *, is_folder: bool) -> str:
    """The path of a thing, as it travels."""
    path = BASE + "".join(f"/{quote(name, safe=_SAFE)}" for name in names)
    return f"{path}/" if is_folder else path


def read_destination(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Where a copy or a move goes. Raises Turned: 400, 502 where that is another server."""
    written = headers.get("destination", "")
    parts = urlsplit(written)
    if not parts.path.startswith("/"):
        raise Turned(400)
    # A proxy may have changed the scheme on the way; the host is what the client calls us.
    if parts.netloc and parts.netloc.rpartition("@")[2].lower() != headers.get("host", "").lower():
        raise Turned(502)
    try:
        return read_path(parts.path)
    except Turned as turned:
        raise Turned(502 if turned.status == 404 else turned.status) from None


def read_resource(written: str, host: str) -> tuple[str, ...] | None:
    """The names that a tag of an If header means; None where it means nothing of ours."""
    parts = urlsplit(written)
    if parts.netloc and parts.netloc.rpartition("@")[2].lower() != host.lower():
        return None
    try:
        return read_path(parts.path)
    except Turned:
        return None


def read_depth(headers: Mapping[str, str], *, otherwise: Depth, known: Sequence[Depth]) -> Depth:
    """Raises Turned (400) for a depth that makes no sense here."""
    depth = headers.get("depth", otherwise).strip().lower()
    for each in known:
        if depth == each:
            return each
    raise Turned(400)


def is_overwriting(headers: Mapping[str, str]) -> bool:
    """Raises Turned (400)."""
    said = headers.get("overwrite", "T").strip().upper()
    if said not in ("T", "F"):
        raise Turned(400)
    return said == "T"


def read_timeout(headers: Mapping[str, str]) -> int:
    """For how many seconds a client wants to hold a lock, within our bounds."""
    said = headers.get("timeout", "")
    if re.match(r"\s*infinite", said, re.I):
        return LONGEST
    found = re.search(r"second-([0-9]{1,10})", said, re.I)
    return min(max(int(found[1]), SHORTEST), LONGEST) if found else USUAL


def read_token(headers: Mapping[str, str]) -> str:
    """The token in a Lock-Token header. Raises Turned (400)."""
    found = re.fullmatch(r"\s*<([^<>]+)>\s*", headers.get("lock-token", ""))
    if found is None:
        raise Turned(400)
    return found[1]
