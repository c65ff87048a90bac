"""Files as offices keep them, byte for byte the same each time: Word, Excel, PowerPoint, PDF, CSV.

Office Open XML is written as the smallest set of parts that word processors and spreadsheets accept
(ECMA-376); Word comes from python-docx, packed anew so that no clock gets into it. The PDF names a Japanese
font without carrying it: readers replace it with their own (ISO 32000-1, 9.7.5.2).
"""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document

from zencho.documents.blocks import Block, BulletItem, CheckItem, Heading, NumberedItem, Table, plain
from zencho.entry.city.slides import slide_parts

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "png": "image/png",
}
Rows = Sequence[Sequence[str]]
_EPOCH = (2026, 4, 1, 9, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def word_file(title: str, blocks: Sequence[Block]) -> bytes:
    """A .docx with the title, headings, paragraphs, lists and tables of the blocks; pictures are left out."""
    document = Document()
    document.core_properties.author = "みほん市"
    document.core_properties.title = title
    document.core_properties.created = document.core_properties.modified = datetime(*_EPOCH, tzinfo=UTC)
    document.add_heading(title, level=0)
    for block in blocks:
        match block:
            case Heading():
                document.add_heading(plain(block.content), level=block.level)
            case BulletItem() | CheckItem():
                document.add_paragraph(plain(block.content), style="List Bullet")
            case NumberedItem():
                document.add_paragraph(plain(block.content), style="List Number")
            case Table():
                width = max(len(row) for row in block.rows)
                table = document.add_table(rows=len(block.rows), cols=width, style="Table Grid")
                for line, row in zip(table.rows, block.rows, strict=True):
                    for cell, value in zip(line.cells, row, strict=False):
                        cell.text = plain(value.content)
            case _:
                words = plain(getattr(block, "content", ()))
                if words:
                    document.add_paragraph(words)
    loose = BytesIO()
    document.save(loose)
    with ZipFile(loose) as packed:
        return pack({name: packed.read(name) for name in packed.namelist()})


def excel_file(title: str, rows: Rows) -> bytes:
    """An .xlsx of one sheet: the title over a table with a bold first row; figures are numbers."""
    lines = [f'<row r="1"><c r="A1" s="2" t="inlineStr"><is><t>{escape(title)}</t></is></c></row>']
    for number, row in enumerate(rows, 3):
        cells = "".join(
            _cell(value, column, number, is_heading=number == 3) for column, value in enumerate(row)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{22 if place == 1 else 14}" customWidth="1"/>'
        for place in range(1, max(len(row) for row in rows) + 1)
    )
    body = f"<cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>"
    sheet = f'<worksheet xmlns="{_SHEET}">{body}</worksheet>'
    workbook = (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(sheet_name(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return pack(
        {
            "[Content_Types].xml": content_types(
                {
                    "/xl/workbook.xml": f"{_SHEET_TYPE}.sheet.main+xml",
                    "/xl/worksheets/sheet1.xml": f"{_SHEET_TYPE}.worksheet+xml",
                    "/xl/styles.xml": f"{_SHEET_TYPE}.styles+xml",
                }
            ),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (_XML + workbook).encode(),
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
            ),
            "xl/worksheets/sheet1.xml": (_XML + sheet).encode(),
            "xl/styles.xml": (_XML + _STYLES).encode(),
        }
    )


def slides_file(title: str, slides: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A .pptx: a title slide, then one slide for each heading with its lines."""
    parts, types = slide_parts(title, slides)
    packed = {name: (_XML + body).encode() for name, body in parts.items()}
    return pack({"[Content_Types].xml": content_types(types), **packed})


def pdf_file(title: str, lines: Sequence[str]) -> bytes:
    """A PDF on A4 paper, 38 full-width letters a line, as many pages as it takes."""
    wrapped = [part for line in lines for part in (_wrap(line, 38) or [""])]
    pages = [wrapped[start : start + 40] for start in range(0, max(len(wrapped), 1), 40)]
    count = len(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (ja-JP) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        *_FONT,
    ]
    for number, page in enumerate(pages):
        body = _page(title if number == 0 else "", page, f"{number + 1} / {count}")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(body)} >>\nstream\n{body}\nendstream")
    return _numbered(objects)


def csv_file(rows: Rows) -> bytes:
    """A CSV in UTF-8 with a byte order mark, which spreadsheets need to read Japanese."""
    lines = StringIO()
    csv.writer(lines).writerows(rows)
    return b"\xef\xbb\xbf" + lines.getvalue().encode()


def pack(parts: dict[str, bytes]) -> bytes:
    """A zip of the parts in the given order, every entry with the same date."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name, body in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, body)
    return packed.getvalue()


def content_types(parts: dict[str, str]) -> bytes:
    """The list of parts that opens every Office Open XML package."""
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def relations(*targets: tuple[str, str]) -> bytes:
    """The relations of a part: kind and target, numbered rId1, rId2, …"""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()


def sheet_name(title: str) -> str:
    """A title as a sheet may be called: at most 31 letters, none of those that formulas use."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31]


def _cell(value: str, column: int, row: int, *, is_heading: bool) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    figure = value.replace(",", "")
    if (
        not is_heading
        and figure.replace(".", "", 1).isdigit()
        and not (figure.startswith("0") and len(figure) > 1)
    ):
        return f'<c r="{place}" s="3"><v>{figure}</v></c>'
    style = ' s="1"' if is_heading else ""
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _wrap(line: str, width: int) -> list[str]:
    return [line[start : start + width] for start in range(0, len(line), width)]


def _page(title: str, lines: Sequence[str], foot: str) -> str:
    commands = ["BT"]
    if title:
        commands.append(f"/F1 16 Tf 1 0 0 1 56 774 Tm {_show(title)}")
    commands.append("/F1 11 Tf 17 TL 1 0 0 1 56 740 Tm")
    commands.extend(f"{_show(line)} T*" if line else "T*" for line in lines)
    commands.append(f"/F1 9 Tf 1 0 0 1 280 30 Tm {_show(foot)}")
    commands.append("ET")
    return "\n".join(commands)


def _show(words: str) -> str:
    return f"<{words.encode('utf-16-be').hex().upper()}> Tj"


def _numbered(objects: Sequence[str]) -> bytes:
    """The objects with their cross-reference table, which counts in bytes from the start of the file."""
    body = b"%PDF-1.7\n%\xe3\x81\x82\xe3\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


_FONT = (
    (
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H"
        " /DescendantFonts [4 0 R] >>"
    ),
    (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /DW 1000 /W [1 [500] 2 94 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
    ),
    (
        "<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922]"
        " /ItalicAngle 0 /Ascent 709 /Descent -241 /CapHeight 709 /StemV 114 >>"
    ),
)
_STYLES = (
    f'<styleSheet xmlns="{_SHEET}">'
    '<fonts count="3"><font><sz val="11"/><name val="游ゴシック"/></font>'
    '<font><b/><sz val="11"/><name val="游ゴシック"/></font>'
    '<font><b/><sz val="14"/><name val="游ゴシック"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
