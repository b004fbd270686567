"""How the parts of a table on following pages are put together, and what stands around it. See tests/drawing.py."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Flow, GridHints, NoteKind, Page, PageNote, TextSource
from extract.regions import build_flow
from tests.drawing import page_of, rows_of

VALUES = frozenset({"target", "realisasi", "pagu"})
HINTS = GridHints(VALUES | {"no", "kegiatan", "indikator", "sasaran"}, VALUES)
HEAD = """\
+----+-----------+-----------+
| No | Indikator | Target    |
+----+-----------+-----------+
"""
FIRST = (
    HEAD
    + """\
| 1  | Dektari   | 51        |
+----+-----------+-----------+
"""
)
SECOND = """\
+----+-----------+-----------+
| 2  | Dektara   | 78        |
+----+-----------+-----------+
"""


def flow_of(*drawings: str) -> Flow:
    return build_flow([page_of(drawing, number=number) for number, drawing in enumerate(drawings, 1)], HINTS)


def tables_of(*drawings: str) -> list[list[list[str]]]:
    return [rows_of(region) for region in flow_of(*drawings).regions]


def test_part_without_header_is_joined() -> None:
    (table,) = tables_of(FIRST, SECOND)
    assert table == [["No", "Indikator", "Target"], ["1", "Dektari", "51"], ["2", "Dektara", "78"]]


def test_repeated_header_is_left_out() -> None:
    (table,) = tables_of(FIRST, HEAD + SECOND.split("\n", 1)[1])
    assert [row[0] for row in table] == ["No", "1", "2"]


def test_row_of_column_numbers_is_left_out_with_the_header() -> None:
    numbers = "| (1)| (2)       | (3)       |\n+----+-----------+-----------+\n"
    (table,) = tables_of(HEAD + numbers + FIRST.split("\n", 3)[3], HEAD + numbers + SECOND.split("\n", 1)[1])
    assert [row[0] for row in table] == ["No", "(1)", "1", "2"]


def test_other_header_begins_a_table_of_its_own() -> None:
    other = HEAD.replace("Target   ", "Realisasi")
    assert len(tables_of(FIRST, other + SECOND.split("\n", 1)[1])) == 2


def test_header_of_another_year_begins_a_table_of_its_own() -> None:
    first, second = (FIRST.replace("Target    ", f"Target {year}") for year in (2021, 2022))
    assert len(tables_of(first, second.replace("| 1 ", "| 2 "))) == 2


def test_same_header_with_the_numbers_beginning_anew_is_a_table_of_its_own() -> None:
    assert len(tables_of(FIRST, FIRST)) == 2


def test_line_between_keeps_parts_apart() -> None:
    assert len(tables_of(FIRST, "Anggaran menurut kegiatan:\n" + SECOND)) == 2
    assert len(tables_of(FIRST + "Sumber: BNN\n", SECOND)) == 2


def test_caption_printed_again_joins() -> None:
    (table,) = tables_of("Tabel 3.1 Capaian Kinerja\n" + FIRST, "Tabel 3.1 Capaian Kinerja (lanjutan)\n" + SECOND)
    assert len(table) == 3


def test_other_columns_keep_neighbours_apart() -> None:
    """As many columns are not the same columns."""
    assert (
        len(
            tables_of(
                FIRST,
                SECOND.replace("----+-----------+", "-----------+----+").replace(
                    " 2  | Dektara   ", " Dektara   | 2  "
                ),
            )
        )
        == 2
    )


def test_three_parts_and_two_tables() -> None:
    third = SECOND.replace("| 2 ", "| 3 ")
    budget = HEAD.replace("Indikator", "Kegiatan ").replace("Target", "Pagu  ")
    first, second = tables_of(FIRST, SECOND, third + "\nB. Anggaran\n" + budget, SECOND)
    assert [row[0] for row in first] == ["No", "1", "2", "3"]
    assert [row[0] for row in second] == ["No", "2"]


def test_tail_of_a_torn_row_goes_back_to_its_row() -> None:
    """A label that the page end cut, without a key and without numbers below, belongs to the last row above."""
    flow = flow_of(
        FIRST,
        """\
+----+-----------+-----------+
|    | remaja    |           |
+----+-----------+-----------+
| 2  | Dektara   | 78        |
+----+-----------+-----------+
""",
    )
    (region,) = flow.regions
    assert rows_of(region)[1:] == [["1", "Dektari remaja", "51"], ["2", "Dektara", "78"]]
    torn = region.cell_at(1, 1)
    assert torn is not None
    assert [place.page_number for place in torn.places] == [1, 2]


def test_numbers_are_never_put_together() -> None:
    """A row without a key but with numbers of its own is a row."""
    (table,) = tables_of(FIRST, SECOND.replace("| 2 ", "|   "))
    assert [row[2] for row in table] == ["Target", "51", "78"]


def test_key_carries_over_the_break_to_a_row_of_its_own() -> None:
    (table,) = tables_of(FIRST, SECOND.replace("| 2 ", "|   "))
    assert table[2] == ["1", "Dektara", "78"]


def test_numbers_cut_off_from_their_label_go_back_to_it() -> None:
    cut = (
        HEAD
        + """\
| 1  | Dektari   |           |
+----+-----------+-----------+
"""
    )
    (table,) = tables_of(cut, SECOND.replace("| 2  | Dektara   ", "|    | remaja    "))
    assert table[1:] == [["1", "Dektari remaja", "78"]]


def test_list_item_in_the_key_column_is_a_row() -> None:
    """ "b." is no rest of a sentence."""
    (table,) = tables_of(FIRST.replace("| 1 ", "| a."), SECOND.replace("| 2 ", "| b."))
    assert [row[0] for row in table] == ["No", "a.", "b."]


def test_part_whose_rows_all_merge_two_columns_is_joined() -> None:
    total = """\
+----------------+-----------+
| Jumlah         | 129       |
+----------------+-----------+
"""
    total = total + "| Sisa           | 12        |\n+----------------+-----------+\n"
    (table,) = tables_of(FIRST, total)
    assert table[2] == ["Jumlah", "Jumlah", "129"]


def test_captions_are_the_lines_since_the_table_before() -> None:
    first, second = flow_of(f"A. Target\n{FIRST}\nB. Capaian\nsebagai berikut:\n{FIRST}").regions
    assert [line.text for line in first.caption] == ["A. Target"]
    assert [line.text for line in second.caption] == ["B. Capaian", "sebagai berikut:"]


def test_caption_of_a_table_at_the_page_top_ends_the_page_before() -> None:
    (region,) = flow_of("Bab III\nsebagai berikut:", FIRST).regions
    assert [line.text for line in region.caption] == ["Bab III", "sebagai berikut:"]


def test_tables_side_by_side_are_read_left_first_and_share_their_caption() -> None:
    left, right = FIRST.splitlines(), SECOND.splitlines()
    both = "\n".join(f"{a:40}{b}" for a, b in zip(left, [*right, "", ""], strict=True))
    first, second = flow_of("Tabel 1\n\n" + both).regions
    assert rows_of(first)[0][0] == "No"
    assert rows_of(second)[0][0] == "2"
    assert [line.text for line in second.caption] == ["Tabel 1"]


def test_running_header_is_no_caption_and_no_line() -> None:
    def page(number: int) -> Page:
        return page_of(
            f"LAKIP BNNK 2021 {number}\n\n\n\n\n\n\n\nIsi halaman {'abc'[number - 1]}\n\n{FIRST}", number=number
        )

    flow = build_flow([page(number) for number in (1, 2, 3)], HINTS)
    assert [line.text for line in flow.lines] == ["Isi halaman a", "Isi halaman b", "Isi halaman c"]
    assert [line.text for line in flow.regions[1].caption] == ["Isi halaman b"]


def test_lines_that_repeat_because_a_page_does_are_no_running_text() -> None:
    rows = "\n".join(f"{n}    Indeks Kemandirian {word}     {n},40" for n, word in enumerate("abcdefghijkl", 1))
    twice = f"{48 * chr(10)}No   Indikator                Target\n{rows}"
    flow = build_flow([page_of(twice), page_of(twice, number=2)], HINTS)
    assert [len(rows_of(region)) for region in flow.regions] == [13, 13]


def test_a_table_goes_on_over_the_blank_back_of_a_sheet() -> None:
    assert [len(table) for table in tables_of(FIRST, "", SECOND)] == [len(table) for table in tables_of(FIRST, SECOND)]


def test_nothing_is_known_to_go_on_over_a_page_that_was_not_read() -> None:
    unread = replace(page_of("", number=2), notes=(PageNote(NoteKind.UNREAD, "all black"),))
    flow = build_flow([page_of(FIRST), unread, page_of(SECOND, number=3)], HINTS)
    assert [region.page_from for region in flow.regions] == [1, 3]


def test_a_running_footer_is_known_on_photographs_though_misread_and_moved() -> None:
    def photo(number: int, footer: str, empty: int) -> Page:
        drawing = f"Isi halaman {'ab'[number - 1]}\n{(54 + empty) * chr(10)}{footer}"
        page = page_of(drawing, number=number)
        words = tuple(replace(word, source=TextSource.OCR) for word in page.words)
        return replace(page, words=words)

    pages = [photo(1, "LAKIP BNN Kabupaten Muara 2021", 0), photo(2, "LAKIP BNN Kabupalen Muara 2021", 3)]
    assert [line.text for line in build_flow(pages, HINTS).lines] == ["Isi halaman a", "Isi halaman b"]


def test_blank_page_at_the_end_changes_nothing() -> None:
    assert tables_of(FIRST, SECOND) == tables_of(FIRST, SECOND, "")


def test_border_a_little_aside_on_the_next_page_is_the_same_border() -> None:
    aside = """\
+----+------------+----------+
| 2  | Dektara    | 78       |
+----+------------+----------+
"""
    (table,) = tables_of(FIRST, aside)
    assert table[1:] == [["1", "Dektari", "51"], ["2", "Dektara", "78"]]


def test_border_that_jumps_aside_between_rows_is_one_border() -> None:
    drawing = """\
+-----------+--------+-----------+
| Indikator | Target | Realisasi |
+-----------+--------+-----------+
| Dektari   | 51     | 52        |
+-----------+---------+----------+
| Dektara   | 78      | 79       |
+-----------+---------+----------+
"""
    (table,) = tables_of(drawing)
    assert table[1:] == [["Dektari", "51", "52"], ["Dektara", "78", "79"]]


def test_end_of_a_text_above_the_next_row_goes_back_to_its_row() -> None:
    """No line parts the torn row from the next: white, and small letters at its beginning, tell the end of it."""
    torn = """\
+----+-----------+-----------+
|    | yang baik |           |
|    | sekali    |           |
|    |           |           |
|    | Dektara   | 78        |
+----+-----------+-----------+
"""
    (table,) = tables_of(FIRST, torn)
    assert table[1:] == [["1", "Dektari yang baik sekali", "51"], ["", "Dektara", "78"]]


def test_text_below_the_break_joins_the_numbers_above_it() -> None:
    first = FIRST.replace("Dektari", "       ")
    below = SECOND.replace("| 2  | Dektara   | 78  ", "|    | Dektari   |     ") + SECOND.split("\n", 1)[1]
    (table,) = tables_of(first, below)
    assert table[1:] == [["1", "Dektari", "51"], ["2", "Dektara", "78"]]


def test_a_table_with_several_numbers_in_a_column_is_none_but_is_kept_as_not_understood() -> None:
    flow = flow_of("""
        Kegiatan                 Target       Realisasi

        Jumlah desa              10 12 14     20 25 28
        Jumlah kota              11 13 15     21 26 29
        """)
    assert flow.regions == ()
    [grid] = flow.unsound
    assert (grid.page_number, len(grid.cells)) == (1, 9)
    assert len(flow.lines) == 3


def test_numbers_set_to_the_left_under_centred_headings_are_parted_where_every_line_parts_them() -> None:
    flow = flow_of("""
        Kegiatan                    Target                     Realisasi

        Jumlah desa            5.900         5.950
        Jumlah kota            18            21
        Jumlah pulau           58            68
        """)
    (region,) = flow.regions
    assert rows_of(region) == [
        ["Kegiatan", "Target", "Realisasi"],
        ["Jumlah desa", "5.900", "5.950"],
        ["Jumlah kota", "18", "21"],
        ["Jumlah pulau", "58", "68"],
    ]
    assert flow.unsound == ()


def test_rows_of_numbers_that_differ_by_digits_alone_are_no_running_text() -> None:
    pages = [page_of(f"Kelurahan Zona {n}      {n}2      {n}4      {n}6", number=n) for n in range(1, 5)]
    assert len(build_flow(pages, HINTS).lines) + len(build_flow(pages, HINTS).regions) >= 4
