"""Files that are not what they seem: each is told by a code of its own, and none harms the one who reads."""

import io
import struct
import zipfile

import pytest
from tests.documents.word_files import drawing, p, r, told, word, zipped

from zencho.documents.blocks import Divider, Paragraph, text, walk
from zencho.documents.docx import MAX_BLOCKS, read_docx
from zencho.documents.docx_pictures import MAX_IMAGES
from zencho.drive.office.ooxml import MAX_ENTRIES, parse_xml
from zencho.drive.office.unreadable import (
    FileDamaged,
    FileDeclaresEntities,
    FileEncrypted,
    FileIsOldWord,
    FileNotRead,
    FileTypeDiffers,
    FileUnpacksTooLarge,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def rewritten(content: bytes, part: str, change: bytes) -> bytes:
    """The same file with the bytes of one part replaced."""
    into = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(entry.filename, change if entry.filename == part else source.read(entry))
    return into.getvalue()


def refused(content: bytes) -> type[FileNotRead]:
    with pytest.raises(FileNotRead) as told_problem:
        read_docx(content)
    return type(told_problem.value)


def test_a_password_is_told() -> None:
    assert refused(COMPOUND + "EncryptedPackage".encode("utf-16-le")) is FileEncrypted


def test_old_word_is_told() -> None:
    assert refused(COMPOUND + "WordDocument".encode("utf-16-le")) is FileIsOldWord


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", "契約書".encode("cp932")])
def test_another_type_under_this_name_is_told(content: bytes) -> None:
    assert refused(content) is FileTypeDiffers


def test_a_zip_without_a_document_is_told() -> None:
    assert refused(zipped({"readme.txt": "x"})) is FileTypeDiffers


def test_a_sheet_under_this_name_is_told() -> None:
    sheet = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert refused(rewritten(word(""), "word/document.xml", sheet)) is FileTypeDiffers


@pytest.mark.parametrize("part", [0.3, 0.7, 0.98])
def test_a_file_that_ends_early_is_told(part: float) -> None:
    whole = word(p(r("本文")))
    assert refused(whole[: int(len(whole) * part)]) is FileDamaged


def test_a_part_with_broken_bytes_is_told() -> None:
    whole = bytearray(word(p(r("本文" * 500))))
    place = whole.index(b"word/document.xml") + 40
    whole[place : place + 40] = b"\xff" * 40
    assert refused(bytes(whole)) is FileDamaged


def test_xml_that_breaks_off_is_told() -> None:
    assert refused(rewritten(word(""), "word/document.xml", b"<w:document")) is FileDamaged


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        "<!DOCTYPE x>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
)
def test_entities_are_refused_in_every_part(head: str, encoding: str, part: str) -> None:
    evil = f'<?xml version="1.0" encoding="{encoding}"?>{head}<x>&e;</x>'.encode(encoding)
    whole = word(p(r("本文")), styles="<w:style/>")
    assert refused(rewritten(whole, part, evil)) is FileDeclaresEntities


def test_an_undeclared_entity_is_damage() -> None:
    with pytest.raises(FileDamaged):
        parse_xml(b"<a>&e;</a>")


def test_a_bomb_is_not_unpacked() -> None:
    assert (
        refused(rewritten(word(""), "word/document.xml", b"<x>" + b" " * (40 * 2**20))) is FileUnpacksTooLarge
    )


def test_a_file_that_lies_about_its_size_stays_bounded() -> None:
    """The directory says ten bytes, the part holds a million: no more than ten are read."""
    whole = bytearray(rewritten(word(""), "word/document.xml", b"<x>" + b" " * 10**6))
    entry = whole.rindex(b"word/document.xml") - 46
    whole[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert refused(bytes(whole)) is FileDamaged


def test_too_many_entries_are_refused() -> None:
    assert refused(zipped({f"word/{n}": b"" for n in range(MAX_ENTRIES + 1)})) is FileUnpacksTooLarge


def test_an_encrypted_entry_is_told() -> None:
    whole = bytearray(word(""))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := whole.find(signature, place + 1)) >= 0:
            whole[place + offset] |= 1
    assert refused(bytes(whole)) is FileEncrypted


def test_names_that_climb_stay_inside() -> None:
    relations = {"rId7": "image ../../../../../etc/passwd"}
    read = read_docx(word(p(r("図") + drawing('<a:blip r:embed="rId7"/>')), relations=relations))
    assert read.images == ()
    assert told(read) == {"broken_image": 1}


def test_a_table_without_end_of_columns_is_cut() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    before = '<w:trPr><w:gridBefore w:val="99999999"/></w:trPr>'
    read = read_docx(word(f"<w:tbl><w:tr>{before}<w:tc>{wide}</w:tc></w:tr></w:tbl>"))
    assert len(read.blocks) == 1


def test_nesting_without_end_does_not_bring_the_reader_down() -> None:
    depth = 20_000
    body = "<w:sdt><w:sdtContent>" * depth + p(r("底")) + "</w:sdtContent></w:sdt>" * depth
    with pytest.raises((RecursionError, FileDamaged)):
        read_docx(word(body))


def test_more_blocks_than_a_page_may_hold_are_told() -> None:
    read = read_docx(word(p(r("行")) * (MAX_BLOCKS + 5)))
    assert len(read.blocks) == MAX_BLOCKS
    assert told(read) == {"too_many": 5}


def test_more_pictures_than_a_page_may_hold_are_told() -> None:
    png = b"\x89PNG\r\n\x1a\n"
    names = [f"media/{n}.png" for n in range(MAX_IMAGES + 2)]
    relations = {f"r{n}": f"image {name}" for n, name in enumerate(names)}
    body = "".join(p(drawing(f'<a:blip r:embed="r{n}"/>')) for n in range(len(names)))
    read = read_docx(word(body, parts=dict.fromkeys(names, png), relations=relations))
    assert len(read.images) == MAX_IMAGES
    assert told(read) == {"too_many": 2}


@pytest.mark.parametrize(
    "broken",
    [
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="one"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar/><w:instrText>x</w:instrText></w:r></w:p>',
        "<w:tbl><w:tr/><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>",
        "<w:tbl/>",
        '<w:p><w:r><w:footnoteReference w:id="99"/></w:r></w:p>',
        '<w:p><w:r><w:sym w:char="zz"/><w:ruby/></w:r></w:p>',
    ],
)
def test_nonsense_is_read_as_well_as_it_can_be(broken: str) -> None:
    read = read_docx(word(broken + p(r("あと"))))
    assert any(block == Paragraph(text("あと")) for block in walk(read.blocks))
    assert not isinstance(read.blocks[-1], Divider)
