"""The parts of a table on following pages joined to one: repeated headers, torn rows, cells merged over a break.

Every decision is a pure question about two parts or two rows; what was done is told in the table's notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from extract.headers import is_year
from extract.lines import text_of
from extract.model import Cell, Grid, GridHints, GridMethod, Line, TextSource
from extract.wording import is_column_numbering, is_known, is_number, normalised

# Two header cells that print the same wording; offices retype headers, and OCR damages them.
_SAME_TEXT = 88.0
_TAIL = re.compile(r"[^\W\d_A-Z]{2,}(?![.)])|[(),;]")
# Share of a row's filled cells that must be known header wordings for the row to be a header.
_HEADER_SHARE = 0.6
_DRAWN = frozenset({GridMethod.RULES, GridMethod.ROWS})
# How far, in text heights, a drawn border may stand aside on the next page.
_JOG = 2.0
# How far, in text heights, edges set in white space may differ between two parts of a table.
_SOFT_EDGE = 3.0
# By how much two photographs of pages of one document may differ in scale, and their edges after that, in text heights.
_OTHER_SCALE = 0.12
_PHOTO_EDGE = 1.0
# Lines of two texts in a cell stand apart by at least so many pitches of its lines.
_PARTED = 1.5
# A repeated header has at most this many rows.
_HEADER_ROWS = 6


@dataclass(frozen=True, slots=True)
class Stitched:
    """A table under construction.

    `edges` are its columns' edges relative to its left side, in points; `left_out` the cells of repeated headers.
    """

    parts: tuple[Grid, ...]
    edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    row_count: int
    notes: tuple[str, ...] = ()
    left_out: tuple[Cell, ...] = ()


def start_table(part: Grid) -> Stitched:
    """A table that has one part so far."""
    return Stitched((part,), relative_edges(part), part.cells, len(part.row_edges) - 1)


def relative_edges(part: Grid) -> tuple[float, ...]:
    """Column edges measured from the part's left side: odd and even pages may have different margins."""
    return tuple(x - part.column_edges[0] for x in part.column_edges)


def join_part(table: Stitched, part: Grid, hints: GridHints) -> Stitched | None:
    """Append a part of the next page to a table, or say None where it is a table of its own.

    The caller has made sure that nothing but running text stands between the two.
    """
    edges = shared_edges(table, part)
    if edges is None:
        return None
    above = onto_columns(table.cells, table.edges, edges)
    below = onto_columns(part.cells, relative_edges(part), edges)
    header = repeated_header_rows(above, below)
    if header == 0 and is_header_row(row_cells(below, 0), hints):
        return None
    if header and numbering_restarts(above, below, header):
        return None
    notes = [f"page {part.page_number}: part joined"]
    if header and is_column_numbering(c.text for c in row_cells(below, header)):
        header += 1
    elif not header and is_column_numbering(c.text for c in row_cells(below, 0)):
        header = 1
    if header:
        notes.append(f"page {part.page_number}: {header} repeated header rows left out")
    body = tuple(replace(c, row=c.row - header) for c in below if c.row >= header)
    rows = len(part.row_edges) - 1 - header
    if tail := with_tail_parted([c for c in body if c.row == 0]):
        body = (*tail, *(replace(c, row=c.row + 1) for c in body if c.row > 0))
        rows += 1
    left_out = (*table.left_out, *(c for c in below if c.row + c.row_span <= header))
    grown = Stitched((*table.parts, part), edges, above, table.row_count, (*table.notes, *notes), left_out)
    return append_rows(grown, body, rows) if rows > 0 else grown


def shared_edges(table: Stitched, part: Grid) -> tuple[float, ...] | None:
    """The column edges of a table and a part that have the same ones, else None.

    Columns found in white space have no sharp edges: there the same header over as many columns speaks for them.
    """
    edges, last = relative_edges(part), table.parts[-1]
    h = max(part.text_height, last.text_height)
    found = common_edges(table.edges, edges, 0.5 * h)
    if found is None and (is_from_picture(part) or is_from_picture(last)):
        near = _PHOTO_EDGE if len(edges) == len(table.edges) else 0.5
        found = common_edges(table.edges, at_width(edges, table.edges[-1]), near * h)
    if found is None and is_jogged(table.edges, edges, h):
        return table.edges
    if found is not None or {part.method, last.method} & _DRAWN or len(edges) != len(table.edges):
        return found
    header = repeated_header_rows(table.cells, part.cells)
    near = all(abs(x - y) <= _SOFT_EDGE * h for x, y in zip(edges, table.edges, strict=True))
    return table.edges if header and (near or stands_alike(table.cells, part.cells, header, h)) else None


def stands_alike(above: Sequence[Cell], below: Sequence[Cell], rows: int, h: float) -> bool:
    """Whether the words of repeated header rows stand at the same abscissae, to half a text height, on both pages."""
    pairs = [pair for row in range(rows) for pair in zip(row_cells(above, row), row_cells(below, row), strict=False)]
    return all(
        abs(a.box.x0 - b.box.x0) <= 0.5 * h
        for first, second in pairs
        for a, b in zip(first.words, second.words, strict=False)
    )


def is_jogged(first: Sequence[float], second: Sequence[float], h: float) -> bool:
    """Whether two sets of as many column edges are one table's, its inner borders a little aside on the second page."""
    if len(first) != len(second) or abs(first[-1] - second[-1]) > 0.5 * h:
        return False
    widths = [b - a for a, b in pairwise(first)]
    return all(
        abs(x - y) <= min(_JOG * h, 0.5 * narrow)
        for x, y, narrow in zip(first[1:-1], second[1:-1], (min(pair) for pair in pairwise(widths)), strict=True)
    )


def is_from_picture(part: Grid) -> bool:
    """Whether a part was read from a picture of a page: no two pictures have quite the same scale."""
    return any(word.source is not TextSource.TEXT for cell in part.cells for word in cell.words)


def at_width(edges: Sequence[float], width: float) -> tuple[float, ...]:
    """Relative edges at another width of the table, where the two differ by no more than two photographs do."""
    factor = width / edges[-1] if edges[-1] else 1.0
    return tuple(x * factor for x in edges) if abs(factor - 1) <= _OTHER_SCALE else tuple(edges)


def common_edges(first: Sequence[float], second: Sequence[float], tolerance: float) -> tuple[float, ...] | None:
    """The finer of two sets of column edges when every edge of the coarser is among them and the outer ones agree.

    A part whose rows all merge two columns, or whose empty column was dropped, has fewer edges. None: different
    tables.
    """
    fine, coarse = (first, second) if len(first) >= len(second) else (second, first)
    outer = abs(fine[-1] - coarse[-1]) <= tolerance
    known = all(any(abs(x - y) <= tolerance for y in fine) for x in coarse)
    return tuple(fine) if outer and known and 2 * len(coarse) >= len(fine) else None


def onto_columns(cells: Iterable[Cell], old: Sequence[float], new: Sequence[float]) -> tuple[Cell, ...]:
    """Renumber cells for the columns of a finer set of edges."""
    if len(old) == len(new):
        return tuple(cells)
    nearest = [min(range(len(new)), key=lambda i: abs(new[i] - x)) for x in old]
    return tuple(
        replace(c, column=nearest[c.column], column_span=nearest[c.column + c.column_span] - nearest[c.column])
        for c in cells
    )


def row_cells(cells: Iterable[Cell], row: int) -> list[Cell]:
    """The cells that cover a row, left to right."""
    return sorted((c for c in cells if c.row <= row < c.row + c.row_span), key=lambda c: c.column)


def repeated_header_rows(above: Sequence[Cell], below: Sequence[Cell]) -> int:
    """How many rows at the top of a part print the same as the first rows of the table."""
    count = 0
    while count < _HEADER_ROWS:
        first, second = row_cells(above, count), row_cells(below, count)
        if not first or not second or not same_row(first, second):
            break
        count += 1
    return count


def same_row(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether two header rows print the same from cell to cell; a row with numbers other than years is no header.

    Digits must be equal: "Realisasi 2021" and "Realisasi 2022" head different columns.
    """
    texts = [(normalised(a.text), normalised(b.text)) for a, b in zip(first, second, strict=False)]
    if len(first) != len(second) or not any(a for a, _ in texts):
        return False
    if any(is_number(a.text) and not is_year(a.text) for a in first) and not is_column_numbering(a.text for a in first):
        return False
    return all(fuzz.ratio(a, b) >= _SAME_TEXT and digits_of(a) == digits_of(b) for a, b in texts)


def digits_of(text: str) -> str:
    """The digits of a text, in order."""
    return "".join(filter(str.isdigit, text))


def is_header_row(cells: Sequence[Cell], hints: GridHints) -> bool:
    """Whether most filled cells of a row are known header wordings and none is a number."""
    told = [c.text for c in cells if c.text]
    known = sum(is_known(text, hints.phrases) for text in told)
    return len(told) >= 2 and known >= 2 and known >= _HEADER_SHARE * len(told)


def numbering_restarts(above: Sequence[Cell], below: Sequence[Cell], header: int) -> bool:
    """Whether a part with the header repeated begins its first column anew with the number the table began with."""
    starts = [next((c.text for c in row_cells(cells, header) if c.column == 0), "") for cells in (above, below)]
    return bool(starts[0]) and is_number(starts[0]) and normalised(starts[0]) == normalised(starts[1])


def append_rows(table: Stitched, body: Sequence[Cell], rows: int) -> Stitched:
    """Put the rows of a part under a table, mending the row or the merged cells that the break cut."""
    last, first = row_cells(table.cells, table.row_count - 1), [c for c in body if c.row == 0]
    page = first[0].page_number
    if is_torn(last, first):
        note = f"page {page}: first row continues the last row of page {last[0].places[-1].page_number}"
        mended = merge_cells(table.cells, last, first, overlap=1)
        return extend(table, mended, [c for c in body if c.row > 0], shift=-1, rows=rows - 1, note=note)
    carried = [c for c in first if continues_merge(c, last, first)]
    if not carried:
        return extend(table, table.cells, body, shift=0, rows=rows)
    note = f"page {page}: {len(carried)} merged cells carried over the page break"
    mended = merge_cells(table.cells, last, carried, overlap=0)
    return extend(table, mended, [c for c in body if c not in carried], shift=0, rows=rows, note=note)


def extend(
    table: Stitched, cells: Sequence[Cell], body: Iterable[Cell], *, shift: int, rows: int, note: str = ""
) -> Stitched:
    """A table with further cells under its own."""
    below = tuple(replace(c, row=c.row + table.row_count + shift) for c in body)
    notes = (*table.notes, note) if note else table.notes
    return replace(table, cells=(*cells, *below), row_count=table.row_count + rows, notes=notes)


def is_torn(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether the first row of a part is the rest of the row above the page break.

    Two numbers are never put together, and a row with a number of its own in every place is a row. What remains is a
    tail of words beside an empty key, a tail in small letters, or numbers that stand where the row above has none.
    """
    pairs = [(a, b) for a in last for b in first if a.column == b.column and a.column_span == b.column_span]
    if len(pairs) != len(first) or any(is_number(a.text) and is_number(b.text) for a, b in pairs):
        return False
    texts = [(a, b) for a, b in pairs if b.text and not is_number(b.text)]
    tall = first[0].row_span
    own = [(a, b) for a, b in texts if tall == 1 or b.row_span < tall]
    no_key, numbers_below = not first[0].text, any(is_number(b.text) for _, b in pairs[1:])
    numbers_above = any(is_number(a.text) for a, _ in pairs[1:])
    tails = bool(texts) and all(a.text for a, _ in texts)
    small = tails and bool(own) and all(is_tail(b.text) for _, b in own)
    if not numbers_below and numbers_above and all(not a.text for a, b in texts):
        # The numbers stood above the break, all their text below it.
        return bool(texts)
    if not numbers_below:
        # Ends of several texts: some begin with a name, but none is a row's while one is in mid-sentence.
        begun = not small and not (len(own) > 1 and numbers_above and any(is_tail(b.text) for _, b in own))
        return tails and not (begun and (first[0].text or tall > 1))
    if numbers_above:
        return False
    shared = [b for a, b in texts if a.text]
    if shared and all(is_tail(b.text) for b in shared):
        return True
    return no_key or (not last[0].text and last[0].row_span == 1 and (small or not texts))


def with_tail_parted(first: Sequence[Cell]) -> list[Cell]:
    """The first row of a part as two, where it begins with the end of a text of the page before; else nothing.

    White parts the end, which begins in mid-sentence, from a text of its own below it, and all else stands below.
    """
    cuts = [y for cell in first if (y := end_of_tail(cell)) is not None]
    if not cuts or any(cell.row_span > 1 for cell in first):
        return []
    lines = [line for cell in first for line in cell.lines]
    if any(line.box.top < min(cuts) < line.box.bottom for line in lines):
        return []
    over = [cell for cell in first if any(x.box.bottom <= min(cuts) for x in cell.lines)]
    if any(not is_tail(cell.text) for cell in over):
        return []
    upper = [with_lines(c, 0, [x for x in c.lines if x.box.bottom <= min(cuts)]) for c in first]
    return [*upper, *(with_lines(c, 1, [x for x in c.lines if x.box.bottom > min(cuts)]) for c in first)]


def end_of_tail(cell: Cell) -> float | None:
    """The height below the end of a sentence that a cell begins with, where white parts it from the next text."""
    pitches = [b.box.y_mid - a.box.y_mid for a, b in pairwise(cell.lines)]
    if not is_tail(cell.text) or not pitches or len(cell.places) > 1:
        return None
    widest = max(range(len(pitches)), key=pitches.__getitem__)
    above, below = cell.lines[widest], cell.lines[widest + 1]
    parted = len(pitches) > 1 and pitches[widest] > _PARTED * min(pitches)
    return (above.box.bottom + below.box.top) / 2 if parted and not is_tail(below.text) else None


def with_lines(cell: Cell, row: int, lines: Sequence[Line]) -> Cell:
    """A cell with some of its lines, in another row."""
    words = tuple(word for line in lines for word in line.words)
    return replace(cell, row=row, words=words, lines=tuple(lines), text=text_of(lines))


def is_tail(text: str) -> bool:
    """Whether a text begins in the middle of a sentence; "e." and "b)" number a row."""
    return _TAIL.match(text) is not None


def continues_merge(cell: Cell, last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether an empty cell, or one that begins in mid-sentence, at the top of a part goes on from above the break.

    Only left of the row's first own text, where parents stand, or where one of the two halves spans rows already. A
    cell as tall as the empty key cell beside it belongs to the same key, whatever its text.
    """
    above = next((a for a in last if a.column == cell.column and a.column_span == cell.column_span), None)
    if above is None or not above.text:
        return False
    if not first[0].text and 1 < cell.row_span == first[0].row_span and not is_number(cell.text):
        return True
    if cell.text and not is_tail(cell.text):
        return False
    own = next((c.column for c in first if c.text and not is_tail(c.text)), 0)
    return cell.column < own or cell.row_span > 1 or (above.row_span > 1 and not cell.text)


def merge_cells(
    cells: Sequence[Cell], last: Sequence[Cell], first: Iterable[Cell], *, overlap: int
) -> tuple[Cell, ...]:
    """Append cells below the break to those above it; `overlap` rows are the same row on both pages."""
    grown = {c.column: c for c in last}
    below = {c.column: c for c in first}

    def mend(cell: Cell) -> Cell:
        other = below.get(cell.column) if grown.get(cell.column) is cell else None
        return cell if other is None else merged_cell(cell, other, overlap)

    change: Callable[[Cell], Cell] = mend
    return tuple(change(cell) for cell in cells)


def merged_cell(above: Cell, below: Cell, overlap: int) -> Cell:
    """One cell on two pages: both places kept, the text read through."""
    lines = (*above.lines, *below.lines)
    return replace(
        above,
        row_span=above.row_span + below.row_span - overlap,
        places=(*above.places, *below.places),
        words=(*above.words, *below.words),
        lines=lines,
        text=text_of(lines),
    )
