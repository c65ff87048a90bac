"""Tables as exact rectangles, whatever goes in."""

from hypothesis import given
from hypothesis import strategies as st

from zencho.documents.blocks import Cell, Table, text
from zencho.documents.grid import MAX_COLUMNS, places, squared


def cell(letters: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(text(letters), columns, rows)


def test_an_exact_table_stays_as_it_is() -> None:
    table = Table(rows=((cell("a", rows=2), cell("b")), (cell("c"),)), column_widths=(10, 20))
    assert squared(table) == table


def test_a_short_row_is_filled() -> None:
    table = squared(Table(rows=((cell("a"), cell("b")), (cell("c"),))))
    assert table.rows[1] == (cell("c"), Cell())


def test_a_cell_may_not_hang_over_the_end() -> None:
    table = squared(Table(rows=((cell("a", rows=9), cell("b")), (cell("c"),))))
    assert table.rows[0][0].rowspan == 2


def test_a_row_that_is_wholly_covered_goes() -> None:
    table = squared(Table(rows=((cell("a", rows=2), cell("b", rows=2)), (), (cell("c"), cell("d")))))
    assert table.rows == ((cell("a"), cell("b")), (cell("c"), cell("d")))


def test_nothing_becomes_one_empty_cell() -> None:
    assert squared(Table(rows=())).rows == ((Cell(),),)


def test_widths_that_do_not_fit_the_columns_are_dropped() -> None:
    assert squared(Table(rows=((cell("a"), cell("b")),), column_widths=(10,))).column_widths == ()


def test_a_span_without_end_is_cut() -> None:
    assert squared(Table(rows=((cell("a", columns=10**9),),))).rows[0][0].colspan == MAX_COLUMNS


cells = st.builds(cell, st.sampled_from("abc"), st.integers(1, 4), st.integers(1, 4))


@given(st.lists(st.lists(cells, max_size=5), max_size=5))
def test_every_place_is_covered_once_and_every_row_begins_a_cell(rows: list[list[Cell]]) -> None:
    laid = places(rows)
    width = sum(place.columns for place in laid[0])
    covered = [
        (row, column)
        for places_of_row in laid
        for place in places_of_row
        for row in range(place.row, place.row + place.rows)
        for column in range(place.column, place.column + place.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(len(laid)) for column in range(width)]
    assert all(laid)
