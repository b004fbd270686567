"""Things on a page are found by place, and only those beside the place are asked."""

from __future__ import annotations

from extract.model import Box, Page, PageKind, Place, Word
from extract.placed import Placed, Prints


class Asked(Box):
    """A box that counts how often its place across the page is asked for."""

    count = 0

    @property
    def x_mid(self) -> float:
        """The centre, and one more question."""
        Asked.count += 1
        return (self.x0 + self.x1) / 2


def test_centres_are_within_up_to_the_edges_and_come_in_the_order_they_were_given() -> None:
    words = {"low": Box(0, 18, 4, 22), "edge": Box(8, 8, 12, 12), "out": Box(9, 8, 13, 12), "high": Box(0, -2, 4, 2)}
    assert Placed((box, text) for text, box in words.items()).within(Box(0, 0, 10, 20)) == ["low", "edge", "high"]


def test_only_things_at_the_height_of_a_place_are_asked() -> None:
    placed = Placed(
        (Asked(10 * column, 10 * row, 10 * column + 8, 10 * row + 8), (row, column))
        for row in range(50)
        for column in range(20)
    )
    Asked.count = 0
    assert placed.within(Box(29, 69, 39, 79)) == [(7, 3)]
    assert Asked.count <= 2 * 20


def test_words_are_found_on_their_own_page_and_none_on_a_page_that_is_not_there() -> None:
    word = Word("97,50", Box(10, 10, 30, 20))
    prints = Prints({2: Page(2, 595, 842, PageKind.TEXT, "", words=(word,))})
    assert prints.words_in(Place(2, Box(0, 0, 100, 100))) == [word]
    assert prints.words_in(Place(1, Box(0, 0, 100, 100))) == []
