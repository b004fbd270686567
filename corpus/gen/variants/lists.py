"""The executive summary's list of results, in one of many forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from corpus.gen.variants.indicator_tables import Maker
from corpus.gen.variants.model import Cell, Item, Results
from corpus.gen.variants.numbers import Numbers
from corpus.gen.variants.oddities import written
from corpus.gen.variants.things import Indicator

# Lines of an item by name of form; {l} label, {t} target, {r} realisasi, {c} capaian with its sign; "|" parts lines.
FORMS: tuple[str, ...] = (
    "{l}|Target : {t}|Realisasi : {r} ({c})",
    "{l}|Target : {t};|Realisasi : {r};|Capaian : {c}",
    "{l}|Target\u00a0\u00a0\u00a0\u00a0: {t}|Realisasi : {r}|Persentase : {c}",
    "{l}|Target = {t}, Realisasi = {r}, Capaian = {c}",
    "Realisasi {l} sebesar {r} dari target {t} (capaian {c})",
    "{l} dengan target {t} terealisasi {r} atau {c}",
    "{l} dengan target sebesar {t} dan realisasi sebesar {r} (capaian {c}).",
    "{l}: target {t}, realisasi {r}, capaian {c}",
    "{l} (target {t}; realisasi {r}; {c})",
    "{l}|Ditargetkan {t}, tercapai {r} ({c})",
    "{l}, dari target {t} dapat direalisasikan sebesar {r} sehingga capaiannya {c}.",
    "Capaian {l} sebesar {c}, yaitu {r} dari target {t}.",
    "{l} tercapai {r} dari {t} yang ditargetkan ({c})",
    "{l} terealisasi sebesar {r} dari target {t} atau sebesar {c}.",
    "{l} - Target {t} - Realisasi {r} - Capaian {c}",
    "{l}|Rencana : {t}|Hasil : {r}|Tingkat capaian : {c}",
)
GROUPS = ("{n}. Bidang {b} dengan {k} Indikator :", "{n}. Bidang {b}", "Bidang {b} :", "{N}. Seksi {b}")
FIELDS = ("Pencegahan", "Pemberdayaan Masyarakat", "Rehabilitasi", "Pemberantasan", "Umum")


def results_list(make: Maker) -> Results:
    """A list of every indicator's result: numbered, lettered, bulleted or bare, with or without groups."""
    rng = make.rng
    items = make.office.indicators
    form = rng.choice(FORMS)
    other = rng.choice(FORMS) if make.chance(0.15) and "|" not in form else form
    numbered = rng.choice(("1.", "a.", "1)", "•", "-", ""))
    groups = make.chance(0.35)
    cut = rng.randint(1, 3)
    out: list[Item | str] = []
    number = group = 0
    for index, one in enumerate(items):
        if groups and index % cut == 0 and group < len(FIELDS):
            size = min(cut, len(items) - index) if group < len(FIELDS) - 1 else len(items) - index
            out.append(_group(rng, group, size))
            group, number = group + 1, 0
        number += 1
        out.append(_item(make, one, form if index % 3 else other, _mark(numbered, number)))
    return Results(tuple(out), note=form)


def _group(rng: Random, index: int, size: int) -> str:
    form = GROUPS[rng.randrange(2)] if index else GROUPS[0]
    return form.format(n=index + 1, N="ABCDE"[index], b=FIELDS[index], k=size)


def _mark(style: str, number: int) -> str:
    if style in ("1.", "1)"):
        return f"{number}{style[1]}"
    return f"{chr(96 + number)}." if style == "a." else style


def _item(make: Maker, one: Indicator, form: str, mark: str) -> Item:
    year = make.office.year
    numbers = replace(
        make.numbers, percent_style="{}%" if make.numbers.percent_style == "{}" else make.numbers.percent_style
    )
    capaian = one.capaian(year)
    values = {
        "t": ("target", _figure(numbers, one, "target", one.targets[year])),
        "r": ("realisasi", _figure(numbers, one, "realisasi", one.results[year])),
        "c": ("capaian", numbers.percent(capaian) if capaian is not None else Cell("-")),
    }
    text = form.format(l=one.label, **{key: cell.text for key, (_, cell) in values.items()})
    first, *more = text.split("|")
    lines = ((f"{mark} {first}" if mark else first, 0), *((line, 1) for line in more))
    order = sorted((form.index("{" + key + "}"), value) for key, value in values.items())
    number = "" if mark in ("•", "-") else mark
    return Item(number, one.label, lines, tuple(value for _, value in order))


def _figure(numbers: Numbers, one: Indicator, role: str, figure: Decimal | None) -> Cell:
    return Cell(numbers.nothing) if figure is None else written(numbers, one, role, figure, units=True)
