"""Mentions as they stand in the words of a comment: `@{person id}`. Names are put there by the page."""

import re
from uuid import UUID

_MENTION = re.compile(r"@\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}")


def mentioned_in(body: str) -> list[UUID]:
    """Who is mentioned, each once, in the order of the words."""
    return list(dict.fromkeys(UUID(each) for each in _MENTION.findall(body)))
