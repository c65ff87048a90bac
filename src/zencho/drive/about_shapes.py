"""What travels of what a folder is for."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from zencho.drive.names import twin_key

MOST_TAGS = 10


class Shape(BaseModel):
    """What we answer is fixed once made; what we are sent has no field we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _clean_text(typed: str) -> str:
    kept = "".join(each for each in typed if each == "\n" or each.isprintable())
    return unicodedata.normalize("NFC", kept).strip()


def _clean_tag(typed: str) -> str:
    kept = "".join(each for each in typed if each.isspace() or each.isprintable())
    tag = " ".join(unicodedata.normalize("NFC", kept).split()).lstrip("#＃")
    if not tag:
        raise ValueError("blank")
    return tag


def _merge_twins(tags: list[str]) -> list[str]:
    """Of two that nobody could tell apart the first stays."""
    return list({twin_key(tag): tag for tag in reversed(tags)}.values())[::-1]


Tag = Annotated[str, Field(max_length=20), AfterValidator(_clean_tag)]


class About(Shape):
    """What a folder is for. `revision` rises with each change; 0: nobody has said anything yet."""

    description: str
    tags: list[str]
    revision: int


class NewAbout(Shape):
    """What a folder is to say of itself; empty takes away what it said."""

    description: Annotated[str, Field(max_length=1000), AfterValidator(_clean_text)]
    tags: Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(_merge_twins)]


class UsedTag(Shape):
    """A tag, and how many folders that the asker sees bear it."""

    name: str
    folders: int


class UsedTags(Shape):
    """The most used first."""

    tags: list[UsedTag]
