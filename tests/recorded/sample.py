"""The pages whose readings are recorded: some of a sample report, as a PDF of their own."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parents[2]
REPORT = "bnnk-muara-pinang-2019"
# Its cover, for the year; a list of results; two budget tables.
PAGES = (1, 3, 10)
RECORD = Path(__file__).parent / f"{REPORT}.json.gz"


def sample_pdf(pages: tuple[int, ...] = PAGES) -> bytes:
    """Some pages of the report, numbered anew from 1."""
    with pikepdf.open(ROOT / "corpus" / "pdf" / f"{REPORT}.pdf") as report, pikepdf.new() as sample:
        for number in pages:
            sample.pages.append(report.pages[number - 1])
        stream = io.BytesIO()
        sample.save(stream, deterministic_id=True)
    return stream.getvalue()
