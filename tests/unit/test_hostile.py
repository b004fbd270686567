"""What a hostile page asks for is refused before it is paid for, and the reason says what it asked."""

from __future__ import annotations

import pytest

from extract.errors import InputError, TooLarge
from extract.pdf import open_pdf
from extract.picture.raster import Picture, Unread, read_picture
from extract.read import read_pages
from tests import hostile


def test_a_hundred_thousand_pages_are_not_begun() -> None:
    with pytest.raises(TooLarge, match="100,000 pages, more than 10,000"):
        read_pages(hostile.hundred_thousand_pages())


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (hostile.million_paths, "1,000,000 objects are drawn on it"),
        (hostile.many_pictures, "320,000 megapixels"),
    ],
)
def test_a_page_that_would_take_for_ever_to_render_is_not_rendered(made: hostile.Made, reason: str) -> None:
    with open_pdf(made()) as document:
        seen = read_picture(document, 1)
    assert isinstance(seen, Unread)
    assert reason in seen.reason


@pytest.mark.parametrize(
    "made",
    [
        hostile.colour_picture_without_data,
        hostile.jbig2_picture,
        hostile.inline_picture,
        hostile.tiny_tiles,
    ],
)
def test_a_picture_of_gigapixels_is_rendered_small_or_not_at_all(made: hostile.Made) -> None:
    with open_pdf(made()) as document:
        seen = read_picture(document, 1)
    assert isinstance(seen, Unread) or (isinstance(seen, Picture) and seen.image.size <= 3 * 41_000_000)


@pytest.mark.parametrize(
    "made",
    [
        hostile.filter_chain,
        hostile.deep_arrays,
        hostile.pages_that_are_not_there,
        hostile.pages_by_powers_of_ten,
        hostile.deep_page_tree,
        hostile.pages_in_a_circle,
        hostile.form_in_itself,
        hostile.glyph_in_itself,
        hostile.xref_in_a_circle,
        hostile.xref_of_thousands_of_millions,
        hostile.no_xref,
        hostile.length_of_itself,
        hostile.huge_box,
        hostile.senseless_box,
        hostile.mapping_of_everything,
    ],
)
def test_what_goes_round_or_has_no_end_comes_to_one(made: hostile.Made) -> None:
    """Pages, or a reason why there are none."""
    assert _pages_or_reason(made())


def _pages_or_reason(data: bytes) -> object:
    try:
        return read_pages(data)
    except InputError as error:
        return str(error)
