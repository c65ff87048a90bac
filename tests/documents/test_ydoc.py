"""The stored form of a document: what is written is read back, and whatever browsers stored is read.

`python tests/documents/test_ydoc.py` writes `web/src/documents/written.json` anew after the writer changed;
the web tests open it in the real editor.
"""

import base64
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from zencho.documents.blocknote import from_json, to_json
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
    Look,
    Mention,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Text,
    text,
    walk,
)
from zencho.documents.ydoc import FRAGMENT, MAX_DEPTH, plain_text, read_blocks, write_blocks

FIXTURE = Path(__file__).parents[2] / "web/src/documents/written.json"
CLIENT_ID = 1_129

SAMPLE: tuple[Block, ...] = (
    Heading(text("契約事務の手引"), level=1),
    Heading(text("第1章　総則"), level=2, look=Look("center", "red", "yellow")),
    Paragraph(
        (
            Text("重要", bold=True, italic=True, underline=True, strike=True, colour="red", ground="blue"),
            Text("😀髙橋\n改行のあと"),
            Link("https://www.example.lg.jp/", (Text("要綱"), Text("別表", bold=True))),
            Text("の担当は"),
            Mention("person", "0190b5f4", "佐藤 みのり"),
            Text("、"),
            Mention("unit", "0190b5f5", "契約管理課"),
            Text("code", code=True),
        )
    ),
    BulletItem(
        text("公告"),
        children=(
            NumberedItem(text("縦覧"), start=3),
            NumberedItem(text("質問"), children=(Paragraph(text("補足")),)),
        ),
    ),
    NumberedItem(text("入札")),
    CheckItem(text("検査調書"), checked=True),
    CheckItem(text("請求書")),
    Quote(text("予定価格は、公表しない。")),
    Divider(),
    Code("合計 = 単価 * 数量\nprint(合計)", language="python"),
    Image("/api/documents/1/images/2", name="流れ.png", caption="図1　支払いの流れ", width=320),
    Image("/api/documents/1/images/3", look=Look("center")),
    Table(
        rows=(
            (Cell(text("区分")), Cell(text("回数")), Cell(text("金額"))),
            (Cell(text("清掃"), rowspan=2), Cell(text("毎日"), look=Look("right", "red", "gray")), Cell()),
            (Cell(text("別途\n協議"), colspan=2),),
        ),
        header_rows=1,
        column_widths=(120, 80, 160),
    ),
    Table(rows=((Cell(text("甲")), Cell(text("みほん市"))), (Cell(text("乙")), Cell())), header_columns=1),
    Paragraph(),
)


def fixture() -> str:
    """The text of the file: the update in base64 and the blocks it holds."""
    numbers = iter(range(1, 1_000))
    written = write_blocks(SAMPLE, client_id=CLIENT_ID, new_id=lambda: f"block-{next(numbers)}")
    held = {
        "update": base64.b64encode(written.update).decode(),
        "blocks": to_json(read_blocks(written.update)),
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def without_ids(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, id="", children=without_ids(block.children)) for block in blocks)


def test_what_is_written_is_read_back() -> None:
    assert without_ids(read_blocks(write_blocks(SAMPLE).update)) == SAMPLE


def test_the_web_tests_open_what_the_writer_writes_today() -> None:
    assert FIXTURE.read_text(encoding="utf-8") == fixture()


def test_json_is_read_back() -> None:
    blocks = read_blocks(write_blocks(SAMPLE).update)
    assert from_json(json.loads(json.dumps(to_json(blocks)))) == blocks


def test_a_new_document_has_one_empty_paragraph() -> None:
    (block,) = read_blocks(write_blocks(()).update)
    assert block == Paragraph(id=block.id)
    assert block.id


def test_every_id_is_there_once() -> None:
    twice = (Paragraph(id="a"), BulletItem(children=(Paragraph(id="a"), Paragraph())), Paragraph(id="a"))
    ids = [block.id for block in walk(read_blocks(write_blocks(twice).update))]
    assert ids[0] == "a"
    assert len(set(ids)) == 5 == len([name for name in ids if name])


def test_the_client_id_is_the_one_in_the_bytes() -> None:
    written = write_blocks(SAMPLE)
    assert 0 < written.client_id < 2**32
    assert write_blocks(SAMPLE, client_id=written.client_id).client_id == written.client_id
    document: Doc = Doc()
    document.apply_update(written.update)
    # A state vector is: number of clients, then for each its id and its clock, as variable-length integers.
    state = document.get_state()
    assert state[0] == 1
    assert _varuint(state[1:]) == written.client_id


def _varuint(encoded: bytes) -> int:
    value = 0
    for place, byte in enumerate(encoded):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value


def test_code_stands_alone() -> None:
    written = write_blocks(
        (Paragraph((Text("x", bold=True, code=True), Link("https://a.jp/", (Text("y", code=True),)))),)
    )
    (block,) = read_blocks(written.update)
    assert isinstance(block, Paragraph)
    assert block.content == (Text("xy", code=True),)


def test_plain_text_reads_line_by_line() -> None:
    read = plain_text(write_blocks(SAMPLE).update).split("\n")
    assert read[:2] == ["契約事務の手引", "第1章　総則"]
    assert "区分\t回数\t金額" in read
    assert "改行のあと要綱別表の担当は佐藤 みのり、契約管理課code" in read


def test_bytes_that_are_no_update_are_refused() -> None:
    with pytest.raises(ValueError):
        read_blocks(b"\xff\xfe not an update")


def stored(fill) -> bytes:
    document: Doc = Doc()
    fragment = document.get(FRAGMENT, type=XmlFragment)
    with document.transaction():
        fill(fragment.children.append(XmlElement("blockGroup")))
    return document.get_update()


def test_an_unknown_kind_is_read_as_a_paragraph() -> None:
    def fill(group: XmlElement) -> None:
        container = group.children.append(XmlElement("blockContainer", {"id": "x"}))
        block = container.children.append(XmlElement("hologram", {"textAlignment": 7, "level": "tall"}))
        block.children.append(XmlText()).insert(0, "残る文字", {"glow": {}, "bold": "yes"})

    assert read_blocks(stored(fill)) == (Paragraph(text("残る文字"), id="x"),)


def test_nesting_without_end_is_cut() -> None:
    def fill(group: XmlElement) -> None:
        for depth in range(MAX_DEPTH * 3):
            container = group.children.append(XmlElement("blockContainer", {"id": str(depth)}))
            container.children.append(XmlElement("paragraph"))
            group = container.children.append(XmlElement("blockGroup"))

    assert len(list(walk(read_blocks(stored(fill))))) == MAX_DEPTH


letters = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
runs = st.builds(
    Text, letters, bold=st.booleans(), italic=st.booleans(), colour=st.sampled_from(["default", "red"])
)
pieces = runs | st.builds(Mention, st.sampled_from(["person", "thing", "unit"]), letters, letters)


def is_settled(content: tuple) -> bool:
    """Whether no two neighbours could be one run; the editor joins those."""
    return all(
        not (
            isinstance(one, Text) and isinstance(two, Text) and replace(one, text="") == replace(two, text="")
        )
        for one, two in pairwise(content)
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(pieces, max_size=5).map(tuple).filter(is_settled).map(Paragraph), min_size=1, max_size=4
    )
)
def test_any_text_is_read_back(blocks: list[Paragraph]) -> None:
    assert without_ids(read_blocks(write_blocks(blocks).update)) == tuple(blocks)


if __name__ == "__main__":
    FIXTURE.write_text(fixture(), encoding="utf-8")
