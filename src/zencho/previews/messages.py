"""A message of Outlook (.msg, MS-OXMSG): its properties are streams with numbers for names."""

import struct
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from typing import Any, Final

from zencho.drive.office.unreadable import FileDamaged
from zencho.previews.charsets import decoded
from zencho.previews.compound import Compound
from zencho.previews.html_words import words_of_html
from zencho.previews.mails import MOST_ATTACHMENTS, MOST_LETTERS, shown_attachment
from zencho.previews.unshown import Unshown

_PROPERTIES: Final = "__properties_version1.0"
_SUBJECT, _BODY, _HTML, _RICH = "0037", "1000", "1013", "1009"
_SENDER, _SENDER_MAIL, _SENDER_SMTP = "0C1A", "0C1F", "5D01"
_TO, _CC = "0E04", "0E03"
_NAME, _SHORT_NAME, _SHOWN_NAME, _CONTENT = "3707", "3704", "3001", "3701"
_SENT, _DELIVERED = 0x0039, 0x0E06
_TIME: Final = 0x0040
_CODE_PAGE: Final = 0x3FFD
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_MOST_DEPTH: Final = 4
#: What stands before the list of properties: of a message by itself, and of one within another.
_HEADS: Final = (32, 24)


def is_message(compound: Compound) -> bool:
    """Whether the container holds a message."""
    return compound.has(_PROPERTIES)


def open_message(compound: Compound) -> "OutlookMessage":
    """A message that a file holds."""
    return OutlookMessage(compound, _HEADS[0])


class OutlookMessage:
    """A message that was taken apart; `head` is where its list of properties begins."""

    def __init__(self, compound: Compound, head: int) -> None:
        self._compound = compound
        self._unshown = Unshown()
        self._fixed = _fixed(compound.read(_PROPERTIES) or b"", head)
        self._attached = [compound.within(each) for each in compound.folders("__attach_version1.0_#")]

    def shown(self) -> dict[str, Any]:
        """As `Mail.shown`."""
        words = self._words_of_body()
        self._unshown.add("too_many", 1 if len(words) > MOST_LETTERS else 0)
        self._unshown.add("attachment", len(self._attached) - MOST_ATTACHMENTS)
        moment = self._moment()
        return {
            "kind": "mail",
            "subject": self._words(_SUBJECT),
            "from": self._sender(),
            "to": self._words(_TO),
            "cc": self._words(_CC),
            "at": None if moment is None else moment.isoformat(),
            "words": words.replace("\r\n", "\n")[:MOST_LETTERS],
            "attachments": [
                shown_attachment(place, *self.entry(place))
                for place in range(len(self._attached[:MOST_ATTACHMENTS]))
            ],
            "unshown": self._unshown.listed(),
        }

    def entry(self, place: int, depth: int = 0) -> tuple[str, bytes]:
        """An attachment; a message within this one as the mail it was."""
        if not 0 <= place < len(self._attached) or depth > _MOST_DEPTH:
            raise FileDamaged
        attached = self._attached[place]
        names = (self._words(each, attached) for each in (_NAME, _SHORT_NAME, _SHOWN_NAME))
        name = next(filter(None, names), f"attachment-{place + 1}").replace("/", "_").replace("\\", "_")
        inner = attached.within(f"__substg1.0_{_CONTENT}000D")
        if is_message(inner):
            mail = OutlookMessage(inner, _HEADS[1]).as_mail(depth + 1)
            return f"{name.removesuffix('.msg').removesuffix('.eml')}.eml", mail
        return name, attached.read(f"__substg1.0_{_CONTENT}0102") or b""

    def as_mail(self, depth: int) -> bytes:
        """The message as an .eml, attachments too."""
        mail = EmailMessage(policy.SMTP)
        said = {
            "Subject": self._words(_SUBJECT),
            "From": self._sender(),
            "To": self._words(_TO),
            "Cc": self._words(_CC),
        }
        for name, words in said.items():
            if words:
                mail[name] = " ".join(words.split())
        if (moment := self._moment()) is not None:
            mail["Date"] = moment
        mail.set_content(self._words_of_body())
        for place in range(len(self._attached[:MOST_ATTACHMENTS])):
            name, content = self.entry(place, depth)
            mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        return mail.as_bytes()

    def _words_of_body(self) -> str:
        if words := self._words(_BODY):
            return words
        html = self._compound.read(f"__substg1.0_{_HTML}0102")
        if html is not None or (html_words := self._words(_HTML)):
            self._unshown.add("html")
            return words_of_html(html_words if html is None else decoded(html, "utf-8"), self._unshown)
        if self._compound.has(f"__substg1.0_{_RICH}0102"):
            self._unshown.add("rich_text")
        return ""

    def _words(self, number: str, where: Compound | None = None) -> str:
        compound = where or self._compound
        wide = compound.read(f"__substg1.0_{number}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        raw = compound.read(f"__substg1.0_{number}001E") or b""
        page = self._fixed.get(_CODE_PAGE, 932) & 0xFFFF
        return decoded(raw, "utf-8" if page == 65001 else f"cp{page}").rstrip("\0")

    def _sender(self) -> str:
        name = self._words(_SENDER)
        address = self._words(_SENDER_SMTP) or self._words(_SENDER_MAIL)
        # An address of Exchange itself (/O=…) tells nobody anything.
        return f"{name} <{address}>".strip() if "@" in address and address != name else name or address

    def _moment(self) -> datetime | None:
        ticks = self._fixed.get(_SENT) or self._fixed.get(_DELIVERED)
        try:
            return None if not ticks else _EPOCH + timedelta(microseconds=ticks // 10)
        except OverflowError:
            return None


def _fixed(raw: bytes, head: int) -> dict[int, int]:
    """Properties that are numbers, by their own number: 16 bytes each, the value in the last eight."""
    found = {}
    for start in range(head, len(raw) - 15, 16):
        kind, number, value = struct.unpack_from("<HH4xQ", raw, start)
        if kind == _TIME or number == _CODE_PAGE:
            found[number] = value
    return found
