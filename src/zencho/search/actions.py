"""Writing the index. The worker alone may, through a function of the database."""

from uuid import UUID

from sqlalchemy import text

from zencho.gate.opening import Refused, Unseen
from zencho.gate.permissions import KINDS
from zencho.kernel.work import Work
from zencho.search.words import dictionary_version, index_text

# Of longer texts the beginning is found; a passage shown is never longer than a few lines anyway.
MOST_CHARACTERS = 200_000


async def index_thing(work: Work, kind: str, id_: UUID) -> None:
    """Take a thing into the index as it is now. One that is gone, or lies in the bin, is nothing to do."""
    read = KINDS[kind].text if kind in KINDS else None
    if read is None:
        return
    try:
        title, body = await read(work, id_)
    except (Unseen, Refused):
        return
    body = body[:MOST_CHARACTERS]
    indexed = await index_text(title, body)
    await work.db.execute(
        text("SELECT search_store(:thing, :title_key, :title_pairs, :body, :words, :dictionary, :at)"),
        {
            "thing": id_,
            "title_key": indexed.title_key,
            "title_pairs": indexed.title_pairs,
            "body": body,
            "words": indexed.words,
            "dictionary": dictionary_version(),
            "at": work.now,
        },
    )
