"""Nothing may vanish between a page and the tables and lines that were found on it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract.conserve import words_by_page
from extract.model import Cell, Flow, Grid, Page, Place, Region, Word
from extract.read import read_pages
from extract.regions import build_flow
from layouts.layouts import load_layouts

ROOT = Path(__file__).parents[2]
REPORTS = sorted(
    path for folder in ("pdf", "unseen/pdf", "heldout/pdf") for path in (ROOT / "corpus" / folder).glob("*.pdf")
)


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def flow(request: pytest.FixtureRequest) -> Flow:
    pages = read_pages(request.param)
    return build_flow(pages, load_layouts().vocabulary.hints())


def words_inside(page: Page, grid: Grid) -> Counter[Word]:
    return Counter(word for word in page.words if grid.box.holds_centre_of(word.box))


def test_every_word_in_the_box_of_a_part_stands_in_one_of_its_cells(flow: Flow) -> None:
    pages = {page.number: page for page in flow.pages}
    for part in (part for region in flow.regions for part in region.parts):
        told = Counter(word for _, word in words_by_page(part.cells))
        assert told + Counter(part.strays) == words_inside(pages[part.page_number], part)


def test_no_table_loses_a_word_of_its_parts(flow: Flow) -> None:
    assert [region.strays for region in flow.regions if region.strays] == []


def test_no_word_stands_in_two_cells_or_in_a_cell_and_a_line(flow: Flow) -> None:
    told = Counter(key for region in flow.regions for key in words_by_page(region.cells))
    told += Counter((line.page_number, word) for line in flow.lines for word in line.words)
    printed = Counter((page.number, word) for page in flow.pages for word in page.words)
    assert not told - printed


def test_words_cells_and_lines_of_a_cell_say_the_same(flow: Flow) -> None:
    for cell in (cell for region in flow.regions for cell in region.cells):
        assert Counter(cell.words) == Counter(word for line in cell.lines for word in line.words)


def test_cells_of_a_table_do_not_overlap_and_leave_no_slot(flow: Flow) -> None:
    for region in flow.regions:
        slots = Counter(slot for cell in region.cells for slot in slots_of(cell))
        assert set(slots.values()) <= {1}
        assert len(slots) == region.row_count * region.column_count, [line.text for line in region.caption]


def slots_of(cell: Cell) -> list[tuple[int, int]]:
    return [(cell.row + r, cell.column + c) for r in range(cell.row_span) for c in range(cell.column_span)]


def test_a_cell_on_two_pages_has_a_place_on_each(flow: Flow) -> None:
    for cell in (cell for region in flow.regions for cell in region.cells):
        assert {line.page_number for line in cell.lines} <= pages_of(cell.places)


def pages_of(places: tuple[Place, ...]) -> set[int]:
    return {place.page_number for place in places}


def test_tables_come_in_reading_order(flow: Flow) -> None:
    assert [region.page_from for region in flow.regions] == sorted(region.page_from for region in flow.regions)


def test_pages_of_a_table_follow_each_other(flow: Flow) -> None:
    for region in flow.regions:
        assert follows(region)


def follows(region: Region) -> bool:
    numbers = [part.page_number for part in region.parts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
