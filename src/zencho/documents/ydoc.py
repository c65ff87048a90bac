"""Blocks to the stored form of a document (a Yjs document) and back, through pycrdt.

The shape is the one y-prosemirror builds for BlockNote 0.55, down to the default attributes: a browser that
opens what `write_blocks` made finds nothing to mend and sends nothing; `web/src/documents/ydoc.test.ts`
proves it with the real editor. Text positions in pycrdt are UTF-8 bytes, never characters.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import uuid4

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from zencho.documents.blocknote import (
    KINDS,
    block_of,
    cell_of,
    look_props,
    mention_of,
    props_of,
    run_of,
    styles_of,
)
from zencho.documents.blocks import (
    Block,
    Code,
    Content,
    Divider,
    Image,
    Inline,
    Link,
    Mention,
    Paragraph,
    Table,
    Text,
    joined,
    lines,
)
from zencho.documents.grid import Place, places

#: The name of the fragment in the Yjs document; the page opens the same one.
FRAGMENT = "document"

#: Blocks nested deeper than this are read as neighbours: nobody writes such a page, and recursion must end.
MAX_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Written:
    """A whole document as one Yjs update, and the client id that wrote it, for the table of authors."""

    update: bytes
    client_id: int


def new_block_id() -> str:
    """A fresh id for a block, of the form the editor gives."""
    return str(uuid4())


def write_blocks(
    blocks: Sequence[Block], *, client_id: int | None = None, new_id: Callable[[], str] = new_block_id
) -> Written:
    """A new document that holds these blocks; with none, the one empty paragraph a person begins with.

    The same blocks (ids included) and the same `client_id` give the same bytes. An id that comes twice, or is
    empty, is replaced with `new_id()`, because the editor would do the same on opening and send it.
    """
    writer = client_id if client_id is not None else secrets.randbits(32) or 1
    document: Doc[Any] = Doc(client_id=writer)
    fragment = document.get(FRAGMENT, type=XmlFragment)
    with document.transaction():
        _write_group(fragment, blocks or (Paragraph(),), _Ids(new_id))
    return Written(document.get_update(), writer)


class _Ids:
    """Hands out each block id once."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._given: set[str] = set()

    def take(self, wanted: str) -> str:
        taken = wanted if wanted and wanted not in self._given else self._new_id()
        self._given.add(taken)
        return taken


def _add(parent: XmlFragment | XmlElement, tag: str, attributes: dict[str, Any] | None = None) -> XmlElement:
    element = parent.children.append(XmlElement(tag, attributes or {}))
    assert isinstance(element, XmlElement)
    return element


def _write_group(parent: XmlFragment | XmlElement, blocks: Iterable[Block], ids: _Ids) -> None:
    group = _add(parent, "blockGroup")
    for block in blocks:
        container = _add(group, "blockContainer", {"id": ids.take(block.id)})
        element = _add(container, KINDS[type(block)], props_of(block))
        match block:
            case Table():
                _write_rows(element, block)
            case Code(text=letters):
                _write_runs(element, [(letters, {})] if letters else [])
            case Divider() | Image():
                pass
            case _:
                _write_content(element, block.content)
        if block.children:
            _write_group(container, block.children, ids)


def _write_rows(parent: XmlElement, table: Table) -> None:
    laid = places(table.rows)
    width = sum(place.columns for place in laid[0])
    widths = table.column_widths if len(table.column_widths) == width else ()
    for places_of_row in laid:
        row = _add(parent, "tableRow")
        for place in places_of_row:
            is_header = place.row < table.header_rows or place.column < table.header_columns
            cell = _add(row, "tableHeader" if is_header else "tableCell", _cell_attributes(place, widths))
            _write_content(_add(cell, "tableParagraph"), place.cell.content)


def _cell_attributes(place: Place, widths: Sequence[int]) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        **look_props(place.cell.look),
        "colspan": place.columns,
        "rowspan": place.rows,
    }
    if widths:
        attributes["colwidth"] = list(widths[place.column : place.column + place.columns])
    return attributes


def _write_content(parent: XmlElement, content: Content) -> None:
    """Runs between two line breaks or mentions share one text node, as y-prosemirror groups them."""
    runs: list[tuple[str, dict[str, Any]]] = []
    for piece in content:
        match piece:
            case Mention():
                _write_runs(parent, runs)
                runs = []
                _add(parent, "mention", {"kind": piece.kind, "id": piece.id, "label": piece.label})
            case Text():
                runs = _write_lines(parent, runs, piece, None)
            case Link(href=href, content=inner):
                for run in inner:
                    runs = _write_lines(parent, runs, run, href)
    _write_runs(parent, runs)


def _write_lines(
    parent: XmlElement, runs: list[tuple[str, dict[str, Any]]], run: Text, href: str | None
) -> list[tuple[str, dict[str, Any]]]:
    """Adds one run to those that wait; a line feed in it writes them out. Returns those that still wait."""
    styles: dict[str, Any] = {
        name: {} if value is True else {"stringValue": value} for name, value in styles_of(run).items()
    }
    if href is not None and not run.code:
        styles["link"] = {"href": href}
    for number, line in enumerate(run.text.split("\n")):
        if number:
            _write_runs(parent, runs)
            runs = []
            _add(parent, "hardBreak")
        if line:
            runs.append((line, styles))
    return runs


def _write_runs(parent: XmlElement, runs: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """One text node with these runs; nothing for none.

    The letters go in first and each style over its stretch after: given together, pycrdt stores the styles of
    a run in random order, and the same blocks would not give the same bytes.
    """
    if not runs:
        return
    node = parent.children.append(XmlText())
    assert isinstance(node, XmlText)
    node.insert(0, "".join(letters for letters, _ in runs), {})
    for name in dict.fromkeys(name for _, styles in runs for name in styles):
        position = 0
        for value, stretch in groupby(runs, key=lambda run: run[1].get(name)):
            size_bytes = sum(len(letters.encode()) for letters, _ in stretch)
            if value is not None:
                node.format(position, position + size_bytes, {name: value})
            position += size_bytes


def read_blocks(state: bytes) -> tuple[Block, ...]:
    """The blocks of a document from its full state (or any update that holds all of it).

    Whatever browsers stored is read: an unknown kind of block is a paragraph, an unknown style is dropped.
    Raises ValueError when the bytes are not a Yjs update.
    """
    document: Doc[Any] = Doc()
    document.apply_update(state)
    fragment = document.get(FRAGMENT, type=XmlFragment)
    return tuple(
        block for group in _elements(fragment) if group.tag == "blockGroup" for block in _read_group(group, 1)
    )


def plain_text(state: bytes) -> str:
    """The text of a document, a line for each block and each row of a table; errors as in `read_blocks`."""
    return "\n".join(lines(read_blocks(state)))


def _elements(parent: XmlFragment | XmlElement) -> list[XmlElement]:
    return [child for child in parent.children if isinstance(child, XmlElement)]


def _attributes(element: XmlElement) -> dict[str, Any]:
    view: Any = element.attributes
    return {name: value for name, value in view}  # noqa: C416 - dict() would take the view for a mapping


def _read_group(group: XmlElement, depth: int) -> list[Block]:
    blocks: list[Block] = []
    for container in _elements(group):
        name = _attributes(container).get("id")
        own = [element for element in _elements(container) if element.tag != "blockGroup"]
        below: list[Block] = []
        if depth < MAX_DEPTH:
            for element in _elements(container):
                if element.tag == "blockGroup":
                    below.extend(_read_group(element, depth + 1))
        for element in own[:1]:
            blocks.append(_read_block(element, name if isinstance(name, str) else "", tuple(below)))
    return blocks


def _read_block(element: XmlElement, name: str, children: tuple[Block, ...]) -> Block:
    kind = element.tag or ""
    props = _attributes(element)
    if kind != "table":
        return block_of(kind, props, _read_content(element), children, name)
    return _read_table(element, props, name, children)


def _read_table(element: XmlElement, props: dict[str, Any], name: str, children: tuple[Block, ...]) -> Table:
    rows: list[tuple[tuple[bool, Any], ...]] = []
    for row in _elements(element):
        cells = (
            (cell.tag == "tableHeader", cell_of(_attributes(cell), _read_cell(cell)))
            for cell in _elements(row)
        )
        rows.append(tuple(cells))
    header_rows = next(
        (n for n, row in enumerate(rows) if not all(is_header for is_header, _ in row)), len(rows)
    )
    heads = [next((n for n, (is_header, _) in enumerate(row) if not is_header), len(row)) for row in rows]
    colour = props.get("textColor")
    return Table(
        rows=tuple(tuple(cell for _, cell in row) for row in rows),
        header_rows=header_rows,
        header_columns=min(heads[header_rows:], default=0),
        column_widths=_read_widths(element),
        colour=colour if isinstance(colour, str) else "default",
        children=children,
        id=name,
    )


def _read_widths(table: XmlElement) -> tuple[int, ...]:
    widths: list[int] = []
    for row in _elements(table)[:1]:
        for cell in _elements(row):
            own = _attributes(cell).get("colwidth")
            if not isinstance(own, list) or not all(
                isinstance(width, int | float) and width > 0 for width in own
            ):
                return ()
            widths.extend(int(width) for width in own)
    return tuple(widths)


def _read_cell(cell: XmlElement) -> Content:
    """The paragraphs of a cell as one content; merging cells in the editor may leave several."""
    content: Content = ()
    for paragraph in _elements(cell):
        more = _read_content(paragraph)
        content += (Text("\n"), *more) if content and more else more
    return joined(content)


def _read_content(element: XmlElement) -> Content:
    pieces: list[Inline] = []
    for child in element.children:
        if isinstance(child, XmlText):
            stored = [(letters, styles) for letters, styles in child.diff() if isinstance(letters, str)]
            pieces.extend(_run(letters, styles or {}) for letters, styles in stored)
        elif isinstance(child, XmlElement) and child.tag == "mention":
            pieces.append(mention_of(_attributes(child)))
        elif isinstance(child, XmlElement) and child.tag == "hardBreak":
            pieces.append(_break(pieces[-1] if pieces else None))
    return joined(pieces)


def _run(letters: str, styles: dict[str, Any]) -> Inline:
    """A stored run; a link is one of its styles, which `code` refuses like any other."""
    values = {
        name: value.get("stringValue", True) for name, value in styles.items() if isinstance(value, dict)
    }
    run = run_of(letters, values)
    link = styles.get("link")
    href = link.get("href") if isinstance(link, dict) else None
    return Link(href, (run,)) if isinstance(href, str) and not run.code else run


def _break(last: Inline | None) -> Inline:
    """A line break has the style of the run before it."""
    match last:
        case Text():
            return replace(last, text="\n")
        case Link(href=href, content=runs):
            return Link(href, (replace(runs[-1], text="\n"),))
        case _:
            return Text("\n")
