"""The properties that each thing has by what it is (live ones), and what was asked of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Literal
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from zencho.drive.media import UNKNOWN
from zencho.drive.queries.room import Room
from zencho.drive.tables import Node
from zencho.webdav.answers import Turned
from zencho.webdav.elements import DAV, named, write_response
from zencho.webdav.headers import write_path
from zencho.webdav.queries.locks import token_of
from zencho.webdav.queries.tree import etag_of
from zencho.webdav.tables import DavLock

ALWAYS = ("resourcetype", "displayname", "getlastmodified", "creationdate", "supportedlock", "lockdiscovery")
OF_FILES = ("getcontentlength", "getcontenttype", "getetag")
ON_REQUEST = ("quota-available-bytes", "quota-used-bytes")
LIVE = frozenset(DAV + name for name in (*ALWAYS, *OF_FILES, *ON_REQUEST))
_SCOPES = "".join(
    f"<D:lockentry><D:lockscope><D:{scope}/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>"
    for scope in ("exclusive", "shared")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """All properties (and some besides), the names of all, or these."""

    kind: Literal["all", "names", "these"]
    tags: tuple[str, ...] = ()

    @property
    def is_about_room(self) -> bool:
        return any(tag.removeprefix(DAV) in ON_REQUEST for tag in self.tags)


@dataclass(frozen=True, slots=True)
class Held:
    """A lock, with the path on which it was taken."""

    lock: DavLock
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A thing as a client is told of it; without `node` it is the top, where the drives are."""

    names: tuple[str, ...]
    node: Node | None
    now: datetime
    held: Sequence[Held] = ()
    noted: Mapping[str, str] = field(default_factory=dict)
    room: Room | None = None

    @property
    def is_folder(self) -> bool:
        return self.node is None or self.node.kind == "folder"


def read_asked(body: Element | None) -> Asked:
    """What a PROPFIND asks. Raises Turned (400)."""
    if body is None:
        return Asked("all")
    said = {child.tag: child for child in body}
    if body.tag != f"{DAV}propfind":
        raise Turned(400)
    if f"{DAV}propname" in said:
        return Asked("names")
    if f"{DAV}allprop" in said:
        include = said.get(f"{DAV}include")
        return Asked("all", tuple(child.tag for child in include) if include is not None else ())
    if f"{DAV}prop" in said:
        return Asked("these", tuple(dict.fromkeys(child.tag for child in said[f"{DAV}prop"])))
    raise Turned(400)


def describe(told: Told, asked: Asked) -> str:
    """One response of a multi-status."""
    href = write_path(told.names, is_folder=told.is_folder)
    live = {name: write_live(told, name) for name in (*ALWAYS, *OF_FILES)}
    there = {DAV + name: content for name, content in live.items() if content is not None}
    if asked.kind == "names":
        return write_response(href, {200: [named(tag) for tag in (*there, *told.noted)]})
    found = [named(tag, content) for tag, content in there.items() if asked.kind == "all"]
    found += told.noted.values() if asked.kind == "all" else ()
    missing = []
    for tag in asked.tags:
        name = tag.removeprefix(DAV)
        content = there.get(tag) if name not in ON_REQUEST else write_live(told, name)
        if content is not None and (asked.kind == "these" or tag not in there):
            found.append(named(tag, content))
        elif tag in told.noted and asked.kind == "these":
            found.append(told.noted[tag])
        elif content is None and tag not in told.noted:
            missing.append(named(tag))
    by_status = {404: missing} if missing and not found else {200: found, 404: missing}
    return write_response(href, by_status)


def write_live(told: Told, name: str) -> str | None:
    """What an element of this name holds; None where the thing has none."""
    node = told.node
    if name == "resourcetype":
        return "<D:collection/>" if told.is_folder else ""
    if name == "displayname":
        return escape(told.names[-1] if told.names else "/")
    if name == "lockdiscovery":
        return "".join(write_lock(each, told.now) for each in told.held)
    if node is None:
        return None
    if name == "supportedlock":
        return _SCOPES
    return _write_of_node(told, node, name)


def _write_of_node(told: Told, node: Node, name: str) -> str | None:
    if name == "getlastmodified":
        return format_datetime(node.modified_at.astimezone(UTC).replace(microsecond=0), usegmt=True)
    if name == "creationdate":
        return f"{node.created_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if name in ON_REQUEST:
        room = told.room
        if room is None or not told.is_folder:
            return None
        return str(room.free_bytes if name == "quota-available-bytes" else room.used_bytes)
    if told.is_folder:
        return None
    of_file = {
        "getcontentlength": str(node.size_bytes or 0),
        "getcontenttype": escape(node.media_type or UNKNOWN),
        "getetag": escape(etag_of(node) or ""),
    }
    return of_file.get(name)


def write_lock(held: Held, now: datetime) -> str:
    lock = held.lock
    seconds = max(0, int((lock.ends_at - now).total_seconds()))
    parts = (
        "<D:locktype><D:write/></D:locktype>",
        f"<D:lockscope><D:{'shared' if lock.shared else 'exclusive'}/></D:lockscope>",
        f"<D:depth>{'infinity' if lock.deep else '0'}</D:depth>",
        lock.owner,
        f"<D:timeout>Second-{seconds}</D:timeout>",
        f"<D:locktoken><D:href>{token_of(lock)}</D:href></D:locktoken>",
        f"<D:lockroot><D:href>{escape(write_path(held.names, is_folder=False))}</D:href></D:lockroot>",
    )
    return f"<D:activelock>{''.join(parts)}</D:activelock>"
