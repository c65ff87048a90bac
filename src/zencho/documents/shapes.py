"""What travels about documents; names and paths come from the drive (`/api/things`)."""

from uuid import UUID

from pydantic import BaseModel, Field


class NewDocument(BaseModel):
    """A blank document in a folder."""

    name: str = Field(max_length=255)


class LeftOutShape(BaseModel):
    """So many of one kind could not be carried, under this heading ("" before the first)."""

    code: str
    count: int
    where: str


class DocumentMade(BaseModel):
    """A new document, with what an import could not carry."""

    id: UUID
    left_out: list[LeftOutShape]


class DocumentShape(BaseModel):
    """A document: where it came from (blank, word, markdown), and what may be offered on it."""

    id: UUID
    source: str
    left_out: list[LeftOutShape]
    abilities: list[str]


class ImageShape(BaseModel):
    """A picture that was stored; `url` is what its block holds."""

    id: UUID
    url: str
