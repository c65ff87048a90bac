"""Blocks in the words of the page's editor: its names of kinds, its properties with their defaults, its JSON.

`to_json` equals `editor.document` of BlockNote 0.55; a test compares the two. The same properties, as
attributes of elements, are what `ydoc` stores. Reading is forgiving: attributes come from browsers, and a
value of the wrong type counts as its default.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, get_args

from zencho.documents.blocks import (
    DEFAULT_COLOUR,
    PLAIN,
    Alignment,
    Block,
    BulletItem,
    Cell,
    CheckItem,
    Code,
    Content,
    Divider,
    Heading,
    Image,
    Inline,
    Link,
    Look,
    Mention,
    MentionKind,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
)

Props = dict[str, str | int | bool]

KINDS: Final[Mapping[type[Block], str]] = {
    Paragraph: "paragraph",
    Heading: "heading",
    BulletItem: "bulletListItem",
    NumberedItem: "numberedListItem",
    CheckItem: "checkListItem",
    Quote: "quote",
    Code: "codeBlock",
    Divider: "divider",
    Image: "image",
    Table: "table",
}

#: Styles that are either there or not, and styles with a value: name in the editor -> field of `Text`.
FLAGS: Final = ("bold", "italic", "underline", "strike", "code")
COLOURS: Final = {"textColor": "colour", "backgroundColor": "ground"}


def props_of(block: Block) -> Props:
    """Every property of a block that has a value, defaults included."""
    match block:
        case Paragraph() | BulletItem():
            return look_props(block.look)
        case Heading():
            return {**look_props(block.look), "level": block.level, "isToggleable": False}
        case NumberedItem():
            start: Props = {} if block.start is None else {"start": block.start}
            return {**look_props(block.look), **start}
        case CheckItem():
            return {**look_props(block.look), "checked": block.checked}
        case Quote():
            return {"backgroundColor": block.look.ground, "textColor": block.look.colour}
        case Code():
            return {"language": block.language}
        case Divider():
            return {}
        case Image():
            return _image_props(block)
        case Table():
            return {"textColor": block.colour}


def look_props(look: Look) -> Props:
    """Alignment and colours under the editor's names."""
    return {"backgroundColor": look.ground, "textColor": look.colour, "textAlignment": look.alignment}


def _image_props(image: Image) -> Props:
    width: Props = {} if image.width is None else {"previewWidth": image.width}
    return {
        "textAlignment": image.look.alignment,
        "backgroundColor": image.look.ground,
        "name": image.name,
        "url": image.url,
        "caption": image.caption,
        "showPreview": True,
        **width,
    }


def styles_of(run: Text) -> dict[str, bool | str]:
    """The styles a run has. `code` refuses every other style, so it stands alone."""
    if run.code:
        return {"code": True}
    flags: dict[str, bool | str] = {name: True for name in FLAGS if getattr(run, name)}
    colours = {name: getattr(run, field) for name, field in COLOURS.items()}
    return flags | {name: value for name, value in colours.items() if value != DEFAULT_COLOUR}


def run_of(letters: str, styles: Mapping[str, Any]) -> Text:
    """A run from its letters and its styles as the editor names them; unknown styles are not kept."""
    if styles.get("code"):
        return Text(letters, code=True)
    fields: dict[str, Any] = {name: bool(styles.get(name)) for name in FLAGS}
    for name, field in COLOURS.items():
        fields[field] = _word(styles, name, DEFAULT_COLOUR)
    return Text(letters, **fields)


def look_of(props: Mapping[str, Any]) -> Look:
    """The look in an element's properties."""
    alignment = _word(props, "textAlignment", "left")
    aligned: Alignment = alignment if alignment in get_args(Alignment) else "left"  # type: ignore[assignment]
    look = Look(
        aligned, _word(props, "textColor", DEFAULT_COLOUR), _word(props, "backgroundColor", DEFAULT_COLOUR)
    )
    return PLAIN if look == PLAIN else look


def block_of(
    kind: str,
    props: Mapping[str, Any],
    content: Content,
    children: tuple[Block, ...] = (),
    id: str = "",  # noqa: A002
) -> Block:
    """A block from its name and properties; a kind this product does not write is read as a paragraph.

    Tables are not made here: their rows are not content.
    """
    rest: dict[str, Any] = {"children": children, "id": id}
    match kind:
        case "heading":
            level: Any = min(max(_number(props, "level") or 1, 1), 6)
            return Heading(content, level, look_of(props), **rest)
        case "bulletListItem":
            return BulletItem(content, look_of(props), **rest)
        case "numberedListItem":
            return NumberedItem(content, _number(props, "start"), look_of(props), **rest)
        case "checkListItem":
            return CheckItem(content, props.get("checked") is True, look_of(props), **rest)
        case "quote":
            return Quote(content, look_of(props), **rest)
        case "codeBlock":
            return Code(plain(content), _word(props, "language", "text"), **rest)
        case "divider":
            return Divider(**rest)
        case "image":
            url, name, caption = (_word(props, word, "") for word in ("url", "name", "caption"))
            return Image(url, name, caption, _number(props, "previewWidth"), look_of(props), **rest)
        case _:
            return Paragraph(content, look_of(props), **rest)


def mention_of(props: Mapping[str, Any]) -> Mention:
    """A mention from its properties; an unknown kind is a thing, which nobody is notified of."""
    kind = _word(props, "kind", "thing")
    known: MentionKind = kind if kind in get_args(MentionKind) else "thing"  # type: ignore[assignment]
    return Mention(known, _word(props, "id", ""), _word(props, "label", ""))


def cell_of(props: Mapping[str, Any], content: Content) -> Cell:
    """A cell of a table from its properties."""
    colspan, rowspan = (max(1, _number(props, name) or 1) for name in ("colspan", "rowspan"))
    return Cell(content, colspan, rowspan, look_of(props))


def _word(props: Mapping[str, Any], name: str, default: str) -> str:
    value = props.get(name)
    return value if isinstance(value, str) else default


def _number(props: Mapping[str, Any], name: str) -> int | None:
    value = props.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2**31:
        return None
    return int(value)


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as the editor's JSON."""
    return [_block_json(block) for block in blocks]


def _block_json(block: Block) -> dict[str, Any]:
    body: dict[str, Any] = {"id": block.id, "type": KINDS[type(block)], "props": props_of(block)}
    match block:
        case Table():
            body["content"] = _table_json(block)
        case Code(text=letters):
            body["content"] = content_json((Text(letters),) if letters else ())
        case Divider() | Image():
            pass
        case _:
            body["content"] = content_json(block.content)
    return {**body, "children": to_json(block.children)}


def content_json(content: Iterable[Inline]) -> list[dict[str, Any]]:
    """Inline content as the editor's JSON."""
    pieces: list[dict[str, Any]] = []
    for piece in content:
        match piece:
            case Text():
                pieces.append({"type": "text", "text": piece.text, "styles": styles_of(piece)})
            case Link(href=href, content=runs):
                pieces.append({"type": "link", "href": href, "content": content_json(runs)})
            case Mention():
                props = {"kind": piece.kind, "id": piece.id, "label": piece.label}
                pieces.append({"type": "mention", "props": props})
    return pieces


def _table_json(table: Table) -> dict[str, Any]:
    width = sum(cell.colspan for cell in table.rows[0]) if table.rows else 0
    heads = {"headerRows": table.header_rows, "headerCols": table.header_columns}
    return {
        "type": "tableContent",
        "columnWidths": list(table.column_widths) or [None] * width,
        **{name: count for name, count in heads.items() if count},
        "rows": [{"cells": [_cell_json(cell) for cell in row]} for row in table.rows],
    }


def _cell_json(cell: Cell) -> dict[str, Any]:
    spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
    return {
        "type": "tableCell",
        "content": content_json(cell.content),
        "props": {**spans, **look_props(cell.look)},
    }


def from_json(blocks: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Blocks from the editor's JSON, each with its id.

    A piece of the wrong shape raises KeyError, TypeError or AttributeError.
    """
    return tuple(_block_from(block) for block in blocks)


def _block_from(block: Mapping[str, Any]) -> Block:
    children = from_json(block.get("children", ()))
    name = _word(block, "id", "")
    props = block.get("props", {})
    if block["type"] != "table":
        return block_of(block["type"], props, _content_from(block.get("content", ())), children, name)
    body = block["content"]
    return Table(
        rows=tuple(
            tuple(cell_of(cell["props"], _content_from(cell["content"])) for cell in row["cells"])
            for row in body["rows"]
        ),
        header_rows=_number(body, "headerRows") or 0,
        header_columns=_number(body, "headerCols") or 0,
        column_widths=tuple(int(width) for width in body["columnWidths"])
        if all(body["columnWidths"])
        else (),
        colour=_word(props, "textColor", DEFAULT_COLOUR),
        children=children,
        id=name,
    )


def _content_from(content: Iterable[Mapping[str, Any]]) -> Content:
    pieces: list[Inline] = []
    for piece in content:
        match piece["type"]:
            case "link":
                pieces.append(Link(str(piece["href"]), tuple(_run_from(run) for run in piece["content"])))
            case "mention":
                pieces.append(mention_of(piece["props"]))
            case _:
                pieces.append(_run_from(piece))
    return tuple(pieces)


def _run_from(piece: Mapping[str, Any]) -> Text:
    return run_of(str(piece["text"]), piece["styles"])
