"""What counts as a ruled table, and what its cells are. Drawings: see tests/drawing.py."""

from __future__ import annotations

from extract.grid import find_grids
from extract.model import Box, Fill, GridMethod
from tests.drawing import page_of, place, rows_of


def table_of(drawing: str) -> list[list[str]]:
    (grid,) = find_grids(page_of(drawing))
    return rows_of(grid)


def test_rules_part_cells() -> None:
    assert table_of("""
        +----+---------+
        | No | Target  |
        +----+---------+
        | 1  | 51,10   |
        +----+---------+""") == [["No", "Target"], ["1", "51,10"]]


def test_cell_without_a_rule_below_covers_both_rows() -> None:
    """Text in a vertically merged cell belongs to every row it spans."""
    assert table_of("""
        +---+---------+
        | 1 | Target  |
        |   +---------+
        |   | Capaian |
        +---+---------+""") == [["1", "Target"], ["1", "Capaian"]]


def test_heading_without_a_rule_between_covers_its_columns() -> None:
    assert table_of("""
        +----------+-------------+
        |          |    Target   |
        |Indikator +------+------+
        |          | 2021 | 2022 |
        +----------+------+------+
        | Dektari  | 51   | 52   |
        +----------+------+------+""") == [
        ["Indikator", "Target", "Target"],
        ["Indikator", "2021", "2022"],
        ["Dektari", "51", "52"],
    ]


def test_lines_of_a_cell_are_read_from_the_top() -> None:
    assert table_of("""
        +----+--------------+
        | 1  | Meningkatnya |
        |    | kualitas     |
        +----+--------------+
        | 2  | layanan      |
        +----+--------------+""") == [["1", "Meningkatnya kualitas"], ["2", "layanan"]]


def test_empty_column_stays() -> None:
    assert table_of("""
        +----+------+-----+
        | No |      | Sat |
        +----+------+-----+
        | 1  |      | Org |
        +----+------+-----+""") == [["No", "", "Sat"], ["1", "", "Org"]]


def test_open_sides_are_closed_where_the_horizontal_rules_end() -> None:
    assert table_of("""
        -----------+---------+----------
         No        | Target  | Capaian
        -----------+---------+----------
         1         | 51      | 100
        -----------+---------+----------""") == [["No", "Target", "Capaian"], ["1", "51", "100"]]


def test_row_that_the_page_end_cuts_is_closed_where_the_vertical_rules_end() -> None:
    assert table_of("""
        +----+---------+
        | No | Target  |
        +----+---------+
        | 1  | 51      |
        +----+---------+
        | 2  | 78      |
        |    |         |""") == [["No", "Target"], ["1", "51"], ["2", "78"]]


def test_double_rules_are_one() -> None:
    page = page_of("""
        +----+---------+
        | No | Target  |
        +----+---------+
        | 1  | 51      |
        +----+---------+""")
    doubled = tuple(
        rule.__class__(Box(r.x0 + 2, r.top + 2, r.x1 + 2, r.bottom + 2), rule.horizontal)
        for rule in page.rules
        for r in (rule.box,)
    )
    twice = page.__class__(
        page.number, page.width, page.height, page.kind, page.reason, 0, page.text_height, page.words,
        (*page.rules, *doubled),
    )  # fmt: skip
    (grid,) = find_grids(twice)
    assert rows_of(grid) == [["No", "Target"], ["1", "51"]]


def test_painted_cells_side_by_side_are_a_grid() -> None:
    page = page_of("""
        . No . Target .
        . 1  . 51     .
        . 2  . 78     .""")
    fills = [
        Fill(Box(*place(left, row - 0.45), *place(right, row + 0.45)), 0.8)
        for row in range(3)
        for left, right in ((0, 5), (5, 14))
    ]
    painted = page_of("", fills=fills)
    (grid,) = find_grids(page.__class__(1, 595.0, 842.0, page.kind, "", 0, 8.0, page.words, (), painted.fills))
    assert grid.method is GridMethod.FILLS
    assert [row[1].strip(". ") for row in rows_of(grid)] == ["Target", "51", "78"]


def test_stripes_under_a_drawn_header_give_the_bare_rows_between_them_their_columns() -> None:
    """Word processors draw the lines of the header and paint every other row; a merged parent is not painted."""
    drawing = """
        +---------+-----------+--------+
        | Sasaran | Indikator | Target |
        +---------+-----------+--------+
        | Remaja    Dektari     51,10  |
        |           Dektara     78,70  |
        | Lembaga   Relawan     10     |
        |           Penggiat    12     |
        +------------------------------+
        """
    stripes = [(0, 10), (10, 22), (22, 31)]
    fills = [
        Fill(Box(*place(left, top), *place(right, bottom)), 0.8)
        for top, bottom in ((3.5, 4.5), (5.5, 7.0))
        for left, right in stripes[1:]
    ]
    (grid,) = find_grids(page_of(drawing, fills=fills))
    assert [row[1:] for row in rows_of(grid)[1:]] == [
        ["Dektari", "51,10"],
        ["Dektara", "78,70"],
        ["Relawan", "10"],
        ["Penggiat", "12"],
    ]


def test_boxed_heading_is_no_table() -> None:
    assert (
        find_grids(
            page_of("""
        +------------------+
        | BAB II           |
        | PERENCANAAN      |
        +------------------+""")
        )
        == ()
    )


def test_heading_in_two_boxes_is_no_table() -> None:
    assert (
        find_grids(
            page_of("""
        +----+-------------+
        | A. | Capaian     |
        +----+-------------+""")
        )
        == ()
    )


def test_underlined_words_are_no_table() -> None:
    assert (
        find_grids(
            page_of("""
        PERJANJIAN KINERJA
        ------------------
        TAHUN 2021
        ----------""")
        )
        == ()
    )


def test_page_frame_is_no_table_and_the_table_inside_is_one() -> None:
    inner = page_of("""
        Judul

          +----+---------+
          | No | Target  |
          +----+---------+
          | 1  | 51      |
          +----+---------+""")
    frame = page_of("+" + "-" * 79 + "+" + ("\n|" + " " * 79 + "|") * 50 + "\n+" + "-" * 79 + "+")
    page = inner.__class__(1, 595.0, 842.0, inner.kind, "", 0, 8.0, inner.words, (*inner.rules, *frame.rules))
    (grid,) = find_grids(page)
    assert rows_of(grid) == [["No", "Target"], ["1", "51"]]


def test_axes_of_a_chart_without_cells_of_text_are_no_table() -> None:
    assert (
        find_grids(
            page_of("""
        100 |-----------
            |
         50 |-----------
            |
          0 +-----------
             2021  2022""")
        )
        == ()
    )


def test_rows_ruled_above_and_below_only_are_left_to_the_columns() -> None:
    """A frame around rows of several numbers does not show where a column ends."""
    assert (
        find_grids(
            page_of("""
        +-----------------------------+
        | Pagu     Realisasi     Sisa |
        +-----------------------------+
        | 10       20            30   |
        +-----------------------------+
        | 11       21            31   |
        +-----------------------------+""")
        )
        == ()
    )


def test_two_tables_are_found_from_the_top() -> None:
    first, second = find_grids(
        page_of("""
        +----+----+
        | a  | b  |
        +----+----+
        | c  | d  |
        +----+----+

        +----+----+
        | e  | f  |
        +----+----+
        | g  | h  |
        +----+----+""")
    )
    assert [rows_of(first)[0], rows_of(second)[0]] == [["a", "b"], ["e", "f"]]


def test_a_painted_cell_beside_an_unpainted_parent_is_of_the_row_it_is_level_with() -> None:
    drawing = """
        +----+---------+-----------+--------+
        | No | Sasaran | Indikator | Target |
        +----+---------+-----------+--------+
        | 1    Remaja    Dektari     51,10  |
        | 2              Dektara     78,70  |
        | 3    Lembaga   Relawan     10     |
        | 4              Penggiat    12     |
        +-----------------------------------+
        """
    fills = [
        Fill(Box(*place(left, top), *place(right, bottom)), 0.8)
        for top, bottom in ((3.5, 4.5), (5.5, 7.0))
        for left, right in ((0, 5), (15, 27), (27, 36))
    ]
    (grid,) = find_grids(page_of(drawing, fills=fills))
    assert [row[0] for row in rows_of(grid)[1:]] == ["1", "2", "3", "4"]


def test_rows_of_amounts_ruled_above_and_below_only_tell_no_columns() -> None:
    page = page_of("""
        +-----------------------------------------------------+
        |No  Kegiatan            Alokasi           Realisasi  |
        +-----------------------------------------------------+
        |1   Pencegahan     Rp1.641.336       Rp1.472.563     |
        |2   Rehabilitasi   Rp1.488.429       Rp1.350.421     |
        +-----------------------------------------------------+
        |    Jumlah         Rp3.129.765       Rp2.822.984     |
        +-----------------------------------------------------+
        """)
    assert find_grids(page) == ()
