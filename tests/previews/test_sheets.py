"""Workbooks made by another program, read as a grid."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from zencho.drive.office.ooxml import open_package
from zencho.previews.cell_places import moved, range_of
from zencho.previews.sheet_cells import Most
from zencho.previews.sheets import Workbook


def packed(book: openpyxl.Workbook) -> bytes:
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def read(content: bytes) -> Workbook:
    package = open_package(content)
    return Workbook(package, package.main_part())


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.Workbook()


@pytest.fixture
def page(book: openpyxl.Workbook) -> Worksheet:
    found = book.active
    assert isinstance(found, Worksheet)
    return found


def cell(sheet: dict[str, Any], row: int, column: int) -> list[Any]:
    return next(each for each in sheet["cells"] if each[:2] == [row, column])


def look(sheet: dict[str, Any], row: int, column: int) -> dict[str, Any]:
    found: dict[str, Any] = sheet["styles"][cell(sheet, row, column)[2]]
    return found


def test_a_form_as_it_looks(book: openpyxl.Workbook, page: Worksheet) -> None:
    page["A1"] = "積算表"
    page["A1"].font = Font(name="ＭＳ 明朝", size=16, bold=True, color="FFC00000", underline="double")
    page["A1"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True, textRotation=255)
    page["A1"].fill = PatternFill("solid", fgColor="F2F2F2")
    page["A1"].border = Border(left=Side("thin"), bottom=Side("double", color="0000FF"))
    page["B2"] = date(2026, 11, 19)
    page["B2"].number_format = '[$-411]ggge"年"m"月"d"日"'
    page.merge_cells("A1:C1")
    page.column_dimensions["B"].width = 20
    page.column_dimensions["C"].hidden = True
    page.row_dimensions[1].height = 30
    page.row_dimensions[3].hidden = True
    page.freeze_panes = "B2"
    page.print_area = "A1:C9"
    page.sheet_view.showGridLines = False
    sheet = read(packed(book)).first()["sheet"]
    style = look(sheet, 1, 1)
    assert (style["font"], style["size"], style["bold"], style["colour"]) == (
        "ＭＳ 明朝",
        16,
        True,
        "#C00000",
    )
    assert (style["across"], style["down"], style["turn"], style["fill"]) == (
        "center",
        "center",
        255,
        "#F2F2F2",
    )
    assert style["border_l"] == [1, "solid", "#000000"]
    assert style["border_b"] == [3, "double", "#0000FF"]
    assert cell(sheet, 2, 2)[3:5] == ["n", "令和8年11月19日"]
    assert sheet["merged"] == [(1, 1, 1, 3)]
    assert sheet["frozen"] == (1, 1)
    assert sheet["print"] == [(1, 1, 9, 3)]
    assert sheet["has_lines"] is False
    assert sheet["hidden_rows"] == [3]
    assert (1, 40) in sheet["heights"]
    assert [each[:3:2] + each[4:] for each in sheet["columns"]][:2] == [[2, 140, False], [3, 91, True]]


def test_hidden_sheets_and_what_is_not_shown(book: openpyxl.Workbook, page: Worksheet) -> None:
    page.add_chart(BarChart(), "B20")
    page["A1"] = "=1+1"
    book.create_sheet("マスター").sheet_state = "hidden"
    first = read(packed(book)).first()
    assert first["sheets"] == [
        {"name": "Sheet", "is_hidden": False},
        {"name": "マスター", "is_hidden": True},
    ]
    assert first["sheet"]["unshown"] == [
        {"code": "not_calculated", "count": 1},
        {"code": "chart", "count": 1},
    ]
    assert cell(first["sheet"], 1, 1)[4:] == ["", None, "1+1"]


def test_a_sheet_too_long_is_cut_and_keeps_what_stands_behind_its_rows(
    book: openpyxl.Workbook, page: Worksheet
) -> None:
    for number in range(2_000):
        page.append([number, f"件名 {number}"])
    page.merge_cells("A1:B1")
    workbook = read(packed(book))
    first = workbook.first()["sheet"]
    assert (len({each[0] for each in first["cells"]}), first["is_whole"]) == (300, False)
    assert first["merged"] == [(1, 1, 1, 2)]
    whole = workbook.sheet(0, Most(rows=1_000, cells=10_000))
    assert whole["cells"][-1][:2] == [1000, 2]
    assert whole["is_cut"] == [True, False]


def test_readings_above_kanji_are_not_part_of_the_words() -> None:
    strings = "<si><t>鈴木</t><rPh sb='0' eb='2'><t>スズキ</t></rPh></si>"
    sheet = '<row r="1"><c r="A1" t="s"><v>0</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    cells = read(by_hand(sheet, strings)).first()["sheet"]["cells"]
    assert [each[3:] for each in cells] == [["s", "鈴木"], ["b", "TRUE"], ["e", "#N/A"]]


def by_hand(rows: str, strings: str = "", after: str = "") -> bytes:
    """A workbook of one sheet, as no library would write it."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def relations(*listed: tuple[str, str]) -> str:
        lines = (
            f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(listed)
        )
        return f'<Relationships xmlns="{package}">{"".join(lines)}</Relationships>'

    listed = '<sheets><sheet name="a" r:id="r0"/></sheets>'
    body = f"<sheetData>{rows}</sheetData>{after}"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{name}" xmlns:r="{office}">{listed}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{name}">{body}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{name}">{strings}</sst>',
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return into.getvalue()


def test_formulas_that_cells_share() -> None:
    first = '<row r="1"><c r="C1"><f t="shared" ref="C1:C2" si="0">A1*$B$1+SUM(A1:B1)</f><v>1</v></c></row>'
    second = '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
    cells = read(by_hand(first + second)).first()["sheet"]["cells"]
    assert [each[6] for each in cells] == ["A1*$B$1+SUM(A1:B1)", "A2*$B$1+SUM(A2:B2)"]


@pytest.mark.parametrize(
    ("formula", "there"),
    [
        ("A1", "C3"),
        ("$A1+A$1", "$A3+C$1"),
        ('"A1"&Sheet1!A1', '"A1"&Sheet1!C3'),
        ("'A1 表'!B2", "'A1 表'!D4"),
        ("LOG10(A1)", "LOG10(C3)"),
        ("XFD1", "#REF!"),
    ],
)
def test_references_move_with_their_cell(formula: str, there: str) -> None:
    assert moved(formula, 2, 2) == there


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("A1:C3", (1, 1, 3, 3)),
        ("'表 1'!$B$2", (2, 2, 2, 2)),
        ("$A:$C", (1, 1, 1048576, 3)),
        ("5:9", (5, 1, 9, 16384)),
        ("C3:A1", None),
        ("", None),
    ],
)
def test_ranges(said: str, found: tuple[int, ...] | None) -> None:
    assert range_of(said) == found
