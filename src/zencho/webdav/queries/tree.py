"""Paths: the shared drives that somebody sees are the folders at the top, folders and files lie below.

A name is found in any form that nobody could tell from it in a list (`drive/names.py`): macOS sends letters
taken apart, Windows in any case. What the gate does not let be seen is not there, with all inside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from zencho.drive import rules
from zencho.drive.names import suggest_names, twin_key
from zencho.drive.queries.lists import reached
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.tables import Thing
from zencho.kernel.work import Work

SHOWN_KINDS = ("folder", "file")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path leads. `chain` are the things on the way, the drive first, as far as there are any."""

    names: tuple[str, ...]
    chain: tuple[Node, ...]

    @property
    def node(self) -> Node | None:
        """What lies there."""
        return self.chain[-1] if self.names and len(self.chain) == len(self.names) else None

    @property
    def folder(self) -> Node | None:
        """What it lies in, or would."""
        above = len(self.names) - 1
        found = self.chain[above - 1] if 0 < above <= len(self.chain) else None
        return found if found is not None and found.kind == "folder" else None

    @property
    def is_drive(self) -> bool:
        """Whether this is the place of a drive itself, or the top."""
        return len(self.names) < 2

    def names_of(self, thing: UUID) -> tuple[str, ...]:
        """The path of something on the way."""
        return next(
            (self.names[: at + 1] for at, each in enumerate(self.chain) if each.thing_id == thing), self.names
        )


def tag_of(sha256: str) -> str:
    """The entity tag of bytes: 128 bits of their SHA-256, for clients that take no longer ones."""
    return f'"{sha256[:32]}"'


def etag_of(node: Node | None) -> str | None:
    """Of a file: that of its bytes; folders have none."""
    return tag_of(node.sha256) if node is not None and node.sha256 is not None else None


async def list_drives(work: Work) -> list[tuple[str, Node]]:
    """The shared drives that the actor sees, each under a name of its own."""
    roots = Thing.parent.is_(None) & (Thing.kind == "folder") & Thing.anchor.in_(reached(work))
    seen = await gate.visible(work, rules.THING_READ, roots)
    found = select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause, Node.root == "shared")
    named: list[tuple[str, Node]] = []
    taken: set[str] = set()
    for node in await work.db.scalars(found.order_by(Node.sort_key, Node.thing_id)):
        ways = [node.name, *suggest_names(node.name, is_folder=True)]
        name = next((each for each in ways if twin_key(each) not in taken), str(node.thing_id))
        taken.add(twin_key(name))
        named.append((name, node))
    return named


async def find_place(work: Work, names: Sequence[str]) -> Place:
    """What is seen on this path. The wall is open for it."""
    asked = tuple(names)
    if not asked:
        return Place((), ())
    keys = [twin_key(name) for name in asked]
    drive = next((node for name, node in await list_drives(work) if twin_key(name) == keys[0]), None)
    if drive is None:
        return Place(asked, ())
    [row] = await work.ask(
        "SELECT dav_find(%(root)s, %(keys)s::text[]) AS ids", root=drive.thing_id, keys=keys[1:]
    )
    seen = await gate.visible_of(work, rules.THING_READ, row.ids)
    nodes = select(Node).where(Node.thing_id.in_(seen.ids)).execution_options(populate_existing=True)
    by_id = {node.thing_id: node for node in await work.db.scalars(nodes)}
    return Place(asked, tuple(by_id[id_] for id_ in takewhile(by_id.__contains__, row.ids)))


async def list_inside(work: Work, folder: UUID) -> list[Node]:
    """The folders and files in a folder that the actor sees, folders first."""
    among = (Thing.parent == folder) & Thing.kind.in_(SHOWN_KINDS)
    seen = await gate.visible(work, rules.THING_READ, among)
    found = select(Node).join(Thing, Thing.id == Node.thing_id).where(seen.clause, Node.folder == folder)
    ordered = found.order_by(Node.rank, Node.sort_key, Node.thing_id)
    return list(await work.db.scalars(ordered.options(defer(Node.grams))))
