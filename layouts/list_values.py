"""A list of results → values of the kind ringkasan_eksekutif."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.model import Page
from extract.placed import Prints
from layouts.indicators import IndicatorVocabulary, find_kode
from layouts.lists import ResultList
from layouts.readings import agreed_in_value, read_alternatives, readers_agree, what_was_said
from layouts.records import Field, Finding, Severity, TableKind, Value
from layouts.values import Nature, nature_of, read_number

_ORDER = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)


def read_list_values(
    found: ResultList,
    table_id: str,
    tahun: int | None,
    *,
    pages: Mapping[int, Page],
    kodes: IndicatorVocabulary,
) -> tuple[Value, ...]:
    """The values of a list, an item a row, in the order target, realisasi, capaian."""
    values: list[Value] = []
    prints = Prints(pages)
    signed = {field for item in found.items for field, printed in item.printed.items() if "%" in printed.text}
    for row, item in enumerate(found.items, 1):
        sure = item.sure and readers_agree(item.places, prints)
        for field in _ORDER:
            if field not in item.printed:
                continue
            printed = item.printed[field]
            nature = Nature.PERCENT if field is Field.CAPAIAN else nature_of("", item.label)
            reading = read_number(printed.text, nature=nature)
            if reading.is_nothing:
                continue
            page = pages[printed.place.page_number]
            said = agreed_in_value(
                what_was_said(printed.text, [printed.place], prints), printed.text, None, nature, signed=field in signed
            )
            values.append(
                Value(
                    value_id=f"{table_id}-r{row:03d}-{field}-{tahun or 0}-1",
                    table_id=table_id,
                    table_kind=TableKind.RINGKASAN_EKSEKUTIF,
                    page=page.number,
                    row=row,
                    no=item.no,
                    kegiatan="",
                    sasaran="",
                    label=item.label,
                    kode=find_kode(item.label, kodes, "indicator"),
                    tahun=tahun,
                    field=field,
                    value_text=printed.text,
                    value=reading.value,
                    satuan=reading.satuan,
                    box=page.to_view(printed.place.box),
                    source=said.source,
                    confidence=said.confidence,
                    trust=said.trust(sure=sure and not reading.ambiguous),
                    reason=reading.reason,
                    decimals=reading.decimals,
                    alternatives=read_alternatives(said, None, nature, unlike=reading.value) if sure else (),
                )
            )
    return tuple(values)


def doubt_list_roles(found: ResultList, table_id: str, values: Sequence[Value]) -> tuple[Finding, ...]:
    """A finding for each item whose arithmetic names its numbers otherwise than its words do."""
    rows = {row for row, item in enumerate(found.items, 1) if item.against_words}
    findings = []
    for row in sorted(rows):
        own = [value for value in values if value.row == row]
        findings.append(
            Finding(
                code="list-roles",
                severity=Severity.WARNING,
                message="The words beside the numbers name them otherwise than realisasi / target = capaian does; "
                "the arithmetic was followed.",
                page=own[0].page if own else found.page_from,
                table_id=table_id,
                row=row,
                found="; ".join(f"{value.field} {value.value_text}" for value in own),
                value_ids=tuple(value.value_id for value in own),
            )
        )
    return tuple(findings)
