"""What an office editor tells of itself: which files it edits, at which address, and its keys.

The one thing that this server asks of another: one address, with bounds on time and size, without following
where it points to, and read without document types or entities.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NoReturn
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from zencho.wopi.proofs import Keys, read_key

MOST_BYTES = 4 * 2**20
SECONDS = 5.0
_PLACE = re.compile(r"<(\w+)=(\w+)(&?)>")  # `<ui=UI_LLCC&>`: what the host may fill in


class NoDiscovery(Exception):
    """Nothing came that is a discovery."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """`edits`: the address for each extension (lower case) that the editor edits, with places to fill in."""

    edits: Mapping[str, str]
    keys: Keys | None


def fetch(address: str) -> bytes:
    """The discovery of the editor at an address. Blocks. Raises NoDiscovery."""
    parts = urlsplit(address)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/hosting/discovery")
        answer = connection.getresponse()
        content = answer.read(MOST_BYTES + 1) if answer.status == 200 else b""
    except (OSError, HTTPException) as error:
        raise NoDiscovery from error
    finally:
        connection.close()
    if not 0 < len(content) <= MOST_BYTES:
        raise NoDiscovery
    return content


class _PlainTree(TreeBuilder):
    """Builds elements, and stops at a document type: before any entity of it is used."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:
        raise NoDiscovery


def read(content: bytes) -> Discovery:
    """Raises NoDiscovery for what is none."""
    parser = XMLParser(target=_PlainTree())  # noqa: S314 - see _PlainTree
    try:
        parser.feed(content)
        root: Element = parser.close()
        edits: dict[str, str] = {}
        for action in root.iter("action"):
            extension, address = action.get("ext", "").lower(), action.get("urlsrc", "")
            if action.get("name") == "edit" and extension and urlsplit(address).path:
                edits.setdefault(extension, address)
        return Discovery(edits, _read_keys(root.find("proof-key")))
    except (ParseError, ValueError, LookupError) as fault:
        raise NoDiscovery from fault


def _read_keys(told: Element | None) -> Keys | None:
    if told is None or not told.get("modulus"):
        return None
    old = told.get("oldmodulus")
    return Keys(
        read_key(told.get("modulus", ""), told.get("exponent", "")),
        read_key(old, told.get("oldexponent", "")) if old else None,
    )


def fill_in(address: str, *, origin: str, source: str, language: str) -> str:
    """The address that opens the file at `source` (ours) for this language. It lies at `origin`, whatever the
    editor believes of where it is reached: the page may frame nothing else."""
    known = {"UI_LLCC": language, "DC_LLCC": language, "WOPI_SOURCE": quote(source, safe="")}

    def place(found: re.Match[str]) -> str:
        name, value, joint = found.groups()
        return f"{name}={known[value]}{joint}" if value in known else ""

    parts = urlsplit(_PLACE.sub(place, address))
    query = [each for each in parts.query.split("&") if each]
    if "WOPI_SOURCE" not in address:
        query.append(f"WOPISrc={known['WOPI_SOURCE']}")
    query.append(f"lang={language}")
    return f"{origin}{parts.path}?{'&'.join(query)}"
