"""A Zencho document as blocks of a page: what its editor shows, in the words of the template `document`."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from zencho.documents.blocks import (
    DEFAULT_COLOUR,
    Block,
    BulletItem,
    CheckItem,
    Code,
    Content,
    Divider,
    Heading,
    Image,
    Link,
    Look,
    Mention,
    NumberedItem,
    Quote,
    Table,
    Text,
    plain,
)
from zencho.documents.grid import places

#: The editor's palette, as it stands on white.
_INKS: Final = {
    "gray": "#9B9A97", "brown": "#64473A", "red": "#E03E3E", "orange": "#D9730D", "yellow": "#DFAB01",
    "green": "#4D6461", "blue": "#0B6E99", "purple": "#6940A5", "pink": "#AD1A72",
}  # fmt: skip
_GROUNDS: Final = {
    "gray": "#EBECED", "brown": "#E9E5E3", "red": "#FBE4E4", "orange": "#F6E9D9", "yellow": "#FBF3DB",
    "green": "#DDEDEA", "blue": "#DDEBF1", "purple": "#EAE4F2", "pink": "#F4DFEB",
}  # fmt: skip
_LONG: Final = 400


def document_blocks(title: str, blocks: Iterable[Block]) -> dict[str, Any]:
    """The data of a document; pictures are named by the end of their addresses."""
    return {"title": title, "blocks": list(_blocks(blocks))}


def _blocks(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    number = 0
    for block in blocks:
        number = _number(block, number)
        yield _block(block, number) | {"children": list(_blocks(block.children))}


def _number(block: Block, last: int) -> int:
    """The number of an item within its list; 0 where no list goes on."""
    if not isinstance(block, NumberedItem):
        return 0
    return last + 1 if last else (block.start if block.start is not None else 1)


def _block(block: Block, number: int) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level} | _words(block.content, block.look)
        case BulletItem():
            return {"kind": "bullet"} | _words(block.content, block.look)
        case NumberedItem():
            return {"kind": "number", "number": number} | _words(block.content, block.look)
        case CheckItem():
            return {"kind": "check", "checked": block.checked} | _words(block.content, block.look)
        case Quote():
            return {"kind": "quote"} | _words(block.content, block.look)
        case Code():
            return {"kind": "code", "text": block.text}
        case Divider():
            return {"kind": "divider"}
        case Image():
            return {
                "kind": "image",
                "picture": block.url.rpartition("/")[2],
                "width": block.width,
                "caption": block.caption,
            } | _look(block.look)
        case Table():
            return _table(block)
        case _:
            return {"kind": "paragraph"} | _words(block.content, block.look)


def _table(table: Table) -> dict[str, Any]:
    laid = places(table.rows)
    columns = sum(place.columns for place in laid[0])
    cells = [
        {
            "x": place.column,
            "y": place.row,
            "across": place.columns,
            "down": place.rows,
            "heads": place.row < table.header_rows or place.column < table.header_columns,
            "long": len(plain(place.cell.content)) > _LONG,
        }
        | _words(place.cell.content, place.cell.look)
        for row in laid
        for place in row
    ]
    heads = min(table.header_rows, len(laid))
    return {
        "kind": "table",
        "columns": columns,
        "widths": list(table.column_widths),
        "heads": heads,
        "cells": cells,
    }


def _words(content: Content, look: Look) -> dict[str, Any]:
    return {"runs": list(_runs(content))} | _look(look)


def _look(look: Look) -> dict[str, Any]:
    shown = {"align": look.alignment, "colour": _INKS.get(look.colour), "ground": _GROUNDS.get(look.ground)}
    return {key: held for key, held in shown.items() if held is not None}


def _runs(content: Content) -> Iterator[dict[str, Any]]:
    for piece in content:
        match piece:
            case Text():
                yield _run(piece)
            case Link(content=runs):
                yield from (_run(each) for each in runs)
            case Mention(label=label):
                yield {"text": label}


def _run(text: Text) -> dict[str, Any]:
    run: dict[str, Any] = {"text": text.text}
    for name in ("bold", "italic", "underline", "strike", "code"):
        if getattr(text, name):
            run[name] = True
    if text.colour != DEFAULT_COLOUR and text.colour in _INKS:
        run["colour"] = _INKS[text.colour]
    if text.ground != DEFAULT_COLOUR and text.ground in _GROUNDS:
        run["ground"] = _GROUNDS[text.ground]
    return run
