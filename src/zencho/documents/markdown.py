"""A Markdown file becomes blocks: CommonMark with tables, struck-out text and lists to tick.

Only `importing` calls this, inside a bounded child process: the bytes are a stranger's.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from markdown_it.tree import SyntaxTreeNode

from zencho.documents.blocks import (
    ATTACHED,
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
    Level,
    Link,
    Look,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Text,
    joined,
    plain,
    text,
)
from zencho.documents.emphasis import japanese_parser
from zencho.documents.imported import Imported, ImportedImage, image_type
from zencho.documents.left_out import Tally
from zencho.documents.links import is_safe_address
from zencho.drive.office.unreadable import FileTypeDiffers

#: What Python's CP932 makes of bytes that are no letter of it.
_NO_LETTERS: Final = re.compile("[\x80-\x9f\uf8f0-\uf8f3]")
_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE: Final = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_TICK: Final = re.compile(r"\[([ xX])\][ \t]+")
_TAG: Final = re.compile(r"<[^>]*>")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EXTENSIONS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def read_markdown(content: bytes) -> Imported:
    """The document in the bytes of a Markdown file; FileTypeDiffers when they are no text."""
    words = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(words)
    named = _FRONT_TITLE.search(front[1]) if front else None
    tree = SyntaxTreeNode(japanese_parser().parse(words[front.end() :] if front else words))
    reader = _Reader()
    blocks = tuple(reader.blocks(tree.children))
    first = blocks[0] if blocks else None
    title = (
        named[1] if named else plain(first.content) if isinstance(first, Heading) and first.level == 1 else ""
    )
    return Imported(title.replace("\n", " "), blocks, tuple(reader.images), reader.tally.listed())


def decode(content: bytes) -> str:
    """Text in UTF-8 or UTF-16 by its mark, in UTF-8 without one, or in Windows' Japanese (CP932)."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, encoding) or _refuse()
    if b"\0" in content:
        _refuse()
    for encoding in ("utf-8", "cp932"):
        words = _decoded(content, encoding)
        if words is not None and not _NO_LETTERS.search(words):
            return words
    return _refuse()


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse() -> str:
    raise FileTypeDiffers(found="binary")


class _Reader:
    """Goes through one file; pictures inside it are taken out on the way."""

    def __init__(self) -> None:
        self.images: list[ImportedImage] = []
        self.tally = Tally()
        self._kinds: dict[str, Callable[[SyntaxTreeNode], Iterable[Block]]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._bullets,
            "ordered_list": self._numbers,
            "blockquote": self._quote,
            "fence": self._code,
            "code_block": self._code,
            "table": self._table,
            "hr": lambda _: [Divider()],
            "html_block": self._html,
        }

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
        """The blocks of some nodes."""
        found: list[Block] = []
        for node in nodes:
            if node.type in self._kinds:
                found.extend(self._kinds[node.type](node))
        return found

    def _heading(self, node: SyntaxTreeNode) -> list[Block]:
        content, pictures = self._inline(node)
        self.tally.reach(plain(content))
        levels: tuple[Level, ...] = (1, 2, 3, 4, 5, 6)
        return [Heading(content, levels[int(node.tag[1]) - 1]), *pictures]

    def _paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        content, pictures = self._inline(node)
        return [Paragraph(content), *pictures] if plain(content).strip() else list(pictures)

    def _bullets(self, node: SyntaxTreeNode) -> list[Block]:
        return [self._item(item, BulletItem()) for item in node.children]

    def _numbers(self, node: SyntaxTreeNode) -> list[Block]:
        first = int(node.attrs.get("start", 1))
        return [
            self._item(item, NumberedItem(start=first if place == 0 and first > 1 else None))
            for place, item in enumerate(node.children)
        ]

    def _item(self, node: SyntaxTreeNode, item: BulletItem | NumberedItem) -> Block:
        inner = self.blocks(node.children)
        content: Content = ()
        if inner and isinstance(inner[0], Paragraph):
            content = inner[0].content
            del inner[0]
        first = content[0] if content else None
        tick = _TICK.match(first.text) if isinstance(first, Text) else None
        if isinstance(first, Text) and tick:
            rest = (replace(first, text=first.text[tick.end() :]), *content[1:])
            return CheckItem(rest, tick[1] != " ", children=tuple(inner))
        return replace(item, content=content, children=tuple(inner))

    def _quote(self, node: SyntaxTreeNode) -> list[Block]:
        return [
            Quote(block.content, children=block.children) if isinstance(block, Paragraph) else block
            for block in self.blocks(node.children)
        ]

    def _code(self, node: SyntaxTreeNode) -> list[Block]:
        language = node.info.split()[0] if node.info.split() else "text"
        return [Code(node.content.removesuffix("\n"), language)]

    def _html(self, node: SyntaxTreeNode) -> list[Block]:
        self.tally.add("html")
        words = _TAG.sub("", node.content).strip()
        return [Paragraph(text(words))] if words else []

    def _table(self, node: SyntaxTreeNode) -> list[Block]:
        pictures: list[Image] = []
        rows = tuple(
            tuple(self._cell(cell, pictures) for cell in row.children)
            for part in node.children
            for row in part.children
        )
        for _ in pictures:
            self.tally.add("image_in_table")
        return [Table(rows, header_rows=1), *pictures]

    def _cell(self, node: SyntaxTreeNode, pictures: list[Image]) -> Cell:
        content, found = self._inline(node)
        pictures.extend(found)
        style = str(node.attrs.get("style", ""))
        alignment: Alignment = "right" if "right" in style else "center" if "center" in style else "left"
        return Cell(content, look=Look(alignment))

    # Words inside a block.

    def _inline(self, node: SyntaxTreeNode) -> tuple[Content, list[Image]]:
        words = _Words(self)
        for inline in node.children:
            words.read(inline.children, Text(""), None)
        return joined(words.pieces), words.pictures

    def image(self, node: SyntaxTreeNode) -> Image | None:
        """A picture whose bytes stand in the file itself; one that lies elsewhere is told."""
        address = str(node.attrs.get("src", ""))
        if not address.startswith("data:"):
            self.tally.add("linked_image")
            return None
        content = _data(address)
        kind = image_type(content)
        if kind is None:
            self.tally.add("image_format" if content else "broken_image")
            return None
        name = f"{len(self.images) + 1}.{_EXTENSIONS[kind]}"
        self.images.append(ImportedImage(name, kind, content))
        return Image(ATTACHED + name, name, node.content)


class _Words:
    """The words of one block, gathered through nested styles."""

    def __init__(self, reader: _Reader) -> None:
        self.pieces: list[Inline] = []
        self.pictures: list[Image] = []
        self._reader = reader

    def read(self, nodes: Iterable[SyntaxTreeNode], style: Text, href: str | None) -> None:
        """Adds the words of some nodes in one style."""
        for node in nodes:
            if node.type in _STYLES:
                self.read(node.children, replace(style, **_STYLES[node.type]), href)
            elif node.type == "link":
                self.read(node.children, style, self._address(node) or href)
            elif node.type == "image":
                self._image(node, style, href)
            else:
                self._add(replace(style, text=self._letters(node), code=node.type == "code_inline"), href)

    def _address(self, node: SyntaxTreeNode) -> str | None:
        address = str(node.attrs.get("href", ""))
        if is_safe_address(address):
            return address
        self._reader.tally.add("link_address")
        return None

    def _image(self, node: SyntaxTreeNode, style: Text, href: str | None) -> None:
        picture = self._reader.image(node)
        if picture is None:
            self._add(replace(style, text=node.content), href)
        else:
            self.pictures.append(picture)

    def _letters(self, node: SyntaxTreeNode) -> str:
        if node.type == "softbreak":
            # The end of a line in the file parts words, but Japanese has no spaces between them.
            last = plain(self.pieces)[-1:]
            return " " if last.isascii() else ""
        if node.type == "hardbreak":
            return "\n"
        if node.type == "html_inline":
            if _BREAK.fullmatch(node.content):
                return "\n"
            self._reader.tally.add("html")
            return ""
        return node.content

    def _add(self, run: Text, href: str | None) -> None:
        self.pieces.append(run if href is None else Link(href, (run,)))


_STYLES: Final[dict[str, dict[str, Any]]] = {
    "strong": {"bold": True},
    "em": {"italic": True},
    "s": {"strike": True},
}


def _data(address: str) -> bytes:
    """The bytes of a data: address, or none when it is broken."""
    head, _, body = address.partition(",")
    content = unquote_to_bytes(body)
    if not head.endswith(";base64"):
        return content
    try:
        return base64.b64decode(content, validate=False)
    except (binascii.Error, ValueError):
        return b""
