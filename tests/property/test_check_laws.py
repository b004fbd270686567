"""Laws of the checks: consistent tables are silent, a wrong number is not, repetition changes nothing."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.model import Box
from layouts.checks import check_values
from layouts.identities import alike
from layouts.records import Baris, Field, TableKind, Trust, Value

CENT = Decimal("0.01")
AMOUNTS = st.integers(min_value=10_000, max_value=9_999_999_999)


def value(field: Field, number: Decimal, **changes: object) -> Value:
    decimals = max(0, -int(number.as_tuple().exponent))
    fields: dict[str, object] = {
        "table_id": "d-t001",
        "table_kind": TableKind.ANGGARAN_KEGIATAN,
        "page": 1,
        "row": 1,
        "no": "",
        "kegiatan": "",
        "sasaran": "",
        "label": "Kegiatan",
        "kode": "",
        "tahun": 2021,
        "field": field,
        "value_text": f"{number:f}".replace(".", ","),
        "value": number,
        "satuan": "",
        "box": Box(0, 0, 1, 1),
        "source": "text",
        "confidence": None,
        "trust": Trust.AGREED,
        "decimals": decimals,
    } | changes
    fields["value_id"] = f"r{fields['row']}-{field}"
    return Value(**fields)  # type: ignore[arg-type]  # names and types are Value's own


def table(rows: list[tuple[int, int]]) -> list[Value]:
    """A consistent budget table: pagu and realisasi, sisa and persen that follow, and the TOTAL."""
    total = (sum(pagu for pagu, _ in rows), sum(spent for _, spent in rows))
    values = []
    for index, (pagu, spent) in enumerate([*rows, total], start=1):
        last = index > len(rows)
        place: dict[str, object] = {
            "row": index,
            "label": "TOTAL" if last else f"Kegiatan {index}",
            "baris": Baris.TOTAL if last else Baris.ITEM,
        }
        percent = (Decimal(100 * spent) / pagu).quantize(CENT, rounding=ROUND_HALF_UP)
        values += [
            value(Field.PAGU, Decimal(pagu), **place),
            value(Field.REALISASI_ANGGARAN, Decimal(spent), **place),
            value(Field.SISA, Decimal(pagu - spent), **place),
            value(Field.PERSEN_ANGGARAN, percent, **place),
        ]
    return values


ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS).map(lambda pair: (max(pair), min(pair))), min_size=2, max_size=8)


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_consistent_table_has_no_finding_and_no_doubt(rows: list[tuple[int, int]]) -> None:
    judged, findings = check_values(table(rows))
    assert findings == ()
    assert {v.trust for v in judged} == {Trust.VERIFIED}


@given(ROWS, st.data())
@settings(max_examples=60, deadline=None)
def test_wrong_amount_is_found_and_disputed(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    """One changed pagu, realisasi or sisa breaks a remainder and a sum; the first finding names it."""
    values = table(rows)
    amounts = [i for i, v in enumerate(values) if v.field is not Field.PERSEN_ANGGARAN]
    index = data.draw(st.sampled_from(amounts))
    wrong = data.draw(AMOUNTS)
    old = values[index]
    assume(wrong != old.value)
    place: dict[str, object] = {"row": old.row, "label": old.label, "baris": old.baris}
    values[index] = value(old.field, Decimal(wrong), **place)
    judged, findings = check_values(values)
    assert findings
    assert values[index].value_id in findings[0].value_ids
    assert judged[index].trust is not Trust.VERIFIED


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_checking_twice_gives_the_same(rows: list[tuple[int, int]]) -> None:
    once, findings = check_values(table(rows))
    assert check_values(once) == (once, findings)


@given(st.decimals(min_value=0, max_value=10_000, places=3), st.integers(min_value=0, max_value=2))
def test_number_is_alike_to_itself_with_fewer_digits(number: Decimal, decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    for rounding in (ROUND_HALF_UP, ROUND_DOWN):
        coarse = number.quantize(unit, rounding=rounding)
        assert alike(number, Decimal("0.001"), coarse, unit)
        assert alike(coarse, unit, number, Decimal("0.001"))
