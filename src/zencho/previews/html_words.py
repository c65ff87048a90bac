"""The words of a web page, for mails written as one: no markup, no script, nothing fetched."""

import re
from html.parser import HTMLParser
from typing import Final

from zencho.previews.unshown import Unshown

_SILENT: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg"}
)
_BLOCKS: Final = frozenset(
    {
        "p",
        "div",
        "tr",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "hr",
    }
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pictures = 0
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "br" or tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append("　")
        elif tag == "img" and not any(
            key == "src" and (said or "").startswith("cid:") for key, said in attrs
        ):
            self.pictures += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            # An end that was forgotten inside must not silence all that follows.
            del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def words_of_html(html: str, unshown: Unshown) -> str:
    """Its words in lines; pictures that would be fetched from elsewhere are counted."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    unshown.add("linked_image", reader.pictures)
    lines = [line.strip(" ") for line in "".join(reader.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
