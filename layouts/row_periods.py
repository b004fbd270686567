"""The part of the year that a row or a caption names: numbers of a quarter are not the year's."""

from __future__ import annotations

from layouts.columns import Column
from layouts.match import Sight
from layouts.periods import YEAR, is_part_of_year, part_in_caption, part_of_year
from layouts.record_rows import Record
from layouts.wordings import VALUE_ROLES, parse_heading


def are_parts_of_year(sight: Sight, label: int) -> bool:
    """Whether rows are quarters or months: these say when, and what is measured stands above the table."""
    texts = [r.pieces[label].text for r in sight.records if label in r.pieces]
    parts = sum(is_part_of_year(parse_heading(text).phrase) for text in texts)
    return parts > 1 and parts > len(texts) / 2


def part_of_caption(sight: Sight) -> str:
    """The part of the year that the caption or title names where no column of numbers names one; "" where none."""
    if any(column.role in VALUE_ROLES and column.periode != YEAR for column in sight.columns):
        return ""
    lines = [sight.header.title, *sight.captions[-1:]]
    return next((part for line in lines if (part := part_in_caption(line, parse_heading(line).phrase))), "")


def part_of_row(record: Record, sight: Sight) -> str:
    """The part of the year that a row's text is; "" where it is none."""
    texts = [p.text for c, p in record.pieces.items() if sight.columns[c].role not in VALUE_ROLES]
    phrases = [parse_heading(text).phrase for text in texts]
    return next((part_of_year(phrase) for phrase in phrases if is_part_of_year(phrase)), "")


def says_no_time(column: Column) -> bool:
    """Whether a column's heading names neither a year nor a part of one."""
    return column.periode == YEAR and column.tahun is None and "tahun" not in column.heading.text.lower()
