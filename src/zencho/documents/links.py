"""Where a link in a document may lead."""

import re
from typing import Final

_SAFE: Final = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: the web, mail, a telephone. Nothing that runs, nothing local."""
    return _SAFE.match(address) is not None
