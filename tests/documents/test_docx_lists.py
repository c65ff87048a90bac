"""Lists of Word files: what the page counts itself, what is kept as text, and how deep it stands."""

import pytest
from tests.documents.word_files import cell, p, r, style, told, word

from zencho.documents.blocks import BulletItem, Heading, NumberedItem, Paragraph, Table, plain, text
from zencho.documents.docx import read_docx
from zencho.drive.office.list_numbers import numbered


def level(depth: int, form: str, shown: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def item(letters: str, depth: int = 0, name: int = 1) -> str:
    return p(r(letters), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>')


DIGITS = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%2."))
DOTS = numbering(level(0, "bullet", "●"), level(1, "bullet", "-"), level(2, "bullet", "※"))


def test_dots_nest() -> None:
    body = item("公告") + item("縦覧", 1) + item("質問", 1) + item("入札")
    assert read_docx(word(body, numbering=DOTS)).blocks == (
        BulletItem(text("公告"), children=(BulletItem(text("縦覧")), BulletItem(text("質問")))),
        BulletItem(text("入札")),
    )


def test_a_dot_that_speaks_is_kept() -> None:
    assert read_docx(word(item("注意", 2), numbering=DOTS)).blocks == (Paragraph(text("※　注意")),)


def test_plain_digits_are_counted_by_the_page() -> None:
    body = item("一") + item("内", 1) + item("二")
    read = read_docx(word(body, numbering=DIGITS))
    assert read.blocks == (
        NumberedItem(text("一"), children=(NumberedItem(text("内")),)),
        NumberedItem(text("二")),
    )
    assert told(read) == {}


def test_a_list_that_goes_on_after_text_says_where() -> None:
    body = item("一") + p(r("補足")) + item("二") + item("三")
    assert read_docx(word(body, numbering=DIGITS)).blocks == (
        NumberedItem(text("一")),
        Paragraph(text("補足")),
        NumberedItem(text("二"), start=2),
        NumberedItem(text("三")),
    )


def test_a_count_that_the_page_cannot_show_is_kept_as_text() -> None:
    """The page counts neighbours on, so a list that begins anew right after another keeps its number."""
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙", name=2) + item("丙", name=2)
    read = read_docx(word(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists)))
    assert [plain(block.content) for block in read.blocks if isinstance(block, Paragraph)] == ["1. 乙"]
    # After the text the page's own list may begin again, at 2.
    assert read.blocks[2] == NumberedItem(text("丙"), start=2)
    assert told(read) == {"list_number": 1}


def test_japanese_numbers_are_kept_as_text_in_their_depth() -> None:
    laws = numbering(
        level(0, "decimalFullWidth", "第%1"),
        level(1, "aiueoFullWidth", "（%2）"),
        level(2, "decimalEnclosedCircle", "%3", '<w:suff w:val="nothing"/>'),
    )
    body = item("総則") + item("目的", 1) + item("定義", 1) + item("甲", 2) + item("乙", 2) + item("雑則")
    assert read_docx(word(body, numbering=laws)).blocks == (
        Paragraph(
            text("第１　総則"),
            children=(
                Paragraph(text("（ア）　目的")),
                Paragraph(text("（イ）　定義"), children=(Paragraph(text("①甲")), Paragraph(text("②乙")))),
            ),
        ),
        Paragraph(text("第２　雑則")),
    )


def test_deeper_levels_begin_anew() -> None:
    shape = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    read = read_docx(word(body, numbering=shape))
    children = [
        plain(child.content)
        for block in read.blocks
        for child in block.children
        if isinstance(child, Paragraph)
    ]
    assert children == ["1.1 b", "1.2 c", "2.1 e"]


def test_a_heading_keeps_its_number() -> None:
    styles = style(
        "heading 1", "h", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
    )
    shape = numbering(level(0, "japaneseCounting", "第%1章", '<w:pStyle w:val="h"/>'))
    body = p(r("総則"), '<w:pStyle w:val="h"/>') + p(r("契約"), '<w:pStyle w:val="h"/>')
    assert read_docx(word(body, styles=styles, numbering=shape)).blocks == (
        Heading(text("第一章　総則")),
        Heading(text("第二章　契約")),
    )


def test_a_style_chooses_its_level() -> None:
    styles = style("細目", "d", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    shape = numbering(level(0, "decimal", "(%1)"), level(1, "iroha", "%2)", '<w:pStyle w:val="d"/>'))
    read = read_docx(word(p(r("甲"), '<w:pStyle w:val="d"/>'), styles=styles, numbering=shape))
    assert read.blocks == (Paragraph(text("ｲ) 甲")),)


def test_number_zero_takes_an_item_out_of_its_list() -> None:
    styles = style("項目", "d", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p(r("甲"), '<w:pStyle w:val="d"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read_docx(word(body, styles=styles, numbering=DIGITS)).blocks == (Paragraph(text("甲")),)


def test_items_in_a_cell_are_lines() -> None:
    read = read_docx(word(f"<w:tbl><w:tr>{cell(item('甲') + item('乙'))}</w:tr></w:tbl>", numbering=DOTS))
    (table,) = read.blocks
    assert isinstance(table, Table)
    assert plain(table.rows[0][0].content) == "・甲\n・乙"


def test_a_list_without_definition_is_text() -> None:
    assert read_docx(word(item("甲", name=77), numbering=DIGITS)).blocks == (Paragraph(text("甲")),)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (3, "decimalFullWidth", "３"),
        (7, "decimalZero", "07"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (2, "aiueoFullWidth", "イ"),
        (47, "aiueoFullWidth", "アア"),
        (2, "iroha", "ﾛ"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "(51)"),
        (2, "decimalEnclosedParen", "⑵"),
        (10, "japaneseCounting", "十"),
        (215, "japaneseCounting", "二百十五"),
        (12, "japaneseLegal", "拾弐"),
        (20, "japaneseDigitalTenThousand", "二〇"),
        (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"),
        (5, "unheardOf", "5"),
        (10**12, "upperRoman", "1000000000000"),
        (0, "upperLetter", "0"),
    ],
)
def test_numbers(value: int, form: str, shown: str) -> None:
    assert numbered(value, form) == shown
