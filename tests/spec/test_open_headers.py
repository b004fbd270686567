"""Tables whose header alone is drawn. See tests/drawing.py."""

from __future__ import annotations

from extract.model import GridHints
from extract.regions import build_flow
from tests.drawing import page_of, rows_of

# No wording is known: the drawn borders alone tell the columns.
HINTS = GridHints(frozenset({"tahun"}), frozenset())
HEAD = """\
+----+----------------+---------+---------+
| Nu | Hal            | Sasar   | Jadi    |
+----+----------------+---------+---------+
"""
BODY = """\
  1    Indeks diri      51        52
  2    Indeks keluarga  78        77
  3    Kader terlatih   20        25
"""


def tables_of(*drawings: str) -> list[list[list[str]]]:
    pages = [page_of(drawing, number=number) for number, drawing in enumerate(drawings, 1)]
    return [rows_of(region) for region in build_flow(pages, HINTS).regions]


def test_rows_below_a_drawn_header_stand_in_its_columns() -> None:
    (table,) = tables_of(HEAD + BODY)
    assert table[0] == ["Nu", "Hal", "Sasar", "Jadi"]
    assert table[1:] == [
        ["1", "Indeks diri", "51", "52"],
        ["2", "Indeks keluarga", "78", "77"],
        ["3", "Kader terlatih", "20", "25"],
    ]


def test_a_header_at_the_foot_of_a_page_has_its_rows_on_the_next() -> None:
    # The mark in the first column keeps the drawing from moving to the left margin.
    (table,) = tables_of(HEAD, BODY + "\n\n\n\n\n\n*\n")
    assert [row[0] for row in table] == ["Nu", "1", "2", "3"]


def test_prose_below_a_drawn_header_is_none_of_its_rows() -> None:
    prose = (
        "  Sebanyak 12 orang mengikuti 3 kegiatan penyuluhan\n  yang dilaksanakan selama tahun berjalan di 4 kota.\n"
    )
    (table,) = tables_of(HEAD + prose)
    assert table == [["Nu", "Hal", "Sasar", "Jadi"]]


def test_a_drawn_table_with_numbers_of_its_own_takes_no_lines_from_below() -> None:
    row = "| 1  | Indeks diri    | 51      | 52      |\n+----+----------------+---------+---------+\n"
    (table, *_) = tables_of(HEAD + row + BODY)
    assert len(table) == 2


def test_years_in_a_drawn_header_are_headings_and_no_numbers() -> None:
    head = """\
+----+----------------+-------------------+
| Nu | Hal            | Tahun             |
|    |                +---------+---------+
|    |                | 2020    | 2021    |
+----+----------------+---------+---------+
"""
    (table,) = tables_of(head + BODY)
    assert [row[2:] for row in table[2:]] == [["51", "52"], ["78", "77"], ["20", "25"]]
