"""Who is mentioned in a document."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from zencho.documents.blocks import Block, Content, Mention, Table, walk


def mentioned_people(blocks: Iterable[Block]) -> set[UUID]:
    """The ids of the persons named with ＠; what is no id (a browser may store anything) is passed over."""
    people = set()
    for content in _contents(blocks):
        for piece in content:
            if isinstance(piece, Mention) and piece.kind == "person":
                with suppress(ValueError):
                    people.add(UUID(piece.id))
    return people


def _contents(blocks: Iterable[Block]) -> Iterator[Content]:
    for block in walk(blocks):
        if isinstance(block, Table):
            yield from (cell.content for row in block.rows for cell in row)
        else:
            yield getattr(block, "content", ())
