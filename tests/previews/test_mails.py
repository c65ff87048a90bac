"""Mails as Japanese programs write them, and messages of Outlook."""

import base64
import struct

import pytest

from zencho.previews.charsets import decoded, header_words
from zencho.previews.compound import Compound
from zencho.previews.html_words import words_of_html
from zencho.previews.mails import is_mail, open_mail
from zencho.previews.messages import open_message
from zencho.previews.unshown import Unshown


def jis(words: str) -> str:
    return f"=?ISO-2022-JP?B?{base64.b64encode(words.encode('iso2022_jp')).decode()}?="


def test_an_old_mail_in_jis() -> None:
    head = f"Subject: {jis('積算表の')}\n {jis('送付')}\nFrom: {jis('鈴木')} <a@example.jp>\n"
    head += "Date: Thu, 19 Nov 2026 09:12:00 +0900\nContent-Type: text/plain; charset=ISO-2022-JP\n\n"
    mail = open_mail(head.encode() + "本文です。\r\n".encode("iso2022_jp")).shown()
    assert (mail["subject"], mail["from"]) == ("積算表の送付", "鈴木 <a@example.jp>")
    assert (mail["at"], mail["words"]) == ("2026-11-19T09:12:00+09:00", "本文です。\n")


def test_signs_that_the_charset_does_not_know_are_read_all_the_same() -> None:
    assert decoded(b"\x1b$B-!-j\x1b(B", "iso-2022-jp") == "①㈱"
    assert decoded("髙①㈱".encode("cp932"), "Shift_JIS") == "髙①㈱"
    assert decoded(b"\x1b(I1\x1b(B", "iso-2022-jp") == "ｱ"


@pytest.mark.parametrize("said", ["=?x?B?????=", "=?utf-8?Q?=E8", "=?utf-8?B?4oCo?= " * 50, "\udc80"])
def test_no_header_is_too_strange(said: str) -> None:
    assert isinstance(header_words(said), str)


def test_a_mail_written_as_a_page_gives_its_words() -> None:
    content = (
        b"From: a@example.jp\nContent-Type: text/html; charset=utf-8\n\n<head><style>p{}</style></head>"
        b"<p>A</p><script>alert(1)</script><div>B<br>C<img src='http://example.com/x.gif'></div>"
    )
    mail = open_mail(content).shown()
    assert mail["words"] == "A\n\nB\nC"
    assert mail["unshown"] == [{"code": "html", "count": 1}, {"code": "linked_image", "count": 1}]


def test_markup_that_never_ends_gives_words() -> None:
    assert words_of_html("<b><script>a</b><p>" * 50 + "終", Unshown()) == ""
    assert words_of_html("&lt;script&gt;", Unshown()) == "<script>"


def test_a_mail_within_a_mail_is_an_attachment() -> None:
    inner = "Subject: 中\n\n底\n"
    content = f"Subject: 外\nContent-Type: message/rfc822\n\n{inner}"
    mail = open_mail(content.encode())
    assert mail.shown()["attachments"][0]["name"].endswith(".eml")
    assert b"\xe5\xba\x95" in mail.entry(0)[1]


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("a.eml", b"Received: x\n\n", True),
        ("a.eml", b"From a@example.jp Thu\nTo: b\n\n", True),
        ("a.eml", b"<html>", False),
        ("a.txt", b"Subject: x\n\n", False),
    ],
)
def test_what_is_a_mail(name: str, content: bytes, *, is_one: bool) -> None:
    assert is_mail(name, content) is is_one


def outlook(**streams: bytes) -> Compound:
    """A message's streams; `p0037` is the property of that number in wide letters."""
    sent = struct.pack("<HHIQ", 0x40, 0x39, 6, 134_080_891_200_000_000)
    made = {"__properties_version1.0": b"\0" * 32 + sent}
    for name, content in streams.items():
        kind = "0102" if name.startswith("b") else "001F"
        made[f"__substg1.0_{name[1:]}{kind}"] = content
    return Compound(made)


def test_a_message_of_outlook() -> None:
    wide = {
        name: words.encode("utf-16-le")
        for name, words in (("p0037", "件名"), ("p1000", "本文"), ("p0C1A", "鈴木"))
    }
    compound = outlook(**wide, p5D01="a@example.jp".encode("utf-16-le"))
    streams = dict(compound._streams)
    attached = "__attach_version1.0_#00000000/__substg1.0_"
    streams |= {f"{attached}3707001F": "表.txt".encode("utf-16-le"), f"{attached}37010102": b"x"}
    inner = f"{attached}3701000D/".replace("#00000000", "#00000001")
    streams |= {
        f"{inner}{name}": content
        for name, content in outlook(p0037="中".encode("utf-16-le"))._streams.items()
    }
    message = open_message(Compound(streams))
    shown = message.shown()
    assert (shown["subject"], shown["from"], shown["words"]) == ("件名", "鈴木 <a@example.jp>", "本文")
    assert shown["at"] is not None
    assert [each["name"] for each in shown["attachments"]] == ["表.txt", "attachment-2.eml"]
    assert header_words(open_mail(message.entry(1)[1]).shown()["subject"]) == "中"
