"""From the city's keys to ids: mentions inside documents."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from zencho.documents.blocks import Block, Content, Mention, Table, change_each

# What visits and requests of the city are recorded under: no session existed.
NO_PLACE_YET = UUID(int=0)


def named_by_id(blocks: Iterable[Block], people: Mapping[str, UUID]) -> tuple[Block, ...]:
    """The same blocks with each mention's 職員番号 exchanged for the person's id."""

    def content(pieces: Content) -> Content:
        return tuple(
            replace(piece, id=str(people[piece.id]))
            if isinstance(piece, Mention) and piece.kind == "person"
            else piece
            for piece in pieces
        )

    def named(block: Block) -> Block:
        if isinstance(block, Table):
            rows = tuple(
                tuple(replace(cell, content=content(cell.content)) for cell in row) for row in block.rows
            )
            return replace(block, rows=rows)
        if hasattr(block, "content"):
            changed: Any = block
            return replace(changed, content=content(changed.content))  # type: ignore[no-any-return]
        return block

    return change_each(blocks, named)
