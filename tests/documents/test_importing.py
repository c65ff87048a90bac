"""Files are read in a child process, and what it says comes back whole."""

import json
from pathlib import Path
from typing import get_args

import pytest
from tests.documents.word_files import drawing, p, r, told, word, zipped

from zencho.documents import importing
from zencho.documents.blocks import Heading, Image, Paragraph, text
from zencho.documents.imported import Code, Imported, pack, unpack
from zencho.documents.importing import import_file, kind_of
from zencho.drive.office.unreadable import (
    FileDamaged,
    FileEncrypted,
    FileNotRead,
    FileTakesTooLong,
    FileTypeDiffers,
    FileUnpacksTooLarge,
)
from zencho.kernel.children import MIB, Bounds, Children

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("仕様書.docx", "word"),
        ("A.DOCX", "word"),
        ("old.doc", "word"),
        ("手引.md", "markdown"),
        ("a.xlsx", None),
    ],
)
def test_the_name_says_what_to_read(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


async def test_a_word_file_comes_back_whole() -> None:
    body = (
        p(r("総則"), '<w:outlineLvl w:val="0"/>')
        + p(drawing('<a:blip r:embed="rId7"/>'))
        + p(r("裏", "<w:vanish/>"))
    )
    made = word(body, parts={"media/a.png": PNG}, relations={"rId7": "image media/a.png"})
    read = await import_file(Children(), "word", made)
    assert read.blocks == (Heading(text("総則")), Image("attached:word/media/a.png", "a.png", width=400))
    assert [(image.name, image.content) for image in read.images] == [("word/media/a.png", PNG)]
    assert told(read) == {"hidden_text": 1}


async def test_a_markdown_file_comes_back_whole() -> None:
    read = await import_file(Children(), "markdown", "# 手引\n\n本文".encode("cp932"))
    assert read == Imported("手引", (Heading(text("手引")), Paragraph(text("本文"))))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7", FileTypeDiffers),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
        (word(p(r("本文")))[:300], FileDamaged),
        (zipped({"word/document.xml": b" " * (60 * 2**20)}), FileUnpacksTooLarge),
        (word("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000), FileDamaged),
    ],
)
async def test_the_child_says_what_is_so(content: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        await import_file(Children(), "word", content)


@pytest.mark.parametrize("bounds", [Bounds(seconds=1), Bounds(memory_bytes=160 * MIB)])
async def test_a_file_that_asks_too_much_is_told(bounds: Bounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BOUNDS", bounds)
    with pytest.raises(FileTakesTooLong):
        await import_file(Children(), "word", word(p(r("行") * 20, "<w:keepNext/>") * 30_000))


@pytest.mark.parametrize(
    "packed", [b"", b"\0\0\0\5{}", b"\0\0\0\2{}", b"\xff\xff\xff\xff", b'\0\0\0\x0f{"problem": "x"}']
)
def test_a_child_that_talks_nonsense_is_not_believed(packed: bytes) -> None:
    with pytest.raises(FileDamaged):
        unpack(packed)


def test_packing_keeps_everything() -> None:
    imported = importing.read_markdown("# 手引\n\n- [x] 済\n\n|a|b|\n|-|-|\n|1|2|\n".encode())
    assert unpack(pack(imported)) == imported


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_words_everything_that_can_be_told(language: str) -> None:
    path = Path(__file__).parents[2] / f"web/src/locales/{language}/later/importing.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    assert set(words["problems"]) == {FileNotRead.code, *FileNotRead.known}
    assert set(words["left_out"]) == set(get_args(Code))
    assert all(set(said) == {"what", "done"} for said in words["left_out"].values())
