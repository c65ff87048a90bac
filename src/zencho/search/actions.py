"""Writing the index. The worker alone may, through a function of the database."""

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zencho.gate.opening import Refused, Unseen
from zencho.gate.permissions import KINDS
from zencho.kernel.work import Work
from zencho.search import words

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
    indexed = await words.index_text(title, body)
    await work.db.execute(
        text("SELECT search_store(:thing, :title_key, :title_pairs, :body, :words, :dictionary, :at)"),
        {
            "thing": id_,
            "title_key": indexed.title_key,
            "title_pairs": indexed.title_pairs,
            "body": body,
            "words": indexed.words,
            "dictionary": words.dictionary_version(),
            "at": work.now,
        },
    )


async def index_things(work: Work, kind: str, ids: Sequence[UUID]) -> None:
    """The same for many that came at once: where they have nothing but names, in one statement."""
    list_names = KINDS[kind].names
    if list_names is None:
        for id_ in ids:
            await index_thing(work, kind, id_)
        return
    named = await list_names(work, ids)
    indexed = await words.index_names(list(named.values()))
    rows = [
        {"thing": str(id_), "key": each.title_key, "pairs": each.title_pairs, "words": each.words}
        for id_, each in zip(named, indexed, strict=True)
    ]
    statement = (
        "SELECT search_store(thing, key, pairs, '', words, %(dictionary)s, %(at)s)"
        " FROM json_to_recordset(%(rows)s) AS r (thing uuid, key text, pairs text[], words text[])"
    )
    said = json.dumps(rows, ensure_ascii=False)
    await work.ask(statement, rows=said, dictionary=words.dictionary_version(), at=work.now)
