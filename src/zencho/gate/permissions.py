"""Permissions as data. A package lists its own in `rules.py`; the gate turns them into Cedar permits."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from zencho.kernel.work import Work

T_co = TypeVar("T_co", covariant=True)
P_co = TypeVar("P_co", covariant=True, bound=str)


class Role(IntEnum):
    """What a grant gives; each role carries what the lower ones do."""

    NONE = 0
    VIEWER = 1
    COMMENTER = 2
    EDITOR = 3
    MANAGER = 4


class Label(IntEnum):
    """機密性, as ranks that compare."""

    L1 = 1
    L2 = 2
    L3C = 3
    L3B = 4
    L3A = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that a thing gives when it is taken out of the product.

    `name` is its path below the folder of the thing; its bytes lie in a blob, or `write` makes them when
    their turn comes (a document becomes Markdown). `media_type` tells whether they would shrink.
    """

    thing: UUID
    name: str
    modified_at: datetime
    media_type: str
    size_bytes: int = 0
    blob_id: UUID | None = None
    write: Callable[[Work], Awaitable[bytes]] | None = None


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of thing. The drive knows no kinds; it calls these.

    `purge` removes its content for good; `text` gives what search reads, as (title, body), and `names` the
    titles of many, where nothing else is read. `take_out` gives those pieces of these things that the actor
    may take out now, and nothing of the others. `copy` fills a new thing, whose node was just made, with the
    content of another; it raises what the gate raises about that one.
    """

    name: str
    purge: Callable[[Work, list[UUID]], Awaitable[None]] | None = None
    text: Callable[[Work, UUID], Awaitable[tuple[str, str]]] | None = None
    names: Callable[[Work, Sequence[UUID]], Awaitable[Mapping[UUID, str]]] | None = None
    take_out: Callable[[Work, list[UUID]], Awaitable[list[Piece]]] | None = None
    copy: Callable[[Work, UUID, UUID], Awaitable[None]] | None = None


@dataclass(frozen=True, eq=False)
class Permission(Generic[T_co, P_co]):
    """What one act asks for: `role` at least, on one of `kinds` (None = any kind).

    `load` reads the thing once it is allowed. `writes` opens the wall for changes; `in_bin` allows it
    on what lies in the bin, and `outside_bin=False` only there; `while_held` and `unless_held=False` do
    the same of what is held: there everything is refused that does not say so. `by_senders` is asked by those
    who hold a receive link, and by nobody else; without it they are never allowed. `for_guests` is open to
    guests too, where they have the role: what does not say so is for the agency's own people.
    `is_offered=False` is no
    act that a page offers: it is left out of abilities.
    """

    name: P_co
    role: Role
    load: Callable[[Work, UUID], Awaitable[T_co]]
    kinds: frozenset[str] | None = None
    writes: bool = False
    in_bin: bool = False
    outside_bin: bool = True
    while_held: bool = False
    unless_held: bool = True
    by_senders: bool = False
    for_guests: bool = False
    is_offered: bool = True


PERMISSIONS: dict[str, Permission[Any, str]] = {}
KINDS: dict[str, Kind] = {}


def register(kinds: list[Kind], permissions: list[Permission[Any, str]]) -> None:
    """Take in what a package's wiring lists; a second permission of one name is refused."""
    for kind in kinds:
        if KINDS.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"kind {kind.name} is registered twice")
    for permission in permissions:
        if PERMISSIONS.setdefault(permission.name, permission) is not permission:
            raise ValueError(f"permission {permission.name} is registered twice")
