"""Random budget tables and tables without values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from corpus.gen.money import Line, total
from corpus.gen.variants.build import Spec, merged, rows_of, table, total_row
from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.model import Cell, Look, Row, Table
from corpus.gen.variants.numbers import Numbers

TOTALS = ("TOTAL", "JUMLAH", "Jumlah", "Total", "Jumlah Keseluruhan", "TOTAL ANGGARAN")
MEASURES = ("pagu", "realisasi_anggaran", "sisa", "persen_anggaran")


def money_cell(numbers: Numbers, role: str, line: Line) -> Cell:
    """A budget line's amount or percentage, as printed."""
    if role == "persen_anggaran":
        return numbers.percent(line.persen)
    return numbers.amount({"pagu": line.pagu, "realisasi_anggaran": line.realisasi, "sisa": line.sisa}[role])


def in_thousands(make: Maker, lines: Sequence[Line]) -> Numbers:
    """The table's numbers: where all amounts are whole thousands, half of the tables print thousands."""
    numbers = make.numbers.varied(make.rng)
    whole = all(line.pagu % 1000 == 0 and line.realisasi % 1000 == 0 for line in lines)
    return replace(numbers, factor=1000) if whole and make.chance(0.5) else numbers


def amount_columns(make: Maker, lines: Sequence[Line], numbers: Numbers) -> list[Spec]:
    """pagu, realisasi, sisa and percent, in one of several orders and choices."""
    order = list(MEASURES)
    if make.chance(0.35):
        order.remove("sisa")
    elif make.chance(0.25):
        order = ["pagu", "realisasi_anggaran", "persen_anggaran", "sisa"]
    if make.chance(0.1):
        order.remove("persen_anggaran")
    groups = (make.mood.heading("grup_anggaran"),) if make.chance(0.25) else ()
    align = make.rng.choice("RRC")
    return [
        Spec(
            role, make.mood.heading(role), 2 if role == "persen_anggaran" else 3,
            tuple(money_cell(numbers, role, line) for line in lines), align="C" if role == "persen_anggaran" else align,
            groups=groups,
        )
        for role in order
    ]  # fmt: skip


def total_of(make: Maker, specs: Sequence[Spec], name: str, line: Line, numbers: Numbers) -> Row:
    """The row of a sum, its name over the text columns or in the label column."""
    if numbers.factor == 1 and make.chance(0.08):
        numbers = replace(numbers, amount_style="rp" if numbers.amount_style == "dots" else "dots")
    values = {i: money_cell(numbers, spec.role, line) for i, spec in enumerate(specs) if spec.role in MEASURES}
    return total_row(specs, name, values, span=make.chance(0.7))


def unit_note(make: Maker, specs: list[Spec], numbers: Numbers) -> list[Spec]:
    """Tables in thousands say so in their amount headings."""
    if numbers.factor == 1 or make.form("thousands in caption"):
        return specs
    note = make.rng.choice(("(dalam ribuan)", "(Rp 000)", "(ribuan rupiah)"))
    return [
        replace(spec, heading=f"{spec.heading.replace(' (Rp)', '').replace(' (RP)', '')} {note}")
        if spec.role in ("pagu", "realisasi_anggaran", "sisa") else spec
        for spec in specs
    ]  # fmt: skip


def note_of(specs: Sequence[Spec], numbers: Numbers) -> str:
    """What the caption must say of the table's numbers, where no heading says it."""
    told = any("ribuan" in spec.heading.lower() or "000" in spec.heading for spec in specs)
    return "" if numbers.factor == 1 or told else "thousands in caption"


def by_activity(make: Maker) -> Table:
    """Budget lines of the office's kegiatan, by programme with subtotals or in one list, with a total."""
    office = make.office
    grouped = make.chance(0.3)
    lines = [*office.kegiatan, *office.support]
    numbers = in_thousands(make, lines)
    specs = line_columns(make, lines, "uraian")
    specs += amount_columns(make, lines, numbers)
    specs = unit_note(make, specs, numbers)
    if make.chance(0.1):
        words = tuple(Cell(make.rng.choice(("Terlaksana", "Efisiensi", "", "Revisi"))) for _ in lines)
        specs.append(Spec("other", make.mood.heading("keterangan"), 2, words))
    rows = rows_of(specs, len(lines))
    if grouped:
        rows = _programmes(make, specs, rows, numbers)
    if make.chance(0.85):
        rows.append(total_of(make, specs, make.rng.choice(TOTALS), total("", lines), numbers))
    more = {"numbering": make.chance(0.2), "breakable": True}
    return table(make.rng, "anggaran_kegiatan", specs, rows, make.style(), note=note_of(specs, numbers), **more)


def line_columns(make: Maker, lines: Sequence[Line], heading: str) -> list[Spec]:
    """The budget lines' numbers, letters or codes, if any, and their names."""
    specs = []
    form = make.rng.choice(("number", "number", "letter", "code", "none"))
    if form == "code":
        specs.append(Spec("no", make.mood.heading("kode"), 1.3, tuple(Cell(line.no) for line in lines), align="C"))
    elif form != "none":
        numbers = [f"{i + 1}" if form == "number" else f"{chr(97 + i)}." for i in range(len(lines))]
        specs.append(Spec("no", make.mood.heading("no"), 1, tuple(Cell(text) for text in numbers), align="C"))
    specs.append(Spec("label", make.mood.heading(heading), 5, tuple(Cell(line.uraian) for line in lines)))
    return specs


def _programmes(make: Maker, specs: Sequence[Spec], rows: list[Row], numbers: Numbers) -> list[Row]:
    """Group rows for the two programmes, with subtotals or without."""
    office, width, out = make.office, len(specs), []
    subtotals = make.chance(0.6)
    split = len(office.kegiatan)
    for name, part, lines in (
        (
            "Program Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkoba (P4GN)",
            rows[:split],
            office.kegiatan,
        ),
        ("Program Dukungan Manajemen", rows[split:], office.support),
    ):
        out.append(Row((name, *["<"] * (width - 1)), "group", bold=True))
        out += part
        if subtotals:
            word = make.rng.choice(("Subtotal", "Sub Total", "Jumlah"))
            out.append(total_of(make, specs, f"{word} {name.split(' (')[0]}"[:60], total("", list(lines)), numbers))
    return out


def by_expense(make: Maker) -> Table:
    """Budget by jenis belanja, sometimes with the fund in a merged first column."""
    lines = make.office.belanja
    numbers = in_thousands(make, lines)
    specs = line_columns(make, lines, "belanja")
    if make.chance(0.2):
        fund = merged([Cell("Rupiah Murni (RM)")] * len(lines))
        specs.insert(len(specs) - 1, Spec("other", make.mood.heading("sumber"), 2, fund))
    specs = unit_note(make, specs + amount_columns(make, lines, numbers), numbers)
    rows = rows_of(specs, len(lines))
    if make.chance(0.9):
        rows.append(total_of(make, specs, make.rng.choice(TOTALS), total("", list(lines)), numbers))
    return table(
        make.rng,
        "anggaran_jenis_belanja",
        specs,
        rows,
        make.style(),
        note=note_of(specs, numbers),
        numbering=make.chance(0.15),
    )


def agreed_money(make: Maker) -> Table:
    """Kegiatan and Anggaran under a Perjanjian Kinerja."""
    lines = [*make.office.kegiatan, *make.office.support]
    numbers = make.numbers.varied(make.rng)
    specs = line_columns(make, lines, "uraian")
    cells = tuple(numbers.amount(line.pagu) for line in lines)
    specs.append(Spec("pagu", make.mood.heading("pagu"), 3, cells, align=make.rng.choice("LR")))
    rows = rows_of(specs, len(lines))
    if make.chance(0.7):
        rows.append(total_of(make, specs, make.rng.choice(TOTALS), total("", lines), numbers))
    made = table(make.rng, "anggaran_kegiatan", specs, rows, make.style(), breakable=True)
    return _bare_list(make, made) if make.form("bare budget list") else made


def _bare_list(make: Maker, made: Table) -> Table:
    """The list as most agreements print it under their ruled table: no rules, maybe no header, maybe dots to the amount."""
    look = replace(
        made.look, rules="none", header_fill="", header_ink="#000000", zebra="", leaders=make.form("leaders")
    )
    forms = ("bare budget list", *(("leaders",) if look.leaders else ()))
    amount = len(made.columns) - 1
    columns = (
        *made.columns[:amount],
        replace(made.columns[amount], align="R" if look.leaders else made.columns[amount].align),
    )
    made = replace(made, look=look, forms=forms, columns=columns, break_at=0)
    if make.chance(0.4):
        return replace(made, header=(), forms=(*forms, "no header"))
    return made


def years_of_money(make: Maker, *, narrow: bool = False) -> Table:
    """Budgets of several years: years across in one row, years down the rows, or measures down the rows.

    A narrow table has the years down its rows.
    """
    office, rng = make.office, make.rng
    years = list(range(office.year - rng.choice((1, 2)), office.year + 1))
    lines = {year: Line("", str(year), *office.totals[year]) for year in years}
    numbers = make.numbers.varied(rng)
    form = "down" if narrow else rng.choice(("across", "down", "down", "measures"))
    roles = [role for role in MEASURES if role != "sisa" or make.chance(0.4)]
    if form == "across":
        years = years[-2:]
        specs = [
            Spec(role, make.mood.heading(role).replace(f" {office.year}", ""), 2, (money_cell(numbers, role, lines[year]),), year, "C",
                 (make.mood.cased(f"Tahun {year}"),))
            for year in years for role in roles
        ]  # fmt: skip
        return table(rng, "anggaran_perbandingan_tahun", specs, rows_of(specs, 1), make.style())
    if form == "measures":
        return _measures_down(make, years, lines, numbers, roles)
    specs = [Spec("no", make.mood.heading("no"), 1, tuple(Cell(str(i + 1)) for i in range(len(years))), align="C")]
    specs = specs if make.chance(0.5) else []
    specs.append(Spec("tahun", make.mood.heading("tahun"), 1.5, tuple(Cell(str(year)) for year in years), align="C"))
    for role in roles:
        heading = make.mood.heading(role).replace(f" {office.year}", "")
        specs.append(Spec(role, heading, 3, tuple(money_cell(numbers, role, lines[year]) for year in years), align="R"))
    return table(rng, "anggaran_perbandingan_tahun", specs, rows_of(specs, len(years)), make.style())


def _measures_down(make: Maker, years: list[int], lines: dict[int, Line], numbers: Numbers, roles: list[str]) -> Table:
    names = {
        "pagu": ("Pagu", "Pagu Anggaran", "Anggaran"), "realisasi_anggaran": ("Realisasi", "Penyerapan"),
        "sisa": ("Sisa Anggaran", "Sisa"), "persen_anggaran": ("Persentase", "Persentase Realisasi (%)"),
    }  # fmt: skip
    texts = tuple(Cell(make.rng.choice(names[role])) for role in roles)
    specs = [Spec("label", make.rng.choice(("Uraian", "Keterangan", "Rincian")), 4, texts)]
    for year in years:
        heading = make.rng.choice((str(year), f"Tahun {year}", f"TA {year}"))
        specs.append(
            Spec("measure", heading, 3, tuple(money_cell(numbers, role, lines[year]) for role in roles), year, "R")
        )
    rows = [replace(row, field=role) for row, role in zip(rows_of(specs, len(roles)), roles, strict=True)]
    return table(make.rng, "anggaran_perbandingan_tahun", specs, rows, make.style())


def reference(rng: Random, look: Look, year: int) -> tuple[str, Table]:
    """A table without values, and the name of its caption: intervals, staff, places of activities."""
    which = rng.choice(("interval", "sdm", "lembaga"))
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    if which == "interval":
        head = ("No", "Interval Nilai", "Kategori")
        lines = (("1", "≥ 53,71", "Sangat Tinggi"), ("2", "49,74 \N{EN DASH} 53,70", "Tinggi"), ("3", "45,98 \N{EN DASH} 49,73", "Rendah"),
                 ("4", "≤ 45,97", "Sangat Rendah"))  # fmt: skip
    elif which == "sdm":
        head = ("No", "Pendidikan", "PNS", "Polri", "Jumlah")
        lines = (("1", "SMA", "2", "3", "5"), ("2", "D3", "4", "1", "5"), ("3", "S1", "8", "4", "12"))
    else:
        head = ("No", "Nama Lembaga", "Alamat")
        lines = (("1", "Puskesmas Melati", "Jl. Kenanga No. 12"), ("2", "Klinik Pratama Sehat", "Jl. Merdeka No. 7"),
                 ("3", "Yayasan Harapan Pulih", "Desa Sukaraja RT 02/05"))  # fmt: skip
    weights = {"No": 1, "Alamat": 5, "Nama Lembaga": 4}
    specs = [
        Spec(
            "other",
            name,
            weights.get(name, 3),
            tuple(Cell(line[i]) for line in lines),
            align="C" if name == "No" else "L",
        )
        for i, name in enumerate(head)
    ]
    return which, table(rng, "", specs, rows_of(specs, len(lines)), replace(look, width=0.8))
