"""A mail (.eml, RFC 5322) as headers, words and a list of attachments. Nothing it points at is fetched."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Any, Final, cast

from zencho.drive import media
from zencho.drive.office.unreadable import FileDamaged
from zencho.previews.charsets import decoded, header_words
from zencho.previews.html_words import words_of_html
from zencho.previews.unshown import Unshown

MOST_LETTERS: Final = 500_000
MOST_ATTACHMENTS: Final = 200
_MOST_PARTS: Final = 2_000
_HEADER: Final = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|x-[\w-]+|delivered-to|content-type):",
    re.IGNORECASE,
)


def is_mail(name: str, content: bytes) -> bool:
    """A name that ends so, over bytes that begin with a header."""
    return name.lower().endswith((".eml", ".mht", ".mhtml")) and bool(
        _HEADER.match(content.lstrip(b"\r\n \xef\xbb\xbf")) or re.match(rb"From \S+", content)
    )


def open_mail(content: bytes) -> "Mail":
    """A mail with its parts. Raises FileDamaged."""
    message = BytesParser(policy=policy.compat32).parsebytes(content)
    return Mail(message)


class Mail:
    """A mail that was taken apart."""

    def __init__(self, message: "Message[str, str]") -> None:
        self._message = message
        self._unshown = Unshown()
        self._plain: Message[str, str] | None = None
        self._html: Message[str, str] | None = None
        self._attached: list[Message[str, str]] = []
        self._count = 0
        self._sort(message)

    def _sort(self, part: "Message[str, str]") -> None:
        self._count += 1
        if self._count > _MOST_PARTS:
            raise FileDamaged
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            for each in cast(list["Message[str, str]"], part.get_payload()):
                self._sort(each)
        elif part.get_content_disposition() == "attachment" or _name(part):
            self._attached.append(part)
        elif kind == "text/plain" and self._plain is None:
            self._plain = part
        elif kind == "text/html" and self._html is None:
            self._html = part
        elif not (kind.startswith("text/") and not _bytes(part).strip()):
            self._attached.append(part)

    def shown(self) -> dict[str, Any]:
        """Headers, words, and the attachments by their places."""
        if self._plain is not None:
            words = _words(self._plain)
        elif self._html is not None:
            self._unshown.add("html")
            words = words_of_html(_words(self._html), self._unshown)
        else:
            words = ""
        self._unshown.add("too_many", 1 if len(words) > MOST_LETTERS else 0)
        self._unshown.add("attachment", len(self._attached) - MOST_ATTACHMENTS)
        said = {name: header_words(self._message.get(name)) for name in ("subject", "from", "to", "cc")}
        return {
            "kind": "mail",
            **said,
            "at": _moment(self._message.get("date")),
            "words": words.replace("\r\n", "\n")[:MOST_LETTERS],
            "attachments": [
                shown_attachment(place, _title(part), _bytes(part))
                for place, part in enumerate(self._attached[:MOST_ATTACHMENTS])
            ],
            "unshown": self._unshown.listed(),
        }

    def entry(self, place: int) -> tuple[str, bytes]:
        """An attachment."""
        if not 0 <= place < len(self._attached):
            raise FileDamaged
        return _title(self._attached[place]), _bytes(self._attached[place])


def shown_attachment(place: int, name: str, content: bytes) -> dict[str, Any]:
    """An attachment as it is listed."""
    return {
        "place": place,
        "name": name,
        "size_bytes": len(content),
        "media_type": media.sniff(content[: media.HEAD_BYTES], name),
    }


def _name(part: "Message[str, str]") -> str:
    name = part.get_filename()
    return header_words(name).replace("/", "_").replace("\\", "_") if name else ""


def _title(part: "Message[str, str]") -> str:
    """Its name, or one that says what it is."""
    if name := _name(part):
        return name
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        subject = header_words(inner.get("subject")) if isinstance(inner, Message) else ""
        return f"{subject.replace('/', '_') or 'mail'}.eml"
    return f"{part.get_content_type().replace('/', '-')}"


def _bytes(part: "Message[str, str]") -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return bytes(part.get_payload(0))  # type: ignore[arg-type]
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _words(part: "Message[str, str]") -> str:
    return decoded(_bytes(part), part.get_content_charset())


def _moment(said: object) -> str | None:
    try:
        return parsedate_to_datetime(str(said)).isoformat() if said else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
