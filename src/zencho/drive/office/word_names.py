"""The names of WordprocessingML as the parser gives them, and the few ways to ask an element."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VECTOR: Final = "{urn:schemas-microsoft-com:vml}"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

REL_ID: Final = f"{_RELATION}id"
REL_EMBED: Final = f"{_RELATION}embed"
REL_LINK: Final = f"{_RELATION}link"
BLIP: Final = f"{_DRAWING}blip"
EXTENT: Final = f"{_PLACED}extent"
GRAPHIC: Final = f"{_DRAWING}graphicData"
MATH: Final = f"{_MATH}oMath"
MATH_PARAGRAPH: Final = f"{_MATH}oMathPara"
MATH_TEXT: Final = f"{_MATH}t"
VECTOR_IMAGE: Final = f"{_VECTOR}imagedata"
ALTERNATE: Final = f"{_CHOICE}AlternateContent"
CHOICE: Final = f"{_CHOICE}Choice"
FALLBACK: Final = f"{_CHOICE}Fallback"

#: Values by which Word says "off" for a property that is otherwise on by being there.
_OFF: Final = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """A name of WordprocessingML: `w("p")` is a paragraph."""
    return _WORD + name


def find(element: Element | None, *path: str) -> Element | None:
    """The element at the end of a path of first children, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `val` of the element at the end of a path, or None."""
    found = find(element, *path)
    return None if found is None else found.get(w("val"))


def number(text: str | None) -> int | None:
    """A whole number as Word writes it (some programs write 12.0), or None."""
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def switch(element: Element | None, *path: str) -> bool | None:
    """Whether a property is on, off, or (None) not said."""
    found = find(element, *path)
    return None if found is None else found.get(w("val"), "1") not in _OFF


def seen(children: Element) -> Iterator[Element]:
    """The children, and of each pair "new form / old form for old programs" only one."""
    for child in children:
        if child.tag != ALTERNATE:
            yield child
            continue
        chosen = child.find(CHOICE)
        if chosen is None:
            chosen = child.find(FALLBACK)
        if chosen is not None:
            yield from seen(chosen)
