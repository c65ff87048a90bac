"""The words of a Word paragraph, with pictures, readings above kanji, fields, and boxes beside them."""

import re
from collections.abc import Callable
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.word_names import find, number, seen, w
from zencho.previews.colours import by_value
from zencho.previews.page_looks import Look, Looks
from zencho.previews.pictures import Pictures
from zencho.previews.unshown import Unshown
from zencho.previews.xml_names import attribute, child, local, within

_EMU_OF_PIXEL: Final = 9_525
_WRAPPERS: Final = frozenset(
    map(w, ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "bdo", "dir"))
)
#: Signs of symbol fonts that forms use, as letters that every font has.
_SYMBOLS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA4: "◎", 0xA7: "▪",
    0xA8: "□", 0xD8: "➢", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xB7: "・", 0x28: "☎",
}  # fmt: skip
_FIXED: Final[dict[str, dict[str, Any]]] = {
    "tab": {"tab": True},
    "ptab": {"tab": True},
    "cr": {"text": "\n"},
    "noBreakHyphen": {"text": "‑"},
}
_FIELDS: Final = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}
Box = dict[str, Any]


class TextReader:
    """Reads the runs of one part (the body, a header, a note)."""

    def __init__(
        self, looks: Looks, pictures: Pictures, unshown: Unshown, note: Callable[[str, str], str],
        blocks: Callable[[Element], list[Any]],
    ) -> None:  # fmt: skip
        self._looks, self._pictures, self._unshown = looks, pictures, unshown
        self._note, self._blocks = note, blocks
        self._field: list[str] = []
        self._runs: list[dict[str, Any]] = []
        self._readers: dict[str, Callable[[Element, Look], None]] = {
            "t": self._words,
            "br": self._line_end,
            "lastRenderedPageBreak": self._turn,
            "sym": self._symbol,
            "ruby": self._ruby,
            "footnoteReference": self._reference,
            "endnoteReference": self._reference,
            "commentReference": self._comment,
            "drawing": self._drawn,
            "pict": self._drawn,
            "object": self._drawn,
        }

    def apart(self) -> "TextReader":
        """A reader for blocks that stand inside a line of this one."""
        return TextReader(self._looks, self._pictures, self._unshown, self._note, self._blocks)

    def runs(self, paragraph: Element, letters: Look) -> list[dict[str, Any]]:
        """The runs of a paragraph; {"break": true} stands where a page ends."""
        self._runs = []
        self._read(paragraph, letters)
        return self._runs

    def _read(self, parent: Element, letters: Look) -> None:
        for part in seen(parent):
            if part.tag == w("r"):
                self._run(part, letters)
            elif part.tag in _WRAPPERS:
                if part.tag == w("fldSimple") and (field := _field_of(part.get(w("instr"), ""))):
                    self._add({"field": field}, letters)
                else:
                    self._read(part, letters)
            elif part.tag in (w("del"), w("moveFrom")):
                self._unshown.add("tracked_change")
            elif local(part) in ("oMath", "oMathPara"):
                self._unshown.add("formula")
                self._add({"text": "".join(each.text or "" for each in within(part, "t"))}, letters)

    def _run(self, run: Element, letters: Look) -> None:
        look = self._looks.of_run(find(run, "rPr"), letters)
        if look.get("hidden"):
            return
        for part in seen(run):
            self._part(part, look)

    def _part(self, part: Element, look: Look) -> None:
        name = local(part)
        if name == "fldChar":
            self._field_step(part.get(w("fldCharType")), look)
        elif name == "instrText":
            if self._field:
                self._field[-1] += part.text or ""
        elif self._field and self._field[-1].startswith("\0"):
            return  # what was shown of a field that is counted anew
        elif name in _FIXED:
            self._add(dict(_FIXED[name]), look)
        elif (read := self._readers.get(name)) is not None:
            read(part, look)

    def _words(self, part: Element, look: Look) -> None:
        self._add({"text": part.text or ""}, look)

    def _line_end(self, part: Element, look: Look) -> None:
        self._add({"break": True} if part.get(w("type")) == "page" else {"text": "\n"}, look)

    def _turn(self, _part: Element, _look: Look) -> None:
        self._runs.append({"turn": True})

    def _symbol(self, part: Element, look: Look) -> None:
        said = part.get(w("char"), "")
        code = int(said, 16) & 0xFF if re.fullmatch("[0-9A-Fa-f]{1,6}", said) else 0
        self._add({"text": _SYMBOLS.get(code, "〓")}, look)

    def _reference(self, part: Element, look: Look) -> None:
        mark = self._note(local(part).removesuffix("Reference"), part.get(w("id"), ""))
        self._add({"text": mark}, look | {"raised": "superscript"})

    def _comment(self, _part: Element, _look: Look) -> None:
        self._unshown.add("comment")

    def _field_step(self, step: str | None, look: Look) -> None:
        if step == "begin":
            self._field.append("")
        elif step == "separate" and self._field:
            field = _field_of(self._field[-1])
            if field:
                self._field[-1] = "\0"
                self._add({"field": field}, look)
        elif step == "end" and self._field:
            said = self._field.pop()
            if (field := _field_of(said)) and not said.startswith("\0"):
                self._add({"field": field}, look)

    def _ruby(self, ruby: Element, look: Look) -> None:
        words = {
            key: "".join(each.text or "" for each in within(find(ruby, name), "t"))
            for key, name in (("text", "rubyBase"), ("reading", "rt"))
        }
        base = find(ruby, "rubyBase", "r", "rPr")
        self._add(words, self._looks.of_run(base, look))

    def _add(self, said: dict[str, Any], look: Look) -> None:
        run = said | {key: held for key, held in look.items() if held not in (None, False, "")}
        last = self._runs[-1] if self._runs else None
        if last is not None and "text" in last and set(said) == {"text"} and _same(last, run):
            last["text"] += said["text"]
        else:
            self._runs.append(run)

    # What is drawn.

    def _drawn(self, part: Element, look: Look) -> None:
        place = _place(part)
        boxes = list(within(part, "txbxContent"))
        if boxes:
            shape = next((each for each in part.iter() if local(each) in ("spPr", "shape", "rect")), None)
            self._runs.append(
                {"box": self._blocks(boxes[0]), "fill": _fill(shape), "lined": _has_line(shape)} | place
            )
            return
        graphic = attribute(next(within(part, "graphicData"), None), "uri") or ""
        blip = next(within(part, "blip"), None)
        image = next(within(part, "imagedata"), None)
        relation = attribute(blip, "embed") or attribute(image, "id")
        if blip is not None and relation is None:
            self._unshown.add("linked_image")
        elif relation is not None:
            name = self._pictures.name_of(relation)
            if name is not None:
                words = attribute(next(within(part, "docPr"), None), "descr") or ""
                self._runs.append(
                    {"picture": name, "words": words} | (place if "width" in place else _styled(part))
                )
        elif graphic.endswith("/chart"):
            self._unshown.add("chart")
        elif graphic.endswith("/diagram"):
            self._unshown.add("diagram")
        else:
            self._unshown.add("object" if local(part) == "object" else "shape")


def _field_of(said: str) -> str | None:
    words = said.strip("\0 ").split()
    return _FIELDS.get(words[0].upper()) if words else None


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return {**one, "text": ""} == {**other, "text": ""} and "fit" not in one


def _place(part: Element) -> dict[str, Any]:
    """Size, and for what floats where it stands: in the line, over the text, or in a room of its own."""
    frame = next((each for each in part if local(each) in ("inline", "anchor")), None)
    if frame is None:
        return _styled(part)
    extent = child(frame, "extent")
    place: dict[str, Any] = {
        "width": _pixels(attribute(extent, "cx")),
        "height": _pixels(attribute(extent, "cy")),
    }
    wraps = [local(each) for each in frame if local(each).startswith("wrap")]
    if local(frame) == "anchor" and wraps in (["wrapNone"], []):
        for key, name in (("x", "positionH"), ("y", "positionV")):
            position = child(frame, name)
            offset, align = child(position, "posOffset"), child(position, "align")
            place[key] = [
                attribute(position, "relativeFrom") or "column",
                _pixels(None if offset is None else offset.text),
            ]
            if align is not None:
                place[key].append(align.text or "")
        place["behind"] = attribute(frame, "behindDoc") == "1"
    elif local(frame) == "anchor":
        align = child(frame, "positionH", "align")
        place["apart"] = "left" if align is None else align.text
    return place


def _styled(part: Element) -> dict[str, Any]:
    """The size that a drawing of the old kind says in the form of CSS."""
    shape = next((each for each in part.iter() if each.get("style")), None)
    said = dict(
        each.split(":", 1)
        for each in (shape.get("style", "") if shape is not None else "").split(";")
        if ":" in each
    )
    sizes = {}
    for name in ("width", "height"):
        length = said.get(name, "").strip()
        points = number(length.removesuffix("pt")) if length.endswith("pt") else None
        sizes[name] = min(2_000, round((points or 100) * 96 / 72))
    return sizes


def _pixels(said: str | None) -> int:
    return max(-5_000, min(5_000, round((number(said) or 0) / _EMU_OF_PIXEL)))


def _fill(shape: Element | None) -> str | None:
    return by_value(attribute(child(shape, "solidFill", "srgbClr"), "val"))


def _has_line(shape: Element | None) -> bool:
    return shape is not None and child(shape, "ln", "noFill") is None and shape.get("stroked") != "f"
