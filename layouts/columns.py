"""A table's columns as they are printed: what stands in their cells, before anybody says what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.lines import text_of
from layouts.evidence import Evidence
from layouts.headers import ColumnHeading, Header, Slots
from layouts.numerals import NumberStyle
from layouts.stacks import reads_as_indicator, stacked_values
from layouts.units import units_in_use
from layouts.values import ReadingKind, column_style, counts_up, is_nothing, looks_numeric, read_number
from layouts.wordings import BUDGET_ROLES, Role

_ITEM = re.compile(r"^(\d{1,2})[.)]\s+[^\W\d]{3,}")
# How a cell that names an office begins.
OFFICE = re.compile(
    r"^\W*(?:\d{1,3}[.)]?\s+)?(?:bnn[pk]?|satker|badan|dinas|balai|kantor|upt|uptd|kecamatan|inspektorat|puskesmas|rsud|"
    r"rumah sakit)\b",
    re.I,
)
_YEAR = re.compile(r"\W*(?:tahun|thn|ta)?\W*(?:199\d|20\d\d)\W*$", re.I)
# A sasaran is a state that is to come about: "Meningkatnya …", "Terwujudnya …"; "Banyaknya …" counts.
_AIM = re.compile(r"^\W*(?:\w{1,3}[.)]\s*)?(?!(?:banyak|jumlah|besar|lama)nya\b)[^\W\d]{3,}nya\b", re.I)


@dataclass(frozen=True, slots=True)
class ColumnStats:
    """What stands in a column's data cells.

    `filled` counts cells with text; the shares (0 to 1) are of those: numbers, percent signs, "Rp", years ("2021",
    "Tahun 2021"), ranges and bounds, cells that are a unit, numbers with a unit behind them, names of offices, texts
    that begin as an indikator does ("Jumlah …") or as a sasaran does ("Meningkatnya …"). `ascending`: whole numbers
    that count up from 1 or 2. `median` is of the numbers' absolute values, None without any. `words` is the mean count
    of words. `numbers` are the rows' own numbers, None where a row has none.
    """

    filled: int
    numeric: float
    percent: float
    years: float
    median: float | None
    words: float
    distinct: int
    style: NumberStyle
    rupiah: float = 0.0
    ranges: float = 0.0
    units: float = 0.0
    with_units: float = 0.0
    offices: float = 0.0
    measuring: float = 0.0
    aiming: float = 0.0
    ascending: bool = False
    numbers: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its role. `tahun` is the year its heading names; `plan`: it speaks of the medium-term plan.

    `sure` is False where the role is only probable: `margin` is how many points it is ahead of `rival`, the best
    reading of the whole table in which this column has another role. `parent_text` is a heading over the column that
    is no known wording (an indikator printed over Target and Realisasi). `evidence` is what spoke for the role.
    `contradicted` says how heading and numbers speak against each other, "" where they do not.
    """

    index: int
    heading: ColumnHeading
    stats: ColumnStats
    role: Role | None = None
    tahun: int | None = None
    periode: str = "tahun"
    plan: bool = False
    sure: bool = True
    parent_text: str = ""
    evidence: tuple[Evidence, ...] = ()
    margin: float = 0.0
    rival: Role | None = None
    contradicted: str = ""


def is_budget(columns: Sequence[Column]) -> bool:
    """Whether a table's values are a budget's."""
    return any(c.role in BUDGET_ROLES for c in columns)


def measure_column(texts: Sequence[str], fallback: NumberStyle | None = None) -> ColumnStats:
    """Describe the texts of a column's data cells; `fallback` is how the document prints numbers."""
    filled = [text for text in texts if text and not is_nothing(text)]
    style = column_style(filled, fallback=fallback)
    if not filled:
        return ColumnStats(0, 0.0, 0.0, 0.0, None, 0.0, 0, style)
    readings = [read_number(text, style) for text in filled]
    numbers = [float(abs(r.value)) for r in readings if r.value is not None]
    return ColumnStats(
        filled=len(filled),
        numeric=0.0 if _is_numbered_list(filled) else sum(looks_numeric(text) for text in filled) / len(filled),
        percent=sum("%" in text for text in filled) / len(filled),
        years=sum(bool(_YEAR.match(text)) for text in filled) / len(filled),
        median=median(numbers) if numbers else None,
        words=sum(len(text.split()) for text in filled) / len(filled),
        distinct=len(set(filled)),
        style=style,
        rupiah=sum(text.lower().startswith(("rp", "idr")) for text in filled) / len(filled),
        ranges=sum(reading.reason in ("range", "bound") for reading in readings) / len(filled),
        units=sum(_is_unit(text) for text in filled) / len(filled),
        with_units=sum(r.value is not None and r.kind is ReadingKind.UNIT for r in readings) / len(filled),
        offices=sum(bool(OFFICE.match(text)) for text in filled) / len(filled),
        measuring=sum(reads_as_indicator(text) for text in filled) / len(filled),
        aiming=sum(bool(_AIM.match(text)) for text in filled) / len(filled),
        ascending=counts_up(filled),
    )


def _is_unit(text: str) -> bool:
    """Whether a cell is a unit and nothing else; "Indeks Ketahanan Diri" begins as one and goes on."""
    units, word = units_in_use(), " ".join(text.lower().strip(" ().").split())
    return word in ("%", "persen", "rp", "rupiah") or word in units.count or word in units.measure


def _is_numbered_list(filled: Sequence[str]) -> bool:
    """Whether cells are texts that count themselves: "1. Diseminasi Informasi", "2. Advokasi"."""
    items = [found for text in filled if (found := _ITEM.match(text))]
    return len(items) >= 2 and len(items) >= 0.6 * len(filled) and counts_up([item.group(1) for item in items])


def measure(slots: Slots, header: Header, index: int, style: NumberStyle | None) -> ColumnStats:
    """Describe a column of a table, with the number that each row prints in it."""
    stats = measure_column(data_texts(slots, header.rows, index), style)
    cells = [slots[row][index] for row in range(header.rows, len(slots))]
    own = [
        c.text if c is not None and c.row == row and c.column_span == 1 else ""
        for row, c in enumerate(cells, header.rows)
    ]
    return replace(stats, numbers=tuple(_number(text, stats.style) for text in own))


def _number(text: str, style: NumberStyle) -> float | None:
    value = read_number(text, style).value if text else None
    return None if value is None else float(value)


def data_texts(slots: Slots, header_rows: int, column: int) -> list[str]:
    """The texts of the cells that begin in a column below the header, values stacked in a cell one by one."""
    texts: list[str] = []
    for row in range(header_rows, len(slots)):
        cell = slots[row][column]
        if cell is not None and cell.row == row and cell.column == column and cell.column_span == 1:
            stacked = stacked_values(cell)
            texts += [text_of(value) for value in stacked] if stacked else [cell.text]
    return texts
