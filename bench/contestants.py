"""What is measured: the whole run, and what others do with the same pages."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2
from camelot.io import read_pdf

from extract.model import PageKind
from extract.read import read_pages
from layouts.layouts import load_layouts
from pipelines.document import run_document

TEXT_KINDS = (PageKind.TEXT, PageKind.MIXED)


@dataclass(frozen=True, slots=True)
class Report:
    """A PDF and the numbers of its pages with a text layer; the others do not count for anyone."""

    path: Path
    data: bytes
    text_pages: tuple[int, ...]

    @property
    def camelot_pages(self) -> str:
        """The pages as camelot wants them said."""
        return ",".join(map(str, self.text_pages))


def load_reports(folder: Path) -> tuple[Report, ...]:
    """The PDFs of a folder that have pages with a text layer."""
    reports = (_load_report(path) for path in sorted(folder.glob("*.pdf")))
    return tuple(report for report in reports if report.text_pages)


def _load_report(path: Path) -> Report:
    data = path.read_bytes()
    return Report(path, data, tuple(page.number for page in read_pages(data) if page.kind in TEXT_KINDS))


def whole_run(reports: Sequence[Report]) -> None:
    """Everything from the bytes to records and findings, with layouts loaded anew; pages without text too."""
    layouts = load_layouts()
    for report in reports:
        run_document(report.data, file=report.path.name, layouts=layouts)


def camelot_lattice(reports: Sequence[Report]) -> None:
    """camelot's grids from vectors alone: what the run is measured against."""
    _camelot(reports, flavor="lattice", engine="vector")


def camelot_auto(reports: Sequence[Report]) -> None:
    """camelot choosing its way by itself."""
    _camelot(reports, flavor="auto")


def _camelot(reports: Sequence[Report], **options: str) -> None:
    with warnings.catch_warnings():
        # It warns of pages without tables.
        warnings.simplefilter("ignore")
        for report in reports:
            read_pdf(str(report.path), pages=report.camelot_pages, suppress_stdout=True, **options)


def pdfium_text(reports: Sequence[Report]) -> None:
    """The bare text of every page: the least that any reader does."""
    for report in reports:
        document = pypdfium2.PdfDocument(report.data)
        for number in report.text_pages:
            page = document[number - 1]
            text_page = page.get_textpage()
            text_page.get_text_bounded()
            text_page.close()
            page.close()
        document.close()


def pdfplumber_tables(reports: Sequence[Report]) -> None:
    """pdfplumber's tables with its own settings."""
    for page in _pdfplumber_pages(reports):
        page.extract_tables()


def _pdfplumber_pages(reports: Sequence[Report]) -> Iterator[pdfplumber.page.Page]:
    for report in reports:
        with pdfplumber.open(report.path) as pdf:
            for number in report.text_pages:
                page = pdf.pages[number - 1]
                yield page
                page.close()


CONTESTANTS: tuple[Callable[[Sequence[Report]], None], ...] = (whole_run, camelot_lattice, pdfium_text)
# Too slow to take turns with; once is enough to know how slow.
SLOW_CONTESTANTS: tuple[Callable[[Sequence[Report]], None], ...] = (camelot_auto, pdfplumber_tables)
