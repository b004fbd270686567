"""Tables of a document are numbered as its matches stand, with the lists of results between them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Page, PageKind
from layouts.layouts import load_layouts
from layouts.lists import ResultList
from layouts.match import Match, look_at, match_region
from layouts.office import identify_office
from pipelines.document import read_tables
from tests.tables import region_of

LAYOUTS = load_layouts()
PAGES = [Page(number, 595.0, 842.0, PageKind.TEXT, "text") for number in (1, 2)]
ROWS = [["1", "Jalan desa", "40"], ["2", "Jembatan", "12"]]


def _match(heading: str, *, page: int, top: float) -> Match:
    region = region_of([["No", heading, "Target"], *ROWS], page=page, top=top)
    return match_region(look_at(region, [], LAYOUTS.vocabulary), LAYOUTS.profiles)


def _headers(matches: Sequence[Match], lists: Sequence[ResultList] = ()) -> list[str]:
    office = identify_office([], LAYOUTS.offices)
    tables, *_ = read_tables(matches, lists, PAGES, document_id="d", office=office, layouts=LAYOUTS)
    return [table.header.partition(" | ")[2].partition(" | ")[0] or table.profile for table in tables]


def test_of_two_tables_side_by_side_the_left_one_stays_first_though_the_right_begins_higher() -> None:
    left, right = _match("Kegiatan", page=1, top=210.0), _match("Sasaran", page=1, top=200.0)
    assert _headers([left, right]) == ["Kegiatan", "Sasaran"]


def test_a_list_stands_before_the_first_table_that_begins_below_it() -> None:
    found = ResultList("Ringkasan", (), 2, 2, 100.0)
    first, second = _match("Kegiatan", page=1, top=300.0), _match("Sasaran", page=2, top=300.0)
    assert _headers([first, second], [found]) == ["Kegiatan", "list", "Sasaran"]
    assert _headers([first], [found]) == ["Kegiatan", "list"]
