"""XML as WebDAV speaks it: read without document types or entities, within bounds; written by hand.

Names of elements are `{namespace}name`, as ElementTree has them.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, QName, TreeBuilder, XMLParser, tostring
from xml.sax.saxutils import escape

from zencho.webdav.answers import Turned

MOST_BYTES = 2**18
MOST_DEEP = 40
DAV = "{DAV:}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OPENING = '<?xml version="1.0" encoding="utf-8"?>\n'


class _Unfit(Exception):
    """More than we read."""


class _PlainTree(TreeBuilder):
    """Builds elements, and stops at a document type (before any entity of it is used) and at great depth."""

    depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:
        raise _Unfit

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise _Unfit
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


async def read_body(chunks: AsyncIterator[bytes]) -> Element | None:
    """What a request says; None where it says nothing. Raises Turned (400, 413)."""
    parser, size = XMLParser(target=_PlainTree()), 0  # noqa: S314 - see _PlainTree
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise Turned(413)
            parser.feed(chunk)
        root: Element | None = parser.close() if size else None
    except (_Unfit, ParseError, ValueError, LookupError) as fault:
        raise Turned(400) from fault
    return root


def write_element(element: Element, *, lang: str | None = None) -> str:
    """An element by itself, as it came; `lang` is what it inherits where it says no language."""
    tail, element.tail = element.tail, None
    if lang is not None and LANG not in element.attrib:
        element.set(LANG, lang)
    try:
        return tostring(element, encoding="unicode")
    finally:
        element.tail = tail


def named(tag: str, content: str = "") -> str:
    """An element of any name with content that is XML already."""
    namespace, name = split_name(tag)
    if namespace == "DAV:":
        return f"<D:{name}>{content}</D:{name}>" if content else f"<D:{name}/>"
    declared = f' xmlns="{escape(namespace, {chr(34): "&quot;"})}"'
    return f"<{name}{declared}>{content}</{name}>" if content else f"<{name}{declared}/>"


def split_name(tag: str) -> tuple[str, str]:
    """(namespace, name); the first is empty where there is none."""
    if not tag.startswith("{"):
        return "", tag
    namespace, _, name = tag[1:].partition("}")
    return namespace, name


def join_name(namespace: str, name: str) -> str:
    return str(QName(namespace, name).text) if namespace else name


def write_response(href: str, by_status: Mapping[int, Iterable[str]], *, error: str = "") -> str:
    """One thing of a multi-status: elements of properties under the status that each has."""
    parts = [f"<D:response><D:href>{escape(href)}</D:href>"]
    for status, elements in by_status.items():
        props = "".join(elements)
        if props or status == 200:
            said = error if status == 403 else ""
            parts.append(f"<D:propstat><D:prop>{props}</D:prop>{status_line(status)}{said}</D:propstat>")
    parts.append("</D:response>")
    return "".join(parts)


_WORDS = {200: "OK", 403: "Forbidden", 404: "Not Found", 423: "Locked", 424: "Failed Dependency"}


def status_line(status: int) -> str:
    return f"<D:status>HTTP/1.1 {status} {_WORDS.get(status, 'Failed')}</D:status>"


def multistatus(responses: Iterable[str]) -> str:
    return f'{OPENING}<D:multistatus xmlns:D="DAV:">{"".join(responses)}</D:multistatus>'
