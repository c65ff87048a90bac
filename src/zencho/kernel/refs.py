"""A `Ref` points at any thing without a foreign row: strangers among the packages meet through it."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ref:
    """Kind and id of a thing; written `kind:id` where it travels."""

    kind: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError where `text` is not of the form `kind:uuid`."""
        kind, _, id_ = text.partition(":")
        if not kind.isidentifier():
            raise ValueError("not a ref")
        return cls(kind, UUID(id_))
