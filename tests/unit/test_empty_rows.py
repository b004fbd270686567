"""A row that prints no value is told: it is in none of the outputs."""

from __future__ import annotations

import pytest

from layouts.empty_rows import rows_without_values
from layouts.rows import TableContext, read_values
from tests.tables import region_of
from tests.unit.test_unread_numbers import HEAD, LAYOUTS, PAGES, ROWS, match_of


@pytest.mark.parametrize("nothing", ["nihil", "n/a", "-"])
def test_a_row_of_nothing_is_told_with_its_label(nothing: str) -> None:
    rows = [HEAD, *ROWS, ["3", "Jumlah kawasan rawan", "-", "-", nothing]]
    match = match_of(region_of(rows, caption=["Capaian Kinerja Tahun 2021"]))
    context = TableContext("t001", 2021, PAGES, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices)
    values, _ = read_values(match, context)
    (finding,) = rows_without_values(match, "t001", values)
    assert (finding.code, finding.row) == ("rows-without-values", 3)
    assert finding.found == f"Jumlah kawasan rawan: - | - | {nothing}"
    assert rows_without_values(match_of(region_of(rows[:-1])), "t001", values) == ()
