"""Which office's reports of which years a folder holds, as a grid of characters: gaps are seen at a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from layouts.records import DocumentStatus

# A year that was misread lies far off: then only years that occur have a column.
LONGEST_SPAN = 30


@dataclass(frozen=True, slots=True)
class Report:
    """A document, for the grid: whose, of which year (None: not known), and how far it was read."""

    file: str
    status: str
    satker: str
    tahun: int | None
    tingkat: str = ""
    provinsi: str = ""
    kode_satker: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office and its reports by year."""

    satker: str
    kode_satker: str
    tingkat: str
    provinsi: str
    years: Mapping[int, tuple[Report, ...]]


@dataclass(frozen=True, slots=True)
class OfficeYears:
    """Offices by province, level and name; the years that the grid has; documents without an office or a year."""

    offices: tuple[Office, ...]
    years: tuple[int, ...]
    homeless: tuple[Report, ...]

    @property
    def gaps(self) -> int:
        """Years of offices that are missing between the grid's first and last."""
        return sum(year not in office.years for office in self.offices for year in self.years)


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of the grid."""

    read: str
    partial: str
    gap: str
    many: str = "+"


BLOCKS = Signs("■", "◧", "·")
ASCII = Signs("#", "o", ".")
_RANK = {"BNN": 0, "BNNP": 1, "BNNK": 2}


def office_years(reports: Iterable[Report]) -> OfficeYears:
    """Sort reports by office and year."""
    found: dict[str, dict[int, list[Report]]] = defaultdict(lambda: defaultdict(list))
    homeless = []
    for report in reports:
        if report.satker and report.tahun is not None:
            found[report.satker][report.tahun].append(report)
        else:
            homeless.append(report)
    offices = [_office(name, by_year) for name, by_year in found.items()]
    offices.sort(key=lambda o: (o.provinsi, _RANK.get(o.tingkat, len(_RANK)), o.satker))
    years = sorted({year for office in offices for year in office.years})
    if years and years[-1] - years[0] <= LONGEST_SPAN:
        years = list(range(years[0], years[-1] + 1))
    return OfficeYears(tuple(offices), tuple(years), tuple(homeless))


def _office(name: str, by_year: Mapping[int, list[Report]]) -> Office:
    # The first that knows tells: an office is described by each of its reports.
    reports = [report for year in sorted(by_year) for report in by_year[year]]
    kode, tingkat, provinsi = (
        next((text for report in reports if (text := getattr(report, fact))), "")
        for fact in ("kode_satker", "tingkat", "provinsi")
    )
    return Office(name, kode, tingkat, provinsi, {year: tuple(by_year[year]) for year in sorted(by_year)})


def grid(table: OfficeYears, signs: Signs = BLOCKS, *, width: int) -> Iterator[str]:
    """The grid's lines: one an office, under its province where there are several."""
    name_width = max((len(office.satker) for office in table.offices), default=0) + 2
    # Years in full where they fit, else their last two digits.
    digits = 4 if name_width + 5 * len(table.years) + 2 <= width else 2
    head = "".join(f" {str(year)[-digits:]:>{digits}}" for year in table.years)
    yield f"{'':{name_width}}{head}"
    grouped = len({office.provinsi for office in table.offices}) > 1
    province: str | None = None
    for office in table.offices:
        if grouped and office.provinsi != province:
            province = office.provinsi
            yield f"{province or '(province not known)'}:"
        cells = "".join(f" {_cell(office.years.get(year, ()), signs):>{digits}}" for year in table.years)
        yield f"  {office.satker:{name_width - 2}}{cells}"


def legend(signs: Signs = BLOCKS) -> str:
    """What the characters stand for."""
    return f"{signs.read} read, {signs.partial} partly read, {signs.gap} missing, a number: several reports"


def _cell(reports: tuple[Report, ...], signs: Signs) -> str:
    if not reports:
        return signs.gap
    if len(reports) > 1:
        return str(len(reports)) if len(reports) < 10 else signs.many
    return signs.read if reports[0].status == DocumentStatus.OK else signs.partial
