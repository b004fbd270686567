"""Which drawn objects of a text page are rules and fills."""

from __future__ import annotations

import pytest

from extract.model import Box, Page
from extract.paths import POINT_LIMIT
from extract.read import CUT
from tests.pages import PIXEL, page_of, paragraph, text


def rules_of(page: Page) -> list[tuple[str, int, int, int]]:
    """Direction, place across (from the top or left), from and to, in whole points."""
    return [
        ("level", round(r.box.y_mid), round(r.box.x0), round(r.box.x1))
        if r.horizontal
        else ("upright", round(r.box.x_mid), round(r.box.top), round(r.box.bottom))
        for r in page.rules
    ]


LEVEL = [("level", 142, 100, 300)]


def test_a_line_drawn_by_hand_is_a_rule_and_a_slope_is_none() -> None:
    assert rules_of(page_of(paragraph() + "100 700 m 101 686 l S")) == [("upright", 100, 142, 156)]
    assert rules_of(page_of(paragraph() + "100 700 m 102 686 l S")) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a stroke", "100 700 m 300 700 l S"),
        ("a hairline", "0 w 100 700 m 300 700 l S"),
        ("a thin filled rectangle", "100 699.5 200 1 re f"),
        ("a thin polygon", "100 699.5 m 300 699.5 l 300 700.5 l 100 700.5 l h f"),
        ("dashes of the pen", "[3 3] 0 d 100 700 m 300 700 l S"),
        (
            "dashes drawn one by one",
            "".join(f"{100 + 4 * k} 700 m {102 + 4 * k} 700 l S " for k in range(50)) + "298 700 m 300 700 l S",
        ),
        ("dots", "".join(f"{100 + 2 * k} 699.5 1 1 re f " for k in range(100)) + "299 699.5 1 1 re f"),
        ("pieces that overlap", "100 700 m 250 700 l S 200 700 m 300 700 l S"),
        ("subpaths of one path", "100 700 m 200 700 l 200 700 m 300 700 l S"),
        ("a line in a scaled form", "/X Do"),
        ("a line cut by its clip", "q 100 600 200 200 re W n 0 700 m 595 700 l S Q"),
        ("a picture one pixel thick", f"q 200 0 0 1 100 699.5 cm {PIXEL} Q"),
        ("a slightly slanted stroke", "100 700 m 300 700.4 l S"),
        ("a white line over a dark fill", ".3 g 90 600 220 200 re f 1 G 100 700 m 300 700 l S"),
    ],
)  # fmt: skip
def test_a_line_is_a_rule_however_it_is_drawn(name: str, content: str) -> None:
    forms = {"X": "/Matrix [2 0 0 2 0 0] stream 50 350 m 150 350 l S"}
    assert rules_of(page_of(paragraph() + content, forms=forms)) == LEVEL, name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a stroked rectangle", "100 500 200 200 re S"),
        ("a closed polyline", "100 500 m 300 500 l 300 700 l 100 700 l s"),
        ("a filled and stroked rectangle", ".9 g 100 500 200 200 re B"),
        ("a rectangle with one cut out", "99.5 499.5 201 201 re 100.5 500.5 199 199 re f*"),
        (
            "a hole wound the other way",
            "99.5 499.5 201 201 re 100.5 500.5 m 100.5 699.5 l 299.5 699.5 l 299.5 500.5 l h f",
        ),
        (
            "a rectangle whose inside the clip keeps out",
            "q 0 0 595 842 re 100.5 500.5 199 199 re W* n 99.5 499.5 201 201 re f Q",
        ),
    ],
)  # fmt: skip
def test_a_border_is_four_rules_however_it_is_drawn(name: str, content: str) -> None:
    found = page_of(paragraph(2) + content).rules
    assert [round(r.box.y_mid) for r in found if r.horizontal] == pytest.approx([142, 342], abs=1), name
    assert [round(r.box.x_mid) for r in found if not r.horizontal] == pytest.approx([100, 300], abs=1), name


def test_a_grid_drawn_as_one_shape_with_cells_cut_out_gives_its_lines() -> None:
    """Lines 1 pt thick between two cells side by side: each cell's edges are rules, near ones joined."""
    cells = "100.5 650.5 99 49 re 200.5 650.5 99 49 re "
    page = page_of(paragraph(2) + f"99.5 649.5 201 51 re {cells} f*")
    assert {round(r.box.x_mid) for r in page.rules if not r.horizontal} >= {100, 300}
    assert any(abs(r.box.x_mid - 200) <= 1 for r in page.rules if not r.horizontal)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("white on paper", "1 G 100 700 m 300 700 l S"),
        ("fully transparent", "/None gs 1 1 1 RG 100 700 m 300 700 l S"),
        ("not painted", "100 700 m 300 700 l n"),
        ("clipped away", "q 0 0 50 50 re W n 100 700 m 300 700 l S Q"),
        ("off the page", "700 700 m 900 700 l S"),
        ("diagonal", "100 700 m 300 800 l S"),
        ("a speck", "100 700 m 103 700 l S"),
        ("a letter's outline", text("T", x=400, y=590, size=10) + "403 590 m 403 597 l S"),
    ],
)
def test_what_a_reader_does_not_see_as_a_line_is_no_rule(name: str, content: str) -> None:
    assert rules_of(page_of(paragraph() + content)) == [], name


def test_rules_of_a_sideways_page_are_turned_with_its_text() -> None:
    sideways = "q 0 1 -1 0 595 0 cm " + paragraph() + "100 300 m 300 300 l S Q"
    page = page_of(sideways)
    assert page.turn_deg == 90
    assert rules_of(page) == [("level", 595 - 300, 100, 300)]


def test_a_filled_shape_keeps_its_fill_where_the_clip_cuts_out_little_of_it() -> None:
    page = page_of(paragraph(2) + "q 0 0 595 842 re 100 500 20 20 re W* n .8 g 99 499 201 201 re f Q")
    assert [round(f.box.width) for f in page.fills] == [201]


def test_fills_have_their_lightness_and_their_place() -> None:
    page = page_of(".8 g 100 600 200 100 re f 0 g " + paragraph())
    assert [(fill.box, round(fill.grey, 1)) for fill in page.fills] == [(Box(100, 142, 300, 242), 0.8)]


def test_page_background_and_shading_of_a_cell_in_its_own_colour_are_no_fills() -> None:
    content = "1 g 0 0 595 842 re f .8 g 100 600 200 100 re f 110 620 100 20 re f 0 g " + paragraph()
    assert [fill.box for fill in page_of(content).fills] == [Box(100, 142, 300, 242)]


def test_a_pen_wide_as_a_cell_paints_a_fill() -> None:
    page = page_of(".8 G 20 w 100 700 m 300 700 l S " + paragraph())
    assert [fill.box for fill in page.fills] == [Box(100, 132, 300, 152)]
    assert page.rules == ()


def test_triangles_and_circles_are_no_fills() -> None:
    circle = "300 700 m 300 755 200 755 200 700 c 200 645 300 645 300 700 c f"
    assert page_of("100 600 m 200 600 l 150 700 l f " + circle + paragraph()).fills == ()


def test_a_drawing_too_large_is_cut_and_said_so() -> None:
    zigzag = "0 0 m " + "".join(f"{k * 37 % 500} {k * 53 % 700} l " for k in range(POINT_LIMIT + 10)) + "S "
    page = page_of(paragraph() + zigzag + "100 700 m 300 700 l S")
    assert page.reason.endswith(CUT)
    assert "Laporan" in [word.text for word in page.words]
    assert rules_of(page) == []


def test_a_form_that_holds_itself_ends() -> None:
    page = page_of(paragraph() + "/X Do 100 700 m 300 700 l S", forms={"X": "stream/X Do 0 0 m 1 1 l S"})
    assert rules_of(page) == LEVEL
