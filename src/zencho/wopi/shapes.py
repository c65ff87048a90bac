"""What travels between the page and us about the office editor."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """What we answer is fixed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EditorCard(Shape):
    """Which files the city's office editor edits, by extension; none where there is no editor."""

    extensions: list[str]


class EditorOpening(Shape):
    """How the page opens the editor: by a form sent to `address` in a frame, with these two fields.

    `access_token_ttl` is the moment at which the token ends at the latest, in ms since 1970, as WOPI has it.
    `origin` is whose messages the page listens to.
    """

    address: str
    origin: str
    access_token: str
    access_token_ttl: int
