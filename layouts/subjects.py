"""What a table counts: a performance table says it, and the numbers of one that does not are nobody's target.

Formasi and Terisi of posts, Undangan and Hadir of meetings, Direncanakan and Dites of persons close as target and its
realisasi do. Numbers that close tell which column is measured by which, not that the table is of performance.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from layouts.columns import Column
from layouts.label_parts import Words, words_of
from layouts.records import Finding, Severity
from layouts.stacks import reads_as_indicator
from layouts.wordings import VALUE_ROLES, Role

UNSAID = "unsaid_subject"
"""Trait of a table whose numbers alone make measures, and of which nothing says what it counts."""

_COUNTED = (Role.TARGET, Role.REALISASI)
# Columns that say what is counted, or in what: of staff, guests or tests there is none.
_SUBJECTS = (Role.INDIKATOR, Role.SASARAN, Role.KEGIATAN, Role.SATUAN, Role.KOMPONEN)
_PERFORMANCE = re.compile(
    r"\b(?:kinerja|indikator|anggaran|sasaran|target|renstra|renproja|rencana aksi|iku|ikk|ikpa|smart|sakip)|"
    r"\b(?:dana|pendanaan|penyerapan|belanja)\b",
    re.I,
)
# A heading says so by these: a bare "Target" stands over guests and posts too.
_OF_RESULTS = re.compile(r"\b(?:kinerja|indikator|anggaran|penyerapan|belanja)\b", re.I)
# "Jumlah" and "Banyaknya" begin what is counted anywhere; these begin what is measured.
_MEASURED = re.compile(r"^\W*(?:indeks|indek|persentase|prosentase|rasio|nilai)\s+\w", re.I)
# A caption of so many lines names the indicator that its table measures.
_CAPTION_LINES = 3
# "Sekretariat | Jumlah" counts persons as often as points.
_COUNT = ("jumlah",)
# Of the rows, so many are indicators where the table is one of them; the others are groups and totals.
_MOSTLY = 0.5


def unsaid_subject(columns: Sequence[Column], labels: Sequence[str], above: Sequence[str]) -> bool:
    """Whether no words make a measure of some column, and none says that the table is of performance.

    Args:
        columns: The table's columns.
        labels: What its rows are named after.
        above: The lines above it, its title among them; sentences of the text say nothing of it.
    """
    if not any(_by_numbers_alone(column) or _is_bare_count(column) for column in columns):
        return False
    bare = any(map(_is_bare_count, columns))
    subjects = [column for column in columns if column.role in _SUBJECTS and _is_told(column)]
    # "Unsur | Jumlah" stands over persons as often as over a score's parts.
    if any(not (bare and column.role is Role.KOMPONEN) for column in subjects):
        return False
    if sum(map(reads_as_indicator, labels)) >= _MOSTLY * max(len(labels), 1):
        return False
    over = [column.parent_text for column in columns if column.role in VALUE_ROLES and column.parent_text]
    if any(_MEASURED.search(text) or _PERFORMANCE.search(text) for text in over):
        return False
    if any(column.role in VALUE_ROLES and _OF_RESULTS.search(column.heading.text) for column in columns):
        return False
    return not any(_PERFORMANCE.search(line) for line in above if not line.rstrip().endswith("."))


def names_known_over(columns: Sequence[Column], above: Sequence[str], names: Collection[Words]) -> bool:
    """Whether the headings over the numbers, or the last lines above, name an indicator that the document prints."""
    over = [column.heading.text for column in columns if column.role in VALUE_ROLES]
    said = [f" {' '.join(words_of(text))} " for text in (*over, " ".join(above[-_CAPTION_LINES:]))]
    return any(f" {' '.join(name)} " in text for text in said for name in names)


def names_known(labels: Sequence[str], names: Collection[Words]) -> bool:
    """Whether most rows are named after indicators that the document prints elsewhere."""
    return bool(labels) and sum(words_of(label) in names for label in labels) >= _MOSTLY * len(labels)


def subject_finding(table_id: str, page: int, columns: Sequence[Column]) -> Finding:
    """The finding on a table that does not say what it counts."""
    return Finding(
        code="unsaid-subject",
        severity=Severity.INFO,
        message="Nothing says that this table is of performance: numbers that fit each other name its columns, and it "
        "may count staff, guests or tests. None of its values is trusted more than single.",
        page=page,
        table_id=table_id,
        found="; ".join(
            f"'{column.heading.text}' read as {column.role}"
            for column in columns
            if _by_numbers_alone(column) or _is_bare_count(column)
        ),
    )


def _by_numbers_alone(column: Column) -> bool:
    return column.role in _COUNTED and any(e.name in ("unnamed", "siblings") for e in column.evidence)


def _is_bare_count(column: Column) -> bool:
    """Whether a score is one by the word "Jumlah" alone, and its numbers are whole ones."""
    leaf = column.heading.leaf
    counts = [number for number in column.stats.numbers if number is not None]
    bare = column.role is Role.NILAI and leaf is not None and leaf.phrase in _COUNT
    return bare and all(number == int(number) for number in counts)


def _is_told(column: Column) -> bool:
    return any(e.name in ("heading", "parent", "content") and e.points > 0 for e in column.evidence) or (
        column.role is Role.SATUAN
    )
