"""`python -m corpus.gen.variants FOLDER --seeds 1-40`: print random reports and their truth."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.gen.variants import print_browser, print_office, print_reportlab
from corpus.gen.variants.model import Job, Report
from corpus.gen.variants.report import build
from corpus.gen.variants.truth import locate_rows, write_truth
from corpus.gen.variants.turn import turn_pages


@dataclass(frozen=True, slots=True)
class Printer:
    """How reports get on paper: a function for many, and the program it needs, if any."""

    print_reports: Callable[[Sequence[Job]], None]
    program: str = ""


PRINTERS = {
    "reportlab": Printer(print_reportlab.print_reports),
    "browser": Printer(print_browser.print_reports, "chromium"),
    "office": Printer(print_office.print_reports, "soffice"),
}
# Reports that one call of a printer's program prints.
BATCH = 20


def make_reports(folder: Path, seeds: Sequence[int]) -> None:
    """Print reports into folder/pdf and what is printed in them into folder/truth.

    Reports whose printer needs a program that is not installed are left out, with a word on stderr.
    """
    for name in ("pdf", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    reports = [build(seed) for seed in seeds]
    for name, printer in PRINTERS.items():
        own = [report for report in reports if report.printer == name]
        if own and printer.program and not shutil.which(printer.program):
            print(f"{printer.program} is not installed: {len(own)} reports are left out", file=sys.stderr)
            continue
        for start in range(0, len(own), BATCH):
            _make(own[start : start + BATCH], folder, printer)


def _make(reports: Sequence[Report], folder: Path, printer: Printer) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        plain = [(report, folder / "pdf" / f"{report.document}.pdf", False) for report in reports]
        marked = [(report, Path(scratch) / f"{report.document}.pdf", True) for report in reports]
        printer.print_reports([*plain, *marked])
        for report, path, _ in [*plain, *marked]:
            if report.turned is not None and not report.page.landscape:
                turn_pages(path, report.turned)
        for report, path, _ in marked:
            row_pages, pages = locate_rows(report, path)
            count = write_truth(report, pages=pages, row_pages=row_pages, folder=folder / "truth")
            print(f"{report.document}: {pages} pages, {len(row_pages)} tables, {count} values", file=sys.stderr)


def seeds_of(text: str) -> list[int]:
    """ "1-3,7" → [1, 2, 3, 7]."""
    seeds: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    return seeds


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m corpus.gen.variants")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", default="1-10", help="numbers and ranges, e.g. 1-40,1000")
    arguments = parser.parse_args()
    make_reports(arguments.folder, seeds_of(arguments.seeds))


if __name__ == "__main__":
    main()
