"""Things on a page, found by where their centres stand without asking each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from extract.model import Box, Page, Place, Word

T = TypeVar("T")


class Placed(Generic[T]):
    """Things with their boxes, ordered by height, so that a cell asks only those beside it.

    A table of 100 rows and 40 columns has 4000 cells and as many words: each cell against each word is 16 million.
    """

    def __init__(self, things: Iterable[tuple[Box, T]]) -> None:
        """Order things by their centres' distance from the top of the page; the boxes are of one frame."""
        ordered = sorted(enumerate(things), key=lambda one: one[1][0].y_mid)
        self._mids = [box.y_mid for _, (box, _) in ordered]
        self._things = [(number, box, thing) for number, (box, thing) in ordered]

    def within(self, box: Box) -> list[T]:
        """The things whose centres a box holds, its edges included, in the order in which they were given."""
        beside = self._things[bisect_left(self._mids, box.top) : bisect_right(self._mids, box.bottom)]
        found = [(number, thing) for number, other, thing in beside if box.holds_centre_of(other)]
        return [thing for _, thing in sorted(found, key=lambda one: one[0])]


class Prints:
    """The words of pages by place; a page is ordered when it is first asked for."""

    def __init__(self, pages: Mapping[int, Page]) -> None:
        """Take pages by their number."""
        self._pages = pages
        self._placed: dict[int, Placed[Word]] = {}

    def words_in(self, place: Place) -> list[Word]:
        """The words whose centres lie in a place, in the page's order; none on a page that is not there."""
        number = place.page_number
        if number not in self._placed:
            page = self._pages.get(number)
            self._placed[number] = Placed((word.box, word) for word in (page.words if page is not None else ()))
        return self._placed[number].within(place.box)
