"""What is said while scans are read, and that engines are loaded for scans alone."""

from __future__ import annotations

import io
import time

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from extract.model import Reading
from extract.ocr import NO_READERS, Readers
from extract.picture.model import GreyImage
from layouts.layouts import load_layouts
from layouts.records import Document, DocumentStatus
from pipelines.document import run_document
from pipelines.events import DocumentStarted, PageRead, WorkPlanned
from pipelines.progress import progress
from pipelines.settings import Talk
from tests.pages import pdf_of
from tests.unit.test_contact import ROWS, scan_of


class Blind:
    """A reader that sees nothing."""

    def read(self, crops: list[GreyImage], variant: str = "") -> list[Reading]:
        return [Reading("blind", "1", "", 0.0) for _ in crops]


def scans(pages: int) -> bytes:
    """A PDF of grey pictures."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def read(data: bytes, readers: Readers, told: list[tuple[int, int]]) -> Document:
    """The document's row, with what was told on the way to it in `told`."""
    result = run_document(
        data,
        file="a.pdf",
        layouts=load_layouts(),
        load_readers=lambda: readers,
        tell=lambda done, of: told.append((done, of)),
    )
    return result.document


def test_engines_are_not_loaded_for_printed_text() -> None:
    def load() -> Readers:
        raise AssertionError("loaded")

    data = pdf_of("BT /F 12 Tf 72 700 Td (Laporan Kinerja) Tj ET")
    assert run_document(data, file="a.pdf", layouts=load_layouts(), load_readers=load).document.pages_text == 1


def test_each_scanned_page_is_told_before_it_is_read() -> None:
    told: list[tuple[int, int]] = []
    read(scans(3), Readers(Blind(), None, None, None), told)
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_the_reason_says_that_scans_had_one_reader_and_what_to_do() -> None:
    one = Readers(Blind(), None, None, None, ("rapidocr with onnxruntime is not installed",))
    document = read(scan_of(ROWS), one, [])
    assert "page 1 is read by one reader only: rapidocr with onnxruntime is not installed" in document.reason
    none = Readers(None, None, None, None, ("tesseract is not installed", "rapidocr is not installed"))
    document = read(scans(1), none, [])
    assert document.status is DocumentStatus.PARTIAL
    assert "not read: tesseract is not installed, rapidocr is not installed (lkip doctor" in document.reason
    assert "apt-get install -y tesseract-ocr" in document.reason
    assert "pip install rapidocr" in document.reason


def test_the_bar_names_the_scan_that_is_read() -> None:
    stream = io.StringIO()
    with progress(Console(file=stream, force_terminal=True, width=120), Talk.NORMAL) as tell:
        tell(WorkPlanned(to_read=1, known=0, copies=0, bytes=900, seconds=0.0))
        tell(DocumentStarted("lampiran.pdf", 900))
        tell(PageRead("lampiran.pdf", 3, 4))
        # The bar is drawn ten times a second.
        time.sleep(0.3)
    assert "0 of 1 documents, 0 pages, lampiran.pdf: scan 4 of 4" in stream.getvalue()


def test_without_readers_nothing_is_told() -> None:
    told: list[tuple[int, int]] = []
    read(scans(1), NO_READERS, told)
    assert told == []
