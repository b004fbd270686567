"""Where each row really stands: pdfium reads a second print in which every row has its own text colour."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.gen.model import Report
from corpus.gen.truth import RowPages, count_rows, truth_tables, values_of

MARK = 200
"""Red part of a row's colour; the running text is black, so green and blue are free for a number."""


def row_colour(number: int) -> str:
    """Hex colour of the row with this running number."""
    return f"{MARK:02X}{number // 250:02X}{number % 250:02X}"


def first_colours(report: Report) -> list[int]:
    """The running number before each truth table's first row."""
    starts, total = [], 0
    for block in truth_tables(report):
        starts.append(total)
        total += count_rows(block)
    return starts


def read_colours(path: Path) -> tuple[dict[int, dict[int, str]], int]:
    """Row number → page number (from 1) → its printed text, and the number of pages."""
    texts: dict[int, dict[int, str]] = defaultdict(lambda: defaultdict(str))
    document = pdfium.PdfDocument(path)
    for page_index in range(len(document)):
        textpage = document[page_index].get_textpage()
        for char_index in range(textpage.count_chars()):
            number = _colour_number(textpage, char_index)
            if number is not None:
                code = pdfium_c.FPDFText_GetUnicode(textpage, char_index)
                texts[number][page_index + 1] += chr(code)
    return texts, len(document)


def _colour_number(textpage: pdfium.PdfTextPage, char_index: int) -> int | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFText_GetFillColor(textpage, char_index, *[ctypes.byref(part) for part in parts])
    red, green, blue, _ = [part.value for part in parts]
    return green * 250 + blue if red == MARK else None


def locate_rows(report: Report, marked: Path) -> tuple[list[RowPages], int]:
    """First and last page of every truth row, and the page count; each value must be in its row's text.

    Raises ValueError when a value of truth is not printed where truth says.
    """
    texts, pages = read_colours(marked)
    places: list[RowPages] = []
    for block, start in zip(truth_tables(report), first_colours(report), strict=True):
        rows: RowPages = {}
        for number in range(1, count_rows(block) + 1):
            found = texts[start + number]
            if not found:
                raise ValueError(f"{report.document}: row {number} of {block.kind} is not printed")
            rows[number] = (min(found), max(found))
        for value in values_of(block, report):
            printed = "".join(texts[start + value.row_no].values())
            if _bare(value.value_text) not in _bare(printed):
                raise ValueError(f"{report.document}: {value.value_text!r} is not printed in row {value.row_no}")
        places.append(rows)
    return places, pages


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum() or character in ".,%-")
