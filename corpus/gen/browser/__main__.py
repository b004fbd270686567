"""Print every report with its truth: `python -m corpus.gen.browser FOLDER` fills FOLDER/pdf and FOLDER/truth."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import karang_melati, lembah_damar, tanah_rempah, teluk_sirih
from .html_print import Look, print_html
from .model import Report, Results
from .odt_print import print_odt
from .pages import locate, page_texts, squeeze
from .truth import block_lines, valued, write_truth

Printer = Callable[[Report, Path, bool], None]


def _browser(look: Look) -> Printer:
    return lambda report, path, marked: print_html(report, look, path, marked)


def _reports() -> list[tuple[Report, Printer]]:
    return [
        (lembah_damar.report(), _browser(lembah_damar.LOOK)),
        (teluk_sirih.report(), _browser(teluk_sirih.LOOK)),
        (karang_melati.report(), _browser(karang_melati.LOOK)),
        (
            tanah_rempah.report(),
            lambda report, path, marked: print_odt(report, tanah_rempah.LOOK, path, marked),
        ),
    ]


def _check(report: Report, pages: dict[tuple[int, int], tuple[int, int]], clean: Path) -> None:
    """Refuse a truth whose value is not in the text of its row's pages."""
    texts = [squeeze(t) for t in page_texts(clean)]
    for number, block in enumerate(valued(report), start=1):
        for line in block_lines(block, report.fiscal_year):
            first, last = pages[number, line.row_no]
            if squeeze(line.num.text) not in "".join(texts[first - 1 : last]):
                raise ValueError(f"{clean.name}: {line.num.text} is not printed on pages {first}-{last}")


def make(report: Report, printer: Printer, folder: Path) -> str:
    """Print one report and its truth; gives a line that counts what was made."""
    clean = folder / "pdf" / f"{report.document}.pdf"
    printer(report, clean, False)
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch, clean.name)
        printer(report, marked, True)
        pages = locate(marked, clean)
    _check(report, pages, clean)
    count = len(page_texts(clean))
    tables, values = write_truth(report, pages, count, folder / "truth")
    lists = sum(isinstance(b, Results) for b in report.blocks)
    return f"{clean.name}: {count} pages, {tables} tables ({lists} of them lists), {values} values"


def main(folder: Path, only: str = "") -> None:
    """Make all reports whose name holds ``only``."""
    for name in ("pdf", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for report, printer in _reports():
        if only in report.document:
            print(make(report, printer, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
