"""The year a document reports on: from titles, headers, the DIPA number and prose, not the signing date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from layouts.records import Finding, Severity

# "Tahun 2020-2024" is a plan's period and "Nomor 8 Tahun 2006" a regulation: neither is the year reported on.
_YEAR = re.compile(
    r"(?P<lead>Nomor\s*:?\s*[\w/.]+\s+)?"
    r"\b(?:TAHUN|THN|T\.?\s?A\.?)\s*(?:ANGGARAN|KINERJA)?\s*:?\s*(?P<year>20[0-4]\d)(?!\d)"
    r"(?!\s*(?:[-–—/]|s\.?\s?/?d\b|sampai)\s*\d)",
    re.I,
)
# On covers and in titles a year may end a line without "Tahun" ("LKIP 2020"); a month before it makes it a
# date.
_BARE = re.compile(r"(?<![\w/.-])(20[0-4]\d)\W*$")
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)\w*\.?\s+20\d\d\W*$|\d\s*[-–—]\s*20\d\d\W*$", re.I
)
_SPACED_DIGITS = re.compile(r"\b2 0 (\d) (\d)\b")
# A report compares a few years back and looks one ahead; a heading further off is a misprint.
_FARTHEST_BACK, _FARTHEST_AHEAD = 6, 2
_LONGEST_HEADING_WORDS = 14
_ABOUT_RESULTS = re.compile(r"\b(?:realisasi|anggaran|capaian|kinerja|target|pagu)\b", re.I)
_ABOUT_LAW = re.compile(r"\b(?:nomor|no\.|peraturan|undang|keputusan|permen\w*|perpres|instruksi|tentang)\b", re.I)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line on a page and how much it counts: a cover's most, a title's more than prose."""

    text: str
    page: int
    weight: int


def find_year(sightings: Sequence[Sighting]) -> tuple[int | None, tuple[Finding, ...]]:
    """Find the fiscal year and the places that contradict it.

    Args:
        sightings: The lines of a document.

    Returns:
        The year that the weightiest lines agree on, None when none is named; findings of code
        year-disagreement.
    """
    votes: Counter[int] = Counter()
    titles: dict[int, Sighting] = {}
    headings: dict[int, Sighting] = {}
    for sighting in sightings:
        for year in years_in(sighting.text, bare=sighting.weight > 1):
            votes[year] += sighting.weight
            if sighting.weight > 1:
                titles.setdefault(year, sighting)
            elif _is_heading(sighting.text):
                headings.setdefault(year, sighting)
    if not votes:
        return None, ()
    # Of two years named as often the later one is reported on: the earlier is compared with.
    best = max(votes, key=lambda year: (votes[year], year))
    return best, tuple(_contradictions(best, votes, titles=titles, headings=headings))


def _is_heading(text: str) -> bool:
    """Whether a line is short, begins like a heading, and speaks of results and not of regulations."""
    short = len(text.split()) <= _LONGEST_HEADING_WORDS and (text[:1].isupper() or text[:1].isdigit())
    return bool(short and _ABOUT_RESULTS.search(text) and not _ABOUT_LAW.search(text))


def years_in(text: str, *, bare: bool = False) -> list[int]:
    """The years that a line names with "Tahun" or "TA"; with `bare` also a year at the line's end."""
    text = _SPACED_DIGITS.sub(r"20\1\2", text)
    found = [int(match["year"]) for match in _YEAR.finditer(text) if not match["lead"]]
    alone = _BARE.search(text) if bare and not found and not _DATED.search(text) else None
    return [int(alone[1])] if alone else found


def _contradictions(
    year: int, votes: Counter[int], *, titles: dict[int, Sighting], headings: dict[int, Sighting]
) -> list[Finding]:
    """Titles of another year, and headings whose year cannot be meant; one finding per year."""
    findings = []
    for other, sighting in titles.items():
        # A few titles of another year are plans and agreements of the next one; many contradict.
        if other != year and 2 * votes[other] >= votes[year]:
            findings.append(_finding(Severity.WARNING, "titles and headers name another year", year, other, sighting))
    for other, sighting in headings.items():
        far = not year - _FARTHEST_BACK <= other <= year + _FARTHEST_AHEAD
        if far and votes[other] <= 2:
            findings.append(_finding(Severity.INFO, "a heading names a year far off", year, other, sighting))
    return findings


def _finding(severity: Severity, message: str, year: int, other: int, sighting: Sighting) -> Finding:
    return Finding("year-disagreement", severity, message, page=sighting.page, found=str(other), expected=str(year))
