"""Tables whose header stands beside the rows: cards of one indicator, indicators or years or kinds of belanja across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.gen.money import Line, total
from corpus.gen.variants.budget_tables import MEASURES, money_cell
from corpus.gen.variants.build import Spec, rows_of, table
from corpus.gen.variants.indicator_tables import Maker, labels, measure_group, number_column, trio_of
from corpus.gen.variants.model import Cell, Column, Part, Row, Table
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.oddities import written
from corpus.gen.variants.things import Indicator

THINGS = ("Uraian", "Uraian", "Keterangan", "Rincian", "Kinerja", "")


def card(make: Maker, one: Indicator) -> Table:
    """Two columns: what, and the indicator's sasaran, name, target, realisasi and capaian, without a header row."""
    year, rng, numbers = make.office.year, make.rng, make.numbers
    heads = trio_of(make)
    words: list[tuple[str, Cell]] = [(make.mood.heading("label"), Cell(one.label))]
    if make.chance(0.5):
        words.insert(0, (make.mood.heading("sasaran"), Cell(one.sasaran)))
    if make.chance(0.3):
        words.append((make.mood.heading("satuan"), Cell(one.unit)))
    rows = [Row((name, text), "group") for name, text in words]
    rows += [
        Row((head, cell), field=role)
        for head, (role, cell) in zip(heads, _figures(make, numbers, one, year), strict=True)
    ]
    if make.chance(0.3):
        rows.append(
            Row((make.mood.heading("keterangan"), Cell(rng.choice(("Tercapai", "Melampaui target", "Baik")))), "group")
        )
    columns: tuple[Column, ...] = (Column("other", 3), Column("measure", 5, align=rng.choice("LLC")))
    if make.chance(0.3):
        rows = [replace(row, cells=(row.cells[0], ":", row.cells[1])) for row in rows]
        columns = (columns[0], Column("other", 0.4, align="C"), columns[1])
    look = replace(make.style(), width=rng.choice((0.8, 1.0)), header_fill="", zebra="")
    return Table("capaian_indikator", columns, (), tuple(rows), look, label=one.label, forms=("card",))


def _figures(make: Maker, numbers: Numbers, one: Indicator, year: int) -> list[tuple[str, Cell]]:
    found: list[tuple[str, Cell]] = []
    for role, figure in (("target", one.targets.get(year)), ("realisasi", one.results.get(year))):
        found.append(
            (role, Cell(numbers.nothing) if figure is None else written(numbers, one, role, figure, units=None))
        )
    share = one.capaian(year)
    return [*found, ("capaian", Cell(numbers.nothing) if share is None else numbers.percent(share))]


def indicators_across(make: Maker, items: Sequence[Indicator]) -> Table:
    """Indicators side by side, target, realisasi and capaian below each other."""
    columns = [_figures(make, make.numbers, one, make.office.year) for one in items]
    specs = [Spec("other", make.mood.cased(make.rng.choice(THINGS)), 2, tuple(Cell(text) for text in trio_of(make)))]
    for one, figures in zip(items, columns, strict=True):
        cells = tuple(cell for _, cell in figures)
        specs.append(Spec("measure", make.mood.cased(one.label), 4, cells, align="C", label=one.label))
    return _down(make, "capaian_kinerja", specs, ("target", "realisasi", "capaian"), "indicators across")


def years_across(make: Maker, one: Indicator) -> Table:
    """One indicator: years side by side, measures below each other; the heading above or a title row names it."""
    office = make.office
    years = [y for y in range(office.year - make.rng.choice((2, 3)), office.year + 1) if one.results.get(y) is not None]
    heads = tuple(Cell(text.replace(str(office.year), "").strip()) for text in trio_of(make))
    specs = [Spec("other", make.mood.cased(make.rng.choice(THINGS)), 3, heads)]
    form = make.rng.choice(("{}", "{}", "Tahun {}", "TA {}"))
    for year in years:
        cells = tuple(cell for _, cell in _figures(make, make.numbers, one, year))
        specs.append(Spec("measure", form.format(year), 2.5, cells, year, "C"))
    title = make.mood.cased(one.label) if make.chance(0.3) else ""
    made = _down(make, "perbandingan_tahun", specs, ("target", "realisasi", "capaian"), "years across", title=title)
    return replace(made, label=one.label)


def years_in_cells(make: Maker, items: Sequence[Indicator]) -> Table:
    """A row for each indicator, whose cells hold the figures of several years: "2021 : 50,10" above "2022 : 51,20"."""
    year, numbers = make.office.year, make.numbers
    form = make.rng.choice(("{y} : {v}", "{v} ({y})", "Th. {y} = {v}", "{y}: {v}"))
    specs = [number_column(make, len(items)), Spec("label", make.mood.heading("label"), 5, labels(make, items))]
    for role, name in (("target", "grup_target"), ("realisasi", "grup_realisasi")):
        cells = []
        for one in items:
            figures = one.targets if role == "target" else one.results
            cells.append(_several(numbers, one, role, [(y, figures.get(y)) for y in range(year - 2, year + 1)], form))
        specs.append(Spec(role, measure_group(make, name, role), 3, tuple(cells), align=make.rng.choice("LC")))
    rows = rows_of(specs, len(items))
    return table(make.rng, "perbandingan_tahun", specs, rows, make.style(), breakable=True, forms=("years in a cell",))


def _several(
    numbers: Numbers, one: Indicator, role: str, figures: Sequence[tuple[int, Decimal | None]], form: str
) -> Cell:
    """A cell with a line for every year that has a figure."""
    parts = []
    for year, figure in figures:
        if figure is not None:
            cell = written(numbers, one, role, figure, units=None)
            parts.append(Part(year, cell.text, figure, cell.unit))
    if not parts:
        return Cell(numbers.nothing)
    return Cell("\n".join(form.format(y=part.tahun, v=part.text) for part in parts), parts=tuple(parts))


def belanja_across(make: Maker) -> Table:
    """Kinds of belanja and their sum side by side, the measures below each other."""
    lines = [*make.office.belanja, Line("", "Jumlah", *_sum(make.office.belanja))]
    numbers = make.numbers.varied(make.rng)
    roles = [role for role in MEASURES if role != "sisa" or make.chance(0.6)]
    texts = tuple(Cell(make.mood.heading(role)) for role in roles)
    specs = [Spec("other", make.mood.cased(make.rng.choice(THINGS)), 3, texts)]
    for line in lines:
        cells = tuple(money_cell(numbers, role, line) for role in roles)
        specs.append(Spec("measure", make.mood.cased(line.uraian), 3, cells, align="R", label=line.uraian))
    return _down(make, "anggaran_jenis_belanja", specs, tuple(roles), "belanja across")


def _sum(lines: Sequence[Line]) -> tuple[int, int]:
    line = total("", list(lines))
    return line.pagu, line.realisasi


def _down(make: Maker, kind: str, specs: Sequence[Spec], roles: Sequence[str], form: str, *, title: str = "") -> Table:
    rows = [replace(row, field=role) for row, role in zip(rows_of(specs, len(roles)), roles, strict=True)]
    return table(make.rng, kind, specs, rows, make.style(), title=title, forms=(form,))
