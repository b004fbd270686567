"""The tables of all pages to logical tables, with the lines above them and the lines outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from extract.amountlists import find_amount_lists
from extract.cards import find_cards
from extract.columns import find_columns, framed_rest
from extract.conserve import lost_words
from extract.grid import find_grids
from extract.lines import words_to_lines
from extract.model import Flow, Grid, GridHints, GridMethod, Line, NoteKind, Page, PageKind, Region, Word
from extract.open_headers import with_bodies
from extract.running import running_lines
from extract.sides import gutters_of, parted_lines, parted_words
from extract.stitch import Stitched, digits_of, join_part, start_table
from extract.wording import normalised

# Two captions that print the same, misprints aside.
_SAME_CAPTION = 96.0
# Lines above a table that can still speak of it.
_CAPTION_LINES = 8


def build_flow(pages: Sequence[Page], hints: GridHints) -> Flow:
    """Find the tables of a document and put their parts together over the pages.

    Args:
        pages: In document order; not modified.
        hints: Header wordings, for tables whose rules do not show the columns and for headers of later parts.

    Returns:
        Regions in reading order (of two tables side by side the left one first), and the lines outside them without
        running headers, footers and page numbers.
    """
    drawn = {page.number: list(find_grids(page)) for page in pages}
    ruled = {number: [g for g in grids if g.method is GridMethod.RULES] for number, grids in drawn.items()}
    lines = [line for page in pages for line in lines_outside(page, ruled[page.number])]
    running = running_lines(lines, pages, hints)
    free = [line for i, line in enumerate(lines) if i not in running]
    grids, unsound = add_columns(pages, ruled, free, hints)
    grids = {n: reading_order(found) for n, found in with_bodies(pages, grids, drawn, free, hints).items()}
    grids = {number: with_painted(found, drawn[number]) for number, found in grids.items()}
    kept = tuple(line for line in free if not any(g.box.holds_centre_of(line.box) for g in grids[line.page_number]))
    tables = stitch_pages(pages, grids, kept, hints)
    regions = tuple(build_region(t, above, kept) for t, above in with_previous(tables))
    return Flow(tuple(pages), regions, kept, tuple(g for g in unsound if not is_covered(g, grids[g.page_number])))


def add_columns(
    pages: Sequence[Page], ruled: dict[int, list[Grid]], lines: Sequence[Line], hints: GridHints
) -> tuple[dict[int, list[Grid]], list[Grid]]:
    """All grids of each page in reading order: the ruled ones, and between them those whose columns are not drawn.

    Beside them the tables whose columns were not understood.
    """
    grids: dict[int, list[Grid]] = {}
    unsound: list[Grid] = []
    above: Grid | None = None
    for page in pages:
        if is_blank(page):
            grids[page.number] = []
            continue
        own = [line for line in lines if line.page_number == page.number]
        cards = [card for part in between_grids(own, ruled[page.number]) for card in find_cards(page, part, hints)]
        loose = [line for line in own if not any(card.box.holds_centre_of(line.box) for card in cards)]
        found: list[Grid] = [*cards]
        between = between_grids(loose, [*ruled[page.number], *cards])
        gutters = gutters_of(page)
        for i, part in enumerate(run for lines_between in between for run in parted_lines(lines_between, gutters)):
            goes_on = i == 0 and above is not None and part and may_go_on(page, part[0], above)
            columned, others = find_columns(page, part, hints, above if goes_on else None)
            unsound += others
            free = [line for line in part if not any(g.box.holds_centre_of(line.box) for g in columned)]
            found += [*columned, *find_amount_lists(page, free)]
        grids[page.number] = reading_order([*ruled[page.number], *found])
        # What follows a card is no more of its pairs.
        tables = (grid for grid in grids[page.number] if grid not in cards)
        last = max(tables, key=lambda grid: grid.box.bottom, default=None)
        below = last is not None and any(line.box.y_mid > last.box.bottom for line in own)
        lowest = last is not None and all(grid.box.bottom <= last.box.bottom for grid in grids[page.number])
        above = last if lowest and not below else None
    return grids, unsound


def may_go_on(page: Page, first: Line, above: Grid) -> bool:
    """Whether a table without a header can be the rest of one that the page before ends with.

    Where that was ruled, only in a frame as wide: its columns would be ruled again.
    """
    return above.method is not GridMethod.RULES or framed_rest(page, first, above) is not None


def is_covered(grid: Grid, others: Iterable[Grid]) -> bool:
    """Whether another grid takes more than half of a grid's height."""
    return any(other.box.y_overlap(grid.box) > 0.5 * grid.box.height for other in others)


def with_painted(grids: Sequence[Grid], drawn: Iterable[Grid]) -> list[Grid]:
    """The grids of a page and those painted ones that meet none of them."""
    painted = [g for g in drawn if g.method is GridMethod.FILLS]
    alone = [g for g in painted if not any(g.box.x_overlap(o.box) and g.box.y_overlap(o.box) for o in grids)]
    return reading_order([*grids, *alone])


def between_grids(lines: Sequence[Line], grids: Sequence[Grid]) -> list[list[Line]]:
    """The lines of a page above, between and below its ruled grids."""
    walls = sorted(grid.box.y_mid for grid in grids)
    parts: list[list[Line]] = [[] for _ in range(len(walls) + 1)]
    for line in lines:
        parts[sum(line.box.y_mid > wall for wall in walls)].append(line)
    return parts


def reading_order(grids: Iterable[Grid]) -> list[Grid]:
    """Top to bottom; grids that stand side by side left to right."""
    ordered: list[Grid] = []
    for grid in sorted(grids, key=lambda g: (g.box.top, g.box.x0)):
        place = len(ordered)
        while place and is_beside(ordered[place - 1], grid) and grid.box.x0 < ordered[place - 1].box.x0:
            place -= 1
        ordered.insert(place, grid)
    return ordered


def is_beside(first: Grid, second: Grid) -> bool:
    """Whether two grids of one page share most of their height."""
    if first.page_number != second.page_number:
        return False
    shared = first.box.y_overlap(second.box)
    return shared > 0.5 * min(first.box.height, second.box.height)


def lines_outside(page: Page, grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The lines of the words that stand in no grid of a page."""
    boxes = [grid.box for grid in grids]
    free = [word for word in page.words if not any(box.holds_centre_of(word.box) for box in boxes)]
    groups = parted_words(free, gutters_of(page))
    lines = [x for group in groups for strip in strips_of(group) for x in words_to_lines(strip, page.number)]
    return tuple(lines if len(groups) == 1 else sorted(lines, key=lambda line: (line.box.y_mid, line.box.x0)))


def strips_of(words: Iterable[Word]) -> list[list[Word]]:
    """Cut words into strips with white between them, from the top: each has its own lines, and few words to compare."""
    strips: list[list[Word]] = []
    bottom = float("-inf")
    for word in sorted(words, key=lambda w: w.box.top):
        if word.box.top >= bottom:
            strips.append([])
        strips[-1].append(word)
        bottom = max(bottom, word.box.bottom)
    return strips


def stitch_pages(
    pages: Sequence[Page], grids: dict[int, list[Grid]], lines: Sequence[Line], hints: GridHints
) -> list[Stitched]:
    """Go through the grids in reading order and join each first grid of a page to the table that the page before ends
    with."""
    tables: list[Stitched] = []
    before = 0
    for page in pages:
        for i, grid in enumerate(grids[page.number]):
            joined = None
            if i == 0 and tables and tables[-1].parts[-1].page_number == before:
                last = tables[-1].parts[-1]
                caption = caption_of(tables[-1].parts[0], None, lines)
                if nothing_between(last, grid, lines, caption):
                    joined = join_part(tables[-1], grid, hints)
            if joined is None:
                tables.append(start_table(grid))
            else:
                tables[-1] = joined
        before = before if is_blank(page) else page.number
    return tables


def is_blank(page: Page) -> bool:
    """Whether a page was read and nothing stands on it: the back of a sheet."""
    read = page.kind is not PageKind.SCAN or any(note.kind is NoteKind.NO_PRINT for note in page.notes)
    return not page.words and read and not any(note.kind is NoteKind.UNREAD for note in page.notes)


def nothing_between(last: Grid, grid: Grid, lines: Iterable[Line], caption: Sequence[Line]) -> bool:
    """Whether nothing but running text stands below one grid or above the other, on the page after.

    A line above the later one that prints the caption again ("Tabel 3.1 (lanjutan)") speaks for it, not against.
    """
    return not any(
        (line.page_number == last.page_number and line.box.y_mid > last.box.bottom)
        or (
            line.page_number == grid.page_number
            and line.box.y_mid < grid.box.top
            and not any(is_again(line.text, above.text) for above in caption)
        )
        for line in lines
    )


def is_again(text: str, before: str) -> bool:
    """Whether a text prints another one again, misprints and what follows it ("lanjutan") aside; numbers are equal."""
    first, second = normalised(text), normalised(before)
    alike = fuzz.ratio(first[: len(second)], second) >= _SAME_CAPTION
    return bool(second) and alike and digits_of(text) == digits_of(before)


def with_previous(tables: Sequence[Stitched]) -> list[tuple[Stitched, Grid | None]]:
    """Each table with the last part of the nearest one before it that does not stand beside it."""
    found: list[tuple[Stitched, Grid | None]] = []
    for i, table in enumerate(tables):
        grid = table.parts[0]
        ends = (other.parts[-1] for other in reversed(tables[:i]))
        found.append((table, next((end for end in ends if not is_beside(end, grid)), None)))
    return found


def build_region(table: Stitched, previous: Grid | None, lines: Sequence[Line]) -> Region:
    """The finished table with its caption."""
    cells = tuple(sorted(table.cells, key=lambda c: (c.row, c.column)))
    strays = lost_words(table.parts, cells, table.left_out)
    caption = caption_of(table.parts[0], previous, lines)
    return Region(table.parts, cells, table.row_count, len(table.edges) - 1, caption, table.notes, strays)


def caption_of(grid: Grid, previous: Grid | None, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines above a grid since the table before it; at the top of a page, the last lines of the page before."""

    def on_page(page_number: int, bottom: float) -> list[Line]:
        after = previous.box.bottom if previous and previous.page_number == page_number else float("-inf")
        return [x for x in lines if x.page_number == page_number and after < x.box.y_mid < bottom]

    above = on_page(grid.page_number, grid.box.top)
    at_top = not previous or previous.page_number != grid.page_number
    if not above and at_top:
        above = on_page(grid.page_number - 1, float("inf"))
    return tuple(above[-_CAPTION_LINES:])
