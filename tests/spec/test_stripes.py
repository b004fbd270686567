"""Tables told by painted strips: a header and every other row. See tests/drawing.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.grid import find_grids
from extract.model import Box, Fill, GridHints, GridMethod, Rule
from extract.regions import build_flow
from extract.stripes import striped_tables
from tests.drawing import page_of, place, rows_of

VALUES = frozenset({"target", "realisasi", "pagu", "tahun"})
HINTS = GridHints(VALUES | {"kegiatan", "indikator"}, VALUES)
WIDE = (-1.0, 62.0)


def strip(top: float, bottom: float, grey: float = 0.9, sides: tuple[float, float] = WIDE) -> Fill:
    """A painted box over some lines of a drawing, counted from 0."""
    return Fill(Box(*place(sides[0], top - 0.45), *place(sides[1], bottom + 0.45)), grey)


def tables_of(drawing: str, fills: Sequence[Fill]) -> list[list[list[str]]]:
    return [rows_of(region) for region in build_flow([page_of(drawing, fills=fills)], HINTS).regions]


BROKEN_AMOUNTS = """
    Kegiatan                     Pagu              Realisasi
    Pencegahan dan               Rp.               Rp. 847.111
    Pemberantasan                873.363
    Upaya Kesehatan              Rp.               Rp.
    Masyarakat                   164.709           164.709
    Layanan Umum                 Rp. 49.957        Rp. 49.957
    Perbaikan Gizi               Rp.               Rp.
    Masyarakat Desa              121.740           121.740
    """
BROKEN_FILLS = [strip(0, 0, 0.7), strip(3, 4), strip(6, 7)]


def test_strips_are_rows_of_one_table_however_amounts_wrap() -> None:
    assert tables_of(BROKEN_AMOUNTS, BROKEN_FILLS) == [
        [
            ["Kegiatan", "Pagu", "Realisasi"],
            ["Pencegahan dan Pemberantasan", "Rp. 873.363", "Rp. 847.111"],
            ["Upaya Kesehatan Masyarakat", "Rp. 164.709", "Rp. 164.709"],
            ["Layanan Umum", "Rp. 49.957", "Rp. 49.957"],
            ["Perbaikan Gizi Masyarakat Desa", "Rp. 121.740", "Rp. 121.740"],
        ]
    ]


def test_edges_of_strips_are_the_row_borders() -> None:
    (table,) = striped_tables(page_of(BROKEN_AMOUNTS, fills=BROKEN_FILLS))
    assert table.head == BROKEN_FILLS[0].box
    assert len(table.row_edges) == 5


def test_a_painted_name_of_a_group_runs_over_the_columns() -> None:
    table = tables_of(
        """
        Indikator                    Target            Realisasi
        Sasaran keterpulihan-keterpulihan kependudukan-catatan-sipil
        Angka harapan hidup          72,45             79,49
        Sasaran pengarusutamaan-gender ketatausahaan-kerumahtanggaan
        Persentase persalinan        87                81,22
        """,
        [strip(0, 0, 0.7), strip(1, 1), strip(3, 3)],
    )[0]
    assert table[3] == ["Sasaran pengarusutamaan-gender ketatausahaan-kerumahtanggaan"] * 3
    assert table[2] == ["Angka harapan hidup", "72,45", "79,49"]
    assert table[4] == ["Persentase persalinan", "87", "81,22"]


def test_the_same_header_again_begins_another_table() -> None:
    page = page_of(
        """
        Kegiatan                     Pagu              Realisasi
        Layanan Umum                 49.957            49.957
        Layanan Khusus               39.957            39.957

        Kegiatan                     Pagu              Realisasi
        Perbaikan Gizi               19.957            19.957
        """,
        fills=[strip(0, 0, 0.7), strip(2, 2), strip(4, 4, 0.7)],
    )
    assert [len(table.rows) for table in striped_tables(page)] == [1, 0]


def test_all_lines_of_a_painted_header_are_its_columns() -> None:
    table = tables_of(
        """
                                     Pagu Tahun        Realisasi
        Unsur Program                Berjalan          Akhir
                                     (2018)            Desember
        Layanan Umum                 49.957            49.957
        Layanan Khusus               39.957            39.957
        """,
        [strip(0, 2, 0.7)],
    )[0]
    assert table[0] == ["Unsur Program", "Pagu Tahun Berjalan (2018)", "Realisasi Akhir Desember"]


def test_a_heading_over_headings_of_columns_is_not_cut_at_them() -> None:
    table = tables_of(
        """
                      Angka harapan    Jumlah bayi
        Kegiatan      Target  Capai    Target  Real
        Puskesmas A   72,45  73,23     79,88  89,1
        Puskesmas B   72,45  82,06     79,88  89,2
        """,
        [strip(0, 1, 0.7)],
    )[0]
    assert table[0] == ["Kegiatan", "Angka harapan", "Angka harapan", "Jumlah bayi", "Jumlah bayi"]


FRAMED = """
    Kegiatan                     Pagu              Realisasi

    Program Pencegahan dan Pemberantasan Penyalahgunaan-Narkotika

    Layanan Umum                 49.957            49.957

    Layanan Khusus               39.957            39.957
    """


def frame(top: float, bottom: float) -> tuple[Rule, ...]:
    """The upright sides of a box around some lines of a drawing: a page break left it open."""
    (x0, y0), (x1, y1) = place(WIDE[0], top - 0.45), place(WIDE[1], bottom + 0.45)
    return tuple(Rule(Box(x, y0, x, y1), False) for x in (x0, x1))


def test_all_lines_in_a_frame_under_its_painted_header_are_rows() -> None:
    page = replace(page_of(FRAMED, fills=[strip(0, 0, 0.7)]), rules=frame(0, 6))
    (table,) = striped_tables(page)
    assert table.body is not None
    assert table.body.bottom == place(0, 6.45)[1]
    (region,) = build_flow([page], HINTS).regions
    assert rows_of(region)[2:] == [["Layanan Umum", "49.957", "49.957"], ["Layanan Khusus", "39.957", "39.957"]]


def test_a_frame_goes_on_with_the_columns_of_the_page_before() -> None:
    cells = [strip(0, 0, 0.7, sides) for sides in ((-1.0, 27.0), (27.0, 45.0), (45.0, 62.0))]
    left, right = place(WIDE[0], 0)[0], place(WIDE[1], 0)[0]
    across = [Rule(Box(left, y, right, y), True) for y in (place(0, -0.45)[1], place(0, 0.45)[1], place(0, 4.45)[1])]
    drawing = """
        Kegiatan                     Pagu              Realisasi

        Layanan Umum                 49.957            49.957

        Layanan Khusus               39.957            39.957
        """
    first = replace(page_of(drawing, fills=cells), rules=(*across, *frame(0, 4)))
    assert [grid.method for grid in find_grids(first)] == [GridMethod.RULES]
    rest = """
        Perbaikan Gizi
        Masyarakat                   29.957            19.957

        Layanan Akhir                9.957             9.957

        Penyusunan laporan ini merupakan bentuk pertanggungjawaban
        """
    second = replace(page_of(rest, number=2), rules=frame(0, 3))
    (region,) = build_flow([first, second], HINTS).regions
    assert rows_of(region)[-2:] == [
        ["Perbaikan Gizi Masyarakat", "29.957", "19.957"],
        ["Layanan Akhir", "9.957", "9.957"],
    ]


def test_a_drawn_column_makes_no_frame() -> None:
    middle = Rule(Box(*place(25, -0.4), place(25, 0)[0], place(0, 6.4)[1]), False)
    page = replace(page_of(FRAMED, fills=[strip(0, 0, 0.7)]), rules=(*frame(0, 6), middle))
    assert [table.frame for table in striped_tables(page)] == [None]


def test_a_box_of_one_column_goes_on_as_no_table() -> None:
    first = page_of("""
        +----------------------------+
        | Catatan                    |
        +----------------------------+
        | Kegiatan dialihkan         |
        +----------------------------+
        | Anggaran dihemat           |
        +----------------------------+
        """)
    second = page_of(
        """
        +----------------------------+
        | Jumlah kader          12   |
        | Jumlah lembaga         3   |
        +----------------------------+
        """,
        number=2,
    )
    assert all(region.page_to == 1 for region in build_flow([first, second], HINTS).regions if region.column_count == 1)


def test_a_row_that_numbers_the_columns_is_painted_with_the_header() -> None:
    drawing = """
        No  Indikator Kegiatan       Target            Realisasi
        (1) (2)                      (3)               (4)=(3)/(2)
        1   Jumlah kader             12                14
        2   Jumlah lembaga           3                 2
        """
    (table,) = striped_tables(page_of(drawing, fills=[strip(0, 1)]))
    assert table.head is not None
    assert not table.rows
    assert tables_of(drawing, [strip(0, 1)])[0][2:] == [
        ["1", "Jumlah kader", "12", "14"],
        ["2", "Jumlah lembaga", "3", "2"],
    ]
