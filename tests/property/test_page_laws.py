"""Laws of boxes, frames and lines that hold for any page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.lines import words_to_lines
from extract.model import Box, Page, PageKind, Word, union_of
from extract.userspace import Frame

LENGTHS = st.floats(0, 1000, allow_nan=False, width=32)
TURNS = st.sampled_from([0, 90, 180, 270])


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """A box anywhere on a large page."""
    x0, x1 = sorted([draw(LENGTHS), draw(LENGTHS)])
    top, bottom = sorted([draw(LENGTHS), draw(LENGTHS)])
    return Box(x0, top, x1, bottom)


@st.composite
def words_of_a_page(draw: st.DrawFn) -> list[Word]:
    """Words of print of several sizes, on and off common baselines."""
    places = st.tuples(st.integers(0, 400), st.integers(0, 60), st.integers(4, 14), st.integers(1, 9))
    spots = draw(st.lists(places, max_size=25, unique=True))
    return [
        Word("x" * size, Box(float(x), 10.0 * row, float(x + 5 * size), 10.0 * row + height))
        for x, row, height, size in spots
    ]


def same(first: Box, second: Box) -> bool:
    """Equal but for rounding."""
    ends = zip(
        (first.x0, first.top, first.x1, first.bottom),
        (second.x0, second.top, second.x1, second.bottom),
        strict=True,
    )
    return all(abs(a - b) < 1e-6 for a, b in ends)


@given(st.lists(boxes(), min_size=1, max_size=8))
def test_a_union_holds_the_centres_of_all_its_boxes(found: list[Box]) -> None:
    whole = union_of(found)
    assert all(whole.holds_centre_of(box) for box in found)
    assert union_of([whole, *found]) == whole


@given(boxes(), boxes())
def test_overlap_is_mutual_and_no_longer_than_either(one: Box, other: Box) -> None:
    assert one.x_overlap(other) == other.x_overlap(one) <= min(one.width, other.width)
    assert one.y_overlap(other) == other.y_overlap(one) <= min(one.height, other.height)


@given(boxes(), st.floats(1, 2000), st.floats(1, 2000))
def test_four_quarter_turns_change_nothing(box: Box, width: float, height: float) -> None:
    frame = Frame((1, 0, 0, -1, 0, height), width, height, 0)
    turned = frame.turn(90).turn(90).turn(90).turn(90)
    user = (box.x0, box.top, box.x1, box.bottom)
    assert same(turned.box(user), frame.box(user))
    assert (turned.width, turned.height, turned.turned_deg) == (width, height, 0)
    assert same(frame.turn(270).box(user), frame.turn(90).turn(180).box(user))


@given(boxes(), TURNS, st.floats(1, 2000), st.floats(1, 2000))
def test_a_page_maps_back_what_its_frame_turned(box: Box, turn: int, width: float, height: float) -> None:
    view = Frame((1, 0, 0, -1, 0, height), width, height, 0)
    upright = view.turn(turn)
    page = Page(1, upright.width, upright.height, PageKind.TEXT, "", turn_deg=turn)
    user = (box.x0, box.top, box.x1, box.bottom)
    assert same(page.to_view(upright.box(user)), view.box(user))


@given(words_of_a_page())
def test_every_word_stands_in_exactly_one_line(words: list[Word]) -> None:
    lines = words_to_lines(words, 1)
    assert sorted(map(repr, words)) == sorted(repr(word) for line in lines for word in line.words)
    for line in lines:
        assert line.box == union_of(word.box for word in line.words)
        assert [word.box.x0 for word in line.words] == sorted(word.box.x0 for word in line.words)


@given(words_of_a_page(), st.integers(-500, 500), st.integers(-500, 500))
def test_lines_do_not_depend_on_where_the_page_begins(words: list[Word], dx: int, dy: int) -> None:
    moved = [Word(w.text, Box(w.box.x0 + dx, w.box.top + dy, w.box.x1 + dx, w.box.bottom + dy)) for w in words]
    there = [line.text for line in words_to_lines(moved, 1)]
    assert there == [line.text for line in words_to_lines(words, 1)]


@given(words_of_a_page())
def test_twice_the_size_gives_the_same_lines(words: list[Word]) -> None:
    doubled = [Word(w.text, Box(2 * w.box.x0, 2 * w.box.top, 2 * w.box.x1, 2 * w.box.bottom)) for w in words]
    assert [line.text for line in words_to_lines(doubled, 1)] == [line.text for line in words_to_lines(words, 1)]
