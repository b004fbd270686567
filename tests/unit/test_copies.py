"""Facts about sheets that a document holds twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Box, Page, PageKind, Word
from layouts.copies import drop_copies
from layouts.records import Field, Table, TableKind, TableStatus, Trust, Value
from tests.unit.test_checks import value

SHEET = "perjanjian kinerja tahun 2021 sasaran indikator target nilai anggaran jumlah lembaga kepala badan tanda tangan"
OTHER = (
    "bab tiga capaian kinerja organisasi sasaran indikator target nilai anggaran uraian analisis kendala solusi hasil"
)


def page(number: int, text: str = SHEET, kind: PageKind = PageKind.SCAN) -> Page:
    words = tuple(Word(token, Box(10.0 * i, 0, 10.0 * i + 9, 9)) for i, token in enumerate(text.split()))
    return Page(number, 595, 842, kind, "drawn", words=words)


def table(number: int, page_number: int) -> Table:
    kind = TableKind.PERJANJIAN_KINERJA
    return Table(f"d-t00{number}", kind, "", TableStatus.MAPPED, "", page_number, page_number, 2, 4, "", "")


def targets(number: int, *texts: str, trust: Trust = Trust.AGREED) -> list[Value]:
    labels = ("Nilai Kinerja Anggaran", "Jumlah lembaga yang operasional", "Indeks Kemandirian Masyarakat")
    return [
        value(Field.TARGET, text, label=label, row=i, table_id=f"d-t00{number}", trust=trust)
        for i, (label, text) in enumerate(zip(labels, texts, strict=False), 1)
    ]


def kept(pages: Sequence[Page], *values: list[Value]) -> tuple[list[TableStatus], int, list[str]]:
    """What becomes of two tables, one a page; how many values are left; and what is found."""
    tables, left, found = drop_copies([table(1, 1), table(2, 2)], [v for own in values for v in own], pages)
    return [t.status for t in tables], len(left), [finding.code for finding in found]


def test_a_sheet_scanned_twice_counts_once() -> None:
    first, second = targets(1, "90", "2"), targets(2, "90", "2")
    assert kept([page(1), page(2)], first, second) == ([TableStatus.MAPPED, TableStatus.IGNORED], 2, ["scanned-twice"])


def test_the_fuller_scan_of_a_sheet_is_kept() -> None:
    first, second = targets(1, "90", "2"), targets(2, "90", "2", "3,20")
    assert kept([page(1), page(2)], first, second)[0] == [TableStatus.IGNORED, TableStatus.MAPPED]


def test_an_unsure_number_of_a_second_scan_contradicts_nothing() -> None:
    second = targets(2, "90", "7", "3,20")
    second[1] = replace(second[1], trust=Trust.DISPUTED)
    assert kept([page(1), page(2)], targets(1, "90", "2", "3,20"), second)[1] == 3


def test_scans_that_contradict_each_other_are_both_kept() -> None:
    assert kept([page(1), page(2)], targets(1, "90", "2"), targets(2, "90", "7"))[1] == 4


def test_a_table_printed_again_among_other_text_is_kept() -> None:
    assert kept([page(1), page(2, OTHER)], targets(1, "90", "2"), targets(2, "90", "2"))[1] == 4


def test_a_printed_page_and_its_scan_are_both_kept() -> None:
    pages = [page(1, kind=PageKind.TEXT), page(2)]
    assert kept(pages, targets(1, "90", "2"), targets(2, "90", "2"))[1] == 4
