"""Files within files, and files that are not what they seem: read in a child, told by a reason."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import openpyxl
import pytest
from tests.documents.word_files import p, r, word
from tests.previews.test_sheets import by_hand, packed

from zencho.kernel.children import MIB, Bounds, Children
from zencho.previews import reading
from zencho.previews.reading import Found, NotReadable, Wanted, read_file, unpack

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return into.getvalue()


async def found(name: str, content: bytes, **wanted: Any) -> Found:
    return unpack(await read_file(Children(), name, content, Wanted(**wanted)))


async def shown(name: str, content: bytes, **wanted: Any) -> dict[str, Any]:
    made = await found(name, content, **wanted)
    assert made.media_type == "application/json"
    read: dict[str, Any] = json.loads(gzip.decompress(made.body))
    return read


async def refused(name: str, content: bytes, **wanted: Any) -> str:
    with pytest.raises(NotReadable) as told:
        await found(name, content, **wanted)
    return str(told.value.params["reason"])


def mail(*attached: tuple[str, bytes]) -> bytes:
    made = EmailMessage()
    made["Subject"] = "積算について"
    made["From"] = "鈴木 航 <suzuki@example.jp>"
    made.set_content("送ります。\n")
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


async def test_a_book_in_a_mail_in_an_archive() -> None:
    book = packed(openpyxl.Workbook())
    outer = zipped(("読んで.txt", b"x"), ("メール.eml", mail(("積算.xlsx", book))))
    assert (await shown("全部.zip", outer))["kind"] == "archive"
    assert (await shown("全部.zip", outer, inner=(1,)))["attachments"][0]["name"] == "積算.xlsx"
    assert (await shown("全部.zip", outer, inner=(1, 0)))["kind"] == "sheets"
    whole = await found("全部.zip", outer, inner=(1, 0), is_whole=True)
    assert (whole.name, whole.body) == ("積算.xlsx", book)


# Made when they are asked for: some are large, and none may be part of a test's name.
UNREADABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an old container with nothing in it": ("a.xlsx", lambda: COMPOUND + b"\0" * 504, "damaged"),
    "the first bytes alone": ("a.xlsx", lambda: b"PK\x03\x04", "damaged"),
    "an archive cut off": ("a.zip", lambda: zipped(("a", b"x" * 1000))[:-30], "damaged"),
    "a PDF by another name": ("a.xlsx", lambda: b"%PDF-1.7", "type_differs"),
    "no mail": ("a.eml", lambda: b"\x00\x01\x02", "type_differs"),
    "markup": ("a.svg", lambda: b"<svg onload='alert(1)'/>", "type_differs"),
    "parts of no document": (
        "a.docx",
        lambda: zipped(("[Content_Types].xml", b"<x/>"), ("a.html", b"<script/>")),
        "type_differs",
    ),
    "a bomb": ("a.xlsx", lambda: zipped(("[Content_Types].xml", b" " * (300 * MIB))), "unpacks_too_large"),
    "a workbook cut off": ("a.xlsx", lambda: by_hand("<row><c/></row>")[:400], "damaged"),
    "nested without end": (
        "a.docx",
        lambda: word("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000),
        "damaged",
    ),
}


@pytest.mark.parametrize("which", UNREADABLE)
async def test_what_is_so_is_told(which: str) -> None:
    name, make, reason = UNREADABLE[which]
    assert await refused(name, make()) == reason


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
async def test_laughing_entities_are_refused_before_the_first(part: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]><l>&l9;</l>'.encode()
    whole = by_hand('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>a</t></si>")
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        entries = [(name, evil if name == part else source.read(name)) for name in source.namelist()]
    assert await refused("a.xlsx", zipped(*entries)) == "declares_entities"


async def test_a_part_that_unpacks_without_end_is_read_no_further_than_it_is_shown() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200_000))
    read = await shown("a.xlsx", by_hand(rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    assert len(read["sheet"]["cells"]) == 300
    assert read["sheet"]["merged"] == [[1, 1, 1, 2]]


@pytest.mark.parametrize("bounds", [Bounds(seconds=1), Bounds(memory_bytes=150 * MIB)])
async def test_a_file_that_asks_too_much_is_told(bounds: Bounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BOUNDS", bounds)
    assert await refused("a.docx", word(p(r("行") * 20) * 30_000)) == "takes_too_long"


async def test_a_ring_of_archives_ends() -> None:
    content = zipped(("底.txt", b"x"))
    for _ in range(6):
        content = zipped(("中.zip", content))
    assert (await shown("a.zip", content, inner=(0, 0, 0, 0)))["kind"] == "archive"
    assert await refused("a.zip", content, inner=(0, 0, 0, 0, 0)) == "depth"


async def test_an_entry_that_lies_about_its_size_stays_bounded() -> None:
    whole = bytearray(zipped(("a.txt", b" " * 10**6)))
    entry = whole.rindex(b"a.txt") - 46
    whole[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert await refused("a.zip", bytes(whole), inner=(0,), is_whole=True) == "damaged"


async def test_names_in_the_charset_they_were_written_in() -> None:
    content = zipped(("見積書①.txt", b"1"), ("xxxx.txt", b"2"))
    cp932 = content.replace(b"xxxx.txt", "表能".encode("cp932") + b".txt")
    entries = (await shown("a.zip", cp932))["entries"]
    assert [each["name"] for each in entries] == ["見積書①.txt", "表能.txt"]


async def test_an_entry_with_a_password_is_marked() -> None:
    whole = bytearray(zipped(("秘.txt", b"x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(signature) + offset] |= 1
    assert (await shown("a.zip", bytes(whole)))["entries"][0]["is_encrypted"] is True
    assert await refused("a.zip", bytes(whole), inner=(0,), is_whole=True) == "encrypted"


@pytest.mark.parametrize("packed_bytes", [b"", b"\0\0\0\5{}", b"\xff\xff\xff\xff", b"\0\0\0\2[]"])
def test_a_child_that_talks_nonsense_is_not_believed(packed_bytes: bytes) -> None:
    with pytest.raises(NotReadable):
        unpack(packed_bytes)
