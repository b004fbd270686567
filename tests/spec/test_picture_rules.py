"""What pictures of tables say: lines broken, pale, painted over or stamped on give the table that was drawn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.picture.model import GreyImage
from tests.photos import INK, Drawn, draw_page, farthest, read, shape_of, the_grid, wiped


@pytest.fixture(scope="module")
def page() -> Drawn:
    return draw_page()


def gaps(page: Drawn, *, wide: int) -> Drawn:
    """The page with gaps in all lines of its table, one on about every 25 pixels."""
    rng, xs, ys = np.random.default_rng(5), page.xs, page.ys
    level = [(int(x), y - 3, int(x) + wide, y + 4) for y in ys for x in rng.integers(xs[0], xs[-1], 17)]
    return wiped(
        page, level + [(x - 3, int(y), x + 4, int(y) + wide) for x in xs for y in rng.integers(ys[0], ys[-1], 9)]
    )


def test_a_table_gives_its_rows_and_columns(page: Drawn) -> None:
    ruled = read(page)
    assert shape_of(ruled) == [(4, 4)]
    assert not ruled.doubt


@pytest.mark.parametrize("wide", [3, 6])
def test_broken_rules_are_whole(page: Drawn, wide: int) -> None:
    assert farthest(read(gaps(page, wide=wide)), page) < 0.3


def test_dashed_level_rules_are_whole(page: Drawn) -> None:
    xs, ys = page.xs, page.ys
    dashed = wiped(page, [(x, y - 3, x + 4, y + 4) for y in ys for x in range(xs[0] + 6, xs[-1], 12)])
    assert farthest(read(dashed), page) < 0.3


def test_pale_rules_are_seen() -> None:
    page = draw_page(rule=205)
    assert farthest(read(page), page) < 0.25


def test_crossings_that_miss_are_closed(page: Drawn) -> None:
    missed = wiped(page, [(x - 5, y - 5, x + 6, y + 6) for x in page.xs for y in page.ys])
    assert farthest(read(missed), page) < 0.25


def test_cells_without_a_rule_between_them_are_one_cell(page: Drawn) -> None:
    x, (top, bottom) = page.xs, (page.ys[1], page.ys[3])
    across = (x[2] - 3, page.ys[0] + 3, x[2] + 4, page.ys[1] - 3)
    down = (x[0] + 3, page.ys[2] - 3, x[1] - 3, page.ys[2] + 4)
    grid = the_grid(read(wiped(page, [across, down])))
    assert [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells if c.row_span + c.column_span > 2] == [
        (0, 1, 1, 2),
        (1, 0, 2, 1),
    ]
    assert bottom > top


def test_a_table_without_an_outer_frame_has_its_rim_of_cells() -> None:
    page = draw_page(frame=False)
    ruled = read(page)
    assert shape_of(ruled) == [(4, 4)]
    assert farthest(ruled, page) < 0.6


def test_a_table_whose_sides_are_too_pale_to_see_is_closed_where_its_rules_end(page: Drawn) -> None:
    xs, ys = page.xs, page.ys
    open_sides = wiped(page, [(x - 3, y + 3, x + 4, y + 49) for x in (xs[0], xs[-1]) for y in ys[:-1]])
    ruled = read(open_sides)
    assert shape_of(ruled) == [(4, 4)]
    assert farthest(ruled, page) < 0.6


def test_a_solid_black_header_is_a_row() -> None:
    page = draw_page(header=True)
    assert farthest(read(page), page) < 0.3


def test_white_gaps_part_the_cells_of_a_black_header() -> None:
    page = draw_page(header=True)
    parted = wiped(page, [(x - 1, page.ys[0], x + 1, page.ys[1]) for x in page.xs[1:-1]])
    assert shape_of(read(parted)) == [(4, 4)]


def stamped(image: GreyImage, middle: tuple[int, int], grey: int) -> GreyImage:
    """A round stamp of two rings with strokes in it, as dark as told."""
    over = image.copy()
    for radius in (70, 62, 34):
        cv2.circle(over, middle, radius, grey, 2, cv2.LINE_AA)
    for k in range(-20, 21, 10):
        cv2.line(over, (middle[0] - 30, middle[1] + k), (middle[0] + 30, middle[1] + k + 3), grey, 1, cv2.LINE_AA)
    return np.minimum(image, over)


@pytest.mark.parametrize("grey", [140, 60])
def test_a_stamp_across_cells_changes_no_cell(page: Drawn, grey: int) -> None:
    middle = (page.xs[3], page.ys[2])
    assert farthest(read(stamped(page.image, middle, grey)), page) < 0.25


def test_a_signature_across_cells_changes_no_cell(page: Drawn) -> None:
    signed = page.image.copy()
    t = np.linspace(0, 6 * np.pi, 200)
    x = page.xs[2] + 40 * t / np.pi * 0.9 + 14 * np.sin(t)
    y = page.ys[3] + 34 * np.cos(1.3 * t)
    cv2.polylines(signed, [np.column_stack([x, y]).astype(np.int32)], False, INK, 2, cv2.LINE_AA)
    assert farthest(read(signed), page) < 0.25


def test_underlines_and_boxed_titles_are_no_table(page: Drawn) -> None:
    bare = wiped(page, [(page.xs[0] - 5, page.ys[0] - 5, page.xs[-1] + 6, page.ys[-1] + 6)]).image.copy()
    cv2.line(bare, (50, 62), (300, 62), INK, 2)
    cv2.rectangle(bare, (120, 200), (400, 240), INK, 2)
    assert shape_of(read(bare)) == []


def test_cells_that_are_no_rectangles_are_doubted(page: Drawn) -> None:
    x, y = page.xs, page.ys
    lost = wiped(page, [(x[1] + 3, y[2] - 3, x[2] - 3, y[2] + 4), (x[2] - 3, y[2] + 3, x[2] + 4, y[3] - 3)])
    assert "no rectangle" in read(lost).doubt


def test_a_fold_through_a_table_is_no_rule(page: Drawn) -> None:
    folded = page.image.copy()
    shade = 90 * np.exp(-(((np.arange(folded.shape[0]) - page.ys[2] - 12) / 2.5) ** 2))
    folded = np.clip(folded - shade[:, None], 0, 255).astype(np.uint8)
    assert farthest(read(folded), page) < 0.3
