"""Which text of a row is its label, and what the row says besides: number, kegiatan, sasaran, satker, satuan.

The label is the finest text that tells the rows apart; merged parents stand above it. Where the table prints no
label at all, the heading or sentence above it gives one, which is only probable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.model import Cell, GridMethod
from layouts.columns import Column, is_budget
from layouts.headers import anchored
from layouts.indicators import IndicatorVocabulary
from layouts.label_blocks import cut_at_gaps
from layouts.label_parts import Words, words_of
from layouts.levels import is_total_label
from layouts.match import Sight
from layouts.names_above import Named, name_above, name_over_values
from layouts.records import TableKind
from layouts.row_periods import are_parts_of_year
from layouts.shared_labels import deal_lines
from layouts.stacks import Piece, whole
from layouts.values import is_nothing
from layouts.wordings import VALUE_ROLES, Role

_INDICATOR_ORDER = (
    Role.INDIKATOR,
    Role.KOMPONEN,
    Role.URAIAN,
    Role.JENIS_BELANJA,
    Role.KEGIATAN,
    Role.SATKER,
    Role.SASARAN,
)
_BUDGET_LABELS = frozenset(
    {Role.KEGIATAN, Role.URAIAN, Role.INDIKATOR, Role.KOMPONEN, Role.JENIS_BELANJA, Role.SATKER, Role.SASARAN}
)
_BY_YEAR = frozenset({TableKind.ANGGARAN_PERBANDINGAN_TAHUN})
# Kinds whose rows are indicators.
_OF_INDICATORS = frozenset(
    {
        TableKind.RENPROJA_TARGET,
        TableKind.RENPROJA_PENDANAAN,
        TableKind.RENCANA_KINERJA_TAHUNAN,
        TableKind.PERJANJIAN_KINERJA,
        TableKind.CAPAIAN_KINERJA,
        TableKind.CAPAIAN_INDIKATOR,
        TableKind.PERBANDINGAN_TAHUN,
        TableKind.KEMAJUAN_RENPROJA,
    }
)
# Share of a column's texts that stand as indicators elsewhere; the others are misspelt, or cut at a page's end.
_MOSTLY_TOLD = 0.5
# Mean words of a column of labels; of units, places and remarks like "Tercapai" fewer.
RIVAL_WORDS = 2.5
# Dots that lead the eye to the number.
_LEADER = re.compile(r"(?:\s*[.·…_]){4,}\s*$")
_COUNTED_LABEL = re.compile(r"^(\d{1,2}[.)])\s+([^\W\d].*)$")
_NUMBERED_LABEL = re.compile(r"^(\d{1,2}[.)]?|[a-z][.)])\s+([^\W\d].*)$")
_HEADING_LINE = re.compile(r"^\s*(?:BAB\s+[IVX]+\b|[A-Z]\.\s+[A-Z]|\d{1,2}[.)]\s+[A-Z]|\d+\.\d+)")
_SASARAN_GROUP = re.compile(r"^\W*(?:\w{1,4}[.)]?\s+)?(?:sasaran|tujuan|misi)\b", re.I)


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """Where a table's texts stand: column indices, None where it has no such column.

    `from_header`: an indikator is printed over the value columns, and that is the label. `fallback` is the label of
    a table whose rows print none. `sure` is False where the label is only probable.
    """

    label: int | None
    no: int | None
    kegiatan: int | None
    sasaran: int | None
    satuan: int | None
    satker: int | None
    sumber_dana: int | None
    from_header: bool
    fallback: str
    context_indicator: str
    sure: bool


@dataclass(frozen=True, slots=True)
class RowTexts:
    """What a record row says besides its numbers."""

    no: str
    label: str
    kegiatan: str
    sasaran: str
    satuan: str
    satker: str
    sumber_dana: str


def plan_labels(
    sight: Sight, kind: TableKind, kodes: IndicatorVocabulary, names: frozenset[Words] = frozenset()
) -> LabelPlan:
    """Decide which columns give label, kegiatan, sasaran and the rest of a table's rows.

    `names` are the indicators that the document's other tables print.
    """
    label = _label_column(sight, kind)
    told = _told_column(sight, kind, label, names)
    # Where no column passed for the label, the kind was chosen without one and is as probable.
    certain = told is not None and label is not None
    label = label if told is None else told
    if label is not None and are_parts_of_year(sight, label):
        label, certain = None, False
    satker = _satker_column(sight, label)
    by_values = (label is None or label == satker) and not is_budget(sight.columns)
    from_header = by_values and any(column.parent_text for column in sight.columns if column.role is not None)
    # A title row over all columns is nearer than any line above the table.
    title = [sight.header.title] if sight.header.title else []
    named = name_above([*(line.text for line in sight.region.caption), *title], names, kodes)
    over = name_over_values(sight, names, named) if by_values and not from_header and satker is not None else ""
    if over:
        label = None
    no_label = label is None and not from_header and not over and kind not in _BY_YEAR
    kegiatan = _index(sight, Role.KEGIATAN)
    sasaran = _index(sight, Role.SASARAN)
    above = named if named is not None else Named("", sure=False)
    return LabelPlan(
        label=label,
        no=_index(sight, Role.NO, Role.KODE),
        kegiatan=kegiatan if kegiatan != label else None,
        sasaran=sasaran if sasaran != label else None,
        satuan=_index(sight, Role.SATUAN),
        satker=satker,
        sumber_dana=_index(sight, Role.SUMBER_DANA),
        from_header=from_header,
        fallback=over or (above.text if no_label else ""),
        context_indicator=above.text if satker is not None else "",
        sure=certain
        or (
            (above.sure or not no_label)
            and (label is None or sight.columns[label].sure or sight.columns[label].role is not Role.URAIAN)
            and not _has_rival(sight, label)
        ),
    )


def _satker_column(sight: Sight, label: int | None) -> int | None:
    satker = _index(sight, Role.SATKER)
    return label if satker is None and "satker_rows" in sight.traits else satker


def _has_rival(sight: Sight, label: int | None) -> bool:
    """Whether a text column under a heading that says nothing may be the label: it tells the rows apart as finely.

    So it is where a stamp, a rule or a shadow spoilt the heading "Indikator Kinerja" on a scan, and kegiatan beside it
    was read.
    """
    if label is None or sight.columns[label].role is Role.INDIKATOR:
        return False
    finest = sight.columns[label].stats
    return any(
        column.role is None
        and column.stats.words >= RIVAL_WORDS
        and column.stats.numeric == 0
        and min(column.stats.filled, column.stats.distinct) >= finest.distinct
        for column in sight.columns
    )


def _index(sight: Sight, *roles: Role) -> int | None:
    column = sight.column_of(*roles)
    return column.index if column is not None else None


def _label_column(sight: Sight, kind: TableKind) -> int | None:
    has = {column.role for column in sight.columns}
    if kind in _BY_YEAR:
        years = [c for c in sight.columns if c.role is Role.TAHUN]
        texts = [c for c in sight.columns if c.role in _BUDGET_LABELS or (c.role is None and c.stats.words)]
        return (years or texts)[0].index if years or texts else None
    if is_budget(sight.columns) and not (Role.INDIKATOR in has and Role.TARGET in has):
        candidates = [c for c in sight.columns if c.role in _BUDGET_LABELS]
        if kind is TableKind.ANGGARAN_JENIS_BELANJA:
            candidates = [c for c in candidates if c.role is Role.JENIS_BELANJA] or candidates
        return max(candidates, key=lambda c: (c.stats.distinct, c.index)).index if candidates else None
    for role in _INDICATOR_ORDER:
        candidates = [c for c in sight.columns if c.role is role]
        if candidates:
            return max(candidates, key=lambda c: (c.stats.distinct, c.index)).index
    return None


def _told_column(sight: Sight, kind: TableKind, label: int | None, names: frozenset[Words]) -> int | None:
    """The column most of whose texts the document prints as indicators in other tables; None where none is better.

    So it is where nobody listed the heading of the indicators, and kegiatan or sasaran beside them was read.
    """
    if kind not in _OF_INDICATORS or (label is not None and sight.columns[label].role is Role.INDIKATOR):
        return None
    texts = [c for c in sight.columns if c.role not in VALUE_ROLES and c.stats.words >= RIVAL_WORDS]
    shares = {c.index: _share_of(names, sight, c.index) for c in texts}
    best = max(shares, key=lambda index: shares[index], default=None)
    if best is None or best == label or shares[best] < _MOSTLY_TOLD:
        return None
    return best if shares[best] > shares.get(label if label is not None else -1, 0.0) else None


def _share_of(names: frozenset[Words], sight: Sight, column: int) -> float:
    texts = [r.pieces[column].text for r in sight.records if column in r.pieces]
    return sum(words_of(text) in names for text in texts) / len(texts) if texts else 0.0


def carried_texts(row_index: int, pieces: Mapping[int, Piece], sight: Sight, plan: LabelPlan) -> RowTexts:
    """The texts of a record: its own, those of merged cells that cover it, and those of group rows above it."""
    named = plan.label is not None and sight.columns[plan.label].role is Role.INDIKATOR
    label = (
        _shared_text(row_index, sight, plan, plan.label)
        or _own_text(row_index, pieces, sight, plan.label)
        or plan.fallback
    )
    is_total = is_total_label(label, budget=is_budget(sight.columns) and not named)
    if not label and plan.label is not None:
        label = _first_text(pieces, sight.columns)
        is_total = is_total_label(label, budget=is_budget(sight.columns) and not named)
    no = _shared_text(row_index, sight, plan, plan.no) or _own_text(row_index, pieces, sight, plan.no)
    if not label and (glued := _NUMBERED_LABEL.match(no)):
        # A label that stands in its number's cell.
        no, label = glued.group(1), glued.group(2)
    elif plan.no is None and (counted := _COUNTED_LABEL.match(label)):
        no, label = counted.group(1), counted.group(2)
    group = "" if is_total else _group_above(row_index, sight)
    sasaran = "" if is_total else _carried(row_index, pieces, sight, plan.sasaran)
    kegiatan = "" if is_total else _carried(row_index, pieces, sight, plan.kegiatan)
    if group:
        if _SASARAN_GROUP.match(group):
            sasaran = sasaran or group
        else:
            kegiatan = kegiatan or group
    return RowTexts(
        no="" if no == label else no,
        label=label,
        kegiatan=kegiatan,
        sasaran=sasaran,
        satuan=_own_text(row_index, pieces, sight, plan.satuan),
        satker=_own_text(row_index, pieces, sight, plan.satker),
        sumber_dana=_carried(row_index, pieces, sight, plan.sumber_dana) if not is_total else "",
    )


def _shared_text(row_index: int, sight: Sight, plan: LabelPlan, column: int | None) -> str:
    """A row's part of a drawn cell that covers several records; empty where it is this row's alone or falls to none."""
    if any(part.method is GridMethod.WHITESPACE for part in sight.region.parts):
        return ""
    cell, rows = _sharers(row_index, sight, plan, column)
    return deal_lines(cell, sight.slots, rows).get(row_index, "") if cell is not None and len(rows) > 1 else ""


def _sharers(row_index: int, sight: Sight, plan: LabelPlan, column: int | None) -> tuple[Cell | None, list[int]]:
    """A row's cell and the records' rows that it covers; a year or an office of its own tells a row apart."""
    cell = sight.slots[row_index][column] if column is not None else None
    told = sight.column_of(Role.TAHUN) is not None or (plan.satker is not None and plan.satker != plan.label)
    if cell is None or told:
        return cell, [row_index]
    covered = range(cell.row, cell.row + cell.row_span)
    return cell, sorted({record.row_index for record in sight.records if record.row_index in covered})


def label_is_doubtful(row_index: int, pieces: Mapping[int, Piece], sight: Sight, plan: LabelPlan) -> bool:
    """Whether a row's label may hold text that is not its own, or lack its own.

    A label over columns of numbers has swallowed some; one that several records share tells none of them. Only tables
    without drawn columns swallow a line from below: a heading after the first line, or white between two lines of a
    cell that is clearly wider than a line's.
    """
    if plan.label is None:
        return False
    if not _own_text(row_index, pieces, sight, plan.label):
        return True
    cell, sharing = _sharers(row_index, sight, plan, plan.label)
    if len(sharing) > 1:
        return not _shared_text(row_index, sight, plan, plan.label)
    if cell is not None and any(
        sight.columns[c].role in VALUE_ROLES for c in range(cell.column, cell.column + cell.column_span)
    ):
        return True
    drawn = all(part.method is not GridMethod.WHITESPACE for part in sight.region.parts)
    if cell is None or drawn or pieces.get(plan.label, whole(cell)).text != cell.text:
        return False
    return len(cut_at_gaps(cell.lines)) > 1 or any(_HEADING_LINE.match(line.text) for line in cell.lines[1:])


def _own_text(row_index: int, pieces: Mapping[int, Piece], sight: Sight, column: int | None) -> str:
    if column is None:
        return ""
    if column in pieces:
        text = pieces[column].text
    else:
        cell = sight.slots[row_index][column]
        text = cell.text if cell is not None else ""
    return "" if is_nothing(text) else _LEADER.sub("", text)


def _carried(row_index: int, pieces: Mapping[int, Piece], sight: Sight, column: int | None) -> str:
    """A row's text in a column of parents; where it is left blank, the last one printed above."""
    if column is None:
        return ""
    text = _own_text(row_index, pieces, sight, column)
    for above in range(row_index - 1, sight.header.rows - 1, -1):
        if text:
            break
        text = _own_text(above, {}, sight, column)
    return text


def _first_text(pieces: Mapping[int, Piece], columns: Sequence[Column]) -> str:
    for index in sorted(pieces):
        text = pieces[index].text
        if (
            columns[index].role not in (Role.NO, Role.SATUAN)
            and not any(ch.isdigit() for ch in text)
            and not is_nothing(text)
        ):
            return text
    return ""


def _group_above(row_index: int, sight: Sight) -> str:
    """The text of the nearest group row above a record: a row of text without numbers, set over several columns."""
    records = {record.row_index for record in sight.records}
    for row in range(row_index - 1, sight.header.rows - 1, -1):
        if row in records:
            continue
        cells: list[Cell] = anchored(sight.slots, row)
        if cells and len(cells) <= 2:
            return max((cell.text for cell in cells), key=len)
    return ""
