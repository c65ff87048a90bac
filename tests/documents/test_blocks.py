"""Blocks as plain values: reading their text and placing their pictures."""

from zencho.documents.blocks import (
    BulletItem,
    Cell,
    Code,
    Divider,
    Heading,
    Image,
    Link,
    Mention,
    Paragraph,
    Table,
    Text,
    lines,
    place_images,
    plain,
    text,
    walk,
)


def test_lines_follow_the_reading_order() -> None:
    blocks = (
        Heading(text("入札の手順"), level=2),
        BulletItem(text("公告"), children=(BulletItem(text("縦覧")),)),
        Divider(),
        Table(rows=((Cell(text("区分")), Cell(text("回数"))), (Cell(text("清掃")), Cell(text("毎日"))))),
        Image("attached:1", name="図1.png", caption="流れ"),
        Image("attached:2"),
        Code("x = 1\ny = 2"),
    )
    expected = ["入札の手順", "公告", "縦覧", "区分\t回数", "清掃\t毎日", "流れ", "x = 1\ny = 2"]
    assert list(lines(blocks)) == expected


def test_plain_keeps_letters_of_links_and_mentions() -> None:
    content = (
        Text("担当は"),
        Mention("person", "7", "佐藤 みのり"),
        Text("、"),
        Link("https://example.jp/", (Text("要", bold=True), Text("綱"))),
    )
    assert plain(content) == "担当は佐藤 みのり、要綱"


def test_text_says_nothing_with_nothing() -> None:
    assert text("") == ()


def test_pictures_find_their_places_at_any_depth() -> None:
    blocks = (
        BulletItem(
            text("図"), children=(Image("attached:a.png"), Image("attached:lost", caption="予算の推移"))
        ),
    )
    (item,) = place_images(blocks, {"a.png": "/api/documents/1/images/2"})
    assert item.children[0] == Image("/api/documents/1/images/2")
    assert item.children[1] == Paragraph(text("予算の推移"))


def test_stored_pictures_stay() -> None:
    kept = Image("/api/documents/1/images/2")
    assert place_images((kept,), {}) == (kept,)


def test_walk_gives_parents_first() -> None:
    inner = BulletItem(text("下"))
    outer = BulletItem(text("上"), children=(inner,))
    assert list(walk((outer,))) == [outer, inner]
