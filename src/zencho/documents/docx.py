"""A Word file becomes blocks: headings, text, lists, tables, pictures, and word of what could not be carried.

Only `importing` calls this, inside a bounded child process: the bytes are a stranger's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element

from zencho.documents.blocks import (
    Alignment,
    Block,
    BulletItem,
    Content,
    Divider,
    Heading,
    Image,
    Level,
    Look,
    NumberedItem,
    Paragraph,
    Quote,
    Text,
    joined,
    plain,
)
from zencho.documents.docx_pictures import Pictures
from zencho.documents.docx_styles import Styles
from zencho.documents.docx_tables import ALIGNMENTS, TableReader
from zencho.documents.docx_text import Line, TextReader
from zencho.documents.imported import Code, Imported
from zencho.documents.left_out import Tally
from zencho.drive.office.docx_numbering import Mark, Numbering
from zencho.drive.office.ooxml import Package, Relation, open_package
from zencho.drive.office.unreadable import FileTypeDiffers
from zencho.drive.office.word_names import MATH, MATH_PARAGRAPH, MATH_TEXT, find, number, seen, value, w

#: A page this long is no longer a page: the editor would not open it.
MAX_BLOCKS: Final = 20_000

#: The width of one letter of Word's ordinary Japanese text, 10.5 points, in twentieths of a point.
_LETTER_TWIPS: Final = 210
_MOST_LETTERS_IN: Final = 4


def read_docx(content: bytes) -> Imported:
    """The document in the bytes of a .docx file; raises the problems of `imported` when there is none."""
    package = open_package(content)
    main = package.main_part()
    root = package.xml(main)
    body = find(root, "body")
    if root.tag != w("document") or body is None:
        raise FileTypeDiffers(found="office")
    reader = _Reader(package, main)
    reader.read(body)
    return reader.result()


@dataclass(slots=True)
class _Node:
    """A block that is still growing: its children are added while the list goes on."""

    block: Block
    children: list["_Node"] = field(default_factory=list)
    number: int | None = None

    def finished(self) -> Block:
        """The block with its children."""
        return replace(self.block, children=tuple(child.finished() for child in self.children))


class _Reader:
    """Goes through one file from top to bottom."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._relations = package.relations(main)
        self._tally = Tally()
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._pictures = Pictures(package, self._tally)
        self._notes: list[tuple[str, str, str]] = []
        self._text = self._text_reader(self._relations)
        self._tables = TableReader(self._cell_line, self._tally)
        self._top: list[_Node] = []
        self._open_items: list[tuple[int, _Node]] = []
        self._blocks = 0
        self._title: _Node | None = None

    def _part(self, kind: str) -> Element | None:
        name = next(_targets(self._relations, kind), None)
        return self._package.xml(name) if name and self._package.has_part(name) else None

    def _text_reader(self, relations: dict[str, Relation]) -> TextReader:
        return TextReader(self._styles, relations, self._pictures, self._tally, self._refer)

    def read(self, body: Element) -> None:
        """Reads the body, then the notes it refers to, then what stands outside the text."""
        self._read_parts(body)
        self._read_notes()
        self._tell_the_rest(body)

    def result(self) -> Imported:
        """What was read."""
        blocks = tuple(node.finished() for node in _without_gaps(self._top))
        title = "" if self._title is None else _in_one_line(self._title.block)
        return Imported(title, blocks, self._pictures.all(), self._tally.listed())

    # The body.

    def _read_parts(self, parent: Element) -> None:
        for part in seen(parent):
            if part.tag == w("p"):
                self._paragraph(part)
            elif part.tag == w("tbl"):
                self._table(part)
            elif part.tag == w("sdt") and _is_contents_page(part):
                self._tally.add_whole("contents_page")
            elif part.tag in _WRAPPERS:
                self._read_parts(part)
            elif part.tag in (w("del"), w("moveFrom")):
                self._tally.add("tracked_change")
            elif part.tag == w("altChunk"):
                self._tally.add("included_file")
            elif part.tag in (MATH, MATH_PARAGRAPH):
                self._tally.add("formula")
                self._add(Paragraph((Text("".join(found.text or "" for found in part.iter(MATH_TEXT))),)))

    def _paragraph(self, paragraph: Element) -> None:
        level = self._styles.heading_level(paragraph)
        is_title = level is None and self._styles.is_title(paragraph)
        line = self._text.line(paragraph, is_heading=level is not None or is_title)
        if self._styles.is_contents(paragraph):
            self._tally.add_whole("contents_page", 0)
            return
        words = plain(line.content).strip()
        place = self._styles.list_place(paragraph)
        mark = self._numbering.mark(place) if place and (words or level) else None
        look = Look(self._alignment(paragraph))
        if is_title:
            self._title_line(line, look)
        elif level is not None:
            self._heading(line, level, mark, look)
        elif mark is not None:
            self._item(line, mark, look)
        else:
            self._plain(paragraph, line, look)
        self._beside(line, look)

    def _heading(self, line: Line, level: Level, mark: Mark | None, look: Look) -> None:
        if not plain(line.content).strip():
            return
        prefix = mark.prefix if mark is not None and mark.kind != "dot" else ""
        content = _with_prefix(prefix, line.content)
        self._add(Heading(content, level, look))
        self._tally.reach(plain(content))

    def _title_line(self, line: Line, look: Look) -> None:
        """A title often stands in several paragraphs: they are the lines of one heading."""
        if not plain(line.content).strip():
            return
        last = self._top[-1] if self._top else None
        if last is not None and last is self._title:
            assert isinstance(last.block, Heading)
            content = joined((*last.block.content, Text("\n"), *line.content))
            last.block = replace(last.block, content=content)
        else:
            self._add(Heading(line.content, 1, look))
            self._title = self._title or self._top[-1]

    def _item(self, line: Line, mark: Mark, look: Look) -> None:
        while self._open_items and self._open_items[-1][0] >= mark.level:
            self._open_items.pop()
        siblings = self._open_items[-1][1].children if self._open_items else self._top
        node = self._item_node(line.content, mark, look, siblings[-1] if siblings else None)
        self._append(siblings, node)
        self._open_items.append((mark.level, node))

    def _item_node(self, content: Content, mark: Mark, look: Look, before: _Node | None) -> _Node:
        """The page counts a list on by itself, and only its first item may say where it starts."""
        if mark.kind == "dot":
            return _Node(BulletItem(content, look))
        previous = before.number if before is not None else None
        if mark.kind == "digits" and previous is None and mark.value > 0:
            start = None if mark.value == 1 else mark.value
            return _Node(NumberedItem(content, start, look), number=mark.value)
        if mark.kind == "digits" and previous is not None and mark.value == previous + 1:
            return _Node(NumberedItem(content, None, look), number=mark.value)
        self._tally.add_whole("list_number")
        return _Node(Paragraph(_with_prefix(mark.prefix, content), look))

    def _plain(self, paragraph: Element, line: Line, look: Look) -> None:
        content = line.content
        if not plain(content).strip():
            if _has_rule(paragraph):
                self._add(Divider())
            elif not line.pictures and not line.boxes:
                self._add(Paragraph())
            return
        if look.alignment == "left":
            content = self._set_in(paragraph, content)
        self._add(Quote(content, look) if self._styles.is_quote(paragraph) else Paragraph(content, look))

    def _set_in(self, paragraph: Element, content: Content) -> Content:
        """A first line set in by whole letters keeps them as full-width spaces, as it is typed by hand."""
        letters = number(self._styles.attribute(paragraph, "ind", "firstLineChars"))
        twips = number(self._styles.attribute(paragraph, "ind", "firstLine"))
        inward = round(letters / 100) if letters is not None else round((twips or 0) / _LETTER_TWIPS)
        left = number(self._styles.attribute(paragraph, "ind", "left", "start")) or 0
        if left >= _LETTER_TWIPS:
            self._tally.add_whole("indent")
        if inward <= 0 or plain(content).startswith("　"):
            return content
        return _with_prefix("　" * min(inward, _MOST_LETTERS_IN), content)

    def _beside(self, line: Line, look: Look) -> None:
        """Pictures and text boxes follow the paragraph they stood in; under a list item they belong to it."""
        for picture in line.pictures:
            self._add_below(replace(picture, look=look))
        for box in line.boxes:
            self._read_parts(box)

    def _table(self, element: Element) -> None:
        table, pictures = self._tables.table(element)
        self._add(table)
        for picture in pictures:
            self._add(picture)

    def _cell_line(self, paragraph: Element) -> tuple[Content, list[Image]]:
        line = self._text.line(paragraph)
        place = self._styles.list_place(paragraph)
        mark = self._numbering.mark(place) if place and line.content else None
        prefix = "" if mark is None else "・" if mark.kind == "dot" else mark.prefix
        content = _with_prefix(prefix, line.content)
        for box in line.boxes:
            for inner in box.iter(w("p")):
                content = (*content, Text("\n"), *self._text.line(inner).content)
        return content, line.pictures

    def _alignment(self, paragraph: Element) -> Alignment:
        return ALIGNMENTS.get(self._styles.attribute(paragraph, "jc", "val") or "", "left")

    # Where blocks go.

    def _add(self, block: Block) -> None:
        """Adds a block that ends every list."""
        self._open_items.clear()
        self._append(self._top, _Node(block))

    def _add_below(self, block: Block) -> None:
        siblings = self._open_items[-1][1].children if self._open_items else self._top
        self._append(siblings, _Node(block))

    def _append(self, siblings: list[_Node], node: _Node) -> None:
        self._blocks += 1
        if self._blocks > MAX_BLOCKS:
            self._tally.add_whole("too_many")
        else:
            siblings.append(node)

    # Notes and the rest.

    def _refer(self, kind: str, name: str) -> str:
        """The sign in the text for a note; its words follow at the end of the page."""
        self._tally.add_whole("footnote" if kind == "footnote" else "endnote")
        count = 1 + sum(1 for known, _, _ in self._notes if known == kind)
        sign = f"（注{count}）" if kind == "footnote" else f"（文末注{count}）"
        self._notes.append((kind, name, sign))
        return sign

    def _read_notes(self) -> None:
        notes: list[Block] = []
        for kind in ("footnote", "endnote"):
            part = next(_targets(self._relations, f"{kind}s"), None)
            if part is None or not self._package.has_part(part):
                continue
            reader = self._text_reader(self._package.relations(part))
            found = {note.get(w("id"), ""): note for note in self._package.xml(part).iter(w(kind))}
            for known, name, sign in list(self._notes):
                if known == kind and name in found:
                    notes.append(Paragraph(_note(reader, found[name], sign)))
        for block in (Divider(), *notes) if notes else ():
            self._add(block)

    def _tell_the_rest(self, body: Element) -> None:
        codes: tuple[Code, ...] = ("header", "footer")
        for code in codes:
            self._tally.add_whole(code, sum(map(self._has_words, _targets(self._relations, code))))
        comments = self._part("comments")
        if comments is not None:
            self._tally.add_whole("comment", len(comments.findall(w("comment"))))
        if any(name.endswith("vbaProject.bin") for name in self._package.names()):
            self._tally.add_whole("macro")
        for section in body.iter(w("sectPr")):
            columns = find(section, "cols")
            if columns is not None and (number(columns.get(w("num"))) or 1) > 1:
                self._tally.add_whole("columns")
            if value(section, "textDirection") in ("tbRl", "tbRlV"):
                self._tally.add_whole("vertical_text")

    def _has_words(self, part: str) -> bool:
        """Whether a header or footer says more than a page number."""
        if not self._package.has_part(part):
            return False
        words = "".join(found.text or "" for found in self._package.xml(part).iter(w("t")))
        return any(letter.isalpha() for letter in words)


def _targets(relations: dict[str, Relation], kind: str) -> Iterator[str]:
    for relation in relations.values():
        if relation.kind.endswith(f"/{kind}") and not relation.is_outside:
            yield relation.target


def _note(reader: TextReader, note: Element, sign: str) -> Content:
    content: Content = (Text(sign),)
    for count, paragraph in enumerate(note.iter(w("p"))):
        line = reader.line(paragraph).content
        content = (*content, *((Text("\n"),) if count else ()), *line)
    return joined(content)


def _is_contents_page(control: Element) -> bool:
    gallery = value(control, "sdtPr", "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"


def _in_one_line(block: Block) -> str:
    """The words of a title; a line break in it is for the look and parts no Japanese words."""
    words = plain(block.content) if isinstance(block, Heading) else ""
    return " ".join(re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*", "", words).split())


def _has_rule(paragraph: Element) -> bool:
    borders = find(paragraph, "pPr", "pBdr")
    return borders is not None and any(
        value(borders, side) not in (None, "nil", "none") for side in ("top", "bottom")
    )


def _with_prefix(prefix: str, content: Content) -> Content:
    """Words with a prefix, in the style of their first run."""
    first = content[0] if content else None
    return joined((replace(first, text=prefix) if isinstance(first, Text) else Text(prefix), *content))


def _without_gaps(nodes: list[_Node]) -> list[_Node]:
    """Empty paragraphs made room on paper: one stays between two others, none beside a heading or an end."""
    kept: list[_Node] = []
    for node in nodes:
        if _is_empty(node) and (not kept or _is_empty(kept[-1]) or isinstance(kept[-1].block, Heading)):
            continue
        if isinstance(node.block, Heading) and kept and _is_empty(kept[-1]):
            kept.pop()
        kept.append(node)
    if kept and _is_empty(kept[-1]):
        kept.pop()
    return kept


def _is_empty(node: _Node) -> bool:
    return isinstance(node.block, Paragraph) and not node.block.content and not node.children


_WRAPPERS: Final = frozenset({w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml")})
