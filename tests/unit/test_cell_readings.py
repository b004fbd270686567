"""Which readings of a scanned page go into the outputs, and to which value they belong."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Box, LineReadings, Page, PageKind, Reading
from layouts.cell_readings import readings_of_list, readings_of_table
from layouts.layouts import load_layouts
from layouts.list_values import read_list_values
from layouts.lists import find_lists
from layouts.match import look_at, match_region
from layouts.records import CellReading
from layouts.rows import TableContext, read_values
from tests.tables import line_of, region_of

LAYOUTS = load_layouts()
TABLE_ID = "d-t001"
ROWS = [
    ["No", "Indikator Kinerja", "Target", "Penanggung Jawab"],
    ["1", "Indeks Ketahanan\nDiri Remaja", "51,10", "Andi"],
    ["2", "Jumlah lembaga", "2 Lembaga", "Budi"],
]


def said(text: str, box: Box) -> LineReadings:
    """Two readers of a line: one reads it as it stands, one loses its comma."""
    lost = Reading("tesseract-ind", "5.3", text.replace(",", ""), 0.5)
    return LineReadings(box, (Reading("rapidocr", "3.10", text, 0.9), lost))


def readings_of(rows: list[list[str]]) -> tuple[CellReading, ...]:
    """The readings of a table whose every printed line was read."""
    region = region_of(rows)
    lines = [line for cell in region.cells for line in cell.lines]
    page = Page(1, 595, 842, PageKind.SCAN, "", readings=tuple(said(line.text, line.box) for line in lines))
    return readings_on(page, rows)


def readings_on(page: Page, rows: list[list[str]]) -> tuple[CellReading, ...]:
    """The readings of a table's cells on a page."""
    match = match_region(look_at(region_of(rows), [], LAYOUTS.vocabulary), LAYOUTS.profiles)
    context = TableContext(TABLE_ID, 2021, {1: page}, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices)
    return readings_of_table(match, TABLE_ID, read_values(match, context)[0], {1: page})


def test_a_value_has_what_each_of_its_readers_read() -> None:
    of_value = [r for r in readings_of(ROWS) if r.value_id == f"{TABLE_ID}-r001-target-2021-1"]
    assert [(r.reading.engine, r.reading.text) for r in of_value] == [("rapidocr", "51,10"), ("tesseract-ind", "5110")]
    assert {(r.row, r.column, r.line) for r in of_value} == {(1, 3, 1)}


def test_labels_have_readings_line_by_line_and_no_value() -> None:
    label = [r for r in readings_of(ROWS) if (r.row, r.column) == (1, 2) and r.reading.engine == "rapidocr"]
    assert [(r.line, r.reading.text, r.value_id) for r in label] == [
        (1, "Indeks Ketahanan", ""),
        (2, "Diri Remaja", ""),
    ]


def test_what_columns_without_a_role_say_stays_on_the_page() -> None:
    """A column may hold the names of persons."""
    texts = {r.reading.text for r in readings_of(ROWS)}
    assert "51,10" in texts
    assert not texts & {"Andi", "Budi"}


def test_a_cell_that_several_rows_share_is_told_once() -> None:
    header = ["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target"]
    rows = [header, ["1", "Layanan", "a. Lembaga pulih\nb. Relawan", "2 Lembaga\n3 Orang"]]
    readings = [r for r in readings_of(rows) if r.reading.engine == "rapidocr"]
    assert {r.row for r in readings} == {1, 2}
    assert [r.reading.text for r in readings].count("Layanan") == 1


def test_printed_text_has_no_readings() -> None:
    assert readings_on(Page(1, 595, 842, PageKind.TEXT, ""), ROWS) == ()


def test_rows_without_a_value_have_no_readings() -> None:
    rows = [*ROWS, ["3", "Jumlah relawan", "-", ""]]
    assert {r.row for r in readings_of(rows)} == {1, 2}


def test_each_number_of_a_list_has_the_readings_of_its_line() -> None:
    lines = [
        line_of(text, top=100 + 20 * index)
        for index, text in enumerate(
            (
                "RINGKASAN EKSEKUTIF",
                "a. Indeks Ketahanan Diri Remaja",
                "Target : 51,10",
                "Realisasi : 52,65 (103,03%)",
                "b. Jumlah lembaga rehabilitasi",
                "Target : 2 Lembaga",
                "Realisasi : 3 Lembaga (150%)",
                "BAB I PENDAHULUAN",
            )
        )
    ]
    [found] = find_lists(lines, LAYOUTS.list_words)
    page = Page(1, 595, 842, PageKind.SCAN, "", readings=tuple(said(line.text, line.box) for line in lines))
    values = read_list_values(found, TABLE_ID, 2021, pages={1: page}, kodes=LAYOUTS.kodes)
    readings = [r for r in readings_of_list(found, TABLE_ID, values, {1: page}) if r.reading.engine == "rapidocr"]
    assert {r.value_id.split("-")[3]: r.reading.text for r in readings if r.row == 1} == {
        "target": "Target : 51,10",
        "realisasi": "Realisasi : 52,65 (103,03%)",
        "capaian": "Realisasi : 52,65 (103,03%)",
    }


def test_a_crop_stands_on_the_page_as_a_viewer_shows_it() -> None:
    region = region_of(ROWS)
    [line] = region.cell_at(1, 2).lines  # type: ignore[union-attr]
    page = Page(1, 842, 595, PageKind.SCAN, "", turn_deg=180, readings=(said(line.text, line.box),))
    [one, _] = readings_on(page, ROWS)
    assert one.box == replace(page, readings=()).to_view(line.box)
