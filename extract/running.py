"""Running headers, footers and page numbers: lines that say where in the document one is, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.headers import is_header_text, phrases_of
from extract.model import GridHints, Line, Page

# How far from the upper or lower paper edge running text stands, as a share of the page height.
_MARGIN_SHARE = 0.16
# Pages that must print a line at the same place before it counts as running text; in a document of few pages two.
_PAGES_NEEDED = 3
_FEW_PAGES = 5
_NUMBER_ONLY = re.compile(
    r"^\W*(?:(?:hal|halaman|page|p)\W*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|dari|of)\s*\d{1,4})?\W*$", re.I
)
_DIGITS = re.compile(r"\d+")


def running_lines(lines: Sequence[Line], pages: Iterable[Page], hints: GridHints) -> frozenset[int]:
    """Find the lines in the page margins that repeat over pages, and bare page numbers.

    Args:
        lines: Lines outside tables, of the whole document.
        pages: The pages they stand on.
        hints: Known header wordings; a line made of them heads a table that goes on over pages.

    Returns:
        Indexes into `lines`.
    """
    heights = {page.number: page.height for page in pages}
    keys = [margin_key(line, heights[line.page_number]) for line in lines]
    needed = _PAGES_NEEDED if len(heights) > _FEW_PAGES else 2
    printed = Counter(
        key for key, _ in {(k, line.page_number) for k, line in zip(keys, lines, strict=True) if k}
    )
    return frozenset(
        i
        for i, (key, line) in enumerate(zip(keys, lines, strict=True))
        if key
        and not is_table_head(line, hints)
        and (printed[key] >= needed or _NUMBER_ONLY.match(line.text))
    )


def is_table_head(line: Line, hints: GridHints) -> bool:
    """Whether at least two phrases of a line, and most of them, are known header wordings."""
    h = line.box.height
    phrases = phrases_of(line, 0.4 * h, h)
    known = sum(is_header_text(phrase.text, hints.phrases) for phrase in phrases)
    return known >= 2 and 2 * known >= len(phrases)


def margin_key(line: Line, page_height: float) -> tuple[str, str, int] | None:
    """What makes two margin lines the same: margin, wording without its numbers, and distance from the paper edge.

    None for a line outside the margins. The distance is counted in line heights, so that rounding does not matter.
    """
    margin = _MARGIN_SHARE * page_height
    wording = _DIGITS.sub("#", line.text.casefold())
    if line.box.bottom <= margin:
        return "top", wording, round(line.box.y_mid / max(margin / 3, 1.0))
    if line.box.top >= page_height - margin:
        return "bottom", wording, round((page_height - line.box.y_mid) / max(margin / 3, 1.0))
    return None
