"""Which bytes of something were asked for."""

from contextlib import suppress

from fastapi import Request

from zencho.drive import media
from zencho.kernel.errors import Problem


class RangeNotSatisfiable(Problem):
    """The range begins behind the end of the file; `params["size_bytes"]`."""

    status = 416


def span_of(request: Request, size: int, tag: str) -> range:
    """The one range asked for (RFC 9110, 14.2), else the whole. Raises RangeNotSatisfiable."""
    whole, wanted = range(size), request.headers.get("range", "")
    unit, _, spec = wanted.partition("=")
    first, dash, last = spec.partition("-")
    stale = request.headers.get("if-range", tag) != tag
    if unit != "bytes" or not dash or stale or "," in spec or not (first or last):
        return whole
    with suppress(ValueError):
        if not first:
            span = range(max(0, size - int(last)), size)
        else:
            span = range(int(first), min(size, int(last) + 1) if last else size)
        if not span:
            raise RangeNotSatisfiable(size_bytes=size)
        return span
    return whole


def part_of(span: range, size: int, tag: str) -> tuple[int, dict[str, str]]:
    """The status and headers of an answer with these bytes of content that is nobody's but the reader's."""
    headers = {
        "accept-ranges": "bytes",
        "etag": tag,
        "content-length": str(len(span)),
        "content-security-policy": media.SANDBOX,
        "cache-control": "private, no-store",
    }
    if len(span) == size:
        return 200, headers
    return 206, headers | {"content-range": f"bytes {span.start}-{span.stop - 1}/{size}"}
