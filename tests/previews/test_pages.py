"""Word files as pages, and presentations as slides."""

import io
from typing import Any

from docx import Document
from tests.documents.word_files import cell, fields, p, r, style, word

from zencho.drive.office.ooxml import open_package
from zencho.entry.city.office import slides_file
from zencho.previews.pages import Pages
from zencho.previews.slides import Slides


def pages(content: bytes) -> dict[str, Any]:
    package = open_package(content)
    return Pages(package, package.main_part()).shown()


def blocks(content: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pages(content)["sections"][0]["blocks"]
    return found


def words(block: dict[str, Any]) -> str:
    return "".join(run.get("text", "") for run in block["runs"])


def test_letters_take_what_their_styles_say() -> None:
    styles = style(
        "base", "A", '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:pPr><w:jc w:val="center"/></w:pPr>'
    )
    styles += style("own", "B", '<w:rPr><w:color w:val="C00000"/></w:rPr>', base="A")
    body = p(r("甲") + r("乙", '<w:b w:val="0"/><w:u w:val="single"/>'), '<w:pStyle w:val="B"/>')
    [block] = blocks(word(body, styles=styles))
    first, second = block["runs"]
    assert block["across"] == "center"
    assert (first["bold"], round(first["size"], 1), first["colour"]) == (True, 18.7, "#C00000")
    assert ("bold" in second, second["underline"]) == (False, "single")


def test_what_forms_need() -> None:
    ruby = "<w:rt><w:r><w:t>すずき</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>鈴木</w:t></w:r></w:rubyBase>"
    body = p(
        r("件名", '<w:fitText w:val="1500"/>')
        + f"<w:r><w:ruby>{ruby}</w:ruby></w:r>"
        + fields("begin", "=PAGE", "separate", "9", "end"),
        '<w:jc w:val="distribute"/><w:ind w:firstLineChars="100" w:firstLine="210"/>',
    )
    [block] = blocks(word(body))
    assert (block["across"], block["first"]) == ("distribute", 13)
    assert block["runs"][0]["fit"] == 100
    assert (block["runs"][1]["text"], block["runs"][1]["reading"]) == ("鈴木", "すずき")
    assert block["runs"][2]["field"] == "page"


def test_a_ruled_table_with_merged_cells() -> None:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    first = cell(p(r("部署")), '<w:vMerge w:val="restart"/><w:shd w:fill="F2F2F2"/>') + cell(
        p(r("氏名")), '<w:gridSpan w:val="2"/>'
    )
    second = (
        cell(p(""), "<w:vMerge/>")
        + cell(p(r("姓")))
        + cell(p(r("名")), '<w:tcBorders><w:right w:val="nil"/></w:tcBorders>')
    )
    grid = '<w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="3000"/><w:gridCol w:w="1500"/></w:tblGrid>'
    about = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
    [table] = blocks(word(f"<w:tbl>{about}{grid}<w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"))
    assert table["widths"] == [100, 200, 100]
    top, below = (row["cells"] for row in table["rows"])
    assert [(each.get("rows", 1), each["span"]) for each in top] == [(2, 1), (1, 2)]
    assert (top[0]["ground"], len(below)) == ("#F2F2F2", 2)
    assert set(top[0]["borders"]) >= {"t", "l"}
    assert "r" not in below[1]["borders"]


def test_pages_end_where_the_file_says() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    read = pages(word(p(r("一") + turn + r("二")) + p('<w:r><w:br w:type="page"/></w:r>' + r("三"))))
    found = read["sections"][0]["blocks"]
    assert read["has_turns"] is True
    assert [(words(each), each.get("breaks", False)) for each in found] == [
        ("一", False),
        ("二", True),
        ("三", True),
    ]


def test_headers_numbers_and_what_is_not_shown() -> None:
    made = Document()
    made.sections[0].header.paragraphs[0].text = "取扱注意"
    made.add_paragraph("一つめ", style="List Number")
    made.add_paragraph("二つめ", style="List Number")
    into = io.BytesIO()
    made.save(into)
    read = pages(into.getvalue())
    [section] = read["sections"]
    assert words(section["header"][0]) == "取扱注意"
    assert [each.get("mark") for each in section["blocks"][:2]] == ["1.", "2."]
    changed = pages(word(p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + r("後"))))
    assert changed["unshown"] == [{"code": "tracked_change", "count": 1}]


def test_slides_with_boxes_at_their_places() -> None:
    package = open_package(slides_file("予算", [("ねらい", ("一つめ。", "二つめ。"))]))
    read = Slides(package, package.main_part()).shown()
    assert (read["width"], read["height"], len(read["slides"])) == (1280, 720, 2)
    heading, body = read["slides"][1]["shapes"]
    assert heading["paragraphs"][0]["runs"][0]["text"] == "ねらい"
    assert (heading["x"], heading["paragraphs"][0]["runs"][0]["bold"]) == (73, True)
    assert len(body["paragraphs"]) == 2
