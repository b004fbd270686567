"""`python -m corpus.gen.variants FOLDER --seeds 1-40`: print random reports and their truth."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus.gen.variants import print_browser, print_reportlab
from corpus.gen.variants.model import Report
from corpus.gen.variants.report import build
from corpus.gen.variants.truth import locate_rows, write_truth
from corpus.gen.variants.turn import turn_pages

PRINTERS: dict[str, Callable[..., None]] = {
    "reportlab": print_reportlab.print_report,
    "browser": print_browser.print_report,
}


def make_report(seed: int, folder: Path) -> None:
    """Print one report into folder/pdf and what is printed in it into folder/truth."""
    report = build(seed)
    _print(report, folder / "pdf" / f"{report.document}.pdf", marked=False)
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch) / "marked.pdf"
        _print(report, marked, marked=True)
        row_pages, pages = locate_rows(report, marked)
    count = write_truth(report, pages=pages, row_pages=row_pages, folder=folder / "truth")
    print(f"{report.document}: {pages} pages, {len(row_pages)} tables, {count} values", file=sys.stderr)


def _print(report: Report, path: Path, *, marked: bool) -> None:
    PRINTERS[report.printer](report, path, marked=marked)
    if report.turned is not None and not report.page.landscape:
        turn_pages(path, report.turned)


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
    for name in ("pdf", "truth"):
        (arguments.folder / name).mkdir(parents=True, exist_ok=True)
    for seed in seeds_of(arguments.seeds):
        make_report(seed, arguments.folder)


if __name__ == "__main__":
    main()
