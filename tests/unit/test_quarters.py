"""What columns of quarters hold that no words name."""

from __future__ import annotations

from layouts.quarters import measure_of_parts
from layouts.wordings import Role


def test_a_table_whose_only_unnamed_part_is_cumulative_has_no_quarters_to_add_up() -> None:
    assert measure_of_parts([], {Role.TARGET: [100.0, 80.0]}, frozenset(), None) is None


def test_quarters_that_add_up_to_the_target_are_targets() -> None:
    told = measure_of_parts([[25.0, 10.0], [75.0, 70.0]], {Role.TARGET: [100.0, 80.0]}, frozenset(), None)
    assert told is not None
    assert (told.role, told.name) == (Role.TARGET, "years")
