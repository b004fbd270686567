"""Match → values: every record row of a mapped table, cell by cell, with what it speaks of and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract.model import Box, GridMethod, Page, Place
from extract.placed import Prints
from layouts.columns import OFFICE, Column
from layouts.indicators import IndicatorVocabulary, find_kode
from layouts.label_parts import Words
from layouts.labels import LabelPlan, RowTexts, carried_texts, label_is_doubtful, plan_labels
from layouts.levels import mark_levels
from layouts.match import Match, Sight
from layouts.office_names import Offices, match_office, office_mentions, same_place
from layouts.profile import Profile
from layouts.readings import agreed_in_value, read_alternatives, readers_agree, what_was_said
from layouts.record_rows import Record
from layouts.records import BUDGET_FIELDS, MONEY_FIELDS, Field, Finding, Severity, TableKind, Value, as_probable
from layouts.row_periods import part_of_caption, part_of_row, says_no_time
from layouts.scales import multiply_out
from layouts.stacks import whole
from layouts.subjects import UNSAID, names_known, names_known_over, subject_finding
from layouts.values import (
    LARGEST_PERCENT,
    SMALLEST_AMOUNT,
    Nature,
    Reading,
    ReadingKind,
    is_nothing,
    nature_of,
    read_number,
)
from layouts.wordings import VALUE_ROLES, Role, Vocabulary, parse_heading

_FIELD_OF = {
    Role.TARGET: Field.TARGET,
    Role.REALISASI: Field.REALISASI,
    Role.CAPAIAN: Field.CAPAIAN,
    Role.PAGU: Field.PAGU,
    Role.REALISASI_ANGGARAN: Field.REALISASI_ANGGARAN,
    Role.SISA: Field.SISA,
    Role.PERSEN_ANGGARAN: Field.PERSEN_ANGGARAN,
    Role.KEBUTUHAN_PENDANAAN: Field.KEBUTUHAN_PENDANAAN,
    Role.NILAI: Field.REALISASI,
}
_MEASURE_FIELD = {
    Role.PAGU: Field.PAGU,
    Role.TARGET: Field.PAGU,
    Role.REALISASI: Field.REALISASI_ANGGARAN,
    Role.REALISASI_ANGGARAN: Field.REALISASI_ANGGARAN,
    Role.SISA: Field.SISA,
    Role.CAPAIAN: Field.PERSEN_ANGGARAN,
    Role.PERSEN_ANGGARAN: Field.PERSEN_ANGGARAN,
    Role.NILAI: Field.PAGU,
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD_END = re.compile(r"(?<!\d)(?:19|20)\d\d\s*(?:-|–|—|s\.?\s?d\.?|sampai)\s*((?:19|20)\d\d)(?!\d)")
# A "Rp" set beside a number that wraps is read between its lines.
_MARK_INSIDE = re.compile(r"^([\d.,]*\d[.,]?)\s+(Rp\.?)\s+(\d[\d.,-]*)$", re.I)


@dataclass(frozen=True, slots=True)
class TableContext:
    """What a table's values need to know beyond the table.

    Its id, the fiscal year and the document's own office (`satker`, may be empty), the shared vocabularies, and the
    names of the indicators that the document prints. `prints` finds the words of the pages by place.
    """

    table_id: str
    tahun_anggaran: int | None
    pages: Mapping[int, Page]
    vocabulary: Vocabulary
    kodes: IndicatorVocabulary
    offices: Offices
    satker: str = ""
    names: frozenset[Words] = frozenset()
    prints: Prints = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the pages' words ready to be found by place."""
        object.__setattr__(self, "prints", Prints(self.pages))


def read_values(match: Match, context: TableContext) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Read all values of a mapped table, row by row, left to right.

    Raises:
        ValueError: the match has no profile.
    """
    if match.profile is None:
        raise ValueError("an unmatched region has no values")
    sight = match.sight
    kind = TableKind(match.profile.kind)
    findings = [_shift_finding(sight, context.table_id, record) for record in sight.records if record.shifted]
    labels = plan_labels(sight, kind, context.kodes, context.names)
    read = [
        value_and_column
        for record in sight.records
        for value_and_column in _values_of(record, match.profile, kind, sight=sight, labels=labels, context=context)
    ]
    values = list(_number_ids(mark_levels([value for value, _ in read])))
    findings += _reading_doubts(values)
    scales = {value.value_id: sight.scales[column] for value, (_, column) in zip(values, read, strict=True)}
    values, scaled = multiply_out(values, scales, context.table_id)
    unsaid = UNSAID in sight.traits and not (
        names_known(sight.labels, context.names)
        or names_known_over(sight.columns, [*sight.captions, sight.header.title], context.names)
    )
    if unsaid and values:
        findings.append(subject_finding(context.table_id, sight.region.page_from, sight.columns))
    if match.untold or match.misnamed or unsaid:
        values = [as_probable(value) for value in values]
    return tuple(values), (*findings, *scaled)


def _shift_finding(sight: Sight, table_id: str, record: Record) -> Finding:
    return Finding(
        code="column-shift",
        severity=Severity.WARNING,
        message="The row is printed one column to the right of its headings: a text stands where the first number "
        "belongs. It was read by meaning.",
        page=next(iter(record.pieces.values())).places[0].page_number,
        table_id=table_id,
        row=record.number,
        found=" | ".join(piece.text for piece in record.pieces.values()),
    )


def _values_of(
    record: Record,
    profile: Profile,
    kind: TableKind,
    *,
    sight: Sight,
    labels: LabelPlan,
    context: TableContext,
) -> Iterable[tuple[Value, int]]:
    """The values of a record with the columns they stand in."""
    texts = carried_texts(record.row_index, record.pieces, sight, labels)
    row_year = _year_of_row(record, sight, texts.label)
    year_lost = row_year is None and _prints_year(record, sight)
    doubtful = label_is_doubtful(record.row_index, record.pieces, sight, labels)
    doubtful = doubtful or year_lost or not _label_is_read(record, sight, labels, context.prints)
    caption_year = _caption_year(sight)
    part = part_of_row(record, sight) or part_of_caption(sight)
    for column in sight.columns:
        piece = record.pieces.get(column.index)
        if column.role not in VALUE_ROLES or piece is None or is_nothing(piece.text):
            continue
        field, field_sure = _field_of(column, profile, texts.label, context.vocabulary)
        if field is None:
            continue
        text = _MARK_INSIDE.sub(r"\2 \1 \3", piece.text)
        nature = _nature(field, texts)
        reading = read_number(text, column.stats.style, nature=nature)
        if reading.is_nothing:
            continue
        if field is Field.PERSEN_ANGGARAN and abs(reading.value or Decimal(0)) >= SMALLEST_AMOUNT:
            # "Penyerapan" down the rows is printed in rupiah as often as in percent.
            field = Field.REALISASI_ANGGARAN
        label, label_sure, kegiatan = texts.label, labels.sure, texts.kegiatan
        if labels.from_header and column.parent_text:
            label = column.parent_text
        elif texts.kegiatan and field in BUDGET_FIELDS and _pays_for_kegiatan(column, sight, labels):
            label, kegiatan = texts.kegiatan, ""
        tahun = _year_of_value(column, field, kind, row_year=row_year, sight=sight, fiscal=context.tahun_anggaran)
        told = column.tahun is not None or row_year is not None or caption_year in (None, tahun)
        told = told and (column.tahun is not None or row_year is not None or not _prints_others(sight, kind, tahun))
        sure = (
            column.sure
            and label_sure
            and field_sure
            and told
            and not _shares_rows(record, column, sight)
            and not (record.shifted or doubtful or reading.ambiguous or reading.reason in (*_DOUBTS, "ratio"))
            and not _contradicts(field, reading)
            and not (kind is TableKind.CAPAIAN_KINERJA and OFFICE.match(label))
        )
        place = piece.places[0]
        said = agreed_in_value(what_was_said(text, piece.places, context.prints), text, column.stats.style, nature)
        value = Value(
            value_id="",
            table_id=context.table_id,
            table_kind=kind,
            page=place.page_number,
            row=record.number,
            no=texts.no,
            kegiatan=kegiatan,
            sasaran=texts.sasaran,
            label=label,
            kode=find_kode(label, context.kodes),
            tahun=tahun,
            field=field,
            value_text=text,
            value=reading.value,
            satuan=reading.satuan or (texts.satuan if field in (Field.TARGET, Field.REALISASI) else ""),
            box=_view_box(place, context.pages),
            source=said.source,
            confidence=said.confidence,
            trust=said.trust(sure=sure),
            satker_baris=_office_of_row(texts.satker, context),
            periode=part if part and says_no_time(column) else column.periode,
            reason=reading.reason or ("ambiguous-number" if reading.ambiguous else ""),
            indikator_konteks=labels.context_indicator if label != labels.context_indicator else "",
            sumber_dana=texts.sumber_dana,
            decimals=reading.decimals,
            label_sure=not _shares_rows(record, column, sight),
            alternatives=read_alternatives(said, column.stats.style, nature, unlike=reading.value) if sure else (),
        )
        yield value, column.index


def _contradicts(field: Field, reading: Reading) -> bool:
    """Whether a number is of another kind than its field: a percentage in money, an amount in percent.

    A percentage of 1000 and more is possible ("1.250%", a target of one), an amount without "%" is not.
    """
    if field in MONEY_FIELDS:
        return reading.kind is ReadingKind.PERCENT
    if field not in (Field.CAPAIAN, Field.PERSEN_ANGGARAN):
        return False
    large = abs(reading.value or Decimal(0)) >= LARGEST_PERCENT and reading.kind is not ReadingKind.PERCENT
    return reading.satuan == "Rp" or reading.reason == "scaled-word" or large


def _shares_rows(record: Record, column: Column, sight: Sight) -> bool:
    """Whether a number stands beside several records without drawn cells: nothing says which of them it belongs to."""
    cell = sight.slots[record.row_index][column.index]
    drawn = all(part.method is not GridMethod.WHITESPACE for part in sight.region.parts)
    if drawn or cell is None or cell.row_span < 2:
        return False
    return sum(cell.row <= other.row_index < cell.row + cell.row_span for other in sight.records) > 1


def _label_is_read(record: Record, sight: Sight, labels: LabelPlan, prints: Prints) -> bool:
    """Whether the readers agree in a row's label, where it stands on a picture."""
    if labels.label is None:
        return True
    piece = record.pieces.get(labels.label)
    cell = sight.slots[record.row_index][labels.label]
    piece = whole(cell) if piece is None and cell is not None else piece
    return piece is None or readers_agree(piece.places, prints)


def _pays_for_kegiatan(column: Column, sight: Sight, labels: LabelPlan) -> bool:
    """Whether money stands right of kegiatan that tell the rows apart better than the indicators left of them do."""
    if labels.kegiatan is None or labels.label is None or not labels.kegiatan < column.index:
        return False
    finer = sight.columns[labels.kegiatan].stats.filled > sight.columns[labels.label].stats.filled
    counted = [c.index for c in sight.columns if c.role in (Role.TARGET, Role.REALISASI, Role.CAPAIAN)]
    return finer and bool(counted) and max(counted) < labels.kegiatan


def _field_of(column: Column, profile: Profile, label: str, vocabulary: Vocabulary) -> tuple[Field | None, bool]:
    role = column.role
    if role is None:
        return None, False
    if role in (Role.NILAI_TAHUN, Role.NILAI):
        guess = vocabulary.guess_role(parse_heading(label).phrase)
        if "measure_rows" in profile.requires:
            field = _MEASURE_FIELD.get(guess.role) if guess is not None else None
            return field, guess is not None and guess.likeness >= 0.8
    if str(role) in profile.fields:
        # A profile names the measure where the heading does not; where it renames a printed one, that is sure too.
        field = Field(profile.fields[str(role)])
        return field, _names_no_other(label, field, role, vocabulary)
    return _FIELD_OF.get(role), True


def _names_no_other(label: str, field: Field, role: Role, vocabulary: Vocabulary) -> bool:
    """Whether a row's text names no measure ("Hasil"), or the field its column was taken for.

    A component of a score may be called "Penyerapan Anggaran"; none is called "Target 2021".
    """
    guess = vocabulary.guess_role(parse_heading(label).phrase)
    if guess is None or guess.likeness < 0.8 or role not in (Role.NILAI_TAHUN, Role.NILAI):
        return True
    counted = guess.role in (Role.TARGET, Role.REALISASI, Role.CAPAIAN)
    return _FIELD_OF.get(guess.role, field) is field or (role is Role.NILAI and not counted)


def _office_of_row(printed: str, context: TableContext) -> str:
    """The office a row names: the registered name, the document's own where it is a misprint of it, else as printed."""
    registered = match_office(printed, context.offices)
    if registered or not printed:
        return registered
    own = {name.key for name, _ in office_mentions(context.satker)}
    named = {name.key for name, _ in office_mentions(printed)}
    return context.satker if any(same_place(a, b) for a in own for b in named) else printed


def _nature(field: Field, texts: RowTexts) -> Nature | None:
    """What kind of quantity a cell holds, for the marks in its number."""
    if field in MONEY_FIELDS:
        return Nature.MONEY
    if field in (Field.CAPAIAN, Field.PERSEN_ANGGARAN):
        return Nature.PERCENT
    return nature_of(texts.satuan, texts.label)


def _caption_year(sight: Sight) -> int | None:
    """The one year that the line above a table or its title names; None where there is none, or several."""
    named = _years_of(" ".join([*sight.captions[-1:], sight.header.title]))
    return next(iter(named)) if len(named) == 1 else None


def _years_of(text: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(text)}


def _prints_others(sight: Sight, kind: TableKind, tahun: int | None) -> bool:
    """Whether the headings of a table name other years only: a year that none of them names is a guess.

    Progress towards a plan's last year is the one kind whose headings speak of another year than the report's.
    """
    named = {column.tahun for column in sight.columns if column.role in VALUE_ROLES and column.tahun is not None}
    return kind is not TableKind.KEMAJUAN_RENPROJA and bool(named) and tahun not in named


def _prints_year(record: Record, sight: Sight) -> bool:
    """Whether something stands where a row's year should."""
    column = sight.column_of(Role.TAHUN)
    piece = record.pieces.get(column.index) if column is not None else None
    return piece is not None and not is_nothing(piece.text)


def _year_of_row(record: Record, sight: Sight, label: str) -> int | None:
    column = sight.column_of(Role.TAHUN)
    piece = record.pieces.get(column.index) if column is not None else None
    text = piece.text if piece is not None else (label if "year_rows" in sight.traits else "")
    found = _YEAR.findall(text)
    return int(found[0]) if len(found) == 1 else None


def _year_of_value(
    column: Column, field: Field, kind: TableKind, *, row_year: int | None, sight: Sight, fiscal: int | None
) -> int | None:
    if column.tahun is not None:
        return column.tahun
    if row_year is not None:
        return row_year
    titled = _years_of(sight.header.title)
    if len(titled) == 1:
        return titled.pop()
    if kind is TableKind.KEMAJUAN_RENPROJA:
        if field is Field.TARGET:
            return _end_of_plan(sight) or fiscal
        years = [c.tahun for c in sight.columns if c.role is Role.REALISASI and c.tahun is not None]
        return years[-1] if years else fiscal
    return fiscal


def _end_of_plan(sight: Sight) -> int | None:
    """The last year of the plan the headings or the lines above name ("Renstra 2020-2024")."""
    for text in (sight.header.text, *reversed(sight.captions)):
        found = _PERIOD_END.search(text)
        if found:
            return int(found.group(1))
    return None


def _view_box(place: Place, pages: Mapping[int, Page]) -> Box:
    page = pages.get(place.page_number)
    return page.to_view(place.box) if page is not None else place.box


_DOUBTS = {
    "digit-word-mismatch": "The number in words is not the number in digits; the digits were read.",
    "malformed-number": "The number's marks are missing or misplaced.",
    "several-numbers": "The cell holds several numbers that could not be told apart; none was read.",
    "ambiguous-number": "The mark in this number can be decimal or thousands; it was read as its neighbours are.",
}


def _reading_doubts(values: Sequence[Value]) -> list[Finding]:
    """What the reading of single cells leaves in doubt."""
    return [
        Finding(
            code=value.reason,
            severity=Severity.INFO if value.reason == "ambiguous-number" else Severity.WARNING,
            message=_DOUBTS[value.reason],
            page=value.page,
            table_id=value.table_id,
            row=value.row,
            field=value.field,
            found=value.value_text,
            expected="" if value.value is None else f"read as {value.value}",
            value_ids=(value.value_id,),
        )
        for value in values
        if value.reason in _DOUBTS
    ]


def _number_ids(values: Sequence[Value]) -> Iterable[Value]:
    """Give each value its id: table, row, field, year, and a number where these are printed more than once."""
    seen: dict[str, int] = {}
    for value in values:
        stem = f"{value.table_id}-r{value.row:03d}-{value.field}-{value.tahun or 0}"
        seen[stem] = seen.get(stem, 0) + 1
        yield replace(value, value_id=f"{stem}-{seen[stem]}")
