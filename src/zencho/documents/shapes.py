"""What travels about documents."""

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


class DocumentShape(BaseModel):
    """A document as the page needs it beside its node (`/api/things`)."""

    id: UUID
    name: str
    source: str
    left_out: list[LeftOutShape]
    abilities: list[str]
    folder: UUID | None


class ImageShape(BaseModel):
    """A picture that was stored; `url` is what its block holds."""

    id: UUID
    url: str
