"""A Word or Markdown file becomes a document in a folder; what cannot is told, and nothing is made."""

import io
import zipfile

import docx
from tests.drive.conftest import PERSONAS, Section

from zencho.coedit.queries import read_state
from zencho.documents.blocks import Heading, Image, Table
from zencho.documents.rules import DOCUMENT_READ
from zencho.documents.ydoc import read_blocks
from zencho.gate import opening as gate

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def word_file() -> bytes:
    """A small Word file: a heading, text, a table, a picture and a header."""
    file = docx.Document()
    file.add_heading("庁舎清掃業務委託 仕様書", 1)
    file.add_paragraph("清掃対象面積は412平方メートルとする。")
    table = file.add_table(2, 2)
    table.cell(0, 0).text = "品目"
    file.add_picture(io.BytesIO(PNG))
    file.sections[0].header.paragraphs[0].text = "取扱注意"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


async def bring(section: Section, name: str, content: bytes, *, by: str = "管理"):
    return await section[by].post(
        f"/api/folders/{section.root}/documents/import", params={"name": name}, content=content
    )


async def test_a_word_file_becomes_a_document(section: Section) -> None:
    answer = await bring(section, "仕様書(案).docx", word_file())
    assert answer.status_code == 201, answer.text
    assert [line["code"] for line in answer.json()["left_out"]] == ["header"]
    id_ = answer.json()["id"]
    async with section.world.as_(await section.actor("閲覧")) as work:
        opened = await gate.open(work, DOCUMENT_READ, id_)
        blocks = read_blocks(await read_state(opened))
    kinds = [type(block) for block in blocks]
    assert kinds[0] is Heading
    assert Table in kinds
    picture = next(block for block in blocks if isinstance(block, Image))
    assert picture.url.startswith(f"/api/documents/{id_}/images/")
    shown = await section["閲覧"].get(picture.url)
    assert (shown.status_code, shown.content) == (200, PNG)
    assert (await section["他人"].get(picture.url)).status_code == 404
    assert (await section["閲覧"].get(f"/api/documents/{id_}")).json()["left_out"][0]["code"] == "header"
    assert await section.names() == ["仕様書(案)"]


async def test_a_markdown_file_becomes_a_document(section: Section) -> None:
    answer = await bring(section, "手引.md", "# 手引\n\n- 一\n- 二\n".encode("cp932"))
    assert answer.status_code == 201, answer.text
    assert await section.names() == ["手引"]


async def test_who_may_import(section: Section) -> None:
    answers = [
        (await bring(section, f"{n}.md", b"# a", by=name)).status_code for n, name in enumerate(PERSONAS)
    ]
    expected = {"管理 一": 201, "編集 二": 201, "意見 三": 403, "閲覧 四": 403}
    assert answers == [expected.get(name, 404) for name in PERSONAS]


async def test_what_cannot_become_a_document_leaves_nothing(section: Section) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    cases = {
        "暗号.docx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
            {"file_encrypted", "file_is_old_word"},
        ),
        "絵.docx": (PNG, {"file_type_differs"}),
        "途中.docx": (word_file()[:2000], {"file_damaged"}),
        "爆弾.docx": (bomb.getvalue(), {"file_unpacks_too_large"}),
        "表.xlsx": (b"PK", {"file_type_differs"}),
    }
    for name, (content, codes) in cases.items():
        answer = await bring(section, name, content)
        assert answer.json()["code"] in codes, (name, answer.text)
        assert 400 <= answer.status_code < 500
    assert await section.names() == []


async def test_a_file_of_the_drive_becomes_a_document_beside_it(section: Section) -> None:
    file = await section.file("仕様書.docx", content=word_file())
    answer = await section["編集"].post(f"/api/files/{file}/document")
    assert answer.status_code == 201, answer.text
    assert sorted(await section.names()) == ["仕様書", "仕様書.docx"]
    assert (await section["閲覧"].post(f"/api/files/{file}/document")).status_code == 403
