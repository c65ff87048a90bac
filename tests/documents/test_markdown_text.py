"""What is written as Markdown reads as the same blocks again."""

import pytest

from zencho.documents.blocks import (
    Block,
    BulletItem,
    Cell,
    CheckItem,
    Code,
    Divider,
    Heading,
    Image,
    Link,
    Mention,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Text,
    text,
)
from zencho.documents.markdown import read_markdown
from zencho.documents.markdown_text import write_markdown

ROUND: dict[str, tuple[Block, ...]] = {
    "headings": (Heading(text("総則"), 2), Paragraph(text("本文"))),
    "signs": (Paragraph(text("1*2*3 [x] a_b_c <b> `c` ~~d~~ \\ |")), Paragraph(text("# 見出しではない"))),
    "no list": (Paragraph(text("1. 本文")), Paragraph(text("- 本文")), Paragraph(text("+1"))),
    "styles": (
        Paragraph((Text("a "), Text("b", bold=True), Text(" c "), Text("d", italic=True))),
        Paragraph((Text("d "), Text("e", code=True))),
        Paragraph((Text("f", strike=True), Text("、g"))),
    ),
    "a break": (Paragraph(text("一行目\n二行目")),),
    "lists": (
        BulletItem(text("一"), children=(BulletItem(text("一の一")), BulletItem(text("一の二")))),
        BulletItem(text("二")),
        Paragraph(text("間")),
        NumberedItem(text("三"), 3, children=(NumberedItem(text("内"), children=()),)),
        NumberedItem(text("四")),
        Paragraph(text("間")),
        CheckItem(text("済"), checked=True),
        CheckItem(text("未")),
    ),
    "quote, code, line": (Quote(text("引用\n続き")), Code("a = `1`\n```\nb", "python"), Divider()),
    "a link": (Paragraph((Text("見る "), Link("https://example.jp/a_(b)", (Text("市の頁"),)))),),
    "a table": (
        Table(
            ((Cell(text("項目")), Cell(text("額|円"))), (Cell(text("机")), Cell((Text("1", bold=True),)))),
            header_rows=1,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROUND)
def test_it_reads_as_it_was(name: str) -> None:
    blocks = ROUND[name]
    assert read_markdown(write_markdown("", blocks).encode()).blocks == blocks


def test_the_name_is_the_first_heading() -> None:
    read = read_markdown(write_markdown("議事録 *1*", (Paragraph(text("本文")),)).encode())
    assert read.title == "議事録 *1*"


def test_pictures_mentions_and_what_has_no_form() -> None:
    blocks = (
        Image("/api/documents/x/images/y", name="庁舎.png", caption="庁舎"),
        Paragraph((Mention("person", "1", "鈴木"), Text("さん", underline=True))),
        Table(((Cell(text("幅広"), colspan=2),), (Cell(text("a")), Cell(text("b"))))),
    )
    written = write_markdown("", blocks, lambda url: f"pictures/{url[-1]}.png")
    assert "![庁舎](pictures/y.png)" in written
    assert "鈴木さん" in written
    assert "|  |  |\n| --- | --- |\n| 幅広 |  |\n| a | b |" in written
