"""Elements of Office files by local names: the strict and the ordinary form differ in namespaces only."""

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of this name, and so on down the path."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if each.tag.rpartition("}")[2] == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """All children of this name."""
    if element is not None:
        yield from (each for each in element if each.tag.rpartition("}")[2] == name)


def within(element: Element | None, name: str) -> Iterator[Element]:
    """All of this name at any depth."""
    if element is not None:
        yield from (each for each in element.iter() if each.tag.rpartition("}")[2] == name)


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    if element is None:
        return None
    return next((said for key, said in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(said: str | None, default: int = 0) -> int:
    """A whole number; the default for what is none."""
    try:
        return int(said or "")
    except ValueError:
        return default


def real(said: str | None, default: float = 0.0) -> float:
    """A number; the default for what is none, or none that can be drawn."""
    try:
        found = float(said or "")
    except ValueError:
        return default
    return found if math.isfinite(found) else default


def flag(said: str | None, *, default: bool = False) -> bool:
    """true, 1 and on; the default where nothing is said."""
    return default if said is None else said in ("1", "true", "on")
