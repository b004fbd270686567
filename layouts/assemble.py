"""Values → records: one Indicator or Budget per table row and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from layouts.records import (
    BUDGET_FIELDS,
    INDICATOR_FIELDS,
    Budget,
    Field,
    Finding,
    Indicator,
    TableKind,
    Trust,
    Value,
)

_WEAKEST_FIRST = (Trust.DISPUTED, Trust.SINGLE, Trust.AGREED, Trust.VERIFIED)
_DOWN_THE_ROWS = TableKind.ANGGARAN_PERBANDINGAN_TAHUN


def build_records(
    values: Sequence[Value], findings: Sequence[Finding]
) -> tuple[tuple[Indicator, ...], tuple[Budget, ...]]:
    """Group a document's values into records, in the values' order.

    Values that speak of part of a year (`periode` is not tahun) stay out. A record's trust is its weakest value's.
    """
    by_value: dict[str, list[str]] = {}
    for finding in findings:
        for value_id in finding.value_ids:
            by_value.setdefault(value_id, []).append(finding.finding_id)
    whole_year = [v for v in values if v.periode == "tahun"]
    indicators = [
        _indicator(group, by_value) for group in _grouped(v for v in whole_year if v.field in INDICATOR_FIELDS)
    ]
    budgets = [_budget(group, by_value) for group in _grouped(v for v in whole_year if v.field in BUDGET_FIELDS)]
    return tuple(indicators), tuple(budgets)


def _grouped(values: Iterable[Value]) -> list[list[Value]]:
    groups: dict[tuple[str, int, int | None], list[Value]] = {}
    measures: dict[str, bool] = {}
    listed = list(values)
    for value in listed:
        if value.table_kind is _DOWN_THE_ROWS:
            seen = measures.get(value.table_id, True)
            measures[value.table_id] = (
                seen and len({v.field for v in listed if v.table_id == value.table_id and v.row == value.row}) == 1
            )
    for value in listed:
        # Measures that run down the rows make one record a year: the row is the first one's.
        merged = (
            measures.get(value.table_id, False) and len({v.row for v in listed if v.table_id == value.table_id}) > 1
        )
        row = (
            min(v.row for v in listed if v.table_id == value.table_id and v.tahun == value.tahun)
            if merged
            else value.row
        )
        groups.setdefault((value.table_id, row, value.tahun), []).append(value)
    return list(groups.values())


def _of(group: Sequence[Value], field: Field) -> Decimal | None:
    return next((v.value for v in group if v.field is field), None)


def _trust(group: Sequence[Value]) -> Trust:
    return min((v.trust for v in group), key=_WEAKEST_FIRST.index)


def _findings(group: Sequence[Value], by_value: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for v in group for f in by_value.get(v.value_id, ())))


def _indicator(group: Sequence[Value], by_value: dict[str, list[str]]) -> Indicator:
    first = group[0]
    units = {v.field: v.satuan for v in reversed(group)}
    return Indicator(
        table_id=first.table_id,
        table_kind=first.table_kind,
        page=first.page,
        row=first.row,
        no=first.no,
        kegiatan=first.kegiatan,
        sasaran=first.sasaran,
        indikator=first.label,
        kode=first.kode,
        tahun=first.tahun,
        target=_of(group, Field.TARGET),
        realisasi=_of(group, Field.REALISASI),
        capaian=_of(group, Field.CAPAIAN),
        satuan=units.get(Field.TARGET) or units.get(Field.REALISASI, ""),
        trust=_trust(group),
        satker_baris=first.satker_baris,
        findings=_findings(group, by_value),
    )


def _budget(group: Sequence[Value], by_value: dict[str, list[str]]) -> Budget:
    first = group[0]
    merged = len({v.row for v in group}) > 1
    return Budget(
        table_id=first.table_id,
        table_kind=first.table_kind,
        page=first.page,
        row=first.row,
        no=first.no,
        # A record made of rows that each name a measure has no line of its own to name.
        uraian="" if merged else first.label,
        baris=first.baris,
        sumber_dana=first.sumber_dana,
        kegiatan=first.kegiatan,
        kode=first.kode,
        tahun=first.tahun,
        pagu=_of(group, Field.PAGU),
        realisasi=_of(group, Field.REALISASI_ANGGARAN),
        sisa=_of(group, Field.SISA),
        persen=_of(group, Field.PERSEN_ANGGARAN),
        kebutuhan_pendanaan=_of(group, Field.KEBUTUHAN_PENDANAAN),
        trust=_trust(group),
        satker_baris=first.satker_baris,
        findings=_findings(group, by_value),
    )
