"""The files of the web app: read once, compressed once, and one page for every address a person types.

Files under `assets/` carry a hash in their names, so browsers keep them for ever; everything else is
asked for again, and answered with 304 where it is the same.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

import zencho
from zencho.kernel.web import HEADERS

STATIC = Path(zencho.__file__).parent / "static"
COMPRESSIBLE = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "text/plain"}
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
}
# Paths of programs: an unknown one is an honest 404, not a page.
NOT_PAGES = ("api/", "live", "wopi/", "assets/", "healthz", "readyz", "metrics")
# Where the page holds the office editor.
HOLDS_EDITOR = re.compile(r"drive/files/[^/]+/edit/?")


def policy_framing(origin: str) -> str:
    """The page's policy with one origin that it may frame and send a form to."""
    policy = HEADERS[b"content-security-policy"].decode()
    widened = policy.replace("form-action 'self'", f"form-action {origin}")
    assert widened != policy
    return f"{widened}; frame-src {origin}"


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    media_type: str
    plain: bytes
    gzipped: bytes | None
    etag: str


@lru_cache(maxsize=1024)
def read(path: Path) -> File:
    """The file, kept in memory: the whole app is a few megabytes and does not change while we run."""
    content = path.read_bytes()
    media_type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    gzipped = gzip.compress(content, 6) if media_type in COMPRESSIBLE and len(content) > 512 else None
    return File(media_type, content, gzipped, f'"{hashlib.sha256(content).hexdigest()[:24]}"')


@lru_cache(maxsize=4)
def _list_files(folder: Path) -> Mapping[str, Path]:
    # Made once: no path that a stranger types ever reaches the file system.
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


class Pages:
    """ASGI application for everything that is not the API; mount it last, at `/`.

    `framed` is the origin of the office editor: the page that holds it, and no other, may frame it and send
    it a form.
    """

    def __init__(self, folder: Path = STATIC, *, framed: str | None = None) -> None:
        self._files = _list_files(folder)
        self._framing = None if framed is None else policy_framing(framed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Raises HTTPException 404 or 405."""
        if scope["type"] != "http":
            raise HTTPException(404)
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405)
        name = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        found = self._files.get(name)
        if found is None and not name.startswith(NOT_PAGES):
            found = self._files.get("index.html")
        if found is None:
            raise HTTPException(404)
        response = _answer(read(found), Headers(scope=scope), is_hashed=name.startswith("assets/"))
        if self._framing is not None and HOLDS_EDITOR.fullmatch(name):
            response.headers["content-security-policy"] = self._framing
        await response(scope, receive, send)


def _answer(file: File, asked: Headers, *, is_hashed: bool) -> Response:
    headers = {
        "etag": file.etag,
        "cache-control": "public, max-age=31536000, immutable" if is_hashed else "no-cache",
        "vary": "accept-encoding",
    }
    if asked.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    content = file.plain
    if file.gzipped is not None and "gzip" in asked.get("accept-encoding", ""):
        content = file.gzipped
        headers["content-encoding"] = "gzip"
    return Response(content, headers=headers, media_type=file.media_type)
