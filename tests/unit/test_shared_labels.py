"""Labels of several rows in one cell, dealt by the rows drawn beside it."""

from __future__ import annotations

from layouts.headers import slots_of
from layouts.shared_labels import deal_lines
from tests.tables import ABOVE, region_of


def dealt(label: str) -> dict[int, str]:
    """The parts of a label printed over two rows; a line of it stands 12 points below the one before, a row is 40."""
    slots = slots_of(region_of([[label, "1.000"], [ABOVE, "2.000"]]))
    cell = slots[0][0]
    assert cell is not None
    return deal_lines(cell, slots, [0, 1])


def test_each_line_goes_to_the_row_it_stands_level_with() -> None:
    assert dealt("Layanan Umum\n\n\n\nLayanan Data\ndan Informasi") == {
        0: "Layanan Umum",
        1: "Layanan Data dan Informasi",
    }


def test_a_text_beside_one_row_alone_is_one_label() -> None:
    assert dealt("Layanan Umum\nLayanan Data") == {}


def test_a_line_that_goes_on_in_lower_case_begins_no_row() -> None:
    assert dealt("Layanan Umum\n\n\n\ndan Informasi") == {}
