"""The words of one paragraph of a Word file: runs, links, fields, ruby, notes, changes under record."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element

from zencho.documents.blocks import Content, Image, Inline, Link, Text, joined
from zencho.documents.docx_pictures import Pictures
from zencho.documents.docx_styles import Styles
from zencho.documents.left_out import Tally
from zencho.documents.links import is_safe_address
from zencho.drive.office.ooxml import Relation
from zencho.drive.office.word_names import (
    MATH,
    MATH_PARAGRAPH,
    MATH_TEXT,
    REL_ID,
    find,
    seen,
    switch,
    value,
    w,
)

_FIELD_ADDRESS: Final = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
#: Older Word writes ruby as a formula that sets small letters over large ones.
_FIELD_RUBY: Final = re.compile(r"\\s\\up\s*\d+\(([^()]*)\)\s*[,;]\s*([^()]*)\)")
_RAISED: Final = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")

#: Signs of the font Wingdings by the low byte of their code; others become 〓, the printer's missing sign.
_SIGNS: Final = dict(
    zip(
        bytes.fromhex("6C 6E 6F 71 72 76 9F A7 A8 D8 DF E0 E1 E2 E8 F0 FB FC FD FE"),
        "●■□□□❖•▪□➢←→↑↓→⇨✗✓☒☑",
        strict=True,
    )
)
_MISSING: Final = "〓"


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction so far, and whether its result is being read."""

    instruction: str = ""
    in_result: bool = False

    def is_(self, name: str) -> bool:
        return self.instruction.strip().upper().startswith(name)


@dataclass(slots=True)
class Line:
    """One paragraph read: its words, and the pictures and text boxes that stood in it."""

    pieces: list[Inline] = field(default_factory=list)
    pictures: list[Image] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def add(self, run: Text, href: str | None) -> None:
        """Adds a run."""
        self.pieces.append(run if href is None else Link(href, (run,)))

    @property
    def content(self) -> Content:
        """The words; Word cuts runs at will, so neighbours of one style are put together."""
        return joined(self.pieces)


class TextReader:
    """Reads paragraphs in their order; fields may begin in one and end in another.

    `refer` is told of a note (its kind and id) and gives the sign to put in the text.
    """

    def __init__(
        self,
        styles: Styles,
        relations: dict[str, Relation],
        pictures: Pictures,
        tally: Tally,
        refer: Callable[[str, str], str],
    ) -> None:
        self._styles = styles
        self._relations = relations
        self._pictures = pictures
        self._tally = tally
        self._refer = refer
        self._fields: list[_Field] = []

    def line(self, paragraph: Element, *, is_heading: bool = False) -> Line:
        """The words of a paragraph. Those of a contents page are not read: the page has its own outline."""
        line = Line()
        self._inside(paragraph, paragraph, line, None, is_heading=is_heading)
        return line

    def _inside(
        self, parent: Element, paragraph: Element, line: Line, href: str | None, *, is_heading: bool
    ) -> None:
        for child in seen(parent):
            if child.tag == w("r"):
                self._run(child, paragraph, line, href, is_heading=is_heading)
            elif child.tag in _DROPPED:
                self._tally.add("tracked_change")
            elif child.tag in _TRANSPARENT:
                if child.tag in _ACCEPTED:
                    self._tally.add("tracked_change")
                self._inside(child, paragraph, line, self._href(child) or href, is_heading=is_heading)
            elif child.tag in (MATH, MATH_PARAGRAPH):
                self._tally.add("formula")
                line.add(Text("".join(part.text or "" for part in child.iter(MATH_TEXT))), href)

    def _href(self, element: Element) -> str | None:
        """Where a hyperlink or a simple field leads, when it may lead there."""
        relation = self._relations.get(element.get(REL_ID) or "")
        if element.tag == w("hyperlink") and relation is not None and relation.is_outside:
            return self._safe(relation.target)
        if element.tag == w("fldSimple") and (found := _FIELD_ADDRESS.match(element.get(w("instr"), ""))):
            return self._safe(found[1])
        return None

    def _safe(self, address: str) -> str | None:
        if is_safe_address(address):
            return address
        self._tally.add("link_address")
        return None

    def _run(
        self, run: Element, paragraph: Element, line: Line, href: str | None, *, is_heading: bool
    ) -> None:
        if switch(run, "rPr", "vanish") and not switch(run, "rPr", "specVanish"):
            self._tally.add("hidden_text")
            return
        style = self._styles.run_style(run, paragraph, is_heading=is_heading)
        raised = value(run, "rPr", "vertAlign")
        for part in seen(run):
            if part.tag in (w("fldChar"), w("instrText")):
                self._field(part, line, style)
            elif not self._is_shown():
                continue
            elif part.tag in _DRAWINGS:
                drawn = self._pictures.drawn(part, self._relations)
                line.pictures.extend(drawn.pictures)
                line.boxes.extend(drawn.boxes)
            elif part.tag == w("ruby"):
                self._ruby(part, paragraph, line, href, is_heading=is_heading)
            else:
                if letters := self._letters(part, raised):
                    line.add(replace(style, text=letters), href or self._field_href())

    def _letters(self, part: Element, raised: str | None) -> str:
        """The text of one part of a run."""
        if part.tag == w("t"):
            return self._set(part.text or "", raised)
        if part.tag == w("sym"):
            return self._sign(part)
        if part.tag in _NOTES:
            return self._refer(_NOTES[part.tag], part.get(w("id"), ""))
        if part.tag == w("br"):
            return "" if part.get(w("type")) in ("page", "column") else "\n"
        return _LETTERS.get(part.tag, "")

    def _set(self, letters: str, raised: str | None) -> str:
        """Raised and lowered digits have letters of their own; other raised text stands on the line."""
        if raised not in ("superscript", "subscript") or not letters.strip():
            return letters
        table = _RAISED if raised == "superscript" else _LOWERED
        if all(ord(letter) in table for letter in letters):
            return letters.translate(table)
        self._tally.add("raised_text")
        return letters

    def _sign(self, part: Element) -> str:
        try:
            code = int(part.get(w("char"), ""), 16) & 0xFF
        except ValueError:
            code = 0
        if (part.get(w("font")) or "").lower() == "wingdings" and code in _SIGNS:
            return _SIGNS[code]
        self._tally.add("symbol")
        return _MISSING

    def _ruby(
        self, ruby: Element, paragraph: Element, line: Line, href: str | None, *, is_heading: bool
    ) -> None:
        for base in ruby.findall(w("rubyBase")):
            self._inside(base, paragraph, line, href, is_heading=is_heading)
        reading = "".join(part.text or "" for above in ruby.findall(w("rt")) for part in above.iter(w("t")))
        self._put_reading(reading, line, href)

    def _put_reading(self, reading: str, line: Line, href: str | None) -> None:
        if reading.strip():
            self._tally.add("ruby")
            line.add(Text(f"（{reading.strip()}）"), href)

    # Fields: begin · instruction · separate · result · end, nested, across runs and paragraphs.

    def _field(self, part: Element, line: Line, style: Text) -> None:
        if part.tag == w("instrText"):
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction += part.text or ""
            return
        step = part.get(w("fldCharType"))
        if step == "begin":
            self._fields.append(_Field())
            if find(part, "ffData") is not None:
                self._tally.add("form_field")
        elif step == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._announce(self._fields[-1])
        elif step == "end" and self._fields:
            self._end(self._fields.pop(), line, style)

    def _announce(self, opened: _Field) -> None:
        if opened.is_("TOC"):
            self._tally.add_whole("contents_page")
        elif opened.is_("INCLUDE"):
            self._tally.add("included_file")

    def _end(self, ended: _Field, line: Line, style: Text) -> None:
        if not ended.is_("EQ") or not self._is_shown():
            return
        found = _FIELD_RUBY.search(ended.instruction)
        if found is None:
            self._tally.add("formula")
            return
        line.add(replace(style, text=found[2].strip()), None)
        self._put_reading(found[1], line, None)

    def _is_shown(self) -> bool:
        """Whether text met now is part of the page: in no instruction, and in no contents page."""
        return all(opened.in_result and not opened.is_("TOC") for opened in self._fields)

    def _field_href(self) -> str | None:
        for opened in reversed(self._fields):
            found = _FIELD_ADDRESS.match(opened.instruction)
            if found:
                return found[1] if is_safe_address(found[1]) else None
        return None


_DROPPED: Final = frozenset({w("del"), w("moveFrom")})
_ACCEPTED: Final = frozenset({w("ins"), w("moveTo")})
_TRANSPARENT: Final = _ACCEPTED | {
    *(w("hyperlink"), w("smartTag"), w("sdt"), w("sdtContent"), w("customXml"), w("fldSimple")),
    *(w("bdo"), w("dir"), w("subDoc"), w("rubyBase")),
}
_DRAWINGS: Final = frozenset({w("drawing"), w("pict"), w("object")})
_NOTES: Final = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_LETTERS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "‑",
}
