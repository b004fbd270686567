"""The steps from drawn rules to the lines of a grid, each on its own."""

from __future__ import annotations

from extract.edges import Edge, connected_edges, merge_edges, missing_sides, tiling_boxes, whole_cells
from extract.grid import rectangles_of, spanning_groups
from extract.model import Box, Fill

H = 8.0


def test_pieces_of_a_rule_are_joined_over_a_gap_of_two_points() -> None:
    merged = merge_edges([Edge(True, 100, 0, 50), Edge(True, 100.4, 51.9, 90)], H)
    assert [(e.start, e.end) for e in merged] == [(0, 90)]


def test_pieces_with_a_wider_gap_stay_apart() -> None:
    assert len(merge_edges([Edge(True, 100, 0, 50), Edge(True, 100, 53, 90)], H)) == 2


def test_dots_are_joined_and_stray_ticks_dropped() -> None:
    dots = [Edge(False, 10, y, y + 1) for y in range(0, 40, 2)]
    assert [(e.start, e.end) for e in merge_edges([*dots, Edge(False, 300, 0, 3)], H)] == [(0, 39)]


def test_edges_that_end_short_of_each_other_are_connected() -> None:
    box = [Edge(True, 0, 1.5, 99), Edge(True, 50, 1.5, 99), Edge(False, 0, 0, 50), Edge(False, 100, 0, 50)]
    assert [len(group) for group in connected_edges(box, H)] == [4]


def test_edges_of_one_direction_are_no_group() -> None:
    assert connected_edges([Edge(True, 0, 0, 9), Edge(True, 5, 0, 9), Edge(True, 8, 0, 9)], H) == []


def test_slots_without_a_border_are_one_group() -> None:
    xs = [(0.0, [Edge(False, 0, 0, 20)]), (10.0, [Edge(False, 10, 10, 20)]), (20.0, [Edge(False, 20, 0, 20)])]
    ys = [(float(y), [Edge(True, y, 0, 20)]) for y in (0, 10, 20)]
    assert spanning_groups(xs, ys) == [[(0, 0), (0, 1)], [(1, 0)], [(1, 1)]]


def test_rectangle_of_slots_is_one_cell() -> None:
    assert rectangles_of([(0, 0), (0, 1), (1, 0), (1, 1)]) == [(0, 0, 2, 2)]


def test_l_shape_is_cut_into_rectangles() -> None:
    assert rectangles_of([(0, 0), (0, 1), (1, 0)]) == [(0, 0, 1, 2), (1, 0, 1, 1)]


def test_sides_are_added_only_where_two_edges_end_together() -> None:
    running = [Edge(True, 0, 0, 100), Edge(True, 20, 0, 100), Edge(True, 40, 0, 60)]
    assert missing_sides(running, 30, 70, H) == [
        Edge(False, 0, 0, 40, drawn=False),
        Edge(False, 100, 0, 20, drawn=False),
    ]


def test_only_boxes_side_by_side_and_equally_tall_tile() -> None:
    row = [Box(0, 0, 50, 12), Box(50, 0, 90, 12)]
    alone = [Box(0, 40, 50, 52), Box(50, 40, 90, 60)]
    assert tiling_boxes([*row, *alone], H) == row


def test_strips_around_a_paragraph_are_one_cell_with_it() -> None:
    strips = [Box(0, 0, 60, 6), Box(0, 6, 5, 18), Box(5, 6, 55, 18), Box(55, 6, 60, 18), Box(0, 18, 60, 24)]
    assert whole_cells([Fill(box, 0.5) for box in strips], H) == [Box(0, 0, 60, 24)]


def test_cells_that_touch_stay_two() -> None:
    cells = [Box(0, 0, 60, 20), Box(60, 0, 120, 20)]
    assert sorted(whole_cells([Fill(box, 0.5) for box in cells], H), key=lambda b: b.x0) == cells
