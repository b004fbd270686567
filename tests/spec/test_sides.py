"""Two tables side by side are read one after the other."""

from __future__ import annotations

from extract.model import GridHints
from extract.regions import build_flow
from extract.sides import gutters_of
from tests.drawing import page_of, rows_of

HINTS = GridHints(
    frozenset({"no", "indikator", "target", "realisasi", "jenis belanja", "pagu"}),
    frozenset({"target", "realisasi", "pagu"}),
)
BESIDE = """
Anggaran kantor menurut jenis belanja dan capaian indikator kantor pada tahun lalu
-----------------------------------        ------------------------------
Jenis Belanja     Pagu    Realisasi        Indikator    Target  Realisasi
-----------------------------------        ------------------------------
Belanja Pegawai   700          690         Jumlah kader    40      36
Belanja Barang    500          480         Jumlah desa      4       5
Belanja Modal     100           90
-----------------------------------
Sisa anggaran kantor pada tahun lalu disetor ke kas negara menurut ketentuan umum
"""


def test_lines_that_end_where_others_begin_part_two_tables() -> None:
    flow = build_flow([page_of(BESIDE)], HINTS)
    left, right = (rows_of(region) for region in flow.regions)
    assert left[1:] == [
        ["Belanja Pegawai", "700", "690"],
        ["Belanja Barang", "500", "480"],
        ["Belanja Modal", "100", "90"],
    ]
    assert right[1:] == [["Jumlah kader", "40", "36"], ["Jumlah desa", "4", "5"]]
    assert [line.text.split()[0] for line in flow.lines] == ["Anggaran", "Sisa"]


def test_lines_under_headings_over_some_columns_part_no_table() -> None:
    drawing = """
--------------------------------------------------------------
Indikator         Tahun ini                  Tahun lalu
           ----------------------      -----------------------
           Target       Realisasi      Target        Realisasi
--------------------------------------------------------------
Kader        40            36            38             37
Desa          4             5             4              4
--------------------------------------------------------------
"""
    assert gutters_of(page_of(drawing)) == []


def test_a_line_beside_another_with_print_between_parts_nothing() -> None:
    drawing = BESIDE.replace("        ", "  dan   ")
    assert gutters_of(page_of(BESIDE)) != []
    assert gutters_of(page_of(drawing)) == []
