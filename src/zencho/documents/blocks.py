"""What a document holds, as plain values: the blocks and inline pieces of the page's editor (BlockNote 0.55).

Everything that makes a document without a browser builds these (Word and Markdown import, the sample city,
later the assistant), and one writer turns them into the stored form (`ydoc.write_blocks`). The kinds and the
defaults equal the editor's, so that what is written here is what the editor would have written itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Alignment = Literal["left", "center", "right", "justify"]
Level = Literal[1, 2, 3, 4, 5, 6]
MentionKind = Literal["person", "thing", "unit"]

#: A colour is a name of the editor's palette ("red", "blue", …) or this word, which follows the theme.
DEFAULT_COLOUR = "default"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text with one style; a line feed inside is a line break within the block.

    `code` stands alone: the editor's schema refuses it together with any other style or inside a link,
    so the writer drops the other styles of such a run.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    code: bool = False
    colour: str = DEFAULT_COLOUR
    ground: str = DEFAULT_COLOUR


@dataclass(frozen=True, slots=True)
class Link:
    """Runs that lead to one address."""

    href: str
    content: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, a thing or a unit named in the text; the label is what was shown when it was written."""

    kind: MentionKind
    id: str
    label: str


Inline = Text | Link | Mention
Content = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a block stands on the page: alignment and colours."""

    alignment: Alignment = "left"
    colour: str = DEFAULT_COLOUR
    ground: str = DEFAULT_COLOUR


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. An empty id asks the writer for a new one; so in every block."""

    content: Content = ()
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the largest. The title of a document is not a heading: it is the thing's name."""

    content: Content = ()
    level: Level = 1
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class BulletItem:
    """One item of a list with dots; items of a deeper level are its children."""

    content: Content = ()
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """One item of a numbered list. `start` is set on the first item of a list that does not begin at 1."""

    content: Content = ()
    start: int | None = None
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line to tick."""

    content: Content = ()
    checked: bool = False
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted text."""

    content: Content = ()
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Text kept letter by letter, line feeds included."""

    text: str
    language: str = "text"
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across the page."""

    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `url` is its address in the product, or `attached:<name>` until the picture has been stored.

    `place_images` turns the second into the first. `width` is in CSS pixels; None means the picture's own.
    """

    url: str
    name: str = ""
    caption: str = ""
    width: int | None = None
    look: Look = PLAIN
    children: tuple["Block", ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, possibly over several columns and rows."""

    content: Content = ()
    colspan: int = 1
    rowspan: int = 1
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. A row leaves out the places that a cell above or to the left already covers, as in HTML.

    `column_widths` is in CSS pixels, one for each column, or empty: then the content decides.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    header_columns: int = 0
    column_widths: tuple[int, ...] = ()
    colour: str = DEFAULT_COLOUR
    children: tuple["Block", ...] = ()
    id: str = ""


Block = Paragraph | Heading | BulletItem | NumberedItem | CheckItem | Quote | Code | Divider | Image | Table

#: The address of a picture that travels beside the blocks and is not stored yet.
ATTACHED = "attached:"


def text(value: str) -> Content:
    """The content of a block with one plain run, or none when there is nothing to say."""
    return (Text(value),) if value else ()


def joined(pieces: Iterable[Inline]) -> Content:
    """The same words in as few pieces as possible: neighbours of one style or one address become one."""
    content: list[Inline] = []
    for piece in pieces:
        last = content[-1] if content else None
        if isinstance(piece, Text) and not piece.text:
            continue
        if isinstance(piece, Text) and isinstance(last, Text) and replace(last, text=piece.text) == piece:
            content[-1] = replace(last, text=last.text + piece.text)
        elif isinstance(piece, Link) and isinstance(last, Link) and piece.href == last.href:
            runs = joined((*last.content, *piece.content))
            content[-1] = Link(last.href, tuple(run for run in runs if isinstance(run, Text)))
        else:
            content.append(piece)
    return tuple(content)


def plain(content: Iterable[Inline]) -> str:
    """The letters of inline content without any style; a mention reads as its label."""
    pieces: list[str] = []
    for piece in content:
        match piece:
            case Text(text=letters):
                pieces.append(letters)
            case Link(content=runs):
                pieces.extend(run.text for run in runs)
            case Mention(label=label):
                pieces.append(label)
    return "".join(pieces)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, each before its children."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of blocks line by line, in reading order: for search, previews and counts.

    A row of a table is one line with tabs between its cells; a picture gives its caption or name.
    """
    for block in walk(blocks):
        match block:
            case Table(rows=rows):
                yield from ("\t".join(plain(cell.content) for cell in row) for row in rows)
            case Image(caption=caption, name=name):
                if caption or name:
                    yield caption or name
            case Code(text=letters):
                yield letters
            case Divider():
                continue
            case _:
                yield plain(block.content)


def place_images(blocks: Iterable[Block], urls: Mapping[str, str]) -> tuple[Block, ...]:
    """The same blocks with each `attached:<name>` replaced by `urls[name]`.

    A picture whose name is not in `urls` becomes a paragraph with its caption or name.
    """

    def placed(block: Block) -> Block:
        if not isinstance(block, Image) or not block.url.startswith(ATTACHED):
            return block
        url = urls.get(block.url.removeprefix(ATTACHED))
        if url is None:
            return Paragraph(text(block.caption or block.name), children=block.children, id=block.id)
        return replace(block, url=url)

    return change_each(blocks, placed)


def change_each(blocks: Iterable[Block], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """The same tree with `change` applied to every block, children first."""
    return tuple(
        change(replace(block, children=change_each(block.children, change)) if block.children else block)
        for block in blocks
    )
