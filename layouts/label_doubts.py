"""Labels that may hold words of another row, a heading or another column, or lack some of their own.

Such a label breaks no sum: the number beside it is right, and what it is said to measure is not. So a report's labels
are held against each other. A phrase does not end in "yang"; a label that is another table's label and goes on with a
third one was glued; one that is only the beginning of another table's, in a table whose cells are not drawn, was cut.
No label is mended: what stands under it stays *single*, whatever its sums say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from layouts.label_parts import Texts, Words, cut, gather_texts, glued, shortened, words_of
from layouts.levels import is_total_label
from layouts.records import (
    BUDGET_FIELDS,
    INDICATOR_FIELDS,
    MONEY_FIELDS,
    Field,
    Finding,
    Severity,
    TableKind,
    Value,
    as_probable,
)
from layouts.stacks import reads_as_indicator
from layouts.units import units_in_use
from layouts.wordings import parse_heading

# Conjunctions and prepositions of Indonesian: no phrase ends in one.
_JOINER = re.compile(
    r"(?:yang|dan|atau|serta|terhadap|dengan|untuk|oleh|dari|dalam|pada|di|ke|bagi|tentang|melalui)", re.I
)
_CHAPTER = re.compile(r"\b(?:BAB|LAMPIRAN)\s+[IVX]+\b")
_DATE = re.compile(
    r"\b\d{1,2}\s+(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|"
    r"desember)\s+(?:19|20)\d\d\b",
    re.I,
)
_RUN_TOGETHER = re.compile(r"^(?:grand)?(?:total|jumlah)[a-z]{5,}\b", re.I)
# ": Dana" of "Masukan : Dana".
_MARK_FIRST = re.compile(r"^\s*[:;,)/]")
# "Meningkatnya tata Nilai IKPA satuan kerja kelola administrasi": an indikator between the words of its sasaran.
_JOINED = re.compile(r"\b([a-z]\w+)\)?\s+(?:Jumlah|Persentase|Prosentase|Banyaknya|Nilai|[A-Z][a-z]{3,}nya)\b")
# "Keprotokolan TOTAL ANGGARAN": the last line of a budget with the end of the line above it.
_TOTAL_LAST = re.compile(r"\S\s+(?:total|jumlah)(?:\s+(?:anggaran|pagu|belanja))?\s*$", re.I)
_NO_BEGINNING = "its first words stand elsewhere"
# Commas and strokes go on with another word; "Keseluruhan" says of a total how much it is of.
_GOES_ON = re.compile(r"[,/&]\s*$|^(?:keseluruhan|seluruhnya)$", re.I)
# Sentences say so of a number, no label does.
_SAID_OF_NUMBERS = re.compile(
    r"^(?:=|(?:ditargetkan|direncanakan|direalisasikan|terealisasi|tercapai|mencapai|sebanyak|sejumlah|sebesar)\b)",
    re.I,
)
_AMOUNT = re.compile(r"\brp\W{0,2}\d|(?<![\d.,])\d{1,3}(?:[.,]\d{3}){2,}", re.I)
# A fund's name is printed over several lines beside the lines of its budget.
_FUND = ("rupiah", "murni")
_DASHES = re.compile(r"(?:\s[-–—]){1,}\s*$")
# An amount that breaks off within a group of three digits or behind one decimal, and what is left of it.
_BROKEN_OFF = re.compile(r"(?:[.,]\d|\.\d{3}\.\d\d|,\d{3},\d\d)$")
_LEFT_OVER = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"(?:(?:tahun|ta)\s+)?(?:19|20)\d\d", re.I)
# Digits of a number that two rows do not share by chance: "2 Lembaga" they do.
_TELLING_DIGITS = 3
_SAME_LABEL = 85.0
_PARTS = frozenset({TableKind.RINCIAN_SATKER, TableKind.RINCIAN_NILAI})
# Target, realisasi, capaian.
_MEASURES = 3
_HEADING = "it is the heading of a column"
_ONE_MEASURE_A_ROW = frozenset({TableKind.ANGGARAN_PERBANDINGAN_TAHUN, TableKind.RINGKASAN_EKSEKUTIF})
# Share of a table's labels that begin with a capital, from which one that does not is the end of another.
_CAPITALS = 0.75


def doubt_printed_labels(
    values: Sequence[Value],
    loose: Mapping[str, Sequence[str]],
    known: frozenset[Words] = frozenset(),
    headings: Collection[str] = (),
) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Mark the values under labels that may not be what is printed for them.

    Args:
        values: All values of a document, before its checks.
        loose: By table_id the texts of each table whose cells are not drawn, in reading order, with the lines right
            below it: there white space parts the labels.
        known: The words of names that offices are known to print.
        headings: What stands over the document's columns of targets, realisasi and capaian, as `parse_heading` puts it.

    Returns:
        The same values in the same order, the doubtful ones with `label_sure` False and trust single at most; and a
        finding for each such label.
    """
    labels = {(value.table_id, value.label): value for value in values}
    capitals = _capitals(values)
    reasons = {key: _reads_badly(value, loose, capitals) for key, value in labels.items()}
    reasons |= _beheaded(reasons)
    plain = [(key, value) for key, value in labels.items() if not reasons[key]]
    # What was glued says nothing of what was cut, nor what was cut of what was glued.
    for compare in (glued, cut, glued):
        texts = gather_texts(values, reasons, known)
        found = {key: compare(value, texts, loose) for key, value in plain}
        reasons |= found if compare is cut else {key: why for key, why in found.items() if not reasons[key]}
    texts = gather_texts(values, reasons, known)
    shorter = {
        key: why
        for key, value in plain
        if (why := shortened(value, texts) or _pays(value, texts) or _begun_above(value, texts))
    }
    for found in (
        _of_others(values, headings),
        _other_labels(values, texts),
        _torn_rows(values, loose),
        _torn_amounts(values),
        shorter,
    ):
        reasons |= {key: why for key, why in found.items() if not reasons[key]}
    doubted = {key for key, reason in reasons.items() if reason}
    marked = tuple(as_probable(value) if (value.table_id, value.label) in doubted else value for value in values)
    return marked, tuple(_findings(values, reasons))


def _beheaded(reasons: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Labels of tables in which two or more begin with a mark: what stood before it fell into another column."""
    tables = Counter(table_id for (table_id, _), reason in reasons.items() if reason == _NO_BEGINNING)
    return {
        key: "the labels beside it lack their first words"
        for key, why in reasons.items()
        if not why and tables[key[0]] > 1
    }


def _capitals(values: Sequence[Value]) -> frozenset[str]:
    """The tables whose labels begin with a capital, but for some."""
    labels: dict[str, set[str]] = defaultdict(set)
    for value in values:
        if value.label[:1].isalpha():
            labels[value.table_id].add(value.label)
    return frozenset(
        table_id
        for table_id, found in labels.items()
        if len(found) > 1 and sum(label[0].isupper() for label in found) >= _CAPITALS * len(found)
    )


def _reads_badly(value: Value, loose: Collection[str], capitals: Collection[str]) -> str:
    """Why no office prints such a label; empty where one may."""
    label, words = value.label, words_of(value.label)
    if not label or _YEAR.fullmatch(label.strip()):
        return ""
    if not any(ch.isalpha() for ch in label):
        return "it is no text"
    if _CHAPTER.search(label):
        return "it holds the heading of a chapter"
    if _MARK_FIRST.match(label):
        return _NO_BEGINNING
    parts = value.table_kind in _PARTS or value.table_kind is TableKind.ANGGARAN_PERBANDINGAN_TAHUN
    if label.startswith("%") or (not parts and _is_unit(label)):
        return "it is a unit"
    if _GOES_ON.search(label) or _SAID_OF_NUMBERS.match(label):
        return "no phrase begins or ends so"
    if _AMOUNT.search(label):
        return "it holds an amount"
    if value.field in BUDGET_FIELDS and len(words) > 1 and sum(word in words for word in _FUND) == 1:
        return "it holds a part of a fund's name"
    if any(not _JOINER.fullmatch(found.group(1)) for found in _JOINED.finditer(label)):
        return "another label begins in it"
    if value.field in BUDGET_FIELDS and _TOTAL_LAST.search(label) and not is_total_label(label, budget=True):
        return "it ends in the name of a total"
    if _DASHES.search(label):
        return "it holds dashes of other columns"
    if _DATE.search(label):
        return "it holds the date of a signature"
    if _RUN_TOGETHER.match(label):
        return "its words run into each other"
    if words and (_JOINER.fullmatch(words[-1]) or _JOINER.fullmatch(words[0])):
        return "no phrase begins or ends so"
    if label[0].islower() and value.table_id in capitals and value.table_id in loose:
        return "it begins in the middle of a phrase"
    return ""


def _is_unit(label: str) -> bool:
    """Whether a label is nothing but a unit or a grade: "Orang", "Cukup"."""
    units, text = units_in_use(), " ".join(label.casefold().split())
    return text in units.count or text in units.measure or text in units.grades


def _of_others(values: Sequence[Value], headings: Collection[str]) -> dict[tuple[str, str], str]:
    """The labels of indicators that are a column's heading, or the first word of a name and not the table's last row.

    A table of one indicator over years has a row for each measure; where one of its three is a heading all are.
    """
    last = {value.table_id: value.row for value in values}
    named = [v for v in values if v.field in INDICATOR_FIELDS and v.table_kind not in _PARTS]
    labels: dict[str, set[str]] = defaultdict(set)
    found: dict[tuple[str, str], str] = {}
    for value in named:
        labels[value.table_id].add(value.label)
        if not reads_as_indicator(value.label):
            if parse_heading(value.label).phrase in headings:
                found[value.table_id, value.label] = _HEADING
        elif len(words_of(value.label)) == 1 and value.row < last[value.table_id]:
            found[value.table_id, value.label] = "it is only the first word of a name"
    for (table_id, _), why in list(found.items()):
        if (
            why == _HEADING
            and len(labels[table_id]) <= _MEASURES
            and not any(map(reads_as_indicator, labels[table_id]))
        ):
            found |= {(table_id, label): _HEADING for label in labels[table_id]}
    return found


def _begun_above(value: Value, texts: Texts) -> str:
    """Whether an indikator's label is only the beginning of a sasaran or kegiatan: "Menurunnya jumlah"."""
    words = words_of(value.label)
    once = len(texts.tables.get((False, words), ())) < 2
    if value.field not in INDICATOR_FIELDS or not once or len(words) < 2 or reads_as_indicator(value.label):
        return ""
    begun = any(len(text) > len(words) and text[: len(words)] == words for text in texts.parents)
    return "a text over rows begins so and goes on" if begun else ""


def _pays(value: Value, texts: Texts) -> str:
    """Whether an indikator's number stands under what other tables print as a budget line, or as text over rows.

    A table by kegiatan whose rows are named after the kegiatan has lost the column that says what was counted.
    """
    words = words_of(value.label)
    measured = (
        value.field not in INDICATOR_FIELDS or value.satker_baris or value.kode or reads_as_indicator(value.label)
    )
    if measured or not words or len(texts.tables.get((False, words), ())) > 1:
        return ""
    paid = texts.tables.get((True, words), frozenset()) - {value.table_id}
    return "other tables print it as what money is spent on" if paid or words in texts.parents else ""


def _other_labels(values: Sequence[Value], texts: Texts) -> dict[tuple[str, str], str]:
    """The rows whose numbers stand, two or more alike, in another table under the name of an indikator."""
    rows: dict[tuple[str, int], dict[tuple[str, int | None], Value]] = defaultdict(dict)
    for value in values:
        if value.field in INDICATOR_FIELDS and value.value is not None and value.periode == "tahun":
            rows[value.table_id, value.row][value.field, value.tahun] = value
    found: dict[tuple[str, str], str] = {}
    for row in rows.values():
        own = next(iter(row.values()))
        words = words_of(own.label)
        if (
            len(texts.tables.get((False, words), ())) > 1
            or own.satker_baris
            or own.kode
            or reads_as_indicator(own.label)
        ):
            continue
        for other in rows.values():
            name = next(iter(other.values()))
            known = texts.tables.get((False, words_of(name.label)), frozenset()) - {own.table_id}
            named = bool(name.kode) or reads_as_indicator(name.label)
            if known and named and _same_numbers(row, other) and not _alike(own.label, name.label):
                found[own.table_id, own.label] = f"the same numbers stand under '{name.label}' in another table"
    return found


def _torn_rows(values: Sequence[Value], loose: Collection[str]) -> dict[tuple[str, str], str]:
    """The rows that print what the next one lacks and lack what it prints, where white space parts the rows."""
    rows: dict[str, dict[int, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for value in values:
        if value.table_id in loose and value.table_kind not in _ONE_MEASURE_A_ROW:
            rows[value.table_id][value.row].append(value)
    found: dict[tuple[str, str], str] = {}
    for table_id, own in rows.items():
        most = max(len({_measure(v) for v in row}) for row in own.values())
        for number, row in own.items():
            here, below = ({_measure(v) for v in r} for r in (row, own.get(number + 1, [])))
            if below and not here & below and len(here | below) == most > 1:
                for value in (*row, *own[number + 1]):
                    found[table_id, value.label] = "the numbers of its row stand in two"
    return found


def _torn_amounts(values: Sequence[Value]) -> dict[tuple[str, str], str]:
    """The rows in which the end of an amount of the row above stands: "1.244.502.000,0" and "0" below it."""
    money = {(v.table_id, v.row, v.field, v.tahun): v for v in values if v.field in MONEY_FIELDS}
    found: dict[tuple[str, str], str] = {}
    for (table_id, row, field, tahun), value in money.items():
        above = money.get((table_id, row - 1, field, tahun))
        if above is not None and _LEFT_OVER.fullmatch(value.value_text) and _BROKEN_OFF.search(above.value_text):
            for own in (above, value):
                found[table_id, own.label] = "the numbers of its row stand in two"
    return found


def _measure(value: Value) -> tuple[Field, int | None, str]:
    return value.field, value.tahun, value.periode


def _same_numbers(row: Mapping[tuple[str, int | None], Value], other: Mapping[tuple[str, int | None], Value]) -> bool:
    """Whether two rows share two numbers or more and differ in none; one of them says something by its digits."""
    shared = [(row[key].value, other[key].value) for key in row.keys() & other.keys()]
    telling = any(len(str(a).strip("0.").replace(".", "")) >= _TELLING_DIGITS for a, _ in shared)
    return len(shared) > 1 and all(a == b for a, b in shared) and telling


def _alike(a: str, b: str) -> bool:
    first, second = words_of(a), words_of(b)
    return fuzz.token_set_ratio(" ".join(first), " ".join(second)) >= _SAME_LABEL


def _findings(values: Sequence[Value], reasons: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    by_label: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in values:
        by_label[value.table_id, value.label].append(value)
    for key, group in by_label.items():
        if reasons[key]:
            yield Finding(
                code="label-doubtful",
                severity=Severity.WARNING,
                message=f"The label may not be this row's own: {reasons[key]}.",
                page=group[0].page,
                table_id=group[0].table_id,
                row=group[0].row,
                found=group[0].label,
                value_ids=tuple(value.value_id for value in group),
            )
