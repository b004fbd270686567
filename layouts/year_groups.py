"""Years of column groups: "Target | Realisasi | %" printed for each of several years side by side.

A group's year is often printed over one of its columns only, or in a line of its own above the header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layouts.headers import ColumnHeading
from layouts.wordings import Heading, parse_heading

# Two columns or more make a group; a single column of each year has its year in its own heading.
_SMALLEST = 2


def name_years(columns: Sequence[ColumnHeading], captions: Sequence[str]) -> tuple[ColumnHeading, ...]:
    """Give the columns of repeated groups their group's year, where it is printed once for each group.

    Args:
        columns: The headings over the columns, left to right.
        captions: The lines above the table, the nearest last.

    Returns:
        The same headings; those without a year have their group's as the outermost level.
    """
    found = repeated_groups(columns)
    if found is None:
        return tuple(columns)
    first, size, count = found
    groups = [range(first + size * k, first + size * (k + 1)) for k in range(count)]
    own = [{year for index in group for level in columns[index].path for year in level.years} for group in groups]
    years: list[int] = []
    if all(len(named) == 1 for named in own):
        years = [next(iter(named)) for named in own]
    elif not any(own):
        years = next((y for text in reversed(captions) if len(y := list(parse_heading(text).years)) == count), [])
    if len(set(years)) != count or sorted(years) not in (years, years[::-1]):
        return tuple(columns)
    named = list(columns)
    for group, year in zip(groups, years, strict=True):
        for index in group:
            if not any(level.years for level in columns[index].path):
                named[index] = replace(columns[index], path=(_year(year), *columns[index].path))
    return tuple(named)


def _year(year: int) -> Heading:
    return Heading(str(year), "", (year,), percent=False, rupiah=False)


def repeated_groups(columns: Sequence[ColumnHeading]) -> tuple[int, int, int] | None:
    """Where the same headings stand several times in a row: first column, size, count."""
    phrases = [
        (leaf.phrase, leaf.percent, leaf.rupiah) if (leaf := column.leaf) is not None else None for column in columns
    ]
    for size in range(_SMALLEST, len(phrases) // 2 + 1):
        for first in range(len(phrases) - 2 * size + 1):
            group = phrases[first : first + size]
            if None in group or len(set(group)) < size:
                continue
            count = 1
            while phrases[first + count * size : first + (count + 1) * size] == group:
                count += 1
            if count >= 2:
                return first, size, count
    return None
