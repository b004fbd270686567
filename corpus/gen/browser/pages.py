"""Where rows were printed: a second print wraps every cell in a link, and the links tell each row's pages."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]

HOST = "https://mark.invalid/"
MARK = re.compile(re.escape(HOST) + r"(\d+)/(\d+)")


def mark(table_no: int, row_no: int) -> str:
    """Give the link target that marks a row; links do not change how lines and pages break."""
    return f"{HOST}{table_no}/{row_no}"


def page_texts(path: Path) -> list[str]:
    """Read the text of every page."""
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def squeeze(text: str) -> str:
    """Drop white space and line-end marks, for comparing two prints of a page."""
    return re.sub(r"[\s\ufffe]+", "", text)


def _links(path: Path) -> list[list[tuple[int, int]]]:
    """List the marks on every page."""
    result: list[list[tuple[int, int]]] = []
    with pikepdf.open(path) as document:
        for page in document.pages:
            targets = [str(a["/A"]["/URI"]) for a in page.get("/Annots", []) if "/A" in a and "/URI" in a["/A"]]
            result.append([(int(m[1]), int(m[2])) for m in map(MARK.match, targets) if m])
    return result


def locate(marked: Path, clean: Path) -> dict[tuple[int, int], tuple[int, int]]:
    """Find the first and last page of every marked row.

    Args:
        marked: The print with links.
        clean: The print without, whose pages must hold the same text.

    Returns:
        (table_no, row_no) to (first page, last page), pages counted from 1.

    Raises:
        ValueError: The two prints do not break their pages alike.
    """
    texts, plain = map(page_texts, (marked, clean))
    if [sorted(squeeze(t)) for t in texts] != [sorted(squeeze(t)) for t in plain]:
        raise ValueError(f"{clean.name}: the two prints break their pages differently")
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for number, keys in enumerate(_links(marked), start=1):
        for key in keys:
            found[key] = (found.get(key, (number, number))[0], number)
    return found
