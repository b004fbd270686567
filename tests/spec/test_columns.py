"""Tables whose rules do not show the columns: what begins them, parts them and ends them. See tests/drawing.py."""

from __future__ import annotations

from dataclasses import replace

from extract.headers import parts_from
from extract.lines import words_to_lines
from extract.model import Box, Fill, GridHints
from extract.regions import build_flow
from tests.drawing import page_of, place, rows_of

VALUES = frozenset({"target", "realisasi", "capaian", "pagu", "sisa", "anggaran"})
HINTS = GridHints(VALUES | {"no", "kegiatan", "sasaran kegiatan", "indikator kinerja", "indikator", "program"}, VALUES)
PROSE = "Capaian indikator ini melampaui target karena meningkatnya partisipasi masyarakat pada tahun ini"


def tables_of(*drawings: str, hints: GridHints = HINTS) -> list[list[list[str]]]:
    pages = [page_of(drawing, number=number) for number, drawing in enumerate(drawings, 1)]
    return [rows_of(region) for region in build_flow(pages, hints).regions]


def test_known_header_over_numbers_is_a_table() -> None:
    assert tables_of("""
        No    Indikator Kinerja           Target     Realisasi
        1     Indeks Ketahanan Diri       51,00      52,14
        2     Indeks Kemandirian          3,40       3,46
        """) == [
        [
            ["No", "Indikator Kinerja", "Target", "Realisasi"],
            ["1", "Indeks Ketahanan Diri", "51,00", "52,14"],
            ["2", "Indeks Kemandirian", "3,40", "3,46"],
        ]
    ]


def test_misspelled_header_is_known() -> None:
    assert (
        len(
            tables_of("""
        No    Indikator Kinerja           Target     Realiasi
        1     Indeks Ketahanan Diri       51,00      52,14""")
        )
        == 1
    )


def test_label_wraps_around_the_number_in_its_middle() -> None:
    table = tables_of("""
        No    Indikator Kinerja           Target

              Indeks Ketahanan Diri
        1     Remaja Terhadap             51,00
              Penyalahgunaan

              Indeks Kepuasan Penerima
        2     Layanan Rehabilitasi        3,20
              Narkotika
        """)[0]
    assert table[1:] == [
        ["1", "Indeks Ketahanan Diri Remaja Terhadap Penyalahgunaan", "51,00"],
        ["2", "Indeks Kepuasan Penerima Layanan Rehabilitasi Narkotika", "3,20"],
    ]


def test_label_goes_on_below_the_number_on_its_first_line() -> None:
    table = tables_of("""
        No    Indikator Kinerja           Target
        1     Indeks Ketahanan Diri       51,00
              Remaja Terhadap
              Penyalahgunaan
        2     Indeks Kemandirian          3,20
        """)[0]
    assert [row[1] for row in table[1:]] == [
        "Indeks Ketahanan Diri Remaja Terhadap Penyalahgunaan",
        "Indeks Kemandirian",
    ]


def test_years_stand_under_the_heading_in_their_middle() -> None:
    table = tables_of("""
                                             Target
        No    Indikator Kinerja
                                   2020      2021      2022
        1     Indeks Kemandirian   3,10      3,20      3,30
        """)[0]
    assert table[0] == ["No", "Indikator Kinerja", "Target", "Target", "Target"]
    assert table[-2:] == [
        ["No", "Indikator Kinerja", "2020", "2021", "2022"],
        ["1", "Indeks Kemandirian", "3,10", "3,20", "3,30"],
    ]


def test_total_is_a_row() -> None:
    table = tables_of("""
        Kegiatan                    Pagu            Realisasi
        Belanja Barang              Rp1.480.143     Rp1.465.372
        Belanja Modal               Rp35.000        Rp34.612
        Jumlah                      Rp1.515.143     Rp1.499.984
        """)[0]
    assert table[-1] == ["Jumlah", "Rp1.515.143", "Rp1.499.984"]


def test_a_label_may_run_up_to_the_currency_mark_of_its_amount() -> None:
    table = tables_of("""
        Program                          Anggaran
        1. Peningkatan Produksi          Rp. 18.972.674

        2. Pencegahan dan Penanggulangan Rp. 16.208.480
           Penyakit Tanaman

        3. Pemasaran dan Pengolahan      Rp. 1.700.000
        """)[0]
    assert table[2] == ["2. Pencegahan dan Penanggulangan Penyakit Tanaman", "Rp. 16.208.480"]


def test_prose_below_ends_the_table() -> None:
    drawing = f"""
        No    Indikator Kinerja           Target     Realisasi
        1     Indeks Ketahanan Diri       51,00      52,14
        {PROSE}
        {PROSE}
        """
    flow = build_flow([page_of(drawing)], HINTS)
    assert len(rows_of(flow.regions[0])) == 2
    assert [line.text for line in flow.lines] == [PROSE, PROSE]


def test_next_header_begins_a_table_of_its_own() -> None:
    assert (
        len(
            tables_of("""
        Indikator                   Target     Realisasi
        Indeks Ketahanan Diri       51,00      52,14
        Indikator                   Target     Realisasi
        Indeks Kemandirian          3,40       3,46""")
        )
        == 2
    )


def test_list_of_targets_stays_lines() -> None:
    flow = build_flow(
        [
            page_of("""
        a. Indeks Ketahanan Diri Remaja
           Target        : 51,10
           Realisasi     : 52,65 (103,03%)
        b. Indeks Kemandirian Partisipasi
           Target        : 3,25
           Realisasi     : 3,57 (109,85%)""")
        ],
        HINTS,
    )
    assert flow.regions == ()
    assert len(flow.lines) == 6


def test_prose_with_header_words_is_no_table() -> None:
    assert tables_of(f"{PROSE}\n{PROSE}\n{PROSE}") == []


def test_rules_between_rows_part_them_where_columns_have_none() -> None:
    table = tables_of("""
        ------------------------------------------------
        No    Sasaran Kegiatan     Indikator    Target
        ------------------------------------------------
        1     Meningkatnya         Dektari      51,00
              daya tangkal
        ------------------------------------------------
        2     Meningkatnya         IKP          3,40
        ------------------------------------------------""")[0]
    assert table[1:] == [
        ["1", "Meningkatnya daya tangkal", "Dektari", "51,00"],
        ["2", "Meningkatnya", "IKP", "3,40"],
    ]


def test_rule_that_spares_a_column_leaves_its_cell_whole() -> None:
    table = tables_of("""
        ------------------------------------------------
        No    Sasaran Kegiatan     Indikator    Target
        ------------------------------------------------
        1     Meningkatnya         Dektari      51,00
        ----                       ---------------------
        2     daya tangkal         IKP          3,40
        ------------------------------------------------""")[0]
    assert [row[1] for row in table[1:]] == ["Meningkatnya daya tangkal"] * 2


def test_part_without_header_on_the_next_page_goes_on_in_the_same_columns() -> None:
    header = "No    Indikator Kinerja           Target     Realisasi"
    (table,) = tables_of(
        f"{header}\n1     Indeks Ketahanan Diri       51,00      52,14\n",
        "2     Indeks Kemandirian          3,40       3,46\n3     Nilai IKPA                  94,00      95,62",
    )
    assert [row[0] for row in table] == ["No", "1", "2", "3"]


def test_numbers_that_wrap_between_rules_are_one_row() -> None:
    table = tables_of("""
        ------------------------------------------
        No    Indikator            Target    Sisa
        ------------------------------------------
        1     Kader                40        2
        ------------------------------------------
        2     Masyarakat           3.00      1.50
              yang hadir           0         0
        ------------------------------------------
        3     Kasus                2         1
        ------------------------------------------""")[0]
    assert table[2] == ["2", "Masyarakat yang hadir", "3.00 0", "1.50 0"]


def test_table_with_an_unknown_header_between_rules_is_found() -> None:
    table = tables_of(
        """
        -----------------------------------------
        Jenis       Volume      Frekuensi
        -----------------------------------------
        Lembaga     12          3
        Instansi    14          5
        -----------------------------------------""",
        hints=GridHints(),
    )[0]
    assert table == [["Jenis", "Volume", "Frekuensi"], ["Lembaga", "12", "3"], ["Instansi", "14", "5"]]


def test_headings_nobody_listed_are_columns_when_numbers_stand_beneath_them() -> None:
    """Four of the seven are unknown, and a heading over them: their numbers speak for them."""
    table = tables_of("""
                                               Rencana Penyelesaian
        No    Indikator Kinerja      Target    B3      B6      B9      B12
        1     Indeks Ketahanan       51,00     -       -       -       51,00
        2     Jumlah Kader           40        10      20      30      40
        """)[0]
    assert table[1:] == [
        ["No", "Indikator Kinerja", "Target", "B3", "B6", "B9", "B12"],
        ["1", "Indeks Ketahanan", "51,00", "-", "-", "-", "51,00"],
        ["2", "Jumlah Kader", "40", "10", "20", "30", "40"],
    ]


def test_no_line_of_a_row_is_a_header_however_its_numbers_stand() -> None:
    """The second row's first line has known wordings, and numbers beneath it."""
    tables = tables_of("""
        No    Program         Indikator Kinerja     Target     Realisasi
        1     Pencegahan      Indeks Ketahanan      51,00      52,14
              Program         Indikator
        2     Kegiatan        Kemandirian           3,40       3,46
        3     Pemberdayaan    Jumlah Kader          40         41
        """)
    assert len(tables) == 1


def test_headings_as_close_as_words_are_parted_by_the_numbers_beneath_them() -> None:
    table = tables_of("""
        No   Indikator        TW-I TW-II TW-III   Target
        1    Jumlah Kader     10   20    30       40
        2    Jumlah Agen      1    2     3        4
        """)[0]
    assert table[0] == ["No", "Indikator", "TW-I", "TW-II", "TW-III", "Target"]


def test_a_heading_belongs_to_all_columns_that_it_stands_over_the_middle_of() -> None:
    """It is no wider than the two in the middle, which stand to the left of its own."""
    table = tables_of("""
                                     Capaian Triwulan
        No   Indikator         B3    B6    B9          B12
        1    Jumlah Kader      10    20    30          40
        2    Jumlah Agen       1     2     3           4
        """)[0]
    assert table[0][2:] == ["Capaian Triwulan"] * 4


def test_a_heading_between_two_of_two_lines_heads_its_own_numbers() -> None:
    table = tables_of("""
                                Pagu                       Sisa
        No   Kegiatan                       Realisasi
                                (Rp)                       Anggaran
        1    Belanja Pegawai    307378000   294534235      12843765
        2    Belanja Barang     223810000   172673135      51136865
        """)[0]
    assert table[0] == ["No", "Kegiatan", "Pagu (Rp)", "Realisasi", "Sisa Anggaran"]


def test_a_number_in_a_heading_below_makes_no_row_of_it() -> None:
    drawing = """
        No   Kegiatan                             Anggaran
        1    Penyelenggaraan Advokasi             194.472
        2    Penyelenggaraan Kehumasan            177.815

                               BAB 3 HASIL KINERJA
        """
    flow = build_flow([page_of(drawing)], HINTS)
    assert rows_of(flow.regions[0])[-1] == ["2", "Penyelenggaraan Kehumasan", "177.815"]
    assert [line.text for line in flow.lines] == ["BAB 3 HASIL KINERJA"]


def test_a_group_name_in_bold_may_run_over_the_columns_in_two_lines() -> None:
    page = page_of("""
        No   Indikator Kinerja        Target      Realisasi
        Meningkatnya daya tangkal keluarga terhadap pengaruh
        buruk penyalahgunaan dan peredaran gelap narkotika
        1    Ketahanan Keluarga       77,39       83,81
        2    Kemandirian              3,34        3,70
        """)
    group = [w for w in page.words if 6 < w.box.top - page.words[0].box.top < 30]
    assert len(group) == 12
    words = tuple(replace(w, bold=w in group) for w in page.words)
    assert [row[2:] for row in rows_of(build_flow([replace(page, words=words)], HINTS).regions[0])][-2:] == [
        ["77,39", "83,81"],
        ["3,34", "3,70"],
    ]


def test_an_amount_below_its_currency_mark_is_one_cell() -> None:
    table = tables_of("""
        No   Kegiatan              Pagu             Realisasi
        1    Penyelenggaraan       Rp.              Rp.
             Advokasi              282.231.000      281.243.800

        2    Pemberdayaan          Rp.              Rp.
             Alternatif            100.952.000      100.952.000
        """)[0]
    assert table[1:] == [
        ["1", "Penyelenggaraan Advokasi", "Rp. 282.231.000", "Rp. 281.243.800"],
        ["2", "Pemberdayaan Alternatif", "Rp. 100.952.000", "Rp. 100.952.000"],
    ]


def test_units_below_the_numbers_of_a_row_are_no_header() -> None:
    hints = GridHints(HINTS.phrases | {"nilai"}, VALUES | {"nilai"})
    tables = tables_of(
        """
        No   Indikator           Target       Realisasi    Capaian
        1    Indeks Kemandirian  3,05         3,07         3,09
                                 Nilai        Nilai        Nilai
        2    Indeks Kepuasan     3,50         3,52         3,54
                                 Nilai        Nilai        Nilai
        """,
        hints=hints,
    )
    assert len(tables) == 1


def test_rows_numbered_on_both_sides_of_a_rule_are_two_where_it_spares_number_and_label() -> None:
    table = tables_of("""
        No   Kegiatan              Pagu             Realisasi
        ------------------------------------------------------
        1    Penyelenggaraan       282.231.000      281.243.800
                                   ---------------------------
        2    Pemberdayaan          100.952.000      100.952.000
                                   ---------------------------
        3    Pascarehabilitasi     228.189.000      202.200.650
        ------------------------------------------------------
        """)[0]
    assert [row[:2] for row in table[1:]] == [
        ["1", "Penyelenggaraan"],
        ["2", "Pemberdayaan"],
        ["3", "Pascarehabilitasi"],
    ]


def test_amounts_under_no_heading_of_a_table_are_a_list_of_their_own() -> None:
    """A performance agreement prints what its activities cost below its targets, without a header."""
    targets, costs = tables_of("""
        Sasaran Kegiatan           Indikator Kinerja                        Target
        Terlaksananya penyuluhan   Jumlah peserta penyuluhan                 1.500
        Terlatihnya kader          Jumlah kader yang dilatih                    60

        1. Penyuluhan masyarakat                      Rp. 64.500.000
        2. Pelatihan kader                            Rp. 52.750.000
        """)
    assert [row[-1] for row in targets[1:]] == ["1.500", "60"]
    assert [row[-1] for row in costs] == ["Rp. 64.500.000", "Rp. 52.750.000"]


def test_colon_inside_a_label_is_no_border() -> None:
    (table,) = tables_of("""
        No   Kegiatan         Indikator Kinerja                 Target
        1    Penyuluhan   Masukan : Dana kegiatan                   20
        2    Pelatihan    Hasil : Kader yang dilatih                60
        """)
    assert [row[1:3] for row in table[1:]] == [
        ["Penyuluhan", "Masukan : Dana kegiatan"],
        ["Pelatihan", "Hasil : Kader yang dilatih"],
    ]


def test_labels_under_a_blank_corner_are_a_column() -> None:
    (table,) = tables_of("""
                           2021      2022      2023
        Target             3,10      3,20      3,25
        Realisasi          3,22      3,30      3,41
        """)
    assert table == [
        ["", "2021", "2022", "2023"],
        ["Target", "3,10", "3,20", "3,25"],
        ["Realisasi", "3,22", "3,30", "3,41"],
    ]


def test_painted_cells_of_a_header_tell_where_centred_headings_end() -> None:
    """A number set right in a wide column stands nearer to the next heading than to its own."""
    drawing = """
        Indikator              Target          Realisasi
        Jumlah kader                     36             36
        Jumlah berkas                     4              4
        """
    cells = [(-1, 18), (18, 36), (36, 54)]
    fills = [Fill(Box(*place(left, -0.6), *place(right, 0.6)), 0.2) for left, right in cells]
    page = page_of(drawing, fills=fills)
    (region,) = build_flow([page], HINTS).regions
    assert rows_of(region)[1:] == [["Jumlah kader", "36", "36"], ["Jumlah berkas", "4", "4"]]


def test_values_of_several_years_under_each_other_are_one_row() -> None:
    """The years begin again where the next row does; its number stands in the middle, and the label beside it."""
    (table,) = tables_of("""
        No    Indikator               Target            Realisasi
                                      2020 : 4 Orang    2020 : 3 Orang
        1     Jumlah kader            2021 : 4 Orang    2021 : 5 Orang
                                      2022 : 4 Orang    2022 : 6 Orang
                                      2021 : 7 Unit     2021 : 8 Unit
        2     Jumlah lembaga          2022 : 7 Unit     2022 : 9 Unit
        """)
    assert table[1:] == [
        ["1", "Jumlah kader", "2020 : 4 Orang 2021 : 4 Orang 2022 : 4 Orang", table[1][3]],
        ["2", "Jumlah lembaga", "2021 : 7 Unit 2022 : 7 Unit", "2021 : 8 Unit 2022 : 9 Unit"],
    ]


def test_a_value_that_wraps_before_its_year_is_no_row_of_its_own() -> None:
    (table,) = tables_of("""
        Indikator               Target        Realisasi
                                4 orang       3 orang
                                (2020)        (2020)
                                4 orang       5 orang
        Jumlah kader            (2021)        (2021)
                                7 unit        8 unit
                                (2020)        (2020)
                                7 unit        9 unit
        Jumlah lembaga          (2021)        (2021)
        """)
    assert [row[0] for row in table[1:]] == ["Jumlah kader", "Jumlah lembaga"]
    assert table[1][1:] == ["4 orang (2020) 4 orang (2021)", "3 orang (2020) 5 orang (2021)"]


def parted_by(rule: str) -> bool:
    page = page_of(f"""
              Realisasi Anggaran per Kegiatan
        {rule}
        No    Kegiatan            Target       Realisasi
        """)
    above, line = words_to_lines(page.words, page.number)
    return parts_from([above], line, page)


def test_a_rule_as_wide_as_the_table_parts_its_caption_from_its_header() -> None:
    assert parted_by("-" * 52)


def test_a_rule_under_a_heading_over_some_columns_parts_no_header() -> None:
    assert not parted_by("      " + "-" * 32)


def test_a_list_of_amounts_under_a_line_of_its_own_ends_a_table_of_no_money() -> None:
    tables = tables_of("""
        No    Indikator                         Target
        1     Jumlah kader                      36 orang
        2     Jumlah berkas                     4 berkas

              Kegiatan dan Anggaran

        1     Pengelolaan Informasi             296.587.000
        2     Penyelenggaraan Advokasi          270.618.000
        3     Layanan Perkantoran               550.231.000
        """)
    assert [table[-1] for table in tables] == [
        ["2", "Jumlah berkas", "4 berkas"],
        ["3", "Layanan Perkantoran", "550.231.000"],
    ]


def test_amounts_left_of_their_heading_are_not_the_labels() -> None:
    (table,) = tables_of("""
        No    Kegiatan                                                Pagu
        1     Diseminasi Informasi                  1.207.835.000
        2     Penyelenggaraan Rumah Tangga Kantor   3.067.057.000
        """)
    assert [row[2] for row in table[1:]] == ["1.207.835.000", "3.067.057.000"]


def test_a_rule_parts_a_header_from_running_text_that_reaches_beyond_the_table() -> None:
    page = page_of(f"""
        menyusun jadwal sejak Januari   menambah jejaring   sosial
        {"-" * 56}
        No    Kegiatan            Target       Realisasi
        """)
    above, line = words_to_lines(page.words, page.number)
    assert parts_from([above], line, page)


def test_between_two_rules_every_line_is_the_header_however_many() -> None:
    """The last line of each upper heading is no wider than the column in the middle beneath it."""
    table = tables_of("""
        ----------------------------------------------------------------------------
                                Indeks Ketahanan Diri           Kepuasan Penerima
                               Remaja Terhadap Narkoba        Layanan Rehabilitasi
                                       Pelajar                       Sosial

        No   Satuan Kerja
                              Target   Capaian   Persen     Target   Capaian   Persen
                                        Hasil                         Hasil
        ----------------------------------------------------------------------------
        1    Kota Jati        49,81    49,29     98,96      3,08     3,36      109,09
        2    Kota Rawa        49,81    47,45     95,26      3,08     3,16      102,60""")[0]
    first, second = (
        "Indeks Ketahanan Diri Remaja Terhadap Narkoba Pelajar",
        "Kepuasan Penerima Layanan Rehabilitasi Sosial",
    )
    assert table[0] == ["No", "Satuan Kerja", *[first] * 3, *[second] * 3]
    assert table[1][2:5] == ["Target", "Capaian Hasil", "Persen"]
    assert table[2] == ["1", "Kota Jati", "49,81", "49,29", "98,96", "3,08", "3,36", "109,09"]


def test_levels_painted_in_one_shade_are_one_header() -> None:
    """Nobody listed the upper headings' words; a heading of two short words stands over two columns."""
    drawing = """
                         Jumlah kader       Cakupan imunisasi
        Wilayah Kerja
                         Target  Capaian    Target  Capaian
        Kota Jati        115     106        87      88
        Kota Rawa        119     136        87      100
        """
    fills = [Fill(Box(*place(-1, top), *place(54, bottom)), 0.5) for top, bottom in ((-0.6, 0.5), (0.5, 2.6))]
    (region,) = build_flow([page_of(drawing, fills=fills)], HINTS).regions
    assert rows_of(region)[0] == ["Wilayah Kerja", *["Jumlah kader"] * 2, *["Cakupan imunisasi"] * 2]


def test_a_heading_over_headings_stands_over_all_their_columns() -> None:
    """It is no wider than the group in the middle and a column on each side."""
    table = tables_of("""
        -----------------------------------------------------------------
                              Perbandingan dengan sasaran akhir
                          2020              2021              2022
        Indikator
                     Target  Capaian   Target  Capaian   Target  Capaian
        -----------------------------------------------------------------
        Kader        10      11        12      13        14      15
        Agen         1       2         3       4         5       6""")[0]
    assert table[0][1:] == ["Perbandingan dengan sasaran akhir"] * 6
    assert table[1][1:] == ["2020", "2020", "2021", "2021", "2022", "2022"]


def test_a_table_goes_on_under_the_same_header_at_the_same_place_whatever_its_rows_are_wide() -> None:
    first = """
        Indikator Kinerja                           Kegiatan     Target    Realisasi
        Jumlah penyuluh yang bersertifikat penuh    Tatap muka    1.052        1.053
        Jumlah lembaga yang sudah operasional       Daring          452          453
        """
    second = """
        Indikator Kinerja                           Kegiatan     Target    Realisasi
        Dektari                 Pelatihan yang dipusatkan              1            1
        """
    flow = build_flow([page_of(first), page_of(second, number=2)], HINTS)
    assert [region.row_count for region in flow.regions] == [4]


def test_a_heading_over_headings_on_lines_of_their_own_is_not_cut() -> None:
    table = tables_of("""
        No  Kegiatan                 Banyaknya lembaga
                                     Target
                                               Realisasi
        1   Desa Sidorejo            81        77
        2   Desa Gumawang            92        84
        """)[0]
    assert table[0] == ["No", "Kegiatan", "Banyaknya lembaga", "Banyaknya lembaga"]


def test_numbers_of_one_column_set_unevenly_do_not_cut_its_heading() -> None:
    table = tables_of("""
        No    Indikator Kinerja         Target 2018      Realisasi
        1     2                         3                4
        1     Indeks Ketahanan                 43        44
        """)[0]
    assert table[0] == ["No", "Indikator Kinerja", "Target 2018", "Realisasi"]


def test_the_last_line_of_a_label_stands_as_far_below_as_its_others() -> None:
    table = tables_of("""
        No    Indikator Kinerja       Target    Realisasi

        1     Indeks Ketahanan        51,00     52,14

              Diri Remaja


        2     Indeks Kemandirian      3,40      3,46

              Masyarakat Desa
        """)[0]
    assert table[-1] == ["2", "Indeks Kemandirian Masyarakat Desa", "3,40", "3,46"]


def test_an_amount_stands_as_far_below_its_currency_mark_as_lines_of_a_cell_do() -> None:
    table = tables_of("""
        No   Indikator Kinerja         Target      Anggaran
        1    Jumlah orang yang paham   6.300       Rp

             bahaya narkotika                      254.627.000


        2    Jumlah relawan yang       77          Rp

             dibentuk                              29.738.000
        """)[0]
    assert table[1:] == [
        ["1", "Jumlah orang yang paham bahaya narkotika", "6.300", "Rp 254.627.000"],
        ["2", "Jumlah relawan yang dibentuk", "77", "Rp 29.738.000"],
    ]


def test_an_amount_below_its_currency_mark_may_end_on_the_line_of_the_other_numbers() -> None:
    table = tables_of("""
        Indikator Kinerja         Target      Anggaran
        Jumlah orang yang paham               Rp.

        bahaya narkotika          6.300       254.627.000


        Jumlah relawan yang                   Rp.

        dibentuk                  77          29.738.000
        """)[0]
    assert table[1:] == [
        ["Jumlah orang yang paham bahaya narkotika", "6.300", "Rp. 254.627.000"],
        ["Jumlah relawan yang dibentuk", "77", "Rp. 29.738.000"],
    ]


def test_the_rest_of_a_row_above_the_first_numbers_of_a_page_ends_the_row_before() -> None:
    (table,) = tables_of(
        """
        Kegiatan          Indikator Kinerja        Target   Realisasi
        Pasca Rehab       Persentase penyalah      64       65
        """,
        """
        Narkotika         guna yang pulih

        Penguatan         Jumlah agen yang         33       34
        Lembaga           dilatih

        Penyidikan        Jumlah berkas            6        7
        Jaringan
        """,
    )
    assert table[1:] == [
        ["Pasca Rehab Narkotika", "Persentase penyalah guna yang pulih", "64", "65"],
        ["Penguatan Lembaga", "Jumlah agen yang dilatih", "33", "34"],
        ["Penyidikan Jaringan", "Jumlah berkas", "6", "7"],
    ]
