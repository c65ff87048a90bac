"""One shape for every error that a person may meet: RFC 9457 problem details with a stable code.

A subclass says what is so (`FileTooLarge`), never whose fault it is. The server sends code and
parameters; the page words them in the person's language.
"""

import re
from typing import Any, ClassVar


class Problem(Exception):
    """Something that stops a request, told to the one who asked.

    `params` are JSON values that the page needs to word the sentence; they never hold secrets.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "problem"

    def __init_subclass__(cls) -> None:
        if "code" not in cls.__dict__:
            cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params

    def as_json(self) -> dict[str, Any]:
        """The body of the answer, `application/problem+json`."""
        return {
            "type": "about:blank",
            "title": self.code,
            "status": self.status,
            "code": self.code,
            "params": self.params,
        }


class NotSignedIn(Problem):
    """Nobody is signed in, and this needs somebody."""

    status = 401


class CrossOrigin(Problem):
    """A change asked for by a page of another origin."""

    status = 403


class Stale(Problem):
    """The thing changed since it was read; `params` carry the revision that is true now."""

    status = 412


class InvalidRequest(Problem):
    """The request is not of the documented shape; `params["fields"]` names each fault."""

    status = 422


class KeyReused(Problem):
    """An idempotency key came again with another request."""

    status = 422


class TooMany(Problem):
    """More requests than allowed; `params["retry_seconds"]` says when to come back."""

    status = 429


class Unavailable(Problem):
    """The database does not answer at the moment; nothing was changed."""

    status = 503
