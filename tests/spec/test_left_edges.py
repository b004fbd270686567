"""Text columns with a word's space between them: the left edge that their lines share parts them."""

from __future__ import annotations

from extract.left_edges import lines_under, shared_edges
from extract.lines import words_to_lines
from extract.model import GridHints
from extract.regions import build_flow
from tests.drawing import PRINT, page_of, rows_of

VALUES = frozenset({"target", "realisasi"})
HINTS = GridHints(VALUES | {"no", "program kegiatan", "parameter kinerja", "sasaran"}, VALUES)
WOVEN = """
    No Program/kegiatan Parameter kinerja     Target     Realisasi

    1  Pengelolaan      Skor ketahanan diri   51,00      52,14
       Informasi        remaja

    2  Penyelenggaraann Indeks ketahanan      78,33      78,40
       Advokasi         keluarga

    3  Pemberdayaan     Nilai keterpulihan    2,75       2,80
       Alternatif       kawasan
    """


def test_a_heading_is_cut_where_text_columns_begin_beneath_it() -> None:
    (region,) = build_flow([page_of(WOVEN)], HINTS).regions
    assert rows_of(region) == [
        ["No", "Program/kegiatan", "Parameter kinerja", "Target", "Realisasi"],
        ["1", "Pengelolaan Informasi", "Skor ketahanan diri remaja", "51,00", "52,14"],
        ["2", "Penyelenggaraann Advokasi", "Indeks ketahanan keluarga", "78,33", "78,40"],
        ["3", "Pemberdayaan Alternatif", "Nilai keterpulihan kawasan", "2,75", "2,80"],
    ]


def test_a_line_that_fills_its_cell_is_no_name_over_columns() -> None:
    (region,) = build_flow(
        [
            page_of("""
    Program/kegiatan      Parameter kinerja      Target

    Pengelolaan           Skor ketahanan diri    51,00
    Informasi             remaja

    Penyelenggaraan untuk Indeks ketahanan       78,33
    Advokasi              keluarga

    Pemberdayaan          Nilai keterpulihan     2,75
    Alternatif            kawasan
    """)
        ],
        HINTS,
    ).regions
    assert rows_of(region)[2] == ["Penyelenggaraan untuk Advokasi", "Indeks ketahanan keluarga", "78,33"]


def test_running_text_shares_no_edge() -> None:
    page = page_of("""
    Capaian indikator ini melampaui target karena meningkatnya
    partisipasi masyarakat pada tahun ini dan bertambahnya
    relawan yang dilatih di setiap desa serta dukungan dari
    pemerintah daerah yang sejak awal tahun menyediakan dana
    bagi kegiatan pencegahan di sekolah maupun di kampus
    yang menjadi sasaran program prioritas nasional tersebut
    """)
    lines = words_to_lines(page.words, 1)
    assert shared_edges(lines, 80.0, 300.0, PRINT) == []


def test_lines_after_a_wide_white_are_asked_no_more() -> None:
    lines = words_to_lines(page_of("satu\ndua\n\n\n\n\n\ntiga").words, 1)
    assert [line.text for line in lines_under(lines, 0, PRINT)] == ["satu", "dua"]


def test_rows_on_the_next_page_keep_to_the_edges_too() -> None:
    rows = """
    1  Penyelenggaraan untuk Terwujudnya relawan Indeks ketahanan       78,33
       Advokasi bersama para dari desa sampai di keluarga

    2  Pemberdayaan          Masyarakat          Nilai keterpulihan     2,75
       Alternatif            berdaya             kawasan
    """
    head = f"""
    No Program/kegiatan      Sasaran             Parameter kinerja      Target
    {rows}"""
    (region,) = build_flow([page_of(head), page_of(rows, number=2)], HINTS).regions
    assert [row[3] for row in rows_of(region)[1:]] == 2 * ["Indeks ketahanan keluarga", "Nilai keterpulihan kawasan"]
