"""Which kinds of things are written together, and by which permissions; their packages register them."""

from dataclasses import dataclass
from typing import Any

from zencho.gate.permissions import Permission


@dataclass(frozen=True)
class WrittenKind:
    """`read` opens the text, `write` is asked for each update."""

    read: Permission[Any, str]
    write: Permission[Any, str]


KINDS: dict[str, WrittenKind] = {}


def register(kind: str, *, read: Permission[Any, str], write: Permission[Any, str]) -> None:
    """Things of this kind are written together; safe to call twice."""
    KINDS[kind] = WrittenKind(read, write)
