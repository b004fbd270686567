"""Text pages, scans and scans with an OCR layer in one file: they read as the same pages do that are all text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from extract.ocr import load_readers
from layouts.layouts import load_layouts
from layouts.records import DocumentResult, TableStatus
from pipelines.document import run_document
from tests.pictures import painted, picture_of, plain, put_picture

pytestmark = pytest.mark.ocr

REPORT = Path(__file__).parents[2] / "corpus" / "pdf" / "bnnk-oku-timur-2023.pdf"
Change = Callable[[pikepdf.Pdf, pikepdf.Page, int], None]


def _text(pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    """Leaves a page as it is."""


def _tilted(pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    turned = picture_of(REPORT, number).rotate(1.5, Image.Resampling.BICUBIC, expand=True, fillcolor=120)
    put_picture(pdf, page, turned)


def _upside_down(pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    put_picture(pdf, page, picture_of(REPORT, number).rotate(180))


def _with_layer(pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    put_picture(pdf, page, picture_of(REPORT, number), under=painted(page))


def _blank(pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    put_picture(pdf, page, plain(250))


# A table that goes on from page 55 to 56, another from 19 to 20; page 18 stands in the file twice.
PAGES: tuple[tuple[int, Change], ...] = (
    (1, _text),
    (55, _text),
    (56, _blank),
    (56, _tilted),
    (18, _with_layer),
    (19, _upside_down),
    (20, _text),
    (18, _tilted),
)
TWINS = (1, 55, 56, 18, 19, 20)
"""The same without the blank page and the second copy, all as text."""
STANDS_ON = {1: 1, 2: 2, 3: 4, 4: 5, 5: 6, 6: 7}
"""Page among the twins → page in the mixed file."""


def _file(pages: Sequence[tuple[int, Change]]) -> bytes:
    made = pikepdf.new()
    with pikepdf.open(REPORT) as report:
        for number, change in pages:
            made.pages.append(report.pages[number - 1])
            change(made, made.pages[-1], number)
        stream = io.BytesIO()
        made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def mixed() -> DocumentResult:
    readers = load_readers()
    if readers.missing:
        pytest.skip(readers.missing_text)
    return run_document(_file(PAGES), file="mixed.pdf", layouts=load_layouts(), load_readers=lambda: readers)


@pytest.fixture(scope="module")
def printed() -> DocumentResult:
    return run_document(_file([(n, _text) for n in TWINS]), file="text.pdf", layouts=load_layouts())


def test_every_value_stands_in_the_same_record_on_its_page(mixed: DocumentResult, printed: DocumentResult) -> None:
    told = [(v.table_kind, STANDS_ON[v.page], v.row, v.field, v.tahun, v.value) for v in printed.values]
    assert [(v.table_kind, v.page, v.row, v.field, v.tahun, v.value) for v in mixed.values] == told


def test_tables_go_on_from_text_to_picture_and_back(mixed: DocumentResult) -> None:
    spans = [(t.page_from, t.page_to) for t in mixed.tables if t.page_from != t.page_to]
    assert spans == [(2, 4), (6, 7)]


def test_the_second_copy_of_a_page_is_not_counted(mixed: DocumentResult) -> None:
    assert [t.page_from for t in mixed.tables if t.status is TableStatus.IGNORED] == [8]
    assert [f.page for f in mixed.findings if f.code == "scanned-twice"] == [8]


def test_values_say_whether_they_were_printed_or_read(mixed: DocumentResult) -> None:
    sources = {(v.page, v.source) for v in mixed.values}
    assert sources == {(2, "text"), (4, "ocr"), (5, "ocr"), (6, "ocr"), (7, "text")}


def test_the_document_is_whole_and_counts_its_pages(mixed: DocumentResult) -> None:
    document = mixed.document
    assert (document.status, document.pages, document.pages_text, document.pages_scan) == ("ok", 8, 3, 5)
    assert (document.office.kode_satker, document.tahun_anggaran) == ("111079", 2023)
    assert [f.page for f in mixed.findings if f.code == "page-without-print"] == [3]


def test_a_picture_takes_no_trust_from_what_closes(mixed: DocumentResult) -> None:
    read = [v for v in mixed.values if v.source == "ocr"]
    assert sum(v.trust in ("verified", "agreed") for v in read) >= 0.9 * len(read)
