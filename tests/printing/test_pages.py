"""Pages: what becomes of documents, sheets, pictures and strangers' PDFs, and what hostile ones cannot do."""

import json
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from tests.printing.conftest import pdf, words_of
from zencho.documents.blocks import (
    Block,
    BulletItem,
    Cell,
    Heading,
    Image,
    Mention,
    NumberedItem,
    Paragraph,
    Table,
    Text,
    text,
)
from zencho.printing.document_blocks import document_blocks
from zencho.printing.framing import frame, unframe
from zencho.printing.papers import fit_pdf
from zencho.printing.picture_heads import is_wide
from zencho.printing.reasons import REASONS, NotPrinted
from zencho.printing.sheet_pages import lay_sheet
from zencho.printing.texts import csv_blocks, text_blocks
from zencho.printing.typesetting import compile_pages
from zencho.printing.ways import reason_of
from zencho.printing.wording import why


def set_document(*blocks: Block, root: Path, title: str = "", **pictures: str) -> bytes:
    data = document_blocks(title, blocks) | {"pictures": pictures}
    return compile_pages("document", data, missing="画像なし", root=str(root))


def png(wide: int, high: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(wide) for _ in range(high)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_document_with_all_it_may_hold(tmp_path: Path) -> None:
    runs = (Text("太字", bold=True), Text("下線", underline=True), Text("斜め", italic=True, colour="red"))
    merged = Table(
        (
            (Cell(text("見出し"), colspan=2),),
            (Cell(text("縦"), rowspan=2), Cell(text("右"))),
            (Cell(text("下")),),
        ),
        header_rows=1,
    )
    inner = (BulletItem(text("内")),)
    content = set_document(
        Heading(text("一番")),
        Paragraph((*runs, Mention("person", "x", "鈴木 航"))),
        NumberedItem(text("三つ目"), start=3),
        NumberedItem(text("四つ目"), children=inner),
        merged,
        root=tmp_path,
        title="議事録",
    )
    [words] = words_of(content)
    for said in (
        "議事録",
        "一番",
        "太字下線斜め鈴木航",
        "3.三つ目",
        "4.四つ目",
        "•内",
        "見出し",
        "縦",
        "右",
        "下",
    ):
        assert said in words, said


def test_what_people_write_is_never_markup(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("himitsu")
    hostile = [
        '#read("/secret")',
        '#import "@preview/cetz:0.1.0"',
        "$x$ *太字* `raw` <label> @ref \\ #[",
        '"})#panic("',
    ]
    content = set_document(*(Paragraph(text(each)) for each in hostile), root=tmp_path, title="#eval(1+1)")
    [words] = words_of(content)
    assert "himitsu" not in words and words.startswith("#eval(1+1)")
    for each in hostile:
        assert "".join(each.split()) in words


def test_templates_read_no_other_folder(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstError):
        typst.compile(b'#read("/../../etc/passwd")', root=str(tmp_path))


def test_a_picture_that_cannot_be_read_leaves_its_words(tmp_path: Path) -> None:
    (tmp_path / "p0").write_bytes(png(20, 10))
    (tmp_path / "p1").write_bytes(png(20, 10)[:40])
    blocks = (Image("/api/documents/a/images/x", caption="よい"), Image("/api/documents/a/images/y"))
    [words] = words_of(set_document(*blocks, root=tmp_path, x="p0", y="p1"))
    assert words == "よい画像なし"


def test_a_table_longer_than_a_page_repeats_its_head(tmp_path: Path) -> None:
    rows = "\n".join(f"品目{n},{n}" for n in range(120))
    data = csv_blocks(f"名前,数\n{rows}\n".encode(), is_tabbed=False) | {"pictures": {}}
    words = words_of(compile_pages("document", data, missing="", root=str(tmp_path)))
    assert len(words) > 2 and all(page.startswith("名前数") for page in words)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0\1\2\3" * 9])
def test_texts_without_words(content: bytes) -> None:
    try:
        text_blocks(content)
    except NotPrinted as refused:
        assert refused.reason == "empty"


def test_cells_cover_what_they_cover_on_paper() -> None:
    sheet: dict[str, Any] = {
        "print": [],
        "cells": [[1, 1, 0, "s", "題"], [2, 1, 0, "n", "1"], [2, 2, 0, "n", "123456789012"]],
        "styles": {0: {"size": 11}},
        "merged": [[1, 1, 1, 2]],
        "columns": [[3, 3, 64, 0, True]],
        "heights": [],
        "hidden_rows": [],
        "default_width": 64,
        "default_height": 20,
    }
    [laid] = lay_sheet("表", sheet)
    assert [(cell["x"], cell["y"], cell["across"]) for cell in laid["cells"]] == [
        (0, 0, 2),
        (0, 1, 1),
        (1, 1, 1),
    ]
    assert laid["cells"][2]["size"] < 11  # a figure too wide for its column is made smaller, never cut
    wide = sheet | {"cells": [[1, n, 0, "s", "月"] for n in range(1, 150)], "merged": [], "columns": []}
    assert len(lay_sheet("横長", wide)) > 1 and lay_sheet("横長", wide)[0]["wide"]


def test_pages_are_fitted_and_keep_how_they_lie() -> None:
    turned = PdfWriter()
    turned.add_blank_page(595.28, 841.89).rotate(90)
    written = BytesIO()
    turned.write(written)
    sizes = [
        [(round(wide), round(high)) for wide, high in fit_pdf(content, paper).sheets]  # type: ignore[arg-type]
        for content, paper in (
            (pdf((300, 200), (200, 300)), "a4"),
            (written.getvalue(), "a4"),
            (pdf((2384, 1684)), "a3"),
        )
    ]
    assert sizes == [[(842, 595), (595, 842)], [(842, 595)], [(1191, 842)]]


def test_filled_in_fields_are_drawn_and_hidden_ones_are_not() -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    annotations = ArrayObject()
    for flags, letter in ((4, b"shown"), (2, b"hidden")):
        look = DecodedStreamObject()
        look.set_data(b"BT /F 10 Tf (" + letter + b") Tj ET")
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        look[NameObject("/Subtype")] = NameObject("/Form")
        look[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 50, 20)))
        look[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): fonts})}
        )
        entry = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/F"): NumberObject(flags),
                NameObject("/Rect"): ArrayObject(map(FloatObject, (10, 10, 60, 30))),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            }
        )
        annotations.append(writer._add_object(entry))
    page[NameObject("/Annots")] = annotations
    written = BytesIO()
    writer.write(written)
    fitted = fit_pdf(written.getvalue(), "a4")
    drawn = PdfReader(BytesIO(fitted.content)).pages[0]
    assert drawn.get_contents().get_data().count(b" Do") == 2  # type: ignore[union-attr] # the page and one field
    assert b"shown" in fitted.content and b"hidden" not in fitted.content


def _loop() -> bytes:
    """Pages whose parent is their child."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 4\n0000000000 65535 f \n%btrailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(made),
        )
    )


@pytest.mark.parametrize("content", [b"%PDF-", b"%PDF-1.7\n" + bytes(500), _loop(), pdf()[:300]])
def test_a_broken_pdf_is_told_to_be_so(content: bytes) -> None:
    with pytest.raises(NotPrinted) as refused:
        fit_pdf(content, "a4")
    assert refused.value.reason in ("damaged", "empty")


def test_a_pdf_under_a_password_and_one_without() -> None:
    with pytest.raises(NotPrinted, match="encrypted"):
        fit_pdf(pdf(password="x"), "a4")
    assert len(fit_pdf(pdf(password="", owner_password="x"), "a4").sheets) == 1


def _jpeg(wide: int, high: int, orientation: int) -> bytes:
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 0x0112, 3, 1, orientation) + bytes(4)
    size = struct.pack(">BHHB", 8, high, wide, 3) + bytes(9)
    parts = [(0xE1, exif), (0xC0, size)]
    return b"\xff\xd8" + b"".join(
        struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body for mark, body in parts
    )


def test_which_way_a_picture_lies() -> None:
    assert is_wide(png(20, 10), "image/png") and not is_wide(png(10, 20), "image/png")
    assert is_wide(_jpeg(400, 300, 1), "image/jpeg") and not is_wide(_jpeg(400, 300, 6), "image/jpeg")
    assert is_wide(b"GIF89a" + struct.pack("<HH", 9, 3), "image/gif")
    for content, media_type, reason in (
        (png(1, 1)[:16] + struct.pack(">II", 50_000, 50_000), "image/png", "too_large"),
        (b"\xff\xd8\xff\xe0\xff", "image/jpeg", "damaged"),
        (b"II*\0", "image/tiff", "picture_format"),
    ):
        with pytest.raises(NotPrinted, match=reason):
            is_wide(content, media_type)


def test_every_reason_has_its_words() -> None:
    for reason in REASONS:
        assert why(reason, "ja") and why(reason, "en")
    words = json.loads((Path(__file__).parents[2] / "web/src/locales/ja/later/print.json").read_text("utf-8"))
    assert set(words["reasons"]) == REASONS


def test_what_is_known_before_anything_is_read() -> None:
    asked = [
        ("file", "a.pdf", "application/pdf", 10),
        ("file", "a.pdf", "application/pdf", 100 * 2**20),
        ("file", "a.pdf", "application/pdf", 0),
        ("file", "a.xls", "application/vnd.ms-excel", 10),
        ("file", "a.mp4", "video/mp4", 10),
        ("file", "a.7z", "application/octet-stream", 10),
        ("document", "議事録", None, None),
        ("chart", "?", None, None),
    ]
    expected = [None, "too_large", "empty", "is_old_office", "is_sound_or_film", "no_form", None, "no_form"]
    assert [reason_of(*each) for each in asked] == expected
    expected[3] = None
    assert [reason_of(*each, renders=True) for each in asked] == expected


def test_frames_say_what_they_hold() -> None:
    assert unframe(frame({"a": 1}, b"x\n", b"", b"yz"))[1] == [b"x\n", b"", b"yz"]
    for broken in (b"", b"{}\n", b"[]\n", b'{"sizes": [], "reason": "nonsense"}\n'):
        with pytest.raises(NotPrinted, match="damaged"):
            unframe(broken)
