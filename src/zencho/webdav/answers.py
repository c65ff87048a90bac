"""What a client is answered where it is turned away: a status, and why as XML."""

from xml.sax.saxutils import escape, quoteattr

from fastapi import Response

from zencho.kernel.errors import Problem

XML = "application/xml; charset=utf-8"
REALM = 'Basic realm="Zencho WebDAV", charset="UTF-8"'
# Where the status of a problem means something else to a client: names that cannot be, places that are taken.
_STATUSES = {
    "name_not_allowed": 403,
    "name_too_long": 403,
    "inside_itself": 403,
    "root_stays": 403,
    "label_only_rises": 403,
    "last_manager": 403,
    "cannot_be_copied": 403,
    "invalid_request": 400,
}
OURS = "urn:zencho:webdav"


class Turned(Exception):
    """Turned away with this status; `condition` names what RFC 4918 says was not met, as XML."""

    def __init__(self, status: int, condition: str = "") -> None:
        super().__init__(status)
        self.status, self.condition = status, condition


def turn_away(fault: Turned | Problem) -> Response:
    """The answer to a client."""
    headers = {"cache-control": "no-store"}
    if isinstance(fault, Turned):
        status, said = fault.status, fault.condition
    else:
        status = _STATUSES.get(fault.code, 409 if fault.status == 422 else fault.status)
        said = f"<Z:{fault.code} xmlns:Z={quoteattr(OURS)}>{escape(fault.code)}</Z:{fault.code}>"
        retry = fault.params.get("retry_seconds")
        headers |= {"retry-after": str(retry)} if retry is not None else {}
    if status == 401:
        headers["www-authenticate"] = REALM
    if status == 304 or not said:
        return Response(status_code=status, headers=headers)
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:">{said}</D:error>'
    return Response(body, status, headers, media_type=XML)
