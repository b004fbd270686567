"""No number of a mapped table is lost without a word."""

from __future__ import annotations

from extract.model import Flow, Page, PageKind, Region
from layouts.layouts import load_layouts
from layouts.match import Match, match_regions
from layouts.records import Finding
from layouts.rows import TableContext, read_values
from layouts.unread_numbers import unread_numbers
from tests.tables import LEFT, region_of

LAYOUTS = load_layouts()
PAGES = {1: Page(1, 595.0, 842.0, PageKind.TEXT, "drawn", text_height=10.0)}
HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
ROWS = [["1", "Indeks Kemandirian Partisipasi", "3,20", "3,25", "101,56"], ["2", "Jumlah petugas", "8", "6", "75,00"]]


def match_of(region: Region) -> Match:
    (match,) = match_regions(Flow(tuple(PAGES.values()), (region,), ()), LAYOUTS.vocabulary, LAYOUTS.profiles)
    return match


def findings_of(rows: list[list[str]], *, without: str = "") -> tuple[Finding, ...]:
    match = match_of(region_of(rows, caption=["Capaian Kinerja Tahun 2021"]))
    context = TableContext("t001", 2021, PAGES, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices)
    values, _ = read_values(match, context)
    return unread_numbers(match, "t001", [v for v in values if v.value_text != without], PAGES)


def test_a_table_that_was_read_whole_says_nothing() -> None:
    assert findings_of([HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], *ROWS]) == ()


def test_a_number_that_gave_no_value_is_told_with_its_text() -> None:
    (finding,) = findings_of([HEAD, *ROWS], without="3,25")
    assert (finding.code, finding.severity.value, finding.found) == ("unread-numbers", "info", "3,25")


def test_a_number_over_several_columns_is_told() -> None:
    (finding,) = findings_of([HEAD, *ROWS, ["3", "Persentase penyerapan", "95,10", LEFT, LEFT]])
    assert finding.found == "95,10"
