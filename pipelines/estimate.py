"""How long a run will take and how large it will be, from pages to read and what pages took before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layouts.records import DocumentStatus
from pipelines.folder import StoredDocument

# Of earlier runs so many pages have to be known before they count.
LEAST_PRINTED, LEAST_SCANNED = 50, 5
# Faster no scan is read: such documents took pages that were kept from an earlier reading.
FASTEST_SCAN_S = 0.5


@dataclass(frozen=True, slots=True)
class Rates:
    """Seconds of one worker for a printed and for a scanned page; bytes in the tables and in `.lkip` for a page."""

    printed_s: float
    scanned_s: float
    table_bytes: float
    kept_bytes: float
    measured: bool = False


# Measured on the sample reports with two jobs on two processors: 101 printed pages, 17 scans (docs/seeing.md).
DEFAULT_RATES = Rates(printed_s=0.06, scanned_s=4.5, table_bytes=7_700, kept_bytes=2_400)
# Loading programs, profiles and, where there are scans, engines: for each worker, beside the others.
START_S = 3.0


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of one document, and how many of them are scans."""

    pages: int
    scans: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run will take: seconds by the clock, bytes of tables and of what `.lkip` keeps; files that do not open."""

    seconds: float
    table_bytes: float
    kept_bytes: float
    pages: int
    scans: int
    unopened: int = 0


def rates_of(documents: Iterable[StoredDocument], *, table_bytes: int, kept_bytes: int) -> Rates:
    """What pages of a folder took, with the defaults where too few are known.

    Args:
        documents: Of the folder.
        table_bytes: How large its tables are.
        kept_bytes: How large its `.lkip` is.
    """
    own = [
        one
        for one in documents
        if not one.document.duplicate_of and one.document.status is not DocumentStatus.FAILED and one.seconds > 0
    ]
    pages = sum(one.document.pages for one in own)
    printed_s = _printed_s([one for one in own if not one.document.pages_scan])
    scanned_s = _scanned_s([one for one in own if one.document.pages_scan], printed_s or DEFAULT_RATES.printed_s)
    return Rates(
        printed_s=printed_s or DEFAULT_RATES.printed_s,
        scanned_s=scanned_s or DEFAULT_RATES.scanned_s,
        table_bytes=table_bytes / pages if pages >= LEAST_PRINTED else DEFAULT_RATES.table_bytes,
        kept_bytes=kept_bytes / pages if pages >= LEAST_PRINTED else DEFAULT_RATES.kept_bytes,
        measured=bool(printed_s or scanned_s),
    )


def estimate(pages: Sequence[Pages], rates: Rates, *, jobs: int, ocr: bool) -> Estimate:
    """What reading documents of so many pages will take with `jobs` workers; scans are passed over without `ocr`."""
    work = [_seconds(one, rates, ocr=ocr) for one in pages]
    printed, scans = sum(one.pages - one.scans for one in pages), sum(one.scans for one in pages)
    read = printed + (scans if ocr else 0)
    # Pages of one scan are spread over workers; the pages of a printed report are read one after the other.
    longest_s = max((_seconds(Pages(one.pages - one.scans, 0), rates, ocr=ocr) for one in pages), default=0.0)
    seconds = START_S + max(sum(work) / jobs, longest_s) if pages else 0.0
    unopened = sum(not one.pages for one in pages)
    return Estimate(seconds, rates.table_bytes * read, rates.kept_bytes * read, printed + scans, scans, unopened)


def _seconds(one: Pages, rates: Rates, *, ocr: bool) -> float:
    return (one.pages - one.scans) * rates.printed_s + one.scans * (rates.scanned_s if ocr else rates.printed_s)


def _printed_s(documents: Sequence[StoredDocument]) -> float:
    pages = sum(one.document.pages for one in documents)
    return sum(one.seconds for one in documents) / pages if pages >= LEAST_PRINTED else 0.0


def _scanned_s(documents: Sequence[StoredDocument], printed_s: float) -> float:
    scans = sum(one.document.pages_scan for one in documents)
    printed = sum(one.document.pages - one.document.pages_scan for one in documents)
    if scans < LEAST_SCANNED:
        return 0.0
    scanned_s = (sum(one.seconds for one in documents) - printed * printed_s) / scans
    return scanned_s if scanned_s >= FASTEST_SCAN_S else 0.0
