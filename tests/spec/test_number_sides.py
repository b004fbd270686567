"""Numbers that stand to one side of their headings, where the widest white gives one column two of them."""

from __future__ import annotations

from extract.lines import words_to_lines
from extract.model import Line
from extract.number_sides import shared_out
from tests.drawing import PRINT, page_of, place
from tests.spec.test_columns import tables_of


def lines_of(drawing: str) -> list[Line]:
    page = page_of(drawing)
    return words_to_lines(page.words, page.number)


def at(*columns: float) -> list[float]:
    return [place(column, 0)[0] for column in columns]


def test_numbers_right_of_their_headings_are_theirs_in_a_table_of_one_row() -> None:
    table = tables_of("""
        Indikator Kinerja           Target          Realisasi           Capaian
        Indeks Kemandirian                     3,10                3,20             103,2
        """)[0]
    assert table[1] == ["Indeks Kemandirian", "3,10", "3,20", "103,2"]


def test_numbers_left_of_their_headings_are_theirs() -> None:
    ranges = [(at(a)[0], at(b)[0]) for a, b in ((6, 14), (20, 30), (36, 46))]
    rows = lines_of("Indeks      10        20              30")
    first, second, third = (word.box.x0 for word in rows[0].words[1:])
    crowded = at(9, 27, 43)
    moved = shared_out(crowded, ranges, rows, 1, PRINT)
    assert moved[0] == crowded[0] < first < moved[1] < second < moved[2] < third


def test_borders_stay_where_every_row_has_one_number_a_column() -> None:
    rows = lines_of("Indeks            10          20            30")
    borders = at(14, 25, 38)
    assert shared_out(borders, [(x - 12, x + 12) for x in borders], rows, 1, PRINT) == borders


def test_borders_stay_where_neither_side_gives_each_column_one_number() -> None:
    rows = lines_of("Indeks            10  11                    30")
    borders = at(14, 25, 38)
    assert shared_out(borders, [(x - 6, x + 6) for x in borders], rows, 1, PRINT) == borders
