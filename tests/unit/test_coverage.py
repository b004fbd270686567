"""What is said of tables that were seen and gave no value."""

from __future__ import annotations

from extract.model import Flow, Region
from layouts.layouts import load_layouts
from layouts.match import match_regions
from layouts.records import Severity, Table, TableKind, TableStatus
from pipelines.coverage import check_coverage
from tests.tables import region_of

LAYOUTS = load_layouts()
HEADER = ["Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]


def codes_of(*regions: Region, unsound: Region | None = None) -> list[tuple[str, str]]:
    flow = Flow((), regions, (), () if unsound is None else unsound.parts)
    matches = match_regions(flow, LAYOUTS.vocabulary, LAYOUTS.profiles)
    tables = [
        Table(
            table_id=f"d-t{number:03d}",
            table_kind=TableKind.CAPAIAN_KINERJA,
            profile="capaian_kinerja",
            status=TableStatus.MAPPED,
            reason="",
            page_from=1,
            page_to=1,
            rows=len(match.sight.records),
            columns=4,
            caption="",
            header=match.sight.header.text,
        )
        for number, match in enumerate(matches, 1)
    ]
    return [(found.code, found.severity) for found in check_coverage(flow, matches, tables)]


def test_a_header_without_rows_is_told() -> None:
    assert codes_of(region_of([HEADER])) == [("empty-table", Severity.INFO)]
    assert codes_of(region_of([HEADER, ["Catatan"] + ["<"] * 3])) == [("empty-table", Severity.WARNING)]
    assert codes_of(region_of([HEADER, ["Jumlah desa", "4", "4", "100"]])) == []


def test_a_table_whose_columns_were_not_understood_is_told_with_its_numbers() -> None:
    assert codes_of(unsound=region_of([HEADER, ["Jumlah desa", "4 5", "4", "100"]])) == [
        ("table-not-read", Severity.WARNING)
    ]
