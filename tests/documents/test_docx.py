"""Word files become blocks: text, styles, fields, notes, tables and pictures."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from tests.documents.word_files import cell, drawing, fields, p, r, style, told, word

from zencho.documents.blocks import (
    BulletItem,
    Cell,
    Divider,
    Heading,
    Image,
    Link,
    Look,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
    text,
)
from zencho.documents.docx import read_docx
from zencho.documents.imported import LeftOut

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@pytest.mark.parametrize(
    ("properties", "styles", "level"),
    [
        ('<w:pStyle w:val="1"/>', style("heading 1", "1"), 1),
        ('<w:pStyle w:val="a"/>', style("見出し 2", "a"), 2),
        ('<w:pStyle w:val="b"/>', style("章", "b", base="c") + style("Heading 3", "c"), 3),
        ('<w:pStyle w:val="d"/>', style("節", "d", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'), 4),
        ('<w:outlineLvl w:val="0"/>', "", 1),
        ('<w:outlineLvl w:val="8"/>', "", 6),
    ],
)
def test_headings_by_name_and_outline(properties: str, styles: str, level: int) -> None:
    read = read_docx(word(p(r("総則"), properties), styles=styles))
    assert read.blocks == (Heading(text("総則"), level),)


def test_an_outline_level_of_nine_is_running_text() -> None:
    body = p(r("本文"), '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    assert read_docx(word(body, styles=style("heading 1", "1"))).blocks == (Paragraph(text("本文")),)


def test_a_ring_of_styles_ends() -> None:
    rings = style("甲", "a", base="b") + style("乙", "b", base="a")
    assert read_docx(word(p(r("本文"), '<w:pStyle w:val="a"/>'), styles=rings)).blocks == (
        Paragraph(text("本文")),
    )


def test_the_lines_of_a_title_are_one() -> None:
    titled = '<w:pStyle w:val="t"/><w:jc w:val="center"/>'
    read = read_docx(word(p(r("業務委託"), titled) + p(r("契約書"), titled), styles=style("表題", "t")))
    assert read.title == "業務委託契約書"
    assert read.blocks == (Heading((Text("業務委託\n契約書"),), 1, Look("center")),)


def test_runs_of_one_style_are_one() -> None:
    body = p(
        r("契") + r("約", '<w:rFonts w:hint="eastAsia"/>') + r("書", "<w:b/>") + r("案", '<w:b w:val="0"/>')
    )
    read = read_docx(word(body))
    assert read.blocks == (Paragraph((Text("契約"), Text("書", bold=True), Text("案"))),)


def test_styles_of_letters() -> None:
    body = p(
        r("赤", '<w:color w:val="C00000"/>')
        + r("黒", '<w:color w:val="000000"/>')
        + r("下線", '<w:u w:val="single"/>')
        + r("取消", "<w:strike/>")
        + r("斜体", "<w:i/>")
        + r("蛍光", '<w:highlight w:val="yellow"/>')
        + r("強い", '<w:rStyle w:val="s"/>')
    )
    strong = (
        '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    assert read_docx(word(body, styles=strong)).blocks == (
        Paragraph(
            (
                Text("赤", colour="red"),
                Text("黒"),
                Text("下線", underline=True),
                Text("取消", strike=True),
                Text("斜体", italic=True),
                Text("蛍光", ground="yellow"),
                Text("強い", bold=True),
            )
        ),
    )


def test_a_first_line_set_in_keeps_its_space() -> None:
    body = p(r("本市は"), '<w:ind w:firstLineChars="100" w:firstLine="210"/>') + p(
        r("　次の"), '<w:ind w:firstLine="210"/>'
    )
    assert read_docx(word(body)).blocks == (Paragraph(text("　本市は")), Paragraph(text("　次の")))


def test_alignment() -> None:
    body = (
        p(r("令和8年"), '<w:jc w:val="right"/>')
        + p(r("記"), '<w:jc w:val="center"/>')
        + p(r("文"), '<w:jc w:val="both"/>')
    )
    looks = [block.look.alignment for block in read_docx(word(body)).blocks if isinstance(block, Paragraph)]
    assert looks == ["right", "center", "left"]


def test_links_lead_to_the_web_only() -> None:
    body = p(
        f'<w:hyperlink r:id="rId5">{r("要綱")}</w:hyperlink>'
        f'<w:hyperlink r:id="rId6">{r("共有")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="x">{r("次章")}</w:hyperlink>'
    )
    relations = {"rId5": "hyperlink https://www.example.lg.jp/", "rId6": "hyperlink file://server/share"}
    read = read_docx(word(body, relations=relations))
    assert read.blocks == (
        Paragraph((Link("https://www.example.lg.jp/", (Text("要綱"),)), Text("共有次章"))),
    )
    assert told(read) == {"link_address": 1}


def test_a_field_gives_its_result() -> None:
    link = fields("begin", '=HYPERLINK "https://a.jp/"', "separate", "案内", "end")
    date = fields("begin", "=DATE \\@ ggge", "separate", "令和8年", "end")
    assert read_docx(word(p(link + date))).blocks == (
        Paragraph((Link("https://a.jp/", (Text("案内"),)), Text("令和8年"))),
    )


def test_a_contents_page_is_left_to_the_page() -> None:
    body = (
        p(fields("begin", '=TOC \\o "1-3"', "separate", "1 総則 3"))
        + p(fields("2 契約 5", "end"))
        + p(r("本文"))
    )
    read = read_docx(word(body))
    assert read.blocks == (Paragraph(text("本文")),)
    assert told(read) == {"contents_page": 1}


def test_ruby_keeps_word_and_reading() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('かし')}</w:rt><w:rubyBase>{r('瑕疵')}</w:rubyBase></w:ruby></w:r>"
    old = fields("begin", '=EQ \\* jc2 \\* "Font:MS 明朝" \\* hps10 \\o\\ad(\\s\\up 9(きょう),供)', "end")
    read = read_docx(word(p(ruby + r("と") + old + r("与"))))
    assert [plain(block.content) for block in read.blocks if isinstance(block, Paragraph)] == [
        "瑕疵（かし）と供（きょう）与"
    ]
    assert told(read) == {"ruby": 2}


def test_changes_under_record_are_taken_as_accepted() -> None:
    body = p(
        r("甲は")
        + f"<w:ins>{r('速やかに')}</w:ins><w:del><w:r><w:delText>直ちに</w:delText></w:r></w:del>"
        + r("払う")
    )
    read = read_docx(word(body))
    assert read.blocks == (Paragraph(text("甲は速やかに払う")),)
    assert told(read) == {"tracked_change": 2}


def test_notes_stand_at_the_end() -> None:
    body = p(r("AI") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("とは"))
    notes = f'<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{p(r("人工知能"))}</w:footnote>'
    read = read_docx(
        word(body, parts={"footnotes.xml": notes}, relations={"rId9": "footnotes footnotes.xml"})
    )
    assert read.blocks == (Paragraph(text("AI（注1）とは")), Divider(), Paragraph(text("（注1）人工知能")))
    assert told(read) == {"footnote": 1}


def test_what_stands_outside_the_text_is_told() -> None:
    body = p(r("本文")) + '<w:sectPr><w:cols w:num="2"/><w:textDirection w:val="tbRl"/></w:sectPr>'
    parts = {
        "hdr1.xml": p(r("部外秘")),
        "ftr1.xml": p(r("- 1 -")),
        "comments.xml": '<w:comment w:id="1"/><w:comment w:id="2"/>',
        "vbaProject.bin": b"\0",
    }
    relations = {"a": "header hdr1.xml", "b": "footer ftr1.xml", "c": "comments comments.xml"}
    read = read_docx(word(body, parts=parts, relations=relations))
    assert told(read) == {"header": 1, "comment": 2, "macro": 1, "columns": 1, "vertical_text": 1}


def test_hidden_text_is_not_shown() -> None:
    read = read_docx(word(p(r("表") + r("裏", "<w:vanish/>"))))
    assert read.blocks == (Paragraph(text("表")),)
    assert told(read) == {"hidden_text": 1}


def test_signs_and_raised_digits() -> None:
    body = p(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F001"/></w:r>'
        + r("100m")
        + r("2", '<w:vertAlign w:val="superscript"/>')
        + r("注", '<w:vertAlign w:val="superscript"/>')
        + "<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>"
    )
    read = read_docx(word(body))
    assert read.blocks == (Paragraph(text("✓〓100m²注\t\n‑")),)
    assert told(read) == {"symbol": 1, "raised_text": 1}


def test_merged_cells_and_widths() -> None:
    wide, begins, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    right = p(r("1円"), '<w:jc w:val="right"/>')
    body = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="3000"/><w:gridCol w:w="1500"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(p(r('区分')))}{cell(p(r('内訳')), wide)}</w:tr>"
        f"<w:tr>{cell(p(r('清掃')), begins)}{cell(p(r('毎日')))}{cell(right)}</w:tr>"
        f"<w:tr>{cell(p(''), goes_on)}{cell(p(r('甲')) + p(r('乙')))}{cell(p(''))}</w:tr></w:tbl>"
    )
    (table,) = read_docx(word(body)).blocks
    assert table == Table(
        rows=(
            (Cell(text("区分")), Cell(text("内訳"), colspan=2)),
            (Cell(text("清掃"), rowspan=2), Cell(text("毎日")), Cell(text("1円"), look=Look("right"))),
            (Cell(text("甲\n乙")), Cell()),
        ),
        header_rows=1,
        column_widths=(100, 200, 100),
    )


def test_a_table_in_a_cell_becomes_lines() -> None:
    inner = f"<w:tbl><w:tr>{cell(p(r('a')))}{cell(p(r('b')))}</w:tr></w:tbl>"
    read = read_docx(
        word(f"<w:tbl><w:tr>{cell(p(r('外')) + inner + p(''))}{cell(p(r('右')))}</w:tr></w:tbl>")
    )
    (table,) = read.blocks
    assert isinstance(table, Table)
    assert [plain(found.content) for found in table.rows[0]] == ["外\na\tb", "右"]
    assert told(read) == {"nested_table": 1}


def test_a_shaded_first_row_is_a_header() -> None:
    shaded = '<w:shd w:fill="D9D9D9"/>'
    first = f"<w:tr>{cell(p(r('a')), shaded)}{cell(p(r('b')), shaded)}</w:tr>"
    (table,) = read_docx(word(f"<w:tbl>{first}<w:tr>{cell(p('')) * 2}</w:tr></w:tbl>")).blocks
    assert isinstance(table, Table)
    assert table.header_rows == 1


def test_pictures_are_taken_once_with_the_type_of_their_bytes() -> None:
    shown = p(drawing('<a:blip r:embed="rId7"/>'), '<w:jc w:val="center"/>')
    named = {"rId7": "image media/image1.jpeg"}
    read = read_docx(word(shown + shown, parts={"media/image1.jpeg": PNG}, relations=named))
    name = "word/media/image1.jpeg"
    assert read.blocks == (Image(f"attached:{name}", "image1.jpeg", width=400, look=Look("center")),) * 2
    assert [(image.name, image.type, image.content) for image in read.images] == [(name, "image/png", PNG)]


@pytest.mark.parametrize(
    ("relation", "content", "code"),
    [
        ("image media/a.emf", b"\x01\0\0\0", "image_format"),
        ("image media/a.svg", b"<svg/>", "image_format"),
        ("image media/missing.png", None, "broken_image"),
        ("image https://example.com/track.png", None, "linked_image"),
    ],
)
def test_pictures_that_cannot_be_shown_are_told(relation: str, content: bytes | None, code: str) -> None:
    parts = {} if content is None else {relation.split()[1]: content}
    body = p(r("図") + drawing('<a:blip r:embed="rId7"/>'))
    read = read_docx(word(body, parts=parts, relations={"rId7": relation}))
    assert read.blocks == (Paragraph(text("図")),)
    assert told(read) == {code: 1}
    assert read.images == ()


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<wps:txbx><w:txbxContent>{p(r('公印'))}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p(r('公印'))}</w:txbxContent></v:textbox></w:pict>"
    choice = (
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    )
    read = read_docx(word(p(r("記名") + f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>")))
    assert read.blocks == (Paragraph(text("記名")), Paragraph(text("公印")))
    assert told(read) == {"text_box": 1}


def test_charts_shapes_and_formulas_are_told_where_they_stand() -> None:
    chart = '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    body = (
        p(r("第1条　総則"), '<w:outlineLvl w:val="0"/>')
        + p(r("a") + drawing(chart) + "<w:r><w:pict><v:rect/></w:pict></w:r>")
        + p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>")
    )
    read = read_docx(word(body))
    place = "第1条　総則".replace("　", " ")
    assert read.left_out == (
        LeftOut("chart", 1, place),
        LeftOut("shape", 1, place),
        LeftOut("formula", 1, place),
    )
    assert read.blocks[-1] == Paragraph(text("E=mc"))


def test_empty_paragraphs_stand_for_one_gap() -> None:
    body = (
        p("")
        + p(r("一"))
        + p("")
        + p("")
        + p(r("二"))
        + p("")
        + p(r("題"), '<w:outlineLvl w:val="1"/>')
        + p("")
        + p(r("三"))
    )
    read = read_docx(word(body)).blocks
    assert read == (
        Paragraph(text("一")),
        Paragraph(),
        Paragraph(text("二")),
        Heading(text("題"), 2),
        Paragraph(text("三")),
    )


def test_a_quote_and_a_rule() -> None:
    body = p(r("引く"), '<w:pStyle w:val="q"/>') + p("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
    assert read_docx(word(body, styles=style("Quote", "q"))).blocks == (Quote(text("引く")), Divider())


def test_content_controls_are_looked_into() -> None:
    inner = f"<w:sdt><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{p(inner)}</w:sdtContent></w:sdt>"
    assert read_docx(word(body)).blocks == (Paragraph(text("甲")),)


def test_the_strict_form_is_read() -> None:
    made = word(p(r("本文")))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(strict, "w") as target:
        for entry in source.infolist():
            content = source.read(entry).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(entry.filename, content)
    assert read_docx(strict.getvalue()).blocks == (Paragraph(text("本文")),)


def test_a_file_of_python_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("業務仕様書", 0)
    made.add_heading("概要", 1)
    made.add_paragraph("清掃", style="List Bullet")
    made.save(str(tmp_path / "a.docx"))
    read = read_docx((tmp_path / "a.docx").read_bytes())
    assert read.title == "業務仕様書"
    assert read.blocks == (
        Heading(text("業務仕様書"), 1),
        Heading(text("概要"), 1),
        BulletItem(text("清掃")),
    )
