"""`python -m corpus.gen [FOLDER]`: print every fictional report and its truth (default: corpus/unseen)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus.gen import print_docx, print_reportlab, report_2014, report_2018, report_2022, report_2024
from corpus.gen.model import Report
from corpus.gen.pages import locate_rows
from corpus.gen.truth import write_truth

PRINTERS: dict[str, Callable[..., None]] = {
    "reportlab": print_reportlab.print_report,
    "docx": print_docx.print_report,
}
REPORTS = (report_2014, report_2018, report_2022, report_2024)


def make_report(report: Report, folder: Path) -> None:
    """Print one report into folder/pdf and what is printed in it into folder/truth."""
    printer = PRINTERS[report.printer]
    printer(report, folder / "pdf" / f"{report.document}.pdf", marked=False)
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch) / "marked.pdf"
        printer(report, marked, marked=True)
        row_pages, pages = locate_rows(report, marked)
    count = write_truth(report, pages=pages, row_pages=row_pages, folder=folder / "truth")
    print(f"{report.document}: {pages} pages, {len(row_pages)} tables, {count} values", file=sys.stderr)


def main(folder: Path) -> None:
    """Make all reports."""
    for name in ("pdf", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for module in REPORTS:
        make_report(module.build(), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "unseen")
