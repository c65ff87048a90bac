"""What travels about search."""

from uuid import UUID

from pydantic import BaseModel


class Hit(BaseModel):
    """A thing that was found. Its name and place are asked for by the page; `passage` is a piece of its
    text around what was looked for, empty where the name alone fits; `was_at` is where it lay before it
    came here, where that is what fits."""

    id: UUID
    kind: str
    passage: str
    was_at: str = ""


class Hits(BaseModel):
    """The best first; `more`: a longer query finds them."""

    hits: list[Hit]
    more: bool
