"""Provincial tables: many offices below each other, one indicator or several, over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus.gen.variants.build import Spec, rows_of, table
from corpus.gen.variants.indicator_tables import GRADES, Maker, number_column, trio_of, value_column
from corpus.gen.variants.model import Cell, Table
from corpus.gen.variants.things import Indicator
from corpus.gen.variants.wording import PLACES


def many_satker(make: Maker, items: Sequence[Indicator]) -> Table:
    """Target, realisasi and capaian of one to three indicators for each office; the header names the indicators."""
    rng, office = make.rng, make.office
    form = make.unit or rng.choice(("BNN Kabupaten {}", "BNNK {}", "BNN Kota {}", "Kabupaten {}", "BNN Kab. {}"))
    names = [office.name, *(form.format(place) for place in rng.sample(PLACES, rng.randint(6, len(PLACES))))]
    specs = [number_column(make, len(names))] if make.chance(0.8) else []
    specs.append(Spec("satker", make.mood.heading("satker"), 4.5, tuple(Cell(name) for name in names)))
    heads, with_share = trio_of(make), len(items) < 3 and make.chance(0.7)
    for one in items:
        label = make.mood.cased(one.label)
        targets, results, shares = _figures(rng, one, one.targets[office.year] or Decimal(1), len(names))
        columns = [("target", heads[0], targets), ("realisasi", heads[1], results), ("capaian", heads[2], shares)]
        for role, heading, figures in columns[: 3 if with_share else 2]:
            spec = value_column(make, role, heading, [one] * len(names), figures, groups=(label,), units=False)
            specs.append(replace(spec, label=one.label, weight=1.6, align="C"))
    if len(items) == 1 and make.chance(0.4):
        cells = tuple(Cell(rng.choice(GRADES)) for _ in names)
        specs.append(Spec("other", make.mood.heading("kategori"), 2, cells, align="C"))
    rows = rows_of(specs, len(names))
    return table(rng, "rincian_satker", specs, rows, make.style(), breakable=True, forms=("many satker",))


def _figures(
    rng: Random, one: Indicator, target: Decimal, count: int
) -> tuple[list[Decimal], list[Decimal], list[Decimal]]:
    unit = Decimal(1).scaleb(-max(one.decimals, 0))
    targets = [target if one.decimals > 0 else max(Decimal(1), target + rng.randint(-2, 2)) for _ in range(count)]
    results = [
        (goal * Decimal(str(round(rng.uniform(0.9, 1.15), 4)))).quantize(unit, ROUND_HALF_UP) for goal in targets
    ]
    shares = [(r * 100 / t).quantize(Decimal("0.01"), ROUND_HALF_UP) for r, t in zip(results, targets, strict=True)]
    return targets, results, shares
