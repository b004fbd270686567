"""Parts of a year as headings name them: quarters, semesters, months, and what has been reached up to one of them.

The vocabulary lists wordings; this is their grammar: a word for a quarter with its numeral in any spelling, or the
months from and to which it runs.
"""

from __future__ import annotations

import re

YEAR = "tahun"
UP_TO = "kumulatif"
LAST_QUARTER = "TW4"
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMERAL = "(iv|i{1,3}|[1-4])"
_QUARTER = re.compile(rf"\b(?:tw|trw|twl|triwulan|tribulan|kuartal|kwartal|quarter|q)\s*{_NUMERAL}\b")
_SEMESTER = re.compile(r"\b(?:semester|smt)\s*(ii?|[12])\b")
_UNTIL = re.compile(r"\b(?:s\s?d|sampai|hingga|kumulatif|akumulasi)\b")
# Whole words, for "desa" and "sepuluh" begin as months do.
_MONTHS = (
    "jan(?:uari)?",
    "[fp]eb(?:r?uari)?",
    "mar(?:et)?",
    "apr(?:il)?",
    "mei",
    "juni?",
    "juli?",
    "ag(?:[st]|u|ust|ustus)",
    "sep(?:t|tember)?",
    "okt(?:ober)?",
    "no[vp](?:ember)?",
    "des(?:ember)?",
)
# Two short ones may have lost the gap between them: "JanMar".
_SHORT = "jan|feb|peb|mar|apr|mei|jun|jul|agt|ags|agu|sep|okt|nov|nop|des"
_MONTH = re.compile(
    "|".join(rf"(?:\b|(?<={_SHORT}))(?P<m{n}>{stem})(?:\b|(?={_SHORT}))" for n, stem in enumerate(_MONTHS, 1))
)
# A part and no other beside it: "Triwulan I dan II", "Triwulan I - III" are ranges.
_ONE_PART = re.compile(
    rf"\b(?:tw|trw|twl|triwulan|tribulan|kuartal|kwartal|semester|smt)\s*{_NUMERAL}\b(?!\s+(?:{_NUMERAL}|dan|s\s?d|tw)\b)"
)
_PART_ALONE = re.compile(rf"(?:tw|trw|twl|triwulan|tribulan|kuartal|kwartal|semester|smt)\s*{_NUMERAL}")
_PART_WORD = re.compile(r"\b(?:tw|trw|twl|triwulan|tribulan|kuartal|kwartal|semester|smt)(?=\s|\d|$)")
# A line of more words is a sentence's.
_CAPTION_WORDS = 16
# Words that say no more than a month alone does.
_BESIDE_MONTH = re.compile(r"\b(?:bulan|s\s?d|sampai|hingga|dengan|kumulatif|akumulasi|\d{1,2})\b")


def part_of_year(phrase: str) -> str:
    """The part of the year that a heading names.

    Args:
        phrase: A heading in lower case without punctuation and years.

    Returns:
        "TW1" to "TW4", "S1", "S2", "B01" to "B12" for a single month, "kumulatif" for what runs from the year's
        beginning; "" where it names none, or the whole year ("s.d. 31 Desember").
    """
    until = bool(_UNTIL.search(phrase))
    if quarter := _QUARTER.search(phrase):
        return UP_TO if until else f"TW{_NUMERALS[quarter.group(1)]}"
    if semester := _SEMESTER.search(phrase):
        return f"S{_NUMERALS[semester.group(1)]}"
    months = [int(found.lastgroup[1:]) for found in _MONTH.finditer(phrase) if found.lastgroup]
    if not months or (months[0] == months[-1] and _says_more(phrase)):
        return ""
    return _of_months(months[0], months[-1], until=until)


def is_part_of_year(phrase: str) -> bool:
    """Whether a text is a quarter, a semester or a month and nothing else; years and punctuation aside."""
    month = part_of_year(phrase).startswith("B") and not _says_more(phrase)
    return month or bool(_PART_ALONE.fullmatch(phrase))


def part_in_caption(line: str, phrase: str) -> str:
    """The one quarter or semester that a caption names.

    Args:
        line: The caption as printed.
        phrase: The same in lower case without punctuation and years.

    Returns:
        "TW1" to "TW4", "S1" or "S2"; "" where the line is a sentence's, or names none, several, or a range.
    """
    sentence = line.rstrip().endswith((".", ":", ",", ";")) or len(phrase.split()) > _CAPTION_WORDS
    if sentence or len(_PART_WORD.findall(phrase)) != 1 or not _ONE_PART.search(phrase):
        return ""
    part = part_of_year(phrase)
    return part if part != UP_TO else ""


def _says_more(phrase: str) -> bool:
    """Whether words are left that are neither a month's nor its frame: "maret" in a sentence names no column."""
    return bool(_BESIDE_MONTH.sub("", _MONTH.sub("", phrase)).strip())


def _of_months(first: int, last: int, *, until: bool) -> str:
    if first == last:
        if until:
            return UP_TO if last < 12 else ""
        return f"B{first:02d}"
    if last - first == 2 and last % 3 == 0:
        return f"TW{last // 3}"
    if last - first == 5 and last % 6 == 0:
        return f"S{last // 6}"
    return UP_TO if first == 1 and last < 12 else ""
