"""Item, subtotal or total: what a budget row is, told by its words, its numbering and its sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from layouts.records import Baris, Field, TableKind, Value

_TOTAL = re.compile(
    r"^\W*(?:grand\s*total|jumlah\s+(?:total|keseluruhan|seluruh\w*|belanja|anggaran)|total(?:\s+(?:anggaran|belanja|keseluruhan|pagu|dipa))?|jumlah|t\s*o\s*t\s*a\s*l|j\s*u\s*m\s*l\s*a\s*h)\W*$",
    re.I,
)
_SUBTOTAL = re.compile(r"^\W*(?:sub\s*-?\s*(?:total|jumlah)|total|jumlah)\b", re.I)
_ROMAN = re.compile(r"^[IVXL]+\W*$")
_LETTER = re.compile(r"^[a-z]\W*$")
_UPPER = re.compile(r"^[A-Z]\W*$")
_BEFORE = re.compile(r"\s*([IVXL]+|[A-Z]|[a-z]|\d{1,2}(?:\.\d{1,2})*)[.)]\s+(?=\S)")
_MEASURED = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.KEBUTUHAN_PENDANAAN)


def is_total_label(label: str, *, budget: bool) -> bool:
    """Whether a row is named as a sum. "Jumlah lembaga …" in an indicator table is none."""
    return bool(_TOTAL.match(label) or (budget and _SUBTOTAL.match(label)))


def mark_levels(values: Sequence[Value]) -> list[Value]:
    """Mark each budget row of a table as item, subtotal or total; other values stay items."""
    rows = list(dict.fromkeys(value.row for value in values if value.field in _MEASURED))
    if not rows:
        return list(values)
    first = {row: next(v for v in values if v.row == row and v.field in _MEASURED) for row in rows}
    named_by_indicator = first[rows[0]].table_kind is TableKind.RENCANA_KINERJA_TAHUNAN
    baris = {
        row: _by_words(first[row].label, row == rows[-1])
        if is_total_label(first[row].label, budget=not named_by_indicator)
        else Baris.ITEM
        for row in rows
    }
    plain = [row for row in rows if baris[row] is Baris.ITEM]
    baris.update(dict.fromkeys(_parents(plain, first), Baris.SUBTOTAL))
    return [replace(v, baris=baris[v.row]) if v.row in baris else v for v in values]


def _by_words(label: str, is_last: bool) -> Baris:
    if _TOTAL.match(label):
        return Baris.TOTAL
    if _SUBTOTAL.match(label) and len(label.split()) > 1 and not is_last:
        return Baris.SUBTOTAL
    if _SUBTOTAL.match(label) and is_last and label.split()[0].lower() in ("total", "jumlah"):
        return Baris.TOTAL
    return Baris.ITEM


def numbering_class(no: str) -> str:
    """The form of a row's number: roman, upper, letter, digits by depth, a code, or none."""
    text = no.strip()
    if not text:
        return "none"
    if _ROMAN.match(text):
        return "roman"
    if _LETTER.match(text):
        return "letter"
    if _UPPER.match(text):
        return "upper"
    parts = re.findall(r"\w+", text)
    return f"digits{len(parts)}" if parts and parts[0].isdigit() and len(parts[0]) <= 2 else f"code{len(parts)}"


def _number_before(label: str) -> str:
    """The number that stands before a row's name in one cell with it: "I" of "I. Program P4GN"."""
    found = _BEFORE.match(label)
    return found.group(1) if found else ""


def _parents(rows: Sequence[int], first: dict[int, Value]) -> list[int]:
    """The rows that stand over finer rows: by the order in which forms of numbers appear, borne out by the sums."""
    classes = {row: numbering_class(first[row].no or _number_before(first[row].label)) for row in rows}
    order = list(dict.fromkeys(classes[row] for row in rows))
    if len(order) < 2:
        return []
    parents: list[int] = []
    for position, row in enumerate(rows[:-1]):
        level = order.index(classes[row])
        children: list[int] = []
        for below in rows[position + 1 :]:
            if order.index(classes[below]) <= level:
                break
            children.append(below)
        if not children:
            continue
        direct = min(order.index(classes[child]) for child in children)
        total = sum((first[c].value or Decimal(0) for c in children if order.index(classes[c]) == direct), Decimal(0))
        numbered = "none" not in (classes[row], *(classes[c] for c in children))
        if numbered or first[row].value == total:
            parents.append(row)
    return parents
