"""Budgets at several levels: programmes, kegiatan and outputs, each with its own amounts, numbered as offices do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.gen.money import Line, total
from corpus.gen.variants.budget_tables import TOTALS, amount_columns, in_thousands, note_of, total_of, unit_note
from corpus.gen.variants.build import Spec, rows_of, table
from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.model import Cell, Table

PROGRAMMES = (
    "Program Pencegahan dan Pemberantasan P4GN",
    "Program Dukungan Manajemen",
    "Program Pemberdayaan Masyarakat",
)
OUTPUTS = (
    "Layanan Perkantoran", "Fasilitasi dan Pembinaan Masyarakat", "Penyidikan dan Pengujian Peralatan", "Layanan Umum",
    "Data dan Informasi Publik", "Koordinasi", "Sosialisasi dan Diseminasi", "Bantuan Masyarakat", "Layanan Sarana Internal",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class _Level:
    depth: int
    number: str
    line: Line


def money_by_level(make: Maker) -> Table:
    """Programmes and their kegiatan, sometimes with outputs below; a parent's amounts are the sums of its children."""
    tree = _tree(make)
    lines = [one.line for one in tree]
    numbers = in_thousands(make, lines)
    specs = [Spec("no", make.mood.heading("no"), 1.4, tuple(Cell(one.number) for one in tree), align="C")]
    specs.append(Spec("label", make.mood.heading("uraian"), 5, tuple(Cell(one.line.uraian) for one in tree)))
    specs = unit_note(make, specs + amount_columns(make, lines, numbers), numbers)
    if make.chance(0.2):
        specs.insert(
            2, Spec("other", make.mood.cased("Vol"), 1.2, tuple(Cell(_volume(make, one)) for one in tree), align="C")
        )
    rows = [replace(row, bold=one.depth < 2) for row, one in zip(rows_of(specs, len(tree)), tree, strict=True)]
    if make.chance(0.7):
        whole = total("", [one.line for one in tree if one.depth == 0])
        rows.append(total_of(make, specs, make.rng.choice(TOTALS), whole, numbers))
    return table(
        make.rng,
        "anggaran_kegiatan",
        specs,
        rows,
        make.style(),
        note=note_of(specs, numbers),
        breakable=True,
        forms=("money by level",),
    )


def _volume(make: Maker, one: _Level) -> str:
    return f"{make.rng.randint(1, 12)} {make.rng.choice(('Layanan', 'Keg', 'Lap'))}" if one.depth else ""


def _tree(make: Maker) -> list[_Level]:
    office, deep = make.office, make.chance(0.4)
    roman = make.chance(0.5)
    tree: list[_Level] = []
    for index, (name, lines) in enumerate(zip(PROGRAMMES, (office.kegiatan, office.support), strict=False)):
        number = ROMAN[index] if roman else f"066.01.{chr(66 + index)}A"
        tree.append(_Level(0, number, replace(total(name, list(lines)), no="")))
        for place, line in enumerate(lines, start=1):
            tree.append(_Level(1, str(place) if roman else line.no, line))
            if deep:
                tree += _outputs(make, line, roman=roman)
    return tree


def _outputs(make: Maker, line: Line, *, roman: bool) -> Sequence[_Level]:
    names = make.rng.sample(OUTPUTS, make.rng.randint(1, 2))
    first = round(line.pagu * make.rng.uniform(0.3, 0.7) / 1000) * 1000 if len(names) > 1 else line.pagu
    spent = min(first, round(line.realisasi * first / line.pagu / 1000) * 1000) if len(names) > 1 else line.realisasi
    spent = max(spent, line.realisasi - (line.pagu - first))
    parts = [(first, spent), (line.pagu - first, line.realisasi - spent)]
    marks = ("a.", "b.") if roman else (f"{line.no}.BAA", f"{line.no}.EBA")
    return [
        _Level(2, mark, Line(mark, name, pagu, used))
        for mark, name, (pagu, used) in zip(marks, names, parts, strict=False)
    ]
