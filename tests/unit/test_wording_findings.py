"""What a document's tables propose for the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.layouts import load_layouts
from layouts.match import Match, look_at, match_region
from layouts.records import Finding, Table, TableKind, TableStatus
from pipelines.wording_findings import propose_wordings
from tests.tables import region_of

LAYOUTS = load_layouts()
ROWS = (
    ("1", "Jumlah jalan desa yang diaspal", "40", "38", "95,00"),
    ("2", "Jumlah jembatan yang dipugar", "12", "15", "125,00"),
    ("3", "Jumlah saluran yang dibersihkan", "80", "64", "80,00"),
)


def _match(headings: Sequence[str], rows: Sequence[Sequence[str]] = ROWS) -> Match:
    region = region_of([headings, *rows], caption=["Tabel 3.1 Pengukuran Kinerja"])
    return match_region(look_at(region, [], LAYOUTS.vocabulary), LAYOUTS.profiles)


def _table(status: TableStatus) -> Table:
    kind = TableKind.CAPAIAN_KINERJA if status is TableStatus.MAPPED else None
    return Table("d-t001", kind, "", status, "", 3, 3, 3, 5, "", "")


def _proposed(match: Match, status: TableStatus = TableStatus.MAPPED, *, times: int = 1) -> list[Finding]:
    return list(propose_wordings([match] * times, [_table(status)] * times, LAYOUTS.vocabulary))


def test_a_column_that_arithmetic_named_proposes_the_line_to_add() -> None:
    found = _proposed(_match(("No", "Indikator Kinerja", "Target", "Kinerja Nyata", "Capaian (%)")))
    assert [(f.code, f.found) for f in found] == [("unknown-wording", "Kinerja Nyata")]
    assert '[[role]] name = "realisasi": add "kinerja nyata"' in found[0].explanation
    assert "vocabulary/headers.toml" in found[0].explanation


def test_a_heading_is_proposed_once_a_document() -> None:
    match = _match(("No", "Indikator Kinerja", "Target", "Kinerja Nyata", "Capaian (%)"))
    assert len(_proposed(match, times=3)) == 1


def test_a_known_heading_proposes_nothing() -> None:
    assert _proposed(_match(("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"))) == []


def test_an_unmapped_table_proposes_the_headings_of_its_numbers_and_leaves_the_role_open() -> None:
    rows = [(*row[:2], number, "17", "Dinas") for row, number in zip(ROWS, ("3", "8", "5"), strict=True)]
    match = _match(("No", "Uraian", "Bangku", "Kursi", "Keterangan"), rows)
    found = _proposed(match, TableStatus.UNMAPPED)
    assert [f.found for f in found] == ["Bangku", "Kursi"]
    assert '[[role]] name = "?": add "bangku", with the column\'s role' in found[0].explanation


def test_an_ignored_table_proposes_nothing() -> None:
    assert _proposed(_match(("No", "Uraian", "Bangku", "Kursi", "Meja")), TableStatus.IGNORED) == []


def test_a_sentence_is_no_wording() -> None:
    long = "Kinerja Nyata menurut hasil hitungan petugas di lapangan selama tahun berjalan"
    assert _proposed(_match(("No", "Indikator Kinerja", "Target", long, "Capaian (%)"))) == []
