"""Markdown files become blocks, whatever program and encoding they come from."""

import base64

import pytest

from zencho.documents.blocks import (
    BulletItem,
    Cell,
    CheckItem,
    Code,
    Divider,
    Heading,
    Image,
    Link,
    Look,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
    text,
)
from zencho.documents.imported import LeftOut
from zencho.documents.markdown import decode, read_markdown
from zencho.drive.office.unreadable import FileTypeDiffers

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n....").decode()


def blocks(words: str) -> tuple:
    return read_markdown(words.encode()).blocks


def test_headings_and_text() -> None:
    assert blocks("# 手引\n\n## 総則\n\n本文") == (
        Heading(text("手引"), 1),
        Heading(text("総則"), 2),
        Paragraph(text("本文")),
    )


def test_styles() -> None:
    (paragraph,) = blocks("次の**太字 _斜体_**と~~取消~~と`code`")
    assert paragraph.content == (
        Text("次の"),
        Text("太字 ", bold=True),
        Text("斜体", bold=True, italic=True),
        Text("と"),
        Text("取消", strike=True),
        Text("と"),
        Text("code", code=True),
    )


@pytest.mark.parametrize("words", ["は**「契約」**は", "は**（1）**は", "**注。**次", "は**契約**は"])
def test_emphasis_needs_no_spaces_beside_japanese(words: str) -> None:
    (paragraph,) = blocks(words)
    assert [run.text for run in paragraph.content if run.bold] == [words.split("**")[1]]


def test_marks_that_are_no_emphasis_stay() -> None:
    assert [plain(block.content) for block in blocks("2 * 3 * 4\n\nsnake_case_name\n\n＊ 注 ** 意")] == [
        "2 * 3 * 4",
        "snake_case_name",
        "＊ 注 ** 意",
    ]


def test_the_end_of_a_line_parts_words_but_not_japanese() -> None:
    assert [plain(block.content) for block in blocks("予算の\n執行\n\none\ntwo\n\n終わり  \n改行")] == [
        "予算の執行",
        "one two",
        "終わり\n改行",
    ]


def test_links_lead_to_the_web_only() -> None:
    read = read_markdown("[要綱](https://a.jp/)[別紙](./b.md)[悪](javascript:alert(1))".encode())
    (paragraph,) = read.blocks
    assert paragraph == Paragraph(
        (Link("https://a.jp/", (Text("要綱"),)), Text("別紙[悪](javascript:alert(1))"))
    )
    assert read.left_out == (LeftOut("link_address", 1, ""),)


def test_lists_nest_and_are_ticked() -> None:
    assert blocks("- 甲\n  - 乙\n\n    補足\n- [ ] 未\n- [x] 済\n") == (
        BulletItem(text("甲"), children=(BulletItem(text("乙"), children=(Paragraph(text("補足")),)),)),
        CheckItem(text("未")),
        CheckItem(text("済"), checked=True),
    )


def test_a_numbered_list_begins_where_it_says() -> None:
    assert blocks("3. 三\n4. 四\n") == (NumberedItem(text("三"), start=3), NumberedItem(text("四")))


def test_a_quote_keeps_its_list() -> None:
    assert blocks("> 引く\n> - 内") == (Quote(text("引く")), BulletItem(text("内")))


def test_a_table_keeps_its_alignment() -> None:
    assert blocks("| 区分 | 金額 |\n|:-:|--:|\n| 清\\|掃 | 1円 |\n| 欠 |\n") == (
        Table(
            rows=(
                (Cell(text("区分"), look=Look("center")), Cell(text("金額"), look=Look("right"))),
                (Cell(text("清|掃"), look=Look("center")), Cell(text("1円"), look=Look("right"))),
                (Cell(text("欠"), look=Look("center")), Cell(look=Look("right"))),
            ),
            header_rows=1,
        ),
    )


def test_code_and_rules() -> None:
    assert blocks("```python\nx = 1\n\ny\n```\n\n---\n\n    四字\n") == (
        Code("x = 1\n\ny", "python"),
        Divider(),
        Code("四字"),
    )


def test_only_pictures_inside_the_file_are_kept() -> None:
    read = read_markdown(
        f"![図1](data:image/png;base64,{PNG})\n\n前![外](https://a.jp/x.png)後\n\n"
        "![文](data:image/png;base64,aGVsbG8=)".encode()
    )
    assert read.blocks == (
        Image("attached:1.png", "1.png", "図1"),
        Paragraph(text("前外後")),
        Paragraph(text("文")),
    )
    assert [(image.name, image.type) for image in read.images] == [("1.png", "image/png")]
    assert read.left_out == (LeftOut("linked_image", 1, ""), LeftOut("image_format", 1, ""))


def test_html_is_told_and_its_words_kept() -> None:
    read = read_markdown("# 一\n\n<div>枠</div>\n\n前<b>太</b><br>後".encode())
    assert read.blocks[1:] == (Paragraph(text("枠")), Paragraph(text("前太\n後")))
    assert read.left_out == (LeftOut("html", 3, "一"),)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ('---\ntitle: "契約の手引"\nauthor: x\n---\n本文', "契約の手引"),
        ("# 手引\n\n本文", "手引"),
        ("本文\n\n# 手引", ""),
        ("", ""),
    ],
)
def test_the_title(words: str, title: str) -> None:
    assert read_markdown(words.encode()).title == title


def test_the_front_matter_is_no_text() -> None:
    assert blocks("---\ntitle: 手引\n---\n本文") == (Paragraph(text("本文")),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings(encoding: str) -> None:
    assert decode("髙橋①の契約\r\n".encode(encoding)) == "髙橋①の契約\r\n"


@pytest.mark.parametrize("content", [b"\0\1\2", b"\x89PNG\r\n\x1a\n\0", b"\xff\xfe\x00", b"\xff\xff\xff"])
def test_what_is_no_text_is_told(content: bytes) -> None:
    with pytest.raises(FileTypeDiffers):
        read_markdown(content)


def test_nesting_without_end_is_read() -> None:
    blocks(">" * 5_000 + "底")
    assert blocks("[" * 3_000)
    assert blocks("*a " * 3_000)
