"""A Word file (.docx) as pages: sections with their paper, paragraphs and tables with their looks.

Where Word noted the ends of pages when it saved, they are kept; otherwise the page breaks the text by its
height. `docs/previews.md` has the shape.
"""

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.docx_numbering import Numbering
from zencho.drive.office.ooxml import Package
from zencho.drive.office.unreadable import FileDamaged
from zencho.drive.office.word_names import find, number, seen, switch, value, w
from zencho.previews.page_looks import Look, Looks, pixels
from zencho.previews.page_tables import TableReader
from zencho.previews.page_text import TextReader
from zencho.previews.pictures import Pictures
from zencho.previews.unshown import Unshown
from zencho.previews.xml_names import attribute, children, local

MOST_BLOCKS: Final = 20_000
_A4: Final = (794, 1123)
_MOST_DEPTH: Final = 12
_WRAPPERS: Final = frozenset(map(w, ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")))


class Pages:
    """A Word file that was taken apart."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._relations = package.relations(main)
        self._unshown = Unshown()
        self._numbering_root = self._part("numbering")
        self._numbering = Numbering(self._numbering_root)
        self._indents = _list_indents(self._numbering_root)
        self._looks = Looks(self._part("styles"), self._part("theme"))
        self._notes: list[tuple[str, str, str]] = []
        self._count = self._depth = 0
        self._text = self._text_reader(main)
        self._tables = TableReader(self._looks, self._blocks)
        self._has_turns = False

    def shown(self) -> dict[str, Any]:
        """Sections from first to last, notes after the last."""
        body = find(self._package.xml(self._main), "body")
        if body is None:
            raise FileDamaged
        sections = list(self._sections(body))
        if any(name.endswith("vbaProject.bin") for name in self._package.names()):
            self._unshown.add("macro")
        self._unshown.add("too_many", self._count - MOST_BLOCKS)
        return {
            "kind": "pages",
            "has_turns": self._has_turns,
            "sections": sections,
            "notes": list(self._read_notes()),
            "unshown": self._unshown.listed(),
        }

    def _part(self, kind: str) -> Element | None:
        name = next(
            (each.target for each in self._relations.values() if each.kind.endswith(f"/{kind}")), None
        )
        return self._package.xml(name) if name and self._package.has_part(name) else None

    def _text_reader(self, part: str) -> TextReader:
        pictures = Pictures(self._package, part, self._unshown)
        return TextReader(self._looks, pictures, self._unshown, self._refer, self._blocks)

    # Sections.

    def _sections(self, body: Element) -> Iterator[dict[str, Any]]:
        waiting: list[Any] = []
        headers: dict[str, Any] = {}
        for part in _flat(body):
            if part.tag == w("sectPr"):
                yield self._section(part, waiting, headers)
                waiting = []
                continue
            waiting += self._one(part, [])
            ends = find(part, "pPr", "sectPr")
            if ends is not None:
                yield self._section(ends, waiting, headers)
                waiting = []
        if waiting:
            yield self._section(Element("sectPr"), waiting, headers)

    def _section(self, about: Element, blocks: list[Any], headers: dict[str, Any]) -> dict[str, Any]:
        size, margin, grid = find(about, "pgSz"), find(about, "pgMar"), find(about, "docGrid")
        said = {} if size is None else size.attrib
        edges = {} if margin is None else margin.attrib
        for each in (*children(about, "headerReference"), *children(about, "footerReference")):
            kind = "header" if local(each) == "headerReference" else "footer"
            headers[f"{each.get(w('type'), 'default')}_{kind}"] = self._running(attribute(each, "id"))
        columns = number(attribute(find(about, "cols"), "num")) or 1
        self._unshown.add("columns", 1 if columns > 1 else 0)
        is_gridded = grid is not None and grid.get(w("type")) in ("lines", "linesAndChars", "snapToChars")
        has_first = bool(switch(about, "titlePg"))
        return {
            "width": pixels(said.get(w("w"))) or _A4[0],
            "height": pixels(said.get(w("h"))) or _A4[1],
            "margins": [
                abs(pixels(edges.get(w(name))) or 0) if w(name) in edges else 96
                for name in ("top", "right", "bottom", "left")
            ],
            "edges": [pixels(edges.get(w(name))) or 48 for name in ("header", "footer")],
            "pitch": pixels(grid.get(w("linePitch"))) if is_gridded and grid is not None else None,
            "vertical": value(about, "textDirection") in ("tbRl", "tbRlV"),
            "continues": value(about, "type") == "continuous",
            "header": headers.get("default_header", []),
            "footer": headers.get("default_footer", []),
            "first": [headers.get("first_header", []), headers.get("first_footer", [])]
            if has_first
            else None,
            "blocks": blocks,
        }

    def _running(self, relation_id: str | None) -> list[Any]:
        """A header or footer."""
        relation = self._relations.get(relation_id or "")
        if relation is None or relation.is_outside or not self._package.has_part(relation.target):
            return []
        return self._read_apart(relation.target, self._package.xml(relation.target))

    def _read_apart(self, part: str, root: Element) -> list[Any]:
        """Blocks of another part: it has relations of its own."""
        body, self._text = self._text, self._text_reader(part)
        try:
            return self._blocks(root)
        finally:
            self._text = body

    # Blocks.

    def _blocks(self, parent: Element, styles: list[Element] | None = None) -> list[Any]:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise FileDamaged
        body, runs = self._text, []
        for part in _flat(parent):
            # A box within a line is read while the line is: it needs a reader of its own.
            self._text = body.apart()
            runs += self._one(part, styles or [])
        self._text = body
        self._depth -= 1
        return runs

    def _one(self, part: Element, styles: list[Element]) -> list[Any]:
        self._count += 1
        if self._count > MOST_BLOCKS:
            return []
        if part.tag == w("p"):
            return self._paragraph(part, styles)
        if part.tag == w("tbl"):
            return [self._tables.table(part)]
        if part.tag in (w("del"), w("moveFrom")):
            self._unshown.add("tracked_change")
        elif part.tag == w("altChunk"):
            self._unshown.add("object")
        return []

    def _paragraph(self, paragraph: Element, styles: list[Element]) -> list[Any]:
        properties = find(paragraph, "pPr")
        look, letters = self._looks.of_paragraph(properties, styles)
        mark = self._mark(look)
        own = self._looks.paragraph(properties)
        if mark is not None and mark["indent"] and "left" not in own:
            look |= mark["indent"]
        runs = self._text.runs(paragraph, letters)
        mark_letters = self._looks.of_run(find(properties, "rPr"), letters)
        block = {"kind": "paragraph", "size": mark_letters["size"], **_kept(look)}
        if mark is not None:
            block["mark"] = mark["words"]
        return list(self._turned(block, runs))

    def _turned(self, block: dict[str, Any], runs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The paragraph, in parts where a page ends inside it."""
        held: list[dict[str, Any]] = []
        part = dict(block)
        has_words = goes_on = False
        for run in runs:
            if "turn" not in run and run.get("break") is not True:
                held.append(run)
                has_words = True
                continue
            self._has_turns = self._has_turns or "turn" in run
            if has_words:
                yield part | {"runs": held}
                part = {
                    key: each
                    for key, each in block.items()
                    if key not in ("mark", "first", "before", "breaks")
                }
                held, has_words, goes_on = [], False, True
            if "turn" in run and not part.get("breaks"):
                # Where Word's own page ended: for paper of another length it is no end.
                part |= {"turned": True, "goes_on": goes_on}
            elif "turn" not in run:
                part.pop("turned", None)
            part["breaks"] = True
        yield part | {"runs": held}

    def _mark(self, look: Look) -> dict[str, Any] | None:
        listed = look.pop("list", None)
        style = look.pop("list_style", None)
        if listed is None or listed[0] in (None, "0"):
            return None
        mark = self._numbering.mark((listed[0], listed[1], style))
        if mark is None:
            return None
        sign = mark.prefix.strip()
        if mark.kind == "dot":
            sign = "・" if not sign or any("\ue000" <= letter <= "\uf8ff" for letter in sign) else sign
        return {"words": sign, "indent": self._indents.get((listed[0], mark.level))}

    # Notes.

    def _refer(self, kind: str, name: str) -> str:
        count = 1 + sum(1 for known, _, _ in self._notes if known == kind)
        mark = f"{count})" if kind == "footnote" else f"*{count}"
        self._notes.append((kind, name, mark))
        return mark

    def _read_notes(self) -> Iterator[dict[str, Any]]:
        for kind in ("footnote", "endnote"):
            part = next(
                (each.target for each in self._relations.values() if each.kind.endswith(f"/{kind}s")), None
            )
            if part is None or not self._package.has_part(part):
                continue
            found = {each.get(w("id"), ""): each for each in children(self._package.xml(part), kind)}
            for known, name, mark in list(self._notes):
                if known == kind and name in found:
                    yield {"mark": mark, "blocks": self._read_apart(part, found[name])}


def _flat(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those inside controls."""
    for part in seen(parent):
        if part.tag in _WRAPPERS:
            yield from _flat(part)
        else:
            yield part


def _kept(look: Look) -> Look:
    return {key: held for key, held in look.items() if held not in (None, False) and key != "keeps"}


def _list_indents(root: Element | None) -> dict[tuple[str, int], Look]:
    """How far each level of each list is set in."""
    shared: dict[str, dict[int, Look]] = {}
    for each in children(root, "abstractNum"):
        levels = {}
        for level in children(each, "lvl"):
            inward = find(level, "pPr", "ind")
            said = {} if inward is None else inward.attrib
            left = pixels(said.get(w("left")) or said.get(w("start"))) or 0
            levels[number(level.get(w("ilvl"))) or 0] = {
                "left": left,
                "first": -(pixels(said.get(w("hanging"))) or 0),
            }
        shared[each.get(w("abstractNumId"), "")] = levels
    return {
        (each.get(w("numId"), ""), level): indent
        for each in children(root, "num")
        for level, indent in shared.get(value(each, "abstractNumId") or "", {}).items()
    }
