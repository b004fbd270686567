"""Tables with a column for each quarter beside the year's: plans of action, results and money by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from corpus.gen.money import Line, percent, total
from corpus.gen.variants.budget_tables import MEASURES, TOTALS, line_columns
from corpus.gen.variants.build import Spec, rows_of, table, total_row
from corpus.gen.variants.indicator_tables import Maker, finish, left_columns, title_of, unit_column, value_column
from corpus.gen.variants.model import Cell, Row, Table
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.things import Indicator

QUARTERS = ("TW1", "TW2", "TW3", "TW4")
ROMAN = ("I", "II", "III", "IV")
NAMES: tuple[tuple[str, ...], ...] = (
    *(tuple(form.format(part) for part in ROMAN) for form in ("TW {}", "Triwulan {}", "TW-{}", "Trw. {}", "Tribulan {}", "{}")),
    ("TW 1", "TW 2", "TW 3", "TW 4"), ("Triwulan 1", "Triwulan 2", "Triwulan 3", "Triwulan 4"), ("Q1", "Q2", "Q3", "Q4"),
    ("B3", "B6", "B9", "B12"), ("B03", "B06", "B09", "B12"), ("s.d. B03", "s.d. B06", "s.d. B09", "s.d. B12"),
    ("Jan-Mar", "Apr-Jun", "Jul-Sep", "Okt-Des"),
)  # fmt: skip
GROUPS = (
    "Target Triwulan",
    "Rencana per Triwulan",
    "Target per Triwulan (kumulatif)",
    "Triwulan",
    "Rencana Aksi",
    "Jadwal Pencapaian",
)
UP_TO = ("Kumulatif", "s.d. TW IV", "Kumulatif s.d. Triwulan IV", "Jumlah s.d. TW IV")


def _names(make: Maker) -> tuple[tuple[str, ...], str]:
    names = make.rng.choice(NAMES)
    group = make.rng.choice(GROUPS)
    if names[0] in ("I", "Jan-Mar"):
        group = make.rng.choice(("Triwulan", "Target Triwulan"))
    if names[0].endswith("3"):
        group = make.rng.choice(("Rencana Penyelesaian s.d. Bulan ke-", "Target Bulan", "Target"))
    return names, group


def share_of(one: Indicator, figure: Decimal | None, quarter: int) -> Decimal | None:
    """What has been reached after this many quarters: counts grow, an index is measured at the end of the year."""
    if figure is None or one.style:
        return figure if quarter == len(QUARTERS) else None
    if one.decimals <= 0:
        return (figure * quarter / 4).quantize(Decimal(1), ROUND_HALF_UP)
    return figure if quarter == len(QUARTERS) else None


def quarter_plan(make: Maker, caption: str) -> Table:
    """The year's target and those of its quarters."""
    items, year = make.office.indicators, make.office.year
    specs = left_columns(make, items, sasaran=0.5, kegiatan=0.05)
    if make.chance(0.4):
        specs.append(unit_column(make, items))
    names, group = _names(make)
    groups = (make.mood.cased(group),) if make.chance(0.85) else ()
    parts = []
    for part, (name, periode) in enumerate(zip(names, QUARTERS, strict=True), start=1):
        figures = [share_of(one, one.targets[year], part) for one in items]
        parts.append(_quarter(make, "target", make.mood.cased(name), items, figures, groups=groups, periode=periode))
    whole = value_column(make, "target", make.mood.heading("target"), items, [one.targets[year] for one in items])
    specs += [*parts, whole] if make.chance(0.4) else [whole, *parts]
    made = finish(make, "rencana_kinerja_tahunan", specs, items, title=title_of(make, caption))
    return replace(made, forms=("quarters",))


def _quarter(
    make: Maker, role: str, heading: str, items: Sequence[Indicator], figures: Sequence[Decimal | None], **more: object
) -> Spec:
    spec = value_column(make, role, heading, items, figures, units=False, **more)
    return replace(spec, weight=1.6, align="C")


def quarter_results(make: Maker, caption: str) -> Table:
    """Target and realisasi of every quarter, and of the year: a wide table."""
    items, year = make.office.indicators, make.office.year
    specs = left_columns(make, items, sasaran=0.2, kegiatan=0)
    if make.chance(0.4):
        specs.append(unit_column(make, items))
    names, _ = _names(make)
    heads = (make.rng.choice(("T", "Target")), make.rng.choice(("R", "Realisasi")))
    for part, (name, periode) in enumerate(zip(names, QUARTERS, strict=True), start=1):
        groups = (make.mood.cased(name),)
        for role, heading in zip(("target", "realisasi"), heads, strict=True):
            figures = [
                share_of(one, one.targets[year] if role == "target" else one.results[year], part) for one in items
            ]
            specs.append(_quarter(make, role, heading, items, figures, groups=groups, periode=periode))
    whole = (make.mood.cased(make.rng.choice((f"Tahun {year}", "Total", "Setahun"))),)
    for role, heading in zip(("target", "realisasi"), heads, strict=True):
        figures = [one.targets[year] if role == "target" else one.results[year] for one in items]
        specs.append(_quarter(make, role, heading, items, figures, groups=whole))
    shares = [one.capaian(year) for one in items]
    specs.append(_quarter(make, "capaian", make.mood.heading("capaian"), items, shares))
    made = finish(make, "capaian_kinerja", specs, items, title=title_of(make, caption))
    return replace(made, forms=("quarter results",))


def quarter_money(make: Maker) -> Table:
    """Pagu, what was spent by the end of each quarter, and the year's realisasi and percentage."""
    office, rng = make.office, make.rng
    lines = [*office.kegiatan, *office.support]
    numbers = make.numbers.varied(rng)
    spent = {
        line.no: sorted(round(line.realisasi * rng.uniform(0.1, 0.9) / 1000) * 1000 for _ in range(3)) for line in lines
    }
    specs = line_columns(make, lines, "uraian")
    specs.append(
        Spec("pagu", make.mood.heading("pagu"), 3, tuple(numbers.amount(line.pagu) for line in lines), align="R")
    )
    names, group = _names(make)[0], rng.choice(("Realisasi s.d.", "Realisasi", "Penyerapan per Triwulan"))
    for part, (name, periode) in enumerate(zip(names, QUARTERS, strict=True)):
        amounts = [[*spent[line.no], line.realisasi][part] for line in lines]
        cells = tuple(numbers.amount(amount) for amount in amounts)
        specs.append(Spec(
            "realisasi_anggaran", make.mood.cased(name), 3, cells, align="R", groups=(make.mood.cased(group),), periode=periode,
        ))  # fmt: skip
    if make.chance(0.6):
        cells = tuple(numbers.amount(line.realisasi) for line in lines)
        name = make.rng.choice(UP_TO)
        specs.append(Spec("realisasi_anggaran", make.mood.cased(name), 3, cells, align="R", periode="kumulatif"))
    shares = tuple(numbers.percent(percent(line.realisasi, line.pagu)) for line in lines)
    specs.append(Spec("persen_anggaran", make.mood.heading("persen_anggaran"), 2, shares, align="C"))
    rows = rows_of(specs, len(lines))
    if make.chance(0.7):
        rows.append(_sums(make, specs, total("", lines), numbers))
    return table(rng, "anggaran_kegiatan", specs, rows, make.style(), breakable=True, forms=("quarterly money",))


def _sums(make: Maker, specs: Sequence[Spec], whole: Line, numbers: Numbers) -> Row:
    """The last row: every amount's sum, and the share of the whole."""
    values = {}
    for index, spec in enumerate(specs):
        if spec.role == "persen_anggaran":
            values[index] = numbers.percent(whole.persen)
        elif spec.role in MEASURES:
            amounts = [cell.value for cell in spec.cells if isinstance(cell, Cell) and cell.value is not None]
            values[index] = numbers.amount(int(sum(amounts)))
    return total_row(specs, make.rng.choice(TOTALS), values)
