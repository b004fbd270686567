"""What each column of a table is: its role, its year, and what speaks for them.

Headings speak first. What they leave open (whose "Realisasi", which "%", a year under a heading that names no
measure) is settled by the side of the report their parent or their left neighbour belongs to, and by the numbers.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.lines import text_of
from layouts.headers import ColumnHeading, Header, Slots
from layouts.stacks import stacked_values
from layouts.values import NumberStyle, column_style, is_nothing, looks_numeric, read_number
from layouts.wordings import BUDGET_ROLES, TEXT_ROLES, VALUE_ROLES, Role, Vocabulary

# A rupiah amount of an office is never below this; an index, count or percentage of one is (500,000 clients: no).
SMALLEST_AMOUNT = 500_000.0
# A number with its unit has at most so many words.
_UNIT_WORDS = 4
_TO_BUDGET = {
    Role.REALISASI: Role.REALISASI_ANGGARAN,
    Role.CAPAIAN: Role.PERSEN_ANGGARAN,
    Role.TARGET: Role.PAGU,
}
_TO_INDICATOR = {Role.REALISASI_ANGGARAN: Role.REALISASI, Role.PERSEN_ANGGARAN: Role.CAPAIAN}


@dataclass(frozen=True, slots=True)
class ColumnStats:
    """What stands in a column's data cells.

    `filled` counts cells with text; the shares (0 to 1) are of those: numbers, percent signs, and plain years.
    `median` is of the numbers' absolute values, None without any. `words` is the mean count of words.
    `numbers` are the rows' own numbers, None where a row has none.
    """

    filled: int
    numeric: float
    percent: float
    years: float
    median: float | None
    words: float
    distinct: int
    style: NumberStyle
    numbers: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its role. `tahun` is the year its heading names; `plan`: it speaks of the medium-term plan.

    `sure` is False where the role is only probable. `parent_text` is a heading over the column that is no known
    wording (an indikator printed over Target and Realisasi). `evidence` is for `lkip inspect`.
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
    evidence: tuple[str, ...] = ()

    def said(self, role: Role | None, why: str, *, sure: bool | None = None) -> Column:
        """The same column with another role and the reason added."""
        return replace(self, role=role, evidence=(*self.evidence, why), sure=self.sure if sure is None else sure)


def measure_column(texts: Sequence[str], fallback: NumberStyle | None = None) -> ColumnStats:
    """Describe the texts of a column's data cells; `fallback` is how the document prints numbers."""
    filled = [text for text in texts if text and not is_nothing(text)]
    style = column_style(filled, fallback=fallback)
    if not filled:
        return ColumnStats(0, 0.0, 0.0, 0.0, None, 0.0, 0, style)
    numbers = [text for text in filled if looks_numeric(text)]
    read = [float(abs(value)) for text in numbers if (value := read_number(text, style).value) is not None]
    return ColumnStats(
        filled=len(filled),
        numeric=len(numbers) / len(filled),
        percent=sum("%" in text for text in filled) / len(filled),
        years=sum(text.strip().isdigit() and 1990 <= int(text) <= 2100 for text in filled) / len(filled),
        median=median(read) if read else None,
        words=sum(len(text.split()) for text in filled) / len(filled),
        distinct=len(set(filled)),
        style=style,
    )


def _measured(slots: Slots, header: Header, index: int, style: NumberStyle | None) -> ColumnStats:
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


def assign_roles(
    slots: Slots, header: Header, vocabulary: Vocabulary, style: NumberStyle | None = None
) -> tuple[Column, ...]:
    """Give every column of a table its role. Columns that nothing speaks for keep None.

    `style` is how the document prints numbers, for columns that do not show it themselves.
    """
    columns = [
        _from_heading(index, heading, _measured(slots, header, index, style), vocabulary)
        for index, heading in enumerate(header.columns)
    ]
    columns = _settle_ranges(columns, slots, header)
    columns = _settle_years(columns)
    columns = _settle_sides(columns, vocabulary)
    columns = _settle_percents(columns)
    columns = _settle_texts(columns)
    columns = _settle_amounts(columns)
    columns = _settle_by_arithmetic(columns)
    columns = _settle_unheaded(columns)
    columns = _doubt_twins(columns)
    return tuple(columns)


def _from_heading(index: int, heading: ColumnHeading, stats: ColumnStats, vocabulary: Vocabulary) -> Column:
    guesses = [vocabulary.guess_role(level.phrase) for level in heading.path]
    column = Column(index, heading, stats)
    column = replace(
        column,
        tahun=next((level.years[0] for level in reversed(heading.path) if len(set(level.years)) == 1), None),
        periode=_period(heading, vocabulary),
        plan=any(vocabulary.is_plan(level.text) for level in heading.path),
        parent_text=next(
            (
                level.text
                for level, g in zip(heading.path[:-1], guesses, strict=False)
                if level.phrase and (g is None or g.likeness < 0.8) and not vocabulary.side_of(level.phrase)
            ),
            "",
        ),
    )
    if not heading.path:
        return column
    leaf, leaf_guess = heading.path[-1], guesses[-1]
    above = next((g for g in reversed(guesses[:-1]) if g is not None and g.role in VALUE_ROLES), None)
    if leaf_guess is not None:
        role = leaf_guess.role
        if above is not None and role is Role.PAGU and above.role is Role.REALISASI:
            role = Role.REALISASI_ANGGARAN
        elif (
            above is not None and role in (Role.URAIAN, Role.INDIKATOR, Role.NILAI, Role.TAHUN) and stats.numeric >= 0.5
        ):
            role = above.role
        return column.said(
            role,
            f"heading '{leaf.text}' ~ '{leaf_guess.wording}' ({leaf_guess.likeness:.2f})",
            sure=leaf_guess.likeness >= 0.8,
        )
    if leaf.is_bare and leaf.percent and not leaf.years:
        return column.said(Role.CAPAIAN, "heading is a percent sign")
    if above is not None:
        return column.said(above.role, f"'{leaf.text}' under '{above.wording}'", sure=above.likeness >= 0.8)
    if column.tahun is not None and (leaf.is_bare or stats.numeric >= 0.5):
        return column.said(Role.NILAI_TAHUN, f"a year, {column.tahun}, with no measure named")
    return column


_QUARTERS = {"i": "TW1", "ii": "TW2", "iii": "TW3", "iv": "TW4"}


def _period(heading: ColumnHeading, vocabulary: Vocabulary) -> str:
    """The part of the year a column speaks of; a bare numeral under "Triwulan" is a quarter."""
    numeral = next((q for level in reversed(heading.path) if (q := _QUARTERS.get(level.phrase))), "")
    if numeral and any({"triwulan", "tribulan", "tw"} & set(level.phrase.split()) for level in heading.path):
        return numeral
    return next((p for level in reversed(heading.path) if (p := vocabulary.period_of(level.phrase))), "tahun")


def _settle_ranges(columns: list[Column], slots: Slots, header: Header) -> list[Column]:
    """Take columns of ranges ("90 – 100", "> 100") for what they are: classes of a reference table, no results."""
    settled = list(columns)
    for column in columns:
        texts = [text for text in data_texts(slots, header.rows, column.index) if text and not is_nothing(text)]
        ranges = [text for text in texts if read_number(text).reason in ("range", "bound")]
        if column.role in VALUE_ROLES and len(texts) >= 2 and len(ranges) >= 0.75 * len(texts):
            settled[column.index] = column.said(Role.IGNORED, "its cells are ranges")
    return settled


def _settle_years(columns: list[Column]) -> list[Column]:
    """Give years beside a measure's years that measure: a heading over five years may be drawn over three of them."""
    settled = list(columns)
    for step in (1, -1):
        order = settled if step == 1 else settled[::-1]
        for before, column in itertools.pairwise(order):
            taken = {(c.role, c.tahun) for c in settled}
            follows = before.tahun is not None and column.tahun == before.tahun + step
            if (
                settled[column.index].role is Role.NILAI_TAHUN
                and follows
                and settled[before.index].role in VALUE_ROLES - {Role.NILAI_TAHUN}
                and (settled[before.index].role, column.tahun) not in taken
            ):
                role = settled[before.index].role
                settled[column.index] = column.said(role, f"goes on the years of {role} beside it")
    return settled


def _settle_sides(columns: list[Column], vocabulary: Vocabulary) -> list[Column]:
    """Decide whose realisasi and percent a column prints: the budget's or the indicators'."""
    settled: list[Column] = []
    anchor: Role | None = None
    has_indicator_target = any(c.role is Role.TARGET for c in columns)
    has_pagu = any(c.role in (Role.PAGU, Role.SISA, Role.REALISASI_ANGGARAN) for c in columns)
    for column in columns:
        parents = [vocabulary.side_of(level.phrase) for level in column.heading.path[:-1]]
        side = next((s for s in reversed(parents) if s), "")
        amounts = column.stats.median is not None and column.stats.median >= SMALLEST_AMOUNT
        rupiah = any(level.rupiah for level in column.heading.path)
        if column.role in (Role.PAGU, Role.SISA, Role.KEBUTUHAN_PENDANAAN, Role.REALISASI_ANGGARAN):
            anchor = Role.PAGU
        if column.role is Role.TARGET:
            anchor = Role.PAGU if amounts and (side == "budget" or rupiah) else Role.TARGET
            if anchor is Role.PAGU and (has_pagu or not column.tahun):
                column = column.said(Role.PAGU, "a target in rupiah under a budget heading")
        elif column.role is Role.REALISASI:
            if amounts and (rupiah or anchor is Role.PAGU or not has_indicator_target):
                side = side or "budget"
            if side == "budget" or (not side and anchor is Role.PAGU):
                column = column.said(
                    Role.REALISASI_ANGGARAN,
                    "the budget's: " + ("amounts" if amounts else "under or right of it"),
                )
                anchor = Role.PAGU
            elif not side and anchor is None and has_pagu and not has_indicator_target:
                column = column.said(Role.REALISASI_ANGGARAN, "the table's other columns are a budget's")
        elif column.role is Role.CAPAIAN:
            if side == "budget" or (side != "indicator" and anchor is Role.PAGU):
                column = column.said(Role.PERSEN_ANGGARAN, "the percent of the budget left of it")
        elif column.role is Role.PERSEN_ANGGARAN and anchor is Role.TARGET and not has_pagu:
            column = column.said(Role.CAPAIAN, "no budget stands in this table")
        settled.append(column)
    return settled


def _settle_percents(columns: list[Column]) -> list[Column]:
    """Tell realisasi from capaian where the words are the same: by signs, and by what the group still lacks."""
    settled = list(columns)
    for position, column in enumerate(settled):
        same = [
            c
            for c in settled
            if c.role is column.role
            and c.tahun == column.tahun
            and c.periode == column.periode
            and c.index != column.index
        ]
        percent = column.stats.percent >= 0.5 or any(level.percent for level in column.heading.path)
        if column.role is Role.PERSEN_ANGGARAN and _median(column) >= SMALLEST_AMOUNT:
            settled[position] = column.said(Role.REALISASI_ANGGARAN, "amounts, not percentages")
        elif column.role is Role.REALISASI_ANGGARAN and percent and (same or _median(column) <= 200):
            settled[position] = column.said(Role.PERSEN_ANGGARAN, "percent of a budget")
        elif (
            column.role is Role.REALISASI
            and same
            and percent
            and not any(c.role is Role.CAPAIAN and c.tahun == column.tahun for c in settled)
        ):
            settled[position] = column.said(Role.CAPAIAN, "the second realisasi is a percentage")
        elif column.role is Role.PAGU and percent and _median(column) <= 200 and column.stats.filled:
            settled[position] = column.said(Role.PERSEN_ANGGARAN, "percent of a budget")
        elif column.role is Role.CAPAIAN and not any(
            c.role is Role.REALISASI and (column.tahun is None or c.tahun == column.tahun) for c in settled
        ):
            later = [c for c in same if c.index > column.index]
            if (
                any(c.role is Role.TARGET for c in settled)
                and (later or not percent)
                and column.heading.path
                and not column.heading.path[-1].is_bare
            ):
                settled[position] = column.said(
                    Role.REALISASI, "the table has a target and no other realisasi", sure=bool(later)
                )
        elif column.role is Role.NILAI:
            has = {c.role for c in settled}
            if Role.TARGET in has and Role.REALISASI in has and Role.CAPAIAN not in has:
                settled[position] = column.said(Role.CAPAIAN, "what a target and a realisasi still lack", sure=False)
            elif Role.TARGET in has and Role.REALISASI not in has:
                settled[position] = column.said(Role.REALISASI, "what a target still lacks", sure=False)
    return settled


# What closes when three columns of a row are these: capaian = 100 realisasi / target, sisa = pagu - realisasi.
_QUOTIENTS = (
    (Role.TARGET, Role.REALISASI, Role.CAPAIAN),
    (Role.PAGU, Role.REALISASI_ANGGARAN, Role.PERSEN_ANGGARAN),
)
_DIFFERENCE = (Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA)


def _settle_by_arithmetic(columns: list[Column]) -> list[Column]:
    """Name a column of numbers that no known heading speaks for, or that has another's role, by what it closes."""
    settled = list(columns)
    for position, column in enumerate(settled):
        twin = any(
            c.role is column.role and c.tahun == column.tahun and c.index < column.index and c.periode == column.periode
            for c in settled
        )
        if column.stats.numeric < 0.5 or not (column.role is None or (twin and column.role in VALUE_ROLES)):
            continue
        others = _partners(column, settled)
        role = next((r for r in _closing_roles(others) if _closes(r, {**others, r: column})), None)
        if role is not None:
            settled[position] = column.said(role, "closes the rows' arithmetic", sure=True)
    return settled


def _settle_unheaded(columns: list[Column]) -> list[Column]:
    """Name three columns of numbers that no heading speaks for, where they close an identity left to right.

    A header may be printed white on black, and lost on a scan. Rows of equal numbers (100, 100, 100) say nothing.
    """
    if any(c.role in VALUE_ROLES for c in columns):
        return columns
    open_ = [c for c in columns if c.role is None and c.stats.filled and c.stats.numeric >= 0.5]
    settled = list(columns)
    for trio in itertools.combinations(open_, 3):
        amounts = all(_median(c) >= SMALLEST_AMOUNT for c in trio[:2])
        for identity in (_DIFFERENCE, _QUOTIENTS[1]) if amounts else _QUOTIENTS[:1]:
            if _closes(identity[-1], dict(zip(identity, trio, strict=True))) and _tells_apart(trio):
                for column, role in zip(trio, identity, strict=True):
                    settled[column.index] = column.said(role, "closes the rows' arithmetic", sure=False)
                return settled
    return settled


def _doubt_twins(columns: list[Column]) -> list[Column]:
    """Doubt columns that say the same of the same year: what tells them apart was not read, a year mostly."""
    said: Counter[tuple[Role | None, int | None, str, str]] = Counter(
        (c.role, c.tahun, c.periode, c.parent_text) for c in columns if c.role in VALUE_ROLES and c.stats.filled
    )
    return [
        c.said(c.role, "another column says the same of the same year", sure=False)
        if said[c.role, c.tahun, c.periode, c.parent_text] > 1
        else c
        for c in columns
    ]


def _tells_apart(columns: Sequence[Column]) -> bool:
    """Whether at least two rows have three different numbers: others close whatever the columns are."""
    rows = zip(*(c.stats.numbers for c in columns), strict=False)
    return sum(None not in row and len(set(row)) == len(columns) for row in rows) >= 2


def _partners(column: Column, columns: Sequence[Column]) -> dict[Role, Column]:
    """The columns a column can close an identity with: of its own year, or the only one of their role."""
    found: dict[Role, Column] = {}
    for role in {c.role for c in columns if c.role is not None}:
        having = [c for c in columns if c.role is role and c.index != column.index]
        same = [c for c in having if c.tahun == column.tahun]
        if same or len(having) == 1:
            found[role] = (same or having)[0]
    return found


def _closing_roles(others: dict[Role, Column]) -> list[Role]:
    """The one role that each identity still lacks."""
    return [
        missing[0]
        for identity in (*_QUOTIENTS, _DIFFERENCE)
        if len(missing := [role for role in identity if role not in others]) == 1
    ]


def _closes(role: Role, columns: dict[Role, Column]) -> bool:
    """Whether at least 60 of 100 rows, and two or all, close an identity with a column in a role."""
    for identity in (*_QUOTIENTS, _DIFFERENCE):
        if role not in identity or any(r not in columns for r in identity):
            continue
        rows = [r for r in zip(*(columns[r].stats.numbers for r in identity), strict=False) if None not in r]
        good = sum(_identity_holds(identity, *(n for n in row if n is not None)) for row in rows)
        if rows and good >= max(0.6 * len(rows), min(2, len(rows))):
            return True
    return False


def _identity_holds(identity: tuple[Role, Role, Role], first: float, second: float, third: float) -> bool:
    if identity == _DIFFERENCE:
        return third > 0 and abs(first - second - third) < 1
    # Half a unit of the last of two decimals, and as much again for what target and realisasi were rounded by.
    return first > 0 and abs(100 * second / first - third) <= 0.02 + 0.001 * abs(third)


def _median(column: Column) -> float:
    return column.stats.median if column.stats.median is not None else 0.0


def _settle_amounts(columns: list[Column]) -> list[Column]:
    """A "Jumlah" or "Nilai" of rupiah beside a text is a pagu, and so are the only amounts where no heading stands."""
    has = {c.role for c in columns}
    amounts = [c for c in columns if c.role in (Role.NILAI, None) and _median(c) >= SMALLEST_AMOUNT]
    unnamed = len(amounts) == 1 and not any(c.heading.path for c in columns)
    return [
        c.said(Role.PAGU, "amounts in rupiah", sure=False)
        if c in amounts and (c.role is Role.NILAI or unnamed) and not has & {Role.PAGU, Role.TARGET}
        else c
        for c in columns
    ]


def _settle_texts(columns: list[Column]) -> list[Column]:
    """Find the label where no heading names one, and take text roles away from columns of numbers."""
    settled = [
        c.said(None, "a column of numbers under a text's heading")
        if c.role in TEXT_ROLES
        and c.stats.filled
        and c.stats.numeric >= 0.8
        and c.stats.words < 3
        and c.role is not Role.SUMBER_DANA
        else c
        for c in columns
    ]
    if any(c.role in TEXT_ROLES - {Role.SUMBER_DANA, Role.SASARAN} for c in settled):
        return settled
    first_value = min((c.index for c in settled if c.role in VALUE_ROLES), default=len(settled))
    texts = [
        c
        for c in settled
        if c.role is None
        and c.index < first_value
        and c.stats.filled
        # "1. Peningkatan Produksi" begins as a count with its unit does, but goes on for longer.
        and (c.stats.numeric < 0.5 or c.stats.words > _UNIT_WORDS)
    ]
    if texts:
        best = max(texts, key=lambda c: (c.stats.distinct, c.stats.words))
        settled[best.index] = best.said(Role.URAIAN, "the text that tells the rows apart", sure=False)
    elif (years := next((c for c in settled if c.role is None and c.stats.years >= 0.8), None)) is not None:
        settled[years.index] = years.said(Role.TAHUN, "a column of years")
    return settled


def is_budget(columns: Sequence[Column]) -> bool:
    """Whether a table's values are a budget's."""
    return any(c.role in BUDGET_ROLES for c in columns)
