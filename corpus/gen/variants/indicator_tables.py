"""Random tables of indicators: plans, agreements, results, comparisons of years and offices, scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus.gen.variants.build import Spec, glue, merged, rows_of, table, total_row
from corpus.gen.variants.forms import RATES
from corpus.gen.variants.model import Cell, Look, Row, Table
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.oddities import ROMAN, written
from corpus.gen.variants.things import Indicator, Office
from corpus.gen.variants.wording import PLACES, Mood

NUMBERS = ("{}", "{}.", "{}")
GRADES = ("Sangat Tinggi", "Tinggi", "Sangat Baik", "Baik", "Cukup", "Melampaui", "Tercapai")


@dataclass(frozen=True, slots=True)
class Maker:
    """What every table of a report shares: chance, office, wording, numbers and the usual look.

    `unit` is what the offices below another agency are called. A report that is not `wild` has none of the forms of `corpus.gen.variants.forms`, and draws no chance for them.
    """

    rng: Random
    office: Office
    mood: Mood
    numbers: Numbers
    look: Look
    looks: tuple[Look, ...]
    wild: bool = False
    unit: str = ""

    def style(self) -> Look:
        """Mostly the report's look, now and then another."""
        return self.rng.choice(self.looks) if self.rng.random() < 0.25 else self.look

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self.rng.random() < share

    def form(self, name: str) -> bool:
        """Whether something has the form of this name."""
        return self.wild and self.rng.random() < RATES[name]


def labels(make: Maker, items: Sequence[Indicator]) -> tuple[Cell | str, ...]:
    """Indicator names as this table words them."""
    return tuple(Cell(one.other_label if make.chance(0.06) else one.label) for one in items)


def number_column(make: Maker, count: int) -> Spec:
    """The rows' numbers."""
    form = make.rng.choice(NUMBERS)
    return Spec("no", make.mood.heading("no"), 1, tuple(Cell(form.format(i + 1)) for i in range(count)), align="C")


def left_columns(
    make: Maker, items: Sequence[Indicator], *, sasaran: float, kegiatan: float, no: float = 0.8
) -> list[Spec]:
    """The text columns: number, kegiatan, sasaran (merged over equal neighbours or not) and indicator."""
    specs: list[Spec] = []
    if make.chance(no):
        specs.append(number_column(make, len(items)))
    merge = make.chance(0.75)
    for role, share, texts in (
        ("kegiatan", kegiatan, [Cell(one.kegiatan) for one in items]),
        ("sasaran", sasaran, [Cell(one.sasaran) for one in items]),
    ):
        if make.chance(share):
            cells = merged(texts) if merge else tuple(texts)
            specs.append(Spec(role, make.mood.heading(role), 4, cells))
    specs.append(Spec("label", make.mood.heading("label"), 5, labels(make, items)))
    return specs


def value_column(
    make: Maker, role: str, heading: str, items: Sequence[Indicator], figures: Sequence[Decimal | None], **more: object
) -> Spec:
    """Figures of one measure, each as its indicator and the column\'s own style write it."""
    numbers = make.numbers.varied(make.rng)
    units = more.pop("units", None)
    cells: list[Cell | str] = []
    for one, figure in zip(items, figures, strict=True):
        if figure is None:
            cells.append(Cell(numbers.nothing))
        elif role == "capaian":
            cells.append(numbers.percent(figure))
        else:
            cells.append(written(numbers, one, role, figure, units=units))  # type: ignore[arg-type]
    align = make.rng.choice("CCLR")
    return Spec(role, heading, 2, tuple(cells), align=align, **more)  # type: ignore[arg-type]


def unit_column(make: Maker, items: Sequence[Indicator]) -> Spec:
    """The indicators' units."""
    return Spec("satuan", make.mood.heading("satuan"), 1.8, tuple(Cell(one.unit) for one in items), align="C")


def _extras(make: Maker, specs: list[Spec], count: int) -> None:
    """Columns that are no values: bobot before the figures, kategori and keterangan at the end."""
    if make.chance(0.12):
        place = next(i for i, spec in enumerate(specs) if spec.role == "label") + 1
        cells = tuple(Cell(str(make.rng.choice((5, 10, 15, 20)))) for _ in range(count))
        specs.insert(place, Spec("other", make.mood.heading("bobot"), 1.5, cells, align="C"))
    if make.chance(0.15):
        cells = tuple(Cell(make.rng.choice(GRADES)) for _ in range(count))
        specs.append(Spec("other", make.mood.heading("kategori"), 2, cells, align="C"))
    if make.chance(0.12):
        words = ("Tercapai", "Anggaran tersedia", "Terkendala refocusing", "Kegiatan bersama Pemda", "", "-")
        cells = tuple(Cell(make.rng.choice(words)) for _ in range(count))
        specs.append(Spec("other", make.mood.heading("keterangan"), 2.5, cells))


def title_of(make: Maker, caption: str) -> str:
    """The caption again as the table's first line, now and then."""
    return make.mood.cased(caption) if make.chance(0.1) else ""


def finish(make: Maker, kind: str, specs: list[Spec], items: Sequence[Indicator], **more: object) -> Table:
    """Rows, stacked indicators without rules, group rows, numbering row."""
    rows = rows_of(specs, len(items))
    places = [i for i, spec in enumerate(specs) if spec.role in ("sasaran", "kegiatan")]
    if places and make.chance(0.2):
        rows = glue(rows, places[-1])
    elif not places and make.chance(0.2) and len(items) > 3:
        rows = _grouped(make, rows, items, len(specs))
    more.setdefault("numbering", make.chance(0.2))
    return table(make.rng, kind, specs, rows, make.style(), breakable=True, **more)


def _grouped(make: Maker, rows: list[Row], items: Sequence[Indicator], width: int) -> list[Row]:
    """A heading row with the sasaran before its indicators."""
    word = make.rng.choice(("Sasaran Strategis {n} : {s}", "Sasaran {n}. {s}", "{s}"))
    if make.form("roman groups"):
        word = make.rng.choice(("{r}. {s}", "{r}  {s}", "SASARAN {r} : {s}"))
    out: list[Row] = []
    number = 0
    for index, (row, one) in enumerate(zip(rows, items, strict=True)):
        if not index or one.sasaran != items[index - 1].sasaran:
            number += 1
            out.append(
                Row((word.format(n=number, r=ROMAN[number], s=one.sasaran), *["<"] * (width - 1)), "group", bold=True)
            )
        out.append(row)
    return out


def plan(make: Maker, caption: str) -> Table:
    """Targets of several years, under one group heading with the years below, or bare years."""
    items, office = make.office.indicators, make.office
    specs = left_columns(make, items, sasaran=0.7, kegiatan=0.6)
    if make.chance(0.3):
        specs.append(unit_column(make, items))
    form = make.rng.choice(("{}", "{}", "Th. {}", "Target {}", "Tahun {}"))
    groups = () if form == "Target {}" else (make.mood.heading("grup_target"),)
    if not groups or (make.chance(0.1) and form != "{}"):
        groups = ()
    for year in range(office.first, office.last + 1):
        figures = [one.targets.get(year) for one in items]
        spec = value_column(make, "target", form.format(year), items, figures, tahun=year, groups=groups)
        specs.append(replace(spec, align="C"))
    return finish(make, "renproja_target", specs, items, title=title_of(make, caption))


def funding(make: Maker, caption: str) -> Table:
    """Money needed in several years per kegiatan, amounts merged over the kegiatan's indicators."""
    items, office, rng = make.office.indicators, make.office, make.rng
    specs = left_columns(make, items, sasaran=0.4, kegiatan=1)
    numbers = make.numbers.varied(rng)
    if not numbers.amount_style.startswith(("english", "dots")):
        numbers = replace(numbers, amount_style="dots")
    group = make.mood.heading("grup_dana") if make.chance(0.7) else make.mood.cased("Target Kinerja")
    for year in range(office.first, office.last + 1):
        cells: list[Cell | str] = []
        for index, one in enumerate(items):
            same = bool(index) and items[index - 1].kegiatan == one.kegiatan
            amount = rng.randint(20, 400) * 250_000
            cells.append("^" if same else Cell("-") if make.chance(0.08) else numbers.amount(amount))
        specs.append(Spec("kebutuhan_pendanaan", str(year), 3, tuple(cells), year, "R", (group,)))
    rows = rows_of(specs, len(items))
    return table(rng, "renproja_pendanaan", specs, rows, make.style(), breakable=True, title=title_of(make, caption))


def yearly_plan(make: Maker, caption: str) -> Table:
    """Target and money needed of one year."""
    items, office = make.office.indicators, make.office
    specs = left_columns(make, items, sasaran=0.8, kegiatan=0.2)
    if make.chance(0.3):
        specs.append(unit_column(make, items))
    figures = [one.targets[office.year] for one in items]
    specs.append(value_column(make, "target", make.mood.heading("target"), items, figures))
    if make.chance(0.75):
        numbers = make.numbers.varied(make.rng)
        by_name = {line.uraian: line.pagu for line in office.kegiatan}
        amounts = merged([numbers.amount(by_name[one.kegiatan]) for one in items])
        heading = make.mood.heading("kebutuhan_pendanaan")
        specs.append(Spec("kebutuhan_pendanaan", heading, 3, amounts, align="R"))
    return finish(make, "rencana_kinerja_tahunan", specs, items, title=title_of(make, caption))


def action_plan(make: Maker, caption: str) -> Table:
    """Quarterly targets beside the year's: only the year's is a value of truth."""
    items, office, rng = make.office.indicators, make.office, make.rng
    specs = left_columns(make, items, sasaran=0.5, kegiatan=0)
    if make.chance(0.5):
        specs.append(unit_column(make, items))
    year = value_column(make, "target", make.mood.heading("target"), items, [one.targets[office.year] for one in items])
    form = rng.choice(("TW {}", "Triwulan {}", "TW-{}", "Trw. {}", "B{}"))
    names = ("3", "6", "9", "12") if form == "B{}" else ("I", "II", "III", "IV")
    group = rng.choice(("Target Triwulan", "Rencana per Triwulan", "Target per Triwulan (kumulatif)"))
    if form == "B{}":
        group = "Rencana Penyelesaian s.d. Bulan ke-"
    quarters = []
    for part, name in enumerate(names, start=1):
        cells: list[Cell | str] = []
        for one in items:
            target = one.targets[office.year] or Decimal(0)
            figure = (target * part / 4).quantize(Decimal(1)) if one.decimals <= 0 else target if part == 4 else None
            cells.append(make.numbers.measure(figure, one.unit, units=False))
        quarters.append(
            Spec("other", form.format(name), 1.6, tuple(cells), align="C", groups=(make.mood.cased(group),))
        )
    specs += [*quarters, year] if make.chance(0.4) else [year, *quarters]
    return finish(make, "rencana_kinerja_tahunan", specs, items, title=title_of(make, caption))


def agreement(make: Maker, caption: str) -> Table:
    """Perjanjian Kinerja: one target per indicator."""
    items, office = make.office.indicators, make.office
    specs = left_columns(make, items, sasaran=0.85, kegiatan=0.1, no=0.85)
    figures = [one.targets[office.year] for one in items]
    target = value_column(make, "target", make.mood.heading("target"), items, figures)
    if make.chance(0.12):
        target = replace(target, heading="T a r g e t")
    if make.chance(0.35):
        specs += [unit_column(make, items), target] if make.chance(0.5) else [target, unit_column(make, items)]
    else:
        specs.append(target)
    return finish(make, "perjanjian_kinerja", specs, items, title=title_of(make, caption))


def trio_of(make: Maker) -> tuple[str, str, str]:
    """Headings of target, realisasi and capaian; "Capaian" may mean the result when a percent column follows."""
    mood = make.mood
    if make.chance(0.1):
        return mood.heading("target"), mood.cased("Capaian"), "%"
    return mood.heading("target"), mood.heading("realisasi"), mood.heading("capaian")


def results(make: Maker, caption: str, items: Sequence[Indicator], kind: str = "capaian_kinerja") -> Table:
    """Target, realisasi and capaian of the year, in one of several orders."""
    year = make.office.year
    specs = left_columns(make, items, sasaran=0.5 if len(items) > 1 else 0.2, kegiatan=0.1, no=0.75)
    heads = trio_of(make)
    group = (make.mood.cased(make.rng.choice(("Kinerja", "Tahun {y}", "Capaian Kinerja {y}")).format(y=year)),)
    groups = group if make.chance(0.12) else ()
    trio = [
        value_column(make, "target", heads[0], items, [one.targets[year] for one in items], groups=groups),
        value_column(make, "realisasi", heads[1], items, [one.results[year] for one in items], groups=groups),
        value_column(make, "capaian", heads[2], items, [one.capaian(year) for one in items], groups=groups),
    ]
    if make.chance(0.07):
        trio = [trio[1], trio[0], trio[2]]
    if make.chance(0.06):
        trio = trio[:2]
    if make.chance(0.3):
        specs.append(unit_column(make, items))
    specs += trio
    _extras(make, specs, len(items))
    made = finish(make, kind, specs, items, title=title_of(make, caption))
    if len(items) > 2 and make.chance(0.15):
        made = _with_mean(make, made, specs, items)
    return made


def _with_mean(make: Maker, made: Table, specs: list[Spec], items: Sequence[Indicator]) -> Table:
    """A last row with the mean of the capaian column."""
    places = [i for i, spec in enumerate(specs) if spec.role == "capaian"]
    if not places or made.break_at:
        return made
    shares = [one.capaian(make.office.year) or Decimal(0) for one in items]
    mean = (sum(shares, Decimal(0)) / len(shares)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    name = make.rng.choice(("Rata-rata", "Rata-rata Capaian", "Capaian rata-rata"))
    row = total_row(specs, name, {places[0]: make.numbers.percent(mean)})
    return replace(made, rows=(*made.rows, row))


def detail(make: Maker, caption: str, one: Indicator) -> Table:
    """One indicator's own small table, sometimes without a label column: the heading above names it."""
    if make.chance(0.6):
        return results(make, caption, [one], "capaian_indikator")
    year, heads = make.office.year, trio_of(make)
    with_unit = make.chance(0.2) and one.unit != "%"
    name = f"{heads[0]} ({one.unit})" if with_unit else heads[0]
    units = False if with_unit else None
    specs = [
        value_column(make, "target", name, [one], [one.targets[year]], units=units),
        value_column(make, "realisasi", heads[1], [one], [one.results[year]], units=units),
        value_column(make, "capaian", heads[2], [one], [one.capaian(year)]),
    ]
    look = replace(make.style(), width=make.rng.choice((0.6, 0.8, 1.0)))
    return table(make.rng, "capaian_indikator", specs, rows_of(specs, 1), look, label=one.label)


def years_compared(make: Maker, caption: str, items: Sequence[Indicator]) -> Table:
    """Several years: by measure with the years below, by year with the measures below, or realisasi only."""
    office = make.office
    years = range(office.year - make.rng.choice((1, 2, 2)), office.year + 1)
    specs = left_columns(make, items, sasaran=0.1, kegiatan=0)
    if make.chance(0.2):
        specs.append(unit_column(make, items))
    form = make.rng.choice(("target_result", "target_result", "by_year", "results", "with_capaian"))
    units = None if form == "results" else False if make.chance(0.7) else None
    measures = {
        "target": ("grup_target", {y: [one.targets.get(y) for one in items] for y in years}),
        "realisasi": ("grup_realisasi", {y: [one.results.get(y) for one in items] for y in years}),
        "capaian": ("grup_capaian", {y: [one.capaian(y) for one in items] for y in years}),
    }
    wanted = {"results": ["realisasi"], "target_result": ["target", "realisasi"]}.get(form, list(measures))
    heads = {role: make.mood.heading(role).replace(str(office.year), "").strip() for role in wanted}
    names = {role: measure_group(make, measures[role][0], role) for role in wanted}
    pairs = [(y, role) for y in years for role in wanted]
    if form != "by_year":
        pairs = [(y, role) for role in wanted for y in years]
    for year, role in pairs:
        by_year = form == "by_year"
        heading = heads[role] if by_year else str(year)
        groups = (make.mood.cased(f"Tahun {year}") if form == "by_year" else names[role],)
        spec = value_column(make, role, heading, items, measures[role][1][year], tahun=year, groups=groups, units=units)
        specs.append(replace(spec, align="C", weight=1.7))
    return finish(make, "perbandingan_tahun", specs, items, title=title_of(make, caption))


def measure_group(make: Maker, name: str, role: str) -> str:
    """What stands above the years of a measure."""
    text = make.mood.heading(name)
    return make.mood.cased("Target") if role == "target" and "ahun" in text.lower() else text


def years_down(make: Maker, one: Indicator) -> Table:
    """One indicator, a row per year; the heading above names it."""
    office = make.office
    years = [y for y in range(office.year - 3, office.year + 1) if one.results.get(y) is not None]
    heads = trio_of(make)
    specs = [Spec("tahun", make.mood.heading("tahun"), 1.5, tuple(Cell(str(y)) for y in years), align="C")]
    fields = (("target", one.targets), ("realisasi", one.results))
    for (role, figures), heading in zip(fields, heads, strict=False):
        heading = heading.replace(str(office.year), "").removesuffix("Th. ").strip()
        specs.append(value_column(make, role, heading or "Target", [one] * len(years), [figures[y] for y in years]))
    shares = [one.capaian(y) for y in years]
    specs.append(
        value_column(make, "capaian", heads[2].replace(str(office.year), "").strip(), [one] * len(years), shares)
    )
    look = replace(make.style(), width=0.8)
    return table(make.rng, "perbandingan_tahun", specs, rows_of(specs, len(years)), look, label=one.label)


def progress(make: Maker, caption: str) -> Table:
    """This year's result against the plan's last target."""
    office = make.office
    items = [one for one in office.indicators if one.targets.get(office.last) is not None]
    specs = left_columns(make, items, sasaran=0.4, kegiatan=0)
    ends = [one.targets[office.last] for one in items]
    now = [one.results[office.year] for one in items]
    shares = [
        (result * 100 / end).quantize(Decimal("0.01"), ROUND_HALF_UP) if end and result is not None else None
        for end, result in zip(ends, now, strict=True)
    ]
    heading = make.mood.heading("realisasi")
    if str(office.year) not in heading and make.chance(0.7):
        heading = f"{heading} {office.year}"
    specs += [
        value_column(make, "target", make.mood.heading("kemajuan_target"), items, ends, tahun=office.last),
        value_column(make, "realisasi", heading, items, now, tahun=office.year),
        value_column(make, "capaian", make.mood.heading("kemajuan"), items, shares, tahun=office.year),
    ]
    return finish(make, "kemajuan_renproja", specs, items, title=title_of(make, caption), numbering=make.chance(0.4))


def by_office(make: Maker, caption: str, one: Indicator) -> Table:
    """One indicator for several offices; the label is the indicator when the header prints it, else the office."""
    rng, office = make.rng, make.office
    count = rng.randint(3, 7)
    kinds = ("BNN Kabupaten {}", "BNNK {}", "BNN Kota {}")
    form = make.unit or rng.choice(kinds)
    names = [office.name, *[form.format(place) for place in rng.sample(PLACES, count - 1)]]
    if office.level != "BNNP":
        names = names[1:]
    ratio = [Decimal(str(round(rng.uniform(0.9, 1.15), 4))) for _ in names]
    target = one.targets[office.year] or Decimal(1)
    unit = Decimal(1).scaleb(-max(one.decimals, 0))
    results_ = [(target * part).quantize(unit, ROUND_HALF_UP) for part in ratio]
    shares = [(r * 100 / target).quantize(Decimal("0.01"), ROUND_HALF_UP) for r in results_]
    printed = make.chance(0.45)
    groups = (make.mood.cased(one.label),) if printed else ()
    specs = [] if make.chance(0.15) else [number_column(make, len(names))]
    heading = make.mood.heading("satker")
    specs.append(Spec("other" if printed else "label", heading, 5, tuple(Cell(name) for name in names)))
    heads = trio_of(make)
    specs.append(value_column(make, "target", heads[0], [one] * len(names), [target] * len(names), groups=groups))
    specs.append(value_column(make, "realisasi", heads[1], [one] * len(names), results_, groups=groups))
    if make.chance(0.6):
        specs.append(value_column(make, "capaian", heads[2], [one] * len(names), shares, groups=groups))
    if make.chance(0.3):
        cells = tuple(Cell(rng.choice(GRADES)) for _ in names)
        specs.append(Spec("other", make.mood.heading("kategori"), 2, cells, align="C", groups=groups))
    label = one.label if printed else ""
    label = make.mood.cased(label) if printed else label
    return table(rng, "rincian_satker", specs, rows_of(specs, len(names)), make.style(), label=label)


def scores(make: Maker, caption: str, kind: str) -> Table:
    """Components of the SMART or IKPA score, with weights that are no values, and the score itself at the end."""
    rng = make.rng
    parts = {
        "nka": ["Penyerapan Anggaran", "Konsistensi RPD", "Capaian Rincian Output (CRO)", "Efisiensi", "Nilai Efisiensi"],
        "ikpa": ["Revisi DIPA", "Deviasi Halaman III DIPA", "Penyerapan Anggaran", "Belanja Kontraktual",
                 "Penyelesaian Tagihan", "Pengelolaan UP dan TUP", "Dispensasi SPM", "Capaian Output"],
    }[kind]  # fmt: skip
    figures = [Decimal(str(round(rng.uniform(70, 100), 2))).quantize(Decimal("0.01")) for _ in parts]
    numbers = make.numbers.varied(rng)
    cells = [Cell(numbers.number(figure), figure) for figure in figures]
    specs = [number_column(make, len(parts))] if make.chance(0.6) else []
    specs.append(Spec("label", make.mood.heading("komponen"), 5, tuple(Cell(part) for part in parts)))
    if make.chance(0.35):
        weights = tuple(Cell(str(rng.choice((5, 10, 15, 20, 25)))) for _ in parts)
        specs.append(Spec("other", make.mood.heading("bobot"), 1.6, weights, align="C"))
    specs.append(Spec("realisasi", make.mood.heading("nilai"), 2.2, tuple(cells), align="C"))
    rows = rows_of(specs, len(parts))
    if make.chance(0.7):
        final = Decimal(str(round(rng.uniform(82, 97), 2))).quantize(Decimal("0.01"))
        name = {"nka": "Nilai Kinerja Anggaran", "ikpa": "Nilai Akhir IKPA"}[kind]
        rows.append(total_row(specs, name, {len(specs) - 1: Cell(numbers.number(final), final)}))
    look = replace(make.style(), width=rng.choice((0.7, 0.85, 1.0)))
    return table(rng, "rincian_nilai", specs, rows, look, title=title_of(make, caption))
