"""Headers that are drawn while their body is not: the rows below stand in the header's columns.

Spreadsheets print borders around the header alone, web pages paint it and leave the body white or striped. The header's
own edges then tell the columns better than any white space.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.columns import continue_below
from extract.model import Box, Grid, GridHints, Line, Page
from extract.wording import is_column_numbering, is_number

# Three levels and the row of column numbers.
_MOST_ROWS = 4
_FEWEST_COLUMNS = 3
# A header heads most of its columns; a boxed remark does not.
_FILLED = 0.6
_YEAR = re.compile(r"(?:19|20)\d\d$")


def is_open_header(grid: Grid) -> bool:
    """Whether a drawn grid is nothing but the header of a table: texts over most columns, and no numbers but years."""
    rows, columns = len(grid.row_edges) - 1, len(grid.column_edges) - 1
    if rows > _MOST_ROWS or columns < _FEWEST_COLUMNS:
        return False
    numbering = {row for row in range(rows) if _is_numbering(grid, row)}
    body = [cell for cell in grid.cells if cell.text and cell.row not in numbering]
    if any(is_number(cell.text) and not _YEAR.match(cell.text) for cell in body):
        return False
    headed = {cell.column + k for cell in body for k in range(cell.column_span)}
    return len(body) >= _FEWEST_COLUMNS and len(headed) >= _FILLED * columns


def _is_numbering(grid: Grid, row: int) -> bool:
    return is_column_numbering([cell.text for cell in grid.cells if cell.row == row and cell.text])


def with_bodies(
    pages: Sequence[Page],
    grids: Mapping[int, Sequence[Grid]],
    drawn: Mapping[int, Sequence[Grid]],
    lines: Sequence[Line],
    hints: GridHints,
) -> dict[int, list[Grid]]:
    """The grids of each page, and to headers that are drawn alone the undrawn rows below them that no other grid has.

    Args:
        pages: In document order.
        grids: What was found on each page by its number, whether drawn or not.
        drawn: The ruled and painted grids of each page.
        lines: The document's lines outside ruled grids, without running headers and footers.
        hints: Known header wordings: the next table's header ends this one.
    """
    found = {number: list(own) for number, own in grids.items()}
    by_page = {page.number: [line for line in lines if line.page_number == page.number] for page in pages}
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        for header in filter(is_open_header, drawn[page.number]):
            others = [grid for grid in found[page.number] if grid is not header]
            if any(g.box.x_overlap(header.box) and g.box.y_overlap(header.box) for g in others):
                continue
            below = _lines_below(by_page[page.number], header.box.bottom, others)
            body = continue_below(page, below, header, hints) if below else None
            if body is not None:
                found[page.number] = [*others, _joined(header, body)]
            elif not below and following is not None and not any(g.box.top > header.box.bottom for g in others):
                # The header is the last thing on its page: its rows begin the next one.
                first = _lines_below(by_page[following.number], 0.0, found[following.number])
                body = continue_below(following, first, header, hints) if first else None
                if body is not None:
                    found[page.number] = [*others, header]
                    found[following.number] = [body, *found[following.number]]
    return found


def _lines_below(lines: Sequence[Line], top: float, grids: Sequence[Grid]) -> list[Line]:
    """The lines below a height that stand in no grid, up to the next one."""
    end = min((grid.box.top for grid in grids if grid.box.top >= top), default=float("inf"))
    return [line for line in lines if top < line.box.y_mid < end]


def _joined(header: Grid, body: Grid) -> Grid:
    rows = len(header.row_edges) - 1
    box = header.box
    return Grid(
        header.page_number,
        Box(min(box.x0, body.box.x0), box.top, max(box.x1, body.box.x1), body.box.bottom),
        header.column_edges,
        (*header.row_edges[:-1], *body.row_edges),
        (*header.cells, *(replace(cell, row=cell.row + rows) for cell in body.cells)),
        body.method,
        header.text_height,
        (*header.strays, *body.strays),
    )
